"""Files as spreadsheet programs leave them: read as they are seen there, or refused in a sentence."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from foundation.spreadsheets.faults import SENTENCES
from foundation.spreadsheets.files import AnyCSV
from foundation.spreadsheets.workbook import CheckedXLSX
from tests.support import hostile_office
from uprdocs.files import sheets, workbook_parts
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
        ("sep=\t\r" + text_of("\t").replace("\r\n", "\r")).encode(),
    ],
)
def test_csv_is_read_whatever_its_encoding_and_separator(data: bytes) -> None:
    assert lines_of(data) == LINES


@pytest.mark.parametrize("data", ["a,ў".encode("cp1251"), b"a,b\n\xff\xfe,\x00"])
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


# What is too much is told with its bound


def test_every_fault_of_a_sheet_has_a_sentence() -> None:
    assert set(SENTENCES) == set(SheetFault)


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
    (sheets, "MOST_CELLS", 8, CELLS),
    (
        workbook_parts, "MOST_SHEETS", 1,
        "This file has 1 sheets; at most 0 are read. Delete all but the one to import.",
    ),
    (
        sheets, "MOST_CHARACTERS", 8,
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


def test_workbook_damaged_within_is_no_excel_file() -> None:
    """Libraries raise other errors of zlib and XML than those of a file that is none."""
    data = bytearray(workbook())
    place = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[place : place + 20] = b"\xff" * 20
    with pytest.raises(ValueError, match=r"^This is not an Excel file \(\.xlsx\)\.$"):
        CheckedXLSX().create_dataset(bytes(data))
