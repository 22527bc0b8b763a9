"""Files are known by what they hold; whatever else is given gets a sentence."""

import json
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.conf import settings

from uprdocs.exports import formats
from uprdocs.exports.formats import read_export
from uprdocs.messages import NotAnExport

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(**files: bytes) -> bytes:
    """A zip; `__` in a name stands for “/”."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(f"{name.replace('__', '/')}.xml", content)
    return file.getvalue()


def workbook(**cells: str | float) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for place, value in cells.items():
        book.active[place] = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(NotAnExport) as problem:
        read_export(data)
    return str(problem.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \r\n", "The file is empty"),
        (b"%PDF-1.7 ...", "This is a PDF, not an export."),
        (b"\n<html><table><tr><td>To</td></tr></table></html>", "This is a web page (HTML) or XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "This is a web page (HTML) or XML"),
        (b"MIME-Version: 1.0\n\n<html/>", "This is a web page (HTML) or XML"),
        (b"Dear colleague,\nhere it is", "No known headings; row 1 begins “Dear colleague"),
        (bytes(range(1, 256)), "No known headings; row 1 begins “"),
        (b'[{"Text": 1', "This JSON breaks off or is damaged at line 1, column 12"),
        (b"[]", "This JSON is an empty list."),
        (b"[1]", "Record 1 of this JSON is not an object with keys."),
        (b"[" * 100_000, "This JSON is nested too deeply"),
        (b"PK\x03\x04 and no more", "This XLSX or DOCX is cut off or damaged"),
        (archive(notes=b"x"), "This archive holds neither an XLSX nor a DOCX."),
        (archive(xl__workbook=b"<a/>"), "This XLSX is damaged inside ("),
        (archive(word__document=b"<a/>"), "This DOCX is damaged inside ("),
        (workbook(A1="Name", B1="Date"), "No known headings; row 1 begins “Name, Date”."),
        (OLE + b"\0" * 600, "This Excel file (.xls) is cut off or damaged ("),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
        (OLE + "WordDocument".encode("utf-16-le"), "This is an old Word file (.doc)."),
    ],
)
def test_other_files_are_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    assert refusal(data).startswith(sentence)


def test_archive_that_unfolds_too_far_is_refused_before_it_is_read() -> None:
    bomb = archive(word__document=b"0" * (formats.MAX_BYTES + 1))
    assert len(bomb) < formats.MAX_BYTES / 500
    assert refusal(bomb).startswith("The file takes up 100 MB, unfolded; at most 100 MB are read.")


def test_limit_counts_all_parts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive(xl__workbook=b"0" * 600, xl__sheet=b"0" * 600)
    monkeypatch.setattr(formats, "MAX_BYTES", 1200)
    assert "damaged inside" in refusal(data)
    monkeypatch.setattr(formats, "MAX_BYTES", 1199)
    assert "at most" in refusal(data)


def test_limit_holds_for_files_that_are_not_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_BYTES", 10)
    assert "No known headings" in refusal(b"0123456789")
    assert "at most" in refusal(b"0123456789-")


def test_sheet_that_goes_on_for_ever_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_ROWS", 50)
    names = ["To", "Text", "From", "Response", "Action", "Issue", "Session"]
    headings: dict[str, str | float] = {f"{'ABCDEFG'[at]}1": name for at, name in enumerate(names)}
    assert len(read_export(workbook(**headings, A50="Mali", B50="Read")).rows) == 1
    said = refusal(workbook(**headings, A51="Mali", B51="Read"))
    assert said.startswith("The sheet goes on after row 50.")


def folded(part: bytes, count: int, lie: bool = False) -> bytes:
    """An XLSX whose sheet is one row again and again; it may say that it is small."""
    sheet = part * count
    data = archive(xl__workbook=b"<workbook/>", xl__worksheets__sheet1=sheet)
    told = struct.pack("<I", len(sheet))
    return data.replace(told, struct.pack("<I", 1000)) if lie else data


def test_sheet_that_unfolds_to_gigabytes_is_not_opened() -> None:
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Text</t></is></c></row>'
    assert refusal(folded(row, 2_000_000)).startswith("The file takes up 124 MB, unfolded")
    assert refusal(folded(row, 200_000)).endswith("so it was not opened. Download it again.")
    assert refusal(folded(row, 2_000_000, lie=True)).startswith("The directory of this file tells")


@pytest.mark.parametrize(
    "data",
    [
        b"," * 3_000_000,
        b'"' + b"a" * 30_000_000,
        b"[" * 3_000_000,
        folded(b"<row/>", 300_000),
    ],
    ids=["cells", "letters", "brackets", "rows"],
)
def test_what_is_made_to_fill_the_memory_takes_little_of_it(data: bytes) -> None:
    """In a process of its own: a second and 100 MB are what a bad file may cost."""
    program = (
        "import resource, sys, time\n"
        "from uprdocs.exports.formats import read_export\n"
        "from uprdocs.messages import NotAnExport\n"
        "data = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read_export(data)\n"
        "except NotAnExport:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    run = subprocess.run(  # noqa: S603 - the program stands above
        [sys.executable, "-c", program],
        input=data,
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    assert int(run.stdout) < 100 * 1024


def test_csv_with_an_open_quotation_mark_names_the_row() -> None:
    head = b"To,Text,From,Response,Action,Issue,Session\r"
    row = b"Peru,Read,Mali,Noted,5,Justice,18\r"
    assert refusal(head + row + b'Peru,"Read,Mali\r' + row).startswith(
        "Row 3 of this CSV cannot be divided into cells"
    )


def test_headings_may_stand_below_a_title() -> None:
    read = read_export(
        b"Exported today\n\nTo,Text,From,Response,Action,Issue,Session\nPeru,Read,Mali,Noted,5,Justice,18\n"
    )
    assert [(row.source_row, row.text) for row in read.rows] == [(4, "Read")]


def test_export_saved_anew_in_another_format_is_read() -> None:
    headings = ("SuR", "Recommendation", "RS", "Response", "Action", "Issue", "Session")
    cells = dict(zip("ABCDEFG", headings, strict=True))
    row = ("Peru", 2030.0, "Mali", "Noted", 5.0, "A,B", 18.0)
    values = dict(zip("ABCDEFG", row, strict=True))
    read = read_export(
        workbook(
            **{f"{column}1": text for column, text in cells.items()},
            **{f"{column}2": text for column, text in values.items()},
        )
    )
    assert (read.format, len(read.rows), read.doubts) == ("upr_info_xlsx", 1, ())
    assert (read.rows[0].text, read.rows[0].labels) == ("2030", ("A", "B"))


def test_json_in_utf_16_is_read() -> None:
    assert refusal(json.dumps([{"Text": ""}]).encode("utf-16")).startswith("Record 1 ")


@pytest.mark.parametrize("part", [0.01, 0.5, 0.999])
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ohchr_thematic_list_cycle2_slovenia.docx", "This XLSX or DOCX is cut off or damaged"),
        ("upr_info_export_sessions_17-20.xls", "This Excel file (.xls) is cut off or damaged"),
    ],
)
def test_real_files_cut_off_are_refused(name: str, sentence: str, part: float, shared: Path) -> None:
    data = (shared / "formats" / name).read_bytes()
    assert refusal(data[: int(len(data) * part)]).startswith(sentence)
