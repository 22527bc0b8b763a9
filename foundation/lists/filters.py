"""The filters of public lists, the query they make, and the parameters they ignore.

A FilterSet only declares and validates; an index finds the rows. Parameter names are a public
contract. An unknown value is dropped and reported; it never changes the result silently.
(`FilterSet.qs` is not used: with one unknown value it returns every row.)
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ..choices import Precision
from ..dates.typed import read_date
from ..index.live import Index
from ..index.query import Query, Result
from ..typing import StrOrPromise

MAX_QUERY_LENGTH = 200


@dataclass(frozen=True)
class Ignored:
    """A parameter value that was ignored."""

    name: str
    value: str

    @property
    def sentence(self) -> str:
        name, value = self.name[:60], self.value[:60]
        if not value:
            return gettext("There is no filter “%(name)s”.") % {"name": name}
        return gettext("“%(value)s” is not a value of “%(name)s”.") % {"name": name, "value": value}


def label_text(label: StrOrPromise) -> str:
    """A label in the active language; one marked with a language keeps it."""
    return label if isinstance(label, str) else str(label)


class TooLong(Ignored):
    """The end of an address that is too long."""

    @property
    def sentence(self) -> str:
        return gettext("The address is too long: its end was left out.")


@dataclass(frozen=True)
class SelectedValue:
    """The label of a selected value, and the query string without it."""

    label: str
    query_without: str


class KnownValuesField(forms.MultipleChoiceField):
    """Accepts known values and records unknown ones, instead of failing on them."""

    # Labels by value. Django's own field normalises and copies thousands of choices for every
    # request, which took a fifth of the time of a page.
    choices: Any = {}

    def __init__(
        self,
        *,
        choices: Mapping[str, StrOrPromise] | Iterable[tuple[object, StrOrPromise]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.choices: Mapping[str, StrOrPromise] = (
            choices if isinstance(choices, Mapping) else {str(value): name for value, name in choices}
        )
        self.unknown: list[str] = []

    def __deepcopy__(self, memo: dict[int, object]) -> "KnownValuesField":
        field: KnownValuesField = forms.Field.__deepcopy__(self, memo)
        field.unknown = []
        return field

    def clean(self, value: Iterable[str] | None) -> list[str]:
        values = list(dict.fromkeys(value or []))
        if not all(value in self.choices for value in values):
            # Ireland is IRL here and `irl` in the address of its page.
            by_lower_case = {choice.lower(): choice for choice in self.choices}
            values = list(dict.fromkeys(by_lower_case.get(value.lower(), value) for value in values))
        self.unknown = [value for value in values if value and value not in self.choices]
        return [value for value in values if value in self.choices]


class YearsField(KnownValuesField):
    """Years, each as a date may be typed: “2015”, “2015 год”, “2015 – 2017”."""

    def clean(self, value: Iterable[str] | None) -> list[str]:
        return super().clean(year for text in value or [] for year in _years(text))


def _years(text: str) -> list[str]:
    """The years that are meant; where none is, the text itself."""
    try:
        first_day, last_day, precision = read_date(text)
    except ValidationError:
        return [text]
    if last_day is None or precision not in (Precision.YEAR, Precision.RANGE):
        return [text]
    whole = (first_day.month, first_day.day, last_day.month, last_day.day) == (1, 1, 12, 31)
    return [str(year) for year in range(first_day.year, last_day.year + 1)] if whole else [text]


class KnownValuesFilter(django_filters.MultipleChoiceFilter):
    field_class = KnownValuesField

    def __init__(self, **kwargs: object) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)

    def __deepcopy__(self, memo: dict[int, object]) -> "KnownValuesFilter":
        # A FilterSet copies its filters for each request but changes only `extra`.
        filter_copy = copy.copy(self)
        filter_copy.extra = dict(self.extra)
        return filter_copy


class YearsFilter(KnownValuesFilter):
    field_class = YearsField


class SearchField(forms.CharField):
    def clean(self, value: object) -> str:
        """One line without control characters, cut to the maximum length."""
        text = "".join(c if c.isprintable() else " " for c in str(value or ""))
        return " ".join(text.split())[:MAX_QUERY_LENGTH].strip()


class SearchFilter(django_filters.CharFilter):
    field_class = SearchField


class ListFilterSet(django_filters.FilterSet):
    """The filters of one public list: search words as `q`, and fields with known values."""

    index: ClassVar[Index]

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, queryset=self._meta.model._default_manager.none())
        self.snapshot = self.index.snapshot()
        self.language = get_language() or "en"
        for facet in self.index.spec.facets:
            # Fields without a vocabulary of their own accept what published rows have.
            if "choices" not in self.filters[facet.name].extra:
                choices = self.snapshot.choices(facet.name, self.language)
                self.filters[facet.name].extra["choices"] = choices
        self.form.is_valid()

    @property
    def query(self) -> Query:
        return Query(self.values, q=self.words, sort=self.sort)

    @property
    def _usual_sort(self) -> str:
        return self.index.spec.sorts[0].name

    @property
    def _presentation(self) -> set[str]:
        return {"sort"} if len(self.index.spec.sorts) > 1 else set()

    @cached_property
    def answer(self) -> Result:
        """The matching rows, as of the beginning of the request."""
        return Result(self.snapshot, self.query, language=self.language)

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The chosen values by field. The search words are in `words`."""
        form_values = self.form.cleaned_data
        return {name: tuple(sorted(form_values[name])) for name in self.filters if name != "q"}

    @property
    def words(self) -> str:
        return str(self.form.cleaned_data["q"])

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The query as (parameter, value), known values only, in the order of the form."""
        pairs = [("q", self.words)] if self.words else []
        form_values = self.form.cleaned_data
        pairs += [(name, value) for name in self.filters if name != "q" for value in form_values[name]]
        return pairs + ([("sort", self.sort)] if self.sort else [])

    def query_string(self, *, without: tuple[str, str] | None = None, **more: object) -> str:
        """The query string, without one of its pairs or with more parameters."""
        pairs = [pair for pair in self.pairs if pair != without]
        return urlencode([*pairs, *more.items()])

    @cached_property
    def sort(self) -> str:
        """The name of the sort order; empty for the default and for an unknown one."""
        sort_name = str(self.data.get("sort", ""))
        return sort_name if sort_name in {sort.name for sort in self.index.spec.sorts[1:]} else ""

    @property
    def in_words(self) -> SafeString:
        """The query in words: “Theme: Torture or Prisons; Review: …”."""
        parts = [gettext("“%(words)s”") % {"words": self.words}] if self.words else []
        either = gettext(" or ")
        for name, field in self.form.fields.items():
            values = [(label_text(field.choices[value]),) for value in self.values.get(name, ())]
            if values:
                value_labels = format_html_join(either, "{}", values)
                parts.append(format_html("{}: {}", field.label, value_labels))
        return format_html_join("; ", "{}", ((part,) for part in parts))

    def selected_values(self) -> list[SelectedValue]:
        """The chosen values and the search words, in the order of the form."""
        values = []
        for name, field in self.form.fields.items():
            if name == "q":
                if self.words:
                    label = gettext("“%(words)s”") % {"words": self.words}
                    values.append(SelectedValue(label, self.query_string(without=("q", self.words))))
                continue
            values += [
                SelectedValue(label_text(field.choices[value]), self.query_string(without=(name, value)))
                for value in self.form.cleaned_data[name]
            ]
        return values

    def ignored(self, *, other_parameters: Iterable[str] = ()) -> list[Ignored]:
        """Unknown parameters and values of the request, and those that were cut or repeated."""
        unknown = [
            Ignored(name, value)
            for name, field in self.form.fields.items()
            for value in getattr(field, "unknown", ())
        ]
        unknown += [
            Ignored(name, "")
            for name in self.data
            if name not in {*self.filters, *self._presentation, *other_parameters}
        ]
        if self.data.get("sort") and not self.sort and self.data["sort"] != self._usual_sort:
            unknown.append(Ignored("sort", str(self.data["sort"])))
        words = str(self.data.get("q", ""))
        if len(words) > MAX_QUERY_LENGTH:
            unknown.append(Ignored("q", words[MAX_QUERY_LENGTH:]))
        elif words and not self.words:
            unknown.append(Ignored("q", words))
        for name in ("q", "page", "sort"):
            # Of a repeated parameter the last value counts.
            unknown += [Ignored(name, value) for value in self.data.getlist(name)[:-1]]
        return unknown
