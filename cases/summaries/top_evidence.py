"""The strongest evidence on a recommendation, for where there is little room.

Chosen by a fixed rule, never by hand: regression before no change before progress; then a case before
a law, an event and a figure; then the newest; then the order of entry. Pages always show beside it how
much evidence there is in each direction.
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
    """A piece of evidence, with the status of the person or the law."""

    row: Evidence
    liberty: Liberty | None = None
    law_status: LawStatus | None = None
    law_as_of: LawChange | None = None


@dataclass(frozen=True, slots=True)
class TopEvidence:
    """The strongest pieces, and the number of all pieces by direction."""

    pieces: Sequence[EvidencePiece]
    counts: Sequence[tuple[Direction, int]]

    @property
    def total(self) -> int:
        return sum(count for _direction, count in self.counts)


def top_evidence(recommendations: Sequence[int], *, limit: int) -> dict[int, TopEvidence]:
    """By key of the recommendation, up to `limit` pieces of public evidence. Three queries."""
    rows = (
        Evidence.objects.published()
        .filter(recommendation__in=recommendations)
        .for_display()
        # Sources are not shown here.
        .prefetch_related(Prefetch("case__events", CaseEvent.objects.published()))
        .prefetch_related(Prefetch("law__changes", LawChange.objects.published()))
    )
    by_recommendation: dict[int, list[Evidence]] = {}
    for row in rows:
        by_recommendation.setdefault(row.recommendation_id, []).append(row)
    return {
        key: TopEvidence([_piece_of(row) for row in sorted(evidence, key=_rank)[:limit]], _counts(evidence))
        for key, evidence in by_recommendation.items()
    }


def _rank(row: Evidence) -> tuple[int, int, int, int]:
    day = latest_day_of(row)
    return (
        DIRECTIONS.index(Direction(row.direction)),
        KINDS.index(row.kind),
        -day.toordinal() if day else 0,
        row.pk,
    )


def latest_day_of(row: Evidence) -> dt.date | None:
    """The last day of the evidence; of a case or a law, of its latest event or change."""
    dated: list[Dated] = [record for record in (row.law_change, row.event, row.figure) if record]
    if row.case:
        dated = [*row.case.events.all()]
    elif row.law:
        dated = [*row.law.changes.all()]
    return max((record.last_day or record.first_day for record in dated), default=None)


def _counts(rows: Iterable[Evidence]) -> list[tuple[Direction, int]]:
    counts = Counter(Direction(row.direction) for row in rows)
    return [(direction, counts[direction]) for direction in DIRECTIONS if counts[direction]]


def _piece_of(row: Evidence) -> EvidencePiece:
    if row.case:
        return EvidencePiece(row, liberty=liberty_of(row.case.events.all()))
    if row.law:
        status, as_of = law_status(row.law.changes.all())
        return EvidencePiece(row, law_status=status, law_as_of=as_of)
    return EvidencePiece(row)
