"""Imports that do not overwrite what a colleague changed since the sheet was exported.

Each cell is compared with what was exported (`as_exported`) and with the record, which is locked in the
transaction that writes:

- unchanged in the sheet: the record keeps its current value, whoever changed it since;
- changed in the sheet only: the cell is written;
- changed in both: the file is refused, quoting both values. Columns that belong together (a text and
  its source, the days and their precision) count as one.

Without that column this cannot be decided. The preview then lists every value that the sheet would
replace, and nothing is written that it did not show.
"""

import copy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from import_export import fields, resources, results
from tablib import Dataset

from ..publishing.rights import is_public
from ..publishing.together import together
from .as_exported import AS_EXPORTED, RowAtExport, cell_of_export, read_cell_of_export
from .cells import in_cell
from .shortened import is_shortened
from .vocabularies import Cells, KnownRows, RowsField

# Characters of a value quoted in a refusal.
LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Difference:
    """A cell that differs from its record. `row` counts from 1, below the headings."""

    row: int
    column: str
    sheet: str
    record: str


@dataclass(frozen=True)
class _Cell:
    column: str
    sheet: str
    record: str
    # Whether the value changed since the export: in the sheet, and in the record.
    edited_in_sheet: bool
    edited_in_record: bool


class SheetResult(results.Result):
    """The result of a sheet, with what its preview shows beside the rows."""

    def __init__(self) -> None:
        super().__init__()
        # Values that a sheet without `as_exported` would replace.
        self.replaced: list[Difference] = []
        # Values changed by colleagues, which stay although the sheet still has the exported ones.
        self.left: list[Difference] = []
        # Records that the public reads, and would read with what the sheet changes.
        self.public: list[str] = []
        # A fingerprint of everything that would be written.
        self.plan = ""


