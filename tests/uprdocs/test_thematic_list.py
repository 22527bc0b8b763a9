"""OHCHR's thematic lists: each recommendation once, with all that its rows print."""

import csv
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from tests.support.reading import Doubts, doubts_of, skipped_in
from uprdocs.exports.formats import read_export
from uprdocs.exports.rows import ExportedRow, ReadExport, closing_states, state_names
from uprdocs.messages import NotAnExport

CYCLES_2_3 = (
    "Recommendation",
    "Position",
    "Full list of themes",
    "Assessment/comments on level of implementation",
)
CYCLE_4 = (
    "Recommendation and recommending State",
    "Position of the State under review",
    "Human rights themes and groups of persons",
    "Relevant SDGs",
)
HEADER = "UPR of Iran (Islamic Republic of) (2nd Cycle – 20th session)\t\tPage 1 of 2"
SOURCE = "\nSource of position: A/HRC/99/7/Add.1 - Para. 3"


def matrix(
    headings: Sequence[str], *rows: Sequence[str], header: str = HEADER, tracked: bool = False
) -> bytes:
    """A Word file with one table; a row of one text fills its width."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    table = document.add_table(rows=0, cols=len(headings))
    for row in (headings, *rows):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
        else:
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    if tracked:
        document.add_paragraph()._p.append(OxmlElement("w:ins"))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def read_cell(text: str) -> tuple[ExportedRow, Doubts]:
    """One recommendation's first cell, with a source of position, and the doubts about it."""
    read = read_export(matrix(CYCLES_2_3, (text + SOURCE, "Noted", "A1 Reading", "")))
    (row,) = read.rows
    return row, doubts_of(read)


def test_cycle_2_row_says_all_that_it_prints() -> None:
    themes = "A1 Reading\nB2 Writing - general\nAffected persons:\n- general\n- women"
    data = matrix(CYCLES_2_3, ("Theme: A1 Reading",), (f"7.1 Read (Mali); {SOURCE}", "Supported", themes, ""))
    assert read_export(data) == ReadExport(
        "thematic_list_cycles_2_3",
        (
            ExportedRow(
                source_row=3,
                state_under_review="Iran (Islamic Republic of)",
                recommending_states=("Mali",),
                text="Read",
                position="supported",
                position_words="Supported",
                position_source="A/HRC/99/7/Add.1 - Para. 3",
                action_category="",
                labels=("A1 Reading", "B2 Writing - general"),
                persons=("general", "women"),
                sdgs=(),
                symbol="A/HRC/99/7",
                paragraph="7.1",
                session=20,
            ),
        ),
        (),
        (),
    )


def test_cycle_3_has_goals_among_the_themes() -> None:
    themes = "- Reading\n- Writing\nSDGs: \n- 4 - QUALITY EDUCATION\nAffected persons: \n- Women"
    (row,) = read_export(matrix(CYCLES_2_3, (f"7.1 Read (Mali);{SOURCE}", "Supported", themes, ""))).rows
    assert (row.labels, row.persons, row.sdgs) == (
        ("Reading", "Writing"),
        ("Women",),
        ("4 - QUALITY EDUCATION",),
    )


def test_cycle_4_has_goals_in_a_column() -> None:
    themes = "- Reading\nGroups of Persons: \n- Children\n- Public officials"
    read = read_export(
        matrix(
            CYCLE_4,
            (f"7.1 Read (Mali);{SOURCE}", "Noted", themes, "- 1 - NO POVERTY\n- 4 - EDUCATION"),
            header="UPR of Peru (4th Cycle - 48th Session)",
        )
    )
    (row,) = read.rows
    assert read.format == "thematic_list_cycle_4"
    assert (row.state_under_review, row.session) == ("Peru", 48)
    assert (row.position, row.labels) == ("noted", ("Reading",))
    assert (row.persons, row.sdgs) == (
        ("Children", "Public officials"),
        ("1 - NO POVERTY", "4 - EDUCATION"),
    )


def test_recommendation_under_several_themes_is_one_row_with_all() -> None:
    same = f"7.1 Read women’s books (Mali);{SOURCE}"
    read = read_export(
        matrix(
            CYCLES_2_3,
            ("Theme: A1 Reading",),
            (same, "Noted", "A1 Reading\nAffected persons:\n- women", ""),
            (f"7.2 Write (Mali);{SOURCE}", "Noted", "A1 Reading", ""),
            ("Theme: B2 Writing",),
            (same.replace("’", "'"), "Noted", "C3 Speaking\nAffected persons:\n- women\n- men", ""),
        )
    )
    assert [(row.source_row, row.paragraph) for row in read.rows] == [(3, "7.1"), (4, "7.2")]
    assert read.rows[0].labels == ("A1 Reading", "C3 Speaking", "B2 Writing")
    assert read.rows[0].persons == ("women", "men")
    assert skipped_in(read) == (("same recommendation under another theme", 1),)
    assert read.doubts == ()


