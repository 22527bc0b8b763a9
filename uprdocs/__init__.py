"""Reports of the Working Group on the Universal Periodic Review and their addenda, as data."""

from dataclasses import replace

from uprdocs.files.pdf import read_pdf
from uprdocs.files.plain_text import read_plain_text
from uprdocs.files.word import read_word
from uprdocs.model import Doubt, Line, NotAReport, ReadRecommendation, Report
from uprdocs.reports.addendum import Addendum, read_answers, symbol_in
from uprdocs.reports.front_page import first_day_in
from uprdocs.reports.report import read_lines

__all__ = [
    "Addendum",
    "Doubt",
    "NotAReport",
    "ReadRecommendation",
    "Report",
    "read_addendum",
    "read_report",
]


def read_report(data: bytes, *, name: str = "") -> Report:
    """The report in a file's bytes: PDF, Word (.docx) or plain text, told by its first bytes.

    `name` is the file's name, for the messages. Raises `NotAReport`, whose message tells an editor
    what is wrong with the file and what to do.
    """
    try:
        return read_lines(_pages(data))
    except NotAReport as error:
        raise NotAReport(f"{name}: {error}" if name else str(error)) from error


def read_addendum(data: bytes, *, name: str = "") -> Addendum:
    """What the addendum in a file's bytes answers; the same formats and errors as `read_report`."""
    try:
        pages = _pages(data)
    except NotAReport as error:
        raise NotAReport(f"{name}: {error}" if name else str(error)) from error
    # On the first page it stands in the body; on the others in the running header, which is gone.
    first_page = " ".join(line.text for line in pages[0]) if pages else ""
    addendum = read_answers(pages, symbol=symbol_in(first_page))
    return replace(addendum, issued_on=first_day_in(first_page))


def _pages(data: bytes) -> list[list[Line]]:
    if not data.strip():
        raise NotAReport("The file is empty: download it again.")
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(b"PK"):
        return read_word(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAReport(
            "The file is an old Word document (.doc) or locked with a password: "
            "open it in Word and save it as .docx without one."
        )
    if data.lstrip()[:5].lower() in (b"{\\rtf", b"<!doc", b"<html"):
        raise NotAReport("The file is a web page or rich text (.rtf): open it in Word and save it as .docx.")
    return read_plain_text(data)
