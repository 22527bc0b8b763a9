"""Files that the public downloads: columns from an allow-list, written row by row.

A column that is not in a list cannot be downloaded; there is no “all fields but …”.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

# Between several values in one cell. Names of States and themes contain commas, not semicolons.
SEPARATOR = "; "

# Excel takes a file for UTF-8 only when it begins with this mark.
BYTE_ORDER_MARK = "\ufeff"

# What a spreadsheet runs as a formula: also after blanks and control characters, and in the
# full-width forms that Excel folds to the plain ones.
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
    # Nothing that begins with a letter or a digit is one; it is nearly everything.
    if not text or text[0].isalnum() or _NUMBER.fullmatch(text):
        return text
    if _LIVE.match(text) or text[0] in "\t\r\n":
        return f"'{text}"
    return text


def csv_parts(
    columns: Iterable[Column],
    chunks: Iterable[Sequence[Any]],
    *,
    language: str,
    delimiter: str = ",",
) -> Iterator[str]:
    """A CSV file in parts, one for each chunk of rows: byte order mark and column names first.

    `language` holds for every cell, whatever the server does between two parts.
    """
    columns = tuple(columns)
    part = io.StringIO(newline="")
    writer = csv.writer(part, delimiter=delimiter)
    part.write(BYTE_ORDER_MARK)
    writer.writerow([column.name for column in columns])
    for rows in chunks:
        # Column by column, because a loop over cells costs more than the cells.
        with translation.override(language):
            cells = [list(map(neutralised, map(column.cell, rows))) for column in columns]
        writer.writerows(zip(*cells, strict=True))
        yield part.getvalue()
        part.seek(0)
        part.truncate()
    yield part.getvalue()
