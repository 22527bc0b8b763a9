"""Recognising an export by its content, not by its name.

CSV, XLS and XLSX are read as tables; their headings show which kind of export they are.
"""

import csv
import dataclasses
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import chain, islice
from string import ascii_uppercase
from typing import Any, Protocol, TypeVar

import xlrd
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from uprdocs.exports import thematic_list, uhri, upr_info
from uprdocs.exports.rows import ROWS_BEFORE_HEADINGS, Columns, ReadExport, Table
from uprdocs.files.encodings import encoding_of, lines_with_ends, unmarked
from uprdocs.files.unseen_cells import formulas_without_value
from uprdocs.files.workbook import cells_by_row, open_workbook
from uprdocs.files.workbook_parts import MOST_CHARACTERS, characters_of, excess_in
from uprdocs.messages import Code, Doubt, Message, NotAnExport

Contents = TypeVar("Contents")


class TableReader(Protocol):
    """A module that reads one kind of table."""

    def columns(self, table: Table) -> Columns | None: ...
    def read_table(self, table: Table, columns: Columns, kind: str) -> ReadExport: ...


READERS: tuple[TableReader, ...] = (upr_info, uhri)

# The largest uncompressed size. UHRI's largest export is smaller.
MAX_BYTES = 100 * 1024 * 1024
# The highest compression ratio: sheets have about 10, zip bombs more than 100.
FOLDED_AT_MOST = 60
# Uncompressed size up to which the ratio does not matter.
FOLDED_FREELY = 5 * 1024 * 1024
# The row of headings must end within this many characters.
BEGINNING = 20_000
# UHRI has 16 columns. A single cell far to the right would make every row that long.
MAX_COLUMNS = 64
# All of UHRI has some 250,000. A single cell far below would make as many empty rows.
MAX_ROWS = 300_000
# Of an Excel file: 20,000 rows of UHRI’s 16 columns, which take eight seconds; as JSON, three.
MAX_CELLS = 330_000

# In a message.
CELLS_NAMED = 10
_JSON_BEGINS = re.compile(r"[^ \t\r\n]")

# The known formats, as a part of messages.
FORMATS = {"formats": Message(Code.KNOWN_FORMATS)}


def read_export(data: bytes) -> ReadExport:
    """Read a file of one of the known formats. Raises `NotAnExport` for other or damaged files."""
    if not data or data.isspace():
        raise NotAnExport(Code.EMPTY_EXPORT)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    for beginning, reader in _READERS:
        if data.startswith(beginning):
            return reader(data)
    text = _decoded(data)
    begins = text[:BEGINNING].lstrip()
    if begins[:13].casefold().startswith(("<", "mime-version:")):
        raise NotAnExport(Code.WEB_PAGE_OR_XML, FORMATS)
    if begins.startswith("{\\rtf"):
        raise NotAnExport(Code.WEB_PAGE_OR_RTF)
    if begins.startswith(("[", "{")):
        return _read_json(text)
    return _read_tables([_csv_rows(text, begins)], "csv")


