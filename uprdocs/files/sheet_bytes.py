"""What the bytes of a table are: text in which encoding, Excel, or something else that has a name."""

import zipfile
from io import BytesIO

from uprdocs.files.encodings import encoding_of, unmarked
from uprdocs.files.sheet_faults import FaultySheetError, SheetFault

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
# How an OpenDocument file begins, within its zip.
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
# Where a file with a password has what it hides; names within such a file are UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Of .xlsb, which holds no XML.
_BINARY_WORKBOOK = "xl/workbook.bin"


def text_of(data: bytes) -> str:
    """The text of a CSV. Raises `FaultySheetError` for what is no text, or text that lost something."""
    _refuse_other_programs(data)
    if data.startswith(_ZIP):
        raise FaultySheetError(SheetFault.IS_EXCEL if _is_workbook(data) else SheetFault.NOT_CSV)
    if data.startswith(_PDF):
        raise FaultySheetError(SheetFault.NOT_CSV)
    encoding = encoding_of(data)
    try:
        text = unmarked(data.decode(encoding or "utf-8"))
    except UnicodeDecodeError as error:
        raise _undecoded(error, encoding) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FaultySheetError(SheetFault.ZERO_BYTES, number=line)
    return text


def check_workbook(data: bytes) -> None:
    """Raises `FaultySheetError` for bytes that do not begin as an Excel file (.xlsx) does."""
    _refuse_other_programs(data)
    if not data.startswith(_ZIP):
        raise FaultySheetError(SheetFault.IS_TEXT if _is_text(data) else SheetFault.NOT_EXCEL)
    if not _is_workbook(data, or_damaged=True):
        raise FaultySheetError(SheetFault.NOT_EXCEL)


def _refuse_other_programs(data: bytes) -> None:
    if data.startswith(_OLE):
        raise FaultySheetError(SheetFault.HAS_PASSWORD if _ENCRYPTED in data else SheetFault.IS_OLD_EXCEL)
    if data.startswith(_ZIP) and _OPEN_DOCUMENT in data[:120]:
        raise FaultySheetError(SheetFault.IS_OPEN_DOCUMENT)


def _is_workbook(data: bytes, *, or_damaged: bool = False) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        # Names that are no text, and versions of zip that nobody writes, have errors of their own.
        return or_damaged
    return any(name.startswith("xl/") for name in names) and _BINARY_WORKBOOK not in names


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode(encoding_of(data) or "utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and "\0" not in text and not data.startswith(_PDF)


def _undecoded(error: UnicodeDecodeError, encoding: str) -> FaultySheetError:
    """`encoding`: the one that the bytes tell of; "" where they tell of none."""
    data, name = error.object, (encoding or "utf-8").removesuffix("-le").removesuffix("-be").upper()
    ends_within = error.end == len(data) and error.reason in ("unexpected end of data", "truncated data")
    # The last letter of an old encoding may look like the first half of one in UTF-8.
    if ends_within and (encoding or not data[: error.start].isascii()):
        return FaultySheetError(SheetFault.CUT_OFF, encoding=name)
    return (
        FaultySheetError(SheetFault.NOT_AS_MARKED, encoding=name)
        if encoding
        else FaultySheetError(SheetFault.NOT_UTF_8)
    )
