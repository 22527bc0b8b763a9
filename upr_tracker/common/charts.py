"""Counts as stacked bars: each row a bar, each part of it a kind of thing that was counted.

`_chart_stacked.html` draws a chart and prints its table. Nothing here knows what is counted: who
makes a chart says what its kinds are called, how each is filled, and which address has its rows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .models import StrOrPromise


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
class Kind:
    """What a part counts. `always`: a row says so even where it has none of it."""

    slug: str
    label: StrOrPromise
    fill: Fill
    always: bool = False


@dataclass(frozen=True)
class Segment:
    """So many of one kind in a row, and the address of exactly these; empty if there is none."""

    kind: Kind
    count: int
    address: str = ""


@dataclass(frozen=True)
class Row:
    """A bar: what it is about, its parts in the order of the kinds, and where it leads."""

    label: StrOrPromise
    segments: Sequence[Segment]
    address: str = ""

    @cached_property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)


@dataclass(frozen=True)
class Part:
    """A segment as it is drawn: where it begins and how wide it is, as SVG writes a share."""

    segment: Segment
    x: str
    width: str


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
    kinds: Sequence[Kind]
    rows: Sequence[Row]
    shares: bool = False

    def __post_init__(self) -> None:
        if len({kind.fill for kind in self.kinds}) < len(self.kinds):
            raise ValueError(f"two kinds of the chart {self.key} look the same")

    @cached_property
    def legend(self) -> list[Kind]:
        """The kinds that some row has, in their order, and those that are always told."""
        had = {segment.kind for row in self.rows for segment in row.segments if segment.count}
        return [kind for kind in self.kinds if kind.always or kind in had]

    @cached_property
    def bars(self) -> list[tuple[Row, list[Part]]]:
        longest = max((row.total for row in self.rows), default=0)
        return [(row, _parts(row, row.total if self.shares else longest)) for row in self.rows]

    @cached_property
    def table(self) -> list[tuple[Row, list[Segment]]]:
        """Each row with a cell for each kind of the legend."""
        return [(row, [_of(row, kind) for kind in self.legend]) for row in self.rows]


def row(
    label: StrOrPromise,
    kinds: Sequence[Kind],
    counts: Mapping[str, int],
    *,
    address: str = "",
    address_of: Callable[[str], str] | None = None,
) -> Row:
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
    return Row(label, segments, address)


def _parts(row: Row, whole: int) -> list[Part]:
    """Without those of no width. Edges are computed from the left, so no gap adds up."""
    parts, before = [], 0
    for segment in row.segments:
        if segment.count:
            width = _percent(segment.count, whole)
            parts.append(Part(segment, _percent(before, whole), width))
        before += segment.count
    return parts


def _percent(count: int, whole: int) -> str:
    """As SVG wants it, with a point in every language."""
    return f"{100 * count / whole:.3f}".rstrip("0").rstrip(".") + "%"


def _of(row: Row, kind: Kind) -> Segment:
    return next((one for one in row.segments if one.kind == kind), Segment(kind, 0))
