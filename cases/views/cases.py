"""People, groups and organisations to whom something happened."""

from functools import partial

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from foundation.lists.views import FilteredList, csv_file, refusal, site_of
from foundation.web.page_cache import KeptPage

from ..csv_files import CASE_COLUMNS, case_lines
from ..filters import CaseFilterSet
from ..index import CaseRow, case_rows
from ..liberty import in_time, standing
from ..models import Case, CaseEvent, CaseRelation
from .bearing import asks, evidence_of, themes_of


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


class CaseDetail(KeptPage, DetailView[Case]):
    """One person, group or organisation: what happened, where they stand, what it bears on."""

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.published().prefetch_related(
            "other_spellings", "themes", "affected_groups", "sources"
        )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        events = in_time(
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
            themes=themes_of(self.object),
            evidence=evidence_of(Q(case=self.object)),
            new_recommendations=asks(Q(mentions__case=self.object)),
            **kwargs,
        )
