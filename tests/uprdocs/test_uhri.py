"""UHRI's exports: the UPR's rows of all mechanisms, alike from XLSX and JSON."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.support.reading import Doubts, doubts_of, skipped_in
from uprdocs.exports.formats import read_export
from uprdocs.exports.rows import ExportedRow, ReadExport
from uprdocs.messages import NotAnExport

# As UHRI spells them.
COLUMNS = {
    "Text": "12.3 Free the librarians (Timor-Leste) (Iran (Islamic Republic of));",
    "Countries Concerned": "- Guinea-Bissau",
    "Reccomending Body": "- UPR",
    "Document Symbol": "A/HRC/99/7",
    "Themes": "- Right to read\n- Civil & political rights - general measures",
    "Affected Persons": "- Women & girls\n- Librarians",
    "Sdgs": "- 1.4 - Equal rights\n- 16.3 - Promote the rule of law",
    "Document Publication Date": 46078,
    "UPR Reccomending States": "- Timor-Leste\n- Iran (Islamic Republic of)",
    "UPR Position": "- Supported",
    "Type": "- Recommendations",
    "OHCHR Annotation Id": "00000000-0000-4000-8000-000000000001",
    "UPR Session": "- 48",
    "Regions Concerned": "- Africa",
    "Recommending Regions": "- Asia-Pacific",
    "Date of publication on UHRI": 46125.4996282407,
}

RECORD = {
    "AffectedPersons": ["Women & girls", "Librarians"],
    "AnnotationId": "00000000-0000-4000-8000-000000000001",
    "AnnotationType": "- Recommendations",
    "Body": "- UPR",
    "Countries": ["Guinea-Bissau"],
    "PublicationDate": "2026-02-12T00:00:00",
    "Sdgs": ["1.4 - Equal rights", "16.3 - Promote the rule of law"],
    "Symbol": "A/HRC/99/7",
    "Text": "12.3 Free the librarians (Timor-Leste) (Iran (Islamic Republic of));",
    "Themes": ["Right to read", "Civil & political rights - general measures"],
    "UprCycle": "4",
    "UprPositions": ["Supported"],
    "UprRecommendingCountry": ["Timor-Leste", "Iran (Islamic Republic of)"],
    "UprRecommendingRegions": ["Asia-Pacific"],
    "UprSession": ["48"],
}


def expected(source_row: int) -> ExportedRow:
    return ExportedRow(
        source_row=source_row,
        state_under_review="Guinea-Bissau",
        recommending_states=("Timor-Leste", "Iran (Islamic Republic of)"),
        text="Free the librarians",
        position="supported",
        position_words="Supported",
        action_category="",
        labels=("Right to read", "Civil & political rights - general measures"),
        persons=("Women & girls", "Librarians"),
        sdgs=("1.4 - Equal rights", "16.3 - Promote the rule of law"),
        symbol="A/HRC/99/7",
        paragraph="12.3",
        session=48,
    )


def xlsx(*rows: dict[str, Any]) -> bytes:
    """A sheet of rows, headed with the names of the first."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read_row(**changed: Any) -> tuple[ExportedRow, Doubts]:
    """One row of JSON and the doubts about it."""
    read = read_export(json.dumps([RECORD | changed]).encode())
    (row,) = read.rows
    return row, doubts_of(read)


def test_xlsx_says_all_that_a_row_prints() -> None:
    assert read_export(xlsx(COLUMNS)) == ReadExport("uhri_xlsx", (expected(2),), (), ())


def test_json_says_the_same() -> None:
    assert read_export(json.dumps([RECORD]).encode()) == ReadExport("uhri_json", (expected(1),), (), ())


def test_columns_are_found_in_the_right_spelling_and_any_order() -> None:
    spelt = {name.replace("Reccom", "Recomm"): value for name, value in reversed(COLUMNS.items())}
    assert list(spelt) != list(reversed(COLUMNS))
    assert read_export(xlsx(spelt)) == ReadExport("uhri_xlsx", (expected(2),), (), ())


def test_rows_of_other_mechanisms_are_counted_by_mechanism() -> None:
    rows = [COLUMNS | {"Reccomending Body": body} for body in ("- CAT", "- UPR", "- CRC", "- CAT")]
    read = read_export(xlsx(*rows))
    assert read.rows == (expected(3),)
    assert skipped_in(read) == (("not of the UPR: CAT", 2), ("not of the UPR: CRC", 1))


@pytest.mark.parametrize("positions", [["Supported/Noted"], ["Supported", "Noted"]])
def test_supported_and_noted_is_partly_supported(positions: list[str]) -> None:
    row, doubts = read_row(UprPositions=positions)
    assert (row.position, row.position_words) == ("partially_supported", "Supported/Noted")
    assert doubts == ()


def test_unknown_and_missing_positions_are_doubts() -> None:
    row, doubts = read_row(UprPositions=["Under study"])
    assert (row.position, row.position_words) == ("", "Under study")
    assert doubts == ((1, "The position “Under study” is not known."),)
    row, doubts = read_row(UprPositions=[])
    assert (row.position, doubts) == ("", ((1, "The position is empty."),))


