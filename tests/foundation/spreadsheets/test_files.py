"""Files as spreadsheet programs leave them: read as they are seen there, or refused in a sentence."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from foundation.spreadsheets.faults import SENTENCES
from foundation.spreadsheets.files import AnyCSV
from foundation.spreadsheets.workbook import CheckedXLSX
from tests.support import hostile_office
from uprdocs.files import excel_sheet, sheets, workbook_parts
from uprdocs.files.sheet_faults import SheetFault

LINES = [["review", "number", "title_en"], ["kaz-2014", "124.10", "One; two, “Қазақ”"]]


def text_of(separator: str) -> str:
    return "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in LINES) + "\r\n"


def lines_of(data: bytes) -> list[list[Any]]:
    dataset = AnyCSV().create_dataset(data)
    return [dataset.headers, *map(list, dataset)]


@pytest.mark.parametrize(
    "data",
    [
        text_of(",").encode(),
        text_of(";").encode("utf-8-sig"),
        text_of("\t").encode("utf-16"),
        b"\xfe\xff" + text_of(";").encode("utf-16-be"),
        ("\ufeff\ufeff" + text_of(",")).encode(),
        ("sep=;\r\n" + text_of(";")).encode(),
        ("\ufeffsep=;\n\ufeff" + text_of(";")).encode(),
        ('"sep=,"\r\n' + text_of(",")).encode("utf-16"),
        # Without its mark: every second byte tells.
        text_of(",").encode("utf-16-le"),
        ("SEP=|\r\n" + text_of("|")).encode(),
        text_of(",").encode("utf-32"),
        b"\0\0\xfe\xff" + text_of(";").encode("utf-32-be"),
        text_of(",").encode("utf-32-le"),
        text_of(",").encode("utf-32-be"),
        ("sep=\t\r" + text_of("\t").replace("\r\n", "\r")).encode(),
    ],
)
def test_csv_is_read_whatever_its_encoding_and_separator(data: bytes) -> None:
    assert lines_of(data) == LINES


@pytest.mark.parametrize(
    # The second ends with a byte that could be the first half of a letter in UTF-8.
    "data",
    ["a,ў".encode("cp1251"), "a,Р".encode("cp1251"), b"a,b\n\xff\xfe,\x00"],
)
def test_csv_of_another_encoding_is_not_guessed(data: bytes) -> None:
    with pytest.raises(ValueError, match="This CSV is not in UTF-8"):
        AnyCSV().create_dataset(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ('a,b\n1,"two\n3,4\n', "Line 3 cannot be read"),
        ('a,b\n1,"two" x\n', "Line 2 cannot be read"),
        ("a,b\n1,2,3\n", "Row 1 has more cells than there are headings: “3” stands under none."),
        ("a;b\n1;2\n1;2;3;4\n", "Row 2 has more cells than there are headings: “3” stands under none."),
    ],
)
def test_csv_whose_cells_cannot_be_told_apart_is_refused_with_its_place(data: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        AnyCSV().create_dataset(data.encode())
    assert str(raised.value).startswith(told)


def test_csv_keeps_lines_within_cells_and_fills_short_rows() -> None:
    assert lines_of(b'a,b,c\n"1\n2",x\n\n3,,,\n') == [["a", "b", "c"], ["1\n2", "x", ""], ["3", "", ""]]


TO_UTF_8 = "In Excel, save it as “CSV UTF-8”, or upload the .xlsx file."
IS_EXCEL = (
    "This is an Excel file (.xlsx), whatever its name. Upload it again and choose “xlsx” as the format."
)
IS_TEXT = "This is a text, perhaps a CSV, whatever its name. Upload it again and choose “csv” as the format."
NOT_EXCEL = "This is not an Excel file (.xlsx)."
NOT_CSV = "This is no CSV: its bytes are those of a file of another kind."
OLD_EXCEL = "This is a file of an old Excel (.xls). Open it and save it as “Excel workbook (.xlsx)”."
OPEN_DOCUMENT = "This is an OpenDocument file (.ods). Open it and save it as “Excel workbook (.xlsx)”."
DAMAGED = "This Excel file is damaged or cut off. Open it in a spreadsheet program and save it again."


def cut_off(encoding: str) -> str:
    told = "ends in the middle of a character: its end was cut off. Save or copy it again."
    return f"This CSV ({encoding}) {told}"


def zero_byte(line: int) -> str:
    return (
        f"Line {line} of this CSV holds a zero byte, which no text has: it is damaged, or in UTF-16 without "
        f"its mark. {TO_UTF_8}"
    )


def package(**files: str) -> bytes:
    """A zip of files; of a name the double underscore is a slash, the single one a dot."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return output.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ODS = package(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<a/>")
