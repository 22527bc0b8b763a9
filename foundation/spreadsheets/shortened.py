"""What a spreadsheet makes of numbers that are names: 124.10 becomes 124.1, 007 becomes 7, 5.24 May."""

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
    """Whether a spreadsheet that takes two different texts for numbers takes them for the same."""
    if text == other:
        return False
    amount = _amount(text)
    return amount is not None and amount == _amount(other)


def is_shortenable(text: str) -> bool:
    """Whether a spreadsheet that takes a text for a number writes it otherwise: 124.10, 007, 1e5."""
    amount = _amount(text)
    return amount is not None and f"{amount.normalize():f}" != text.replace(",", ".")


def is_shortened(text: str, whole: str) -> bool:
    """Whether `text` is what a spreadsheet makes of `whole`: 124.1 of 124.10, 7 of 007."""
    return same_amount(text, whole) and is_shortenable(whole) and not is_shortenable(text)


def is_date_like(text: str) -> bool:
    """Whether a text looks as spreadsheets write a date that they took a number for: May-24, 1.5.2024."""
    if _DATE.fullmatch(text):
        return True
    words = _WORDS.findall(text.casefold())
    if len(words) != 1 or not any(character.isdecimal() for character in text):
        return False
    return month_of(words[0]) is not None
