"""How spreadsheets rewrite names that look like numbers: 124.10 as 124.1, 007 as 7, 5.24 as May-24."""

import re
from decimal import Decimal, InvalidOperation

from ..dates.words import month_of

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
# 1.5.2024, 01/05/24, 2024-05-01.
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{2}[./-]\d{2}[./-]\d{2}|\d{4}-\d{1,2}-\d{1,2}(?:[ T][\d:.]+)?"
)
_WORDS = re.compile(r"[^\W\d_]{3,}")


def _amount(text: str) -> Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def same_amount(text: str, other: str) -> bool:
    """Whether two different texts are the same number to a spreadsheet."""
    if text == other:
        return False
    amount = _amount(text)
    return amount is not None and amount == _amount(other)


def is_shortenable(text: str) -> bool:
    """Whether a spreadsheet that takes a text for a number would rewrite it: 124.10, 007, 1e5."""
    amount = _amount(text)
    return amount is not None and f"{amount.normalize():f}" != text.replace(",", ".")


def is_shortened(text: str, full_text: str) -> bool:
    """Whether a spreadsheet would turn `full_text` into `text`: 124.10 into 124.1, 007 into 7."""
    return same_amount(text, full_text) and is_shortenable(full_text) and not is_shortenable(text)


def is_date_like(text: str) -> bool:
    """Whether a text looks like a date into which a spreadsheet turned a number: May-24, 1.5.2024."""
    if _DATE.fullmatch(text):
        return True
    words = _WORDS.findall(text.casefold())
    if len(words) != 1 or not any(character.isdecimal() for character in text):
        return False
    return month_of(words[0]) is not None
