"""Laws: their articles, what changed in them, who was charged under them, who asked for what."""

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

    def read(self, keys: list[int]) -> list[LawRow]:
        return law_rows(keys)


class LawFile(FilteredFile[EvidenceFileLine[LawRow]]):
    """The laws that the list shows for the same query."""

    filterset_class = LawFilterSet
    columns = LAW_COLUMNS
    file_name = "upr-laws"

    def reader(self, language: str, site: str) -> Callable[[list[int]], Iterable[EvidenceFileLine[LawRow]]]:
        return partial(law_lines, site=site)


class LawDetail(CachedPage, DetailView[Law]):
    """A law: its articles under old and new numbers, its changes, who was charged under it."""

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
    """The articles in the order of the law, each with `charged`: what happened under it, by case.

    Of cases that are published only. Article 90 stands before 174, and 174 before 174-1.
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
