"""The tree of themes as values of a facet."""

from collections.abc import Iterator
from functools import partial

from foundation.index.labels import in_each_language
from foundation.index.spec import Value

from ..models import Theme


def theme_values() -> list[Value]:
    """Every theme as a value that covers itself and its descendants, parents first. One query.

    Themes in a circle of parents have no root and are left out.
    """
    children: dict[int | None, list[Theme]] = {}
    for theme in Theme.objects.all():
        children.setdefault(theme.parent_id, []).append(theme)

    def walk(parent: int | None, depth: int) -> Iterator[Value]:
        for theme in children.get(parent, []):
            descendants = list(walk(theme.pk, depth + 1))
            covers = (theme.pk, *(value.covers[0] for value in descendants))
            names = in_each_language(partial(getattr, theme, "name"))
            yield Value(theme.slug, names, covers, depth)
            yield from descendants

    return list(walk(None, 0))
