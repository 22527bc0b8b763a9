"""What stands in a sheet and an editor does not see, or a reader of values does not get."""

import re
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

from uprdocs.files.sheet_faults import Fault, SheetFault

# How many cells a message names.
TOLD = 10
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What must stand in the XML of a sheet that hides something. Looking for it costs a fiftieth of parsing.
MAY_HIDE = re.compile(rb"hidden\s*=|\b(?:width|ht)\s*=\s*[\"'][0.]+[\"']|mergeCell|<(?:\w+:)?f[\s/>]")
_HAS_FORMULAS = re.compile(rb"<(?:\w+:)?f[\s/>]")


def unseen_in(source: IO[bytes]) -> Iterator[Fault]:
    """One fault of each kind, with the first places. `source`: the sheet’s XML, whose rows were counted."""
    places: dict[str, list[str]] = {name: [] for name in _PLACES}
    for _event, element in iterparse(source):
        name = element.tag.removeprefix(NAMESPACE)
        if name in _PLACES:
            _code, places_in = _PLACES[name]
            places[name] += places_in(element)
        if name == "row":
            element.clear()
    for name, (code, _places_in) in _PLACES.items():
        if places[name]:
            first = ", ".join(places[name][:TOLD])
            yield Fault(code, {"names": f"{first} …" if len(places[name]) > TOLD else first})


def _hidden_row(row: Element) -> list[str]:
    unseen = _is_on(row.get("hidden")) or _is_nothing(row.get("ht"))
    return [row.get("r", "?")] if unseen and len(row) else []


def _hidden_columns(columns: Element) -> list[str]:
    if not _is_on(columns.get("hidden")) and not _is_nothing(columns.get("width")):
        return []
    first, last = int(columns.get("min", 1)), int(columns.get("max", 1))
    return [get_column_letter(number) for number in range(first, min(last, first + TOLD) + 1)]


def _formula_without_value(cell: Element) -> list[str]:
    if cell.find(f"{NAMESPACE}f") is None or cell.get("t") == "str":
        return []
    value = cell.find(f"{NAMESPACE}v")
    return [cell.get("r", "?")] if value is None or not value.text else []


def formulas_without_value(sheet: Worksheet) -> list[str]:
    """The cells (“B12”), of a sheet opened to read values only, whose formula no program has computed."""
    with sheet._get_source() as source:
        if not _HAS_FORMULAS.search(source.read()):
            return []
    with sheet._get_source() as source:
        cells = []
        for _event, element in iterparse(source):
            if element.tag == f"{NAMESPACE}c":
                cells += _formula_without_value(element)
            elif element.tag == f"{NAMESPACE}row":
                element.clear()
        return cells


def _merged(cells: Element) -> list[str]:
    return [cells.get("ref", "?")]


# By element of the sheet’s XML, where there is something to tell of.
_PLACES: dict[str, tuple[SheetFault, Callable[[Element], list[str]]]] = {
    "row": (SheetFault.HIDDEN_ROWS, _hidden_row),
    "col": (SheetFault.HIDDEN_COLUMNS, _hidden_columns),
    "c": (SheetFault.FORMULAS_WITHOUT_VALUE, _formula_without_value),
    "mergeCell": (SheetFault.MERGED_CELLS, _merged),
}


def _is_on(flag: str | None) -> bool:
    return flag in ("1", "true")


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is given, and is 0."""
    return size is not None and size != "" and not size.strip("0.")
