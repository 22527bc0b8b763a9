"""The text of a Word file (.docx), one line for each paragraph, and then its footnotes.

The XML is streamed, up to the size of a long report: a file of 100 KB may decompress to gigabytes.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

# The package ships no types.
from lxml import etree  # type: ignore[import-untyped]

from uprdocs.files.word_numbering import WORD, Element, Numbering
from uprdocs.messages import Code, NotAReport
from uprdocs.model import Line

# Uncompressed bytes. A report of 300 recommendations has 2 MB; its tree takes ten times as much.
DOCUMENT_AT_MOST, STYLES_AT_MOST = 5_000_000, 2_000_000
# A long report has some 2,000.
PARAGRAPHS_AT_MOST = 20_000
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# For old versions of Word: repeats text.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SPOKEN = {f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}


def read_word(data: bytes) -> list[list[Line]]:
    """One page of lines, numbered 0; raises `NotAReport` if the file cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [list(_lines(archive))]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise NotAReport(Code.WORD_DAMAGED) from error
    except (etree.XMLSyntaxError, NotImplementedError, ValueError) as error:
        raise NotAReport(Code.WORD_UNREADABLE) from error


def _lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise NotAReport(Code.WORD_LOCKED)
    name = _main_part(archive)
    folder = name.rpartition("/")[0]
    numbering = Numbering(_tree(archive, f"{folder}/numbering.xml"), _tree(archive, f"{folder}/styles.xml"))
    with archive.open(name) as part:
        for paragraph in _paragraphs(part):
            text = f"{numbering.label(paragraph)} {_text(paragraph)}"
            for line in text.split("\n"):
                if line.strip():
                    yield Line(line.strip(), 0)
    footnotes = _tree(archive, f"{folder}/footnotes.xml")
    for number, footnote in enumerate(() if footnotes is None else footnotes.iter(f"{WORD}footnote"), 1):
        if words := " ".join(_text(footnote).split()):
            yield Line(f"{number} {words}", 0, is_footnote=True)


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part with the text, usually "word/document.xml", as the package declares it."""
    relations = _tree(archive, "_rels/.rels")
    for relation in () if relations is None else relations.iter(f"{PACKAGE}Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            name = relation.get("Target", "").lstrip("/")
            if name in archive.namelist() and "/" in name:
                return str(name)
    raise NotAReport(Code.WORD_UNREADABLE)


class _Capped(io.RawIOBase):
    """Limits the uncompressed bytes read of a part: the size declared in the archive may be wrong."""

    def __init__(self, part: IO[bytes], bytes_left: int) -> None:
        self.part = part
        self.bytes_left = bytes_left

    def read(self, size: int = -1) -> bytes:
        data = self.part.read(min(size, 65_536) if size >= 0 else 65_536)
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            raise NotAReport(Code.WORD_TOO_LARGE)
        return data


def _tree(archive: zipfile.ZipFile, name: str) -> Element | None:
    """The tree of a small part; None if the file does not have it."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as part:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.parse(_Capped(part, STYLES_AT_MOST), parser).getroot()


def _paragraphs(part: IO[bytes]) -> Iterator[Element]:
    """The paragraphs in order, including those of tables. Each is cleared after use."""
    events = etree.iterparse(
        _Capped(part, DOCUMENT_AT_MOST), tag=f"{WORD}p", resolve_entities=False, no_network=True
    )
    for count, (_, paragraph) in enumerate(events):
        if count > PARAGRAPHS_AT_MOST:
            raise NotAReport(Code.WORD_TOO_LARGE)
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield paragraph
        paragraph.clear()
        while paragraph.getprevious() is not None:
            del paragraph.getparent()[0]


def _text(paragraph: Element) -> str:
    """The visible text of a paragraph: with insertions, without deletions and field codes."""
    text = ""
    for element in paragraph.iter():
        if element.tag == f"{WORD}t":
            text += element.text or ""
        else:
            text += SPOKEN.get(element.tag, "")
    return text