@pytest.mark.parametrize(
    ("printed", "paragraph", "text"),
    [
        ("12.3 Free 4.5 per cent", "12.3", "Free 4.5 per cent"),
        ("7. Free them", "7", "Free them"),
        ("12.3.Free them", "12.3", "Free them"),
        ("12.3Free them", "12.3", "Free them"),
    ],
)
def test_paragraph_is_the_number_that_the_text_begins_with(printed: str, paragraph: str, text: str) -> None:
    row, doubts = read_row(Text=printed)
    assert (row.paragraph, row.text, doubts) == (paragraph, text, ())


def test_source_of_position_is_no_part_of_the_text() -> None:
    row, doubts = read_row(Text=f"{RECORD['Text']}\nSource of position: A/HRC/99/7/Add.1 - Para. 2")
    source = "A/HRC/99/7/Add.1 - Para. 2"
    assert (row, doubts) == (replace(expected(1), position_source=source), ())


def test_value_goes_on_in_a_line_without_a_dash() -> None:
    (row,) = read_export(xlsx(COLUMNS | {"Themes": "- Right to read\nand write\n- Peace"})).rows
    assert row.labels == ("Right to read and write", "Peace")


def test_row_that_breaks_off_in_a_csv_is_a_doubt() -> None:
    lines = [",".join(COLUMNS), f'"{COLUMNS["Text"]}",- Guinea-Bissau,- UPR,A/HRC/99/7']
    read = read_export("\n".join(lines).encode())
    assert (read.format, [row.paragraph for row in read.rows]) == ("uhri_csv", ["12.3"])
    assert doubts_of(read)[0] == (
        2,
        "The row has 4 cells under 16 headings: it may be cut off or shifted.",
    )


@pytest.mark.parametrize("printed", ["Free them by 2030", "2030 Agenda: free them"])
def test_text_without_a_paragraph_number_is_a_doubt(printed: str) -> None:
    row, doubts = read_row(Text=printed)
    assert (row.paragraph, row.text) == ("", printed)
    assert doubts == ((1, "The text does not begin with a paragraph number."),)


def test_states_of_the_text_stand_in_for_an_empty_column() -> None:
    row, doubts = read_row(UprRecommendingCountry=[])
    assert row.recommending_states == ("Timor-Leste", "Iran (Islamic Republic of)")
    assert doubts == ()


def test_column_and_text_that_name_different_numbers_of_states_are_a_doubt() -> None:
    row, doubts = read_row(UprRecommendingCountry=["Mali"])
    assert row.recommending_states == ("Mali",)
    named = "Timor-Leste, Iran (Islamic Republic of)"
    assert doubts == ((1, f"The column names Mali as recommending, the text {named}."),)


def test_row_of_two_states_under_review_is_left_out_and_told() -> None:
    read = read_export(json.dumps([RECORD | {"Countries": ["Mali", "Peru"]}]).encode())
    assert read.rows == ()
    assert doubts_of(read) == ((1, "One State is under review, but the row names: Mali, Peru."),)


@pytest.mark.parametrize("printed", ["- 48", "48", 48, 48.0, "- 48th session", "48 Session"])
def test_session_is_its_number(printed: Any) -> None:
    (row,) = read_export(xlsx(COLUMNS | {"UPR Session": printed})).rows
    assert row.session == 48


def test_sheet_whose_size_is_written_wrongly_is_read_whole() -> None:
    right, wrong = BytesIO(xlsx(COLUMNS, COLUMNS)), BytesIO()
    with ZipFile(right) as old, ZipFile(wrong, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:P3"', b'ref="A1:B1"'))
    assert len(read_export(wrong.getvalue()).rows) == 2


def test_missing_column_is_named_with_its_row() -> None:
    kept = {name: value for name, value in COLUMNS.items() if name != "UPR Position"}
    with pytest.raises(NotAnExport, match=r"^Row 1 .* UHRI export, but no column “UPR Position”\."):
        read_export(xlsx(kept))


def test_missing_key_is_named_with_its_record() -> None:
    kept = {name: value for name, value in RECORD.items() if name != "Symbol"}
    with pytest.raises(NotAnExport, match=r"^Record 2 of this JSON has no key “Symbol”\."):
        read_export(json.dumps([RECORD, kept]).encode())


def test_real_columns_and_rows_are_known(shared: Path) -> None:
    files = shared / "formats"
    real = json.loads((files / "uhri_xlsx_row_example.json").read_text())
    assert list(real) == (files / "uhri_xlsx_columns.txt").read_text().split("\n")[:16]
    assert list(COLUMNS) == list(real)
    read = read_export(xlsx(real, COLUMNS))
    assert (read.rows, skipped_in(read)) == ((expected(3),), (("not of the UPR: CEDAW", 1),))


def test_real_record_is_of_another_mechanism(shared: Path) -> None:
    record = (shared / "formats/uhri_json_record_example.json").read_bytes()
    assert read_export(record) == read_export(b"[" + record + b"]")
    assert skipped_in(read_export(record)) == (("not of the UPR: CRC", 1),)
