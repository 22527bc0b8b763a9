"""Forms of the admin: dates as the site writes them, and texts without what browsers make of them."""

from typing import TYPE_CHECKING, TypeVar

from django import forms
from django.db.models import Model

from ..dates.dated import Dated
from ..dates.forms import complete_dated

_Row = TypeVar("_Row", bound=Model)

if TYPE_CHECKING:
    # Declares hooks that the type stubs of Django leave out.
    class _ModelForm(forms.ModelForm[_Row]):
        def _post_clean(self) -> None: ...
        def _get_validation_exclusions(self) -> set[str]: ...
else:
    _ModelForm = forms.ModelForm


class GuardedForm(_ModelForm[_Row]):
    """A form of the admin."""

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if issubclass(self._meta.model, Dated):
            complete_dated(self)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.instance.pk is not None:
            before = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
            if before:
                self._keep_line_ends(before)

    def _keep_line_ends(self, before: Model) -> None:
        """Undo changes of line ends only, which browsers make."""
        for name in self.fields:
            old, new = getattr(before, name, None), getattr(self.instance, name, None)
            if isinstance(old, str) and isinstance(new, str) and _same_lines(old, new):
                setattr(self.instance, name, old)


def _same_lines(old: str, new: str) -> bool:
    return old.strip().splitlines() == new.strip().splitlines()
