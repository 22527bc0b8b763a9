"""Files of spreadsheet programs: bytes in, a table out, or a sentence that says what is wrong."""

import contextlib
import os
import tempfile
import time
from pathlib import Path
from typing import IO

from import_export.formats import base_formats
from import_export.tmp_storages import TempFolderStorage
from tablib import Dataset

from uprdocs.isolated import read_sheet_isolated

from .faults import dataset_of
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
        """Raises `ValueError`, a sentence."""
        data = in_stream.encode() if isinstance(in_stream, str) else in_stream
        return dataset_of(read_sheet_isolated("csv", data))


FORMATS = [AnyCSV, CheckedXLSX]
