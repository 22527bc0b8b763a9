"""What an exported row carries of the moment it was exported: its record, and what each cell said.

A sheet lies with an editor for days while colleagues work on. The column `as_exported` holds, for
each row, the number of its record and a short fingerprint of every cell. An import has three things
to compare of a cell: what it says now, what the record says now, and whether either is what was
exported. So it knows who changed it: the sheet, a colleague, or both.

The cell begins with a letter and holds blanks, so that no spreadsheet takes it for a number.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

AS_EXPORTED = "as_exported"
_RECORD = re.compile(r"([a-z]+):([0-9]{1,18})")
_FINGERPRINT = re.compile(r"([a-z][a-z0-9_]*):([0-9a-f]{8})")


def cell_fingerprint(text: str) -> str:
    """Eight hexadecimal digits; line ends and blanks around a text make no difference."""
    lines = "\n".join(text.splitlines()).strip()
    return hashlib.blake2s(lines.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True)
class RowAtExport:
    """A row at the moment of its export: its table, its key there, fingerprints by column."""

    table: str
    key: int
    fingerprints: Mapping[str, str]

    def said(self, column: str, text: str) -> bool:
        """Whether the cell of this column was exported with this text."""
        return self.fingerprints.get(column) == cell_fingerprint(text)


def cell_of_export(table: str, key: int, texts: Mapping[str, str]) -> str:
    """`recommendation:17 title_en:9f3ac201 …`; `texts`: what each cell of the row says."""
    parts = [f"{table}:{key}", *(f"{column}:{cell_fingerprint(text)}" for column, text in texts.items())]
    return " ".join(parts)


def table_of_export(cell: str) -> str:
    """The table that a cell of `as_exported` names; "" if it names none."""
    match = _RECORD.fullmatch(cell.partition(" ")[0])
    return match[1] if match else ""


def read_cell_of_export(cell: str, *, table: str) -> RowAtExport:
    """Raises `ValueError`, a sentence, for a cell that is no longer what an export of this table wrote."""
    record, *rest = cell.split()
    match = _RECORD.fullmatch(record)
    fingerprints = [_FINGERPRINT.fullmatch(part) for part in rest]
    if match is None or not all(fingerprints):
        raise ValueError(
            _("This cell was changed. Copy it from the export again; only a row that is new has it empty.")
        )
    if match[1] != table:
        raise ValueError(_("This row was exported from another table: %(name)s.") % {"name": match[1]})
    return RowAtExport(table, int(match[2]), {part[1]: part[2] for part in fingerprints if part})
