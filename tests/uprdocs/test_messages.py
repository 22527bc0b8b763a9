"""Whatever a reader can say: the code, its values, and a sentence that has a place for each value.

For every code stands a document here that makes a reader say it.
"""

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.support import hostile_office
from tests.support import report_pages as pages
from tests.uprdocs.test_formats import OLE, archive, workbook
from tests.uprdocs.test_thematic_list import CYCLES_2_3, SOURCE, matrix
from tests.uprdocs.test_uhri import COLUMNS, RECORD, xlsx
from tests.uprdocs.test_upr_info import csv_of, row_of
from uprdocs import read_addendum, read_document, read_report
from uprdocs.exports import formats
from uprdocs.exports.formats import read_export
from uprdocs.files import workbook_parts
from uprdocs.messages import ENGLISH, Code, Doubt, Message, NotAnExport, NotAReport, Unreadable

Reader = Callable[[bytes], Any]
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def said(read: Reader, data: bytes) -> list[Message]:
    """All that reading says, with what stands inside of it."""
    try:
        document = read(data)
    except Unreadable as error:
        return list(with_parts(error.message))
    skipped = [reason for reason, _ in getattr(document, "skipped", ())]
    return [part for message in (*document.doubts, *skipped) for part in with_parts(message)]


def with_parts(message: Message) -> Iterator[Message]:
    yield message
    for value in message.values.values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Message):
                yield from with_parts(part)


# Documents


def a_list(items: str) -> bytes:
    return pages.report_text(f"5. The following enjoy the support of Chad:\n{items}").encode()


def answers(text: str) -> bytes:
    return f"A/HRC/99/7/Add.1\n{text}\n".encode()


def record(**changed: Any) -> bytes:
    return json.dumps([RECORD | changed]).encode()


def thematic(recommendation: str, position: str = "Noted") -> bytes:
    return matrix(CYCLES_2_3, (f"{recommendation}{SOURCE}", position, "A1", ""))


def with_directory(at: int, wrong: bytes) -> bytes:
    """An unfolded archive with other bytes in its directory, counted from the entry's begin."""
    file = BytesIO()
    with ZipFile(file, "w") as written:
        written.writestr("word/document.xml", b"0" * 5000)
    data = file.getvalue()
    place = data.index(b"PK\x01\x02") + at
    return data[:place] + wrong + data[place + len(wrong) :]


DIALOGUE = "2. Peru welcomed it. It recommended that Chad (a) build roads; (b) sell rivers."
POINTS_AT_IT = "6. The recommendations noted in the report in paragraph 2 (b) above did not enjoy support."
FOLDED = archive(xl__workbook=b"0" * 6_000_000)
ROWS_OF_SEVEN = workbook(A1="To", B1="Text", C1="From", D1="Response", E1="Action", F1="Issue", G1="Session")
SEVEN_TEXTS = hostile_office.workbook(
    hostile_office.data("<row>" + "".join(f"<c t='s'><v>{at}</v></c>" for at in range(7)) + "</row>"),
    strings="".join(
        f"<si><t>{heading}</t></si>"
        for heading in ("To", "Text", "From", "Response", "Action", "Issue", "Session")
    ),
)
FORMATS = Message(Code.KNOWN_FORMATS)
NETHERLANDS = "With regard to the recommendation of the Netherlands reflected in paragraph 12 above, "
GUESS = Message(Code.NAME_READ_AS, {"name": "Austira", "state": "AUT"})

# What a library says of a file may be worded otherwise tomorrow.
ANYTHING = "…"

