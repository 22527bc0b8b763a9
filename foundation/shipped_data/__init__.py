"""Loading what the project ships, beside what editors have written since.

One folder holds what every review speaks of, each other one a State. Which file of which folder holds
a row says nothing: a row is known by its natural key, and comes after those that it names.

The files are Django fixtures with natural keys, so `loaddata` reads them too; but `loaddata`
would write over an editor's work each time. Here a row is compared field by field with what was
shipped before (`ShippedRow`): only a field that still is as shipped follows a newer version.

`folders` finds the files, `records` reads them, `references` knows which row a natural key names,
`adding` writes what is shipped for the first time, in bulk, with the `history` of its links, and
`following` brings rows up to date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from ..models import ShippedRow
from .adding import add
from .following import follow
from .records import read_files
from .references import References


@dataclass
class LoadReport:
    """What became of the rows of the files."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    # (model, key) of rows whose newer version touches what an editor changed or deleted.
    kept: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def load(paths: Iterable[Path], *, root: Path | None = None) -> LoadReport:
    """Load fixture files, in whatever order; all of them or none.

    `root` is the folder from which a file is named (“kaz/2014.json”) where something is wrong with it;
    without it, its name alone stands there.
    Raises `django.core.serializers.base.DeserializationError`, which names the file and the row,
    for a malformed file and for a row that the rules of the database refuse.
    """
    records = read_files(paths, root)
    ledger = {(row.model, row.key): row for row in ShippedRow.objects.all()}
    new = [record for record in records if record.identity not in ledger]
    changed = [
        record
        for record in records
        if record.identity in ledger and ledger[record.identity].fields != record.fields
    ]
    references = References(records, ledger.values())
    added = add(new, references)
    updated = {record for record in changed if follow(record, ledger[record.identity].fields, references)}

    ShippedRow.objects.bulk_create(
        ShippedRow(model=record.name, key=record.key, fields=record.fields) for record in new
    )
    for record in changed:
        ledger[record.identity].fields = record.fields
    ShippedRow.objects.bulk_update((ledger[record.identity] for record in changed), ["fields"])

    kept = {*new, *changed} - added - updated
    return LoadReport(
        added=len(added),
        updated=len(updated),
        unchanged=len(records) - len(new) - len(changed),
        kept=[record.identity for record in records if record in kept],
    )
