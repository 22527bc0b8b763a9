"""Loading the fixtures that the project ships, without undoing the work of editors.

One folder holds what every review refers to; each other folder holds one State. It does not matter
which file holds a row: a row is identified by its natural key, and is loaded after those it refers to.

The files are Django fixtures with natural keys. `loaddata` reads them too, but overwrites an editor's
work. Here each field is compared with what was shipped before (`ShippedRow`): only a field that is
still as shipped is updated.

`folders` finds the files, `records` reads them, `references` resolves natural keys, `inserting` adds
new rows in bulk, and `updating` brings existing rows up to date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..choices import Way
from ..history.acts import act
from ..models import ShippedRow
from .inserting import add
from .records import read_files
from .references import References
from .updating import follow


@dataclass
class LoadReport:
    """How many rows of the files were added, updated and left alone."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    # (model, key) of rows not fully updated, because an editor had changed or deleted them.
    skipped: list[tuple[str, str]] = field(default_factory=list)


def load(paths: Iterable[Path], *, root: Path | None = None) -> LoadReport:
    """Load fixture files, in any order; all of them or none.

    Errors name files relative to `root` (“kaz/2014.json”), or by their name alone without it.
    Raises `django.core.serializers.base.DeserializationError`, with the file and the row, for a
    malformed file and for a row that breaks a constraint.
    """
    with act(None, Way.COMMAND, "load_fixtures"):
        return _load(paths, root)


def _load(paths: Iterable[Path], root: Path | None) -> LoadReport:
    records = read_files(paths, root)
    ledger = {(row.model, row.key): row for row in ShippedRow.objects.all()}
    new = [record for record in records if record.identity not in ledger]
    changed_records = [
        record
        for record in records
        if record.identity in ledger and ledger[record.identity].fields != record.fields
    ]
    references = References(records, ledger.values())
    added_records = add(new, references)
    updated = {
        record for record in changed_records if follow(record, ledger[record.identity].fields, references)
    }

    ShippedRow.objects.bulk_create(
        ShippedRow(model=record.name, key=record.key, fields=record.fields) for record in new
    )
    for record in changed_records:
        ledger[record.identity].fields = record.fields
    ShippedRow.objects.bulk_update((ledger[record.identity] for record in changed_records), ["fields"])

    skipped_records = {*new, *changed_records} - added_records - updated
    return LoadReport(
        added=len(added_records),
        updated=len(updated),
        unchanged=len(records) - len(new) - len(changed_records),
        skipped=[record.identity for record in records if record in skipped_records],
    )
