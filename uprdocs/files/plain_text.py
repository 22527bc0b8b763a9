"""The body text of a plain-text file; form feeds separate its pages."""

import re

from uprdocs.messages import Code, NotAReport
from uprdocs.model import Line

# Running headers, page numbers, and notes with asterisks: there is no geometry to recognise them.
FURNITURE = re.compile(
    r"\s*(?:A/HRC/\S+|(?:Page\s+)?\d{1,3}|GE\.\d\d-\d+.*|[*∗]{1,3}\s+\S.*)?\s*", re.IGNORECASE
)

# Bytes. A long report has 200,000.
LONGEST = 2_000_000
# Lines of the front page, at least.
FRONT = 12


def read_plain_text(data: bytes) -> list[list[Line]]:
    """Pages of lines, counted from 1; without form feeds one page with the number 0."""
    if len(data) > LONGEST:
        raise NotAReport(Code.TEXT_TOO_LONG)
    pages = _decoded(data).split("\f")
    return [
        [
            Line(line, number if len(pages) > 1 else 0)
            for at, line in enumerate(page.splitlines())
            # Keep the first header, which contains the symbol of the report.
            if (number == 1 and at < FRONT) or not FURNITURE.fullmatch(line)
        ]
        for number, page in enumerate(pages, 1)
    ]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for candidate in (encoding, "cp1252"):
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotAReport(Code.UNKNOWN_FORMAT)
