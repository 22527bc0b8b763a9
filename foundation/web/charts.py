"""Counts as stacked bars: each row a bar, each part of it a kind of thing that was counted.

`_chart_stacked.html` draws a chart and prints its table. Nothing here knows what is counted: who
makes a chart says what its kinds are called, how each is filled, and which address has its rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from ..typing import StrOrPromise

EMPTY = SafeString("")
# In a cell of the table, for what a row has none of.
NONE = SafeString("0")


class Fill(StrEnum):
    """How a part looks: no two share a pattern or, beside each other, a shade of grey.

    From what is reached to what is not, by the look of it: a page printed in grey or read by
    somebody who sees no red keeps its order. `OPEN`, almost empty, is for what nobody knows.
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
    """What a part counts. `always`: a row says so even where it has none of it."""

    slug: str
    label: StrOrPromise
    fill: Fill
    always: bool = False


@dataclass(frozen=True)
class Segment:
    """So many of one kind in a row, and the address of exactly these; empty if there is none."""

    kind: Series
    count: int
    address: str = ""


@dataclass(frozen=True)
class ChartRow:
    """A bar: what it is about, its parts in the order of the kinds, and where it leads.

    `address` has exactly the rows that are counted. `page`: what the name leads to, where that is
    something else. `depth`: how many rows stand above it in a tree.
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
    """A segment as the page draws and prints it, escaped.

    `paint` names its pattern, `x` and `width` are shares of the bar as SVG writes them. `told` is
    the number with what it counts for who does not see the pattern, `number` stands in the table;
    both lead to the rows. They are made here because there are so many: piece by piece in the
    template, a chart took twice as long.
    """

    told: SafeString
    number: SafeString
    paint: SafeString
    x: SafeString
    width: SafeString


@dataclass(frozen=True)
class Chart:
    """Bars below each other, with their legend and table.

    `key`: tells the chart apart from others of a page, as a part of ids. `heading`: what the rows
    are (“Theme”). `shares`: every bar is as wide as the page, its parts are shares of it; else
    the longest is, and the others are as long as their counts.
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
        """The kinds that some row has, in their order, and those that are always told."""
        had = {one.kind.slug for row in self.rows for one in row.segments if one.count}
        return [kind for kind in self.kinds if kind.always or kind.slug in had]

    @cached_property
    def bars(self) -> list[tuple[ChartRow, list[Part], list[Part]]]:
        """Each row with the parts of its bar, and with all that it tells in numbers."""
        longest = max((row.total for row in self.rows), default=0)
        bars = []
        for row in self.rows:
            parts = list(self._parts(row, row.total if self.shares else longest))
            bars.append((row, [part for part in parts if part.width], parts))
        return bars

    def _parts(self, row: ChartRow, whole: int) -> Iterator[Part]:
        """Edges are computed from the left, so that no rounding adds up."""
        labels, paints = self._labels, self._paints
        before = 0
        for segment in row.segments:
            kind, count = segment.kind.slug, segment.count
            told = f'<span class="visually-hidden">{labels[kind]}:</span> {count}'
            yield Part(
                told=_link(segment, told),
                number=_link(segment, str(count)),
                paint=paints[kind],
                x=_percent(before, whole) if count else EMPTY,
                width=_percent(count, whole) if count else EMPTY,
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
        """Each row with the number in the cell of each kind of the legend."""
        rows = []
        for row, _drawn, parts in self.bars:
            had = {one.kind.slug: part for one, part in zip(row.segments, parts, strict=True)}
            cells = [had[one.slug].number if one.slug in had else NONE for one in self.legend]
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
    """A row from the counts of each kind by its slug; `address_of` a slug has exactly these."""
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
    """What is safe already, as a link to the rows of the segment if it has an address."""
    if not segment.address:
        return SafeString(html)
    return SafeString(f'<a href="{escape(segment.address)}">{html}</a>')


def _percent(count: int, whole: int) -> SafeString:
    """As SVG wants it, with a point in every language."""
    return SafeString(f"{100 * count / whole:.3f}".rstrip("0").rstrip(".") + "%")
