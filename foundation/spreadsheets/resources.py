"""Spreadsheets of the editors: what they export, change and import again.

All or nothing: a name that nobody knows, or a row that breaks a rule, refuses the file with row
and column. What is new comes in as a draft. Cells are exact here, not neutralised: this file goes
back into the tracker, not to the public.
"""

import os
import re
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Generic, TypeAlias, TypeVar

import openpyxl
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db.models import Manager, Model, QuerySet
from django.db.models.fields import NOT_PROVIDED
from django.utils.translation import gettext as _
from import_export import fields, resources, results, widgets
from import_export.formats import base_formats
from import_export.tmp_storages import TempFolderStorage
from openpyxl.utils.escape import unescape
from tablib import Dataset

from ..db.natural_keys import has_lines
from ..i18n.texts import NotStorable, cleaned, presentable
from ..publishing import rights

_Row = TypeVar("_Row", bound=Model)

# The cells of one row of a file, by column.
Cells: TypeAlias = dict[str, object]

SEPARATOR = ";"
MAX_UNFOLDED_BYTES = 100_000_000


class Vocabulary(Generic[_Row]):
    """The rows of a table by the name that files give them, read once for each import."""

    model: type[_Row]
    field: str
    _rows: dict[str, _Row] | None = None

    def every(self) -> QuerySet[_Row]:
        return self.model._default_manager.all()

    def name(self, row: _Row) -> str:
        """How files name a row."""
        return str(getattr(row, self.field))

    def named(self, names: list[str]) -> list[_Row]:
        """The rows of these names. Raises `ValueError` that says which nobody knows."""
        if self._rows is None:
            self._rows = {self.name(row): row for row in self.every()}
        unknown = [name for name in names if name not in self._rows]
        if unknown:
            raise ValueError(_("Unknown: %(name)s.") % {"name": ", ".join(unknown)})
        return [self._rows[name] for name in dict.fromkeys(names)]


class KnownRow(Vocabulary[_Row], widgets.ForeignKeyWidget):
    """A foreign key by name; a name nobody knows is refused in words."""

    def clean(self, value: object, row: Cells | None = None, **kwargs: object) -> _Row | None:
        name = str(value or "").strip()
        return self.named([name])[0] if name else None

    def render(self, value: _Row | None, obj: object = None, **kwargs: object) -> str:
        return self.name(value) if value else ""


class KnownRows(Vocabulary[_Row], widgets.ManyToManyWidget):
    """Several names in one cell. The stock widget silently drops those it cannot find."""

    def __init__(self, model: type[_Row], field: str) -> None:
        super().__init__(model, separator=SEPARATOR, field=field)

    def clean(self, value: object, row: Cells | None = None, **kwargs: object) -> list[_Row]:
        names = [name.strip() for name in str(value or "").split(SEPARATOR)]
        return self.named([name for name in names if name])

    def render(self, value: Manager[_Row] | None, obj: object = None, **kwargs: object) -> str:
        names = [self.name(one) for one in value.all()] if value else []
        return SEPARATOR.join(sorted(names))


class RowsField(fields.Field, Generic[_Row]):
    """A cell that stands for rows of another table."""

    def changes(self, instance: _Row, row: Cells) -> bool:
        """Whether the cell of a file's row says something else than the rows that are there."""
        raise NotImplementedError


class SpokenError(results.Error):
    """An error as its sentence alone; the stock one shows editors the way through our code."""

    traceback = ""


