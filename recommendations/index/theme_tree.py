"""Every theme as a value of a facet that covers what lies below it."""

from collections.abc import Iterator
from functools import partial

from foundation.index.labels import in_each_language
from foundation.index.spec import Value

from ..models import Theme


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
            names = in_each_language(partial(getattr, theme, "name"))
            yield Value(theme.slug, names, covers, depth)
            yield from below

    return list(walk(None, 0))
