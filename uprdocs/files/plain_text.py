"""The text of a plain-text file; form feeds separate its pages."""

import re
from collections.abc import Iterator

from uprdocs.files.encodings import encoding_of, unmarked
from uprdocs.messages import Code, NotAReport
from uprdocs.model import Line

# Running headers and page numbers, and the beginnings of footnotes: no geometry tells them.
FURNITURE = re.compile(r"\s*(?:A/HRC/\S+|(?:Page\s+)?\d{1,3}|GE\.\d\d-\d+.*)?\s*", re.IGNORECASE)
STARRED = re.compile(r"\s*[*∗]{1,3}\s+\S")
FOOTNOTE = re.compile(
    r"\s*(?:[*∗]{1,3}|\d{1,2})\s+(?:the )?(?:original )?recommendations? "
    r"(?:as )?(?:originally )?(?:reads?|made)\b",
    re.IGNORECASE,
)
FOOTNOTE_END = re.compile(r"[.;)”\"]\s*$")

# Bytes. A long report has 200,000.
LONGEST = 2_000_000
# Ten times as many as a compilation with its annexes has.
MOST_PAGES = 4_000
# Lines of the front page, at least.
FRONT = 12


def read_plain_text(data: bytes) -> list[list[Line]]:
    """Pages of lines, counted from 1; without form feeds one page with the number 0."""
    if len(data) > LONGEST:
        raise NotAReport(Code.TEXT_TOO_LONG)
    text = _decoded(data)
    if text.count("\f") >= MOST_PAGES:
        raise NotAReport(Code.TEXT_TOO_LONG)
    pages = text.split("\f")
    return [
        list(_lines(page.splitlines(), number if len(pages) > 1 else 0, FRONT if number == 1 else 0))
        for number, page in enumerate(pages, 1)
    ]


def _lines(texts: list[str], number: int, front: int) -> Iterator[Line]:
    """The lines of a page; `front`: how many of them are kept as they are, with the symbol of the report."""
    is_footnote = False
    for at, text in enumerate(texts):
        if at >= front and FURNITURE.fullmatch(text):
            continue
        if FOOTNOTE.match(text) or (at >= front and STARRED.match(text)):
            is_footnote = True
        yield Line(text, number, is_footnote)
        is_footnote = is_footnote and not FOOTNOTE_END.search(text)


def _decoded(data: bytes) -> str:
    for candidate in (encoding_of(data) or "utf-8", "cp1252"):
        try:
            text = unmarked(data.decode(candidate))
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotAReport(Code.UNKNOWN_FORMAT)
