"""What a State says of recommendations: verbs of answering, active and passive.

The terms are those of Human Rights Council resolution 5/1, annex, para. 32, and what States write
instead. Patterns match the words of a sentence in lower case, divided by single spaces, in which
“<0>” stands for the first list of recommendations (`sentences.SentenceWords`).
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from uprdocs.model import Position, StateClaim
from uprdocs.reports.answers.certainty import NEGATED, chain_is_certain, context_is_certain
from uprdocs.reports.answers.claims import claims_in


class Voice(Enum):
    """Which side of the verb the recommendations stand on.

    ACTIVE: “accepts <0>”; PASSIVE: “<0> are accepted”; BARE: “accepted”, which may be either.
    """

    ACTIVE = auto()
    PASSIVE = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of answering in a sentence, or a claim, from `start` to `end`.

    `is_certain` is false where it answers nothing yet, or not as it says: “would accept”, “accepts in
    principle”.
    """

    start: int
    end: int
    voice: Voice
    position: Position | None = None
    claim: StateClaim = "none"
    is_certain: bool = True


_ADVERBS = (
    "also|fully|hereby|therefore|thus|now|duly|gladly|further|again|formally|officially|wholeheartedly"
    "|readily|however|consequently|accordingly|equally|today|already|currently|still|thereby|hence|only"
    "|generally|partially|partly|in part|immediately|explicitly|merely|simply|jointly|entirely|completely"
)
_GOVERNING = (
    "(?:pleased|happy|glad|delighted|honoured|proud|able|unable|prepared|ready|willing|inclined|going|likely)"
    " to"
    "|in a position to|(?:decided|agreed|chosen|resolved|elected|determined|opted) (?:not )?to"
    "|(?:wish|wishes|would like|intends?|plans?|hopes?|expects?|continues?|tends?|refuses?|declines?)"
    " (?:not )?to|(?:has |have )?the (?:honour|pleasure|privilege) (?:to|of)"
)
_AUXILIARIES = (
    "is|are|was|were|be|been|being|remains?|remained|has|have|had|do|does|did|can|could|will|would|shall"
    "|should|may|might|must|cannot|not|never|neither|nor|yet|no longer|don't|doesn't|can't|won't|isn't"
    "|aren't|to"
)
# No State needs more than ten; without an end, each word of a long chain would begin another.
_CHAIN = rf"(?P<chain>(?:(?:{_GOVERNING}|{_AUXILIARIES}|{_ADVERBS})(?: ,)? ){{0,16}})"
_SUPPORT = (
    r"(?:(?:the|its|their|our|full|strong|wholehearted|entire) )+"
    r"(?:support|approval|agreement|acceptance|endorsement|consent)"
)
# “enjoy support”, without an article.
_ANY_SUPPORT = rf"(?:{_SUPPORT}|(?:full )?(?:support|approval))"
_NOTE = r"(?:(?:due|careful|good|full) )?note(?: of)?"

_BASE = (
    r"accept|support|endorse|approve|agree (?:to|with)|concur with|commit to implement|reject|decline|oppose"
    rf"|disagree with|note|take {_NOTE}|enjoy {_ANY_SUPPORT}|have {_SUPPORT}|receive {_SUPPORT}"
    rf"|meet with {_SUPPORT}|consider|examine|study|review"
)
_PRESENT = (
    r"accepts|supports|endorses|approves|agrees (?:to|with)|concurs with|rejects|declines|refuses|opposes"
    rf"|disagrees with|notes|takes {_NOTE}|enjoys {_ANY_SUPPORT}|has {_SUPPORT}|receives {_SUPPORT}"
    rf"|meets with {_SUPPORT}|commits to implement"
)
_PAST = (
    r"accepted|supported|endorsed|approved|agreed (?:to|with)|rejected|declined|refused|opposed|noted"
    rf"|took {_NOTE}|taken {_NOTE}|enjoyed {_ANY_SUPPORT}|received {_SUPPORT}|met with {_SUPPORT}"
    r"|considered|examined|studied|reviewed|deferred|postponed|taken into consideration"
)
_GERUND = rf"enjoying {_ANY_SUPPORT}|considering|examining|studying|reviewing"
_NOUN = (
    r"(?:express(?:es|ed)?|gives?|gave|given|extends?|offers?|lends?|confirms?|declares?|announces?"
    r"|reaffirms?|conveys?|signals?) (?:(?:its|our|their|the|full|strong) )*"
    r"(?:support|acceptance|agreement|approval|endorsement) (?:for|of|to|with)"
)
_ADJECTIVE = (
    r"acceptable|unacceptable|pending"
    r"|(?<!state )under (?:active |further |careful )?(?:consideration|examination|review|study)"
)
_VERB = re.compile(
    rf"(?<![\w’'<]){_CHAIN}(?:(?P<noun>{_NOUN})|(?P<present>{_PRESENT})|(?P<past>{_PAST})"
    rf"|(?P<gerund>{_GERUND})|(?P<adjective>{_ADJECTIVE})|(?P<base>{_BASE}))(?![\w’'-])"
)
# “<1> does not.”, of the verb before.
_ELLIPSIS = re.compile(
    r"(?<=>) (?:(?:do|does|did|is|are|was|were|has|have|can) not|cannot|not)(?= [.,;)]| and | while |$)"
)
_PARTLY = re.compile(r"\b(?:partially|partly|in part)\b")
_THEN_PARTLY = re.compile(
    r" ,? ?(?:only )?(?:in part|partially|partly|\( (?:in part|partially|partly) \))(?![\w-])"
)
# “will consider”, “is being examined”
_GOES_ON = re.compile(r"\b(?:will|shall|being|still|currently|to be)\b")
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|remains?|remained|isn't|aren't)\b")
_HAVE = re.compile(r"\b(?:has|have|had)\b")
_PLURAL_SPEAKER = re.compile(r"(?:\bwe|\bauthorities|\bstates|\bnetherlands|\bphilippines)(?: \w+ly)? $")
_ONLY_ADVERBS = re.compile(rf"(?:(?:{_ADVERBS})(?: ,)? )*")
# What is noted so is no recommendation: “notes that …”, “as noted in paragraph 5”.
_NO_ANSWER_AFTER = re.compile(
    r" (?:that|with (?:concern|satisfaction|appreciation|interest)"
    r"|in (?:the )?(?:report|paragraphs?|section|annex)|above|below|earlier|previously|how"
    r"|the (?:fact|importance|need))\b"
)
# The longest sentences have ten.
_MOST_VERBS = 60


