"""The filters of cases and of laws, one FilterSet each for page and CSV file."""

from django.utils.translation import gettext_lazy as _

from foundation.lists.filters import KnownValuesFilter, ListFilterSet, SearchFilter, YearsFilter

from .index import CASES, LAWS
from .models import Case, Law


class CaseFilterSet(ListFilterSet):
    index = CASES

    q = SearchFilter(label=_("Name, in any spelling"))
    liberty = KnownValuesFilter(label=_("Liberty"))
    restriction = KnownValuesFilter(label=_("Restrictions in force"))
    role = KnownValuesFilter(label=_("Role"))
    theme = KnownValuesFilter(label=_("Theme"))
    provision = KnownValuesFilter(label=_("Article of a law"))
    year = YearsFilter(label=_("Year of an event"))

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()


class LawFilterSet(ListFilterSet):
    index = LAWS

    q = SearchFilter(label=_("Title or number of an article"))
    kind = KnownValuesFilter(label=_("Kind"))
    status = KnownValuesFilter(label=_("What became of it"))
    theme = KnownValuesFilter(label=_("Theme"))

    class Meta:
        model = Law
        fields: tuple[str, ...] = ()
