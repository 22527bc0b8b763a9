"""Excel files, and what in them a reader of values does not see: formulas, hidden and merged cells."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.xml.functions import iterparse
from tablib import Dataset

MAX_UNFOLDED_BYTES = 100_000_000
# No table of ours has a tenth as many.
MAX_COLUMNS = 500
# How many cells a sentence names.
TOLD = 10
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class CheckedXLSX(base_formats.XLSX):
    """An Excel file, refused before it is unfolded where it would fill the memory."""

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """Raises `ValueError`, a sentence."""
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
        try:
            book = openpyxl.load_workbook(BytesIO(in_stream), read_only=True, data_only=True)
            return _table_of(book)
        except (KeyError, ParseError, zipfile.BadZipFile):
            raise ValueError(_("This is not an Excel file (.xlsx).")) from None

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """Texts stay texts: “=1+1” would be written as a formula and read back as nothing, and a
        spreadsheet would make 124.1 of 124.10 as soon as somebody types into such a cell."""
        book = openpyxl.Workbook()
        sheet = book.active
        for row, values in enumerate([dataset.headers, *dataset], 1):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column, _escaped(value))
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.number_format = "@"
        output = BytesIO()
        book.save(output)
        return output.getvalue()


def _table_of(book: Any) -> Dataset:
    sheet = book.active
    if not hasattr(sheet, "rows"):
        raise ValueError(
            _("The sheet that is open in this file is a chart. Open the table and save it again.")
        )
    others = [other.title for other in book.worksheets if other is not sheet and _has_cells(other)]
    if others:
        raise ValueError(
            _("This file has several sheets: “%(sheet)s” and %(others)s. Delete all but the one to import.")
            % {"sheet": sheet.title, "others": ", ".join(f"“{name}”" for name in others)}
        )
    with sheet._get_source() as source:
        refusals = list(_unseen(source))
    if refusals:
        raise ValueError("\n".join(refusals))
    dataset = Dataset()
    # What a file says of its size need not be true.
    sheet.reset_dimensions()
    rows = [_without_empty_end([_unescaped(cell.value) for cell in row]) for row in sheet.rows]
    width = max(map(len, rows), default=0)
    if not width:
        return dataset
    if width > MAX_COLUMNS:
        raise ValueError(
            _("This sheet has something in column %(letter)s. Delete what does not belong to the table.")
            % {"letter": get_column_letter(width)}
        )
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    dataset.headers = [str(heading or "") for heading in filled[0]]
    dataset.extend(filled[1:])
    return dataset


def _without_empty_end(cells: list[object]) -> list[object]:
    while cells and cells[-1] is None:
        del cells[-1]
    return cells


def _has_cells(sheet: Any) -> bool:
    return any(cell.value is not None for row in getattr(sheet, "rows", ()) for cell in row)


def _unseen(source: Any) -> Iterator[str]:
    """Sentences on what an editor does not see or a reader does not get. `source`: the sheet’s XML."""
    sentences = {
        "row": _("Hidden rows: %(names)s. Show them (a filter may hide them) or delete them."),
        "col": _("Hidden columns: %(names)s. Show them or delete them."),
        "c": _(
            "Formulas without a stored value: %(names)s. Open the file in a spreadsheet program and save it "
            "again, or put the values in place of the formulas."
        ),
        "mergeCell": _("Merged cells: %(names)s. Only the first has the value: split them."),
    }
    places: dict[str, list[str]] = {name: [] for name in sentences}
    for _event, element in iterparse(source):
        name = element.tag.removeprefix(_NAMESPACE)
        if name in _PLACES:
            places[name] += _PLACES[name](element)
        if name == "row":
            element.clear()
    for name, sentence in sentences.items():
        if places[name]:
            first = ", ".join(places[name][:TOLD])
            yield sentence % {"names": f"{first} …" if len(places[name]) > TOLD else first}


def _hidden_row(row: Element) -> list[str]:
    return [row.get("r", "?")] if _is_on(row.get("hidden")) and len(row) else []


def _hidden_columns(columns: Element) -> list[str]:
    if not _is_on(columns.get("hidden")):
        return []
    first, last = int(columns.get("min", 1)), int(columns.get("max", 1))
    return [get_column_letter(number) for number in range(first, min(last, first + TOLD) + 1)]


def _formula_without_value(cell: Element) -> list[str]:
    if cell.find(f"{_NAMESPACE}f") is None or cell.get("t") == "str":
        return []
    value = cell.find(f"{_NAMESPACE}v")
    return [cell.get("r", "?")] if value is None or not value.text else []


def _merged(cells: Element) -> list[str]:
    return [cells.get("ref", "?")]


# By element of the sheet’s XML, where there is something to tell of.
_PLACES: dict[str, Callable[[Element], list[str]]] = {
    "row": _hidden_row,
    "col": _hidden_columns,
    "c": _formula_without_value,
    "mergeCell": _merged,
}


def _is_on(flag: str | None) -> bool:
    return flag in ("1", "true")


# What Excel writes for a character that XML does not hold: _x000B_ for a vertical tab.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def _unescaped(value: object) -> object:
    return unescape(value) if isinstance(value, str) else value


def _escaped(value: object) -> object:
    """A text that only looks like such a character stays one."""
    return _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
