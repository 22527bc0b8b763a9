"""Stacked bar charts: each row is a bar, each segment a count of one kind.

`_chart_stacked.html` draws a chart and prints its table. The caller gives the label and the fill of
each kind, and the addresses of the counted rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from ..typing import StrOrPromise

EMPTY = SafeString("")
# The cell of a kind that a row does not have.
NONE = SafeString("0")


class Fill(StrEnum):
    """The pattern of a segment. No two are alike, and neighbours differ in grey.

    They go from “reached” to “not reached” and can be told apart in greyscale and by the colour-blind.
    `OPEN`, almost empty, means “unknown”.
    """

    SOLID = "solid"
    RISING = "rising"
    UPRIGHT = "upright"
    FALLING = "falling"
    CROSSED = "crossed"
    DOTTED = "dotted"
    OPEN = "open"


@dataclass(frozen=True)
class Series:
    """A kind that the chart counts. `always`: shown even if the count is zero."""

    slug: str
    label: StrOrPromise
    fill: Fill
    always: bool = False


@dataclass(frozen=True)
class Segment:
    """The count of one kind in a row; `address` lists exactly these, or is empty."""

    kind: Series
    count: int
    address: str = ""


@dataclass(frozen=True)
class ChartRow:
    """A bar with its segments in the order of the kinds.

    `address` lists exactly the counted rows. `page`: the link of the label, if it is another page.
    `depth`: the depth of the row in a tree.
    """

    label: StrOrPromise
    segments: Sequence[Segment]
    address: str = ""
    page: str = ""
    depth: int = 0

    @cached_property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment as escaped HTML and SVG attributes.

    `paint` names its pattern; `x` and `width` are percentages of the bar. `labelled_count` is the number
    with its kind, for readers who do not see the pattern; `number` is the cell of the table. Both are
    links. They are rendered here because a template takes twice as long.
    """

    labelled_count: SafeString
    number: SafeString
    paint: SafeString
    x: SafeString
    width: SafeString


@dataclass(frozen=True)
class Chart:
    """Horizontal stacked bars with their legend and table.

    `key`: unique on the page, used in ids. `heading`: what the rows are (“Theme”). `shares`: every bar
    has the full width and shows percentages; otherwise the longest does, and the others are to scale.
    """

    key: str
    title: StrOrPromise
    heading: StrOrPromise
    kinds: Sequence[Series]
    rows: Sequence[ChartRow]
    shares: bool = False

    def __post_init__(self) -> None:
        if len({kind.fill for kind in self.kinds}) < len(self.kinds):
            raise ValueError(f"two kinds of the chart {self.key} look the same")

    @cached_property
    def legend(self) -> list[Series]:
        """The kinds that occur in a row or are always shown, in their order."""
        slugs = {segment.kind.slug for row in self.rows for segment in row.segments if segment.count}
        return [kind for kind in self.kinds if kind.always or kind.slug in slugs]

    @cached_property
    def bars(self) -> list[tuple[ChartRow, list[Part], list[Part]]]:
        """Each row with the parts of its bar that have a width, and with all parts."""
        longest = max((row.total for row in self.rows), default=0)
        bars = []
        for row in self.rows:
            parts = list(self._parts(row, row.total if self.shares else longest))
            bars.append((row, [part for part in parts if part.width], parts))
        return bars

    def _parts(self, row: ChartRow, full_width: int) -> Iterator[Part]:
        """Each edge is computed from the left, so that rounding errors do not add up."""
        labels, paints = self._labels, self._paints
        before = 0
        for segment in row.segments:
            kind, count = segment.kind.slug, segment.count
            labelled_count = f'<span class="visually-hidden">{labels[kind]}:</span> {count}'
            yield Part(
                labelled_count=_link(segment, labelled_count),
                number=_link(segment, str(count)),
                paint=paints[kind],
                x=_percent(before, full_width) if count else EMPTY,
                width=_percent(count, full_width) if count else EMPTY,
            )
            before += count

    @cached_property
    def _labels(self) -> dict[str, SafeString]:
        return {kind.slug: conditional_escape(str(kind.label)) for kind in self.kinds}

    @cached_property
    def _paints(self) -> dict[str, SafeString]:
        return {kind.slug: escape(f"{self.key}-{kind.fill}") for kind in self.kinds}

    @cached_property
    def table(self) -> list[tuple[ChartRow, list[SafeString]]]:
        """Each row with its cells in the order of the legend."""
        rows = []
        for row, _bar_parts, parts in self.bars:
            parts_by_kind = {
                segment.kind.slug: part for segment, part in zip(row.segments, parts, strict=True)
            }
            cells = [
                parts_by_kind[segment.slug].number if segment.slug in parts_by_kind else NONE
                for segment in self.legend
            ]
            rows.append((row, cells))
        return rows


def chart_row(
    label: StrOrPromise,
    kinds: Sequence[Series],
    counts: Mapping[str, int],
    *,
    address: str = "",
    address_of: Callable[[str], str] | None = None,
    page: str = "",
    depth: int = 0,
) -> ChartRow:
    """A row from counts by slug of the kind; `address_of(slug)` lists exactly the rows counted."""
    segments = [
        Segment(
            kind,
            counts.get(kind.slug, 0),
            address_of(kind.slug) if address_of and counts.get(kind.slug) else "",
        )
        for kind in kinds
        if kind.always or counts.get(kind.slug)
    ]
    return ChartRow(label, segments, address, page, depth)


def _link(segment: Segment, html: str) -> SafeString:
    """Safe HTML as a link to the rows of the segment, if it has an address."""
    if not segment.address:
        return SafeString(html)
    return SafeString(f'<a href="{escape(segment.address)}">{html}</a>')


def _percent(count: int, total: int) -> SafeString:
    """A percentage for SVG: with a decimal point in every language."""
    return SafeString(f"{100 * count / total:.3f}".rstrip("0").rstrip(".") + "%")
