"""Messages about documents: a code, its values, and an English sentence.

Programs use the code, people read the sentence. To show it in another language, map codes to
translated sentences with the same placeholders.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """The codes of all messages. They are stored elsewhere: add new ones, but never rename one."""

    # Why a file cannot be read
    EMPTY_DOCUMENT = "empty_document"
    EMPTY_EXPORT = "empty_export"
    UNKNOWN_FORMAT = "unknown_format"
    TEXT_TOO_LONG = "text_too_long"
    FILE_TOO_LARGE = "file_too_large"
    UNFOLDS_TOO_FAR = "unfolds_too_far"
    WRONG_SIZES = "wrong_sizes"
    WEB_PAGE_OR_XML = "web_page_or_xml"
    WEB_PAGE_OR_RTF = "web_page_or_rtf"
    UNKNOWN_ARCHIVE = "unknown_archive"
    ARCHIVE_CUT_OFF = "archive_cut_off"
    DAMAGED_INSIDE = "damaged_inside"
    PDF_IS_NO_EXPORT = "pdf_is_no_export"
    PDF_DAMAGED = "pdf_damaged"
    PDF_LOCKED = "pdf_locked"
    PDF_TOO_LONG = "pdf_too_long"
    PDF_WITHOUT_TEXT = "pdf_without_text"
    WORD_UNREADABLE = "word_unreadable"
    WORD_DAMAGED = "word_damaged"
    WORD_TOO_LARGE = "word_too_large"
    WORD_LOCKED = "word_locked"
    EXPORT_LOCKED = "export_locked"
    OLD_WORD_OR_LOCKED = "old_word_or_locked"
    OLD_WORD = "old_word"
    NO_KNOWN_HEADINGS = "no_known_headings"
    COLUMNS_MISSING = "columns_missing"
    HEADING_REPEATED = "heading_repeated"
    NO_THEMATIC_TABLE = "no_thematic_table"
    CSV_BROKEN = "csv_broken"
    XLS_DAMAGED = "xls_damaged"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_TEXTS = "too_many_texts"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MUCH_LAYOUT = "too_much_layout"
    TOO_MUCH_TEXT = "too_much_text"
    CELL_TOO_LONG = "cell_too_long"
    JSON_BROKEN = "json_broken"
    JSON_TOO_DEEP = "json_too_deep"
    JSON_EMPTY = "json_empty"
    JSON_NO_OBJECT = "json_no_object"
    JSON_KEYS_MISSING = "json_keys_missing"
    LIMITS_EXCEEDED = "limits_exceeded"
    TOO_MANY_AT_ONCE = "too_many_at_once"
    NO_LISTS = "no_lists"
    BARE_LIST = "bare_list"
    NO_RECOMMENDATIONS = "no_recommendations"
    # Parts of these sentences
    KNOWN_FORMATS = "known_formats"
    A_UPR_INFO_EXPORT = "a_upr_info_export"
    A_UHRI_EXPORT = "a_uhri_export"
    A_THEMATIC_LIST = "a_thematic_list"
    # Doubts about a recommendation of a report
    HEADING_WITHOUT_POSITION = "heading_without_position"
    NUMBERS_JUMP = "numbers_jump"
    FROM_DIALOGUE = "from_dialogue"
    TOO_LONG_TO_DIVIDE = "too_long_to_divide"
    PUT_TOGETHER = "put_together"
    LEFT_WHOLE = "left_whole"
    COMMENT_LEFT_OUT = "comment_left_out"
    WORDS_AFTER_STATE = "words_after_state"
    WORDS_OF_STATE_UNDER_REVIEW = "words_of_state_under_review"
    BRACKET_INCOMPLETE = "bracket_incomplete"
    NO_STATE = "no_state"
    STATE_MISSPELT = "state_misspelt"
    NAME_READ_AS = "name_read_as"
    FOOTNOTE_HOLDS_RECOMMENDATION = "footnote_holds_recommendation"
    # Doubts about an answer of an addendum
    TWO_CLAIMS = "two_claims"
    COUNT_DIFFERS = "count_differs"
    ANSWERED_TWICE = "answered_twice"
    ANSWER_UNCLEAR = "answer_unclear"
    ANSWER_WITHOUT_NUMBER = "answer_without_number"
    ANSWERS_ALL = "answers_all"
    CLAIM_WITHOUT_POSITION = "claim_without_position"
    EXCEPTED = "excepted"
    NUMBER_OUTSIDE = "number_outside"
    RANGE_UNCLEAR = "range_unclear"
    TOTAL_DIFFERS = "total_differs"
    UNANSWERED = "unanswered"
    # Doubts about a row of an export
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    CELLS_DIFFER = "cells_differ"
    POSITION_EMPTY = "position_empty"
    POSITION_UNKNOWN = "position_unknown"
    SESSION_UNKNOWN = "session_unknown"
    ACTION_UNKNOWN = "action_unknown"
    STATE_UNDER_REVIEW_EMPTY = "state_under_review_empty"
    STATE_UNDER_REVIEW_UNKNOWN = "state_under_review_unknown"
    STATE_UNDER_REVIEW_MISSING = "state_under_review_missing"
    SEVERAL_UNDER_REVIEW = "several_under_review"
    RECOMMENDING_STATE_EMPTY = "recommending_state_empty"
    RECOMMENDING_STATE_UNKNOWN = "recommending_state_unknown"
    RECOMMENDING_STATES_DIFFER = "recommending_states_differ"
    ROW_WITHOUT_TEXT = "row_without_text"
    NO_PARAGRAPH_NUMBER = "no_paragraph_number"
    NO_CLOSING_STATE = "no_closing_state"
    NO_REVIEW_IN_HEADER = "no_review_in_header"
    TRACKED_CHANGES = "tracked_changes"
    NO_SOURCE_OF_POSITION = "no_source_of_position"
    FIRST_CELL_EMPTY = "first_cell_empty"
    NO_THEME = "no_theme"
    PARAGRAPH_REPEATED = "paragraph_repeated"
    # Why rows were left out
    SKIPPED_EMPTY = "skipped_empty"
    SKIPPED_HEADINGS = "skipped_headings"
    SKIPPED_WITHOUT_TEXT = "skipped_without_text"
    SKIPPED_STATE_UNDER_REVIEW = "skipped_state_under_review"
    SKIPPED_NO_THEME = "skipped_no_theme"
    SKIPPED_REPEATED = "skipped_repeated"
    SKIPPED_WITHOUT_MECHANISM = "skipped_without_mechanism"
    SKIPPED_OTHER_MECHANISM = "skipped_other_mechanism"


ENGLISH: Mapping[Code, str] = {
    # Why a file cannot be read
    Code.EMPTY_DOCUMENT: "The file is empty: download it again.",
    Code.EMPTY_EXPORT: "The file is empty (0 bytes of content). Download it again.",
    Code.UNKNOWN_FORMAT: "The file is neither PDF, Word (.docx) nor text: save it as one of these.",
    Code.TEXT_TOO_LONG: (
        "The text is ten times as long as any report of the Working Group: take the file from docs.un.org."
    ),
    Code.FILE_TOO_LARGE: (
        "The file takes up %(size)s MB, unfolded; at most %(most)s MB are read. Export fewer rows, "
        "for instance one State under review at a time."
    ),
    Code.UNFOLDS_TOO_FAR: (
        "The file unfolds to %(times)s times its size, as no export does, so it was not opened. "
        "Download it again."
    ),
    Code.WRONG_SIZES: (
        "The directory of this file tells wrong sizes, so it was not opened. Download it again."
    ),
    Code.WEB_PAGE_OR_XML: (
        "This is a web page (HTML) or XML, even if its name ends in .xls. Open it in a spreadsheet "
        "program and save it as CSV, or download it again; %(formats)s."
    ),
    Code.WEB_PAGE_OR_RTF: (
        "The file is a web page or rich text (.rtf): open it in Word and save it as .docx."
    ),
    Code.UNKNOWN_ARCHIVE: "This archive holds neither an XLSX nor a DOCX. Unpack it first; %(formats)s.",
    Code.ARCHIVE_CUT_OFF: (
        "This XLSX or DOCX is cut off or damaged: its directory, at the end, cannot be read. "
        "Download it again."
    ),
    Code.DAMAGED_INSIDE: (
        "This %(kind)s is damaged inside (%(problem)s). Download it again, or open it and save it anew."
    ),
    Code.PDF_IS_NO_EXPORT: "This is a PDF, not an export. %(formats)s; reports are read elsewhere.",
    Code.PDF_DAMAGED: "The PDF is damaged or was cut off while downloading: download it again.",
    Code.PDF_LOCKED: "The PDF is locked with a password: save it without one and try again.",
    Code.PDF_TOO_LONG: (
        "The PDF has %(pages)s pages, more than any report of the Working Group: take the report "
        "itself from docs.un.org."
    ),
    Code.PDF_WITHOUT_TEXT: (
        "The PDF holds no text, only pictures of pages: use the file from docs.un.org, or run text "
        "recognition first."
    ),
    Code.WORD_UNREADABLE: (
        "The file is no Word document that can be read: open it in Word and save it as .docx."
    ),
    Code.WORD_DAMAGED: "The Word file is damaged or was cut off while downloading: download it again.",
    Code.WORD_TOO_LARGE: (
        "The Word file unfolds to far more than a report holds, so it was not opened: take the "
        "file from docs.un.org."
    ),
    Code.WORD_LOCKED: "The file is locked with a password: save it without one and try again.",
    Code.EXPORT_LOCKED: "The file is protected by a password. Save it without one.",
    Code.OLD_WORD_OR_LOCKED: (
        "The file is an old Word document (.doc) or locked with a password: open it in Word or LibreOffice, "
        "choose “Save as”, then “Word document (.docx)”, without a password, and give that file."
    ),
    Code.OLD_WORD: (
        "This is an old Word file (.doc). Open it in Word or LibreOffice, choose “Save as”, then “Word "
        "document (.docx)”, and give that file."
    ),
    Code.NO_KNOWN_HEADINGS: (
        "No known headings; row 1 begins “%(words)s”. %(formats)s: give the file as it was "
        "downloaded, with its headings."
    ),
    Code.COLUMNS_MISSING: (
        "Row %(row)s has the headings of %(source)s, but no column %(columns)s. Export it again "
        "with all columns, or put the heading back."
    ),
    Code.HEADING_REPEATED: (
        "Row %(row)s has a column of %(source)s more than once: %(columns)s. Delete the one that is not "
        "meant, or its heading."
    ),
    Code.NO_THEMATIC_TABLE: (
        "This Word file has no table with the headings of OHCHR’s thematic lists "
        "(“Recommendation”, “Position”, “Full list of themes” or those of cycle 4). Take the list "
        "from the page of the review at ohchr.org; reports are read elsewhere."
    ),
    Code.CSV_BROKEN: (
        "Row %(row)s of this CSV cannot be divided into cells (%(problem)s): a quotation mark is "
        "missing there, or the file is cut off. Download it again."
    ),
    Code.XLS_DAMAGED: (
        "This Excel file (.xls) is cut off or damaged (%(problem)s). Download it again, or open it "
        "in a spreadsheet program and save it as CSV."
    ),
    Code.TOO_MANY_ROWS: (
        "The sheet goes on after row %(most)s. Delete what is below the export, or export fewer "
        "rows, for instance one State under review at a time."
    ),
    Code.TOO_MANY_CELLS: (
        "The file has %(count)s cells; at most %(most)s are read. Export fewer rows, for instance one State "
        "under review at a time."
    ),
    Code.TOO_MANY_TEXTS: (
        "The file has a list of %(count)s texts for its cells; at most %(most)s are read. Export fewer rows, "
        "for instance one State under review at a time."
    ),
    Code.TOO_MANY_SHEETS: (
        "The file has %(count)s sheets; at most %(most)s are read. Delete all but the export."
    ),
    Code.TOO_MUCH_LAYOUT: (
        "Besides its cells the file has %(count)s formats, links, merged cells and the like; at most "
        "%(most)s are read. Give the file as it was downloaded, or save it as CSV."
    ),
    Code.TOO_MUCH_TEXT: (
        "The cells of this file hold more than %(most)s characters. Export fewer rows, for instance one "
        "State under review at a time."
    ),
    Code.CELL_TOO_LONG: (
        "A text in this file is longer than the %(most)s characters that a cell can hold, so it was not "
        "opened. Download it again."
    ),
    Code.JSON_BROKEN: (
        "This JSON breaks off or is damaged at line %(line)s, column %(column)s (%(problem)s). "
        "Download it again."
    ),
    Code.JSON_TOO_DEEP: "This JSON is nested too deeply to be an export. %(formats)s.",
    Code.JSON_EMPTY: "This JSON is an empty list. Export it again from uhri.ohchr.org.",
    Code.JSON_NO_OBJECT: (
        "Record %(number)s of this JSON is not an object with keys. UHRI's JSON is a list of such "
        "objects: export it again."
    ),
    Code.JSON_KEYS_MISSING: (
        "Record %(number)s of this JSON has no key %(keys)s. UHRI's records have them: export it "
        "again from uhri.ohchr.org."
    ),
    Code.LIMITS_EXCEEDED: (
        "Reading this file broke off: it takes more memory or time than any report or export needs, or it is "
        "damaged. Download it again, or open it and save it anew."
    ),
    Code.TOO_MANY_AT_ONCE: (
        "Other files are being read at this moment. Nothing was changed; try again in a minute."
    ),
    Code.BARE_LIST: (
        "The file lists recommendations (%(number)s …), but not what stands above them: in a report the "
        "symbol (A/HRC/…), the State under review, the heading “Conclusions and/or recommendations” and a "
        "sentence with the position; in a table its row of headings. Take the document from docs.un.org or "
        "ohchr.org, or put these above the list."
    ),
    Code.NO_LISTS: (
        "The part “Conclusions and/or recommendations” is missing: this is not a report of the "
        "Working Group on the Universal Periodic Review, or not in English."
    ),
    Code.NO_RECOMMENDATIONS: (
        "No recommendations were found under “Conclusions and/or recommendations”: check that this "
        "is the report of the Working Group, in English."
    ),
    # Parts of these sentences
    Code.KNOWN_FORMATS: (
        "UPR Info (CSV or XLS), UHRI (XLSX or JSON) and OHCHR’s thematic lists (DOCX) can be read"
    ),
    Code.A_UPR_INFO_EXPORT: "a UPR Info export",
    Code.A_UHRI_EXPORT: "a UHRI export",
    Code.A_THEMATIC_LIST: "a thematic list",
    # Doubts about a recommendation of a report
    Code.HEADING_WITHOUT_POSITION: "The heading tells no position: read as pending.",
    Code.NUMBERS_JUMP: "The numbers jump from %(before)s to %(after)s: is one missing?",
    Code.FROM_DIALOGUE: "Taken from the interactive dialogue.",
    Code.TOO_LONG_TO_DIVIDE: "Longer than any recommendation: left whole.",
    Code.PUT_TOGETHER: "Put together from alternatives that share their end.",
    Code.LEFT_WHOLE: "What %(states)s recommended cannot be told apart in this item: it is left whole.",
    Code.COMMENT_LEFT_OUT: "A comment after the State is left out.",
    Code.WORDS_AFTER_STATE: "Words follow the recommending State.",
    Code.WORDS_OF_STATE_UNDER_REVIEW: "The words are those in which the State under review takes it up.",
    Code.BRACKET_INCOMPLETE: "The bracket around the recommending State is incomplete.",
    Code.NO_STATE: "No recommending State is named.",
    Code.STATE_MISSPELT: "Misspelt State: %(guesses)s",
    Code.NAME_READ_AS: "“%(name)s” read as %(state)s",
    Code.FOOTNOTE_HOLDS_RECOMMENDATION: "A footnote holds a recommendation: “%(words)s”",
    # Doubts about an answer of an addendum
    Code.TWO_CLAIMS: "The addendum says of these at once that they are done and being done.",
    Code.COUNT_DIFFERS: "It says that %(said)s recommendations are “%(position)s”, and names %(named)s.",
    Code.ANSWERED_TWICE: "It is answered twice: “%(earlier)s” and “%(later)s”.",
    Code.ANSWER_UNCLEAR: (
        "What is answered to %(numbers)s could not be told: “%(words)s”. Read it, and record the position "
        "by hand."
    ),
    Code.ANSWER_WITHOUT_NUMBER: (
        "It answers a recommendation without its number: “%(words)s”. None was taken."
    ),
    Code.ANSWERS_ALL: "It answers all recommendations without their numbers: “%(words)s”. None was taken.",
    Code.CLAIM_WITHOUT_POSITION: (
        "It says what was done about %(numbers)s, but not whether they are supported: none was taken."
    ),
    Code.EXCEPTED: "%(numbers)s: excepted from an answer, and not answered elsewhere.",
    Code.NUMBER_OUTSIDE: "The number %(number)s is none of this review: left out.",
    Code.RANGE_UNCLEAR: (
        "“%(range)s” cannot be read as whole recommendations of one list: look what is meant."
    ),
    Code.TOTAL_DIFFERS: "It says that there are %(said)s recommendations, and answers %(named)s.",
    Code.UNANSWERED: "No answer was read to %(numbers)s.",
    # Doubts about a row of an export
    Code.FORMULA_WITHOUT_VALUE: (
        "A formula without a stored value stands in %(cells)s: it was read as empty. Open the file in a "
        "spreadsheet program, save it and import it again."
    ),
    Code.CELLS_DIFFER: (
        "The row has %(cells)s cells under %(headings)s headings: it may be cut off or shifted."
    ),
    Code.POSITION_EMPTY: "The position is empty.",
    Code.POSITION_UNKNOWN: "The position “%(words)s” is not known.",
    Code.SESSION_UNKNOWN: "The session “%(words)s” is not a number.",
    Code.ACTION_UNKNOWN: "The action “%(words)s” is not 1 to 5.",
    Code.STATE_UNDER_REVIEW_EMPTY: "The State under review is empty.",
    Code.STATE_UNDER_REVIEW_UNKNOWN: "The State under review is “%(name)s”.",
    Code.STATE_UNDER_REVIEW_MISSING: "One State is under review, but the row names: none.",
    Code.SEVERAL_UNDER_REVIEW: "One State is under review, but the row names: %(states)s.",
    Code.RECOMMENDING_STATE_EMPTY: "The recommending State is empty.",
    Code.RECOMMENDING_STATE_UNKNOWN: "The recommending State is “%(name)s”.",
    Code.RECOMMENDING_STATES_DIFFER: "The column names %(column)s as recommending, the text %(text)s.",
    Code.ROW_WITHOUT_TEXT: "The row has no text and was left out.",
    Code.NO_PARAGRAPH_NUMBER: "The text does not begin with a paragraph number.",
    Code.NO_CLOSING_STATE: "No recommending State closes the text.",
    Code.NO_REVIEW_IN_HEADER: "The header does not say “UPR of … (… cycle – … session)”.",
    Code.TRACKED_CHANGES: "The file holds tracked changes: accept or reject them in Word first.",
    Code.NO_SOURCE_OF_POSITION: "No UN symbol in “Source of position”.",
    Code.FIRST_CELL_EMPTY: "The first cell is empty: the row was left out.",
    Code.NO_THEME: "The full-width row “%(words)s” is no theme.",
    Code.PARAGRAPH_REPEATED: (
        "Paragraph %(number)s stands in row %(row)s too, with another text, State or position."
    ),
    # Why rows were left out
    Code.SKIPPED_EMPTY: "empty row",
    Code.SKIPPED_HEADINGS: "headings again",
    Code.SKIPPED_WITHOUT_TEXT: "no text of a recommendation",
    Code.SKIPPED_STATE_UNDER_REVIEW: "not of exactly one State under review",
    Code.SKIPPED_NO_THEME: "full-width row that is no theme",
    Code.SKIPPED_REPEATED: "same recommendation under another theme",
    Code.SKIPPED_WITHOUT_MECHANISM: "not of the UPR: no mechanism named",
    Code.SKIPPED_OTHER_MECHANISM: "not of the UPR: %(mechanisms)s",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A code with the values of its sentence; `str()` gives the sentence in English.

    `values`: by the names of the sentence's placeholders; words of the file are as printed,
    positions are their slugs (“noted”).
    """

    code: Code
    values: Mapping[str, "Value"] = field(default_factory=dict, hash=False)

    def __hash__(self) -> int:
        return hash((self.code, frozenset(self.values.items())))

    def __str__(self) -> str:
        return ENGLISH[self.code] % {name: _text(value) for name, value in self.values.items()}

    def as_json(self) -> dict[str, object]:
        """{"code": …, "values": {…}}, with messages inside it in the same form."""
        values = {name: _as_json(value) for name, value in self.values.items()}
        return {"code": self.code.value, "values": values}


# A word or number of the file, or a message that is part of the sentence.
Value = str | int | Message | tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Doubt(Message):
    """A place that a person should check, and why.

    `page`, `paragraph`: in a UN document, 0 and "" where there is none; `row`: of an export, from 1.
    """

    page: int = 0
    paragraph: str = ""
    row: int = 0


class Unreadable(Exception):  # noqa: N818 - an answer about a file, not a programming error
    """A file that cannot be read; `str()` says in English what is wrong and what to do.

    If `file_name` is set, it precedes the sentence.
    """

    file_name = ""

    def __init__(self, code: Code, values: Mapping[str, Value] | None = None) -> None:
        super().__init__(code, values or {})
        self.message = Message(code, values or {})

    def __str__(self) -> str:
        return f"{self.file_name}: {self.message}" if self.file_name else str(self.message)


class NotAReport(Unreadable):
    """The file is no readable report or addendum."""


class NotAnExport(Unreadable):
    """The file is no export of a known format, or damaged."""


def _text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _as_json(value: object) -> object:
    if isinstance(value, Message):
        return value.as_json()
    return [_as_json(part) for part in value] if isinstance(value, tuple) else value
