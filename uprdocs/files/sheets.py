"""Tables of spreadsheet programs: the bytes of a CSV or Excel file in, rows of plain values out.

What is wrong is a code with values and not a sentence: whoever shows it has the words.
"""

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

from uprdocs.files.encodings import unmarked
from uprdocs.files.sheet_bytes import check_workbook, text_of
from uprdocs.files.sheet_faults import Fault, FaultyError, SheetFault

Value = str | int | float | bool | dt.date | dt.time | dt.timedelta | None

MAX_BYTES = 50_000_000
MAX_UNFOLDED_BYTES = 100_000_000
# Five times as many as anybody edits in one table.
MAX_ROWS = 100_000
# No table of ours has a tenth as many.
MAX_COLUMNS = 500
# How many cells a message names.
TOLD = 10
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What must stand in the XML of a sheet that hides something. Looking for it costs a fiftieth of parsing.
_MAY_HIDE = re.compile(rb"hidden\s*=|\b(?:width|ht)\s*=\s*[\"'][0.]+[\"']|mergeCell|<(?:\w+:)?f[\s/>]")
_HAS_FORMULAS = re.compile(rb"<(?:\w+:)?f[\s/>]")
# What a spreadsheet program writes above the headings for itself: sep=;
_SEP_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A table, its headings in the first row, all rows as long as it; or the faults for which it is none."""

    rows: list[list[Value]]
    faults: tuple[Fault, ...] = ()


def read_csv(data: bytes) -> ReadSheet:
    """A CSV file in UTF-8, UTF-16 or UTF-32, with any separator."""
    return _read(_csv_rows, data)


def read_workbook(data: bytes) -> ReadSheet:
    """The sheet of an Excel file (.xlsx) that was open when it was saved."""
    return _read(_workbook_rows, data)


def _read(rows_of: Callable[[bytes], list[list[Value]]], data: bytes) -> ReadSheet:
    try:
        if len(data) > MAX_BYTES:
            raise FaultyError(SheetFault.TOO_LARGE, size=len(data) // 1_000_000)
        return ReadSheet(rows_of(data))
    except _UnseenError as error:
        return ReadSheet([], error.faults)
    except FaultyError as error:
        return ReadSheet([], (error.fault,))


# CSV


def _csv_rows(data: bytes) -> list[list[Value]]:
    """Strict: an open quotation mark would swallow rows."""
    text = text_of(data)
    sep_line = _SEP_LINE.match(text)
    if sep_line:
        text, separator = unmarked(text[sep_line.end() :]), sep_line[1]
    else:
        headings = re.split(r"[\r\n]", text, maxsplit=1)[0]
        separator = max(",;\t", key=headings.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Value]] = []
    try:
        for row in filter(None, reader):
            if len(rows) > MAX_ROWS:
                raise FaultyError(SheetFault.TOO_MANY_ROWS, most=MAX_ROWS)
            width = len(rows[0]) if rows else len(row)
            if width > MAX_COLUMNS:
                raise FaultyError(SheetFault.TOO_WIDE, letter=get_column_letter(min(width, 18_278)))
            extra = [cell for cell in row[width:] if cell.strip()]
            if extra:
                raise FaultyError(
                    SheetFault.CELL_UNDER_NO_HEADING,
                    number=len(rows), cell=extra[0], separator=separator,
                )  # fmt: skip
            rows.append([*row[:width], *[""] * (width - len(row))])
    except csv.Error as error:
        raise FaultyError(SheetFault.CSV_BROKEN, number=reader.line_num, error=str(error)) from None
    return rows


# Excel


class _UnseenError(Exception):
    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def _workbook_rows(data: bytes) -> list[list[Value]]:
    check_workbook(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unfolded = sum(member.file_size for member in archive.infolist())
        if unfolded > MAX_UNFOLDED_BYTES:
            raise FaultyError(SheetFault.UNFOLDS_TOO_FAR, size=unfolded // 1_000_000)
        reader = _WorkbookReader(BytesIO(data), read_only=True, data_only=True)
        reader.read()
        return _rows_of(reader.wb)
    except (LookupError, ValueError, ParseError, zipfile.BadZipFile):
        raise FaultyError(SheetFault.DAMAGED_EXCEL) from None


class _UnsizedSheet(ReadOnlyWorksheet):  # type: ignore[misc] # openpyxl ships no types
    def _get_size(self) -> None:
        """Not asked: openpyxl reads the whole sheet for it, a second time, where the file does not say."""


class _WorkbookReader(ExcelReader):  # type: ignore[misc] # openpyxl ships no types
    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if relation.target not in self.valid_files:
                continue
            if "chartsheet" in relation.Type:
                self.read_chartsheet(sheet, relation)
                continue
            self.wb._sheets.append(_UnsizedSheet(self.wb, sheet.name, relation.target, self.shared_strings))


def _rows_of(book: openpyxl.Workbook) -> list[list[Value]]:
    sheet = book.active
    if not hasattr(sheet, "rows"):
        raise FaultyError(SheetFault.IS_A_CHART)
    others = [other.title for other in book.worksheets if other is not sheet and _has_cells(other)]
    if others:
        raise FaultyError(
            SheetFault.SEVERAL_SHEETS,
            sheet=sheet.title, others=", ".join(f"“{name}”" for name in others[:TOLD]),
        )  # fmt: skip
    with sheet._get_source() as source:
        may_hide = _MAY_HIDE.search(source.read()) is not None
    if may_hide:
        with sheet._get_source() as source:
            if faults := tuple(_unseen(source)):
                raise _UnseenError(faults)
    rows: list[list[Value]] = []
    for row in _cells_of(sheet):
        if len(rows) > MAX_ROWS:
            raise FaultyError(SheetFault.TOO_MANY_ROWS, most=MAX_ROWS)
        rows.append([_unescaped(value) for value in row])
    width = max(map(len, rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in rows] if width else []


class _CellParser(WorkSheetParser):  # type: ignore[misc] # openpyxl ships no types
    """Reads a text within its cell without openpyxl’s records of fonts, which take three times as long."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(_without_text(element))
        if element.get("t") == "inlineStr" and (inline := element.find(f"{_NAMESPACE}is")) is not None:
            texts = [inline.find(f"{_NAMESPACE}t"), *inline.iterfind(f"{_NAMESPACE}r/{_NAMESPACE}t")]
            cell["value"] = "".join(text.text or "" for text in texts if text is not None)
        return cell


