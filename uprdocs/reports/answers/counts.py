"""What an addendum says of itself: “accepts 142 recommendations”, “124 are supported and 33 noted”."""

import re
from collections.abc import Iterator

from uprdocs.model import Position
from uprdocs.reports.answers.sentences import SentenceWords
from uprdocs.reports.answers.verbs import Verb, Voice

_COUNTED = (
    r"(?:a total of |all |all of |the |of |in total |these |only |, ?|an? |further |another |number of )*"
)
# “received 254 recommendations”, “the remaining 157 recommendations”
_TOTAL = re.compile(
    r"(?:received|contains?|includes?|remaining|total of|made|addressed|out of|of the|all the|all)"
    r" (?:a total of |the |all )*#(\d+)(?: [a-z-]+)? recommendations"
    r"|#(\d+) recommendations (?:were|was|had been|have been)"
    r" (?:made|received|addressed|formulated|put forward)"
)
# Counted when the report was adopted, not in this document.
_EARLIER = re.compile(
    r"\b(?:immediately|at the time|during the|already|on the spot|in the first|previous|last|\w+ cycle)\b"
)


def counts_in(sentence: SentenceWords, verbs: list[Verb]) -> Iterator[tuple[Position, int]]:
    """The numbers of recommendations that a sentence gives to a position.

    What was accepted earlier (“58 were immediately supported”) is left out.
    """
    if not re.search(r"recommendations?\b|\bof (?:which|these|them|those)\b", sentence.words):
        return
    for at, verb in enumerate(verbs):
        if verb.position is None or not verb.is_certain:
            continue
        before = verbs[at - 1].end if at else 0
        after = verbs[at + 1].start if at + 1 < len(verbs) else len(sentence.words)
        left, right = sentence.words[before : verb.start], sentence.words[verb.end : after]
        if _EARLIER.search(left + sentence.words[verb.start : verb.end]) or re.search(r"\bin #(?!\d)", left):
            continue
        if verb.voice is Voice.PASSIVE or re.search(r"#\d+ $", left):
            match = re.search(r"#(\d+)(?: (?!#)[^<>#.\s]+)* $", left)
        else:
            match = re.match(rf" {_COUNTED}#(\d+)(?! \.\d)", right)
        if match:
            yield verb.position, int(match[1])


def totals_in(sentence: SentenceWords) -> Iterator[int]:
    """How many recommendations a sentence says there are, or remain."""
    for match in _TOTAL.finditer(sentence.words):
        yield int(match[1] or match[2])
