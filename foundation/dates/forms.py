"""Fields of forms into which a date is typed as the site itself writes it."""

import datetime as dt
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from ..choices import Precision
from .dated import Dated
from .typed import When, read_date, read_day

_Row = TypeVar("_Row", bound=Model)


class DayField(forms.DateField):
    """A day, in any of the languages and in ISO 8601."""

    def to_python(self, value: str | dt.datetime | dt.date | None) -> dt.date | None:
        """None where nothing was typed. Raises `ValidationError`."""
        if isinstance(value, str) and value.strip():
            return read_day(value)
        return super().to_python(value)


class WhenField(forms.Field):
    """A day or a date less exact, “spring 2017”: its clean value is a `When`, or None."""

    widget = forms.DateInput

    def to_python(self, value: object) -> When | None:
        """Raises `ValidationError`, as `read_date` does."""
        if isinstance(value, When):
            return value
        if isinstance(value, dt.date):
            return When(value, value, Precision.DAY)
        text = str(value or "").strip()
        return read_date(text) if text else None

    def run_validators(self, value: When | None) -> None:
        """Each validator asks for a day; those that a date less exact can be are all looked at."""
        for day in dict.fromkeys((value.first_day, value.last_day) if value else ()):
            if day:
                super().run_validators(day)

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def is_end_of_dated(model: type, name: str) -> bool:
    """Whether a field is one of the two days into which a `Dated` can be typed."""
    return issubclass(model, Dated) and name in ("first_day", "last_day")


def complete_dated(form: forms.ModelForm[_Row]) -> None:
    """Give the clean data of a `Dated` its two days and its precision, as they were typed.

    What the words say goes together with the precision that was chosen, or where nobody chose one,
    instead of it. Words and a choice that contradict each other are an error of the form.
    """
    cleaned = form.cleaned_data
    first, last = cleaned.get("first_day"), cleaned.get("last_day")
    chosen = cleaned.get("precision") or form.initial.get("precision") or Precision.DAY
    if isinstance(last, When):
        cleaned["last_day"] = last.last_day or last.first_day
    if not isinstance(first, When):
        return
    cleaned["first_day"] = first.first_day
    if first.precision == Precision.DAY:
        return
    when = _joined(first, chosen, may_replace="precision" not in form.changed_data)
    if when is None:
        label = Precision(chosen).label
        form.add_error("first_day", _contradiction(form, label))
    elif when.precision == Precision.RANGE and first.precision != Precision.RANGE:
        # The other end stands in its own field.
        return
    elif last and "last_day" in form.changed_data and cleaned["last_day"] != when.last_day:
        form.add_error(
            "last_day",
            _("“%(text)s” has its last day already: leave this field empty.") % {"text": _typed(form)},
        )
    else:
        cleaned["first_day"], cleaned["last_day"], cleaned["precision"] = when


def _joined(typed: When, chosen: str, *, may_replace: bool) -> When | None:
    """Words that are less exact than a day, with the precision beside them; None if both cannot be."""
    whole = typed.precision in (Precision.MONTH, Precision.YEAR)
    if chosen == Precision.SINCE and whole:
        return When(typed.first_day, None, Precision.SINCE)
    if chosen == Precision.BY and typed.last_day and typed.precision != Precision.RANGE:
        return When(typed.last_day, typed.last_day, Precision.BY)
    if chosen == Precision.RANGE and typed.last_day and typed.precision != Precision.BY:
        return When(typed.first_day, typed.last_day, Precision.RANGE)
    replaces = may_replace or chosen in (Precision.DAY, typed.precision)
    return typed if replaces else None


def _typed(form: forms.ModelForm[_Row]) -> str:
    return str(form["first_day"].value() or "").strip()


def _contradiction(form: forms.ModelForm[_Row], label: object) -> str:
    return _(
        "“%(text)s” does not go with the precision “%(precision)s”: write the date otherwise, or choose "
        "the precision that it has."
    ) % {"text": _typed(form), "precision": label}
