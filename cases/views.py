"""Public pages of the evidence: each record, what it bears on, and what rests on it."""

from functools import partial
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from recommendations.models import NewRecommendation
from upr_tracker.common.lists import FilteredList, csv_file, refusal, site_of

from .exports import CASE_COLUMNS, LAW_COLUMNS, case_lines, law_lines
from .filters import CaseFilterSet, LawFilterSet
from .index import CaseRow, LawRow, case_rows, law_rows
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
from .standing import law_status, standing


def _evidence(**target: Any) -> QuerySet[Evidence]:
    """The public evidence that a record is, with the recommendations it bears on."""
    rows: QuerySet[Evidence] = Evidence.objects.published().filter(**target)
    return rows.select_related("recommendation__review", "law_change").order_by(
        "recommendation__review", "recommendation__number_order"
    )


def _asks(mention: Q) -> QuerySet[NewRecommendation]:
    """The published new recommendations that speak of a case, a law or one of its articles."""
    rows: QuerySet[NewRecommendation] = NewRecommendation.objects.published()
    return (
        rows.filter(mention)
        .select_related("section__submission")
        .order_by("section__submission", "section__order", "order")
        .distinct()
    )


def _asks_to_follow_up(**target: Any) -> QuerySet[NewRecommendation]:
    """What is asked next about the recommendations that an event or a figure bears on."""
    published = Evidence.objects.published().filter(**target)
    return _asks(Q(follows_up__in=published.values("recommendation")))


class CaseList(FilteredList):
    """People, groups and organisations, narrowed by whatever the reader chose."""

    template_name = "cases/case_list.html"
    csv_address = "cases:cases_csv"
    filterset_class = CaseFilterSet

    def read(self, keys: list[int]) -> list[CaseRow]:
        return case_rows(keys)


@require_safe
def cases_csv(request: HttpRequest) -> HttpResponseBase:
    """The cases that the list shows for the same query."""
    filterset = CaseFilterSet(request.GET)
    lines = partial(case_lines, site=site_of(request))
    return refusal(request, filterset) or csv_file(
        request, CASE_COLUMNS, filterset.answer, lines, name="upr-cases"
    )


class CaseDetail(DetailView[Case]):
    """One person, group or organisation: what happened, where they stand, what it bears on."""

    def get_queryset(self) -> QuerySet[Case]:
        rows: QuerySet[Case] = Case.objects.published()
        return rows.prefetch_related("other_spellings", "themes", "affected_groups", "sources")

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
            new_recommendations=_asks(Q(mentions__case=self.object)),
            **kwargs,
        )


class LawList(FilteredList):
    template_name = "cases/law_list.html"
    csv_address = "cases:laws_csv"
    filterset_class = LawFilterSet

    def read(self, keys: list[int]) -> list[LawRow]:
        return law_rows(keys)


@require_safe
def laws_csv(request: HttpRequest) -> HttpResponseBase:
    """The laws that the list shows for the same query."""
    filterset = LawFilterSet(request.GET)
    lines = partial(law_lines, site=site_of(request))
    return refusal(request, filterset) or csv_file(
        request, LAW_COLUMNS, filterset.answer, lines, name="upr-laws"
    )


class LawDetail(DetailView[Law]):
    """A law: its articles under old and new numbers, its changes, who was charged under it."""

    def get_queryset(self) -> QuerySet[Law]:
        rows: QuerySet[Law] = Law.objects.published()
        return rows.prefetch_related("themes", "sources")

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
            new_recommendations=_asks(
                Q(mentions__law=self.object) | Q(mentions__provision__law=self.object)
            ),
            status=law_status(changes),
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
        return super().get_context_data(
            evidence=_evidence(event=self.object),
            new_recommendations=_asks_to_follow_up(event=self.object),
            **kwargs,
        )


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
            new_recommendations=_asks_to_follow_up(figure=self.object),
            **kwargs,
        )
