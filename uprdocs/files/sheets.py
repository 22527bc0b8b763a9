"""Tables of spreadsheet programs: rows of plain values, or why a file is none; and how large one may be.

`csv_sheet` and `excel_sheet` read them, each without what only the other needs.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from uprdocs.files.sheet_faults import Fault, FaultySheetError, SheetFault, UnseenCellsError

Value = str | int | float | bool | dt.date | dt.time | dt.timedelta | None

MAX_BYTES = 50_000_000
# Five times as many as anybody edits in one table.
MAX_ROWS = 100_000
# No table of ours has a tenth as many.
MAX_COLUMNS = 500
# Rows times columns; thirty columns of 30,000 rows.
MOST_PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A table, its headings in the first row, all rows as long as it; or the faults for which it is none."""

    rows: list[list[Value]]
    faults: tuple[Fault, ...] = ()


def sheet_of(rows_of: Callable[[bytes], list[list[Value]]], data: bytes) -> ReadSheet:
    """The table that `rows_of` finds in the bytes of a file, or the faults that it raises."""
    try:
        if len(data) > MAX_BYTES:
            raise FaultySheetError(SheetFault.TOO_LARGE, size=len(data) // 1_000_000)
        return ReadSheet(rows_of(data))
    except UnseenCellsError as error:
        return ReadSheet([], error.faults)
    except FaultySheetError as error:
        return ReadSheet([], (error.fault,))


def check_places(rows: int, columns: int) -> None:
    """A table takes memory for each of its places, filled or not: a cell far right makes all rows as long."""
    if rows * columns > MOST_PLACES:
        letter = column_letters(columns)
        raise FaultySheetError(SheetFault.TOO_MANY_PLACES, rows=rows, letter=letter, most=MOST_PLACES)


def check_width(columns: int) -> None:
    """Raises `FaultySheetError` for a row with something further right than any table of ours goes."""
    if columns > MAX_COLUMNS:
        raise too_wide(columns)


def too_wide(columns: int) -> FaultySheetError:
    """The error that names the last column, or the last that has three letters."""
    return FaultySheetError(SheetFault.TOO_WIDE, letter=column_letters(min(columns, 18_278)))


def column_letters(number: int) -> str:
    """What spreadsheet programs call a column, from 1: A … Z, AA … ZZ, AAA …

    As openpyxl’s `get_column_letter`, whose import takes three times as long as reading a small CSV.
    """
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
