"""The evidence on pages of recommendations and of new recommendations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.dates.order import chronological, place_in_time
from foundation.typing import StrOrPromise
from recommendations.models import NewRecommendation, Recommendation
from recommendations.summaries.rows import RecommendationRow

from ..choices import CaseKind, Direction, LawStatus
from ..liberty import Liberty, changes_behind, events_behind, law_status, liberty_of
from ..models import Case, CaseEvent, Evidence, LawChange, Mention
from ..querysets import EvidenceQuerySet
from ..summaries.top_evidence import TopEvidence, top_evidence
from ..summaries.where_read import SourceReading, readings

register = template.Library()

# In the order of the page; `kind` is that of `EvidenceQuerySet.with_kind`.
KIND_LABELS = {
    "case": gettext_lazy("Cases"),
    "law": gettext_lazy("Laws and their changes"),
    "event": gettext_lazy("Events"),
    "figure": gettext_lazy("Figures"),
}
DIRECTIONS = list(Direction)


@dataclass(frozen=True)
class DirectionCount:
    """The number of pieces of evidence in one direction."""

    direction: Direction
    count: int

    def __str__(self) -> str:
        sentences = {
            Direction.PROGRESS: _("%(count)s progress"),
            Direction.NO_CHANGE: _("%(count)s no change"),
            Direction.REGRESSION: _("%(count)s regression"),
        }
        return sentences[self.direction] % {"count": self.count}


@dataclass(frozen=True)
class ShownEvidence:
    """One piece of evidence, with the status of its case or law, and its sources."""

    row: Evidence
    readings: list[SourceReading]
    liberty: Liberty | None = None
    # The latest event of a case without a dated status.
    newest: CaseEvent | None = None
    law_status: tuple[LawStatus, LawChange | None] | None = None


@dataclass(frozen=True)
class KindOfEvidence:
    label: StrOrPromise
    pieces: list[ShownEvidence]
    tally: list[DirectionCount]


@dataclass(frozen=True)
class EvidenceByKind:
    """The public evidence on a recommendation by kind, each sorted by direction and day."""

    kinds: list[KindOfEvidence]
    tally: list[DirectionCount]

    @property
    def total(self) -> int:
        return sum(count.count for count in self.tally)


@register.simple_tag
def recommendation_evidence(recommendation: Recommendation) -> EvidenceByKind:
    """The public evidence on a recommendation. A fixed number of queries."""
    evidence = Evidence.objects.published().filter(recommendation=recommendation).for_display()
    rows = sorted(_with_sources_and_dates(evidence), key=_place)
    groups = {kind: [row for row in rows if row.kind == kind] for kind in KIND_LABELS}
    kinds = [
        KindOfEvidence(KIND_LABELS[kind], [_piece(row) for row in group], _tally(group))
        for kind, group in groups.items()
        if group
    ]
    return EvidenceByKind(kinds, _tally(rows))


def _with_sources_and_dates(rows: EvidenceQuerySet) -> list[Evidence]:
    """The rows with the events and changes of their cases and laws, and all sources."""
    events = CaseEvent.objects.published().select_related("asserted_by")
    changes = LawChange.objects.published().select_related("asserted_by")
    rows_with_parts = list(
        rows
        .select_related(
            "case", "law", "law_change__law", "law_change__asserted_by", "event__asserted_by",
            "figure__counted_by", "figure__asserted_by",
        ).prefetch_related(
            "case__sources",
            "law_change__sources",
            "event__sources",
            "figure__sources",
        )
        .prefetch_related(Prefetch("case__events", events.prefetch_related("sources")))
        .prefetch_related(Prefetch("law__changes", changes.prefetch_related("sources")))
    )  # fmt: skip
    laws = [law for row in rows_with_parts if (law := row.law or (row.law_change and row.law_change.law))]
    prefetch_related_objects(laws, "sources")
    return rows_with_parts


def _place(row: Evidence) -> tuple[object, ...]:
    """Sort by direction, then in order of time; undated records first."""
    dated = row.law_change or row.event or row.figure
    when = place_in_time(dated) if dated else ()
    return DIRECTIONS.index(Direction(row.direction)), when, row.pk


def _tally(rows: list[Evidence]) -> list[DirectionCount]:
    counts = Counter(Direction(row.direction) for row in rows)
    return [DirectionCount(direction, counts[direction]) for direction in DIRECTIONS if counts[direction]]


def _piece(row: Evidence) -> ShownEvidence:
    if row.case:
        return _case_piece(row, row.case)
    if row.law:
        changes = list(row.law.changes.all())
        source_readings = readings(changes_behind(changes), row.law)
        return ShownEvidence(row, source_readings, law_status=law_status(changes))
    if row.law_change:
        return ShownEvidence(row, readings([row.law_change], row.law_change.law))
    return ShownEvidence(row, readings([record for record in (row.event, row.figure) if record]))


def _case_piece(row: Evidence, case: Case) -> ShownEvidence:
    events = list(case.events.all())
    liberty = liberty_of(events)
    shown_events = events_behind(liberty, person=case.kind == CaseKind.PERSON)
    newest = None if shown_events else next(reversed(chronological(events)), None)
    if newest:
        shown_events = [newest]
    return ShownEvidence(row, readings(shown_events, case), liberty=liberty, newest=newest)


@register.inclusion_tag("cases/_mentions.html")
def mentions_of(new_recommendation: NewRecommendation) -> dict[str, QuerySet[Mention]]:
    """The published cases, laws and provisions that a new recommendation mentions."""
    return {
        "mentions": Mention.objects.published()
        .filter(new_recommendation=new_recommendation)
        .select_related("case", "law", "provision__law")
    }


@register.simple_tag
def with_strongest_evidence(
    rows: Sequence[RecommendationRow], limit: int
) -> list[tuple[RecommendationRow, TopEvidence | None]]:
    """Each row with its strongest public evidence, if it has any."""
    evidence_by_key = top_evidence([row.key for row in rows], limit=limit)
    return [(row, evidence_by_key.get(row.key)) for row in rows]


@register.filter
def direction_sign(direction: str) -> str:
    """An arrow beside the word, so that the direction does not depend on colour."""
    return {Direction.PROGRESS: "↗", Direction.NO_CHANGE: "→", Direction.REGRESSION: "↘"}[
        Direction(direction)
    ]
