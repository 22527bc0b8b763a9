"""The tree of themes: what lies below each, and which of them the public sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from foundation.index.labels import in_each_language
from foundation.index.spec import Value

from ..models import Theme


@dataclass(frozen=True)
class ThemeNode:
    """A theme in the tree of those in use, and how many themes stand above it."""

    slug: str
    name: str
    depth: int


def theme_values() -> list[Value]:
    """Every theme as a value that covers itself and what lies below, parents first. One query.

    Themes that an editor set above each other hang on no root, so they are not among them.
    """
    children: dict[int | None, list[Theme]] = {}
    for theme in Theme.objects.all():
        children.setdefault(theme.parent_id, []).append(theme)

    def walk(parent: int | None, depth: int) -> Iterator[Value]:
        for theme in children.get(parent, []):
            below = list(walk(theme.pk, depth + 1))
            covers = (theme.pk, *(one.covers[0] for one in below))
            names = in_each_language(lambda theme=theme: theme.name)  # type: ignore[misc]
            yield Value(theme.slug, names, covers, depth)
            yield from below

    return list(walk(None, 0))


def themes_in_use() -> list[ThemeNode]:
    """Themes that published records carry and the themes above them, parents first."""
    carried = set(Theme.objects.in_use().values_list("pk", flat=True))
    return [
        ThemeNode(value.value, value.label(get_language() or "en"), value.depth)
        for value in theme_values()
        if carried & set(value.covers)
    ]


def with_descendants(slug: str) -> set[int]:
    """The keys of the theme of this slug and of everything below it in the tree."""
    found = (value for value in theme_values() if value.value == slug)
    return {int(str(pk)) for value in found for pk in value.covers}
