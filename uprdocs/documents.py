"""Bytes in; out comes the report, the addendum or the export that they are."""

import re
from collections.abc import Collection

from uprdocs.exports.formats import read_export
from uprdocs.exports.rows import ReadExport
from uprdocs.files.pdf import read_pdf
from uprdocs.files.plain_text import read_plain_text
from uprdocs.files.word import read_word
from uprdocs.messages import Code, NotAnExport, NotAReport
from uprdocs.model import Line, Report
from uprdocs.reports.addendum import Addendum, front_of, issue_day, read_answers, state_on, symbol_in
from uprdocs.reports.report import read_lines

# What only an export can be told: the file is one, so it is taken for no other document.
OF_AN_EXPORT = frozenset(
    {
        Code.COLUMNS_MISSING,
        Code.HEADING_REPEATED,
        Code.JSON_KEYS_MISSING,
        Code.JSON_NO_OBJECT,
        Code.TOO_MANY_ROWS,
    }
)
# “124.3 Ratify it (Chile, Peru);”
BARE_RECOMMENDATION = re.compile(
    r"\s*(\d{1,3}\.\d{1,3})\.?\s+[A-Z“\"].{0,2000}\([A-Z][^()]{2,300}\)\s*[;.,]?\s*$"
)
CONCLUSIONS = re.compile(r"conclusions and(?:/or)? recommendations", re.IGNORECASE)
# Bytes within which a UN document prints its symbol.
FIRST_PAGES = 20_000


def read_document(data: bytes) -> Report | Addendum | ReadExport:
    """Read a report, an addendum or another database’s export, told apart by content and not by name.

    Raises `Unreadable` (`NotAReport`, `NotAnExport`), which says what is wrong with the file.
    """
    if not data.lstrip(b"\r\n ").startswith(b"%PDF"):
        try:
            return read_export(data)
        except NotAnExport as error:
            if error.message.code in OF_AN_EXPORT:
                raise
            if not _may_be_document(data):
                if error.message.code in (Code.NO_KNOWN_HEADINGS, Code.CSV_BROKEN):
                    _refuse_bare_list(data)
                raise
    try:
        return read_report(data)
    except NotAReport:
        if addendum := _addendum(data):
            return addendum
        _refuse_bare_list(data)
        raise


def _refuse_bare_list(data: bytes) -> None:
    """Raise `NotAReport` for recommendations with numbers and States, but nothing around them."""
    try:
        texts = [line.text for page in _pages(data) for line in page]
    except NotAReport:
        return
    if any(CONCLUSIONS.search(text) for text in texts):
        return
    numbers = [match[1] for text in texts if (match := BARE_RECOMMENDATION.match(text))]
    if len(numbers) > 1:
        raise NotAReport(Code.BARE_LIST, {"number": numbers[0]})


def _may_be_document(data: bytes) -> bool:
    """A cheap check before parsing whether the data could be a report or an addendum."""
    if data.startswith(b"PK"):
        return b"word/document.xml" in data
    if data[:FIRST_PAGES].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith((b"{", b"[{")):
        return False
    return any("A/HRC".encode(code) in data[:FIRST_PAGES] for code in ("ascii", "utf-16-le", "utf-16-be"))


def _addendum(data: bytes) -> Addendum | None:
    try:
        pages = _pages(data)
    except NotAReport:
        return None
    # Before its sentences are read, which costs a second for each hundred thousand of its words.
    if not symbol_in(" ".join(_front_of(pages))):
        return None
    addendum = _answers_in(pages, ())
    # One without an answer that could be read is told by its doubts, not taken for something else.
    return addendum if addendum.answers or addendum.doubts else None


def read_report(data: bytes, *, name: str = "") -> Report:
    """Read a report from the bytes of a file: PDF, Word (.docx) or plain text, by its first bytes.

    `name`: the name of the file, for error messages. Raises `NotAReport`, which says what is wrong with
    the file and what to do.
    """
    try:
        return read_lines(_pages(data))
    except NotAReport as error:
        error.file_name = name
        raise


def read_addendum(data: bytes, *, name: str = "", numbers: Collection[str] = ()) -> Addendum:
    """Read the answers in an addendum; the same formats and errors as `read_report`.

    `numbers`: those of the report (“140.7”), if they are known: then an answer to any other is left out, and
    each without an answer is told.
    """
    try:
        pages = _pages(data)
    except NotAReport as error:
        error.file_name = name
        raise
    return _answers_in(pages, numbers)


def _front_of(pages: list[list[Line]]) -> list[str]:
    """The symbol and the day are on the front page only; running headers have been removed."""
    return front_of(line.text for line in pages[0] if not line.is_footnote) if pages else []


def _answers_in(pages: list[list[Line]], numbers: Collection[str]) -> Addendum:
    front = _front_of(pages)
    body = [[line for line in page if not line.is_footnote] for page in pages]
    return read_answers(
        body,
        symbol=symbol_in(" ".join(front)),
        numbers=numbers,
        issued_on=issue_day(front),
        state_under_review=state_on(front),
    )


def _pages(data: bytes) -> list[list[Line]]:
    if not data.strip():
        raise NotAReport(Code.EMPTY_DOCUMENT)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(b"PK"):
        return read_word(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAReport(Code.OLD_WORD_OR_LOCKED)
    if data.lstrip()[:5].lower() in (b"{\\rtf", b"<!doc", b"<html"):
        raise NotAReport(Code.WEB_PAGE_OR_RTF)
    return read_plain_text(data)