DOCX = package(word__document_xml="<a/>")
XLSB = package(xl__workbook_bin="")
LOCKED = OLE + bytes(100) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(lambda: workbook(), IS_EXCEL, id="xlsx"),
        pytest.param(lambda: DOCX, NOT_CSV, id="docx"),
        pytest.param(lambda: damaged_directory(6, 99), NOT_CSV, id="damaged archive"),
        pytest.param(lambda: ODS, OPEN_DOCUMENT, id="ods"),
        pytest.param(lambda: OLE + bytes(600), OLD_EXCEL, id="xls"),
        pytest.param(lambda: LOCKED, "This file has a password. Save it without one.", id="locked"),
        pytest.param(lambda: b"%PDF-1.4\n1 0 obj", NOT_CSV, id="pdf"),
        pytest.param(lambda: b"a,b\n1,2\n3,\x00\n", zero_byte(3), id="zero byte"),
        pytest.param(lambda: b"a,b\n" + b"1,2\n" * 100 + b"\0", zero_byte(102), id="zero byte far below"),
        # A sheet in Cyrillic has a zero byte beside each comma only, so nothing tells its encoding.
        pytest.param(
            lambda: "а,б\nв,г\n".encode("utf-16-le"), zero_byte(1), id="UTF-16 in Cyrillic, no mark"
        ),
        pytest.param(lambda: text_of(",").encode("utf-16")[:-1], cut_off("UTF-16"), id="UTF-16, cut off"),
        pytest.param(lambda: "a,😀".encode("utf-16")[:-2], cut_off("UTF-16"), id="UTF-16, half a character"),
        pytest.param(lambda: "a,қық".encode()[:-1], cut_off("UTF-8"), id="UTF-8, cut off"),
        pytest.param(lambda: text_of(",").encode("utf-32")[:-2], cut_off("UTF-32"), id="UTF-32, cut off"),
        pytest.param(
            lambda: b"\xff\xfe" + "a,".encode("utf-16-le") + b"\x00\xdc" + "b\n".encode("utf-16-le"),
            f"This CSV begins as one in UTF-16, but not all of it is. {TO_UTF_8}",
            id="not all UTF-16",
        ),
    ],
)
def test_csv_that_is_something_else_is_called_what_it_is(data: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        AnyCSV().create_dataset(data())
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(lambda: text_of(",").encode(), IS_TEXT, id="csv"),
        pytest.param(lambda: text_of("\t").encode("utf-16"), IS_TEXT, id="csv in UTF-16"),
        pytest.param(lambda: ODS, OPEN_DOCUMENT, id="ods"),
        pytest.param(lambda: OLE + bytes(600), OLD_EXCEL, id="xls"),
        pytest.param(lambda: LOCKED, "This file has a password. Save it without one.", id="locked"),
        pytest.param(lambda: DOCX, NOT_EXCEL, id="docx"),
        pytest.param(lambda: XLSB, NOT_EXCEL, id="xlsb"),
        pytest.param(lambda: b"%PDF-1.4\n1 0 obj", NOT_EXCEL, id="pdf"),
        pytest.param(lambda: b"", NOT_EXCEL, id="empty"),
        pytest.param(lambda: workbook()[:-40], DAMAGED, id="cut off"),
    ],
)
def test_workbook_that_is_something_else_is_called_what_it_is(
    data: Callable[[], bytes], sentence: str
) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        CheckedXLSX().create_dataset(data())
    assert str(raised.value) == sentence


