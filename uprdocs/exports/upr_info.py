"""UPR Info's exports: one row per State that recommends, coded by UPR Info.

Source: exports of upr-info.org's database, CSV and XLS of 2015; the categories of action are those
of E. McMahon (“The Universal Periodic Review: A Work in Progress”, 2012), 1 to 5.
"""

import html
import re
from collections.abc import Mapping

from uprdocs.exports.rows import Columns, ExportedRow, ReadExport, Reading, Table, find_columns

# The CSV's heading first, then the XLS's. Regional groups and organisations come twice under one
# heading in the XLS; they are known from the State and not read.
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
    """The columns of an export; None where the first rows are of something else.

    `NotAnExport` where some columns are missing.
    """
    return find_columns(table, HEADINGS, "a UPR Info export")


def read_table(table: Table, columns: Columns, kind: str) -> ReadExport:
    """The rows of an export whose `columns` were found. `kind` is the kind of file.

    The export has no paragraph, symbol, persons or goals.
    """
    begin, cell = columns
    reading = Reading()
    for number, row in enumerate(table[begin:], begin + 1):
        read = {name: html.unescape(cell(row, name)).strip() for name in HEADINGS}
        if not any(read.values()):
            reading.skip("empty row")
        elif not read["text"]:
            reading.skip("no text of a recommendation")
            reading.doubt(number, "The row has no text and was left out.")
        else:
            reading.count_cells(number, row, table[begin - 1])
            reading.rows.append(_row(reading, number, read))
    return reading.finished(f"upr_info_{kind}")


def _row(reading: Reading, number: int, read: Mapping[str, str]) -> ExportedRow:
    recommending = _state(reading, number, read["recommending_state"], "The recommending State")
    return ExportedRow(
        source_row=number,
        state_under_review=_state(reading, number, read["state_under_review"], "The State under review"),
        recommending_states=(recommending,) if recommending else (),
        text=read["text"],
        position=reading.position(number, read["response"]),
        position_words=read["response"],
        action_category=_action_category(reading, number, read["action"]),
        labels=issues(read["issue"]),
        persons=(),
        sdgs=(),
        symbol="",
        paragraph="",
        session=reading.session(number, read["session"]),
    )


def issues(cell: str) -> tuple[str, ...]:
    """UPR Info's issues in a cell: joined by “,” alone; “, ” with a space is inside a name."""
    return tuple(issue.strip() for issue in re.split(r",(?!\s)", cell) if issue.strip())


def _state(reading: Reading, number: int, name: str, which: str) -> str:
    if name and name != UNKNOWN_STATE:
        return name
    reading.doubt(number, f"{which} is {f'“{name}”' if name else 'empty'}.")
    return ""


def _action_category(reading: Reading, number: int, printed: str) -> str:
    """The category behind “5”, “5.0” or “5-Specific action”; a blank is allowed."""
    found = re.match(r"([1-5])(?:\.0)?(?!\.?\d)", printed)
    if printed and not found:
        reading.doubt(number, f"The action “{printed}” is not 1 to 5.")
    return ACTION_CATEGORIES[found[1]] if found else ""
