"""How much an Excel file holds, counted in its bytes before a parser makes records of them.

An archive of 60 kB may unfold to a million rows or formats, each of which costs a parser microseconds and
bytes. Counting costs a twentieth of that, and tells which of them are too many.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# Twenty columns of 20,000 rows, and their headings; a parser reads 100,000 cells in a second.
MOST_CELLS = 420_000
# Each text of a sheet stands once in a table of texts. A parser reads 50,000 of them in a second.
MOST_TEXTS = 250_000
# Formats, links, merged cells, widths of columns, coloured words within a text. Excel itself writes 65,000
# formats at most; most cost a parser as much as ten cells.
MOST_LAYOUT = 100_000
# So few elements need no telling apart: none of their kinds is too many.
FEW = 100_000
# Each is opened to see whether it has cells.
MOST_SHEETS = 100
# Of all cells: 20,000 rows of 1,500. One text of the table of texts may be shown by many cells.
MOST_CHARACTERS = 30_000_000
# A cell holds no more, says Excel; in XML it has fewer bytes than are read at once.
LONGEST_CELL = 32_767
READ_AT_ONCE = 250_000
# Pictures and programs, which no parser of sheets opens.
_OTHER_FOLDERS = ("xl/media/", "xl/embeddings/")

# A sheet in the table of contents, and which part of the archive it is.
_SHEET = re.compile(rb"""<sheet [^<>]{0,400}?\br:id=["']([^"'<>]*)""")
# What an element of a table is counted as. “<c” alone would also begin the width of a column.
_OF_TABLES: Mapping[str, tuple[bytes, ...]] = {
    "rows": (b"<row ", b"<row>", b"<row/"),
    "cells": (b"<c ", b"<c>", b"<c/"),
    "texts": (b"<si>", b"<si ", b"<si/"),
    "within cells": (
        b"<v>",
        b"<v/",
        b"<is>",
        b"<t>",
        b"<t ",
        b"<t/",
        b"<f>",
        b"<f ",
        b"<f/",
        # Of each text, where Excel speaks Chinese or Japanese.
        b"<phoneticPr",
    ),
}


@dataclass(frozen=True, slots=True)
class Excess:
    """What a file has too much of; `code` is one of `SheetFault` and one of `Code`, with the same values."""

    code: str
    values: Mapping[str, int]


def excess_in(archive: zipfile.ZipFile, *, most_rows: int, most_cells: int) -> Excess | None:
    """The first thing of which the workbook has more than any table; None if it can be read.

    Raises what `zipfile` raises for a damaged archive, and `ValueError` where two sheets are one part of it:
    a hundred sheets of the same 90,000 rows would have nine million.
    """
    elements, sheets = 0, Counter[bytes]()
    for chunk in _chunks(archive):
        sheets.update(_SHEET.findall(chunk))
        beginnings = chunk.count(b"<")
        if not beginnings and len(chunk) == READ_AT_ONCE:
            return Excess("cell_too_long", {"most": LONGEST_CELL})
        elements += beginnings - chunk.count(b"</")
    if sheets.total() > MOST_SHEETS:
        return Excess("too_many_sheets", {"count": sheets.total(), "most": MOST_SHEETS})
    if sheets.total() > len(sheets):
        raise ValueError("two sheets are one")
    if elements <= FEW:
        return None
    return _most_of(_counts(archive, elements), most_rows, most_cells)


def _counts(archive: zipfile.ZipFile, elements: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for chunk in _chunks(archive):
        for name, beginnings in _OF_TABLES.items():
            counts[name] += sum(map(chunk.count, beginnings))
    # A file may write “<x:row>”: what is not recognised counts as layout, and so do texts outside of cells.
    in_no_cell = counts["within cells"] - 4 * (counts["cells"] + counts["texts"])
    counts["layout"] = elements - counts.total() + max(0, in_no_cell)
    return counts


def _most_of(counts: Counter[str], most_rows: int, most_cells: int) -> Excess | None:
    # With the row of headings.
    if counts["rows"] > most_rows + 1:
        return Excess("too_many_rows", {"most": most_rows})
    bounds = {
        "too_many_cells": ("cells", most_cells),
        "too_many_texts": ("texts", MOST_TEXTS),
        "too_much_layout": ("layout", MOST_LAYOUT),
    }
    for code, (name, most) in bounds.items():
        if counts[name] > most:
            return Excess(code, {"count": counts[name], "most": most})
    return None


def characters_of(row: Iterable[object]) -> int:
    """How many characters the texts in the cells of a row have."""
    return sum(len(value) for value in row if isinstance(value, str))


def _chunks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The unfolded bytes of all parts, in pieces."""
    for member in archive.infolist():
        if member.filename.startswith(_OTHER_FOLDERS):
            continue
        with archive.open(member) as part:
            while chunk := part.read(READ_AT_ONCE):
                yield chunk
