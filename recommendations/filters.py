"""Which recommendations did the reader ask for? One FilterSet behind page and CSV.

It only declares and validates; `index.answer` finds the rows. Its parameter names are a public
contract. A value nobody knows is dropped and reported; it never empties or widens the answer
unsaid. (`FilterSet.qs` is not used: one unknown value there returns every row.)
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, cast
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .choices import (
    ActionCategory,
    ImplementationStatus,
    Position,
    RegionalGroup,
    StateClaim,
)
from .index import Selection, options
from .models import Recommendation

MAX_QUERY_LENGTH = 200
VALUE_FIELDS = tuple(field.name for field in fields(Selection) if field.name != "q")


@dataclass(frozen=True)
class Ignored:
    """A parameter value that the answer does not take into account."""

    name: str
    value: str


@dataclass(frozen=True)
class Chosen:
    """One value of the selection in words, and the query string of the selection without it."""

    label: str
    query_without: str


class KnownValuesField(forms.MultipleChoiceField):
    """Keeps the values it knows and remembers the others, instead of refusing them all."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unknown: list[str] = []

    def clean(self, value: Any) -> list[str]:
        given = list(dict.fromkeys(value or []))
        known = {str(slug) for slug, _label in cast("list[tuple[str, str]]", self.choices)}
        self.unknown = [one for one in given if one and one not in known]
        return [one for one in given if one in known]


class KnownValuesFilter(django_filters.MultipleChoiceFilter):
    field_class = KnownValuesField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)


class SearchField(forms.CharField):
    def clean(self, value: Any) -> str:
        """One line without control characters; a text that is too long counts up to its limit."""
        text = "".join(c if c.isprintable() else " " for c in str(value or ""))
        return " ".join(text.split())[:MAX_QUERY_LENGTH].strip()


class SearchFilter(django_filters.CharFilter):
    field_class = SearchField


class RecommendationFilterSet(django_filters.FilterSet):
    q = SearchFilter(label=_("Words in title or text"))
    theme = KnownValuesFilter(label=_("Theme"))
    recommending_state = KnownValuesFilter(label=_("Recommending State"))
    regional_group = KnownValuesFilter(
        label=_("Regional group of the recommending State"), choices=RegionalGroup.choices
    )
    position = KnownValuesFilter(label=_("Answer of the State"), choices=Position.choices)
    state_claim = KnownValuesFilter(label=_("Claim of the State"), choices=StateClaim.choices)
    claim_gap = KnownValuesFilter(
        label=_("Claim gap"), choices=[("yes", _("The State says done; we found otherwise"))]
    )
    status = KnownValuesFilter(label=_("What we found"), choices=ImplementationStatus.choices)
    affected_group = KnownValuesFilter(label=_("Who it concerns"))
    action_category = KnownValuesFilter(
        label=_("How specific the request is"), choices=ActionCategory.choices
    )
    goal = KnownValuesFilter(label=_("Sustainable Development Goal"))
    review = KnownValuesFilter(label=_("Review"))

    class Meta:
        model = Recommendation
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, queryset=Recommendation.objects.none())
        for name, pairs in options().items():
            self.filters[name].extra["choices"] = pairs
        self.form.is_valid()

    @property
    def selection(self) -> Selection:
        cleaned = self.form.cleaned_data
        values: dict[str, Any] = {name: tuple(sorted(cleaned[name])) for name in VALUE_FIELDS}
        return Selection(q=cleaned["q"], **values)

    def query(self, *, without: tuple[str, str] | None = None) -> str:
        """The selection as a query string, of values that are known; one can be left out."""
        pairs = []
        for name in self.filters:
            values = self.form.cleaned_data[name]
            for value in [values] if name == "q" else values:
                if value and (name, value) != without:
                    pairs.append((name, value))
        return urlencode(pairs)

    def chosen(self) -> list[Chosen]:
        """What the reader chose, value by value, in the order of the form."""
        found = []
        for name, field in self.form.fields.items():
            if name == "q":
                words = self.form.cleaned_data["q"]
                if words:
                    found.append(
                        Chosen(
                            gettext("“%(words)s”") % {"words": words},
                            self.query(without=("q", words)),
                        )
                    )
                continue
            names = {str(slug): label for slug, label in field.choices}
            found += [
                Chosen(str(names[value]).strip(), self.query(without=(name, value)))
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
            Ignored(name, "") for name in self.data if name not in {*self.filters, *allowed}
        ]
        words = str(self.data.get("q", ""))
        if len(words) > MAX_QUERY_LENGTH:
            unknown.append(Ignored("q", words[MAX_QUERY_LENGTH:]))
        elif words and not self.form.cleaned_data["q"]:
            unknown.append(Ignored("q", words))
        for name in ("q", "page"):
            # Of a field that has one value, the last counts.
            unknown += [Ignored(name, value) for value in self.data.getlist(name)[:-1]]
        return unknown
