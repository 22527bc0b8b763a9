"""Detects the kind of a file and reads it.

Works on bytes only, without the database, so that parsing is over before a transaction begins, and in a
process of its own: the bytes are a stranger’s.
"""

import hashlib

from foundation.i18n.texts import NotStorable, presentable
from uprdocs import ReadExport, Report, Unreadable
from uprdocs.isolated import read_document_isolated

from .from_exports import from_export
from .from_un_documents import from_addendum, from_report
from .incoming import IncomingFile, Refused, Remark, cleaned_record
from .messages import Sentence


def read_file(data: bytes, *, name: str) -> IncomingFile:
    """Read a file of any known kind, detected by content and not by name.

    Raises `Refused` for an unknown kind or a damaged file.
    """
    try:
        content = read_document_isolated(data)
    except Unreadable as error:
        raise Refused(Remark("", Sentence.of(error.message))) from error
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