class StrictResource(resources.ModelResource):
    """The rules above, for every resource of the tracker."""

    @classmethod
    def get_error_result_class(cls) -> type[results.Error]:
        return SpokenError

    def import_data(self, dataset: Dataset, *args: object, **kwargs: object) -> results.Result:
        kwargs.setdefault("rollback_on_validation_errors", True)
        return super().import_data(dataset, *args, **kwargs)

    _editor: rights.Editor | None = None

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self._editor = kwargs.get("user")
        # Spreadsheets leave such rows behind.
        while len(dataset) and not any(str(cell or "").strip() for cell in dataset[-1]):
            del dataset[-1]
        self._clean(dataset)
        expected = [field.column_name for field in self.get_import_fields()]
        unknown = [name for name in dataset.headers or [] if name and name not in expected]
        if unknown:
            raise ValueError(
                _("Unknown column: %(names)s. The columns are: %(known)s.")
                % {"names": ", ".join(unknown), "known": ", ".join(expected)}
            )
        missing = [name for name in self.get_import_id_fields() if name not in (dataset.headers or [])]
        if missing:
            raise ValueError(_("Missing column: %(names)s.") % {"names": ", ".join(missing)})
        self._refuse_repeated_rows(dataset)
        super().before_import(dataset, **kwargs)

    def _clean(self, dataset: Dataset) -> None:
        """Cells as forms would keep them. Raises `ValueError` with row and column."""
        headers = [presentable(str(name or "")) for name in dataset.headers or []]
        rows = [
            tuple(self._cell(name, cell, number) for name, cell in zip(headers, row, strict=True))
            for number, row in enumerate(dataset, 1)
        ]
        del dataset[:]
        dataset.headers = headers
        dataset.extend(rows)

    def _cell(self, column: str, value: object, row: int) -> object:
        if not isinstance(value, str):
            return value
        try:
            return cleaned(value, lines=self._has_lines(column))
        except NotStorable as error:
            raise ValueError(
                _("Row %(number)s: %(reasons)s") % {"number": row, "reasons": f"{column}: {error}"}
            ) from None

    def _has_lines(self, column: str) -> bool:
        """Whether a text under this heading may have several lines: it may in a `TextField`."""
        names = {field.column_name: field.attribute for field in self.fields.values()}
        try:
            return bool(has_lines(self._meta.model._meta.get_field(names.get(column, column))))
        except FieldDoesNotExist:
            return False

    def export_field(self, field: fields.Field, instance: Model, **kwargs: object) -> object:
        """What was written past every door would make a file that no spreadsheet opens."""
        value = super().export_field(field, instance, **kwargs)
        if not isinstance(value, str):
            return value
        return cleaned(value, lines=self._has_lines(field.column_name))

    def row_key(self, row: Cells) -> tuple[str, ...]:
        """What identifies a row of the file, as text."""
        return tuple(str(row.get(name) or "").strip() for name in self.get_import_id_fields())

    def _refuse_repeated_rows(self, dataset: Dataset) -> None:
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

    def before_import_row(self, row: Cells, **kwargs: object) -> None:
        """An empty cell is None in an Excel file and “” in a CSV."""
        for name, value in row.items():
            if value is None:
                row[name] = ""

    def after_import(self, dataset: Dataset, result: results.Result, **kwargs: object) -> None:
        """On the command line too, rows that break a rule are an error and are named."""
        super().after_import(dataset, result, **kwargs)
        if "user" not in kwargs and result.has_validation_errors():
            raise ValueError(
                "\n".join(
                    _("Row %(number)s: %(reasons)s") % {"number": row.number, "reasons": _in_words(row.error)}
                    for row in result.invalid_rows
                )
            )

    def import_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        """Fill the fields; names in many-to-many cells are checked here too, so that the refusal
        says the column."""
        errors: dict[str, list[ValidationError]] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in self.get_import_fields():
            if isinstance(field.widget, widgets.ManyToManyWidget) and field.column_name in row:
                try:
                    field.clean(row)
                except ValueError as error:
                    errors[field.attribute] = [ValidationError(str(error), code="invalid")]
        if not errors:
            errors = self._refused_public_changes(instance, row)
        if errors:
            raise ValidationError(errors)

    def _refused_public_changes(self, instance: Model, row: Cells) -> dict[str, list[ValidationError]]:
        """By column, what somebody may not change because the public reads it.

        The command line has no editor: whoever runs it holds the database in their hands anyway.
        """
        model = type(instance)
        if self._editor is None or rights.has_right(self._editor, model):
            return {}
        before = rights.as_recorded(instance)
        changed: set[str] = set()
        if before is not None:
            given = [field for field in self.get_import_fields() if field.column_name in row]
            changed = rights.changed_fields(before, instance)
            changed |= {field.attribute for field in given if _changes_rows(field, before, row)}
        if not rights.changes_public(before, instance, changed):
            return {}
        refusal = rights.refusal_of_cell(model)
        columns = {field.attribute for field in self.get_import_fields()}
        # Every cell of a new row would be public: said once, where it names its owner.
        named = columns & (rights.public_among(model, changed) or {rights.owner_of(model)})
        return {name: [ValidationError(refusal)] for name in named or {NON_FIELD_ERRORS}}

    def import_field(
        self, field: fields.Field, instance: Model, row: Cells, is_m2m: bool = False, **kwargs: object
    ) -> None:
        """What a file cannot carry is no change: NULL instead of “”, the kind of line ends, and
        characters that no text may hold but this one does."""
        before = None if is_m2m else field.get_value(instance)
        has_default = field.default not in (NOT_PROVIDED, None, "")
        if instance.pk and has_default and not str(row.get(field.column_name, "–")).strip():
            # It would fall back to the default, unseen: an organisation would become a person.
            raise ValueError(_("This cell is empty; it was “%(value)s”.") % {"value": before})
        super().import_field(field, instance, row, is_m2m, **kwargs)
        if is_m2m:
            return
        now = field.get_value(instance)
        if before is None and now == "":
            setattr(instance, field.attribute, None)
        elif now != before and _lines(now) == _lines(self._cell(field.column_name, before, 0)):
            setattr(instance, field.attribute, before)


