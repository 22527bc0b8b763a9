"""What rests on a source in public, and so which sources are public at all.

A source is named on a public page where something public cites it. That a case was published on
the ground of a source is private, and is no citation.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Case, CaseEvent, Event, Figure, Law, LawChange
from recommendations.models import (
    Assessment,
    PositionStatement,
    Recommendation,
    Review,
    Source,
    Submission,
)


@dataclass(frozen=True)
class RestingOn:
    """The public records that cite a source."""

    recommendations: QuerySet[Recommendation]
    submissions: QuerySet[Submission]
    cases: QuerySet[Case]
    laws: QuerySet[Law]
    events: QuerySet[Event]
    figures: QuerySet[Figure]


def resting_on(source: Source) -> RestingOn:
    """What cites `source`, from published rows only. Each queryset costs one query."""
    own: dict[str, Any] = {"sources": source}
    cited = (
        Q(text_source=source)
        | Exists(
            PositionStatement.objects.published().filter(
                recommendation=OuterRef("pk"), document=source
            )
        )
        | Exists(Assessment.objects.published().filter(recommendation=OuterRef("pk"), **own))
    )
    in_events = CaseEvent.objects.published().filter(**own)
    in_changes = LawChange.objects.published().filter(**own)
    return RestingOn(
        recommendations=Recommendation.objects.published()
        .filter(cited)
        .select_related("review")
        .in_order(),
        submissions=Submission.objects.published().filter(source=source),
        cases=Case.objects.published()
        .filter(Q(**own) | Exists(in_events.filter(case=OuterRef("pk"))))
        .distinct(),
        laws=Law.objects.published()
        .filter(Q(**own) | Exists(in_changes.filter(law=OuterRef("pk"))))
        .distinct(),
        events=Event.objects.published().filter(**own),
        figures=Figure.objects.published().filter(**own),
    )


def public_sources() -> QuerySet[Source]:
    """The sources that something public cites."""
    own: dict[str, Any] = {"sources": OuterRef("pk")}
    cited = (
        Exists(Recommendation.objects.published().filter(text_source=OuterRef("pk")))
        | Exists(PositionStatement.objects.published().filter(document=OuterRef("pk")))
        | Exists(Assessment.objects.published().filter(**own))
        | Exists(Review.objects.published().filter(report=OuterRef("pk")))
        | Exists(Submission.objects.published().filter(source=OuterRef("pk")))
        | Exists(Case.objects.published().filter(**own))
        | Exists(Law.objects.published().filter(**own))
        | Exists(CaseEvent.objects.published().filter(**own))
        | Exists(LawChange.objects.published().filter(**own))
        | Exists(Event.objects.published().filter(**own))
        | Exists(Figure.objects.published().filter(**own))
    )
    return Source.objects.filter(cited)
