"""What a State says of recommendations: verbs of answering, active and passive, and claims.

The terms are those of Human Rights Council resolution 5/1, annex, para. 32, and what States write
instead. Patterns match the words of a sentence in lower case, divided by single spaces, in which
“<0>” stands for the first list of recommendations (`sentences.Words`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from uprdocs.model import Position, StateClaim


class Voice(Enum):
    """Which side of the verb the recommendations stand on.

    ACTIVE: “accepts <0>”; PASSIVE: “<0> are accepted”; BARE: “accepted”, which may be either.
    """

    ACTIVE = auto()
    PASSIVE = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of answering in a sentence, from `start` to `end`.

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
    "also|fully|hereby|therefore|thus|now|duly|gladly|further|again|formally|officially|wholeheartedly|readily|"
    "however|consequently|accordingly|equally|today|already|currently|still|thereby|hence|only|generally|"
    "partially|partly|in part|immediately|explicitly|again|merely|simply|jointly|entirely|completely"
)
_GOVERNING = (
    "(?:pleased|happy|glad|delighted|honoured|proud|able|unable|prepared|ready|willing|inclined|going|likely) to"
    "|in a position to|(?:decided|agreed|chosen|resolved|elected|determined|opted) (?:not )?to"
    "|(?:wish|wishes|would like|intends?|plans?|hopes?|expects?|continues?|tends?|refuses?|declines?) (?:not )?to"
    "|(?:has |have )?the (?:honour|pleasure|privilege) (?:to|of)"
)
_AUXILIARIES = (
    "is|are|was|were|be|been|being|remains?|remained|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must"
    "|cannot|not|never|neither|nor|yet|no longer|don't|doesn't|can't|won't|isn't|aren't|to"
)
_CHAIN = rf"(?P<chain>(?:(?:{_GOVERNING}|{_AUXILIARIES}|{_ADVERBS})(?: ,)? )*)"
_SUPPORT = r"(?:(?:the|its|their|our|full|strong|wholehearted|entire) )+(?:full )?(?:support|approval|agreement|acceptance|endorsement|consent)"
_NOTE = r"(?:(?:due|careful|good|full) )?note(?: of)?"

_BASE = (
    rf"accept|support|endorse|approve|agree (?:to|with)|concur with|commit to implement|reject|decline|oppose|"
    rf"disagree with|note|take {_NOTE}|enjoy {_SUPPORT}|have {_SUPPORT}|receive {_SUPPORT}|"
    rf"meet with {_SUPPORT}|consider|examine|study|review"
)
_PRESENT = (
    rf"accepts|supports|endorses|approves|agrees (?:to|with)|concurs with|rejects|declines|refuses|opposes|"
    rf"disagrees with|notes|takes {_NOTE}|enjoys {_SUPPORT}|has {_SUPPORT}|receives {_SUPPORT}|"
    rf"meets with {_SUPPORT}|commits to implement"
)
_PAST = (
    rf"accepted|supported|endorsed|approved|agreed (?:to|with)|rejected|declined|refused|opposed|noted|"
    rf"took {_NOTE}|taken {_NOTE}|enjoyed {_SUPPORT}|received {_SUPPORT}|met with {_SUPPORT}|"
    rf"considered|examined|studied|reviewed|deferred|postponed|taken into consideration"
)
_GERUND = rf"enjoying {_SUPPORT}|considering|examining|studying|reviewing"
_NOUN = (
    r"(?:express(?:es|ed)?|gives?|gave|given|extends?|offers?|lends?|confirms?|declares?|announces?|reaffirms?|conveys?|signals?)"
    r" (?:(?:its|our|their|the|full|strong) )*(?:support|acceptance|agreement|approval|endorsement) (?:for|of|to|with)"
)
_ADJECTIVE = r"acceptable|unacceptable|pending|under (?:active |further |careful )?(?:consideration|examination|review|study)"
_VERB = re.compile(
    rf"(?<![\w’'<]){_CHAIN}(?:(?P<noun>{_NOUN})|(?P<present>{_PRESENT})|(?P<past>{_PAST})"
    rf"|(?P<gerund>{_GERUND})|(?P<adjective>{_ADJECTIVE})|(?P<base>{_BASE}))(?![\w’'-])"
)
# “<1> does not.”, of the verb before.
_ELLIPSIS = re.compile(
    r"(?<=>) (?:(?:do|does|did|is|are|was|were|has|have|can) not|cannot|not)(?= [.,;)]| and | while |$)"
)
_NEGATED = re.compile(
    r"\b(?:not|cannot|never|neither|nor|no longer|unable|don't|doesn't|can't|won't|isn't|aren't|refuses?|declines?)\b"
)
_PARTLY = re.compile(r"\b(?:partially|partly|in part)\b")
_AFTER_PARTLY = re.compile(
    r" ,? ?(?:only )?(?:in part|partially|partly|\( (?:in part|partially|partly) \))(?![\w-])"
)
# “will consider”, “is being examined”
_GOES_ON = re.compile(r"\b(?:will|shall|being|still|currently|to be)\b")
_IMPLICIT = re.compile(
    r"\b(?:would(?! like)|could(?! not)|may|might|should|must|ready|willing|inclined|likely|going|hopes?|intends?|plans?|expects?|generally)\b"
)
_GOVERNED = re.compile(
    r"\b(?:pleased|happy|glad|delighted|honoured|proud|able|unable|prepared|position|decided|agreed|chosen|"
    r"resolved|elected|determined|opted|wish|wishes|like|honour|pleasure|privilege|continues?|refuses?|declines?|not) "
    r"(?:to|of)\b"
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|remains?|remained|isn't|aren't)\b")
_HAVE = re.compile(r"\b(?:has|have|had)\b")
_AIDED = re.compile(r"\b(?:do|does|did|can|cannot|can't|don't|doesn't)\b")
_PLURAL_SPEAKER = re.compile(r"(?:\bwe|\bauthorities|\bstates|\bnetherlands|\bphilippines)(?: \w+ly)? $")
# What the verb is said of is no answer: “notes that …”, “as noted in paragraph 5”.
_NO_ANSWER_AFTER = re.compile(
    r" (?:that|with (?:concern|satisfaction|appreciation|interest)|in (?:the )?(?:report|paragraphs?|section|annex)"
    r"|above|below|earlier|previously|how|the (?:fact|importance|need))\b"
)
_QUALIFIED = re.compile(
    r"\b(?:in (?:principle|spirit)|subject to|provided that|on (?:the )?condition|conditionally|to the extent|"
    r"in ?so ?far as|as far as|with (?:a |the following )?reservations?|if|unless|until|once)\b"
)
# What was accepted then is no answer now.
_EARLIER_REVIEW = re.compile(
    r"\b(?:first|previous|last|earlier|former|preceding) (?:\w+ )?(?:cycles?|reviews?|upr)\b"
)
_IN_YEAR_BEFORE = re.compile(r"\bin #(?!\d)")
_IN_YEAR_AFTER = re.compile(r" (?:,|recommendations?|<\d+>| )*in #(?!\d)")
_DONE_WORD = r"(?:implemented|fulfilled|reali[sz]ed|achieved|completed|accomplished|addressed|met|complied with|in place|carried out)"
_DOING_WORD = r"(?:implementation|being implemented|reali[sz]ation|fulfilment|execution|implementing)"
_IN_PROCESS = re.compile(
    rf"\b(?:(?:are |is |being )?(?:already |currently |now )*in (?:the |a )?(?:process|course) of (?:being )?(?:implement\w+|{_DOING_WORD}|fulfill?\w*|adopt\w*|reali[sz]\w+|it|this)"
    rf"|(?:are |is )?(?:already |currently |now |still )*being (?:already )?implemented"
    rf"|(?:are |is )?(?:already |currently |now )*under(?: the process of)? implementation"
    rf"|implementation of (?:this|these|the|<\d+>) ?(?:recommendations?)? ?(?:(?:is|are|has|have) )(?:already |also |currently |now )*(?:been )?(?:ongoing|under way|underway|in progress|started|begun)"
    rf"|(?:has|have|is|are) (?:already |been |largely |partially |partly |mostly |only )*(?:largely|partially|partly|mostly) (?:been )?implemented"
    rf"|(?:is|are) (?:already |currently |now )*(?:ongoing|under way|underway|in progress)"
    rf"|(?:is|are) (?:already |currently |now )*implementing)(?![\w-])"
)
_DONE = re.compile(
    rf"(?:\b(?:has|have) (?:already |fully |now |since |been )*been (?:already |fully |successfully )*{_DONE_WORD}"
    rf"|\b(?:is|are|was|were|being|as) (?:already |fully |now |deemed |considered |as |to be |to have been )*{_DONE_WORD}"
    rf"|\balready (?:been |fully |being )*{_DONE_WORD}"
    rf"|\b(?:considers?|deems?|regards?) (?:(?:this|these|that|the|it|them|they|all|both|as|to|be|been|have|has|recommendations?|already|fully|<\d+>) )*{_DONE_WORD})(?![\w-])"
)
_NOT_YET = re.compile(r"\b(?:not|yet|never|will|would|should|must|to be)\b")


def verbs_in(words: str, *, shown: str) -> list[Verb]:
    """The verbs of answering in a sentence in order, claims among them.

    `shown`: the same sentence with its capital letters.
    """
    answers = [verb for match in _VERB.finditer(words) if (verb := _verb(match, words, shown))]
    claims = list(_claims(words))
    answers = [
        verb
        for verb in answers
        if not any(claim.start < verb.end and verb.start < claim.end for claim in claims)
    ]
    answers += [
        Verb(match.start(), match.end(), Voice.PASSIVE, "noted")
        for match in _ELLIPSIS.finditer(words)
        if any(verb.end <= match.start() and verb.position == "supported" for verb in answers)
        and not any(verb.start <= match.start() + 1 < verb.end for verb in answers)
    ]
    return sorted((*answers, *claims), key=lambda verb: verb.start)


def _verb(match: re.Match[str], words: str, shown: str) -> Verb | None:
    chain, head = match["chain"], match[0][len(match["chain"]) :]
    voice = _voice(match, chain, words, shown)
    after = words[match.end() :]
    if voice is None or (head.startswith("not") and _NO_ANSWER_AFTER.match(after)):
        return None
    position = _position(chain, head)
    if position is None:
        return None
    end = match.end()
    if partly := _AFTER_PARTLY.match(after):
        end += partly.end()
    is_partial = bool(partly or _PARTLY.search(chain))
    if is_partial and position == "supported":
        position = "partially_supported"
    is_certain = not (_IMPLICIT.search(chain) and not _NEGATED.search(chain)) and not (
        is_partial and position == "noted"
    )
    if head == "noted" and re.search(r"\bwould\b.*\bbe ", chain):
        # “would thus be noted”, of what does not enjoy support.
        is_certain = True
    if re.search(r"\b(?:will|shall)\b", chain) and position == "supported":
        is_certain = False
    if "to " in chain and not _GOVERNED.search(chain) and "to be" not in chain:
        is_certain = False
    if match["past"] and (
        _EARLIER_REVIEW.search(words)
        or _IN_YEAR_BEFORE.search(words[: match.start()])
        or (match.start() and _IN_YEAR_AFTER.match(after))
    ):
        is_certain = False
    clause = re.split(r" [;:.] ", words[end:])[0]
    if _QUALIFIED.search(clause) and position != "noted":
        is_certain = False
    return Verb(match.start(), end, voice, position, "none", is_certain)


def _voice(match: re.Match[str], chain: str, words: str, shown: str) -> Voice | None:
    head = match[0][len(chain) :]
    if re.match(rf"(?:\w+ (?:with )?){_SUPPORT}$", head) and not re.match(r"(?:took|takes?|taken)", head):
        plain_have = head.startswith(("have ", "has ")) and not re.search(r"the (?:support|approval)", head)
        return None if plain_have else Voice.PASSIVE
    if match["noun"] or match["present"]:
        return Voice.ACTIVE
    if match["adjective"]:
        return Voice.PASSIVE if _BE.search(chain) else Voice.BARE
    if match["gerund"]:
        return Voice.ACTIVE if _BE.search(chain) else None
    if match["past"]:
        last_part = chain.rpartition("to ")[2]
        if _BE.search(last_part):
            return Voice.PASSIVE
        return Voice.ACTIVE if _HAVE.search(chain) or head.startswith(("took", "taken")) else Voice.BARE
    # The base form: an answer only with something before it; “Accept refugees” asks.
    before = words[: match.start()]
    if chain.strip() and not set(chain.split()) <= set(_ADVERBS.split("|")):
        return Voice.ACTIVE
    return Voice.ACTIVE if _PLURAL_SPEAKER.search(before) else None


def _position(chain: str, head: str) -> Position | None:
    negated = bool(_NEGATED.search(chain))
    if head.startswith(("consider", "examin", "stud", "review", "taken into")):
        return "pending" if _GOES_ON.search(chain) or head.endswith("ing") and not negated else None
    if head.startswith(("pending", "under ", "deferred", "postponed")):
        return None if negated else "pending"
    if head.startswith(("reject", "declin", "refus", "oppos", "disagree", "unaccept")):
        return None if negated else "noted"
    if head.startswith(("not", "take", "took")):
        return None if negated else "noted"
    return "noted" if negated else "supported"


def _claims(words: str) -> Iterator[Verb]:
    spans: list[tuple[int, int]] = []
    patterns: tuple[tuple[re.Pattern[str], StateClaim], ...] = (
        (_IN_PROCESS, "in_process"),
        (_DONE, "already_implemented"),
    )
    for pattern, claim in patterns:
        for match in pattern.finditer(words):
            before = words[: match.start()].split()[-3:]
            if _NOT_YET.search(match[0]) or _NOT_YET.search(" ".join(before)):
                continue
            if not any(start < match.end() and match.start() < end for start, end in spans):
                spans.append(match.span())
                yield Verb(match.start(), match.end(), Voice.PASSIVE, None, claim)
