"""Which kind of export a file is, told by what it holds and not by its name.

CSV, XLS and XLSX are opened as tables; their headings say whose export they are.
"""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any, TypeVar

import openpyxl
import xlrd

from recommendations.documents import thematic_list, uhri, upr_info
from recommendations.documents.rows import NotAnExport, ReadExport, Table

Read = TypeVar("Read")

# What a file may take up, unfolded: UHRI's largest export takes less.
MAX_BYTES = 100 * 1024 * 1024
# UHRI has 16 columns; a single cell far to the right would make every row as long.
MAX_COLUMNS = 64
# All of UHRI has some 250,000; a cell far below makes empty rows of all between.
MAX_ROWS = 300_000

KNOWN_FORMATS = (
    "UPR Info (CSV or XLS), UHRI (XLSX or JSON) and OHCHR’s thematic lists (DOCX) can be read"
)


def read_export(data: bytes) -> ReadExport:
    """What a file of one of the known formats says.

    `NotAnExport` carries a sentence for the editor about any other file, and a damaged one.
    """
    if not data.strip():
        raise NotAnExport("The file is empty (0 bytes of content). Download it again.")
    if len(data) > MAX_BYTES:
        raise NotAnExport(_too_big(len(data)))
    for beginning, read in _READERS:
        if data.startswith(beginning):
            return read(data)
    text = _decoded(data)
    if text.lstrip()[:13].casefold().startswith(("<", "mime-version:")):
        raise NotAnExport(
            "This is a web page (HTML) or XML, even if its name ends in .xls. Open it in a "
            f"spreadsheet program and save it as CSV, or download it again; {KNOWN_FORMATS}."
        )
    if text.lstrip().startswith(("[", "{")):
        return _read_json(text)
    return _read_tables([_csv_rows(text)], "csv")


def _too_big(size: int) -> str:
    return (
        f"The file takes up {size / 1024 / 1024:.0f} MB, unfolded; at most "
        f"{MAX_BYTES // 1024 // 1024} MB are read. "
        "Export fewer rows, for instance one State under review at a time."
    )


def _read_tables(tables: Sequence[Table], kind: str) -> ReadExport:
    """The first table that is a known export."""
    for table in tables:
        for read_table in (upr_info.read_table, uhri.read_table):
            if read := read_table(table, kind):
                return read
    first = ", ".join(cell for row in tables[0][:1] for cell in row if cell) if tables else ""
    raise NotAnExport(
        f"No known headings; row 1 begins “{_printable(first)[:80]}”. {KNOWN_FORMATS}: "
        "give the file as it was downloaded, with its headings."
    )


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


# Text


def _decoded(data: bytes) -> str:
    """A file's text. Where it is not UTF-8, bare CR line ends tell Excel on a Mac from Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        on_a_mac = b"\r" in data and b"\n" not in data
    return data.decode("mac_roman" if on_a_mac else "cp1252", errors="replace")


def _csv_rows(text: str) -> Table:
    headings = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    delimiter = max(",;\t", key=headings.count)
    rows: list[list[str]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as problem:
        if len(rows) == 0 or len(rows[0]) < 2:
            rows = [[headings]]
        else:
            raise NotAnExport(
                f"Row {len(rows) + 1} of this CSV cannot be divided into cells ({problem}): a "
                "quotation mark is missing there, or the file is cut off. Download it again."
            ) from problem
    return rows


def _read_json(text: str) -> ReadExport:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as problem:
        raise NotAnExport(
            f"This JSON breaks off or is damaged at line {problem.lineno}, "
            f"column {problem.colno} ({problem.msg}). Download it again."
        ) from problem
    except RecursionError as problem:
        raise NotAnExport(
            f"This JSON is nested too deeply to be an export. {KNOWN_FORMATS}."
        ) from problem
    # One record alone, without the list around it, is read too.
    return uhri.read_records(content if isinstance(content, list) else [content])


# Excel and Word


def _read_ole(data: bytes) -> ReadExport:
    """An XLS; other programs' old files and password-protected new ones begin alike."""
    for stream, sentence in (
        ("EncryptedPackage", "The file is protected by a password. Save it without one."),
        ("WordDocument", "This is an old Word file (.doc). Save it as .docx."),
    ):
        if stream.encode("utf-16-le") in data:
            raise NotAnExport(sentence)
    try:
        with xlrd.open_workbook(
            file_contents=data,
            # UPR Info's files have a directory that xlrd takes for damaged.
            ignore_workbook_corruption=True,
            logfile=StringIO(),
        ) as book:
            tables = [
                [[_printed(value) for value in sheet.row_values(row)] for row in range(sheet.nrows)]
                for sheet in book.sheets()
            ]
    except Exception as problem:
        # A damaged file takes xlrd anywhere: struct, index, assertion and its own errors.
        raise NotAnExport(
            f"This Excel file (.xls) is cut off or damaged ({_reason(problem)}). Download it "
            "again, or open it in a spreadsheet program and save it as CSV."
        ) from problem
    return _read_tables(tables, "xls")


def _printed(value: object) -> str:
    """A cell's value as a person reads it: XLS has numbers as floats only."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _reason(problem: Exception) -> str:
    return _printable(str(problem) or type(problem).__name__)[:120]


def _read_zip(data: bytes) -> ReadExport:
    """An XLSX or DOCX, after its directory has said how large it unfolds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise NotAnExport(
            "This XLSX or DOCX is cut off or damaged: its directory, at the end, cannot be read. "
            "Download it again."
        ) from problem
    # zipfile reads no more of a file than the directory says.
    size = sum(file.file_size for file in files)
    if size > MAX_BYTES:
        raise NotAnExport(_too_big(size))
    names = {file.filename for file in files}
    if "word/document.xml" in names:
        return _whole(data, "DOCX", thematic_list.read_document)
    if "xl/workbook.xml" in names:
        return _read_tables(_whole(data, "XLSX", _sheets), "xlsx")
    raise NotAnExport(
        f"This archive holds neither an XLSX nor a DOCX. Unpack it first; {KNOWN_FORMATS}."
    )


def _whole(data: bytes, kind: str, read: Callable[[bytes], Read]) -> Read:
    """What `read` makes of a file, or a sentence that it is damaged."""
    try:
        return read(data)
    except NotAnExport:
        raise
    except Exception as problem:
        # Damaged parts take the libraries anywhere: zip, XML, key and value errors.
        raise NotAnExport(
            f"This {kind} is damaged inside ({_reason(problem)}). Download it again, or open it "
            "and save it anew."
        ) from problem


def _sheets(data: bytes) -> list[Table]:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        return [list(_rows(sheet)) for sheet in book.worksheets]
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[list[str]]:
    # Some programs write a wrong size, which would cut rows off.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
        if number > MAX_ROWS:
            raise NotAnExport(
                f"The sheet goes on after row {MAX_ROWS:,}. Delete what is below the export, or "
                "export fewer rows, for instance one State under review at a time."
            )
        cells = [_printed(value) for value in row]
        yield cells if any(cells) else []


def _read_pdf(data: bytes) -> ReadExport:
    raise NotAnExport(f"This is a PDF, not an export. {KNOWN_FORMATS}; reports are read elsewhere.")


_READERS: tuple[tuple[bytes, Callable[[bytes], ReadExport]], ...] = (
    (b"PK", _read_zip),
    (b"\xd0\xcf\x11\xe0", _read_ole),
    (b"%PDF", _read_pdf),
)
