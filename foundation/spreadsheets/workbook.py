"""Excel files for editors, written so that they come back as they went."""

import re
from io import BytesIO

import openpyxl
from import_export.formats import base_formats
from tablib import Dataset

from uprdocs.isolated import read_sheet_isolated

from .faults import dataset_of


class CheckedXLSX(base_formats.XLSX):
    """An Excel file, read in a process of its own: it is a stranger’s as soon as it was out of the house."""

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """Raises `ValueError`, a sentence."""
        return dataset_of(read_sheet_isolated("workbook", in_stream))

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """Texts stay texts: “=1+1” would be written as a formula and read back as nothing, and a
        spreadsheet would make 124.1 of 124.10 as soon as somebody types into such a cell."""
        book = openpyxl.Workbook()
        sheet = book.active
        for row, values in enumerate([dataset.headers, *dataset], 1):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column, _escaped(value))
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.number_format = "@"
        output = BytesIO()
        book.save(output)
        return output.getvalue()


# What Excel writes for a character that XML does not hold: _x000B_ for a vertical tab.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def _escaped(value: object) -> object:
    """A text that only looks like such a character stays one."""
    return _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
