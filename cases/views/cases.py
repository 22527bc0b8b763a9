"""Pages of cases."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db.models import Q, QuerySet
from django.views.generic import DetailView

from foundation.dates.order import chronological
from foundation.lists.views import FilteredFile, FilteredList
from foundation.web.page_cache import CachedPage

from ..csv_files import CASE_COLUMNS, EvidenceFileLine, case_lines
from ..filters import CaseFilterSet
from ..index import CaseRow, case_rows
from ..liberty import liberty_of
from ..models import Case, CaseEvent, CaseRelation
from .bearing import evidence_of, new_recommendations_on, themes_of


class CaseList(FilteredList):
    """The filtered list of cases."""

    template_name = "cases/case_list.html"
    csv_address = "cases:cases_csv"
    filterset_class = CaseFilterSet

    def read_rows(self, keys: list[int]) -> list[CaseRow]:
        return case_rows(keys)


class CaseFile(FilteredFile[EvidenceFileLine[CaseRow]]):
    """The rows of the list as a file."""

    filterset_class = CaseFilterSet
    columns = CASE_COLUMNS
    subject = "upr-cases"

    def reader(self, language: str, site: str) -> Callable[[list[int]], Iterable[EvidenceFileLine[CaseRow]]]:
        return partial(case_lines, site=site)


class CaseDetail(CachedPage, DetailView[Case]):
    """One case: its events, its status, and what it is evidence for."""

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.published().prefetch_related(
            "other_spellings", "themes", "affected_groups", "sources"
        )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        events = chronological(
            CaseEvent.objects.published()
            .filter(case=self.object)
            .select_related("provision__law", "body", "asserted_by")
            .prefetch_related("sources")
        )
        relations = CaseRelation.objects.published().select_related("from_case", "to_case")
        return super().get_context_data(
            events=events,
            liberty=liberty_of(events),
            relations=relations.filter(from_case=self.object),
            relations_to=relations.filter(to_case=self.object),
            themes=themes_of(self.object),
            evidence=evidence_of(Q(case=self.object)),
            new_recommendations=new_recommendations_on(Q(mentions__case=self.object)),
            **kwargs,
        )
