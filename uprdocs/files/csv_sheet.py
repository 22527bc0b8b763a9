"""The table in a CSV file."""

import csv
import re
from collections.abc import Iterator

from uprdocs.files.encodings import lines_with_ends, unmarked
from uprdocs.files.sheet_bytes import text_of
from uprdocs.files.sheet_faults import FaultySheetError, SheetFault
from uprdocs.files.sheets import MAX_ROWS, ReadSheet, Value, check_places, check_width, sheet_of, too_wide

# Of a line, where texts hold some too; a cell has room for 32,767 characters.
SEPARATORS_AT_MOST = 40_000
# What a spreadsheet program writes above the headings for itself: sep=;
_SEP_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)


def read_csv(data: bytes) -> ReadSheet:
    """A CSV file in UTF-8, UTF-16 or UTF-32, with any separator."""
    return sheet_of(_csv_rows, data)


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
            check_width(width)
            check_places(len(rows) + 1, width)
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
            raise too_wide(count + 1)
        yield line
