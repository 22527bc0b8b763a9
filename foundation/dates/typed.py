"""Dates as people type them, in each language, and as they appear in addresses.

Forms, sheets and addresses share one rule: any date that the site displays can also be typed. An
ambiguous date is refused, with a sentence that says how to write it.
"""

import datetime as dt
import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..choices import Precision
from .dated import EARLIEST, IMPLAUSIBLE, LATEST, describe, last_day_of_period
from .words import FROM, WORDS, month_of, open_date, parts_of_year, phrase_of

LONGEST = 100
# Characters of the typed text that a refusal quotes.
SHOWN = 60

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_YEAR_MONTH = re.compile(r"(\d{4})\s*[./\-\s]\s*(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[./\-\s]\s*(\d{4})")
# ISO 8601-2: “2018-21” is the spring of 2018, “2018-33” its first quarter.
_ISO_PARTS: dict[int, tuple[int, int, Precision]] = {
    **{21 + place: (month, 3, Precision.SEASON) for place, month in enumerate((3, 6, 9, 12))},
    **{33 + place: (month, 3, Precision.QUARTER) for place, month in enumerate((1, 4, 7, 10))},
    **{37 + place: (month, 4, Precision.SEASON) for place, month in enumerate((1, 5, 9))},
    **{40 + place: (month, 6, Precision.HALF_YEAR) for place, month in enumerate((1, 7))},
}
_ISO_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_ISO_INTERVAL = re.compile(rf"({_ISO_DATE}|\.\.)/({_ISO_DATE}|\.\.)")
# Separates the ends of a range. A hyphen can also be part of a date.
_BETWEEN = re.compile(r"\s*[\u2012-\u2015\u2212]\s*|\s*-\s*|\s+(?:to|till|until|and|по|до|и)\s+")


class When(NamedTuple):
    """A date as exactly as it is known, in the columns of `Dated`."""

    first_day: dt.date
    last_day: dt.date | None
    precision: Precision

    def __str__(self) -> str:
        return describe(*self)


def read_date(text: str) -> When:
    """Parse a date in any of the languages, or in ISO 8601.

    Raises `ValidationError` with one sentence: what could not be read, and how to write it.
    """
    typed = " ".join(text.casefold().replace("ё", "е").split()).strip(" ,;:“”«»\"'")
    when = _read(typed, text) if len(text) <= LONGEST else None
    if when is None:
        raise _refusal(
            text,
            _(
                "“%(text)s” could not be read as a date. Write, for example, 30 October 2014, 30.10.2014, "
                "2014-10-30, October 2014, first half of 2014, spring 2014, mid-2014, 2014, since 2014, "
                "not later than May 2014, or May 2014 – June 2015."
            ),
        )
    if not EARLIEST <= when.first_day <= (when.last_day or when.first_day) <= LATEST:
        raise ValidationError(IMPLAUSIBLE)
    return when


def read_day(text: str) -> dt.date:
    """Parse a date that has to be a single day. Raises `ValidationError` with one sentence."""
    when = read_date(text)
    if when.precision != Precision.DAY:
        raise _refusal(
            text,
            _(
                "“%(text)s” is no single day, and a day is needed here. Write, for example, "
                "30 October 2014, 30.10.2014 or 2014-10-30."
            ),
        )
    return when.first_day


def in_iso(when: When) -> str:
    """A date as it appears in addresses: ISO 8601-2, which `read_date` turns back into the same date."""
    first_day, last_day, precision = when
    if precision == Precision.SINCE or last_day is None:
        return f"{first_day}/.."
    if precision == Precision.BY:
        return f"../{last_day}"
    if precision == Precision.RANGE:
        return f"{first_day}/{last_day}"
    if precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        return str(first_day)[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]]
    months = (last_day.year - first_day.year) * 12 + last_day.month - first_day.month + 1
    own_part = (first_day.month, months, precision)
    return f"{first_day.year}-{next(number for number, part in _ISO_PARTS.items() if part == own_part)}"


