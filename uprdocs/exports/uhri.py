"""Exports of the Universal Human Rights Index (UHRI): all mechanisms, one row per annotation.

Source: XLSX and JSON as uhri.ohchr.org gave them out in 2026. Only the UPR's rows are read.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from uprdocs.exports.rows import (
    Columns,
    ExportedRow,
    ReadExport,
    Reading,
    Table,
    closing_states,
    find_columns,
    numbered,
    one_line,
    source_of_position,
    unescaped,
    values_in_cell,
)
from uprdocs.messages import Code, NotAnExport

# UHRI's own spelling first, then the corrected one.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "text": ("Text",),
    "countries": ("Countries Concerned",),
    "body": ("Reccomending Body", "Recommending Body"),
    "symbol": ("Document Symbol",),
    "themes": ("Themes",),
    "persons": ("Affected Persons",),
    "sdgs": ("Sdgs",),
    "recommending_states": ("UPR Reccomending States", "UPR Recommending States"),
    "position": ("UPR Position",),
    "session": ("UPR Session",),
}

KEYS: Mapping[str, str] = {
    "text": "Text",
    "countries": "Countries",
    "body": "Body",
    "symbol": "Symbol",
    "themes": "Themes",
    "persons": "AffectedPersons",
    "sdgs": "Sdgs",
    "recommending_states": "UprRecommendingCountry",
    "position": "UprPositions",
    "session": "UprSession",
}

UPR = frozenset({"UPR", "Universal Periodic Review"})


def columns(table: Table) -> Columns | None:
    """The columns of an export, or None for another table. Raises `NotAnExport` for missing columns."""
    return find_columns(table, HEADINGS, Code.A_UHRI_EXPORT)


def read_table(table: Table, columns: Columns, kind: str) -> ReadExport:
    """The UPR's rows of a sheet. Dates, which are Excel serials, are not read. `kind`: csv, xlsx …"""
    begin, cell = columns
    reading = Reading()
    for number, row in enumerate(table[begin:], begin + 1):
        if any(value.strip() for value in row):
            reading.count_cells(number, row, table[begin - 1])
            cells = {name: unescaped(cell(row, name)) for name in HEADINGS}
            _read_row(reading, number, cells["text"], cells["symbol"], _values_reader(cells))
        else:
            reading.skip(Code.SKIPPED_EMPTY)
    return reading.finished(f"uhri_{kind}")


def read_records(records: Sequence[object]) -> ReadExport:
    """The UPR's rows of UHRI's JSON, numbered from 1.

    Raises `NotAnExport` with the first record that is not an object, or lacks keys.
    """
    if not records:
        raise NotAnExport(Code.JSON_EMPTY)
    reading = Reading()
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            raise NotAnExport(Code.JSON_NO_OBJECT, {"number": number})
        missing = [f"“{key}”" for key in KEYS.values() if key not in record]
        if missing:
            raise NotAnExport(Code.JSON_KEYS_MISSING, {"number": number, "keys": ", ".join(missing)})
        cells = {name: record[key] for name, key in KEYS.items()}
        _read_row(reading, number, _text(cells["text"]), _text(cells["symbol"]), _values_reader(cells))
    return reading.finished("uhri_json")


def _text(value: Any) -> str:
    return "" if value is None else unescaped(str(value)).strip()


def _values_reader(cells: Mapping[str, Any]) -> Callable[[str], tuple[str, ...]]:
    """A function that gets values by name, from a list or from a cell with one value on each line."""

    def values(name: str) -> tuple[str, ...]:
        value = cells[name]
        if isinstance(value, list):
            return tuple(filter(None, map(_text, value)))
        return values_in_cell(_text(value))

    return values


def _read_row(
    reading: Reading,
    number: int,
    words: str,
    symbol: str,
    values: Callable[[str], tuple[str, ...]],
) -> None:
    body = values("body")
    if not UPR.intersection(body):
        if body:
            reading.skip(Code.SKIPPED_OTHER_MECHANISM, mechanisms=", ".join(body))
        else:
            reading.skip(Code.SKIPPED_WITHOUT_MECHANISM)
        return
    text_with_number, position_source = source_of_position(words)
    paragraph, rest = numbered(text_with_number)
    text, in_brackets = closing_states(one_line(rest))
    if not text:
        reading.skip(Code.SKIPPED_WITHOUT_TEXT)
        reading.doubt(number, Code.ROW_WITHOUT_TEXT)
        return
    countries = values("countries")
    if len(countries) != 1:
        reading.skip(Code.SKIPPED_STATE_UNDER_REVIEW)
        if countries:
            reading.doubt(number, Code.SEVERAL_UNDER_REVIEW, states=", ".join(countries))
        else:
            reading.doubt(number, Code.STATE_UNDER_REVIEW_MISSING)
        return
    if not paragraph:
        reading.doubt(number, Code.NO_PARAGRAPH_NUMBER)
    position_words = "/".join(values("position"))
    reading.rows.append(
        ExportedRow(
            source_row=number,
            state_under_review=countries[0],
            recommending_states=_recommending_states(
                reading, number, values("recommending_states"), in_brackets
            ),
            text=text,
            position=reading.position(number, position_words),
            position_words=position_words,
            position_source=position_source,
            action_category="",
            labels=values("themes"),
            persons=values("persons"),
            sdgs=values("sdgs"),
            symbol=symbol,
            paragraph=paragraph,
            session=reading.session(number, ", ".join(values("session"))),
        )
    )


def _recommending_states(
    reading: Reading, number: int, in_column: tuple[str, ...], in_brackets: tuple[str, ...]
) -> tuple[str, ...]:
    """The States of the column, or those at the end of the text if it is empty."""
    if not in_column and not in_brackets:
        reading.doubt(number, Code.NO_STATE)
    elif in_column and in_brackets and len(set(in_column)) != len(set(in_brackets)):
        column, text = ", ".join(in_column), ", ".join(in_brackets)
        reading.doubt(number, Code.RECOMMENDING_STATES_DIFFER, column=column, text=text)
    return in_column or in_brackets
