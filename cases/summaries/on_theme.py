"""The published evidence: counts, and what concerns a theme."""

from collections.abc import Collection, Sized
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from foundation.dates.dated import Dated
from foundation.dates.order import newest_first, place_in_time
from recommendations.models import NewRecommendation

from ..index import CaseRow, LawRow, case_rows, law_rows
from ..models import Case, CaseEvent, Event, Evidence, Figure, Law, LawChange

_Row = TypeVar("_Row", bound=Dated)

# Limits on the page of a theme: records of each kind, and entries of the timeline.
MOST, NEWEST = 12, 20


@dataclass(frozen=True)
class EvidenceOverview:
    """Counts of published records. Figures are not counted: they are numbers themselves."""

    cases: int
    laws: int
    events: int
    new_recommendations: int

    @property
    def total(self) -> int:
        return self.cases + self.laws + self.events + self.new_recommendations


def evidence_overview() -> EvidenceOverview:
    """Four queries."""
    return EvidenceOverview(
        cases=Case.objects.published().count(),
        laws=Law.objects.published().count(),
        events=Event.objects.published().count(),
        new_recommendations=NewRecommendation.objects.published().count(),
    )


@dataclass(frozen=True)
class Moment:
    """An entry of the timeline: an event, a change in a law, or an event in a case (`kind`)."""

    kind: str
    row: Event | LawChange | CaseEvent


@dataclass(frozen=True)
class ThemeEvidence:
    """Published evidence on a theme, newest first, and its timeline, oldest first.

    `more`: kinds with more records than the limit; `earlier`: whether the timeline was cut.
    """

    cases: list[CaseRow]
    laws: list[LawRow]
    events: list[Event]
    figures: list[Figure]
    more: set[str]
    timeline: list[Moment]
    earlier: bool

    def __bool__(self) -> bool:
        return bool(self.cases or self.laws or self.events or self.figures)


def evidence_on(themes: Collection[int]) -> ThemeEvidence:
    """Records with one of these themes, or tied to a recommendation with one.

    A fixed number of queries.
    """
    evidence = Evidence.objects.published().filter(recommendation__themes__in=themes).order_by()

    def on(*paths: str) -> Q:
        condition = Q(themes__in=themes)
        for path in paths:
            condition |= Q(pk__in=evidence.filter(**{f"{path}__isnull": False}).values(path))
        return condition

    cases = Case.objects.published().filter(on("case")).distinct()
    laws = Law.objects.published().filter(on("law", "law_change__law")).distinct()
    events = _newest(Event.objects.published().filter(on("event")).distinct())
    figures = _newest(Figure.objects.published().filter(on("figure")).distinct())
    first_cases = list(cases.order_by("slug").values_list("pk", flat=True)[: MOST + 1])
    first_laws = list(laws.order_by("slug").values_list("pk", flat=True)[: MOST + 1])
    first_events = list(events[: NEWEST + 1])
    first_figures = list(figures.select_related("counted_by")[: MOST + 1])
    rows_by_kind: dict[str, Sized] = {
        "cases": first_cases,
        "laws": first_laws,
        "events": first_events,
        "figures": first_figures,
    }
    changes = LawChange.objects.published().filter(law__in=laws.order_by().values("pk"))
    case_events = CaseEvent.objects.published().filter(case__in=cases.order_by().values("pk"))
    moments = [
        *(Moment("event", row) for row in first_events),
        *(Moment("law", row) for row in _newest(changes.select_related("law"))[: NEWEST + 1]),
        *(Moment("case", row) for row in _newest(case_events.select_related("case"))[: NEWEST + 1]),
    ]
    moments.sort(key=lambda moment: place_in_time(moment.row))
    return ThemeEvidence(
        cases=case_rows(first_cases[:MOST]),
        laws=law_rows(first_laws[:MOST]),
        events=first_events[:MOST],
        figures=first_figures[:MOST],
        more={kind for kind, rows in rows_by_kind.items() if len(rows) > MOST},
        timeline=moments[-NEWEST:],
        earlier=len(moments) > NEWEST,
    )


def _newest(rows: QuerySet[_Row]) -> QuerySet[_Row]:
    return rows.order_by(*newest_first(rows.model))
