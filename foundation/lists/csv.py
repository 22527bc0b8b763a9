"""Public CSV files. Their columns are allow-lists: there is no “all fields except …”."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils import translation
from django.utils.functional import Promise

from ..i18n.texts import INVISIBLE

# Separates values in one cell: names of States and themes contain commas, but no semicolons.
SEPARATOR = "; "

# Excel reads a file as UTF-8 only if it begins with this mark.
BYTE_ORDER_MARK = "\ufeff"
QUOTE, END = '"', "\r\n"

# The beginning of a formula, also after spaces and control characters, and in the full-width forms
# that Excel treats as the plain ones.
_LIVE = re.compile(rf"[\s\x00-\x1f{INVISIBLE}]*[=+\-@|%＝＋－＠｜％]")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")

# The object from which the cells of a line are made.
_Line = TypeVar("_Line")


@dataclass(frozen=True)
class Column(Generic[_Line]):
    """One column of a public file: its permanent name, its description, and its cells."""

    name: str
    description: str | Promise
    cell: Callable[[_Line], Hashable]


def neutralised(value: object) -> str:
    """A cell as text that no spreadsheet runs: a possible formula gets an apostrophe."""
    text = "" if value is None else str(value)
    # The fast path: a formula does not begin with a letter or a digit.
    if not text or text[0].isalnum() or _NUMBER.fullmatch(text):
        return text
    if _LIVE.match(text) or text[0] in "\t\r\n":
        return f"'{text}"
    return text


def csv_parts(
    columns: Iterable[Column[_Line]],
    chunks: Iterable[Sequence[_Line]],
    *,
    language: str,
    delimiter: str = ",",
) -> Iterator[str]:
    """A CSV file (RFC 4180) in parts: byte order mark and column names, then each chunk of rows.

    `language` is activated for each part, because other code runs between two parts.
    """
    columns = tuple(columns)
    special = re.compile(f'[{re.escape(delimiter)}"\r\n]').search

    def encoded(value: Hashable) -> str:
        text = neutralised(value)
        return f'"{text.replace(QUOTE, QUOTE * 2)}"' if special(text) else text

    def part(rows: Sequence[_Line]) -> str:
        # Column by column, because a loop over cells is slower.
        with translation.override(language):
            cells = [_once_each(encoded, map(column.cell, rows)) for column in columns]
        return END.join([*map(delimiter.join, zip(*cells, strict=True)), ""])

    yield BYTE_ORDER_MARK + delimiter.join(column.name for column in columns) + END
    # Nothing of a chunk is held while its part is on the way.
    yield from map(part, chunks)


def _once_each(encode: Callable[[Hashable], str], values: Iterable[Hashable]) -> list[str]:
    """What is written for each value. Most columns say the same few things over and over."""
    values = list(values)
    distinct = set(values)
    if len(distinct) > len(values) // 2:
        return list(map(encode, values))
    texts = {value: encode(value) for value in distinct}
    return [texts[value] for value in values]
