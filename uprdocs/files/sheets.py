"""Tables of spreadsheet programs: the bytes of a CSV or Excel file in, rows of plain values out.

What is wrong is a code with values and not a sentence: whoever shows it has the words.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from uprdocs.files.encodings import lines_with_ends, unmarked
from uprdocs.files.sheet_bytes import check_workbook, text_of
from uprdocs.files.sheet_faults import Fault, FaultySheetError, SheetFault, UnseenCellsError
from uprdocs.files.unseen_cells import MAY_HIDE, TOLD, unseen_in
from uprdocs.files.workbook import Value, cells_by_row, open_workbook
from uprdocs.files.workbook_parts import MOST_CELLS, MOST_CHARACTERS, characters_of, excess_in

MAX_BYTES = 50_000_000
MAX_UNFOLDED_BYTES = 100_000_000
# Five times as many as anybody edits in one table.
MAX_ROWS = 100_000
# No table of ours has a tenth as many.
MAX_COLUMNS = 500
# Of a line of a CSV, where texts hold some too; a cell has room for 32,767 characters.
SEPARATORS_AT_MOST = 40_000
# Rows times columns; thirty columns of 30,000 rows.
MOST_PLACES = 1_000_000
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
            raise FaultySheetError(SheetFault.TOO_LARGE, size=len(data) // 1_000_000)
        return ReadSheet(rows_of(data))
    except UnseenCellsError as error:
        return ReadSheet([], error.faults)
    except FaultySheetError as error:
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
    reader = csv.reader(_lines_of_cells(text, separator), delimiter=separator, strict=True)
    rows: list[list[Value]] = []
    try:
        for count, row in enumerate(reader):
            # Empty ones too, of which a file may have millions.
            if count > MAX_ROWS:
                raise FaultySheetError(SheetFault.TOO_MANY_ROWS, most=MAX_ROWS)
            if not row:
                continue
            width = len(rows[0]) if rows else len(row)
            if width > MAX_COLUMNS:
                raise FaultySheetError(SheetFault.TOO_WIDE, letter=get_column_letter(min(width, 18_278)))
            _check_places(len(rows) + 1, width)
            extra = [cell for cell in row[width:] if cell.strip()]
            if extra:
                raise FaultySheetError(
                    SheetFault.CELL_UNDER_NO_HEADING,
                    number=len(rows), cell=extra[0], separator=separator,
                )  # fmt: skip
            rows.append([*row[:width], *[""] * (width - len(row))])
    except csv.Error as error:
        raise FaultySheetError(SheetFault.CSV_BROKEN, number=reader.line_num, error=str(error)) from None
    return rows


def _lines_of_cells(text: str, separator: str) -> Iterator[str]:
    """The lines, none with so many separators that dividing it would take the memory of all."""
    for line in lines_with_ends(text):
        if (count := line.count(separator)) > SEPARATORS_AT_MOST:
            raise FaultySheetError(SheetFault.TOO_WIDE, letter=get_column_letter(min(count + 1, 18_278)))
        yield line


def _check_places(rows: int, columns: int) -> None:
    """A table takes memory for each of its places, filled or not: a cell far right makes all rows as long."""
    if rows * columns > MOST_PLACES:
        letter = get_column_letter(columns)
        raise FaultySheetError(SheetFault.TOO_MANY_PLACES, rows=rows, letter=letter, most=MOST_PLACES)


# Excel


def _workbook_rows(data: bytes) -> list[list[Value]]:
    check_workbook(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unfolded = sum(member.file_size for member in archive.infolist())
            if unfolded > MAX_UNFOLDED_BYTES:
                raise FaultySheetError(SheetFault.UNFOLDS_TOO_FAR, size=unfolded // 1_000_000)
            if excess := excess_in(archive, most_rows=MAX_ROWS, most_cells=MOST_CELLS):
                raise FaultySheetError(SheetFault(excess.code), **excess.values)
        return _rows_of(open_workbook(data))
    except (FaultySheetError, UnseenCellsError, MemoryError):
        raise
    except Exception:
        # The libraries raise all kinds of errors for damaged parts: zip, zlib, XML, key and type errors.
        raise FaultySheetError(SheetFault.DAMAGED_EXCEL) from None


def _rows_of(book: openpyxl.Workbook) -> list[list[Value]]:
    sheet = book.active
    if not hasattr(sheet, "rows"):
        raise FaultySheetError(SheetFault.IS_A_CHART)
    others = [other.title for other in book.worksheets if other is not sheet and _has_cells(other)]
    if others:
        raise FaultySheetError(
            SheetFault.SEVERAL_SHEETS,
            sheet=sheet.title, others=", ".join(f"“{name}”" for name in others[:TOLD]),
        )  # fmt: skip
    with sheet._get_source() as source:
        may_hide = MAY_HIDE.search(source.read()) is not None
    if may_hide:
        with sheet._get_source() as source:
            if faults := tuple(unseen_in(source)):
                raise UnseenCellsError(faults)
    rows: list[list[Value]] = []
    characters = width = 0
    for row in map(_placed, cells_by_row(sheet)):
        if len(rows) > MAX_ROWS:
            raise FaultySheetError(SheetFault.TOO_MANY_ROWS, most=MAX_ROWS)
        # Many cells may show one long text, which takes its place in each.
        characters += characters_of(row)
        if characters > MOST_CHARACTERS:
            raise FaultySheetError(SheetFault.TOO_MUCH_TEXT, most=MOST_CHARACTERS)
        width = max(width, len(row))
        _check_places(len(rows) + 1, width)
        rows.append([_unescaped(value) for value in row])
    return [[*row, *[None] * (width - len(row))] for row in rows] if width else []


def _placed(values: dict[int, Value]) -> list[Value]:
    width = max(values, default=0)
    if width > MAX_COLUMNS:
        raise FaultySheetError(SheetFault.TOO_WIDE, letter=get_column_letter(width))
    return [values.get(column) for column in range(1, width + 1)]


def _has_cells(sheet: Worksheet) -> bool:
    return any(cell.value is not None for row in getattr(sheet, "rows", ()) for cell in row)


def _unescaped(value: Value) -> Value:
    """What Excel writes for a character that XML does not hold: _x000B_ for a vertical tab."""
    return unescape(value) if isinstance(value, str) else value
