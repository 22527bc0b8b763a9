"""Files that strangers could send to harm: all of them by name, for the readers that meet them.

Each is made by a function when asked: some are small and unfold, some have 50 MB.
"""

from collections.abc import Callable

from tests.support.hostile_office import OLD_WORKBOOKS, WORDS, WORKBOOKS
from tests.support.hostile_pdfs import PDFS
from tests.support.report_pages import report_text

MEGABYTE = 1_000_000
HEADING = "number,title\n"
RECOMMENDATION = "140.1 Ratify the Convention (Chad);"


def listed(text: str) -> bytes:
    """A report in plain text, as long as reports may be, of this again and again."""
    return report_text(text * (1_800_000 // len(text.encode()))).encode()


def told(text: str) -> bytes:
    """The same in the paragraphs before the lists."""
    return report_text(RECOMMENDATION, text * (1_800_000 // len(text.encode()))).encode()


def lines(text: str, size: int = 50 * MEGABYTE) -> bytes:
    return (text * (size // len(text.encode()))).encode()


TABLES: dict[str, Callable[[], bytes]] = {
    "csv, one endless line": lambda: lines("a", 49 * MEGABYTE),
    "csv, more than 50 MB": lambda: lines("a", 51 * MEGABYTE),
    "csv, a million columns": lambda: b"," * MEGABYTE,
    "csv, a million cells beyond the headings": lambda: HEADING.encode() + b"," * 40 * MEGABYTE,
    "csv, open quotation mark": lambda: HEADING.encode() + b'1,"' + lines("a,\n", 49 * MEGABYTE),
    "csv, a quotation mark in each line": lambda: HEADING.encode() + lines('1,"a""b"\n', 49 * MEGABYTE),
    "csv, NUL after the beginning": lambda: HEADING.encode() + b"1,a\n" * 100 + bytes(MEGABYTE),
    "csv, NULs": lambda: bytes(49 * MEGABYTE),
    "csv, 24 million empty lines": lambda: HEADING.encode() + b"\r\n" * 24 * MEGABYTE,
    "csv, 99,000 rows of 500 columns": lambda: ",".join("a" * 500).encode() + b"\n" + b"1\n" * 99_000,
    "csv, UTF-16 of 49 MB": lambda: b"\xff\xfe" + "a,b\n".encode("utf-16-le") * 6 * MEGABYTE,
}
JSONS: dict[str, Callable[[], bytes]] = {
    "json, a million lists in each other": lambda: b"[" * MEGABYTE,
    "json, a million records in each other": lambda: b'{"a":' * MEGABYTE,
    "json, number of a million digits": lambda: b"[" + b"9" * MEGABYTE + b"]",
    "json, number to a power beyond all": lambda: b'[{"a": 1e999999999}]',
    "json, a million times one key": lambda: b'[{"a": 1' + b', "a": 1' * MEGABYTE + b"}]",
    "json, a million keys": lambda: ("[{" + ",".join(f'"{n}":0' for n in range(MEGABYTE)) + "}]").encode(),
    "json, a million records": lambda: (
        b'[{"Recommendation": "a"}' + b',{"Recommendation": "a"}' * MEGABYTE + b"]"
    ),
    "json, twelve million empty lists": lambda: b"[[]" + b",[]" * 12 * MEGABYTE + b"]",
    "json, half a surrogate": lambda: b'["' + rb"\ud800" * MEGABYTE + b'"]',
}
TEXTS: dict[str, Callable[[], bytes]] = {
    "text, 50 MB of brackets": lambda: lines("140.1 ("),
    "text, 50 MB of a report": lambda: b"A/HRC/28/10\n" + lines(RECOMMENDATION),
    "text, one line of 10 MB": lambda: b"A/HRC/28/10 " + lines("a", 10 * MEGABYTE),
    "text, brackets that open": lambda: listed("140.1 ("),
    "text, items with brackets that open": lambda: listed("140.1 (\n"),
    "text, endless brackets": lambda: listed("("),
    "text, brackets in brackets": lambda: listed("()"),
    "text, digits": lambda: listed("1"),
    "text, digits and full stops": lambda: listed("1."),
    "text, digits in the dialogue": lambda: told("1"),
    "text, spaces": lambda: listed(" "),
    "text, spaces and words": lambda: listed("a" + " " * 999),
    "text, empty lines": lambda: listed("\n"),
    "text, empty pages": lambda: listed("\f"),
    "text, lines of numbers": lambda: listed("1\n"),
    "text, 50,000 items": lambda: listed(f"{RECOMMENDATION}\n"),
    "text, 50,000 items in the dialogue": lambda: told(f"{RECOMMENDATION}\n"),
    "text, a million States": lambda: listed("(Chad, "),
    "text, semicolons": lambda: listed(";"),
    "text, footnotes": lambda: listed("** The recommendation as read: a\n"),
    "text, stars": lambda: listed("*"),
    "text, headings": lambda: listed("II. Conclusions and/or recommendations**\n"),
    "text, headings in the dialogue": lambda: told("II. Conclusions and/or recommendations\n"),
    "text, roman numbers": lambda: listed("I"),
    "text, symbols": lambda: listed("A/HRC/"),
    "text, symbols of reports": lambda: told("A/HRC/28/10 "),
    "text, hyphens": lambda: listed("a-\n"),
    "text, verbs": lambda: listed("supported noted rejected accepted "),
    "text, quotation marks": lambda: listed("“"),
    "text, combining marks": lambda: listed("\u0301"),
    "text, dotted capitals": lambda: listed("İ"),
    "text, paragraphs": lambda: told("2. A State asked. \n"),
    "web page without an end": lambda: lines("<div>"),
    "rich text without an end": lambda: lines(r"{\rtf1 "),
    "archive of nothing but beginnings": lambda: b"PK\x05\x06" * MEGABYTE,
    "archive by its beginning": lambda: b"PK\x03\x04" + bytes(MEGABYTE) + b"word/document.xml",
    "Word 97 by its beginning": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * MEGABYTE,
}

DOCUMENTS = PDFS | WORDS | WORKBOOKS | OLD_WORKBOOKS | TABLES | JSONS | TEXTS
SHEETS = WORKBOOKS | TABLES
