"""What a State says it has done about recommendations: implemented already, or in the process."""

import re
from collections.abc import Iterator

from uprdocs.model import StateClaim

_NOW = r"(?:already |also |currently |now |still ){0,9}"
_DONE_WORD = (
    r"(?:implemented|fulfilled|reali[sz]ed|achieved|completed|accomplished|addressed|met|complied with"
    r"|in place|carried out)"
)
_GOING_ON = r"(?:ongoing|under way|underway|in progress)"
_IN_PROCESS = re.compile(
    r"\b(?:"
    rf"(?:are |is |being )?{_NOW}in (?:the |a )?(?:process|course) of (?:being )?"
    r"(?:implement\w+|reali[sz]\w+|fulfil\w*|adopt\w*|execution|it|this)"
    rf"|(?:are |is )?{_NOW}being (?:already )?implemented"
    rf"|(?:are |is )?{_NOW}under(?: the process of)? implementation"
    # “the activities for the implementation of this recommendation have already started”
    r"|implementation of (?:this|these|the|<\d+>) ?(?:recommendations?)? ?"
    rf"(?:is|are|has|have) {_NOW}(?:been )?(?:{_GOING_ON}|started|begun)"
    r"|(?:has|have|is|are) (?:already |been |only ){0,9}(?:largely|partially|partly|mostly) (?:been )?"
    r"implemented"
    rf"|(?:is|are) {_NOW}(?:{_GOING_ON}|implementing)"
    r")(?![\w-])"
)
_DONE = re.compile(
    r"\b(?:"
    r"(?:has|have) (?:already |fully |now |since ){0,9}been (?:already |fully |successfully ){0,9}"
    rf"{_DONE_WORD}"
    r"|(?:is|are|was|were|being|as)"
    r" (?:already |fully |now |deemed |considered |as |to be |to have been ){0,9}"
    rf"{_DONE_WORD}"
    rf"|already (?:been |fully |being ){{0,9}}{_DONE_WORD}"
    r"|(?:considers?|deems?|regards?) (?:(?:this|these|that|the|it|them|they|all|both|as|to|be|been|have|has"
    rf"|recommendations?|already|fully|<\d+>) ){{0,9}}{_DONE_WORD}"
    r")(?![\w-])"
)
# In characters: more than three words have.
_LOOKED_BACK = 100
_NOT_YET = re.compile(r"\b(?:not|yet|never|will|would|should|must)\b")


def claims_in(words: str) -> Iterator[tuple[int, int, StateClaim]]:
    """The claims in a sentence, of the form of `SentenceWords.words`, with where they begin and end."""
    spans: list[tuple[int, int]] = []
    patterns: tuple[tuple[re.Pattern[str], StateClaim], ...] = (
        (_IN_PROCESS, "in_process"),
        (_DONE, "already_implemented"),
    )
    for pattern, claim in patterns:
        for match in pattern.finditer(words):
            near = words[max(0, match.start() - _LOOKED_BACK) : match.start()]
            words_before = " ".join(near.split()[-3:])
            is_future = re.search(r"\bto be$", words_before) is not None
            if is_future or _NOT_YET.search(f"{words_before} {match[0]}"):
                continue
            if not any(start < match.end() and match.start() < end for start, end in spans):
                spans.append(match.span())
                yield (*match.span(), claim)