# Code, reader, document, values.
Case = tuple[Code, Reader, bytes, dict[str, Any]]
DOCUMENTS: list[Case] = [
    # Reports and addenda that cannot be read
    (Code.EMPTY_DOCUMENT, read_report, b"", {}),
    (Code.UNKNOWN_FORMAT, read_report, b"\x00\x01\x02\x81", {}),
    (Code.TEXT_TOO_LONG, read_report, b"A long book. " * 200_000, {}),
    (Code.TEXT_TOO_LONG, read_report, b"A page.\f" * 4_000, {}),
    (Code.WEB_PAGE_OR_RTF, read_report, b"{\\rtf1 A letter.}", {}),
    (Code.WEB_PAGE_OR_RTF, read_document, b"{\\rtf1 A letter.}", {}),
    (Code.OLD_WORD_OR_LOCKED, read_report, OLE, {}),
    (Code.PDF_DAMAGED, read_report, b"%PDF-1.4 cut off", {}),
    (Code.PDF_LOCKED, read_report, pages.locked_pdf(), {}),
    (Code.PDF_TOO_LONG, read_report, pages.pdf_file([[(10, 700, "A page.")]] * 401), {"pages": 401}),
    (Code.PDF_WITHOUT_TEXT, read_report, pages.pdf_file([[]]), {}),
    (Code.WORD_DAMAGED, read_report, b"PK\x03\x04 cut off", {}),
    (Code.WORD_UNREADABLE, read_report, archive(notes=b"x"), {}),
    (Code.WORD_TOO_LARGE, read_report, pages.word_parts("<w:p/>" * 20_002), {}),
    (Code.WORD_LOCKED, read_report, with_directory(8, b"\x01\x00"), {}),
    (
        Code.BARE_LIST,
        read_document,
        b"Draft\n5.1 Plant trees (Cuba);\n5.2 Build roads (Peru);\n",
        {"number": "5.1"},
    ),
    (Code.NO_LISTS, read_report, b"A letter about something else.", {}),
    (Code.EMPTY_DOCUMENT, read_addendum, b"", {}),
    (Code.NO_RECOMMENDATIONS, read_report, pages.report_text("5. None.").encode(), {}),
    # Exports that cannot be read
    (Code.EMPTY_EXPORT, read_export, b"\r\n", {}),
    (
        Code.FILE_TOO_LARGE,
        read_export,
        with_directory(24, (200 * 1024 * 1024).to_bytes(4, "little")),
        {"size": 200, "most": 100},
    ),
    (Code.UNFOLDS_TOO_FAR, read_export, FOLDED, {"times": 6_000_000 // len(FOLDED)}),
    (Code.WRONG_SIZES, read_export, with_directory(24, b"\x01\x00"), {}),
    (Code.WEB_PAGE_OR_XML, read_export, b"<html>", {"formats": FORMATS}),
    (Code.KNOWN_FORMATS, read_export, b"<html>", {}),
    (Code.UNKNOWN_ARCHIVE, read_export, archive(notes=b"x"), {"formats": FORMATS}),
    (Code.ARCHIVE_CUT_OFF, read_export, b"PK\x03\x04 cut off", {}),
    (
        Code.DAMAGED_INSIDE,
        read_export,
        archive(xl__workbook=b"<a/>"),
        {"kind": "XLSX", "problem": ANYTHING},
    ),
    (Code.PDF_IS_NO_EXPORT, read_export, b"%PDF-1.7", {"formats": FORMATS}),
    (Code.EXPORT_LOCKED, read_export, OLE + "EncryptedPackage".encode("utf-16-le"), {}),
    (Code.OLD_WORD, read_export, OLE + "WordDocument".encode("utf-16-le"), {}),
    (Code.NO_KNOWN_HEADINGS, read_export, b"Dear all", {"words": "Dear all", "formats": FORMATS}),
    (
        Code.COLUMNS_MISSING,
        read_export,
        b"To,Text,From,Response,Action\n",
        {"row": 1, "source": Message(Code.A_UPR_INFO_EXPORT), "columns": "“Issue”, “Session”"},
    ),
    (Code.A_UPR_INFO_EXPORT, read_export, b"To,Text,From,Response,Action\n", {}),
    (Code.A_UHRI_EXPORT, read_export, ",".join([*COLUMNS][:10]).encode(), {}),
    (Code.A_THEMATIC_LIST, read_export, matrix((*CYCLES_2_3[:2], "Themes", CYCLES_2_3[3])), {}),
    (Code.NO_THEMATIC_TABLE, read_export, matrix(("Name", "Value", "Note", "Date")), {}),
    (Code.CSV_BROKEN, read_export, csv_of(row_of(), '"Peru'), {"row": 3, "problem": ANYTHING}),
    (Code.XLS_DAMAGED, read_export, OLE + b"\0" * 600, {"problem": ANYTHING}),
    (Code.JSON_BROKEN, read_export, b'[{"Text": 1', {"line": 1, "column": 12, "problem": ANYTHING}),
    (Code.JSON_TOO_DEEP, read_export, b"[" * 100_000, {"formats": FORMATS}),
    (Code.JSON_EMPTY, read_export, b"[]", {}),
    (Code.JSON_NO_OBJECT, read_export, b"[1]", {"number": 1}),
    (
        Code.JSON_KEYS_MISSING,
        read_export,
        json.dumps([RECORD, {key: RECORD[key] for key in RECORD if key not in ("Body", "Sdgs")}]).encode(),
        {"number": 2, "keys": "“Body”, “Sdgs”"},
    ),
    # Doubts about reports
    (
        Code.HEADING_WITHOUT_POSITION,
        read_report,
        pages.report_text("5. A heading that answers nothing:\n5.1 Build roads (Peru).").encode(),
        {},
    ),
    (
        Code.NUMBERS_JUMP,
        read_report,
        a_list("5.1 Sow (Fiji);\n5.3 Plant trees (Cuba)."),
        {"before": "5.1", "after": "5.3"},
    ),
    (Code.FROM_DIALOGUE, read_report, pages.report_text(POINTS_AT_IT, DIALOGUE).encode(), {}),
    (Code.TOO_LONG_TO_DIVIDE, read_report, a_list(f"5.1 {'Build schools (Peru) ' * 1000}"), {}),
    (Code.PUT_TOGETHER, read_report, a_list("5.1 Sign (Peru)/ratify CED (Chad);"), {}),
    (Code.LEFT_WHOLE, read_report, a_list("5.1 Sign (Peru);"), {"states": "PER"}),
    (
        Code.FOOTNOTE_HOLDS_RECOMMENDATION,
        read_report,
        a_list("5.1 Build roads (Peru);\n* The recommendation as read: Build all roads (Peru)."),
        {"words": "The recommendation as read: Build all roads (Peru)."},
    ),
    (
        Code.COMMENT_LEFT_OUT,
        read_report,
        a_list("5.1 Ban it (Peru). The country offered the following comments: it is done."),
        {},
    ),
    (Code.WORDS_AFTER_STATE, read_report, a_list("5.1 Build roads (Peru) in the north;"), {}),
    (
        Code.WORDS_OF_STATE_UNDER_REVIEW,
        read_report,
        a_list(f"5.1 {NETHERLANDS}Chad would build schools;"),
        {},
    ),
    (Code.BRACKET_INCOMPLETE, read_report, a_list("5.1 Build schools Spain);"), {}),
    (Code.NO_STATE, read_report, a_list("5.1 Build schools;"), {}),
    (Code.STATE_MISSPELT, read_report, a_list("5.1 Build schools (Austira);"), {"guesses": (GUESS,)}),
    (Code.NAME_READ_AS, read_report, a_list("5.1 Build schools (Austira);"), dict(GUESS.values)),
    # Doubts about addenda
    (
        Code.TWO_CLAIMS,
        read_addendum,
        answers("2. Chad accepts recommendation 4. It is already implemented or in the process of it."),
        {},
    ),
    (
        Code.COUNT_DIFFERS,
        read_addendum,
        answers("1. Chad accepts 3 recommendations.\n2. Chad accepts recommendations 4, 5."),
        {"said": 3, "position": "supported", "named": 2},
    ),
    (
        Code.ANSWERED_TWICE,
        read_addendum,
        answers("1. Chad accepts recommendation 4.\n2. Chad notes recommendation 4."),
        {"earlier": "supported", "later": "noted"},
    ),
    (
        Code.ANSWER_UNCLEAR,
        read_addendum,
        answers("1. Chad accepts recommendations 5.1 and 5.2 in principle."),
        {"numbers": "5.1–5.2", "words": "Chad accepts recommendations 5.1 and 5.2 in principle."},
    ),
    (
        Code.ANSWER_WITHOUT_NUMBER,
        read_addendum,
        answers("1. Chad accepts the recommendation to ratify ILO Convention No. 189."),
        {"words": "Chad accepts the recommendation to ratify ILO Convention No. 189."},
    ),
    (
        Code.ANSWERS_ALL,
        read_addendum,
        answers("1. Chad accepts all recommendations."),
        {"words": "Chad accepts all recommendations."},
    ),
    (
        Code.CLAIM_WITHOUT_POSITION,
        read_addendum,
        answers("1. Recommendations 5.1 to 5.3 are already implemented."),
        {"numbers": "5.1–5.3"},
    ),
    (
        Code.EXCEPTED,
        read_addendum,
        answers("1. Chad accepts recommendations 5.1–5.9, except 5.3."),
        {"numbers": "5.3"},
    ),
    (
        Code.NUMBER_OUTSIDE,
        read_addendum,
        answers("1. Chad accepts recommendations 55.1–55.3 and 5.54."),
        {"number": "5.54"},
    ),
    (
        Code.RANGE_UNCLEAR,
        read_addendum,
        answers("1. Chad accepts recommendations 5.9–6.2."),
        {"range": "5.9–6.2"},
    ),
    (
        Code.TOTAL_DIFFERS,
        read_addendum,
        answers("1. Chad received 30 recommendations.\n2. Chad accepts recommendations 4, 5."),
        {"said": 30, "named": 2},
    ),
    (
        Code.UNANSWERED,
        read_addendum,
        answers("1. Chad thanks Peru for recommendations 5.1 and 5.2."),
        {"numbers": "5.1–5.2"},
    ),
    # Doubts about exports
    (Code.FORMULA_WITHOUT_VALUE, read_export, xlsx(COLUMNS | {"Text": "=B2"}), {"cells": "A2"}),
    (Code.SKIPPED_STATE_UNDER_REVIEW, read_export, record(Countries=["Mali", "Peru"]), {}),
    (
        Code.HEADING_REPEATED,
        read_export,
        csv_of().replace(b"To-Org", b"Text"),
        {"row": 1, "source": Message(Code.A_UPR_INFO_EXPORT), "columns": "“Text” (C), “Text” (D)"},
    ),
    (Code.CELLS_DIFFER, read_export, csv_of(row_of() + ",more"), {"cells": 12, "headings": 11}),
    (Code.POSITION_EMPTY, read_export, csv_of(row_of(response="")), {}),
    (Code.POSITION_UNKNOWN, read_export, csv_of(row_of(response="Mulled")), {"words": "Mulled"}),
    (Code.SESSION_UNKNOWN, read_export, csv_of(row_of(session="spring")), {"words": "spring"}),
    (Code.ACTION_UNKNOWN, read_export, csv_of(row_of(action="6")), {"words": "6"}),
    (Code.STATE_UNDER_REVIEW_EMPTY, read_export, csv_of(row_of(to="")), {}),
    (Code.STATE_UNDER_REVIEW_UNKNOWN, read_export, csv_of(row_of(to="(Unknown)")), {"name": "(Unknown)"}),
    (Code.STATE_UNDER_REVIEW_MISSING, read_export, record(Countries=[]), {}),
    (Code.SEVERAL_UNDER_REVIEW, read_export, record(Countries=["Mali", "Peru"]), {"states": "Mali, Peru"}),
    (Code.RECOMMENDING_STATE_EMPTY, read_export, csv_of(row_of(**{"from": ""})), {}),
    (
        Code.RECOMMENDING_STATE_UNKNOWN,
        read_export,
        csv_of(row_of(**{"from": "(Unknown)"})),
        {"name": "(Unknown)"},
    ),
    (
        Code.RECOMMENDING_STATES_DIFFER,
        read_export,
        record(UprRecommendingCountry=["Mali"]),
        {"column": "Mali", "text": "Timor-Leste, Iran (Islamic Republic of)"},
    ),
    (Code.NO_STATE, read_export, record(Text="12.3 Free them", UprRecommendingCountry=[]), {}),
    (Code.ROW_WITHOUT_TEXT, read_export, csv_of(row_of(text="")), {}),
    (Code.ROW_WITHOUT_TEXT, read_export, record(Text=""), {}),
    (Code.NO_PARAGRAPH_NUMBER, read_export, record(Text="Free them"), {}),
    (Code.NO_PARAGRAPH_NUMBER, read_export, thematic("Read (Mali);"), {}),
    (Code.NO_CLOSING_STATE, read_export, thematic("7.1 Read"), {}),
    (Code.NO_REVIEW_IN_HEADER, read_export, matrix(CYCLES_2_3, header="List"), {}),
    (Code.TRACKED_CHANGES, read_export, matrix(CYCLES_2_3, tracked=True), {}),
    (
        Code.NO_SOURCE_OF_POSITION,
        read_export,
        matrix(CYCLES_2_3, ("7.1 Read (Mali);", "Noted", "A1", "")),
        {},
    ),
    (Code.FIRST_CELL_EMPTY, read_export, matrix(CYCLES_2_3, ("", "Noted", "A1", "")), {}),
    (Code.NO_THEME, read_export, matrix(CYCLES_2_3, ("A note",)), {"words": "A note"}),
    (
        Code.PARAGRAPH_REPEATED,
        read_export,
        matrix(
            CYCLES_2_3, *[(f"7.1 Read (Mali);{SOURCE}", said, "A1", "") for said in ("Noted", "Accepted")]
        ),
        {"number": "7.1", "row": 2},
    ),
    # Why rows were left out
    (Code.SKIPPED_EMPTY, read_export, csv_of(row_of(), ",,,,,,,,,,"), {}),
    (Code.SKIPPED_EMPTY, read_export, (",".join(COLUMNS) + "\n,,,\n").encode(), {}),
    (Code.SKIPPED_EMPTY, read_export, matrix(CYCLES_2_3, ("", "", "", "")), {}),
    (Code.SKIPPED_HEADINGS, read_export, matrix(CYCLES_2_3, CYCLES_2_3), {}),
    (Code.SKIPPED_WITHOUT_TEXT, read_export, csv_of(row_of(text="")), {}),
    (Code.SKIPPED_WITHOUT_TEXT, read_export, record(Text=""), {}),
    (Code.SKIPPED_WITHOUT_TEXT, read_export, matrix(CYCLES_2_3, ("", "Noted", "A1", "")), {}),
    (Code.SKIPPED_NO_THEME, read_export, matrix(CYCLES_2_3, ("A note",)), {}),
    (
        Code.SKIPPED_REPEATED,
        read_export,
        matrix(CYCLES_2_3, *[(f"7.1 Read (Mali);{SOURCE}", "Noted", theme, "") for theme in ("A1", "B2")]),
        {},
    ),
    (Code.SKIPPED_WITHOUT_MECHANISM, read_export, record(Body=[]), {}),
    (Code.SKIPPED_OTHER_MECHANISM, read_export, record(Body=["CRC", "CAT"]), {"mechanisms": "CRC, CAT"}),
]


@pytest.mark.parametrize(
    ("code", "read", "data", "values"),
    DOCUMENTS,
    ids=[f"{code}-{read.__name__}" for code, read, _, _ in DOCUMENTS],
)
def test_reader_says_it_with_its_values(
    code: Code, read: Reader, data: bytes, values: dict[str, Any]
) -> None:
    [message] = [message for message in said(read, data) if message.code is code]
    told = {name: ANYTHING if value == ANYTHING else message.values[name] for name, value in values.items()}
    assert (told, set(message.values)) == (values, set(values))
    assert set(PLACEHOLDER.findall(ENGLISH[code])) == set(values)
    assert "%(" not in str(message)


def test_sheet_that_goes_on_for_ever_is_refused_with_the_last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_ROWS", 50)
    sheet = workbook(
        A1="To", B1="Text", C1="From", D1="Response", E1="Action", F1="Issue", G1="Session", A51="x"
    )
    assert said(read_export, sheet) == [Message(Code.TOO_MANY_ROWS, {"most": 50})]


# Each bound set to what the file has, and to one less: the code, its values and where the bound stands.
BOUNDS: list[tuple[Code, Any, str, int, bytes, dict[str, int]]] = [
    (Code.TOO_MANY_CELLS, formats, "MAX_CELLS", 7, ROWS_OF_SEVEN, {"count": 7, "most": 6}),
    (Code.TOO_MANY_TEXTS, workbook_parts, "MOST_TEXTS", 7, SEVEN_TEXTS, {"count": 7, "most": 6}),
    (Code.TOO_MANY_SHEETS, workbook_parts, "MOST_SHEETS", 1, ROWS_OF_SEVEN, {"count": 1, "most": 0}),
    (Code.TOO_MUCH_TEXT, formats, "MOST_CHARACTERS", 36, ROWS_OF_SEVEN, {"most": 35}),
]


@pytest.mark.parametrize(
    ("code", "module", "bound", "size", "data", "values"), BOUNDS, ids=[code for code, *_ in BOUNDS]
)
def test_workbook_with_more_than_a_bound_is_refused_with_it(
    monkeypatch: pytest.MonkeyPatch,
    code: Code,
    module: Any,
    bound: str,
    size: int,
    data: bytes,
    values: dict[str, int],
) -> None:
    monkeypatch.setattr(workbook_parts, "FEW", 0)
    monkeypatch.setattr(module, bound, size)
    assert said(read_export, data) == []
    monkeypatch.setattr(module, bound, size - 1)
    assert said(read_export, data) == [Message(code, values)]


def test_workbook_with_more_layout_than_tables_have_is_refused() -> None:
    column = '<col min="1" max="1" width="9"/>'
    for count in (workbook_parts.MOST_LAYOUT + 1_000, 90_000):
        data = hostile_office.workbook(
            ["<cols>", column * count, "</cols>", hostile_office.data(hostile_office.ROW)]
        )
        messages = said(read_export, data)
        codes = [message.code for message in messages if message.code is not Code.KNOWN_FORMATS]
        assert codes == [
            Code.TOO_MUCH_LAYOUT if count > workbook_parts.MOST_LAYOUT else Code.NO_KNOWN_HEADINGS
        ]


@pytest.mark.parametrize("length", [workbook_parts.LONGEST_CELL, 600_000])
def test_workbook_with_a_text_longer_than_a_cell_is_refused(length: int) -> None:
    data = hostile_office.workbook(hostile_office.data(hostile_office.TEXT_ROW.format("a" * length)))
    first = said(read_export, data)[0]
    fits = length == workbook_parts.LONGEST_CELL
    assert first.code is (Code.NO_KNOWN_HEADINGS if fits else Code.CELL_TOO_LONG)


def test_every_code_is_said_of_one_of_these_documents() -> None:
    of_isolation = {Code.LIMITS_EXCEEDED, Code.TOO_MANY_AT_ONCE}
    of_bounds = {code for code, *_ in BOUNDS} | {
        Code.TOO_MANY_ROWS, Code.TOO_MUCH_LAYOUT, Code.CELL_TOO_LONG
    }  # fmt: skip
    assert {code for code, _, _, _ in DOCUMENTS} | of_bounds | of_isolation == set(Code)


def test_every_code_has_a_sentence_of_its_own() -> None:
    assert set(ENGLISH) == set(Code)
    assert len(set(ENGLISH.values())) == len(Code)


# Shown without a table of sentences of one's own


def test_sentence_holds_the_words_of_the_file_whatever_they_look_like() -> None:
    words = "no” is not known. The position “100 %(words)s\nempty row"
    assert str(Message(Code.POSITION_UNKNOWN, {"words": words})) == f"The position “{words}” is not known."


def test_sentence_holds_several_sentences() -> None:
    guesses = (GUESS, Message(Code.NAME_READ_AS, {"name": "Perru", "state": "PER"}))
    message = Message(Code.STATE_MISSPELT, {"guesses": guesses})
    assert str(message) == "Misspelt State: “Austira” read as AUT; “Perru” read as PER"
    assert message.as_json() == {
        "code": "state_misspelt",
        "values": {
            "guesses": [
                {"code": "name_read_as", "values": {"name": "Austira", "state": "AUT"}},
                {"code": "name_read_as", "values": {"name": "Perru", "state": "PER"}},
            ]
        },
    }


def test_equal_messages_are_counted_together() -> None:
    one, other = ({"before": "5.1", "after": "5.3"}, {"after": "5.3", "before": "5.1"})
    assert len({Message(Code.NUMBERS_JUMP, one), Message(Code.NUMBERS_JUMP, other)}) == 1
    assert len({Message(Code.NUMBERS_JUMP, one), Message(Code.NUMBERS_JUMP, {**one, "after": "5.4"})}) == 2
    assert len({Doubt(Code.NUMBERS_JUMP, one, page=3), Doubt(Code.NUMBERS_JUMP, one, page=4)}) == 2


@pytest.mark.parametrize("error", [NotAReport, NotAnExport])
def test_error_tells_the_sentence_behind_the_name_of_the_file(error: type[Unreadable]) -> None:
    problem = error(Code.PDF_TOO_LONG, {"pages": 200})
    sentence = str(Message(Code.PDF_TOO_LONG, {"pages": 200}))
    assert str(problem) == sentence
    problem.file_name = "book.pdf"
    assert str(problem) == f"book.pdf: {sentence}"
