"""Detects the kind of a file and reads it.

Works on bytes only, without the database, so that parsing is over before a transaction begins.
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
    """Read a file of any known kind, detected by content and not by name.

    Raises `Refused` for an unknown kind or a damaged file.
    """
    content = _content(data)
    # A file name may contain bytes that are not text.
    name, file_hash = presentable(name), hashlib.sha256(data).hexdigest()
    if isinstance(content, ReadExport):
        return from_export(content, name, file_hash)
    try:
        document = cleaned_record(content)
    except NotStorable as error:
        raise Refused(Remark("", str(error))) from error
    convert = from_report if isinstance(document, Report) else from_addendum
    return convert(document, name, file_hash)


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


# Bytes within which a UN document prints its symbol.
FIRST_PAGES = 20_000


def _may_be_document(data: bytes) -> bool:
    """A cheap check before parsing whether the data could be a report or an addendum."""
    if data.startswith(b"PK"):
        return b"word/document.xml" in data
    return any("A/HRC".encode(code) in data[:FIRST_PAGES] for code in ("ascii", "utf-16-le"))


def _addendum(data: bytes) -> Addendum | None:
    try:
        addendum = read_addendum(data)
    except NotAReport:
        return None
    # One without an answer that could be read is told by its doubts, not taken for something else.
    return addendum if addendum.symbol and (addendum.answers or addendum.doubts) else None
