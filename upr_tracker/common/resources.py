"""Spreadsheets of the editors: what they export, change and import again.

All or nothing: a name that nobody knows, or a row that breaks a rule, refuses the file with row
and column. What is new comes in as a draft. Cells are exact here, not neutralised: this file goes
back into the tracker, not to the public.
"""

import zipfile
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from import_export import resources, widgets
from import_export.formats import base_formats

SEPARATOR = ";"
MAX_UNFOLDED_BYTES = 100_000_000


class KnownRow(widgets.ForeignKeyWidget):
    """A foreign key by name; a name nobody knows is refused in words."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except self.model.DoesNotExist:
            raise ValueError(_("Unknown: %(name)s.") % {"name": value}) from None


class KnownRows(widgets.ManyToManyWidget):
    """Several names in one cell. The stock widget silently drops those it cannot find."""

    def __init__(self, model: type[Model], field: str) -> None:
        super().__init__(model, separator=SEPARATOR, field=field)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> QuerySet[Any]:
        names = [name.strip() for name in str(value or "").split(SEPARATOR)]
        names = [name for name in names if name]
        found: QuerySet[Any] = self.model._default_manager.filter(**{f"{self.field}__in": names})
        known = {str(getattr(one, self.field)) for one in found}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise ValueError(_("Unknown: %(name)s.") % {"name": ", ".join(unknown)})
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        names = [str(getattr(one, self.field)) for one in value.all()] if value else []
        return SEPARATOR.join(sorted(names))


class StrictResource(resources.ModelResource):
    """The rules above, for every resource of the tracker."""

    def import_data(self, dataset: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("rollback_on_validation_errors", True)
        return super().import_data(dataset, *args, **kwargs)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        expected = [field.column_name for field in self.get_import_fields()]
        unknown = [name for name in dataset.headers or [] if name and name not in expected]
        if unknown:
            raise ValueError(
                _("Unknown column: %(names)s. The columns are: %(known)s.")
                % {"names": ", ".join(unknown), "known": ", ".join(expected)}
            )
        missing = [name for name in self.get_import_id_fields() if name not in dataset.headers]
        if missing:
            raise ValueError(_("Missing column: %(names)s.") % {"names": ", ".join(missing)})
        self._refuse_repeated_rows(dataset)
        super().before_import(dataset, **kwargs)

    def row_key(self, row: dict[str, Any]) -> tuple[str, ...]:
        """What identifies a row of the file, as text."""
        return tuple(str(row.get(name) or "").strip() for name in self.get_import_id_fields())

    def _refuse_repeated_rows(self, dataset: Any) -> None:
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(dataset.dict, 1):
            key = self.row_key(row)
            if key in seen:
                raise ValueError(
                    _(
                        "Rows %(first)s and %(second)s are both “%(key)s”. A spreadsheet may have "
                        "shortened a number (124.10 to 124.1): format that column as text."
                    )
                    % {"first": seen[key], "second": number, "key": " ".join(key).strip()}
                )
            seen[key] = number

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Fill the fields; names in many-to-many cells are checked here too, so that the refusal
        says the column."""
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in self.get_import_fields():
            if isinstance(field.widget, widgets.ManyToManyWidget) and field.column_name in row:
                try:
                    field.clean(row)
                except ValueError as error:
                    errors[field.attribute] = ValidationError(str(error), code="invalid")
        if errors:
            raise ValidationError(errors)

    def import_field(
        self, field: Any, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any
    ) -> None:
        """An empty cell leaves a text that was never translated as it is (NULL, not “”)."""
        before = None if is_m2m else field.get_value(instance)
        super().import_field(field, instance, row, is_m2m, **kwargs)
        if not is_m2m and before is None and field.get_value(instance) == "":
            setattr(instance, field.attribute, None)


class CheckedXLSX(base_formats.XLSX):
    """An Excel file, refused before it is unfolded where it would fill the memory."""

    def create_dataset(self, in_stream: Any) -> Any:
        try:
            with zipfile.ZipFile(BytesIO(in_stream)) as archive:
                unfolded = sum(member.file_size for member in archive.infolist())
        except zipfile.BadZipFile:
            raise ValueError(_("This is not an Excel file (.xlsx).")) from None
        if unfolded > MAX_UNFOLDED_BYTES:
            raise ValueError(
                _("This file would unfold to %(size)s MB. Split it into smaller ones.")
                % {"size": unfolded // 1_000_000}
            )
        return super().create_dataset(in_stream)


FORMATS = [base_formats.CSV, CheckedXLSX]
