"""The text of a PDF, line by line: no running headers, page numbers or marks of footnotes.

Shape: a list of pages, each a list of `Line`. Geometry decides, not wording: footnotes are smaller
lines below the last line of body size; headers are in the outer eighth of the page.
"""

import ctypes
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from uprdocs.messages import Code, NotAReport
from uprdocs.model import Line

# PDFium is not thread-safe: two threads at once crash the process.
_ONE_AT_A_TIME = threading.Lock()

# With fewer characters on all pages the PDF is a scan.
SCANNED_BELOW = 400
# The longest report has 60; a compilation with its annexes has 300.
PAGES_AT_MOST = 400
# Ratios to the body size: smaller lines are footnotes (9 of 10 points), smaller digits are raised
# marks (6 of 10).
FOOTNOTE, MARK = 0.94, 0.8
# Lines of one height differ by less.
HALF_A_POINT = 0.5
# The part of the page height, at top and bottom, with headers and page numbers.
MARGIN = 0.13

FURNITURE = re.compile(
    r"\s*(?:A/HRC/[\w/.]+\*?(?:\s+\d+)?|(?:Page\s+)?\d{1,3}(?:\s+A/HRC/\S+)?|GE\.\s?\d\d-\d+.*|\d+\s+GE\.\s?\S+"
    r"|Page\s+\d+|A/HRC/\S+\s+page\s+\d+|\*?\d{6,8}\*?)\s*",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?<![\d./\-])\d{1,2}(?![\d])|\*+")
# "II. Conclusions and/or recommendations**", a line of its own.
LISTS = re.compile(r"(?i)\s*(?:I{1,3}\.?\s+)?conclusions and(?:/or)? recommendations[^A-Za-z.]{0,5}$")
LETTER = re.compile(r"[^\W\d]")
ANNEX = re.compile(r"(?i)\s*annex(?:es)?(?: I)?[\s*]*$")
# The table of contents ends before this page, counted from 0.
CONTENTS_END = 3


@dataclass(slots=True)
class _PlacedLine:
    """A line with its font size and its height above the bottom of the page, in points."""

    text: str
    start: int
    size: float = 0.0
    y: float = 0.0


class _Page:
    """One page of text. Reads geometry, which is slow, only if needed."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.height = page.get_height()
        self.textpage = page.get_textpage()
        self.matrix = raw.FS_MATRIX()
        text = self.textpage.get_text_range()
        # Indices of characters and of text differ if PDFium leaves out characters.
        self.aligned = self.textpage.count_chars() == len(text)
        self.lines: list[_PlacedLine] = []
        start = 0
        for line in text.split("\r\n"):
            if line.strip():
                self.lines.append(_PlacedLine(line, start))
            start += len(line) + 2

    def size_at(self, index: int) -> float:
        """The font size in points. PDFs often set 1 point and scale it in the text matrix."""
        char = self._char(index)
        size = float(raw.FPDFText_GetFontSize(self.textpage.raw, char))
        if raw.FPDFText_GetMatrix(self.textpage.raw, char, ctypes.byref(self.matrix)):
            size *= abs(self.matrix.d) or abs(self.matrix.b) or 1.0
        return size

    def _char(self, index: int) -> int:
        if self.aligned:
            return index
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self.textpage.raw, index))

    def has(self, heading: re.Pattern[str]) -> bool:
        return any(heading.match(line.text) for line in self.lines)

    def measure(self) -> None:
        for line in self.lines:
            self._measure(line)

    def _measure(self, line: _PlacedLine) -> None:
        blanks = len(line.text) - len(line.text.lstrip())
        # A leading digit may itself be a raised footnote mark: measure at a letter.
        at = blanks
        if not line.text[at].isalpha():
            letter = LETTER.search(line.text)
            at = letter.start() if letter else blanks
        line.size = self.size_at(line.start + at)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(
            self.textpage.raw, self._char(line.start + blanks), ctypes.byref(x), ctypes.byref(y)
        )
        line.y = y.value

    def is_furniture(self, line: _PlacedLine) -> bool:
        outer = line.y < self.height * MARGIN or line.y > self.height * (1 - MARGIN)
        return outer and FURNITURE.fullmatch(line.text) is not None

    def _is_starred(self, line: _PlacedLine) -> bool:
        """A footnote of body size: "** The conclusions … have not been edited."."""
        return line.y < self.height * 0.4 and re.match(r"\s*[*∗]+\s*\w", line.text) is not None

    def without_marks(self, line: _PlacedLine) -> str:
        """The text of the line without raised footnote marks."""
        parts, at = [], 0
        for mark in DIGITS.finditer(line.text):
            if self.size_at(line.start + mark.start()) < line.size * MARK:
                parts.append(line.text[at : mark.start()])
                at = mark.end()
        return "".join(parts) + line.text[at:]

    def rough(self) -> list[str]:
        """The lines, without those among the first and last three that look like headers."""
        last = len(self.lines) - 3
        return [
            line.text
            for at, line in enumerate(self.lines)
            if not ((at < 3 or at >= last) and FURNITURE.fullmatch(line.text))
        ]

    def body_and_footnotes(self, body_size: float) -> tuple[list[str], list[str]]:
        """The lines without headers and marks; needs `measure()` first."""
        lines = [line for line in self.lines if not self.is_furniture(line)]
        starred = max((line.y for line in lines if self._is_starred(line)), default=0.0)
        large = [line.y for line in lines if line.size >= body_size * FOOTNOTE and line.y > starred]
        foot = max(starred, min(large, default=0.0) - HALF_A_POINT)
        body = [self.without_marks(line) for line in lines if line.y > foot]
        return body, [line.text for line in lines if line.y <= foot]


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF, for one thread at a time. Nothing of it may be used afterwards.

    Closing the document closes its pages and texts, even after an error. Otherwise the garbage
    collector would close them, in any thread. Raises `NotAReport`.
    """
    with _ONE_AT_A_TIME:
        document = _document(data)
        try:
            yield document
        finally:
            document.close()


