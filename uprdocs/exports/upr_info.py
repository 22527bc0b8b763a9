"""UPR Info's exports: one row for each recommending State, coded by UPR Info.

Source: exports of upr-info.org's database, CSV and XLS of 2015; the categories of action are those
of E. McMahon (“The Universal Periodic Review: A Work in Progress”, 2012), 1 to 5.
"""

import re
from collections.abc import Mapping

from uprdocs.exports.rows import (
    Columns,
    ExportedRow,
    ReadExport,
    Reading,
    Table,
    find_columns,
    one_line,
    unescaped,
)
from uprdocs.messages import Code

# The heading of the CSV first, then of the XLS. Regional groups and organisations, which the XLS has
# twice under one heading, follow from the State and are not read.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "state_under_review": ("To", "SuR"),
    "text": ("Text", "Recommendation"),
    "recommending_state": ("From", "RS"),
    "response": ("Response",),
    "action": ("Action",),
    "issue": ("Issue",),
    "session": ("Session",),
}

ACTION_CATEGORIES: Mapping[str, str] = {
    "1": "minimal",
    "2": "continuing",
    "3": "considering",
    "4": "general",
    "5": "specific",
}

UNKNOWN_STATE = "(Unknown)"


def columns(table: Table) -> Columns | None:
    """The columns of an export, or None for another table. Raises `NotAnExport` for missing columns."""
    return find_columns(table, HEADINGS, Code.A_UPR_INFO_EXPORT)


def read_table(table: Table, columns: Columns, kind: str) -> ReadExport:
    """The rows of an export, which has no paragraph, symbol, persons or goals. `kind`: csv or xls."""
    begin, cell = columns
    reading = Reading()
    for number, row in enumerate(table[begin:], begin + 1):
        cells = {name: one_line(unescaped(cell(row, name))) for name in HEADINGS}
        if not any(cells.values()):
            reading.skip(Code.SKIPPED_EMPTY)
        elif not cells["text"]:
            reading.skip(Code.SKIPPED_WITHOUT_TEXT)
            reading.doubt(number, Code.ROW_WITHOUT_TEXT)
        else:
            reading.count_cells(number, row, table[begin - 1])
            reading.rows.append(_row(reading, number, cells))
    return reading.finished(f"upr_info_{kind}")


def _row(reading: Reading, number: int, cells: Mapping[str, str]) -> ExportedRow:
    recommending_state = cells["recommending_state"]
    if not recommending_state:
        reading.doubt(number, Code.RECOMMENDING_STATE_EMPTY)
    elif recommending_state == UNKNOWN_STATE:
        reading.doubt(number, Code.RECOMMENDING_STATE_UNKNOWN, name=recommending_state)
    state_under_review = cells["state_under_review"]
    if not state_under_review:
        reading.doubt(number, Code.STATE_UNDER_REVIEW_EMPTY)
    elif state_under_review == UNKNOWN_STATE:
        reading.doubt(number, Code.STATE_UNDER_REVIEW_UNKNOWN, name=state_under_review)
    return ExportedRow(
        source_row=number,
        state_under_review=_state_name(state_under_review),
        recommending_states=tuple(filter(None, [_state_name(recommending_state)])),
        text=cells["text"],
        position=reading.position(number, cells["response"]),
        position_words=cells["response"],
        action_category=_action_category(reading, number, cells["action"]),
        labels=issues(cells["issue"]),
        persons=(),
        sdgs=(),
        symbol="",
        paragraph="",
        session=reading.session(number, cells["session"]),
    )


def issues(cell: str) -> tuple[str, ...]:
    """The issues in a cell, separated by “,” without a space; “, ” is part of a name."""
    return tuple(issue.strip() for issue in re.split(r",(?!\s)", cell) if issue.strip())


def _state_name(name: str) -> str:
    return "" if name == UNKNOWN_STATE else name


def _action_category(reading: Reading, number: int, words: str) -> str:
    """The category behind “5”, “5.0” or “5-Specific action”; a blank is allowed."""
    match = re.match(r"([1-5])(?:\.0)?(?!\.?\d)", words)
    if words and not match:
        reading.doubt(number, Code.ACTION_UNKNOWN, words=words)
    return ACTION_CATEGORIES[match[1]] if match else ""
