"""Forms that require the right to publish for changes that the public would see.

They fail validation, so that the page comes back with everything that was typed.
"""

from typing import ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..dates.dated import Dated
from ..dates.forms import complete_dated
from . import rights
from .merged_forms import MergedForm
from .merged_formsets import MergedFormSet

_Row = TypeVar("_Row", bound=Model)
_Owner = TypeVar("_Owner", bound=Model)

FIELD_IS_PUBLIC = _("The public reads this.")


class GuardedForm(MergedForm[_Row]):
    """A form of the admin. The admin sets `editor` for each request."""

    editor: ClassVar[rights.Editor]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if issubclass(self._meta.model, Dated):
            complete_dated(self)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        self._refuse_public_changes()

    def _refuse_public_changes(self) -> None:
        model: type[Model] = self._meta.model
        models: list[type[Model]] = []
        if not self.is_saved:
            return
        if not rights.has_right(self.editor, model) and (public := self._public_changes()):
            models.append(model)
            for name in sorted(public & set(self.fields)):
                self.add_error(name, FIELD_IS_PUBLIC)
        models += [
            type(row)
            for row in self.written_too()
            if not rights.has_right(self.editor, type(row)) and rights.is_public(row)
        ]
        if models:
            self.add_error(None, rights.refusal(*models))

    @property
    def is_saved(self) -> bool:
        """A form that changes nothing writes nothing."""
        return self.has_changed() or (self.prefix is None and self.instance._state.adding)

    def _public_changes(self) -> set[str]:
        """The changed fields that the public would see; “itself” for a new public row."""
        row = self.instance
        before = rights.as_recorded(row)
        if before is None:
            changes = rights.changes_public(None, row, ())
            return {rights.ITSELF} if changes else set()
        columns = {field.name for field in row._meta.concrete_fields}
        # The model's `clean` may change fields that are not in the form: an address, a fingerprint.
        fields = rights.changed_fields(before, row) | (set(self.changed_data) - columns)
        if not rights.changes_public(before, row, fields):
            return set()
        return rights.public_among(type(row), fields)

    def written_too(self) -> list[Model]:
        """Rows of other tables that saving this row would change."""
        return []


class GuardedFormSet(MergedFormSet[_Row, _Owner]):
    """Inline rows on the page of their owner. Deleting public ones requires the right, too."""

    form: type[GuardedForm[_Row]]

    def clean(self) -> None:
        super().clean()
        deleted_rows = [
            form.instance for form in self.initial_forms if self.can_delete and self._should_delete_form(form)
        ]
        if public := rights.public_deleted_with(deleted_rows, editor=self.form.editor):
            raise ValidationError(rights.refusal_to_delete(public))