def test_paragraph_with_two_positions_stays_two_rows_and_a_doubt() -> None:
    same = f"7.1 Read (Mali);{SOURCE}"
    read = read_export(matrix(CYCLES_2_3, (same, "Noted", "A1", ""), (same, "Supported", "A1", "")))
    assert [row.position for row in read.rows] == ["noted", "supported"]
    assert doubts_of(read) == (
        (3, "Paragraph 7.1 stands in row 2 too, with another text, State or position."),
    )


def test_acronym_before_the_state_stays_in_the_text() -> None:
    row, doubts = read_cell("7.1 Ratify the Convention (CRPD) (Iran (Islamic Republic of));")
    assert row.text == "Ratify the Convention (CRPD)"
    assert (row.recommending_states, doubts) == (("Iran (Islamic Republic of)",), ())


def test_sentences_of_one_paragraph_keep_their_states_between_them() -> None:
    row, doubts = read_cell("7.1 Sign it (Mali); Ratify it (Peru) (Chad);")
    assert row.text == "Sign it (Mali); Ratify it"
    assert (row.recommending_states, doubts) == (("Mali", "Peru", "Chad"), ())


@pytest.mark.parametrize("text", ["Read", "Read more (ICCPR)", "Read (as agreed);", "Read Mali);"])
def test_text_that_no_state_closes_is_whole_and_a_doubt(text: str) -> None:
    row, doubts = read_cell(f"7.1 {text}")
    assert (row.text, row.recommending_states) == (text, ())
    assert doubts == ((2, "No recommending State closes the text."),)


@pytest.mark.parametrize(
    ("inside", "names"),
    [
        ("Spain, Chad", ("Spain", "Chad")),
        ("Spain/Chad; Mali", ("Spain", "Chad", "Mali")),
        ("Spain, Chad and Mali", ("Spain", "Chad", "Mali")),
        (
            "Trinidad and Tobago and Bosnia and Herzegovina",
            ("Trinidad and Tobago", "Bosnia and Herzegovina"),
        ),
        (
            "Chad, Venezuela (Bolivarian Republic of),Peru",
            ("Chad", "Venezuela (Bolivarian Republic of)", "Peru"),
        ),
        ("Timor-Leste", ("Timor-Leste",)),
    ],
)
def test_names_in_a_bracket_are_divided(inside: str, names: tuple[str, ...]) -> None:
    assert state_names(inside) == names


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sign it (Istanbul Convention) (Chad)", ("Sign it (Istanbul Convention)", ("Chad",))),
        ("Sign it (No. 189) (Chad)", ("Sign it (No. 189)", ("Chad",))),
        ("Sign it (USA) (Chad).", ("Sign it", ("USA", "Chad"))),
        ("Sign it (Peru) and (Chad)", ("Sign it", ("Peru", "Chad"))),
        ("Sign it (Peru), (Chad) / (Mali);", ("Sign it", ("Peru", "Chad", "Mali"))),
    ],
)
def test_brackets_that_close_a_text_are_states_or_stay(text: str, read: tuple[str, tuple[str, ...]]) -> None:
    assert closing_states(text) == read


def test_bracket_longer_than_all_states_together_is_none() -> None:
    text = f"Read ({'Chad, ' * 100_000}Mali)"
    assert closing_states(text) == (text, ())


def test_names_may_begin_small() -> None:
    name = "the former Yugoslav Republic of Macedonia"
    assert closing_states(f"Read ({name});") == ("Read", (name,))


def test_position_from_the_report_itself_has_the_same_symbol() -> None:
    read = read_export(
        matrix(
            CYCLES_2_3,
            ("7.1 Read (Mali);\nSource of Position: A/HRC/99/7 - Para 7", "Supported", "A1", ""),
            ("8.1 Write (Mali);\nSource of Position: A/HRC/99/7/Add.1, para. 3", "Noted", "A1", ""),
            ("8.2 Speak (Mali);\nSource of Position: A/HRC/99/2 - Para.3vv", "Noted", "A1", ""),
        )
    )
    assert [row.symbol for row in read.rows] == ["A/HRC/99/7"] * 3


def test_position_without_a_source_is_a_doubt() -> None:
    read = read_export(matrix(CYCLES_2_3, ("7.1 Read (Mali);", "Noted", "A1", "")))
    assert read.rows[0].symbol == ""
    assert doubts_of(read) == ((2, "No UN symbol in “Source of position”."),)


def test_unknown_position_keeps_its_words_and_is_a_doubt() -> None:
    read = read_export(matrix(CYCLES_2_3, (f"7.1 Read (Mali);{SOURCE}", "Mulled", "A1", "")))
    assert (read.rows[0].position, read.rows[0].position_words) == ("", "Mulled")
    assert doubts_of(read) == ((2, "The position “Mulled” is not known."),)


