"""The table in an Excel file (.xlsx)."""

import zipfile
from io import BytesIO

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from uprdocs.files.sheet_bytes import check_workbook
from uprdocs.files.sheet_faults import FaultySheetError, SheetFault, UnseenCellsError
from uprdocs.files.sheets import MAX_ROWS, ReadSheet, Value, check_places, check_width, sheet_of
from uprdocs.files.unseen_cells import MAY_HIDE, TOLD, unseen_in
from uprdocs.files.workbook import cells_by_row, open_workbook
from uprdocs.files.workbook_parts import MOST_CELLS, MOST_CHARACTERS, characters_of, excess_in

MAX_UNFOLDED_BYTES = 100_000_000


def read_workbook(data: bytes) -> ReadSheet:
    """The sheet of an Excel file (.xlsx) that was open when it was saved."""
    return sheet_of(_workbook_rows, data)


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
        check_places(len(rows) + 1, width)
        rows.append([_unescaped(value) for value in row])
    return [[*row, *[None] * (width - len(row))] for row in rows] if width else []


def _placed(values: dict[int, Value]) -> list[Value]:
    width = max(values, default=0)
    check_width(width)
    return [values.get(column) for column in range(1, width + 1)]


def _has_cells(sheet: Worksheet) -> bool:
    return any(cell.value is not None for row in getattr(sheet, "rows", ()) for cell in row)


def _unescaped(value: Value) -> Value:
    """What Excel writes for a character that XML does not hold: _x000B_ for a vertical tab."""
    return unescape(value) if isinstance(value, str) else value
