"""UPR Info's exports: their odd CSV and XLS say the same, and nothing in them is lost."""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.reading import Doubts, doubts_of, skipped_in
from uprdocs.exports.formats import read_export
from uprdocs.exports.rows import ExportedRow, ReadExport
from uprdocs.messages import NotAnExport

CSV_HEADINGS = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session"


def csv_of(*rows: str, ends: str = "\r") -> bytes:
    return ends.join([CSV_HEADINGS, *rows]).encode()


def row_of(**changed: str) -> str:
    """A row of the CSV, with some cells as they are to be printed in it."""
    cells = {
        "to": "Peru",
        "to_group": "GRULAC",
        "to_org": "OAS",
        "text": "Free the librarians",
        "from": "Mali",
        "from_group": "Africa",
        "from_org": "AU",
        "response": "Accepted",
        "action": "5",
        "issue": "Justice",
        "session": "18",
    } | changed
    return ",".join(cells.values())


def read_row(**changed: str) -> tuple[ExportedRow, Doubts]:
    """One row and the doubts about it."""
    read = read_export(csv_of(row_of(**changed)))
    (row,) = read.rows
    return row, doubts_of(read)


def test_row_says_all_that_the_export_prints() -> None:
    assert read_export(csv_of(row_of())) == ReadExport(
        "upr_info_csv",
        (
            ExportedRow(
                source_row=2,
                state_under_review="Peru",
                recommending_states=("Mali",),
                text="Free the librarians",
                position="supported",
                position_words="Accepted",
                action_category="specific",
                labels=("Justice",),
                persons=(),
                sdgs=(),
                symbol="",
                paragraph="",
                session=18,
            ),
        ),
        (),
        (),
    )


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
def test_rows_end_with_any_line_end(ends: str) -> None:
    read = read_export(csv_of(row_of(), row_of(text='"Two\nlines, one cell"'), ends=ends))
    assert [(row.source_row, row.text) for row in read.rows] == [
        (2, "Free the librarians"),
        (3, "Two lines, one cell"),
    ]


def test_issues_are_divided_by_a_comma_without_space_only() -> None:
    row, doubts = read_row(issue='"Labour, wages and rest,Women\'s rights,Justice"')
    assert (row.labels, doubts) == (("Labour, wages and rest", "Women's rights", "Justice"), ())


def test_unknown_state_is_no_state_but_a_doubt() -> None:
    row, doubts = read_row(**{"from": "&#40;Unknown&#41;"})
    assert row.recommending_states == ()
    assert doubts == ((2, "The recommending State is “(Unknown)”."),)


def test_entities_are_read_as_their_characters() -> None:
    row, _ = read_row(text="Repeal &quot;law 5&quot; &amp; others", to="C&ocirc;te d&#39;Ivoire")
    assert (row.text, row.state_under_review) == ('Repeal "law 5" & others', "Côte d'Ivoire")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Accepted", "supported"),
        ("Supported", "supported"),
        ("noted", "noted"),
        ("Not  Supported", "noted"),
        ("Rejected", "noted"),
        ("Supported/Noted", "partially_supported"),
        ("Pending", "pending"),
    ],
)
def test_positions_are_known_by_their_words(words: str, slug: str) -> None:
    row, doubts = read_row(response=words)
    assert (row.position, row.position_words, doubts) == (slug, words, ())


def test_unknown_position_keeps_its_words_and_is_a_doubt() -> None:
    row, doubts = read_row(response="General Response")
    assert (row.position, row.position_words) == ("", "General Response")
    assert doubts == ((2, "The position “General Response” is not known."),)


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("1", "minimal"),
        ("2", "continuing"),
        ("3", "considering"),
        ("4.0", "general"),
        ("5-Specific action", "specific"),
        ("", ""),
    ],
)
def test_action_is_one_of_five_or_blank(printed: str, slug: str) -> None:
    row, doubts = read_row(action=printed)
    assert (row.action_category, doubts) == (slug, ())


@pytest.mark.parametrize("printed", ["6", "0", "10", "2.5", "five"])
def test_action_beyond_five_is_a_doubt(printed: str) -> None:
    row, doubts = read_row(action=printed)
    assert (row.action_category, doubts) == ("", ((2, f"The action “{printed}” is not 1 to 5."),))


def test_session_that_is_no_number_is_a_doubt() -> None:
    row, doubts = read_row(session="spring")
    assert (row.session, doubts) == (None, ((2, "The session “spring” is not a number."),))


def test_rows_without_text_are_counted() -> None:
    read = read_export(csv_of(row_of(text=""), ",,,,,,,,,,", row_of()))
    assert [row.source_row for row in read.rows] == [4]
    assert skipped_in(read) == (("empty row", 1), ("no text of a recommendation", 1))
    assert doubts_of(read) == ((2, "The row has no text and was left out."),)


def test_row_that_breaks_off_is_a_doubt() -> None:
    read = read_export(csv_of(row_of(), "Peru,GRULAC,OAS,Free the"))
    assert read.rows[1].text == "Free the"
    assert (
        3,
        "The row has 4 cells under 11 headings: it may be cut off or shifted.",
    ) in doubts_of(read)


def test_missing_column_is_named_with_its_row() -> None:
    with pytest.raises(NotAnExport, match=r"^Row 1 .*UPR Info.* no column “Issue”, “Session”\. "):
        read_export(b"To,Text,From,Response,Action\rPeru,Free them,Mali,Noted,5")


def test_csv_that_is_not_utf_8_is_macs_with_bare_cr_and_windows_otherwise() -> None:
    row = row_of(text="Défendre")
    mac = csv_of().decode() + "\r" + row
    windows = csv_of().decode() + "\r\n" + row
    assert read_export(mac.encode("mac_roman")).rows[0].text == "Défendre"
    assert read_export(windows.encode("cp1252")).rows[0].text == "Défendre"


def test_semicolons_divide_the_csv_of_a_european_excel() -> None:
    read = read_export(csv_of(row_of()).replace(b",", b";"))
    assert (read.rows[0].recommending_states, read.doubts) == (("Mali",), ())


def test_real_csv_and_xls_say_the_same(shared: Path) -> None:
    files = shared / "formats"
    from_csv, from_xls = (
        read_export((files / f"upr_info_export_sessions_17-20.{kind}").read_bytes())
        for kind in ("csv", "xls")
    )
    assert (from_csv.format, from_xls.format) == ("upr_info_csv", "upr_info_xls")
    assert from_csv.rows == from_xls.rows
    for read in (from_csv, from_xls):
        assert (len(read.rows), read.skipped, read.doubts) == (7984, (), ())
    assert Counter(row.position for row in from_xls.rows) == {"supported": 6094, "noted": 1890}
    assert Counter(row.session for row in from_xls.rows) == {18: 2387, 19: 2829, 20: 2768}
    assert Counter(row.action_category for row in from_xls.rows) == {
        "minimal": 35,
        "continuing": 1461,
        "considering": 477,
        "general": 3326,
        "specific": 2685,
    }


def test_real_export_has_kazakhstans_rows_and_known_issues_only(shared: Path) -> None:
    read = read_export((shared / "formats/upr_info_export_sessions_17-20.csv").read_bytes())
    known = {
        line.rsplit(",", 1)[0].strip('"')
        for line in (shared / "lists/upr_info_issues.csv").read_text().splitlines()[1:]
    }
    kazakhstan = [row for row in read.rows if row.state_under_review == "Kazakhstan"]
    assert Counter(row.position for row in kazakhstan) == {"supported": 147, "noted": 51}
    assert {label for row in read.rows for label in row.labels} - known == set()
