"""What was found, by theme or by review: the bars of every chart, each leading to exactly its rows.

Counts come from an answer of the index; nothing here asks the database.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from django.urls import reverse
from django.utils.translation import gettext

from foundation.i18n.languages import named
from foundation.index.query import Result
from foundation.index.snapshot import Option
from foundation.web.charts import Chart, ChartRow, chart_row

from ..index import ThemeNode
from ..index.filters import RecommendationFilterSet
from ..models import Review
from .charts import list_of
from .overview import STATUS_KINDS

# Bars that a reader still takes in; where there are more, the themes above them are shown.
MOST_BARS = 12


@dataclass(frozen=True)
class Bar:
    """A value of a facet: its name, the page of its own that the name leads to, its depth in a tree."""

    value: str
    label: str
    page: str = ""
    depth: int = 0


# The address of the list with the rows that have a value, and one of these statuses if any is named.
ListAddress = Callable[[str, Sequence[str]], str]


def by_theme(found: Result, themes: Iterable[ThemeNode]) -> Chart:
    """A bar for each of these themes, in their order; a name leads to its page.

    Of an answer in which no theme is chosen: no list would have the rows of two themes at once, since
    within a field any value counts.
    """
    bars = [
        Bar(theme.slug, theme.name, reverse("recommendations:theme", args=[theme.slug]), theme.depth)
        for theme in themes
    ]
    return _chart_by_theme(gettext("What we found, by theme"), _rows(found, "theme", bars))


def by_review(found: Result, reviews: Iterable[Review]) -> Chart:
    """The same by review."""
    bars = [Bar(review.slug, named(review), review.get_absolute_url()) for review in reviews]
    title, heading = gettext("What we found, by review"), gettext("Review")
    return Chart("by-review", title, heading, STATUS_KINDS, _rows(found, "review", bars))


def by_theme_carried(found: Result) -> Chart | None:
    """A bar for each theme that recommendations of an answer carry; None where they carry none.

    Where these are too many, for each theme at the top of the tree.
    """
    themes = [theme for theme, is_carried in _in_use(found) if is_carried]
    if len(themes) > MOST_BARS:
        themes = [theme for theme, _is_carried in _in_use(found) if theme.depth == 0]
    if not themes:
        return None
    bars = [Bar(theme.value, theme.label) for theme in themes]
    return _chart_by_theme(gettext("What came of it, by theme"), _rows(found, "theme", bars))


@dataclass(frozen=True)
class SelectionByTheme:
    """`without_theme`: so many of the selection are in no row of the chart."""

    chart: Chart
    without_theme: int


def of_selection(filterset: RecommendationFilterSet) -> SelectionByTheme | None:
    """The selection of a list by top theme, or by the themes that it names; None where nothing is found.

    A row of a theme that the selection does not name, beside one that it does, could not be linked to.
    """
    answer, chosen = filterset.answer, filterset.values["theme"]
    options = filterset.snapshot.options("theme", filterset.language)
    shown = [theme for theme in options if (theme.value in chosen if chosen else theme.depth == 0)]
    rest = urlencode([pair for pair in filterset.pairs if pair[0] not in ("theme", "status")])

    def address(theme: str, statuses: Sequence[str]) -> str:
        pairs = [f"status={status}" for status in statuses or filterset.values["status"]]
        return "?" + "&".join([f"theme={quote_plus(theme)}", *pairs, *filter(None, [rest])])

    bars = [Bar(theme.value, theme.label) for theme in shown]
    rows = [bar for bar in _rows(answer, "theme", bars, address) if bar.total]
    if not rows:
        return None
    return SelectionByTheme(
        _chart_by_theme(gettext("What we found, by theme"), rows),
        without_theme=answer.total - answer.count(theme=tuple(theme.value for theme in shown)),
    )


def _chart_by_theme(title: str, rows: list[ChartRow]) -> Chart:
    return Chart("by-theme", title, gettext("Theme"), STATUS_KINDS, rows)


def _rows(
    found: Result, facet: str, bars: Sequence[Bar], address: ListAddress | None = None
) -> list[ChartRow]:
    """`address`: of the list where it is not that of the answer with the value chosen too."""

    def of_answer(value: str, statuses: Sequence[str]) -> str:
        return list_of(found, **{facet: (value,)}, **({"status": statuses} if statuses else {}))

    address = address or of_answer

    def with_status(value: str, of: ListAddress = address) -> Callable[[str], str]:
        return lambda status: of(value, (status,))

    counts = found.crosstab(facet, [bar.value for bar in bars], "status")
    return [
        chart_row(
            bar.label,
            STATUS_KINDS,
            counts.get(bar.value, {}),
            # Of what no row has, the list knows no such value.
            address=address(bar.value, ()) if bar.value in counts else "",
            address_of=with_status(bar.value),
            page=bar.page,
            depth=bar.depth,
        )
        for bar in bars
    ]


def _in_use(found: Result) -> Iterator[tuple[Option, bool]]:
    """The themes of the tree that the rows have, and whether some have it and none below it."""
    counts = found.within("theme")
    themes = [theme for theme in found.options("theme") if theme.value in counts]
    for place, theme in enumerate(themes):
        below = []
        for other in themes[place + 1 :]:
            if other.depth <= theme.depth:
                break
            below.append(other.value)
        yield theme, counts[theme.value] > found.count(theme=tuple(below)) if below else True
