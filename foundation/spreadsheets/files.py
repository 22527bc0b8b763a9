"""Files of spreadsheet programs: bytes in, a table out, or a sentence that says what is wrong."""

import codecs
import contextlib
import csv
import os
import re
import tempfile
import time
from io import StringIO
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _
from import_export.formats import base_formats
from import_export.tmp_storages import TempFolderStorage
from tablib import Dataset

from .workbook import CheckedXLSX


class UploadedSheet(TempFolderStorage):
    """An uploaded file between its preview and its confirmation, readable by the server alone.

    What nobody confirmed within a day is removed when the next file comes.
    """

    name: str | None
    PREFIX = "upr-tracker-import-"
    KEPT_SECONDS = 24 * 60 * 60

    def save(self, data: bytes | str) -> None:
        folder = Path(tempfile.gettempdir())
        oldest = time.time() - self.KEPT_SECONDS
        for path in folder.glob(f"{self.PREFIX}*"):
            # Another editor may confirm their sheet meanwhile, which removes it.
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
        super().save(data)

    def _open(self, mode: str = "r") -> IO[bytes] | IO[str]:
        if self.name:
            return super()._open(mode)
        descriptor, self.name = tempfile.mkstemp(prefix=self.PREFIX)
        return os.fdopen(descriptor, "wb")


# What a spreadsheet program writes above the headings for itself: sep=;
_SEP_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MARK = "\ufeff"


class AnyCSV(base_formats.CSV):
    """CSV as spreadsheet programs save it: in UTF-8 or UTF-16 with its mark, with any separator."""

    # Read as bytes, because only they tell the encoding.
    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """With a mark of UTF-8: without it Excel and LibreOffice read “Ò›” for “қ”."""
        return str(super().export_data(dataset, **kwargs)).encode("utf-8-sig")

    def create_dataset(self, in_stream: bytes | str, **kwargs: object) -> Dataset:
        """Raises `UnicodeError` or `ValueError`, a sentence."""
        text = (_decoded(in_stream) if isinstance(in_stream, bytes) else in_stream).lstrip(_MARK)
        sep_line = _SEP_LINE.match(text)
        if sep_line:
            text, separator = text[sep_line.end() :].lstrip(_MARK), sep_line[1]
        else:
            headings = re.split(r"[\r\n]", text, maxsplit=1)[0]
            separator = max(",;\t", key=headings.count)
        return _table(text, separator)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding)
    if b"\0" in data[:200]:
        raise UnicodeError("UTF-16 without its mark")
    return data.decode("utf-8")


def _table(text: str, separator: str) -> Dataset:
    """The rows under the first as their headings. Strict: an open quotation mark would swallow rows."""
    dataset = Dataset()
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [row for row in reader if row]
    except csv.Error as error:
        raise ValueError(
            _(
                "Line %(number)s cannot be read (%(error)s): perhaps a quotation mark is not closed. "
                "Save the sheet as CSV again, or upload the .xlsx file."
            )
            % {"number": reader.line_num, "error": error}
        ) from None
    if not rows:
        return dataset
    dataset.headers = headings = rows[0]
    for number, row in enumerate(rows[1:], 1):
        extra = [cell for cell in row[len(headings) :] if cell.strip()]
        if extra:
            raise ValueError(
                _(
                    "Row %(number)s has more cells than there are headings: “%(cell)s” stands under none. "
                    "Perhaps a text with “%(separator)s” in it lost its quotation marks."
                )
                % {"number": number, "cell": extra[0], "separator": separator}
            )
        dataset.append((row + [""] * len(headings))[: len(headings)])
    return dataset


FORMATS = [AnyCSV, CheckedXLSX]