def workbook(change: Callable[[Any, Any], None] = lambda book, sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]):
        sheet.append(line)
    change(book, sheet)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def hide_row(book: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(book: Any, sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True


def small(book: Any, sheet: Any) -> None:
    """What is shown, though hardly."""
    sheet.row_dimensions[3].height = 0.5
    sheet.column_dimensions["B"].width = 0.08


def filter_rows(book: Any, sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:B4"
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[4].hidden = True


def formula(book: Any, sheet: Any) -> None:
    sheet["B3"] = "=A3+1"
    sheet["A4"] = "=NOW()"


def merge(book: Any, sheet: Any) -> None:
    sheet.merge_cells("A2:A3")


def second_sheet(book: Any, sheet: Any) -> None:
    book.create_sheet("Notes")["A1"] = "to do"


def far_cell(book: Any, sheet: Any) -> None:
    sheet["XFD2"] = "x"


FORMULAS = (
    "Formulas without a stored value: B3, A4. Open the file in a spreadsheet program and save it again, or "
    "put the values in place of the formulas."
)
SHOW_ROWS = "Show them (a filter may hide them) or delete them."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (hide_row, f"Hidden rows: 3. {SHOW_ROWS}"),
        (filter_rows, f"Hidden rows: 2, 4. {SHOW_ROWS}"),
        (hide_column, "Hidden columns: B. Show them or delete them."),
        (formula, FORMULAS),
        (merge, "Merged cells: A2:A3. Only the first has the value: split them."),
        (
            second_sheet,
            "This file has several sheets: “Sheet” and “Notes”. Delete all but the one to import.",
        ),
        (far_cell, "This sheet has something in column XFD. Delete what does not belong to the table."),
    ],
)
def test_workbook_with_what_its_reader_does_not_see_is_refused(change: Any, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        CheckedXLSX().create_dataset(workbook(change))
    assert str(raised.value) == told


def test_plain_workbook_is_read() -> None:
    def empty_sheet_and_styled_columns(book: Any, sheet: Any) -> None:
        book.create_sheet("Sheet2")
        sheet["D9"].number_format = "@"

    for data in (workbook(), workbook(empty_sheet_and_styled_columns)):
        dataset = CheckedXLSX().create_dataset(data)
        assert [dataset.headers, *map(list, dataset)][:4] == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]


def test_formula_with_its_value_is_read_as_the_value() -> None:
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(formula))) as book, zipfile.ZipFile(output, "w") as calculated:
        for name in book.namelist():
            calculated.writestr(name, re.sub(rb"</f><v ?(/>|></v>)", b"</f><v>17</v>", book.read(name)))
    dataset = CheckedXLSX().create_dataset(output.getvalue())
    assert list(dataset) == [("1", "2"), ("3", 17), (17, "6")]


def test_workbook_whose_rows_and_columns_are_only_small_is_read() -> None:
    assert list(CheckedXLSX().create_dataset(workbook(small)).dict) == [
        {"a": "1", "b": "2"},
        {"a": "3", "b": "4"},
        {"a": "5", "b": "6"},
    ]


