"""Whether a verb answers at all: not what is supposed, said by others, taken back or half meant."""

import re

NEGATED = re.compile(
    r"\b(?:not|cannot|never|neither|nor|no longer|unable|don't|doesn't|can't|won't|isn't|aren't|refuses?"
    r"|declines?)\b"
)
_SUPPOSED = re.compile(
    r"\b(?:would(?! like)|could(?! not)|may|might|should|must|ready|willing|inclined|likely|going|hopes?"
    r"|intends?|plans?|expects?|generally)\b"
)
# What stands before “to accept” so that it is an answer.
_GOVERNED = re.compile(
    r"\b(?:pleased|happy|glad|delighted|honoured|proud|able|prepared|position|decided|agreed|chosen|resolved"
    r"|elected|determined|opted|wish|wishes|like|honour|pleasure|privilege|continues?) (?:to|of)\b"
)
_QUALIFIED = re.compile(
    r"\b(?:in (?:principle|spirit)|subject to|provided that|on (?:the )?condition|conditionally|to the extent"
    r"|in ?so ?far as|as far as|with (?:a |the following )?reservations?|if|unless|until|once)\b"
)
# Before a verb: said by others, asked, supposed or denied.
_HEARSAY = re.compile(
    r"\b(?:whether|den(?:y|ies|ied)|ask(?:s|ed)?|urge[sd]?|call(?:s|ed)? (?:on|upon)|request(?:s|ed)?"
    r"|suggest(?:s|ed)?|recommend(?:s|ed) (?:that|to)|hopes? that|alleg\w+|claim(?:s|ed)? that|if|unless"
    r"|once|until|when)\b"
    r"|\bnot\b(?:(?!\bnot\b)[^,;<>])*\bthat\b|^(?:should|were)\b"
)
_TAKEN_BACK = re.compile(
    r"\bwithdr\w+ (?:its|our|their|this|that|the) (?:acceptance|support|position|answer|reply)|\brevok\w+"
    r"|\brescind\w*|\bmore than recommendations?\b"
    r"|\b(?:at first|initially|originally|previously|formerly|hitherto|in the past|hardly"
    r"|barely|scarcely)\b"
)
# What was accepted then is no answer now.
_EARLIER_REVIEW = re.compile(
    r"\b(?:first|previous|last|earlier|former|preceding) (?:\w+ )?(?:cycles?|reviews?|upr)\b"
)
_IN_YEAR = re.compile(r"\bin #(?!\d)")
_THEN_IN_YEAR = re.compile(r" (?:,|recommendations?|<\d+>| )*in #(?!\d)")


def chain_is_certain(chain: str, *, is_positive: bool) -> bool:
    """Whether the words that carry a verb leave it an answer: “has decided to”, not “may” or “ready to”."""
    negated = NEGATED.search(chain)
    if (_SUPPOSED.search(chain) and not negated) or re.search(r"\byet\b", chain):
        return False
    if is_positive and re.search(r"\b(?:will|shall)\b", chain):
        return False
    infinitive = "to " in chain and "to be" not in chain
    return bool(not infinitive or _GOVERNED.search(chain) or negated)


def context_is_certain(before: str, after: str, *, is_past: bool, is_noted: bool) -> bool:
    """Whether the words around a verb leave it an answer, now, by the State, and to all of it."""
    words = before + after
    if _HEARSAY.search(before) or _TAKEN_BACK.search(words):
        return False
    if is_past and (
        _EARLIER_REVIEW.search(words) or _IN_YEAR.search(before) or (before and _THEN_IN_YEAR.match(after))
    ):
        return False
    clause = re.split(r" [;:.] ", after)[0]
    return is_noted or not _QUALIFIED.search(clause)
