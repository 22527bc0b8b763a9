"""The symbol, State under review, session and days on the first pages of a report."""

import re
from dataclasses import dataclass
from datetime import date

from uprdocs.reports.states import state_called

SYMBOL = re.compile(r"A/HRC/(?:WG\.6/)?\d{1,2}/(?:[A-Z]{3}/|L\.)?\d{1,3}(?:/Rev\.\d)?\b")
UNITS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
TENTHS = {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAY = r"(\d{1,2})\s+(" + "|".join(MONTHS) + r")\s+(\d{4})"


HELD = re.compile(r"review of (?:the )?(.{3,80}?) was held at (?:the|its) .{0,80}?meetings?,?.{0,40}?" + DAY)
NAMED = re.compile(r"review of (?:the )?(.{3,80}?) was held")
TOOK_PLACE = re.compile(r"review of (?:the )?(.{3,80}?) (?:was held|took place).{0,120}?" + DAY)


@dataclass(frozen=True, slots=True)
class Front:
    """Fields as in `Report`; `name`: the State under review as printed, or ""."""

    name: str
    symbol: str
    state_under_review: str
    session: int | None
    reviewed_on: date | None
    adopted_on: date | None


def read_front(text: str) -> Front:
    """`text`: the first pages of the report as running text."""
    symbol = SYMBOL.search(text)
    review_match = HELD.search(text) or TOOK_PLACE.search(text)
    # The day may lack its year, but the name is there.
    state_match = review_match or NAMED.search(text)
    session = re.search(r"held its ([\w-]+(?: [\w-]+)?) session", text)
    adoption_match = re.search(
        r"meeting,? (?:held )?on " + DAY + r",? ?the Working Group adopted", text
    ) or re.search(r"adopted (?:the|its|the present) (?:present )?report.{0,120}?" + DAY, text)
    return Front(
        name=state_match[1] if state_match else "",
        symbol=symbol[0] if symbol else "",
        state_under_review=state_called(state_match[1]) if state_match else "",
        session=ordinal(session[1]) if session else None,
        reviewed_on=_day(review_match.groups()[-3:]) if review_match else None,
        adopted_on=_day(adoption_match.groups()[-3:]) if adoption_match else None,
    )


def first_day_in(text: str) -> date | None:
    """The first day in a text: on a first page, the day of issue."""
    day = re.search(DAY, text)
    return _day(day.groups()) if day else None


def ordinal(words: str) -> int | None:
    """ "twenty-first" → 21; None for anything else."""
    words = words.lower()
    if words in TENTHS:
        return TENTHS[words]
    tens, _, unit = words.replace(" ", "-").rpartition("-")
    if unit not in UNITS or (tens and tens not in TENS):
        return None
    return TENS.get(tens, 0) + UNITS.index(unit) + 1


def _day(parts: tuple[str | None, ...]) -> date | None:
    day, month, year = parts
    try:
        return date(int(year or 0), MONTHS.index(month or "") + 1, int(day or 0))
    except ValueError:
        return None
