"""The strongest evidence on a recommendation, where there is room for little.

Chosen by a fixed rule, never by hand: what shows regression before what shows no change, and that
before progress; among these a case before a law, an event, a figure; then the newest; then in the
order in which it was entered. How much there is in each direction is always told beside it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from foundation.dates.dated import Dated

from ..choices import Direction, LawStatus
from ..liberty import Liberty, law_status, liberty_of
from ..models import CaseEvent, Evidence, LawChange

DIRECTIONS = (Direction.REGRESSION, Direction.NO_CHANGE, Direction.PROGRESS)
KINDS = ("case", "law", "event", "figure")


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """A piece of evidence, with where the person stands or what became of the law."""

    row: Evidence
    standing: Liberty | None = None
    law_status: LawStatus | None = None
    law_as_of: LawChange | None = None


@dataclass(frozen=True, slots=True)
class TopEvidence:
    """The pieces chosen, and how many there are in each direction."""

    shown: Sequence[EvidencePiece]
    counts: Sequence[tuple[Direction, int]]

    @property
    def total(self) -> int:
        return sum(count for _direction, count in self.counts)


def top_evidence(recommendations: Sequence[int], *, most: int) -> dict[int, TopEvidence]:
    """By the key of the recommendation, up to `most` pieces of public evidence. Three queries."""
    rows = (
        Evidence.objects.published()
        .filter(recommendation__in=recommendations)
        .for_display()
        # There is no room for where we read of each.
        .prefetch_related(Prefetch("case__events", CaseEvent.objects.published()))
        .prefetch_related(Prefetch("law__changes", LawChange.objects.published()))
    )
    by_recommendation: dict[int, list[Evidence]] = {}
    for row in rows:
        by_recommendation.setdefault(row.recommendation_id, []).append(row)
    return {
        key: TopEvidence([_strong(row) for row in sorted(some, key=_rank)[:most]], _counts(some))
        for key, some in by_recommendation.items()
    }


def _rank(row: Evidence) -> tuple[int, int, int, int]:
    day = newest_day(row)
    return (
        DIRECTIONS.index(Direction(row.direction)),
        KINDS.index(row.kind),
        -day.toordinal() if day else 0,
        row.pk,
    )


def newest_day(row: Evidence) -> dt.date | None:
    """The last day that the evidence speaks of; of a case or a law, the newest that is dated."""
    dated: list[Dated] = [one for one in (row.law_change, row.event, row.figure) if one]
    if row.case:
        dated = [*row.case.events.all()]
    elif row.law:
        dated = [*row.law.changes.all()]
    return max((one.last_day or one.first_day for one in dated), default=None)


def _counts(rows: Iterable[Evidence]) -> list[tuple[Direction, int]]:
    counted = Counter(Direction(row.direction) for row in rows)
    return [(direction, counted[direction]) for direction in DIRECTIONS if counted[direction]]


def _strong(row: Evidence) -> EvidencePiece:
    if row.case:
        return EvidencePiece(row, standing=liberty_of(row.case.events.all()))
    if row.law:
        status, as_of = law_status(row.law.changes.all())
        return EvidencePiece(row, law_status=status, law_as_of=as_of)
    return EvidencePiece(row)
