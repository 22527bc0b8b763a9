"""The asks that a State could repeat, by the themes it recommended on."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.index.query import Result
from foundation.index.snapshot import Option

from .follow_ups import FollowUp


@dataclass(frozen=True)
class FollowUpsOnTheme:
    """Asks that a State could repeat, under one theme; None for asks without a theme."""

    theme: Option | None
    asks: Sequence[FollowUp]


def follow_ups_by_theme(result: Result, asks: Sequence[FollowUp]) -> list[FollowUpsOnTheme]:
    """Each ask once, under the most specific of its themes that the State recommended on.

    If there is none, under the most specific of its themes. Groups are in the order of the tree.
    """
    counts = result.within("theme")
    themes = result.options("theme")
    places = {theme.value: place for place, theme in enumerate(themes)}
    groups: dict[int, list[FollowUp]] = {}
    for ask in asks:
        slugs = [theme.slug for theme in ask.themes if theme.slug in places]
        recommended_slugs = [slug for slug in slugs if slug in counts]
        place = min(
            (places[slug] for slug in recommended_slugs or slugs),
            key=lambda place: (-themes[place].depth, place),
            default=len(themes),
        )
        groups.setdefault(place, []).append(ask)
    return [
        FollowUpsOnTheme(themes[place] if place < len(themes) else None, group)
        for place, group in sorted(groups.items())
    ]
