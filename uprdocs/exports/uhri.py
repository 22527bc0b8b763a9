"""Exports of the Universal Human Rights Index (UHRI): all mechanisms, one row per annotation.

Source: XLSX and JSON as uhri.ohchr.org gave them out in 2026. Only the UPR's rows are read.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from uprdocs.exports.rows import (
    Columns,
    ExportedRow,
    NotAnExport,
    ReadExport,
    Reading,
    Table,
    closing_states,
    find_columns,
    listed,
    numbered,
    source_of_position,
)

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
    """The columns of an export; None where the first rows are of something else.

    `NotAnExport` where some columns are missing.
    """
    return find_columns(table, HEADINGS, "a UHRI export")


def read_table(table: Table, columns: Columns, kind: str) -> ReadExport:
    """The UPR's rows of a sheet whose `columns` were found.

    Dates are Excel serials in it and not read. `kind` is the kind of file.
    """
    begin, cell = columns
    reading = Reading()
    for number, row in enumerate(table[begin:], begin + 1):
        if any(value.strip() for value in row):
            reading.count_cells(number, row, table[begin - 1])
            read = {name: cell(row, name) for name in HEADINGS}
            _read(reading, number, read["text"], read["symbol"], _listed_in(read))
        else:
            reading.skip("empty row")
    return reading.finished(f"uhri_{kind}")


def read_records(records: Sequence[object]) -> ReadExport:
    """The UPR's rows of UHRI's JSON, numbered from 1.

    `NotAnExport` names the first record that is none, and the keys it lacks.
    """
    if not records:
        raise NotAnExport("This JSON is an empty list. Export it again from uhri.ohchr.org.")
    reading = Reading()
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            raise NotAnExport(
                f"Record {number} of this JSON is not an object with keys. "
                "UHRI's JSON is a list of such objects: export it again."
            )
        missing = [f"“{key}”" for key in KEYS.values() if key not in record]
        if missing:
            raise NotAnExport(
                f"Record {number} of this JSON has no key {', '.join(missing)}. "
                "UHRI's records have them: export it again from uhri.ohchr.org."
            )
        read = {name: record[key] for name, key in KEYS.items()}
        _read(reading, number, _text(read["text"]), _text(read["symbol"]), _listed_in(read))
    return reading.finished("uhri_json")


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _listed_in(read: Mapping[str, Any]) -> Callable[[str], tuple[str, ...]]:
    """How to take the values under a name, whether a list or a cell with one value a line."""

    def values(name: str) -> tuple[str, ...]:
        value = read[name]
        if isinstance(value, list):
            return tuple(filter(None, map(_text, value)))
        return listed(_text(value))

    return values


def _read(
    reading: Reading,
    number: int,
    printed: str,
    symbol: str,
    values: Callable[[str], tuple[str, ...]],
) -> None:
    body = values("body")
    if not UPR.intersection(body):
        reading.skip(f"not of the UPR: {', '.join(body) or 'no mechanism named'}")
        return
    said, position_source = source_of_position(printed)
    paragraph, rest = numbered(said)
    text, in_brackets = closing_states(rest)
    if not text:
        reading.skip("no text of a recommendation")
        reading.doubt(number, "The row has no text and was left out.")
        return
    if not paragraph:
        reading.doubt(number, "The text does not begin with a paragraph number.")
    position_words = "/".join(values("position"))
    reading.rows.append(
        ExportedRow(
            source_row=number,
            state_under_review=_state_under_review(reading, number, values("countries")),
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


def _state_under_review(reading: Reading, number: int, countries: tuple[str, ...]) -> str:
    if len(countries) == 1:
        return countries[0]
    named = ", ".join(countries) or "none"
    reading.doubt(number, f"One State is under review, but the row names: {named}.")
    return ""


def _recommending_states(
    reading: Reading, number: int, in_column: tuple[str, ...], in_brackets: tuple[str, ...]
) -> tuple[str, ...]:
    """The States of the column; those that close the text where it is empty."""
    if not in_column and not in_brackets:
        reading.doubt(number, "No recommending State is named.")
    elif in_column and in_brackets and len(set(in_column)) != len(set(in_brackets)):
        reading.doubt(
            number,
            f"The column names {', '.join(in_column)} as recommending, the text {', '.join(in_brackets)}.",
        )
    return in_column or in_brackets
