"""Why the bytes of a spreadsheet program are no table that can be read.

A code with values and not a sentence: whoever shows it has the words.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class SheetFault(StrEnum):
    """Why a file is no table that can be read."""

    TOO_LARGE = "too_large"
    UNFOLDS_TOO_FAR = "unfolds_too_far"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_PLACES = "too_many_places"
    TOO_MANY_TEXTS = "too_many_texts"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MUCH_LAYOUT = "too_much_layout"
    TOO_MUCH_TEXT = "too_much_text"
    CELL_TOO_LONG = "cell_too_long"
    # Bytes of something else
    NOT_EXCEL = "not_excel"
    NOT_CSV = "not_csv"
    IS_EXCEL = "is_excel"
    IS_TEXT = "is_text"
    IS_OLD_EXCEL = "is_old_excel"
    IS_OPEN_DOCUMENT = "is_open_document"
    HAS_PASSWORD = "has_password"  # noqa: S105 - no password
    DAMAGED_EXCEL = "damaged_excel"
    IS_A_CHART = "is_a_chart"
    SEVERAL_SHEETS = "several_sheets"
    TOO_WIDE = "too_wide"
    NOT_UTF_8 = "not_utf_8"
    NOT_AS_MARKED = "not_as_marked"
    CUT_OFF = "cut_off"
    ZERO_BYTES = "zero_bytes"
    CSV_BROKEN = "csv_broken"
    CELL_UNDER_NO_HEADING = "cell_under_no_heading"
    # What an editor does not see, or a reader of values does not get
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    FORMULAS_WITHOUT_VALUE = "formulas_without_value"
    MERGED_CELLS = "merged_cells"
    # Of the process that reads, see `isolated`
    LIMITS_EXCEEDED = "limits_exceeded"
    TOO_MANY_AT_ONCE = "too_many_at_once"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with the values that its sentence names."""

    code: SheetFault
    values: dict[str, str | int] = field(default_factory=dict)


class FaultySheetError(Exception):
    """Ends the reading of a table with one fault."""

    def __init__(self, code: SheetFault, **values: str | int) -> None:
        super().__init__(code)
        self.fault = Fault(code, values)


class UnseenCellsError(Exception):
    """Ends the reading of a table in which something cannot be seen, with all that is so."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults
