"""The words that dates are written with, in all languages of the site at once.

What the site itself prints is taken from its translations, so that it can always be typed again;
beside it stands what people write instead.
"""

import functools
import re
from collections.abc import Iterable

from babel.dates import get_month_names
from django.conf import settings
from django.utils.translation import gettext, override

from ..choices import Precision
from .dated import PARTS_OF_YEAR

# Words that say “year”, or join: they tell nothing more. “2014 г.”, “2014 жылғы”, “first half of”.
FILLERS = frozenset(
    "of the in year г год года году годы годов гг ж жж жыл жылы жылғы жылдың жылда жылдан жылдар в во".split()  # noqa: SIM905
)
# Letters or digits; what stands between them tells nothing.
WORDS = re.compile(r"[^\W\d_]+|\d+")
# Of the beginning of a month’s name.
SHORTEST = 3

# First month and length in months, with the precision: what else people write for a part of a year.
# (For “first” of four and of two see `_ordinals`.)
_PARTS: dict[tuple[int, int, Precision], str] = {
    (1, 4, Precision.SEASON): "beginning, start, начало, начале, басы, басында",
    (5, 4, Precision.SEASON): "middle, mid, середина, середине, ортасы, ортасында",
    (9, 4, Precision.SEASON): "end, конец, конце, соңы, соңында, аяғы, аяғында",
    (3, 3, Precision.SEASON): "spring, весна, весной, весны, көктем, көктемі, көктемде, көктемінде",
    (6, 3, Precision.SEASON): "summer, лето, летом, лета, жаз, жазы, жазда, жазында",
    (9, 3, Precision.SEASON): "autumn, fall, осень, осенью, осени, күз, күзі, күзде, күзінде",
    (12, 3, Precision.SEASON): "winter, зима, зимой, зимы, қыс, қысы, қыста, қысында",
}
_ORDINALS = {
    1: "first, 1, 1st, i, один, первый, первое, первая, первом, первой, 1 й, 1 я, 1 е, бірінші",
    2: "second, 2, 2nd, ii, второй, второе, вторая, втором, 2 й, 2 я, 2 е, екінші",
    3: "third, 3, 3rd, iii, третий, третьем, 3 й, үшінші",
    4: "fourth, 4, 4th, iv, четвертый, четвертом, 4 й, төртінші",
}
_QUARTERS = "quarter, quarter of, q, qtr, квартал, квартале, кв, тоқсан, тоқсаны, тоқсанында"
_HALVES = (
    "half, half of, полугодие, полугодии, половина, половине, жарты, жартысы, жартысында, "
    "жартыжылдық, жартыжылдығы, жартыжылдығында"
)

# In front of a date or behind it. Longer ones are looked for first.
_SINCE = "from, since, starting, starting from, starting in, с, со, начиная с, начиная со"
_SINCE_BEHIND = "бастап, бері"
_BY = "by, not later than, no later than, не позднее, не позже, ең кеші, ең кеш"
_BY_BEHIND = "at the latest, кешіктірмей, кеш емес"
FROM = frozenset("from between с со от между".split())  # noqa: SIM905


def date_words(text: str) -> list[str]:
    """The words and numbers of a text, as they are compared: “1st” has two."""
    return WORDS.findall(text.casefold().replace("ё", "е"))


def phrase_of(text: str) -> tuple[str, ...]:
    """The same without what tells nothing."""
    return tuple(word for word in date_words(text) if word not in FILLERS)


def _listed(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split(",")]


@functools.cache
def parts_of_year() -> dict[tuple[str, ...], tuple[int, int, Precision]]:
    """First month, length in months and precision, by the phrase without its year."""
    phrases = {phrase_of(text): part for part, texts in _PARTS.items() for text in _listed(texts)}
    for length, precision, names in (
        (3, Precision.QUARTER, _QUARTERS),
        (6, Precision.HALF_YEAR, f"{_HALVES}, h"),
    ):
        for number, ordinals in _ORDINALS.items():
            part = (1 + (number - 1) * length, length, precision)
            if part[0] > 12:
                continue
            for ordinal in _listed(ordinals):
                for name in _listed(names):
                    phrases[phrase_of(f"{ordinal} {name}")] = part
                    phrases[phrase_of(f"{name} {ordinal}")] = part
    for code, _name in settings.LANGUAGES:
        with override(code):
            phrases |= {phrase_of(gettext(text) % {"year": ""}): part for part, text in PARTS_OF_YEAR.items()}
    return phrases


@functools.cache
def months() -> dict[str, int]:
    """The number of each month by its names, whole and short, as they stand alone or in a date."""
    return {
        name.rstrip(".").casefold(): number
        for language, _name in settings.LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, context, language).items()
    }


def month_of(word: str) -> int | None:
    """The month of this name, or the only one whose name begins so: “Sept”."""
    names = months()
    if word in names:
        return names[word]
    begun = {number for name, number in names.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 and len(word) >= SHORTEST else None


@functools.cache
def _openings() -> dict[Precision, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Patterns of the words before and after a date that is open on one side."""
    openings = {}
    for precision, msgid, before, behind in (
        (Precision.SINCE, "since %(date)s", _SINCE, _SINCE_BEHIND),
        (Precision.BY, "not later than %(date)s", _BY, _BY_BEHIND),
    ):
        phrases_before = set(_listed(before))
        for code, _name in settings.LANGUAGES:
            with override(code):
                phrases_before.add(gettext(msgid).partition("%(date)s")[0].strip().casefold())
        openings[precision] = (
            re.compile(rf"\s*(?:{_any_of(phrases_before)})\s+(?P<date>.+)"),
            re.compile(rf"(?P<date>.+?)\s+(?:{_any_of(_listed(behind))})\s*"),
        )
    return openings


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


def open_date(text: str) -> tuple[Precision, str] | None:
    """“since” or “not later than”, and the date that the words stand with. `text`: case-folded."""
    for precision, (before, behind) in _openings().items():
        if match := before.fullmatch(text):
            return precision, match["date"]
        if match := behind.fullmatch(text):
            return precision, re.sub(r"(?<=\w)[дт][ае]н\b|(?<=\w)н[ае]н\b", "", match["date"])
    return None
