"""The cells of an Excel file, read with openpyxl but without what it does twice or for nothing."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from uprdocs.files.sheets import Value
from uprdocs.files.unseen_cells import NAMESPACE


def open_workbook(data: bytes) -> openpyxl.Workbook:
    """The workbook with its sheets, no cell of which is read yet. Raises whatever openpyxl raises."""
    reader = _WorkbookReader(BytesIO(data), read_only=True, data_only=True)
    reader.read()
    return reader.wb


class _UnsizedSheet(ReadOnlyWorksheet):  # type: ignore[misc] # openpyxl ships no types
    def _get_size(self) -> None:
        """Not asked: openpyxl reads the whole sheet for it, a second time, where the file does not say."""


class _WorkbookReader(ExcelReader):  # type: ignore[misc] # openpyxl ships no types
    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if relation.target not in self.valid_files:
                continue
            if "chartsheet" in relation.Type:
                self.read_chartsheet(sheet, relation)
                continue
            self.wb._sheets.append(_UnsizedSheet(self.wb, sheet.name, relation.target, self.shared_strings))


class _CellParser(WorkSheetParser):  # type: ignore[misc] # openpyxl ships no types
    """Reads a text within its cell without openpyxl’s records of fonts, which take three times as long."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(_without_text(element))
        if element.get("t") == "inlineStr" and (inline := element.find(f"{NAMESPACE}is")) is not None:
            texts = [inline.find(f"{NAMESPACE}t"), *inline.iterfind(f"{NAMESPACE}r/{NAMESPACE}t")]
            cell["value"] = "".join(text.text or "" for text in texts if text is not None)
        return cell


def _without_text(cell: Element) -> Element:
    return Element(cell.tag, cell.attrib) if cell.get("t") == "inlineStr" else cell


def cells_by_row(sheet: Any) -> Iterator[dict[int, Value]]:
    """The values of each row by column, from 1; {} for a row that the file leaves out.

    What the file says of its size is not asked. Raises `ValueError` where rows are out of order.
    """
    book = sheet.parent
    with sheet._get_source() as source:
        parser = _CellParser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        count = 0
        for number, row in parser.parse():
            while count < number - 1:
                count += 1
                yield {}
            if count >= number:
                raise ValueError("rows out of order")  # They were left out without a word.
            count += 1
            yield {cell["column"]: cell["value"] for cell in row if cell["value"] is not None}
