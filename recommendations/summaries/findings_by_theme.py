"""Charts of findings by theme and by review; each bar links to the list of exactly its rows.

Counts come from a result of the index, without a query.
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

# More bars than a reader can take in: show top-level themes instead.
MOST_BARS = 12


@dataclass(frozen=True)
class Bar:
    """A value of a facet: its label, its own page if it has one, its depth in the tree."""

    value: str
    label: str
    page: str = ""
    depth: int = 0


# (value, statuses) → address of the list of its rows; no statuses means any.
ListAddress = Callable[[str, Sequence[str]], str]


def by_theme(result: Result, themes: Iterable[ThemeNode]) -> Chart:
    """A bar for each of these themes, in their order; each label links to its theme’s page.

    `result` must not be filtered by theme: values of one filter are joined by “or”, so no list could
    hold the rows that two themes share.
    """
    bars = [
        Bar(theme.slug, theme.name, reverse("recommendations:theme", args=[theme.slug]), theme.depth)
        for theme in themes
    ]
    return _chart_by_theme(gettext("What we found, by theme"), _rows(result, "theme", bars))


def by_review(result: Result, reviews: Iterable[Review]) -> Chart:
    """The same by review."""
    bars = [Bar(review.slug, named(review), review.get_absolute_url()) for review in reviews]
    title, heading = gettext("What we found, by review"), gettext("Review")
    return Chart("by-review", title, heading, STATUS_KINDS, _rows(result, "review", bars))


def by_theme_carried(result: Result) -> Chart | None:
    """A bar for each theme of the result’s recommendations, or each top-level theme if there are too many.

    None if they have no theme.
    """
    themes = [theme for theme, is_carried in _in_use(result) if is_carried]
    if len(themes) > MOST_BARS:
        themes = [theme for theme, _is_carried in _in_use(result) if theme.depth == 0]
    if not themes:
        return None
    bars = [Bar(theme.value, theme.label) for theme in themes]
    return _chart_by_theme(gettext("What came of it, by theme"), _rows(result, "theme", bars))


@dataclass(frozen=True)
class SelectionByTheme:
    """`without_theme`: how many recommendations of the selection no bar counts."""

    chart: Chart
    without_theme: int


def of_selection(filterset: RecommendationFilterSet) -> SelectionByTheme | None:
    """The reader’s selection by top-level theme, or by the themes it filters on; None if it is empty.

    With a theme filter, no list could hold the rows of a theme outside it.
    """
    result, chosen_themes = filterset.answer, filterset.values["theme"]
    options = filterset.snapshot.options("theme", filterset.language)
    if chosen_themes:
        themes = [theme for theme in options if theme.value in chosen_themes]
    else:
        themes = [theme for theme in options if theme.depth == 0]
    other_filters = urlencode([pair for pair in filterset.pairs if pair[0] not in ("theme", "status")])

    def address(theme: str, statuses: Sequence[str]) -> str:
        pairs = [f"status={status}" for status in statuses or filterset.values["status"]]
        return "?" + "&".join([f"theme={quote_plus(theme)}", *pairs, *filter(None, [other_filters])])

    bars = [Bar(theme.value, theme.label) for theme in themes]
    rows = [bar for bar in _rows(result, "theme", bars, address) if bar.total]
    if not rows:
        return None
    return SelectionByTheme(
        _chart_by_theme(gettext("What we found, by theme"), rows),
        without_theme=result.total - result.count(theme=tuple(theme.value for theme in themes)),
    )


def _chart_by_theme(title: str, rows: list[ChartRow]) -> Chart:
    return Chart("by-theme", title, gettext("Theme"), STATUS_KINDS, rows)


def _rows(
    result: Result, facet: str, bars: Sequence[Bar], address: ListAddress | None = None
) -> list[ChartRow]:
    """`address`: instead of the list of `result` with the bar’s value added."""

    def result_address(value: str, statuses: Sequence[str]) -> str:
        return list_of(result, **{facet: (value,)}, **({"status": statuses} if statuses else {}))

    address = address or result_address

    def with_status(value: str, list_address: ListAddress = address) -> Callable[[str], str]:
        return lambda status: list_address(value, (status,))

    counts = result.crosstab(facet, [bar.value for bar in bars], "status")
    return [
        chart_row(
            bar.label,
            STATUS_KINDS,
            counts.get(bar.value, {}),
            # The list rejects a value that no row has.
            address=address(bar.value, ()) if bar.value in counts else "",
            address_of=with_status(bar.value),
            page=bar.page,
            depth=bar.depth,
        )
        for bar in bars
    ]


def _in_use(result: Result) -> Iterator[tuple[Option, bool]]:
    """The themes of the result, each with whether some row has it and no theme below it."""
    counts = result.within("theme")
    themes = [theme for theme in result.options("theme") if theme.value in counts]
    for place, theme in enumerate(themes):
        slugs_below = []
        for later_theme in themes[place + 1 :]:
            if later_theme.depth <= theme.depth:
                break
            slugs_below.append(later_theme.value)
        yield theme, counts[theme.value] > result.count(theme=tuple(slugs_below)) if slugs_below else True
