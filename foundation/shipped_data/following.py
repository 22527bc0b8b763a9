"""Rows of which a newer version is shipped: what nobody changed here follows it."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Serializer
from django.db import models, transaction

from .records import Fields, Record
from .references import References, field_of
from .rows import FixtureRow, check_links, read_row, refused_by_a_rule


def follow(record: Record, before: Fields, references: References) -> bool:
    """Bring to the newer version the fields that are still as they were shipped.

    False where an editor deleted the row or one that it names, or changed any field that the newer
    version changes, and where the newer version has but a placeholder for a field.
    """
    row = read_row(record)
    key = references.primary_key(row.reference)
    if row.names_deleted(references) or key is None:
        return False
    present = record.model._default_manager.get(pk=key)
    now = _as_fields(present)
    after = record.fields
    changed = {name for name in after if after[name] != before.get(name)}
    untouched = {
        name
        for name in changed - record.placeholders
        if _same(now[name], before[name] if name in before else _blank(record.model, name))
    }
    if untouched:
        _write(present, row, untouched, references)
    return untouched == changed


def _write(present: models.Model, row: FixtureRow, names: set[str], references: References) -> None:
    """Set these fields, and leave alone all others, also those that the file does not name."""
    columns = row.columns(references)
    for name in names - row.links.keys():
        column = field_of(row.record.model, name).attname
        setattr(present, column, columns[column])
    check_links(row, present)
    with refused_by_a_rule(row), transaction.atomic():
        # As a fixture is written: what a model does when it is saved is for editors.
        present.save_base(raw=True)
        for name in names & row.links.keys():
            linked = [references.primary_key(reference) for reference in row.links[name]]
            getattr(present, name).set(linked)


def _as_fields(present: models.Model) -> Fields:
    """What the row holds, as a file would write it."""
    [row] = Serializer().serialize([present], use_natural_foreign_keys=True, use_natural_primary_keys=True)
    fields: Fields = json.loads(json.dumps(row["fields"], cls=DjangoJSONEncoder))
    return fields


def _blank(model: type[models.Model], name: str) -> object:
    """What a field holds that the file did not name before."""
    field = field_of(model, name)
    return [] if field.many_to_many else field.get_default()


def _same(value: object, shipped: object) -> bool:
    if isinstance(value, list) and isinstance(shipped, list):
        # Many-to-many links come back in the order of the target's own list.
        return sorted(map(str, value)) == sorted(map(str, shipped))
    return value == shipped