class MergedResource(resources.ModelResource):
    """Exports `as_exported`, and compares with it on import."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._replaced: list[Difference] = []
        self._left: list[Difference] = []
        self._public: list[str] = []

    @classmethod
    def get_result_class(cls) -> type[results.Result]:
        return SheetResult

    # Out

    def get_export_headers(self, selected_fields: object = None) -> list[str]:
        return [*super().get_export_headers(selected_fields), AS_EXPORTED]

    def export_resource(
        self, instance: Model, selected_fields: object = None, **kwargs: object
    ) -> list[object]:
        cells = super().export_resource(instance, selected_fields, **kwargs)
        columns = [field.column_name for field in self.get_export_fields(selected_fields)]
        texts = {column: str(cell) for column, cell in zip(columns, cells, strict=True)}
        return [*cells, cell_of_export(self._table(), instance.pk, texts)]

    def _table(self) -> str:
        return str(self._meta.model._meta.model_name)

    # In

    def before_import(self, dataset: Dataset, **kwargs: object) -> None:
        self._replaced, self._left, self._public = [], [], []
        super().before_import(dataset, **kwargs)

    def after_import(self, dataset: Dataset, result: results.Result, **kwargs: object) -> None:
        super().after_import(dataset, result, **kwargs)
        if not isinstance(result, SheetResult):
            return
        result.replaced, result.left, result.public = self._replaced, self._left, self._public
        changes = [(row.import_type, row.diff) for row in result.rows if row.import_type != "skip"]
        result.plan = hashlib.sha256(repr(changes).encode()).hexdigest()
        if kwargs.get("previewed_plan", result.plan) != result.plan:
            raise ValueError(_("This is not what the preview showed. Upload the file again."))

    def add_identifying_columns(self, dataset: Dataset) -> None:
        """Fill in identifying columns that a sheet left out, from the records named by `as_exported`.

        Raises `ValueError` if two rows come from the same record, or a cell of `as_exported` was edited.
        """
        headings = list(dataset.headers or [])
        if AS_EXPORTED not in headings:
            return
        exported_rows = self._exported_rows(dataset)
        names = [name for name in self.get_import_id_fields() if name not in headings]
        keys = [row.key for row in exported_rows if row and names]
        records = self.get_queryset().in_bulk(keys)
        for name in names:
            field = self.fields[name]
            cells = [
                self.export_field(field, records[row.key]) if row and row.key in records else ""
                for row in exported_rows
            ]
            dataset.append_col(cells, header=field.column_name)

    def _exported_rows(self, dataset: Dataset) -> list[RowAtExport | None]:
        exported_rows: list[RowAtExport | None] = []
        first_with: dict[int, int] = {}
        for number, cells in enumerate(dataset.dict, 1):
            try:
                exported_row = self._exported_row(cells)
            except ValueError as error:
                values = {"number": number, "reasons": f"{AS_EXPORTED}: {error}"}
                raise ValueError(_("Row %(number)s: %(reasons)s") % values) from None
            exported_rows.append(exported_row)
            if exported_row is None:
                continue
            if exported_row.key in first_with:
                raise ValueError(
                    _(
                        "Rows %(first)s and %(second)s were both exported from the same record. If one is "
                        "a copy for a new record, empty its cell under “as_exported”."
                    )
                    % {"first": first_with[exported_row.key], "second": number}
                )
            first_with[exported_row.key] = number
        return exported_rows

    def _exported_row(self, row: Cells) -> RowAtExport | None:
        """What a row’s `as_exported` cell holds; None if it is empty. Raises `ValueError`."""
        cell = str(row.get(AS_EXPORTED) or "").strip()
        return read_cell_of_export(cell, table=self._table()) if cell else None

    def get_instance(self, instance_loader: object, row: Cells) -> Model | None:
        """The record of a row, locked until the import ends."""
        exported_row = self._exported_row(row)
        rows = self.get_queryset().select_for_update(of=("self",))
        if exported_row is None:
            record = self.identified(rows, row)
            if record is not None and AS_EXPORTED in row:
                raise ValidationError({AS_EXPORTED: _exists(record)})
            return record
        record = rows.filter(pk=exported_row.key).first()
        if not isinstance(record, Model):
            raise ValidationError({AS_EXPORTED: _deleted()})
        return record

    def identified(self, rows: QuerySet[Model], row: Cells) -> Model | None:
        """The record that the identifying cells name. Cells that cannot be read are reported with the row."""
        try:
            lookups = {
                self.fields[name].attribute: self.fields[name].clean(row)
                for name in self.get_import_id_fields()
            }
        except ValueError:
            return None
        return rows.filter(**lookups).first()

    def import_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        if instance.pk is not None:
            number = kwargs.get("row_number")
            self._compare(instance, row, number if isinstance(number, int) else 0)
        super().import_instance(instance, row, **kwargs)

    def before_save_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        """Only rows that change something come here."""
        if instance.pk is not None and is_public(instance):
            self._public.append(str(instance))
        super().before_save_instance(instance, row, **kwargs)

    def _compare(self, instance: Model, row: Cells, number: int) -> None:
        """Drop from `row` the cells that only the record changed.

        Raises `ValidationError` where sheet and record both changed.
        """
        exported_row = self._exported_row(row)
        if exported_row is None:
            differences = self.differences(instance, row, number)
            self._replaced += [difference for difference in differences if difference.record]
            return
        self._check_identity(instance, row, exported_row)
        cells = {cell.column: cell for cell in self._cells(instance, row, exported_row)}
        refusals: dict[str, str] = {}
        for columns in self._units(cells):
            unit = [cells[column] for column in columns]
            sheet_edits = [cell for cell in unit if cell.edited_in_sheet]
            record_edits = [cell for cell in unit if cell.edited_in_record]
            if sheet_edits and record_edits:
                refusals |= {cell.column: _conflict(cell) for cell in (*sheet_edits, *record_edits)}
                continue
            for cell in record_edits:
                if row.pop(cell.column, None) is not None:
                    self._left.append(Difference(number, cell.column, cell.sheet, cell.record))
        if refusals:
            raise ValidationError(refusals)

    def differences(self, instance: Model, row: Cells, number: int = 0) -> list[Difference]:
        """The cells that differ from a record, as an export would write both. `number`: of the row."""
        return [
            Difference(number, cell.column, cell.sheet, cell.record)
            for cell in self._cells(instance, row, None)
            if cell.sheet != cell.record
        ]

    def _units(self, cells: dict[str, _Cell]) -> Iterator[list[str]]:
        groups = [[column for column in group if column in cells] for group in together(self._meta.model)]
        yield from filter(None, groups)
        grouped = {column for columns in groups for column in columns}
        yield from ([column] for column in cells if column not in grouped)

    def _cells(self, instance: Model, row: Cells, exported_row: RowAtExport | None) -> Iterator[_Cell]:
        """Each cell beside its record. Unreadable cells are skipped: the import reports them."""
        for field in self.get_import_fields():
            column = field.column_name
            record = str(self.export_field(field, instance))
            try:
                sheet = self._as_cell(field, instance, row) if column in row else record
            except (ValueError, ValidationError):
                continue
            differs = sheet != record
            if exported_row is None:
                yield _Cell(column, sheet, record, edited_in_sheet=differs, edited_in_record=False)
                continue
            yield _Cell(
                column,
                sheet,
                record,
                edited_in_sheet=differs and not exported_row.said(column, sheet),
                edited_in_record=(differs or column not in row)
                and column in exported_row.fingerprints
                and not exported_row.said(column, record),
            )

    def _as_cell(self, field: fields.Field, instance: Model, row: Cells) -> str:
        """A cell’s value as an export would write it. Raises `ValueError`."""
        if isinstance(field, RowsField):
            return field.as_cell(row)
        if isinstance(field.widget, KnownRows):
            return field.widget.joined(field.clean(row))
        trial = copy.copy(instance)
        self.import_field(field, trial, row)
        return str(self.export_field(field, trial))

    def _check_identity(self, instance: Model, row: Cells, exported_row: RowAtExport) -> None:
        """Refuse changes to identifying columns. Raises `ValidationError`."""
        refusals = {}
        for name in self.get_import_id_fields():
            field = self.fields[name]
            record = str(self.export_field(field, instance))
            if not exported_row.said(field.column_name, record):
                raise ValidationError({AS_EXPORTED: _renamed(instance)})
            cell = in_cell(row.get(field.column_name))
            if is_shortened(cell, record):
                refusals[name] = _another_record(cell, record)
                continue
            try:
                sheet = self._as_cell(field, instance, row)
            except ValueError as error:
                refusals[name] = str(error)
                continue
            if sheet != record:
                refusals[name] = _another_record(sheet, record)
        if refusals:
            raise ValidationError(refusals)


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _conflict(cell: _Cell) -> str:
    return _(
        "The sheet says “%(sheet)s”. The tracker says “%(record)s”: somebody changed it after this sheet "
        "was exported. Export again and write what is to stand."
    ) % {"sheet": _quoted(cell.sheet), "record": _quoted(cell.record)}


def _exists(record: Model) -> str:
    return _(
        "“%(record)s” is in the tracker already, and this cell is empty, so nobody can tell whether a "
        "colleague changed it meanwhile. Export it and change that row."
    ) % {"record": record}


def _deleted() -> str:
    return _("Somebody deleted this record after the export. Empty this cell to add it again.")


def _renamed(record: Model) -> str:
    return _(
        "This row was exported from a record that is now “%(record)s”: it got another name since, or the "
        "sheet is from another database. Export again."
    ) % {"record": record}


def _another_record(sheet: str, record: str) -> str:
    values = {"sheet": sheet, "record": record}
    if is_shortened(sheet, record):
        return (
            _(
                "“%(sheet)s” looks like “%(record)s” shortened by a spreadsheet: this row was exported as "
                "“%(record)s”. Format the column as text and write it again, or delete the column: "
                "“as_exported” says which record it is."
            )
            % values
        )
    return (
        _(
            "“%(sheet)s” stands here, but this row was exported as “%(record)s”. A sheet does not change "
            "what identifies a record: do that in its form. For a new record, empty “as_exported”."
        )
        % values
    )
