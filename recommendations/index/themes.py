"""The tree of themes: the descendants of each, and which themes the public sees."""

from dataclasses import dataclass

from django.utils.translation import get_language

from foundation.index.spec import Value

from ..models import Theme
from .lists import RECOMMENDATIONS


@dataclass(frozen=True)
class ThemeNode:
    """A theme in the tree of those in use, and how many themes stand above it."""

    slug: str
    name: str
    depth: int


def themes_in_use() -> list[ThemeNode]:
    """Themes that published records carry and the themes above them, parents first. One query."""
    theme_keys = set(Theme.objects.in_use().values_list("pk", flat=True))
    return [
        ThemeNode(value.value, value.label(get_language() or "en"), value.depth)
        for value in _tree()
        if theme_keys & set(value.covers)
    ]


def with_descendants(slug: str) -> set[int]:
    """The keys of the theme of this slug and of everything below it in the tree."""
    return {int(str(key)) for value in _tree() if value.value == slug for key in value.covers}


def _tree() -> list[Value]:
    return list(RECOMMENDATIONS.snapshot().vocabulary["theme"])