def days_in_iso(when: When) -> str:
    """The first and the last day that it can be, as an ISO 8601 interval: 2019-03-01/2019-03-31.

    For files: a spreadsheet makes 1 March 2019 of “March 2019” and of 2019-03, and nothing of an interval.
    """
    first_day, last_day, precision = when
    first = ".." if precision == Precision.BY else first_day
    return f"{first}/{last_day or '..'}"


def _refusal(text: str, sentence: str, **values: str) -> ValidationError:
    return ValidationError(sentence % {"text": text.strip()[:SHOWN], **values})


def _read(typed: str, text: str) -> When | None:
    """`typed`: the normalised text. Raises `ValidationError` for an ambiguous one."""
    return _single(typed, text) or _interval(typed, text) or _open(typed, text) or _range(typed, text)


def _single(typed: str, text: str) -> When | None:
    """A day, a month, a year or a part of one."""
    return _in_numbers(typed, text) or _in_words(typed, text)


def _in_numbers(typed: str, text: str) -> When | None:
    typed = " ".join(word for word in typed.split() if not _is_filler(word))
    if match := _DAY_MONTH_YEAR.fullmatch(typed):
        first, sign, second, year = match.groups()
        return _day_of_three(int(first), sign, int(second), int(year), text)
    if match := _YEAR_MONTH_DAY.fullmatch(typed):
        year, _sign, month, day = match.groups()
        return _calendar(int(year), int(month), int(day))
    if match := _YEAR_MONTH.fullmatch(typed):
        year, number = map(int, match.groups())
        return _part(year, *_ISO_PARTS[number]) if number in _ISO_PARTS else _calendar(year, number)
    if match := _MONTH_YEAR.fullmatch(typed):
        month, year = match.groups()
        return _calendar(int(year), int(month))
    return _calendar(int(typed)) if re.fullmatch(r"\d{4}", typed) else None


def _is_filler(word: str) -> bool:
    return bool(WORDS.search(word)) and not phrase_of(word)


def _day_of_three(first: int, sign: str, second: int, year: int, text: str) -> When | None:
    """Points always put the day first; with other separators, some countries put the month first."""
    day_first = _calendar(year, second, first)
    if sign == ".":
        return day_first
    month_first = _calendar(year, first, second)
    if day_first and month_first and day_first != month_first:
        raise _refusal(
            text,
            _(
                "“%(text)s” can be read as %(day_first)s and as %(month_first)s. Write the one that you "
                "mean with points, the day first: %(points)s, or with its month in words."
            ),
            day_first=str(day_first),
            month_first=str(month_first),
            points=f"{day_first.first_day:%d.%m.%Y}",
        )
    return day_first or month_first


def _in_words(typed: str, text: str) -> When | None:
    """“30 October 2014”, “Sept. 2014”, “first half of 2018”, “winter 2015/16”."""
    phrase = phrase_of(typed)
    years = [word for word in phrase if word.isdecimal() and len(word) == 4]
    if not years:
        return None
    at = phrase.index(years[0])
    if part := parts_of_year().get((*phrase[:at], *phrase[at + 1 :])):
        if part[0] + part[1] > 13:
            raise _two_winters(text, int(years[0]))
        return _part(int(years[0]), *part)
    if winter := _winter(phrase, at):
        return winter
    words = [word for word in phrase if not word.isdecimal()]
    days = [int(word) for word in phrase if word.isdecimal() and len(word) <= 2]
    # Exactly one year, one month, and at most one day.
    if len(years) != 1 or len(words) != 1 or len(days) > 1 or len(phrase) != 2 + len(days):
        return None
    month = month_of(words[0])
    return _calendar(int(years[0]), month, *days) if month else None


def _winter(phrase: tuple[str, ...], at: int) -> When | None:
    """Winter, the one part of a year that ends in the next: “2015/16” or “2015/2016”."""
    ended = phrase[at + 1] if at + 1 < len(phrase) else ""
    part = parts_of_year().get((*phrase[:at], *phrase[at + 2 :]))
    year = int(phrase[at])
    consecutive = ended in (str(year + 1), f"{(year + 1) % 100:02}")
    return _part(year, *part) if part and part[0] + part[1] > 13 and consecutive else None