def _too_large(size: int) -> NotAnExport:
    megabyte = 1024 * 1024
    return NotAnExport(Code.FILE_TOO_LARGE, {"size": round(size / megabyte), "most": MAX_BYTES // megabyte})


def _read_tables(tables: Iterable[Iterator[list[str]]], kind: str) -> ReadExport:
    """Read the first table that is a known export; of the others, only the first rows."""
    first = ""
    for rows in tables:
        beginning = list(islice(rows, ROWS_BEFORE_HEADINGS))
        for reader in READERS:
            if columns := reader.columns(beginning):
                return reader.read_table([*beginning, *rows], columns, kind)
        first = first or ", ".join(cell for row in beginning[:1] for cell in row if cell)
    raise NotAnExport(Code.NO_KNOWN_HEADINGS, {"words": _printable(first[:80]), **FORMATS})


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


# Text


def _decoded(data: bytes) -> str:
    """The text of a file. If it is not UTF-8, bare CR line ends mean Excel on a Mac."""
    if encoding := encoding_of(data):
        return unmarked(data.decode(encoding, errors="replace"))
    try:
        return unmarked(data.decode("utf-8"))
    except UnicodeDecodeError:
        on_a_mac = b"\r" in data and b"\n" not in data
    return data.decode("mac_roman" if on_a_mac else "cp1252", errors="replace")


def _csv_rows(text: str, begins: str) -> Iterator[list[str]]:
    headings = re.split(r"[\r\n]", begins, maxsplit=1)[0]
    if len(headings) == len(begins) >= BEGINNING // 2:
        # An endless line is not a row of an export; parsing would make a million cells.
        yield [headings[:80]]
        return
    delimiter = max(",;\t", key=headings.count)
    reader = csv.reader(lines_with_ends(text), delimiter=delimiter, strict=True)
    count = 0
    try:
        for row in reader:
            count += 1
            yield row
    except csv.Error as problem:
        if count == 0 or headings.count(delimiter) == 0:
            yield [headings]
            return
        raise NotAnExport(Code.CSV_BROKEN, {"row": count + 1, "problem": str(problem)}) from problem


def _read_json(text: str) -> ReadExport:
    try:
        content = _json_content(text)
    except json.JSONDecodeError as problem:
        place = {"line": problem.lineno, "column": problem.colno}
        raise NotAnExport(Code.JSON_BROKEN, {**place, "problem": problem.msg}) from problem
    except RecursionError as problem:
        raise NotAnExport(Code.JSON_TOO_DEEP, FORMATS) from problem
    # Accept a single record without the list around it.
    return uhri.read_records(content if isinstance(content, list) else [content])


def _json_content(text: str) -> object:
    """One value, or a list of those that follow each other: JSON lines, one record on each."""
    decoder = json.JSONDecoder()
    values = []
    place = 0
    while beginning := _JSON_BEGINS.search(text, place):
        value, place = decoder.raw_decode(text, beginning.start())
        values.append(value)
    if all(isinstance(value, list) for value in values):
        return list(chain.from_iterable(values))
    return values[0] if len(values) == 1 else values


# Excel and Word


def _read_ole(data: bytes) -> ReadExport:
    """An XLS. Old Word files and encrypted XLSX files have the same first bytes."""
    for stream, code in (("EncryptedPackage", Code.EXPORT_LOCKED), ("WordDocument", Code.OLD_WORD)):
        if stream.encode("utf-16-le") in data:
            raise NotAnExport(code)
    try:
        with xlrd.open_workbook(
            file_contents=data,
            # xlrd considers the directory of UPR Info's files corrupt.
            ignore_workbook_corruption=True,
            logfile=StringIO(),
        ) as book:
            tables = [
                iter([[_cell_text(value) for value in sheet.row_values(row)] for row in range(sheet.nrows)])
                for sheet in book.sheets()
            ]
    except MemoryError:
        raise
    except Exception as problem:
        # xlrd raises all kinds of errors for a damaged file: struct, index, assertion and its own.
        raise NotAnExport(Code.XLS_DAMAGED, {"problem": _reason(problem)}) from problem
    return _read_tables(tables, "xls")


def _cell_text(value: object) -> str:
    """The value of a cell as displayed: XLS stores all numbers as floats."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _reason(problem: Exception) -> str:
    return _printable(str(problem) or type(problem).__name__)[:120]


def _read_zip(data: bytes) -> ReadExport:
    """An XLSX or DOCX, after a check of its uncompressed size."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise NotAnExport(Code.ARCHIVE_CUT_OFF) from problem
    _check_sizes(files, len(data))
    names = {file.filename for file in files}
    if "word/document.xml" in names:
        return _whole(data, "DOCX", thematic_list.read_thematic_list)
    if "xl/workbook.xml" in names:
        return _whole(data, "XLSX", _read_xlsx)
    raise NotAnExport(Code.UNKNOWN_ARCHIVE, FORMATS)


def _whole(data: bytes, kind: str, reader: Callable[[bytes], Contents]) -> Contents:
    """Read a file, turning any error into the message that it is damaged."""
    try:
        return reader(data)
    except (NotAnExport, MemoryError):
        raise
    except Exception as problem:
        # The libraries raise all kinds of errors for damaged parts: zip, XML, key and value errors.
        raise NotAnExport(Code.DAMAGED_INSIDE, {"kind": kind, "problem": _reason(problem)}) from problem


def _check_sizes(files: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Check the declared sizes before decompressing anything."""
    unfolded = sum(file.file_size for file in files)
    if unfolded > MAX_BYTES:
        raise _too_large(unfolded)
    if unfolded > FOLDED_FREELY and unfolded > size * FOLDED_AT_MOST:
        raise NotAnExport(Code.UNFOLDS_TOO_FAR, {"times": unfolded // size})
    if any(file.compress_size > file.file_size + 1024 for file in files):
        raise NotAnExport(Code.WRONG_SIZES)


def _read_xlsx(data: bytes) -> ReadExport:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if excess := excess_in(archive, most_rows=MAX_ROWS, most_cells=MAX_CELLS):
            raise NotAnExport(Code(excess.code), excess.values)
    book = open_workbook(data)
    try:
        # One sheet after the other, so that the last is the one that was read.
        opened: list[Worksheet] = []
        export = _read_tables((_rows(sheet, opened) for sheet in book.worksheets), "xlsx")
        cells = formulas_without_value(opened[-1])
    finally:
        book.close()
    if not cells:
        return export
    names = ", ".join(cells[:CELLS_NAMED]) + (" …" if len(cells) > CELLS_NAMED else "")
    row = int(cells[0].lstrip(ascii_uppercase) or 0)
    doubt = Doubt(Code.FORMULA_WITHOUT_VALUE, {"cells": names}, row=row)
    return dataclasses.replace(export, doubts=(doubt, *export.doubts))


def _rows(sheet: Any, opened: list[Worksheet]) -> Iterator[list[str]]:
    """The rows of a sheet, which is noted as opened when the first is asked for."""
    opened.append(sheet)
    characters = 0
    for number, row in enumerate(cells_by_row(sheet), 1):
        if number > MAX_ROWS:
            raise NotAnExport(Code.TOO_MANY_ROWS, {"most": MAX_ROWS})
        characters += characters_of(row.values())
        if characters > MOST_CHARACTERS:
            raise NotAnExport(Code.TOO_MUCH_TEXT, {"most": MOST_CHARACTERS})
        # Excel escapes characters that XML forbids, as _x000D_.
        cells = [""] * MAX_COLUMNS
        for column, value in row.items():
            if column <= MAX_COLUMNS:
                cells[column - 1] = unescape(_cell_text(value))
        yield cells if any(cells) else []


def _read_pdf(data: bytes) -> ReadExport:
    raise NotAnExport(Code.PDF_IS_NO_EXPORT, FORMATS)


_READERS: tuple[tuple[bytes, Callable[[bytes], ReadExport]], ...] = (
    (b"PK", _read_zip),
    (b"\xd0\xcf\x11\xe0", _read_ole),
    (b"%PDF", _read_pdf),
)
