"""Forms of the admin: merged with what others wrote, and with dates as the site writes them."""

from typing import TypeVar

from django.db.models import Model

from ..dates.dated import Dated
from ..dates.forms import complete_dated
from .merged_forms import MergedForm

_Row = TypeVar("_Row", bound=Model)


class GuardedForm(MergedForm[_Row]):
    """A form of the admin."""

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if issubclass(self._meta.model, Dated):
            complete_dated(self)
        return cleaned
