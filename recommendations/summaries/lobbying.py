"""Whom to lobby for which ask: a State's recommendations by theme, and the asks it could repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.index.query import Result
from foundation.index.snapshot import Option

from .follow_ups import FollowUp

# Bars that a reader still takes in; where there are more, the themes above them are shown.
MOST_BARS = 12


@dataclass(frozen=True)
class FollowUpsOnTheme:
    """Asks that a State could repeat, under one theme. No theme: those that carry none."""

    theme: Option | None
    asks: Sequence[FollowUp]


def follow_ups_by_theme(found: Result, asks: Sequence[FollowUp]) -> list[FollowUpsOnTheme]:
    """Each ask once, under the most specific of its themes that the State recommended on.

    Where it has none of these, under the most specific that it has; in the order of the tree.
    """
    counts = found.within("theme")
    themes = found.options("theme")
    places = {theme.value: place for place, theme in enumerate(themes)}
    groups: dict[int, list[FollowUp]] = {}
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
        FollowUpsOnTheme(themes[place] if place < len(themes) else None, some)
        for place, some in sorted(groups.items())
    ]