def test_file_without_its_title_leaves_state_and_session_open() -> None:
    read = read_export(matrix(CYCLES_2_3, (f"7.1 Read (Mali);{SOURCE}", "Noted", "A1", ""), header="List"))
    assert (read.rows[0].state_under_review, read.rows[0].session) == ("", None)
    assert doubts_of(read) == ((1, "The header does not say “UPR of … (… cycle – … session)”."),)


def test_title_may_stand_on_the_first_page_only() -> None:
    document = docx.Document(BytesIO(matrix(CYCLES_2_3, header="")))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = HEADER
    cells = document.tables[0].add_row().cells
    for cell, text in zip(cells, (f"7.1 Read (Mali);{SOURCE}", "Noted", "A1", ""), strict=True):
        cell.text = text
    file = BytesIO()
    document.save(file)
    (row,) = read_export(file.getvalue()).rows
    assert (row.state_under_review, row.session) == ("Iran (Islamic Republic of)", 20)


def test_rows_that_are_no_recommendation_are_counted() -> None:
    read = read_export(
        matrix(
            CYCLES_2_3,
            ("", "", "", ""),
            CYCLES_2_3,
            ("Explanatory note",),
            ("", "Noted", "A1", ""),
            (f"7.1 Read (Mali);{SOURCE}", "Noted", "A1", ""),
        )
    )
    assert [row.source_row for row in read.rows] == [6]
    assert skipped_in(read) == (
        ("empty row", 1),
        ("full-width row that is no theme", 1),
        ("headings again", 1),
        ("no text of a recommendation", 1),
    )
    assert doubts_of(read) == (
        (4, "The full-width row “Explanatory note” is no theme."),
        (5, "The first cell is empty: the row was left out."),
    )


def test_tracked_changes_are_a_doubt() -> None:
    row = (f"7.1 Read (Mali);{SOURCE}", "Noted", "A1", "")
    read = read_export(matrix(CYCLES_2_3, row, tracked=True))
    assert doubts_of(read) == ((1, "The file holds tracked changes: accept or reject them in Word first."),)


def test_missing_column_is_named_with_its_row() -> None:
    with pytest.raises(NotAnExport, match=r"^Row 1 .* thematic list, but no column “Full list of themes”\."):
        read_export(matrix((*CYCLES_2_3[:2], "Themes", CYCLES_2_3[3])))


def test_word_file_with_another_table_says_what_is_looked_for() -> None:
    with pytest.raises(NotAnExport, match=r"^This Word file has no table with the headings"):
        read_export(matrix(("Name", "Value", "Note", "Date"), ("a", "b", "c", "d")))


@pytest.mark.parametrize(
    ("cycle", "kind", "rows", "symbol", "session"),
    [
        (2, "thematic_list_cycles_2_3", 163, "A/HRC/28/15", 20),
        (4, "thematic_list_cycle_4", 254, "A/HRC/59/15", 48),
    ],
)
def test_real_list_equals_its_expected_table(
    cycle: int, kind: str, rows: int, symbol: str, session: int, shared: Path
) -> None:
    """Put together again, each row is its cells, but for what stands between States."""
    name = f"formats/ohchr_thematic_list_cycle{cycle}_slovenia"
    read = read_export((shared / f"{name}.docx").read_bytes())
    assert (read.format, read.skipped, read.doubts) == (kind, (), ())
    assert {(row.symbol, row.session, row.state_under_review) for row in read.rows} == {
        (symbol, session, "Slovenia")
    }
    with (shared / f"{name}.expected.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))[1:]
    assert len(read.rows) == len(table) == rows
    for row, (theme, recommendation, position, themes, last) in zip(read.rows, table, strict=True):
        first_line, _, source = recommendation.partition("\nSource of ")
        assert source.casefold().startswith(f"position: {symbol}/Add.1".casefold())
        assert first_line.startswith(f"{row.paragraph} {row.text}")
        closing = first_line.removeprefix(f"{row.paragraph} {row.text}")
        assert _letters(closing) == _letters("".join(row.recommending_states))
        assert row.position_words == position
        assert row.position == {"Supported": "supported", "Noted": "noted"}[position]
        labels, persons = re.split(r"\n(?:Affected persons|Groups of Persons): *", themes)
        assert _lines(labels) == list(row.labels)
        assert _lines(persons) == list(row.persons)
        assert theme.removeprefix("Theme: ") in row.labels
        assert (_lines(last) if cycle == 4 else []) == list(row.sdgs)


def _letters(text: str) -> str:
    """Without brackets and what stands between States."""
    return re.sub(r"[\s(),;.]", "", text)


def _lines(cell: str) -> list[str]:
    return [line.strip().removeprefix("- ") for line in cell.splitlines() if line.strip()]
