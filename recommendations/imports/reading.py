"""Which of the known kinds a file is, told by its content, and what it says.

Reads bytes, never the database, so that all parsing is over before a transaction begins.
"""

import hashlib

from foundation.i18n.texts import NotStorable, presentable
from uprdocs import Addendum, NotAReport, Report, read_addendum, read_report
from uprdocs.exports.formats import read_export
from uprdocs.exports.rows import ReadExport
from uprdocs.messages import NotAnExport

from .from_exports import from_export
from .from_un_documents import from_addendum, from_report
from .incoming import IncomingFile, Refused, Remark, cleaned_record
from .messages import Sentence


def read_file(data: bytes, *, name: str) -> IncomingFile:
    """What a file says, told by its content and not by its name.

    Raises `Refused` for a file that is none of the known kinds, or damaged.
    """
    content = _content(data)
    # A name of a file may hold bytes that are no text at all.
    name, file_hash = presentable(name), hashlib.sha256(data).hexdigest()
    if isinstance(content, ReadExport):
        return from_export(content, name, file_hash)
    try:
        document = cleaned_record(content)
    except NotStorable as error:
        raise Refused(Remark("", str(error))) from error
    read = from_report if isinstance(document, Report) else from_addendum
    return read(document, name, file_hash)


def _content(data: bytes) -> Report | Addendum | ReadExport:
    if not data.lstrip(b"\r\n ").startswith(b"%PDF"):
        try:
            return read_export(data)
        except NotAnExport as no_export:
            if not _may_be_document(data):
                raise Refused(Remark("", Sentence.of(no_export.message))) from no_export
    try:
        return read_report(data)
    except NotAReport as no_report:
        if addendum := _addendum(data):
            return addendum
        raise Refused(Remark("", Sentence.of(no_report.message))) from no_report


# Where in a text the symbol of a UN document must have come.
FIRST_PAGES = 20_000


def _may_be_document(data: bytes) -> bool:
    """Whether what is no export could be a report or an addendum; reading it costs."""
    if data.startswith(b"PK"):
        return b"word/document.xml" in data
    return any("A/HRC".encode(code) in data[:FIRST_PAGES] for code in ("ascii", "utf-16-le"))


def _addendum(data: bytes) -> Addendum | None:
    try:
        addendum = read_addendum(data)
    except NotAReport:
        return None
    return addendum if addendum.symbol and addendum.answers else None
