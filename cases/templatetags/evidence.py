"""What the pages of recommendations and of what is asked anew show of the evidence."""

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
from ..liberty import Liberty, law_status, law_told_by, liberty_of, told_by
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
class Counted:
    """How many pieces of evidence point one way."""

    direction: Direction
    count: int

    def __str__(self) -> str:
        said = {
            Direction.PROGRESS: _("%(count)s progress"),
            Direction.NO_CHANGE: _("%(count)s no change"),
            Direction.REGRESSION: _("%(count)s regression"),
        }
        return said[self.direction] % {"count": self.count}


@dataclass(frozen=True)
class ShownEvidence:
    """One piece of evidence, with where its case or law stands and where we read of it."""

    row: Evidence
    readings: list[SourceReading]
    standing: Liberty | None = None
    # Of a case that stands in no way that has a day: what happened last.
    newest: CaseEvent | None = None
    law_status: tuple[LawStatus, LawChange | None] | None = None


@dataclass(frozen=True)
class KindOfEvidence:
    label: StrOrPromise
    pieces: list[ShownEvidence]
    tally: list[Counted]


@dataclass(frozen=True)
class EvidenceShown:
    """The public evidence on a recommendation: by kind, and within by direction and day."""

    kinds: list[KindOfEvidence]
    tally: list[Counted]

    @property
    def total(self) -> int:
        return sum(one.count for one in self.tally)


@register.simple_tag
def recommendation_evidence(recommendation: Recommendation) -> EvidenceShown:
    """The public evidence on a recommendation, in a number of queries that rows do not change."""
    shown = Evidence.objects.published().filter(recommendation=recommendation).for_display()
    rows = sorted(_with_what_is_told(shown), key=_place)
    groups = {kind: [row for row in rows if row.kind == kind] for kind in KIND_LABELS}
    kinds = [
        KindOfEvidence(KIND_LABELS[kind], [_piece(row) for row in group], _tally(group))
        for kind, group in groups.items()
        if group
    ]
    return EvidenceShown(kinds, _tally(rows))


def _with_what_is_told(rows: EvidenceQuerySet) -> list[Evidence]:
    """With the dated parts of their cases and laws, and where we read each of all these."""
    events = CaseEvent.objects.published().select_related("asserted_by")
    changes = LawChange.objects.published().select_related("asserted_by")
    told = list(
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
    laws = [law for row in told if (law := row.law or (row.law_change and row.law_change.law))]
    prefetch_related_objects(laws, "sources")
    return told


def _place(row: Evidence) -> tuple[object, ...]:
    """By direction, then in order of time; what has no day of its own comes first."""
    dated = row.law_change or row.event or row.figure
    when = place_in_time(dated) if dated else ()
    return DIRECTIONS.index(Direction(row.direction)), when, row.pk


def _tally(rows: list[Evidence]) -> list[Counted]:
    counts = Counter(Direction(row.direction) for row in rows)
    return [Counted(one, counts[one]) for one in DIRECTIONS if counts[one]]


def _piece(row: Evidence) -> ShownEvidence:
    if row.case:
        return _case_piece(row, row.case)
    if row.law:
        changes = list(row.law.changes.all())
        told = readings(law_told_by(changes), row.law)
        return ShownEvidence(row, told, law_status=law_status(changes))
    if row.law_change:
        return ShownEvidence(row, readings([row.law_change], row.law_change.law))
    return ShownEvidence(row, readings([one for one in (row.event, row.figure) if one]))


def _case_piece(row: Evidence, case: Case) -> ShownEvidence:
    events = list(case.events.all())
    now = liberty_of(events)
    told = told_by(now, person=case.kind == CaseKind.PERSON)
    newest = None if told else next(reversed(chronological(events)), None)
    if newest:
        told = [newest]
    return ShownEvidence(row, readings(told, case), standing=now, newest=newest)


@register.inclusion_tag("cases/_mentions.html")
def mentions_of(new_recommendation: NewRecommendation) -> dict[str, QuerySet[Mention]]:
    """The published cases, laws and provisions that a new recommendation speaks of."""
    return {
        "mentions": Mention.objects.published()
        .filter(new_recommendation=new_recommendation)
        .select_related("case", "law", "provision__law")
    }


@register.simple_tag
def with_strongest_evidence(
    rows: Sequence[RecommendationRow], most: int
) -> list[tuple[RecommendationRow, TopEvidence | None]]:
    """Each line of recommendations with its strongest public evidence, if it has any."""
    found = top_evidence([row.key for row in rows], most=most)
    return [(row, found.get(row.key)) for row in rows]


@register.filter
def direction_sign(direction: str) -> str:
    """A sign beside the word, so that the direction does not hang on colour."""
    return {Direction.PROGRESS: "↗", Direction.NO_CHANGE: "→", Direction.REGRESSION: "↘"}[
        Direction(direction)
    ]
