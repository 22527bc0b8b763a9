"""The body text of a Word file (.docx), one line per paragraph; footnotes are kept apart there."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

# The package ships no types.
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from recommendations.documents.model import Line, NotAReport

# Bytes once unfolded. The longest report is below 10 MB; a zip bomb unfolds to gigabytes.
UNFOLDED_AT_MOST = 100_000_000
# A document's XML shrinks to a tenth; zeros shrink to a thousandth.
SHRUNK_AT_MOST = 200


def read_word(data: bytes) -> list[list[Line]]:
    """One page of lines, numbered 0; raises `NotAReport` where the file cannot be opened."""
    _check_size(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile, XMLSyntaxError) as error:
        raise NotAReport(
            "The file is no Word document that can be read: open it in Word and save it as .docx."
        ) from error
    lines = [Line(text, 0) for paragraph in _paragraphs(document) for text in _lines(paragraph)]
    return [lines]


def _check_size(data: bytes) -> None:
    """Before anything is parsed: how large the parts say they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise NotAReport(
            "The Word file is damaged or was cut off while downloading: download it again."
        ) from error
    if any(part.flag_bits & 1 for part in parts):
        raise NotAReport("The file is locked with a password: save it without one and try again.")
    unfolded = sum(part.file_size for part in parts)
    shrunk = max((p.file_size / max(p.compress_size, 1) for p in parts), default=0.0)
    if unfolded > UNFOLDED_AT_MOST or (shrunk > SHRUNK_AT_MOST and unfolded > 10_000_000):
        raise NotAReport(
            "The Word file unfolds to far more than a report holds, so it was not opened: "
            "take the file from docs.un.org."
        )


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Paragraphs in the order of the text, those of tables among them."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in dict.fromkeys(row.cells):
                    yield from cell.paragraphs
        else:
            yield block


def _lines(paragraph: Paragraph) -> list[str]:
    text = paragraph.text.replace("\t", " ")
    return [line for line in text.split("\n") if line.strip()]