def _without_text(cell: Element) -> Element:
    return Element(cell.tag, cell.attrib) if cell.get("t") == "inlineStr" else cell


def _cells_of(sheet: Any) -> Iterator[list[Value]]:
    """Row by row, each as long as its last cell with a value; what the file says of its size is not asked."""
    book = sheet.parent
    with sheet._get_source() as source:
        parser = _CellParser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        count = 0
        for number, row in parser.parse():
            while count < number - 1:
                count += 1
                yield []
            if count >= number:
                raise ValueError("rows out of order")  # They were left out without a word.
            count += 1
            yield _placed({cell["column"]: cell["value"] for cell in row if cell["value"] is not None})


def _placed(values: dict[int, Value]) -> list[Value]:
    width = max(values, default=0)
    if width > MAX_COLUMNS:
        raise FaultyError(SheetFault.TOO_WIDE, letter=get_column_letter(width))
    return [values.get(column) for column in range(1, width + 1)]


def _has_cells(sheet: Worksheet) -> bool:
    return any(cell.value is not None for row in getattr(sheet, "rows", ()) for cell in row)


def _unseen(source: IO[bytes]) -> Iterator[Fault]:
    """What an editor does not see or a reader of values does not get. `source`: the sheet’s XML."""
    places: dict[str, list[str]] = {name: [] for name in _PLACES}
    rows = 0
    for _event, element in iterparse(source):
        name = element.tag.removeprefix(_NAMESPACE)
        if name in _PLACES:
            _code, places_in = _PLACES[name]
            places[name] += places_in(element)
        if name == "row":
            rows += 1
            if rows > MAX_ROWS:
                raise FaultyError(SheetFault.TOO_MANY_ROWS, most=MAX_ROWS)
            element.clear()
    for name, (code, _places_in) in _PLACES.items():
        if places[name]:
            first = ", ".join(places[name][:TOLD])
            yield Fault(code, {"names": f"{first} …" if len(places[name]) > TOLD else first})


def _hidden_row(row: Element) -> list[str]:
    unseen = _is_on(row.get("hidden")) or _is_nothing(row.get("ht"))
    return [row.get("r", "?")] if unseen and len(row) else []


def _hidden_columns(columns: Element) -> list[str]:
    if not _is_on(columns.get("hidden")) and not _is_nothing(columns.get("width")):
        return []
    first, last = int(columns.get("min", 1)), int(columns.get("max", 1))
    return [get_column_letter(number) for number in range(first, min(last, first + TOLD) + 1)]


def _formula_without_value(cell: Element) -> list[str]:
    if cell.find(f"{_NAMESPACE}f") is None or cell.get("t") == "str":
        return []
    value = cell.find(f"{_NAMESPACE}v")
    return [cell.get("r", "?")] if value is None or not value.text else []


def formulas_without_value(sheet: Worksheet) -> list[str]:
    """The cells (“B12”), of a sheet opened to read values only, whose formula no program has computed."""
    with sheet._get_source() as source:
        if not _HAS_FORMULAS.search(source.read()):
            return []
    with sheet._get_source() as source:
        cells = []
        for _event, element in iterparse(source):
            if element.tag == f"{_NAMESPACE}c":
                cells += _formula_without_value(element)
            elif element.tag == f"{_NAMESPACE}row":
                element.clear()
        return cells


def _merged(cells: Element) -> list[str]:
    return [cells.get("ref", "?")]


# By element of the sheet’s XML, where there is something to tell of.
_PLACES: dict[str, tuple[SheetFault, Callable[[Element], list[str]]]] = {
    "row": (SheetFault.HIDDEN_ROWS, _hidden_row),
    "col": (SheetFault.HIDDEN_COLUMNS, _hidden_columns),
    "c": (SheetFault.FORMULAS_WITHOUT_VALUE, _formula_without_value),
    "mergeCell": (SheetFault.MERGED_CELLS, _merged),
}


def _is_on(flag: str | None) -> bool:
    return flag in ("1", "true")


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is given, and is 0."""
    return size is not None and size != "" and not size.strip("0.")


def _unescaped(value: Value) -> Value:
    """What Excel writes for a character that XML does not hold: _x000B_ for a vertical tab."""
    return unescape(value) if isinstance(value, str) else value
