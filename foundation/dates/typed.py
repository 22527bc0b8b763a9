"""Months and days as a person types them, in each language: “October 2014”, “10.2014”."""

import calendar
import datetime as dt
import functools
import re

from babel.dates import get_month_names
from django.conf import settings

from .dated import EARLIEST, LATEST

# “2014 г.”, “2014 жылғы қазан”: the word for “year” says nothing more.
_YEAR_WORDS = frozenset("г год года ж жыл жылы жылғы жылдың".split())  # noqa: SIM905
_PARTS = re.compile(r"[^\W\d_]+|\d+")
LONGEST = 40
# Of the beginning of a month’s name.
SHORTEST = 3


def read_period(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of the year, month or day that is meant; None if none is.

    Between numbers any sign may stand. Where no number has four digits, no year is named.
    """
    if len(text) > LONGEST:
        return None
    parts = [part for part in _PARTS.findall(text.casefold()) if part not in _YEAR_WORDS]
    words = [part for part in parts if not part.isdecimal()]
    numbers = [int(part) for part in parts if part.isdecimal()]
    years = [number for number in numbers if number >= 1000]
    if len(years) != 1 or len(words) > 1 or len(parts) > 3:
        return None
    others = [number for number in numbers if number < 1000]
    if words:
        month = _month(words[0])
        return _days(years[0], month, *others) if month else None
    # 2014-10-30, but 30.10.2014: the month stands beside the year.
    return _days(years[0], *(others if numbers[0] == years[0] else reversed(others)))


def _days(year: int, month: int | None = None, day: int | None = None) -> tuple[dt.date, dt.date] | None:
    try:
        first = dt.date(year, month if month is not None else 1, day if day is not None else 1)
    except (ValueError, OverflowError):
        return None
    last = first
    if day is None:
        last_month = first.month if month is not None else 12
        last = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    return (first, last) if first >= EARLIEST and last <= LATEST else None


def _month(word: str) -> int | None:
    """The month of this name, or of the only name that begins so: “Sept”."""
    names = month_names()
    if word in names:
        return names[word]
    begun = {number for name, number in names.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 and len(word) >= SHORTEST else None


@functools.cache
def month_names() -> dict[str, int]:
    """The number of each month by its names, whole and short, as they stand alone or in a date."""
    return {
        name.rstrip(".").casefold(): number
        for language, _name in settings.LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, context, language).items()
    }
