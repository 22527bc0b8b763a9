"""Forms that ask for the right to publish before they change what the public reads.

They refuse when they validate, so that they come back with everything that was typed.
"""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..dates.dated import Dated
from ..dates.forms import complete_dated
from . import rights

_Row = TypeVar("_Row", bound=Model)
_Owner = TypeVar("_Owner", bound=Model)

if TYPE_CHECKING:
    # With the hooks of Django’s forms that its types leave out.
    class _ModelForm(forms.ModelForm[_Row]):
        def _post_clean(self) -> None: ...
        def _get_validation_exclusions(self) -> set[str]: ...

    class _InlineFormSet(forms.BaseInlineFormSet[_Row, _Owner, forms.ModelForm[_Row]]):
        def _should_delete_form(self, form: forms.ModelForm[_Row]) -> bool: ...
else:
    _ModelForm, _InlineFormSet = forms.ModelForm, forms.BaseInlineFormSet

FIELD_IS_PUBLIC = _("The public reads this.")


class GuardedForm(_ModelForm[_Row]):
    """A form of the admin. `editor`: who types into it; the admin sets it for each request."""

    editor: ClassVar[rights.Editor]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if issubclass(self._meta.model, Dated):
            complete_dated(self)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        model: type[Model] = self._meta.model
        refused: list[type[Model]] = []
        if not self.is_saved:
            return
        if not rights.has_right(self.editor, model) and (public := self._public_changes()):
            refused.append(model)
            for name in sorted(public & set(self.fields)):
                self.add_error(name, FIELD_IS_PUBLIC)
        refused += [
            type(row)
            for row in self.written_too()
            if not rights.has_right(self.editor, type(row)) and rights.is_public(row)
        ]
        if refused:
            self.add_error(None, rights.refusal(*refused))

    @property
    def is_saved(self) -> bool:
        """A row among others is written only where somebody typed into it."""
        return self.prefix is None or self.has_changed()

    def _public_changes(self) -> set[str]:
        """The fields that would make the public read something else; of a new row, none is named
        and “itself” stands for all."""
        row = self.instance
        before = rights.as_recorded(row)
        if before is None:
            changes = rights.changes_public(None, row, ())
            return {rights.ITSELF} if changes else set()
        self._keep_line_ends(before)
        columns = {field.name for field in row._meta.concrete_fields}
        # Rules of the model change fields that the form does not show: an address, a fingerprint.
        changed = rights.changed_fields(before, row) | (set(self.changed_data) - columns)
        if not rights.changes_public(before, row, changed):
            return set()
        return rights.public_among(type(row), changed)

    def _keep_line_ends(self, before: Model) -> None:
        """A browser sends other line ends than it was given: nobody typed those."""
        for name in self.fields:
            old, new = getattr(before, name, None), getattr(self.instance, name, None)
            if isinstance(old, str) and isinstance(new, str) and _same_lines(old, new):
                setattr(self.instance, name, old)

    def written_too(self) -> list[Model]:
        """Rows of other tables that saving this one would change."""
        return []


def _same_lines(old: str, new: str) -> bool:
    return old.strip().splitlines() == new.strip().splitlines()


class GuardedFormSet(_InlineFormSet[_Row, _Owner]):
    """Parts on the page of their owner; what is marked to be deleted is asked for too."""

    form: type[GuardedForm[_Row]]

    def clean(self) -> None:
        super().clean()
        going = [
            form.instance for form in self.initial_forms if self.can_delete and self._should_delete_form(form)
        ]
        if public := rights.public_deleted_with(going, editor=self.form.editor):
            raise ValidationError(rights.refusal_to_delete(public))
