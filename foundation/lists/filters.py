"""What every public list shares: its filters, the selection they give, and what was not understood.

A FilterSet only declares and validates; an index finds the rows. Its parameter names are a public
contract. A value nobody knows is dropped and reported; it never empties or widens the answer
unsaid. (`FilterSet.qs` is not used: one unknown value there returns every row.)
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
    """A parameter value that the answer does not take into account."""

    name: str
    value: str

    @property
    def sentence(self) -> str:
        name, value = self.name[:60], self.value[:60]
        if not value:
            return gettext("There is no filter “%(name)s”.") % {"name": name}
        return gettext("“%(value)s” is not a value of “%(name)s”.") % {"name": name, "value": value}


def worded(label: StrOrPromise) -> str:
    """A label in the active language; one that says its language keeps it."""
    return label if isinstance(label, str) else str(label)


class TooLong(Ignored):
    """The end of an address that is longer than anybody needs."""

    @property
    def sentence(self) -> str:
        return gettext("The address is too long: its end was left out.")


@dataclass(frozen=True)
class Chosen:
    """One value of the selection in words, and the query string of the selection without it."""

    label: str
    query_without: str


class KnownValuesField(forms.MultipleChoiceField):
    """Keeps the values it knows and remembers the others, instead of refusing them all."""

    # What each value is called, some thousand of an index: Django's own field would put each in
    # order again and copy each for every request, which cost a fifth of a page.
    choices: Any = {}

    def __init__(
        self,
        *,
        choices: Mapping[str, StrOrPromise] | Iterable[tuple[object, StrOrPromise]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.choices: Mapping[str, StrOrPromise] = (
            choices if isinstance(choices, Mapping) else {str(one): name for one, name in choices}
        )
        self.unknown: list[str] = []

    def __deepcopy__(self, memo: dict[int, object]) -> "KnownValuesField":
        copied: KnownValuesField = forms.Field.__deepcopy__(self, memo)
        copied.unknown = []
        return copied

    def clean(self, value: Iterable[str] | None) -> list[str]:
        given = list(dict.fromkeys(value or []))
        self.unknown = [one for one in given if one and one not in self.choices]
        return [one for one in given if one in self.choices]


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
        # A FilterSet copies its filters for each request; all it changes of one is `extra`.
        copied = copy.copy(self)
        copied.extra = dict(self.extra)
        return copied


class YearsFilter(KnownValuesFilter):
    field_class = YearsField


class SearchField(forms.CharField):
    def clean(self, value: object) -> str:
        """One line without control characters; a text that is too long counts up to its limit."""
        text = "".join(c if c.isprintable() else " " for c in str(value or ""))
        return " ".join(text.split())[:MAX_QUERY_LENGTH].strip()


class SearchFilter(django_filters.CharFilter):
    field_class = SearchField


class ListFilterSet(django_filters.FilterSet):
    """The filters of one public list: words to search for as `q`, and fields with known values."""

    index: ClassVar[Index]

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, queryset=self._meta.model._default_manager.none())
        self.snapshot = self.index.snapshot()
        self.language = get_language() or "en"
        for facet in self.index.listed.facets:
            # Some fields know a whole vocabulary; of the others, what published rows have.
            if "choices" not in self.filters[facet.name].extra:
                choices = self.snapshot.choices(facet.name, self.language)
                self.filters[facet.name].extra["choices"] = choices
        self.form.is_valid()

    @property
    def selection(self) -> Query:
        return Query(self.values, q=self.words, sort=self.sort)

    @property
    def _usual_sort(self) -> str:
        return self.index.listed.sorts[0].name

    @property
    def _presentation(self) -> set[str]:
        return {"sort"} if len(self.index.listed.sorts) > 1 else set()

    @cached_property
    def answer(self) -> Result:
        """The rows that the reader asked for, as they were when the request came."""
        return Result(self.snapshot, self.selection, language=self.language)

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of each field; what was searched for is `words`."""
        cleaned = self.form.cleaned_data
        return {name: tuple(sorted(cleaned[name])) for name in self.filters if name != "q"}

    @property
    def words(self) -> str:
        return str(self.form.cleaned_data["q"])

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The selection as parameters and values that are known, in the order of the form."""
        found = [("q", self.words)] if self.words else []
        cleaned = self.form.cleaned_data
        found += [(name, value) for name in self.filters if name != "q" for value in cleaned[name]]
        return found + ([("sort", self.sort)] if self.sort else [])

    def query(self, *, without: tuple[str, str] | None = None, **more: object) -> str:
        """The selection as a query string, without one of its pairs or with more."""
        kept = [pair for pair in self.pairs if pair != without]
        return urlencode([*kept, *more.items()])

    @cached_property
    def sort(self) -> str:
        """The order asked for; empty for the usual one and for one that the list does not have."""
        asked = str(self.data.get("sort", ""))
        return asked if asked in {sort.name for sort in self.index.listed.sorts[1:]} else ""

    @property
    def in_words(self) -> SafeString:
        """What is selected, in a sentence: “Theme: Torture or Prisons; Review: …”."""
        parts = [gettext("“%(words)s”") % {"words": self.words}] if self.words else []
        either = gettext(" or ")
        for name, field in self.form.fields.items():
            values = [(worded(field.choices[value]),) for value in self.values.get(name, ())]
            if values:
                chosen = format_html_join(either, "{}", values)
                parts.append(format_html("{}: {}", field.label, chosen))
        return format_html_join("; ", "{}", ((part,) for part in parts))

    def chosen(self) -> list[Chosen]:
        """What the reader chose, value by value, in the order of the form."""
        found = []
        for name, field in self.form.fields.items():
            if name == "q":
                if self.words:
                    label = gettext("“%(words)s”") % {"words": self.words}
                    found.append(Chosen(label, self.query(without=("q", self.words))))
                continue
            found += [
                Chosen(worded(field.choices[value]), self.query(without=(name, value)))
                for value in self.form.cleaned_data[name]
            ]
        return found

    def ignored(self, *, allowed: Iterable[str] = ()) -> list[Ignored]:
        """What the request named and nobody knows: values of fields, and fields themselves."""
        unknown = [
            Ignored(name, value)
            for name, field in self.form.fields.items()
            for value in getattr(field, "unknown", ())
        ]
        unknown += [
            Ignored(name, "")
            for name in self.data
            if name not in {*self.filters, *self._presentation, *allowed}
        ]
        if self.data.get("sort") and not self.sort and self.data["sort"] != self._usual_sort:
            unknown.append(Ignored("sort", str(self.data["sort"])))
        words = str(self.data.get("q", ""))
        if len(words) > MAX_QUERY_LENGTH:
            unknown.append(Ignored("q", words[MAX_QUERY_LENGTH:]))
        elif words and not self.words:
            unknown.append(Ignored("q", words))
        for name in ("q", "page", "sort"):
            # Of a field that has one value, the last counts.
            unknown += [Ignored(name, value) for value in self.data.getlist(name)[:-1]]
        return unknown
