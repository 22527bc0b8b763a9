"""Whom to lobby for which ask: a State's recommendations by theme, and the asks it could repeat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import get_language, gettext

from foundation.index.query import Answer
from foundation.index.snapshot import Option
from foundation.web.charts import Chart, row

from ..index import RECOMMENDATIONS
from .follow_ups import Ask
from .overview import STATUS_KINDS

# Bars that a reader still takes in; where there are more, the themes above them are shown.
MOST_BARS = 12


@dataclass(frozen=True)
class AsksOnTheme:
    """Asks that a State could repeat, under one theme. No theme: those that carry none."""

    theme: Option | None
    asks: Sequence[Ask]


def by_theme(found: Answer, *, address: str, key: str = "by-theme") -> Chart | None:
    """What was found, by theme that the recommendations carry. No query.

    `address`: of the list of all of them, with a query string. None where they carry no theme.
    """
    themes = [theme for theme, own in _in_use(found) if own]
    if len(themes) > MOST_BARS:
        themes = [theme for theme, _own in _in_use(found) if theme.depth == 0]
    counts = found.cross("theme", [theme.value for theme in themes], "status")
    if not counts:
        return None

    def to(**more: str) -> str:
        return f"{address}&{urlencode(more)}"

    rows = [
        row(
            theme.label,
            STATUS_KINDS,
            counts[theme.value],
            address=to(theme=theme.value),
            address_of=lambda status, theme=theme: to(theme=theme.value, status=status),  # type: ignore[misc]
        )
        for theme in themes
    ]
    return Chart(key, gettext("What came of it, by theme"), gettext("Theme"), STATUS_KINDS, rows)


def _in_use(found: Answer) -> Iterator[tuple[Option, bool]]:
    """The themes of the tree that the rows have, and whether some have it and none below it."""
    counts = found.within("theme")
    themes = [theme for theme in _themes() if theme.value in counts]
    for place, theme in enumerate(themes):
        below = []
        for other in themes[place + 1 :]:
            if other.depth <= theme.depth:
                break
            below.append(other.value)
        yield theme, counts[theme.value] > found.count(theme=tuple(below)) if below else True


def _themes() -> list[Option]:
    return RECOMMENDATIONS.snapshot().options("theme", get_language() or "en")


def asks_by_theme(found: Answer, asks: Sequence[Ask]) -> list[AsksOnTheme]:
    """Each ask once, under the most specific of its themes that the State recommended on.

    Where it has none of these, under the most specific that it has; in the order of the tree.
    """
    counts = found.within("theme")
    themes = _themes()
    places = {theme.value: place for place, theme in enumerate(themes)}
    groups: dict[int, list[Ask]] = {}
    for ask in asks:
        own = [theme.slug for theme in ask.themes if theme.slug in places]
        shared = [slug for slug in own if slug in counts]
        place = min(
            (places[slug] for slug in shared or own),
            key=lambda place: (-themes[place].depth, place),
            default=len(themes),
        )
        groups.setdefault(place, []).append(ask)
    return [
        AsksOnTheme(themes[place] if place < len(themes) else None, some)
        for place, some in sorted(groups.items())
    ]
