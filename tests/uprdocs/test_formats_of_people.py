"""Files that went through people's hands: saved anew, copied together, filled in by hand."""

import json
from collections.abc import Sequence
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement

from tests.support import report_pages as pages
from tests.support.reading import doubts_of, skipped_in
from tests.uprdocs.test_formats import OLE, refusal
from tests.uprdocs.test_thematic_list import CYCLES_2_3, SOURCE, matrix
from tests.uprdocs.test_uhri import COLUMNS, RECORD, xlsx
from tests.uprdocs.test_upr_info import csv_of, row_of
from uprdocs import read_document, read_report
from uprdocs.exports.formats import read_export
from uprdocs.exports.rows import ExportedRow
from uprdocs.messages import Code, Message, NotAnExport, NotAReport, Unreadable

MARK = "\ufeff"
ZERO_WIDTH_SPACE = "\u200b"


def texts_of(data: bytes) -> list[str]:
    return [row.text for row in read_export(data).rows]


def only_row(data: bytes) -> ExportedRow:
    (row,) = read_export(data).rows
    return row


# Encodings


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8", "utf-8-sig"])
def test_csv_is_read_in_any_unicode(encoding: str) -> None:
    text = csv_of(row_of(text="Free the “librarians”")).decode()
    assert texts_of(text.encode(encoding)) == ["Free the “librarians”"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_report_is_read_in_utf_16_without_a_mark(encoding: str) -> None:
    text = pages.report_text("5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);")
    report = read_report(text.encode(encoding))
    assert report.recommendations == read_report(text.encode()).recommendations
    assert [row.text for row in report.recommendations] == ["Plant trees"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_marks_of_the_encoding_are_no_part_of_the_text(encoding: str, times: int) -> None:
    assert texts_of((MARK * times + csv_of(row_of()).decode()).encode(encoding)) == ["Free the librarians"]
    assert texts_of((MARK * times + json.dumps([RECORD])).encode(encoding)) == ["Free the librarians"]


# Headings


def test_heading_is_compared_as_it_is_seen() -> None:
    headings = csv_of(row_of()).decode().replace("Response", f"Re\u00adsponse{ZERO_WIDTH_SPACE}", 1)
    assert texts_of(headings.replace("To,", f'"{MARK}To",', 1).encode()) == ["Free the librarians"]
    in_word = [f"{ZERO_WIDTH_SPACE}{heading}" for heading in CYCLES_2_3]
    data = matrix(in_word, (f"7.1 Read (Mali);{SOURCE}", "Noted", "A1 Reading", ""))
    assert (only_row(data).text, only_row(data).position) == ("Read", "noted")


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (csv_of(row_of()).replace(b"To-Org", b"Text", 1), "“Text” (C), “Text” (D)"),
        (csv_of(row_of()).replace(b"From-Org", b"response", 1), "“response” (G), “Response” (H)"),
        (
            xlsx({**COLUMNS, "Recommending Body": "- CRC"}),
            "“Reccomending Body” (C), “Recommending Body” (Q)",
        ),
        (
            matrix(
                (*CYCLES_2_3[:3], "Position", CYCLES_2_3[3]), ("7.1 Read (Mali)", "Noted", "A", "Noted", "")
            ),
            "“Position” (B), “Position” (D)",
        ),
    ],
)
def test_column_that_stands_twice_is_named(data: bytes, columns: str) -> None:
    with pytest.raises(NotAnExport) as problem:
        read_export(data)
    assert problem.value.message.code == Code.HEADING_REPEATED
    assert problem.value.message.values["columns"] == columns
    # It is known what the file is, though it says the symbol of a report.
    with pytest.raises(NotAnExport):
        read_document(data)


def test_heading_of_a_wide_cell_stands_once() -> None:
    document = docx.Document(
        BytesIO(matrix(("", *CYCLES_2_3), (f"7.1 Read (Mali);{SOURCE}", "", "Noted", "A", "")))
    )
    for row in document.tables[0].rows:
        text = row.cells[0].text or row.cells[1].text
        row.cells[0].merge(row.cells[1]).text = text
    assert only_row(saved(document)).position == "noted"


# Cells


@pytest.mark.parametrize(
    "printed", ["Free\nthe\nlibrarians", "Free the\r\nlibrarians", "Free the \n\n librarians"]
)
def test_line_break_in_a_cell_is_one_space(printed: str) -> None:
    assert texts_of(csv_of(row_of(text=f'"{printed}"'))) == ["Free the librarians"]
    assert texts_of(xlsx(COLUMNS | {"Text": f"12.3 {printed} (Mali)"})) == ["Free the librarians"]
    list_row = (f"7.1 {printed} (Mali);{SOURCE}", "Noted", "A1 Reading", "")
    assert texts_of(matrix(CYCLES_2_3, list_row)) == ["Free the librarians"]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Women&#39;s rights", "Women's rights"),
        ("Rights &amp; duties", "Rights & duties"),
        ("Women&amp;#39;s rights", "Women's rights"),
        ("AT&T and R&D", "AT&T and R&D"),
    ],
)
def test_characters_of_web_pages_are_decoded(printed: str, text: str) -> None:
    assert texts_of(xlsx(COLUMNS | {"Text": f"12.3 {printed} (Mali)"})) == [text]
    assert texts_of(json.dumps([RECORD | {"Text": f"12.3 {printed} (Mali)"}]).encode()) == [text]
    assert texts_of(csv_of(row_of(text=printed))) == [text]


