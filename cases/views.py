"""Public pages of the evidence: each record, what it bears on, and what rests on it."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.views.generic import DetailView, ListView

from recommendations.models import NewRecommendation

from .models import (
    Case,
    CaseEvent,
    CaseRelation,
    Event,
    Evidence,
    Figure,
    Law,
    LawChange,
    Provision,
)
from .standing import standing


def _evidence(**target: Any) -> QuerySet[Evidence]:
    """The public evidence that a record is, with the recommendations it bears on."""
    rows: QuerySet[Evidence] = Evidence.objects.published().filter(**target)
    return rows.select_related("recommendation__review", "law_change").order_by(
        "recommendation__review", "recommendation__number_order"
    )


def _asks(**mention: Any) -> QuerySet[NewRecommendation]:
    """The published new recommendations that speak of a case or of a law's provisions."""
    rows: QuerySet[NewRecommendation] = NewRecommendation.objects.published()
    return (
        rows.filter(**mention)
        .select_related("section__submission")
        .order_by("section__submission", "section__order", "order")
        .distinct()
    )


class CaseList(ListView[Case]):
    def get_queryset(self) -> QuerySet[Case]:
        rows: QuerySet[Case] = Case.objects.published()
        return rows.prefetch_related("events").order_by("public_name_en")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(case, standing(case.events.all())) for case in self.object_list]
        return super().get_context_data(cases=rows, **kwargs)


class CaseDetail(DetailView[Case]):
    """One person, group or organisation: what happened, where they stand, what it bears on."""

    def get_queryset(self) -> QuerySet[Case]:
        rows: QuerySet[Case] = Case.objects.published()
        return rows.prefetch_related("other_spellings", "themes", "affected_groups")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = (
            CaseEvent.objects.published()
            .filter(case=self.object)
            .select_related("provision__law", "body", "asserted_by")
            .prefetch_related("sources")
        )
        relations = CaseRelation.objects.published().select_related("from_case", "to_case")
        return super().get_context_data(
            events=events,
            standing=standing(events),
            relations=relations.filter(from_case=self.object),
            relations_to=relations.filter(to_case=self.object),
            evidence=_evidence(case=self.object),
            new_recommendations=_asks(mentions__case=self.object),
            **kwargs,
        )


class LawList(ListView[Law]):
    def get_queryset(self) -> QuerySet[Law]:
        rows: QuerySet[Law] = Law.objects.published()
        return rows.order_by("title_en")


class LawDetail(DetailView[Law]):
    """A law: its articles under old and new numbers, its changes, who was charged under it."""

    def get_queryset(self) -> QuerySet[Law]:
        rows: QuerySet[Law] = Law.objects.published()
        return rows.prefetch_related("themes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        charged = CaseEvent.objects.published().select_related("case")
        provisions = (
            Provision.objects.published()
            .filter(law=self.object)
            .prefetch_related(
                "former_numbers", Prefetch("case_events", queryset=charged, to_attr="charged")
            )
        )
        changes = LawChange.objects.published().filter(law=self.object)
        return super().get_context_data(
            provisions=provisions,
            changes=changes.select_related("provision", "asserted_by").prefetch_related("sources"),
            evidence=[*_evidence(law=self.object), *_evidence(law_change__law=self.object)],
            new_recommendations=_asks(mentions__provision__law=self.object),
            **kwargs,
        )


class EventList(ListView[Event]):
    def get_queryset(self) -> QuerySet[Event]:
        rows: QuerySet[Event] = Event.objects.published()
        return rows.order_by("-first_day", "title_en")


class EventDetail(DetailView[Event]):
    def get_queryset(self) -> QuerySet[Event]:
        rows: QuerySet[Event] = Event.objects.published()
        return rows.select_related("body", "asserted_by").prefetch_related("sources", "themes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(evidence=_evidence(event=self.object), **kwargs)


class FigureList(ListView[Figure]):
    def get_queryset(self) -> QuerySet[Figure]:
        rows: QuerySet[Figure] = Figure.objects.published()
        return rows.select_related("counted_by").order_by("-first_day", "title_en")


class FigureDetail(DetailView[Figure]):
    """Who counted what, over which time, in which words, and where we read it."""

    def get_queryset(self) -> QuerySet[Figure]:
        rows: QuerySet[Figure] = Figure.objects.published()
        return rows.select_related("counted_by", "asserted_by").prefetch_related(
            "sources", "themes"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        published = Figure.objects.published()
        return super().get_context_data(
            whole=published.filter(parts=self.object).first(),
            parts=published.filter(part_of=self.object),
            evidence=_evidence(figure=self.object),
            **kwargs,
        )
