"""Files that the public downloads: columns from an allow-list, written row by row.

A column that is not in a list cannot be downloaded; there is no “all fields but …”.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from defusedcsv import csv
from django.utils import translation
from django.utils.functional import Promise

# Between several values in one cell. Names of States and themes contain commas, not semicolons.
SEPARATOR = "; "

# Excel takes a file for UTF-8 only when it begins with this mark.
BYTE_ORDER_MARK = "\ufeff"

# What a spreadsheet runs as a formula, beyond the signs that defusedcsv knows: after blanks and
# control characters, and in the full-width forms that Excel folds to the plain ones.
_LIVE = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@|%＝＋－＠｜％]")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")


@dataclass(frozen=True)
class Column:
    """One column of a public file: its permanent name, its meaning, and how a cell is made."""

    name: str
    description: str | Promise
    cell: Callable[[Any], object]


def neutralised(value: object) -> str:
    """A cell as text that no spreadsheet runs: what could be a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    if not text or _NUMBER.fullmatch(text):
        return text
    if _LIVE.match(text) or text[0] in "\t\r\n":
        return f"'{text}"
    return text


class _Echo:
    """A file that hands each written line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(
    columns: Iterable[Column], rows: Iterable[Any], *, language: str, delimiter: str = ","
) -> Iterator[str]:
    """The lines of a CSV file: byte order mark, column names, then one line a row.

    `language` holds for every cell, whatever the server does between two lines.
    """
    columns = tuple(columns)
    writer = csv.writer(_Echo(), delimiter=delimiter)
    yield BYTE_ORDER_MARK + writer.writerow([column.name for column in columns])
    for row in rows:
        with translation.override(language):
            cells = [neutralised(column.cell(row)) for column in columns]
        yield writer.writerow(cells)