@pytest.mark.parametrize(
    "words", ["Under consideration", "Pending", "To be examined", "- under  Consideration."]
)
def test_answer_that_is_still_to_come_is_pending(words: str) -> None:
    read = read_export(xlsx(COLUMNS | {"UPR Position": words}))
    assert ([row.position for row in read.rows], doubts_of(read)) == (["pending"], ())


def test_formula_without_a_stored_value_is_told_with_its_cell() -> None:
    read = read_export(
        xlsx(COLUMNS, COLUMNS | {"Text": '="12.4 "&"Read"'}, COLUMNS | {"UPR Position": "=J2"})
    )
    assert [(row.source_row, row.position) for row in read.rows] == [(2, "supported"), (4, "")]
    assert next((doubt.code, doubt.values, doubt.row) for doubt in read.doubts) == (
        Code.FORMULA_WITHOUT_VALUE,
        {"cells": "A3, J4"},
        3,
    )


# Rows that cannot be placed


@pytest.mark.parametrize("countries", [["Mali", "Peru"], []])
def test_row_without_exactly_one_state_under_review_is_left_out(countries: list[str]) -> None:
    read = read_export(json.dumps([RECORD | {"Countries": countries}, RECORD]).encode())
    assert [row.source_row for row in read.rows] == [2]
    assert skipped_in(read) == (("not of exactly one State under review", 1),)


# JSON lines


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n"])
def test_json_lines_are_records(between: str) -> None:
    lines = between.join([json.dumps(RECORD), json.dumps(RECORD | {"Text": "12.4 Read (Mali)"})])
    read = read_document(lines.encode())
    assert [(row.source_row, row.text) for row in read.rows] == [(1, "Free the librarians"), (2, "Read")]


def test_lists_that_follow_each_other_are_one() -> None:
    assert (
        texts_of(f"{json.dumps([RECORD])}\n{json.dumps([RECORD])}\n".encode()) == ["Free the librarians"] * 2
    )


def test_json_of_the_index_is_refused_as_that() -> None:
    broken = f"{json.dumps(RECORD)}\n{json.dumps(RECORD)[:-9]}".encode()
    assert refusal(broken).startswith("This JSON breaks off or is damaged at line 2, column ")
    without_text = "\n".join(json.dumps(record) for record in (RECORD, {"Symbol": "A/HRC/99/7"}))
    for data, sentence in (
        (broken, "This JSON breaks off or is damaged at line 2, "),
        (without_text.encode(), "Record 2 of this JSON has no key “Text”, “Countries”"),
    ):
        with pytest.raises(NotAnExport) as problem:
            read_document(data)
        assert str(problem.value).startswith(sentence)


# Word


