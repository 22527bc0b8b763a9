"""The body text of a Word file (.docx), one line per paragraph; footnotes are kept apart there.

The XML is read as a stream, part by part, and never more of it than a report can hold: a file of
100 KB may unfold to gigabytes.
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

# Bytes once unfolded. A report of 300 recommendations has 2 MB; a tree takes ten times as much.
DOCUMENT_AT_MOST, STYLES_AT_MOST = 5_000_000, 2_000_000
# A long report has some 2,000.
PARAGRAPHS_AT_MOST = 20_000
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# As drawn for old versions of Word: the same text once more.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SPOKEN = {f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}


def read_word(data: bytes) -> list[list[Line]]:
    """One page of lines, numbered 0; raises `NotAReport` where the file cannot be opened."""
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


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part with the text: "word/document.xml" nearly always, but the package says."""
    relations = _tree(archive, "_rels/.rels")
    for relation in () if relations is None else relations.iter(f"{PACKAGE}Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            name = relation.get("Target", "").lstrip("/")
            if name in archive.namelist() and "/" in name:
                return str(name)
    raise NotAReport(Code.WORD_UNREADABLE)


class _Capped(io.RawIOBase):
    """A part of the archive that is read no further than a report can go, whatever its header says.

    The size written in the archive may be a lie; what is counted here is what comes out.
    """

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
    """A small part as a whole, None where the file has none of that name."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as part:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.parse(_Capped(part, STYLES_AT_MOST), parser).getroot()


def _paragraphs(part: IO[bytes]) -> Iterator[Element]:
    """Paragraphs in the order of the text, those of tables among them; each is gone after use."""
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
    """What is printed of a paragraph: inserted text too, deleted text and field codes not."""
    text = ""
    for element in paragraph.iter():
        if element.tag == f"{WORD}t":
            text += element.text or ""
        else:
            text += SPOKEN.get(element.tag, "")
    return text