def _two_winters(text: str, year: int) -> ValidationError:
    return _refusal(
        text,
        _("“%(text)s” can be either of two winters. Write %(before)s or %(after)s."),
        before=f"{year - 1}/{year % 100:02}",
        after=f"{year}/{(year + 1) % 100:02}",
    )


def _calendar(year: int, month: int | None = None, day: int | None = None) -> When | None:
    """A year, a month or a day; None if the calendar has no such day or month."""
    try:
        first_day = dt.date(year, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            return When(first_day, first_day, Precision.DAY)
        precision, months = (Precision.YEAR, 12) if month is None else (Precision.MONTH, 1)
        return When(first_day, last_day_of_period(first_day, months), precision)
    except (ValueError, OverflowError):
        return None


def _part(year: int, month: int, months: int, precision: Precision) -> When | None:
    when = _calendar(year, month)
    return when and When(when.first_day, last_day_of_period(when.first_day, months), precision)


def _interval(typed: str, text: str) -> When | None:
    """ISO 8601: “2018-05-01/2018-06-15”, “2015/..”, “../2018”."""
    match = _ISO_INTERVAL.fullmatch(typed)
    if match is None:
        return None
    first, last = (None if end == ".." else _in_numbers(end, text) for end in match.groups())
    if first and last:
        return _from_to(first, last, text)
    if first and match[2] == "..":
        return When(first.first_day, None, Precision.SINCE)
    if last and last.last_day and match[1] == "..":
        return When(last.last_day, last.last_day, Precision.BY)
    return None


def _open(typed: str, text: str) -> When | None:
    """“since 2015”, “not later than May 2018”."""
    opening = open_date(typed)
    if opening is None:
        return None
    precision, date = opening
    when = _single(date, text)
    if when is None or when.last_day is None:
        return None
    if precision == Precision.BY:
        return When(when.last_day, when.last_day, Precision.BY)
    if when.precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        # Stored as its first day alone, it would look more exact than it is.
        raise _refusal(
            text,
            _("“%(text)s”: “since” needs a day, a month or a year. Write, for example, since May 2014."),
        )
    return When(when.first_day, None, Precision.SINCE)


def _range(typed: str, text: str) -> When | None:
    """“May 2018 – June 2019”, “from 2011 to 2015”, “10–12 May 2018”."""
    first_word, _blank, rest = typed.partition(" ")
    ends = rest if first_word in FROM else typed
    readings = set()
    for sign in _BETWEEN.finditer(ends):
        last = _single(ends[sign.end() :], text)
        first = last and _beginning(ends[: sign.start()], last, text)
        if first and last:
            readings.add(_from_to(first, last, text))
    return readings.pop() if len(readings) == 1 else None


def _beginning(typed: str, last: When, text: str) -> When | None:
    """The first end of a range, which may take its year and month from the last."""
    if when := _single(typed, text):
        return when
    if typed.isdecimal():
        same_month = last.precision == Precision.DAY
        return _calendar(last.first_day.year, last.first_day.month, int(typed)) if same_month else None
    return _single(f"{typed} {last.first_day.year}", text)


def _from_to(first: When, last: When, text: str) -> When:
    """A range with both ends included, simplified if it is exactly a day, a month or a year."""
    first_day, last_day = first.first_day, last.last_day or last.first_day
    if first_day > last_day:
        raise _refusal(text, _("“%(text)s” ends before it begins. Write the earlier date first."))
    return simplest(When(first_day, last_day, Precision.RANGE))


def simplest(when: When) -> When:
    """Turn a range that is exactly a day, a month or a year into that."""
    first_day, last_day, precision = when
    if precision != Precision.RANGE:
        return when
    day, year = first_day, first_day.year
    units = (_calendar(year, day.month, day.day), _calendar(year, day.month), _calendar(year))
    return next((unit for unit in units if unit and unit[:2] == (first_day, last_day)), when)
