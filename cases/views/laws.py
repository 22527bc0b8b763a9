"""Pages of laws."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from django.db.models import Prefetch, Q, QuerySet
from django.views.generic import DetailView

from foundation.dates.order import chronological, oldest_first
from foundation.lists.views import FilteredFile, FilteredList
from foundation.web.page_cache import CachedPage

from ..csv_files import LAW_COLUMNS, EvidenceFileLine, law_lines
from ..filters import LawFilterSet
from ..index import LawRow, law_rows
from ..liberty import law_status
from ..models import CaseEvent, Law, LawChange, Provision
from .bearing import evidence_of, new_recommendations_on, themes_of


class LawList(FilteredList):
    template_name = "cases/law_list.html"
    csv_address = "cases:laws_csv"
    filterset_class = LawFilterSet

    def read_rows(self, keys: list[int]) -> list[LawRow]:
        return law_rows(keys)


class LawFile(FilteredFile[EvidenceFileLine[LawRow]]):
    """The rows of the law list as a file."""

    filterset_class = LawFilterSet
    columns = LAW_COLUMNS
    subject = "upr-laws"

    def reader(self, language: str, site: str) -> Callable[[list[int]], Iterable[EvidenceFileLine[LawRow]]]:
        return partial(law_lines, site=site)


class LawDetail(CachedPage, DetailView[Law]):
    """One law: its articles under old and new numbers, its changes, who was charged under it."""

    def get_queryset(self) -> QuerySet[Law]:
        return Law.objects.published().prefetch_related("themes", "sources")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        changes = chronological(
            LawChange.objects.published()
            .filter(law=self.object)
            .select_related("provision", "asserted_by")
            .prefetch_related("sources")
        )
        law, article = Q(mentions__law=self.object), Q(mentions__provision__law=self.object)
        return super().get_context_data(
            provisions=articles_of(self.object),
            changes=changes,
            status=law_status(changes),
            themes=themes_of(self.object),
            evidence=evidence_of(Q(law=self.object) | Q(law_change__law=self.object)),
            new_recommendations=new_recommendations_on(law | article),
            **kwargs,
        )


def articles_of(law: Law) -> list[Provision]:
    """The articles in numerical order (90, 174, 174-1), each with `charged`: its events by case.

    Only events of published cases.
    """
    events = CaseEvent.objects.published().select_related("case")
    rows = (
        Provision.objects.published()
        .filter(law=law)
        .prefetch_related(
            "former_numbers",
            Prefetch(
                "case_events",
                queryset=events.order_by("case__slug", *oldest_first(CaseEvent)),
                to_attr="charged",
            ),
        )
    )
    return sorted(rows, key=lambda row: [int(n) for n in re.findall(r"\d+", row.number)])