@pytest.mark.parametrize(
    ("small_size", "nothing", "told"),
    [
        ('width="0.08"', 'width="0"', "Hidden columns: B. Show them or delete them."),
        ('width="0.08"', 'width="0.00"', "Hidden columns: B. Show them or delete them."),
        ('ht="0.5"', 'ht="0"', f"Hidden rows: 3. {SHOW_ROWS}"),
    ],
)
def test_what_has_no_width_or_height_is_hidden(small_size: str, nothing: str, told: str) -> None:
    """openpyxl writes no size of 0, other programs do."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(small))) as source, zipfile.ZipFile(output, "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            archive.writestr(name, text.replace(small_size, nothing))
    with pytest.raises(ValueError, match=r".") as raised:
        CheckedXLSX().create_dataset(output.getvalue())
    assert str(raised.value) == told


# What is too much is told with its bound


def test_every_fault_of_a_sheet_has_a_sentence() -> None:
    assert set(SENTENCES) == set(SheetFault)


def test_columns_are_called_as_openpyxl_calls_them() -> None:
    numbers = range(1, 18_279)
    assert [sheets.column_letters(number) for number in numbers] == list(map(get_column_letter, numbers))


PLACES = (
    "This sheet has %s rows and goes to column %s: more than %s places for cells. Delete columns that do not "
    "belong to the table, or split it into smaller ones."
)
CELLS = (
    "This sheet has 8 cells, empty ones with a format included; at most 7 are read. Copy the table into a "
    "new file as values, or split it into smaller ones."
)
ONE_FAR = "a,b" + "," * 98 + "\n" + "1\n" * 9_999


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            ONE_FAR + "1\n",
            PLACES % (10_001, "CV", 1_000_000),
        ),
        (
            "a,b\n" + "," * 40_001 + "\n",
            "This sheet has something in column ZZZ. Delete what does not belong to the table.",
        ),
        ("a,b\n" + "\n" * 100_001, "This sheet has more than 100000 rows. Split it into smaller ones."),
    ],
    ids=["a heading far right", "a line of separators", "empty lines"],
)
def test_csv_with_more_than_a_bound_is_refused_with_it(data: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        AnyCSV().create_dataset(data.encode())
    assert str(raised.value) == told


def test_csv_within_its_bounds_is_read_whole() -> None:
    dataset = AnyCSV().create_dataset(ONE_FAR.encode())
    assert (len(dataset), dataset.width) == (9_999, 100)
    separators = "a,b\n1," + '"' + "," * 39_999 + '"'
    assert lines_of(separators.encode()) == [["a", "b"], ["1", "," * 39_999]]


BOUNDS: list[tuple[Any, str, int, str]] = [
    (excel_sheet, "MOST_CELLS", 8, CELLS),
    (
        workbook_parts, "MOST_SHEETS", 1,
        "This file has 1 sheets; at most 0 are read. Delete all but the one to import.",
    ),
    (
        excel_sheet, "MOST_CHARACTERS", 8,
        "The cells of this sheet hold more than 7 characters. Split it into smaller ones.",
    ),
    (
        sheets, "MOST_PLACES", 8,
        PLACES % (4, "B", 7),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("module", "bound", "size", "told"), BOUNDS, ids=[name for _, name, *_ in BOUNDS])
def test_workbook_is_read_up_to_its_bounds(
    monkeypatch: pytest.MonkeyPatch, module: Any, bound: str, size: int, told: str
) -> None:
    monkeypatch.setattr(workbook_parts, "FEW", 0)
    monkeypatch.setattr(module, bound, size)
    assert len(CheckedXLSX().create_dataset(workbook())) == 3
    monkeypatch.setattr(module, bound, size - 1)
    with pytest.raises(ValueError, match=r".") as raised:
        CheckedXLSX().create_dataset(workbook())
    assert str(raised.value) == told


def test_workbook_is_read_up_to_as_many_texts_as_its_table_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    data = hostile_office.workbook(
        hostile_office.rows(hostile_office.SHARED_ROW, 2), strings="<si><t>a</t></si>" * 3
    )
    monkeypatch.setattr(workbook_parts, "FEW", 0)
    monkeypatch.setattr(workbook_parts, "MOST_TEXTS", 3)
    assert CheckedXLSX().create_dataset(data)["a"] == ["a"]
    monkeypatch.setattr(workbook_parts, "MOST_TEXTS", 2)
    with pytest.raises(ValueError, match=r".") as raised:
        CheckedXLSX().create_dataset(data)
    assert str(raised.value) == (
        "This file has a list of 3 texts for its cells; at most 2 are read. Copy the table into a new file, "
        "or split it into smaller ones."
    )


def damaged_directory(offset: int, byte: int) -> bytes:
    """A workbook with another byte in the first entry of its archive’s directory."""
    data = bytearray(package(xl__workbook_xml="<a/>"))
    data[data.index(b"PK\1\2") + offset] = byte
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(damaged_directory(6, 99), id="a version of zip to come"),
        pytest.param(damaged_directory(9, 8).replace(b"xl/", b"\xffl/"), id="a name that is no text"),
    ],
)
def test_archive_whose_directory_is_damaged_is_said_to_be_so(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        CheckedXLSX().create_dataset(data)
    assert str(raised.value) == DAMAGED


def test_workbook_damaged_within_is_said_to_be_so() -> None:
    """Libraries raise other errors of zlib and XML than those of a file that is none."""
    data = bytearray(workbook())
    place = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[place : place + 20] = b"\xff" * 20
    with pytest.raises(ValueError, match=r".") as raised:
        CheckedXLSX().create_dataset(bytes(data))
    assert str(raised.value) == DAMAGED