def _changes_rows(field: fields.Field, before: Model, row: Cells) -> bool:
    """Whether a cell of several names, in a column of rows of their own, says something else."""
    if isinstance(field, RowsField):
        return field.changes(before, row)
    if isinstance(field.widget, widgets.ManyToManyWidget):
        return set(field.clean(row)) != set(field.get_value(before).all())
    return False


def _lines(value: object) -> object:
    """A text with one kind of line ends; anything else as it is."""
    return "\n".join(value.splitlines()) if isinstance(value, str) else value


def _in_words(error: ValidationError) -> str:
    """“themes: Unknown: tortrue.” The column stands before its sentence."""
    return " ".join(
        sentence if field == NON_FIELD_ERRORS else f"{field}: {sentence}"
        for field, sentences in error.message_dict.items()
        for sentence in sentences
    )


class UploadedSheet(TempFolderStorage):
    """An uploaded file between its preview and its confirmation, readable by the server alone.

    What nobody confirmed within a day is removed when the next file comes.
    """

    name: str | None
    PREFIX = "upr-tracker-import-"
    KEPT_SECONDS = 24 * 60 * 60

    def save(self, data: bytes | str) -> None:
        folder = Path(tempfile.gettempdir())
        oldest = time.time() - self.KEPT_SECONDS
        for path in folder.glob(f"{self.PREFIX}*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
        super().save(data)

    def _open(self, mode: str = "r") -> IO[bytes] | IO[str]:
        if self.name:
            return super()._open(mode)
        descriptor, self.name = tempfile.mkstemp(prefix=self.PREFIX)
        return os.fdopen(descriptor, "wb")


class AnyCSV(base_formats.CSV):
    """CSV as Excel saves it: with semicolons where its language has them."""

    def create_dataset(self, in_stream: bytes | str, **kwargs: object) -> Dataset:
        if isinstance(in_stream, bytes):
            in_stream = in_stream.decode(self.encoding or "utf-8-sig")
        header = in_stream.partition("\n")[0]
        delimiter = max(",;\t", key=header.count)
        return super().create_dataset(in_stream, delimiter=delimiter, **kwargs)


class CheckedXLSX(base_formats.XLSX):
    """An Excel file, refused before it is unfolded where it would fill the memory."""

    def create_dataset(self, in_stream: bytes) -> Dataset:
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
        dataset = super().create_dataset(in_stream)
        rows = [tuple(map(_unescaped, row)) for row in dataset]
        del dataset[:]
        dataset.extend(rows)
        return dataset

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """Texts stay texts: “=1+1” would be written as a formula and read back as nothing."""
        book = openpyxl.Workbook()
        sheet = book.active
        for row, values in enumerate([dataset.headers, *dataset], 1):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column, _escaped(value))
                if isinstance(value, str):
                    cell.data_type = "s"
        output = BytesIO()
        book.save(output)
        return output.getvalue()


# What Excel writes for a character that XML does not hold: _x000B_ for a vertical tab.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def _unescaped(value: object) -> object:
    return unescape(value) if isinstance(value, str) else value


def _escaped(value: object) -> object:
    """A text that only looks like such a character stays one."""
    return _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value


FORMATS = [AnyCSV, CheckedXLSX]
