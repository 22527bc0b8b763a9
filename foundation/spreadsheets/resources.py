"""Spreadsheets that editors export, change and import again.

All or nothing: an unknown heading, name or word, or a row that breaks a rule, refuses the whole file,
naming row and column. New records come in as drafts. Cells are exported exactly, not neutralised
against formulas: this file goes back into the tracker, not to the public.
"""

import functools
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED
from django.utils.translation import gettext as _
from import_export import fields, results, widgets
from tablib import Dataset

from ..db.natural_keys import has_lines
from ..i18n.texts import NotStorable, cleaned, presentable
from .as_exported import AS_EXPORTED
from .cells import (
    ChoiceWidget,
    DayWidget,
    TextWidget,
    TruthWidget,
    WholeNumberWidget,
    as_misread,
    in_cell,
    is_failed,
)
from .headings import check_headings
from .merging import MergedResource
from .shortened import is_shortenable, is_shortened
from .vocabularies import Cells


class SpokenError(results.Error):
    """An error as its sentence alone; the stock class shows editors a traceback."""

    traceback = ""


class StrictResource(MergedResource):
    """The base of all resources of the tracker, which keeps the rules above."""

    WIDGETS_MAP = MergedResource.WIDGETS_MAP | {
        "BooleanField": TruthWidget,
        "CharField": TextWidget,
        "TextField": TextWidget,
        "DateField": DayWidget,
        "IntegerField": WholeNumberWidget,
        "PositiveIntegerField": WholeNumberWidget,
        "PositiveSmallIntegerField": WholeNumberWidget,
    }

    @classmethod
    def widget_from_django_field(cls, f: object, default: type[widgets.Widget] = widgets.Widget) -> object:
        choices = getattr(f, "choices", None)
        if choices:
            return functools.partial(ChoiceWidget, choices)
        return super().widget_from_django_field(f, default)

    @classmethod
    def get_error_result_class(cls) -> type[results.Error]:
        return SpokenError

    def import_data(self, dataset: Dataset, *args: object, **kwargs: object) -> results.Result:
        kwargs.setdefault("rollback_on_validation_errors", True)
        return super().import_data(dataset, *args, **kwargs)

    _with_zeros: dict[str, list[str]]

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self._with_zeros = {}
        try:
            self._check_sheet(dataset)
        except ValueError:
            # The library goes on to read the rows, and would refuse each of them again.
            del dataset[:]
            raise
        super().before_import(dataset, **kwargs)

    def _check_sheet(self, dataset: Dataset) -> None:
        """Checks that need no row to be imported. Raises `ValueError`."""
        # Spreadsheets leave empty rows at the end.
        while len(dataset) and not any(in_cell(cell) for cell in dataset[-1]):
            del dataset[-1]
        dataset.headers = [presentable(str(name or "")) for name in dataset.headers or []]
        columns = [field.column_name for field in self.get_import_fields()]
        identified = AS_EXPORTED in [heading.strip() for heading in dataset.headers or []]
        required = [] if identified else self.get_import_id_fields()
        check_headings(dataset, [*columns, AS_EXPORTED], required, table=self._table())
        self._clean(dataset)
        self.add_identifying_columns(dataset)
        self._refuse_repeated_rows(dataset)

    def _clean(self, dataset: Dataset) -> None:
        """Clean cells as forms do. Raises `ValueError` with row and column."""
        headers = dataset.headers or []
        rows = [
            tuple(self._checked(name, cell, number) for name, cell in zip(headers, row, strict=True))
            for number, row in enumerate(dataset, 1)
        ]
        del dataset[:]
        dataset.headers = headers
        dataset.extend(rows)

    def _checked(self, column: str, value: object, row: int) -> object:
        if is_failed(value):
            reason = _("“%(text)s” is the error of a formula, or of a column that is too narrow.")
            values = {"number": row, "reasons": f"{column}: " + reason % {"text": value}}
            raise ValueError(_("Row %(number)s: %(reasons)s") % values)
        if isinstance(value, str) and (text := as_misread(value)):
            reason = _(
                "“%(misread)s” was “%(text)s” before a program read the CSV in a wrong encoding. Open it as "
                "UTF-8, or take the Excel export."
            )
            words = {"misread": presentable(value[:40]), "text": text[:20]}
            values = {"number": row, "reasons": f"{column}: " + reason % words}
            raise ValueError(_("Row %(number)s: %(reasons)s") % values)
        return self._cell(column, value, row)

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
        """Whether cells of this column may have several lines, as a `TextField` may."""
        names = {field.column_name: field.attribute for field in self.fields.values()}
        try:
            return bool(has_lines(self._meta.model._meta.get_field(names.get(column, column))))
        except FieldDoesNotExist:
            return False

    def export_field(self, field: fields.Field, instance: Model, **kwargs: object) -> object:
        """Cleaned, because one bad character, however it got in, makes a file no spreadsheet opens."""
        value = super().export_field(field, instance, **kwargs)
        if not isinstance(value, str):
            return value
        return cleaned(value, lines=self._has_lines(field.column_name))

    def row_key(self, row: Cells) -> tuple[str, ...]:
        """What identifies a row of the file, as text, whatever the types of its cells."""
        return tuple(self._key_cell(self.fields[name], row) for name in self.get_import_id_fields())

    def _key_cell(self, field: fields.Field, row: Cells) -> str:
        try:
            value = field.clean(row)
        except ValueError:
            value = row.get(field.column_name)
        return field.widget.render(value) if isinstance(value, Model) else in_cell(value)

    def _refuse_repeated_rows(self, dataset: Dataset) -> None:
        first_with: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(dataset.dict, 1):
            key = self.row_key(row)
            if not any(key):
                continue
            if key in first_with:
                raise ValueError(
                    _(
                        "Rows %(first)s and %(second)s are both “%(key)s”. A spreadsheet may have "
                        "shortened a number (124.10 to 124.1): format that column as text."
                    )
                    % {"first": first_with[key], "second": number, "key": " ".join(key).strip()}
                )
            first_with[key] = number

    def before_import_row(self, row: Cells, **kwargs: object) -> None:
        """An empty cell is None in an Excel file and “” in a CSV."""
        for name, value in row.items():
            if value is None:
                row[name] = ""

    def after_import(self, dataset: Dataset, result: results.Result, **kwargs: object) -> None:
        """On the command line too, raise `ValueError` with the rows that break a rule."""
        super().after_import(dataset, result, **kwargs)
        if "user" not in kwargs and result.has_validation_errors():
            raise ValueError(
                "\n".join(
                    _("Row %(number)s: %(reasons)s") % {"number": row.number, "reasons": _in_words(row.error)}
                    for row in result.invalid_rows
                )
            )

    def import_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        """Fill the fields. Names in many-to-many cells are checked here too, so that a refusal names
        the column. Raises `ValidationError`."""
        errors: dict[str, list[ValidationError]] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if instance.pk is None:
            errors |= self.refused_names(row)
        for field in self.get_import_fields():
            if isinstance(field.widget, widgets.ManyToManyWidget) and field.column_name in row:
                try:
                    field.clean(row)
                except ValueError as error:
                    errors[field.attribute] = [ValidationError(str(error), code="invalid")]
        if errors:
            raise ValidationError(errors)

    def refused_names(self, row: Cells) -> dict[str, list[ValidationError]]:
        """By column, why a new record’s name looks like that of an existing record, shortened."""
        refusals = {}
        for name in self.get_import_id_fields():
            text = in_cell(row.get(self.fields[name].column_name))
            for full_name in self._names_with_zeros(name):
                if is_shortened(text, full_name):
                    refusals[name] = [ValidationError(_looks_shortened(text, full_name))]
        return refusals

    def _names_with_zeros(self, name: str) -> list[str]:
        """Names in this identifying column that a spreadsheet would shorten, like 007."""
        if name not in self._with_zeros:
            rows = self._meta.model._default_manager.all()
            names = map(str, rows.values_list(name, flat=True)) if self._is_text(name) else ()
            self._with_zeros[name] = [text for text in names if is_shortenable(text)]
        return self._with_zeros[name]

    def _is_text(self, name: str) -> bool:
        return type(self.fields[name].widget) is TextWidget

    def import_field(
        self, field: fields.Field, instance: Model, row: Cells, is_m2m: bool = False, **kwargs: object
    ) -> None:
        """Ignore differences that a file cannot represent: NULL or “”, the kind of line ends, and
        characters that texts may not hold but this record does."""
        before = None if is_m2m else field.get_value(instance)
        has_default = field.default not in (NOT_PROVIDED, None, "")
        if instance.pk and has_default and not str(row.get(field.column_name, "–")).strip():
            # The default would replace it unnoticed: an organisation would become a person.
            exported_value = self.export_field(field, instance)
            raise ValueError(_("This cell is empty; it was “%(value)s”.") % {"value": exported_value})
        super().import_field(field, instance, row, is_m2m, **kwargs)
        if is_m2m:
            return
        now = field.get_value(instance)
        if isinstance(now, str) and isinstance(before, str) and is_shortened(now, before):
            raise ValueError(_looks_shortened(now, before))
        if before is None and now == "":
            setattr(instance, field.attribute, None)
        elif now != before and _lines(now) == _lines(self._cell(field.column_name, before, 0)):
            setattr(instance, field.attribute, before)


def _looks_shortened(text: str, full_text: str) -> str:
    return _(
        "“%(text)s” looks like “%(whole)s” shortened by a spreadsheet. Format the column as text and "
        "write it again."
    ) % {"text": text, "whole": full_text}


def _lines(value: object) -> object:
    """A text with uniform line ends; any other value unchanged."""
    return "\n".join(value.splitlines()) if isinstance(value, str) else value


def _in_words(error: ValidationError) -> str:
    """Sentences after their columns: “themes: Unknown: tortrue.”"""
    return " ".join(
        sentence if field == NON_FIELD_ERRORS else f"{field}: {sentence}"
        for field, sentences in error.message_dict.items()
        for sentence in sentences
    )