def read_pdf(data: bytes) -> list[list[Line]]:
    """Pages of body lines; raises `NotAReport` if the file cannot be opened or has no text."""
    with open_pdf(data) as document:
        return _read_pages(document)


def _read_pages(document: pdfium.PdfDocument) -> list[list[Line]]:
    if len(document) > PAGES_AT_MOST:
        raise NotAReport(Code.PDF_TOO_LONG, {"pages": len(document)})
    pages, first = _pages(document)
    if sum(len(line.text) for page in pages for line in page.lines) < SCANNED_BELOW:
        raise NotAReport(Code.PDF_WITHOUT_TEXT)
    # Reading geometry takes as long as reading text, so read it for the lists only.
    lists = pages[first:]
    for page in lists:
        page.measure()
    sizes = Counter(round(line.size, 1) for page in lists for line in page.lines)
    body_size = sizes.most_common(1)[0][0]
    texts = [page.rough() for page in pages[: len(pages) - len(lists)]]
    # Keep the header of the first page, which contains the symbol of the report.
    texts[:1] = [[line.text for line in page.lines] for page in pages[: len(texts[:1])]]
    footnotes: list[list[str]] = [[] for _page in texts]
    for page in lists:
        body, page_footnotes = page.body_and_footnotes(body_size)
        texts.append(body)
        footnotes.append(page_footnotes)
    return [
        [Line(text, number) for text in body] + [Line(text, number, is_footnote=True) for text in notes]
        for number, (body, notes) in enumerate(zip(texts, footnotes, strict=True), 1)
    ]


def _pages(document: pdfium.PdfDocument) -> tuple[list[_Page], int]:
    """The pages up to the annex, and the index of the page where the lists begin (0 if none)."""
    pages: list[_Page] = []
    first = 0
    for at in range(len(document)):
        page = _Page(document[at])
        pages.append(page)
        if at >= CONTENTS_END and page.has(LISTS):
            first = at
        elif first and page.has(ANNEX):
            # The annex lists the delegation; no recommendations follow.
            break
    return pages, first


def _document(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise NotAReport(Code.PDF_LOCKED) from error
        raise NotAReport(Code.PDF_DAMAGED) from error
