"""The messages about a file for editors: codes with values, and the table of their sentences.

The readers of documents use the codes of `uprdocs`, planning has its own. Imports store codes, so
that each editor reads the sentences in their own language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.i18n.texts import presentable
from uprdocs import Code, Message

from ..choices import Position


class PlanCode(StrEnum):
    """The doubts of planning. Imports store these values: add new ones, never rename one."""

    NO_GOAL = "no_goal"
    REVIEW_DAY_DIFFERS = "review_day_differs"
    SEVERAL_POSITIONS = "several_positions"
    SEVERAL_TEXTS = "several_texts"
    NOT_IN_REVIEW = "not_in_review"
    SEVERAL_LIKE_IT = "several_like_it"
    NOT_IN_REPORT = "not_in_report"
    NUMBER_IN_SEVERAL_LISTS = "number_in_several_lists"
    NUMBER_UNKNOWN = "number_unknown"
    WITHOUT_ANSWER = "without_answer"
    TEXT_DIFFERS = "text_differs"
    EXCERPT_DIFFERS = "excerpt_differs"
    STATES_DIFFER = "states_differ"
    POSITION_DIFFERS = "position_differs"
    PARTS_RECORDED = "parts_recorded"
    WHOLE_RECORDED = "whole_recorded"
    NO_MEMBER_STATE = "no_member_state"
    STATE_UNKNOWN = "state_unknown"
    STATE_UNKNOWN_NEAR = "state_unknown_near"
    ROW_WITHOUT_REVIEW = "row_without_review"


class StayCode(StrEnum):
    """Why something stays that an import brought or changed. Stored, as `PlanCode` is."""

    WORKED_ON = "stays_worked_on"
    CHANGED = "stays_changed"
    POSITION_CHANGED = "stays_position_changed"


SENTENCES: Mapping[str, str | Promise] = {
    # Why a file cannot be read
    Code.EMPTY_DOCUMENT: _("The file is empty: download it again."),
    Code.EMPTY_EXPORT: _("The file is empty (0 bytes of content). Download it again."),
    Code.UNKNOWN_FORMAT: _("The file is neither PDF, Word (.docx) nor text: save it as one of these."),
    Code.TEXT_TOO_LONG: _(
        "The text is ten times as long as any report of the Working Group: take the file from docs.un.org."
    ),
    Code.FILE_TOO_LARGE: _(
        "The file takes up %(size)s MB, unfolded; at most %(most)s MB are read. Export fewer rows, "
        "for instance one State under review at a time."
    ),
    Code.UNFOLDS_TOO_FAR: _(
        "The file unfolds to %(times)s times its size, as no export does, so it was not opened. "
        "Download it again."
    ),
    Code.WRONG_SIZES: _(
        "The directory of this file tells wrong sizes, so it was not opened. Download it again."
    ),
    Code.WEB_PAGE_OR_XML: _(
        "This is a web page (HTML) or XML, even if its name ends in .xls. Open it in a spreadsheet "
        "program and save it as CSV, or download it again; %(formats)s."
    ),
    Code.WEB_PAGE_OR_RTF: _(
        "The file is a web page or rich text (.rtf): open it in Word and save it as .docx."
    ),
    Code.UNKNOWN_ARCHIVE: _("This archive holds neither an XLSX nor a DOCX. Unpack it first; %(formats)s."),
    Code.ARCHIVE_CUT_OFF: _(
        "This XLSX or DOCX is cut off or damaged: its directory, at the end, cannot be read. "
        "Download it again."
    ),
    Code.DAMAGED_INSIDE: _(
        "This %(kind)s is damaged inside (%(problem)s). Download it again, or open it and save it anew."
    ),
    Code.PDF_IS_NO_EXPORT: _("This is a PDF, not an export. %(formats)s; reports are read elsewhere."),
    Code.PDF_DAMAGED: _("The PDF is damaged or was cut off while downloading: download it again."),
    Code.PDF_LOCKED: _("The PDF is locked with a password: save it without one and try again."),
    Code.PDF_TOO_LONG: _(
        "The PDF has %(pages)s pages, more than any report of the Working Group: take the report "
        "itself from docs.un.org."
    ),
    Code.PDF_WITHOUT_TEXT: _(
        "The PDF holds no text, only pictures of pages: use the file from docs.un.org, or run text "
        "recognition first."
    ),
    Code.WORD_UNREADABLE: _(
        "The file is no Word document that can be read: open it in Word and save it as .docx."
    ),
    Code.WORD_DAMAGED: _("The Word file is damaged or was cut off while downloading: download it again."),
    Code.WORD_TOO_LARGE: _(
        "The Word file unfolds to far more than a report holds, so it was not opened: take the "
        "file from docs.un.org."
    ),
    Code.WORD_LOCKED: _("The file is locked with a password: save it without one and try again."),
    Code.EXPORT_LOCKED: _("The file is protected by a password. Save it without one."),
    Code.OLD_WORD_OR_LOCKED: _(
        "The file is an old Word document (.doc) or locked with a password: open it in Word or LibreOffice, "
        "choose “Save as”, then “Word document (.docx)”, without a password, and give that file."
    ),
    Code.OLD_WORD: _(
        "This is an old Word file (.doc). Open it in Word or LibreOffice, choose “Save as”, then “Word "
        "document (.docx)”, and give that file."
    ),
    Code.NO_KNOWN_HEADINGS: _(
        "No known headings; row 1 begins “%(words)s”. %(formats)s: give the file as it was "
        "downloaded, with its headings."
    ),
    Code.COLUMNS_MISSING: _(
        "Row %(row)s has the headings of %(source)s, but no column %(columns)s. Export it again "
        "with all columns, or put the heading back."
    ),
    Code.HEADING_REPEATED: _(
        "Row %(row)s has a column of %(source)s more than once: %(columns)s. Delete the one that is not "
        "meant, or its heading."
    ),
    Code.NO_THEMATIC_TABLE: _(
        "This Word file has no table with the headings of OHCHR’s thematic lists "
        "(“Recommendation”, “Position”, “Full list of themes” or those of cycle 4). Take the list "
        "from the page of the review at ohchr.org; reports are read elsewhere."
    ),
    Code.CSV_BROKEN: _(
        "Row %(row)s of this CSV cannot be divided into cells (%(problem)s): a quotation mark is "
        "missing there, or the file is cut off. Download it again."
    ),
    Code.XLS_DAMAGED: _(
        "This Excel file (.xls) is cut off or damaged (%(problem)s). Download it again, or open it "
        "in a spreadsheet program and save it as CSV."
    ),
    Code.TOO_MANY_ROWS: _(
        "The sheet goes on after row %(most)s. Delete what is below the export, or export fewer "
        "rows, for instance one State under review at a time."
    ),
    Code.TOO_MANY_CELLS: _(
        "The file has %(count)s cells; at most %(most)s are read. Export fewer rows, for instance one State "
        "under review at a time."
    ),
    Code.TOO_MANY_TEXTS: _(
        "The file has a list of %(count)s texts for its cells; at most %(most)s are read. Export fewer rows, "
        "for instance one State under review at a time."
    ),
    Code.TOO_MANY_SHEETS: _(
        "The file has %(count)s sheets; at most %(most)s are read. Delete all but the export."
    ),
    Code.TOO_MUCH_LAYOUT: _(
        "Besides its cells the file has %(count)s formats, links, merged cells and the like; at most "
        "%(most)s are read. Give the file as it was downloaded, or save it as CSV."
    ),
    Code.TOO_MUCH_TEXT: _(
        "The cells of this file hold more than %(most)s characters. Export fewer rows, for instance one "
        "State under review at a time."
    ),
    Code.CELL_TOO_LONG: _(
        "A text in this file is longer than the %(most)s characters that a cell can hold, so it was not "
        "opened. Download it again."
    ),
    Code.JSON_BROKEN: _(
        "This JSON breaks off or is damaged at line %(line)s, column %(column)s (%(problem)s). "
        "Download it again."
    ),
    Code.JSON_TOO_DEEP: _("This JSON is nested too deeply to be an export. %(formats)s."),
    Code.JSON_EMPTY: _("This JSON is an empty list. Export it again from uhri.ohchr.org."),
    Code.JSON_NO_OBJECT: _(
        "Record %(number)s of this JSON is not an object with keys. UHRI's JSON is a list of such "
        "objects: export it again."
    ),
    Code.JSON_KEYS_MISSING: _(
        "Record %(number)s of this JSON has no key %(keys)s. UHRI's records have them: export it "
        "again from uhri.ohchr.org."
    ),
    Code.LIMITS_EXCEEDED: _(
        "Reading this file broke off: it takes more memory or time than any report or export needs, or it is "
        "damaged. Download it again, or open it and save it anew."
    ),
    Code.TOO_MANY_AT_ONCE: _(
        "Other files are being read at this moment. Nothing was changed; try again in a minute."
    ),
    Code.BARE_LIST: _(
        "The file lists recommendations (%(number)s …), but not what stands above them: in a report the "
        "symbol (A/HRC/…), the State under review, the heading “Conclusions and/or recommendations” and a "
        "sentence with the position; in a table its row of headings. Take the document from docs.un.org or "
        "ohchr.org, or put these above the list."
    ),
    Code.NO_LISTS: _(
        "The part “Conclusions and/or recommendations” is missing: this is not a report of the "
        "Working Group on the Universal Periodic Review, or not in English."
    ),
    Code.NO_RECOMMENDATIONS: _(
        "No recommendations were found under “Conclusions and/or recommendations”: check that this "
        "is the report of the Working Group, in English."
    ),
    # Parts of these sentences
    Code.KNOWN_FORMATS: _(
        "UPR Info (CSV or XLS), UHRI (XLSX or JSON) and OHCHR’s thematic lists (DOCX) can be read"
    ),
    Code.A_UPR_INFO_EXPORT: _("a UPR Info export"),
    Code.A_UHRI_EXPORT: _("a UHRI export"),
    Code.A_THEMATIC_LIST: _("a thematic list"),
    # Doubts about a recommendation of a report
    Code.HEADING_WITHOUT_POSITION: _("The heading tells no position: read as pending."),
    Code.NUMBERS_JUMP: _("The numbers jump from %(before)s to %(after)s: is one missing?"),
    Code.FROM_DIALOGUE: _("Taken from the interactive dialogue."),
    Code.TOO_LONG_TO_DIVIDE: _("Longer than any recommendation: left whole."),
    Code.PUT_TOGETHER: _("Put together from alternatives that share their end."),
    Code.LEFT_WHOLE: _("What %(states)s recommended cannot be told apart in this item: it is left whole."),
    Code.COMMENT_LEFT_OUT: _("A comment after the State is left out."),
    Code.WORDS_AFTER_STATE: _("Words follow the recommending State."),
    Code.WORDS_OF_STATE_UNDER_REVIEW: _("The words are those in which the State under review takes it up."),
    Code.BRACKET_INCOMPLETE: _("The bracket around the recommending State is incomplete."),
    Code.NO_STATE: _("No recommending State is named."),
    Code.STATE_MISSPELT: _("Misspelt State: %(guesses)s"),
    Code.NAME_READ_AS: _("“%(name)s” read as %(state)s"),
    Code.FOOTNOTE_HOLDS_RECOMMENDATION: _("A footnote holds a recommendation: “%(words)s”"),
    # Doubts about an answer of an addendum
    Code.TWO_CLAIMS: _("The addendum says of these at once that they are done and being done."),
    Code.COUNT_DIFFERS: _("It says that %(said)s recommendations are “%(position)s”, and names %(named)s."),
    Code.ANSWERED_TWICE: _("It is answered twice: “%(earlier)s” and “%(later)s”."),
    Code.ANSWER_UNCLEAR: _(
        "What is answered to %(numbers)s could not be told: “%(words)s”. Read it, and record the position "
        "by hand."
    ),
    Code.ANSWER_WITHOUT_NUMBER: _(
        "It answers a recommendation without its number: “%(words)s”. None was taken."
    ),
    Code.ANSWERS_ALL: _("It answers all recommendations without their numbers: “%(words)s”. None was taken."),
    Code.CLAIM_WITHOUT_POSITION: _(
        "It says what was done about %(numbers)s, but not whether they are supported: none was taken."
    ),
    Code.EXCEPTED: _("%(numbers)s: excepted from an answer, and not answered elsewhere."),
    Code.NUMBER_OUTSIDE: _("The number %(number)s is none of this review: left out."),
    Code.RANGE_UNCLEAR: _(
        "“%(range)s” cannot be read as whole recommendations of one list: look what is meant."
    ),
    Code.TOTAL_DIFFERS: _("It says that there are %(said)s recommendations, and answers %(named)s."),
    Code.UNANSWERED: _("No answer was read to %(numbers)s."),
    # Doubts about a row of an export
    Code.FORMULA_WITHOUT_VALUE: _(
        "A formula without a stored value stands in %(cells)s: it was read as empty. Open the file in a "
        "spreadsheet program, save it and import it again."
    ),
    Code.CELLS_DIFFER: _(
        "The row has %(cells)s cells under %(headings)s headings: it may be cut off or shifted."
    ),
    Code.POSITION_EMPTY: _("The position is empty."),
    Code.POSITION_UNKNOWN: _("The position “%(words)s” is not known."),
    Code.SESSION_UNKNOWN: _("The session “%(words)s” is not a number."),
    Code.ACTION_UNKNOWN: _("The action “%(words)s” is not 1 to 5."),
    Code.STATE_UNDER_REVIEW_EMPTY: _("The State under review is empty."),
    Code.STATE_UNDER_REVIEW_UNKNOWN: _("The State under review is “%(name)s”."),
    Code.STATE_UNDER_REVIEW_MISSING: _("One State is under review, but the row names: none."),
    Code.SEVERAL_UNDER_REVIEW: _("One State is under review, but the row names: %(states)s."),
    Code.RECOMMENDING_STATE_EMPTY: _("The recommending State is empty."),
    Code.RECOMMENDING_STATE_UNKNOWN: _("The recommending State is “%(name)s”."),
    Code.RECOMMENDING_STATES_DIFFER: _("The column names %(column)s as recommending, the text %(text)s."),
    Code.ROW_WITHOUT_TEXT: _("The row has no text and was left out."),
    Code.NO_PARAGRAPH_NUMBER: _("The text does not begin with a paragraph number."),
    Code.NO_CLOSING_STATE: _("No recommending State closes the text."),
    Code.NO_REVIEW_IN_HEADER: _("The header does not say “UPR of … (… cycle – … session)”."),
    Code.TRACKED_CHANGES: _("The file holds tracked changes: accept or reject them in Word first."),
    Code.NO_SOURCE_OF_POSITION: _("No UN symbol in “Source of position”."),
    Code.FIRST_CELL_EMPTY: _("The first cell is empty: the row was left out."),
    Code.NO_THEME: _("The full-width row “%(words)s” is no theme."),
    Code.PARAGRAPH_REPEATED: _(
        "Paragraph %(number)s stands in row %(row)s too, with another text, State or position."
    ),
    # Why rows were left out
    Code.SKIPPED_EMPTY: _("empty row"),
    Code.SKIPPED_HEADINGS: _("headings again"),
    Code.SKIPPED_WITHOUT_TEXT: _("no text of a recommendation"),
    Code.SKIPPED_STATE_UNDER_REVIEW: _("not of exactly one State under review"),
    Code.SKIPPED_NO_THEME: _("full-width row that is no theme"),
    Code.SKIPPED_REPEATED: _("same recommendation under another theme"),
    Code.SKIPPED_WITHOUT_MECHANISM: _("not of the UPR: no mechanism named"),
    Code.SKIPPED_OTHER_MECHANISM: _("not of the UPR: %(mechanisms)s"),
    # Doubts of planning
    PlanCode.NO_GOAL: _("“%(name)s” is not a Sustainable Development Goal."),
    PlanCode.REVIEW_DAY_DIFFERS: _(
        "The file says that the review was on %(file)s; recorded is %(recorded)s."
    ),
    PlanCode.SEVERAL_POSITIONS: _(
        "The same recommendation has several positions (%(positions)s): none taken."
    ),
    PlanCode.SEVERAL_TEXTS: _("The number %(number)s stands on several texts: the first was taken."),
    PlanCode.NOT_IN_REVIEW: _(
        "No recommendation of this review has these words: “%(text)s”. It was left out, since "
        "the review is recorded with its numbers."
    ),
    PlanCode.SEVERAL_LIKE_IT: _(
        "It could be %(numbers)s: “%(text)s”. It was left out; compare the words and record it by hand."
    ),
    PlanCode.NOT_IN_REPORT: _(
        "Recorded without a number, and not found in the report: “%(text)s”. Look whether it is "
        "one of those that were found."
    ),
    PlanCode.NUMBER_IN_SEVERAL_LISTS: _(
        "The number %(number)s stands in several lists of the report: left out."
    ),
    PlanCode.NUMBER_UNKNOWN: _("The report has no recommendation %(number)s: left out."),
    PlanCode.WITHOUT_ANSWER: _(
        "The addendum gives no answer to %(numbers)s, which are still waiting for one."
    ),
    PlanCode.TEXT_DIFFERS: _("The recorded official text has other words: left as it is."),
    PlanCode.EXCERPT_DIFFERS: _("The excerpt “%(text)s” does not stand word for word in the official text."),
    PlanCode.STATES_DIFFER: _("The file names %(file)s as recommending, recorded is %(recorded)s: left."),
    PlanCode.POSITION_DIFFERS: _(
        "From this document “%(earlier)s” is recorded, the file says “%(later)s”: left."
    ),
    PlanCode.PARTS_RECORDED: _(
        "%(number)s is one paragraph in the file and %(parts)s recommendations here: what it says was taken "
        "for each of them. Check their themes."
    ),
    PlanCode.WHOLE_RECORDED: _(
        "%(number)s is recorded as one recommendation and %(parts)s in the file: it was left whole. Divide "
        "it by hand if they are to be assessed one by one."
    ),
    PlanCode.NO_MEMBER_STATE: _("“%(name)s” is no State that recommends in the review: left out."),
    PlanCode.STATE_UNKNOWN: _("There is no State called “%(name)s”: left out."),
    PlanCode.STATE_UNKNOWN_NEAR: _(
        "There is no State called “%(name)s”: left out. If “%(near)s” is meant, correct it and import the "
        "file again."
    ),
    PlanCode.ROW_WITHOUT_REVIEW: _(
        "The State under review is missing: the row was left out. Fill it in and import the file again."
    ),
    # Why something is not undone
    StayCode.WORKED_ON: _("Somebody worked on it since: it stays."),
    StayCode.CHANGED: _("Somebody changed it since: it stays."),
    StayCode.POSITION_CHANGED: _("Somebody changed its position since: it stays."),
}

# Placeholders whose values are positions, shown by their labels.
POSITIONS = frozenset({"position", "positions", "earlier", "later"})
LABELS = dict(Position.choices)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A code and its values; `str()` gives the sentence in the active language.

    `values`: by placeholder, words and numbers; a `Sentence` or several in a tuple stand inside it.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # It may quote a file that is refused because of characters no page can show.
        clean = {name: _presentable(value) for name, value in self.values.items()}
        object.__setattr__(self, "values", clean)

    def __hash__(self) -> int:
        return hash((self.code, frozenset(self.values.items())))

    def __str__(self) -> str:
        # A later version may have stored an unknown code; show the code rather than fail.
        template = str(SENTENCES.get(self.code, self.code))
        return template % {name: _in_words(name, value) for name, value in self.values.items()}

    @classmethod
    def of(cls, message: Message) -> "Sentence":
        """The sentence of a message of `uprdocs`."""
        return cls(message.code, {name: _nested(value) for name, value in message.values.items()})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Sentence":
        values = {name: _from_json(value) for name, value in data["values"].items()}
        return cls(data["code"], values)

    def as_json(self) -> dict[str, object]:
        values = {name: _as_json(value) for name, value in self.values.items()}
        return {"code": str(self.code), "values": values}


def _nested(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_nested, value))
    return Sentence.of(value) if isinstance(value, Message) else value


def _presentable(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_presentable, value))
    return presentable(value) if isinstance(value, str) else value


def _in_words(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_in_words(name, part) for part in value)
    return str(LABELS.get(str(value), value) if name in POSITIONS else value)


def _from_json(value: object) -> object:
    if isinstance(value, list):
        return tuple(map(_from_json, value))
    return Sentence.from_json(value) if isinstance(value, dict) else value


def _as_json(value: object) -> object:
    if isinstance(value, tuple):
        return list(map(_as_json, value))
    return value.as_json() if isinstance(value, Sentence) else value