def verbs_in(words: str) -> list[Verb]:
    """The verbs of answering in a sentence in order, claims among them.

    None where there are more than in any sentence of a State: each is compared with all words.
    """
    matches = list(islice(_VERB.finditer(words), _MOST_VERBS + 1))
    claims = [
        Verb(start, end, Voice.PASSIVE, None, claim)
        for start, end, claim in islice(claims_in(words), _MOST_VERBS + 1)
    ]
    if max(len(matches), len(claims)) > _MOST_VERBS:
        return []
    answers = [
        verb
        for match in matches
        if (verb := _verb(match)) and not any(_overlap(verb, claim) for claim in claims)
    ]
    for match in islice(_ELLIPSIS.finditer(words), _MOST_VERBS):
        ellipsis = Verb(match.start(), match.end(), Voice.PASSIVE, "noted")
        positive = any(verb.end <= match.start() and verb.position == "supported" for verb in answers)
        if positive and not any(_overlap(verb, ellipsis) for verb in answers):
            answers.append(ellipsis)
    return sorted((*answers, *claims), key=lambda verb: verb.start)


def _overlap(verb: Verb, other: Verb) -> bool:
    return verb.start < other.end and other.start < verb.end


def _verb(match: re.Match[str]) -> Verb | None:
    before, after = match.string[: match.start()], match.string[match.end() :]
    chain, head = match["chain"], match[0][len(match["chain"]) :]
    voice, position = _voice(match, chain, head), _position(chain, head)
    if voice is None or position is None or ("not" in head and _NO_ANSWER_AFTER.match(after)):
        return None
    partly_after = _THEN_PARTLY.match(after)
    is_certain = chain_is_certain(chain, is_positive=position == "supported")
    if partly_after or _PARTLY.search(chain):
        is_certain = is_certain and position == "supported"
        position = "partially_supported"
    elif head == "noted" and re.search(r"\bwould\b.*\bbe ", chain):
        # “would thus be noted”, of what does not enjoy support.
        is_certain = True
    is_certain = is_certain and context_is_certain(
        before, after, is_past=match["past"] is not None, is_noted=position == "noted"
    )
    end = match.end() + (partly_after.end() if partly_after else 0)
    return Verb(match.start(), end, voice, position, "none", is_certain)


def _voice(match: re.Match[str], chain: str, head: str) -> Voice | None:
    if re.match(rf"(?!take|took)\w+ (?:with )?{_ANY_SUPPORT}$", head):
        return Voice.PASSIVE
    if match["noun"] or match["present"]:
        return Voice.ACTIVE
    if match["adjective"]:
        return Voice.PASSIVE if _BE.search(chain) else Voice.BARE
    if match["gerund"]:
        return Voice.ACTIVE if _BE.search(chain) else None
    if match["past"]:
        if _BE.search(chain.rpartition("to ")[2]):
            return Voice.PASSIVE
        return Voice.ACTIVE if _HAVE.search(chain) or head.startswith(("took", "taken")) else Voice.BARE
    # The base form: an answer only with something before it; “Accept refugees” asks.
    is_carried = not _ONLY_ADVERBS.fullmatch(chain)
    return Voice.ACTIVE if is_carried or _PLURAL_SPEAKER.search(match.string[: match.start()]) else None


def _position(chain: str, head: str) -> Position | None:
    is_negated = NEGATED.search(chain) is not None
    if head.startswith(("consider", "examin", "stud", "review", "taken into")):
        goes_on = _GOES_ON.search(chain) or (head.endswith("ing") and not is_negated)
        return "pending" if goes_on else None
    if head.startswith(("pending", "under ", "deferred", "postponed")):
        return None if is_negated else "pending"
    if head.startswith(("reject", "declin", "refus", "oppos", "disagree", "unaccept", "not", "take", "took")):
        return None if is_negated else "noted"
    return "noted" if is_negated else "supported"