def saved(document: docx.document.Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def wrapped(data: bytes, path: str, name: str = "sdt", *, is_placeholder: bool = False) -> bytes:
    """The file with an element around each of those at an XPath in its body."""
    document = docx.Document(BytesIO(data))
    for element in document.element.body.xpath(path):
        wrapper = OxmlElement(f"w:{name}")
        element.addprevious(wrapper)
        content = wrapper
        if name == "sdt":
            properties = OxmlElement("w:sdtPr")
            if is_placeholder:
                properties.append(OxmlElement("w:showingPlcHdr"))
            content = OxmlElement("w:sdtContent")
            wrapper.append(properties)
            wrapper.append(content)
        content.append(element)
    return saved(document)


TWO_ROWS = (
    ("Theme: A1 Reading",),
    (f"7.1 Read (Mali);{SOURCE}", "Supported", "A1 Reading", ""),
    (f"7.2 Write (Peru);{SOURCE}", "Noted", "A1 Reading", ""),
)


@pytest.mark.parametrize(
    "path", [".//w:tbl", ".//w:tr", ".//w:tr[3]", ".//w:tc", ".//w:tr[3]/w:tc[2]", ".//w:p", ".//w:r"]
)
@pytest.mark.parametrize("name", ["sdt", "customXml"])
def test_content_control_around_anything_hides_nothing(path: str, name: str) -> None:
    data = matrix(CYCLES_2_3, *TWO_ROWS)
    assert read_export(wrapped(data, path, name)) == read_export(data)
    assert texts_of(data) == ["Read", "Write"]


@pytest.mark.parametrize("name", ["smartTag", "bdo", "fldSimple"])
def test_marks_around_words_hide_none(name: str) -> None:
    data = matrix(CYCLES_2_3, *TWO_ROWS)
    assert read_export(wrapped(data, ".//w:r", name)) == read_export(data)


def test_controls_inside_controls_hide_nothing() -> None:
    data = matrix(CYCLES_2_3, *TWO_ROWS)
    assert read_export(wrapped(wrapped(wrapped(data, ".//w:r"), ".//w:tc"), ".//w:tr")) == read_export(data)


def test_placeholder_of_a_control_is_no_position() -> None:
    rows = ((f"7.1 Read (Mali);{SOURCE}", "Supported", "A1 Reading", ""),)
    data = wrapped(matrix(CYCLES_2_3, *rows), ".//w:tr[2]/w:tc[2]//w:r", is_placeholder=True)
    read = read_export(data)
    assert [row.position for row in read.rows] == [""]
    assert doubts_of(read) == ((2, "The position is empty."),)


# The second cycle's matrix with a column of States

CYCLE_2 = ("Recommendation", "Recommending state/s", "Position", "Full list of rights/affected persons")


def second_cycle(*rows: Sequence[str], header: str = "UPR of Chad - Second Cycle\tThematic list") -> bytes:
    return matrix(CYCLE_2, ("Right or area: 2.1. Reading",), *rows, header=header)


def test_matrix_of_the_second_cycle_has_its_states_in_a_column() -> None:
    source = "\nSource of position: A/HRC/28/7/Add.1"
    data = second_cycle(
        (
            f"7.1. Read (Mali); (Timor-Leste);{source}",
            "Mali\nTimor-Leste",
            "Noted",
            "2.1. Reading\nAffected persons:\n- women",
        ),
        (f"7.2. Write;{source}", "Peru, Iran (Islamic Republic of)", "Supported/Noted", "2.1. Reading"),
        (f"7.3. Count (Cuba);{source}", "", "Supported", "3. Counting"),
    )
    read = read_document(data)
    assert [
        (row.paragraph, row.text, row.recommending_states, row.position, row.labels, row.persons)
        for row in read.rows
    ] == [
        ("7.1", "Read", ("Mali", "Timor-Leste"), "noted", ("2.1. Reading",), ("women",)),
        (
            "7.2",
            "Write;",
            ("Peru", "Iran (Islamic Republic of)"),
            "partially_supported",
            ("2.1. Reading",),
            (),
        ),
        ("7.3", "Count", ("Cuba",), "supported", ("3. Counting", "2.1. Reading"), ()),
    ]
    assert {(row.state_under_review, row.session, row.symbol) for row in read.rows} == {
        ("Chad", 20, "A/HRC/28/7")
    }


@pytest.mark.parametrize(
    ("symbol", "session"),
    [("A/HRC/21/3", 13), ("A/HRC/34/16", 26), ("A/HRC/20/3", None), ("A/HRC/35/3", None)],
)
def test_session_of_the_second_cycle_follows_from_the_symbol(symbol: str, session: int | None) -> None:
    row = (f"7.1. Read (Mali);\nSource of position: {symbol}/Add.1", "Mali", "Noted", "2.1. Reading")
    assert only_row(second_cycle(row)).session == session
    assert only_row(second_cycle(row, header="UPR of Chad - Third Cycle")).session is None
    assert only_row(second_cycle(row, header="UPR of Chad (2nd Cycle – 15th session)")).session == 15


def test_goal_among_the_themes_is_a_goal() -> None:
    themes = "- A12 Reading\n- S16 SDG 16 - peace\n- SDG 4 - education\n- S2 Sdgeneral"
    row = only_row(matrix(CYCLES_2_3, (f"7.1 Read (Mali);{SOURCE}", "Noted", themes, "")))
    assert (row.labels, row.sdgs) == (
        ("A12 Reading", "S2 Sdgeneral"),
        ("S16 SDG 16 - peace", "SDG 4 - education"),
    )


# Lists with nothing around them


BARE = "5.1 Plant trees (Cuba);\n5.2. Build roads, with bridges (Peru, Mali)."


def bare_table() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for line in BARE.splitlines():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = line, "Noted"
    return saved(document)


def bare_paragraphs() -> bytes:
    document = docx.Document()
    for line in BARE.splitlines():
        document.add_paragraph(line)
    return saved(document)


@pytest.mark.parametrize(
    "data",
    [
        BARE.encode(),
        f"Draft for A/HRC/99/7\n\n{BARE}\n".encode(),
        BARE.encode("utf-16"),
        bare_table(),
        bare_paragraphs(),
    ],
)
def test_bare_list_is_told_what_it_lacks(data: bytes) -> None:
    with pytest.raises(NotAReport) as problem:
        read_document(data)
    assert problem.value.message == Message(Code.BARE_LIST, {"number": "5.1"})


@pytest.mark.parametrize(
    "text", ["5.1 Plant trees (Cuba);", "1. Chapter one\n1.1 Aims (see below)", "5.1 a,b\n5.2 c,d"]
)
def test_other_text_is_no_bare_list(text: str) -> None:
    with pytest.raises(NotAnExport):
        read_document(text.encode())


def test_old_word_file_is_told_how_to_save_it() -> None:
    for read, data in ((read_document, OLE + "WordDocument".encode("utf-16-le")), (read_report, OLE)):
        with pytest.raises(Unreadable) as problem:
            read(data)
        assert "choose “Save as”, then “Word document (.docx)”" in str(problem.value)
