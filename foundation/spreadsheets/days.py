"""Days in cells: typed by people, or rewritten by a spreadsheet in the custom of its country."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from ..dates.typed import read_period

# A time that spreadsheets put behind a day; midnight says nothing.
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
# 01/02/2018, 1-2-2018: which stands first is a custom of the country. Between dots it is the day.
_EITHER_WAY = re.compile(r"(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[/-]\s*(\d{4})")


def two_readings(text: str) -> tuple[dt.date, dt.date] | None:
    """The two days that a text can mean, day first and month first; None where it is only one."""
    match = _EITHER_WAY.fullmatch(text.strip())
    if match is None:
        return None
    first, second, year = map(int, match.groups())
    if first == second or not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    return dt.date(year, second, first), dt.date(year, first, second)


def read_day(text: str) -> dt.date:
    """The day that is meant. Raises `ValueError`, a sentence, where none is, or not only one."""
    text = _MIDNIGHT.sub("", text.strip())
    if readings := two_readings(text):
        raise ValueError(
            _("“%(text)s” can be read two ways: %(first)s or %(second)s. Write the one that is meant.")
            % {"text": text, "first": readings[0].isoformat(), "second": readings[1].isoformat()}
        )
    period = read_period(_day_first(text))
    if period is None:
        raise ValueError(_("“%(text)s” is not a day. Write it like 2018-02-01.") % {"text": text})
    first, last = period
    if first != last:
        raise ValueError(
            _(
                "“%(text)s” is more than one day. Write the first like 2018-02-01, and the precision in its "
                "own column."
            )
            % {"text": text}
        )
    return first


def _day_first(text: str) -> str:
    """02/25/2018 as 25/02/2018: only one of the two can be a month."""
    match = _EITHER_WAY.fullmatch(text)
    if match and int(match[1]) <= 12 < int(match[2]):
        return f"{match[2]}/{match[1]}/{match[3]}"
    return text
