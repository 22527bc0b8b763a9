"""Which cases, which laws did the reader ask for? One FilterSet each behind page and CSV."""

from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from upr_tracker.common.filters import KnownValuesFilter, ListFilterSet, SearchFilter

from .index import CaseRow, LawRow, answer, case_options, case_rows, law_options, law_rows
from .models import Case, Law


class CaseFilterSet(ListFilterSet):
    q = SearchFilter(label=_("Name, in any spelling"))
    liberty = KnownValuesFilter(label=_("Liberty"))
    restriction = KnownValuesFilter(label=_("What is in force"))
    role = KnownValuesFilter(label=_("Role"))
    theme = KnownValuesFilter(label=_("Theme"))
    provision = KnownValuesFilter(label=_("Article of a law"))
    year = KnownValuesFilter(label=_("Year in which something happened"))

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict) -> None:
        self.all_rows = case_rows()
        super().__init__(data, options=case_options(self.all_rows))

    @cached_property
    def rows(self) -> list[CaseRow]:
        return answer(self.all_rows, self.values, self.words)


class LawFilterSet(ListFilterSet):
    q = SearchFilter(label=_("Title or number of an article"))
    kind = KnownValuesFilter(label=_("Kind"))
    status = KnownValuesFilter(label=_("What became of it"))
    theme = KnownValuesFilter(label=_("Theme"))

    class Meta:
        model = Law
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict) -> None:
        self.all_rows: list[Any] = law_rows()
        super().__init__(data, options=law_options(self.all_rows))

    @cached_property
    def rows(self) -> list[LawRow]:
        return answer(self.all_rows, self.values, self.words)
