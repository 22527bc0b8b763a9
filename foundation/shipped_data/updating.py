"""Updating rows to a newer shipped version, where no editor has changed them."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Serializer
from django.db import models, transaction

from .records import Fields, Record
from .references import References, field_of
from .rows import FixtureRow, check_links, read_row, refused_by_a_rule


def follow(record: Record, shipped_fields: Fields, references: References) -> bool:
    """Update the fields that are still as shipped. Returns whether the whole row is up to date.

    It is not if an editor deleted the row or one that it refers to, if an editor changed a field that
    the newer version changes, or if the newer version has only a placeholder for such a field.
    """
    row = read_row(record)
    key = references.primary_key(row.reference)
    if row.names_deleted(references) or key is None:
        return False
    instance = record.model._default_manager.get(pk=key)
    current_fields = _as_fields(instance)
    record_fields = record.fields
    new_fields = {name for name in record_fields if record_fields[name] != shipped_fields.get(name)}
    unedited = {
        name
        for name in new_fields - record.placeholders
        if _equal(
            current_fields[name],
            shipped_fields[name] if name in shipped_fields else _blank(record.model, name),
        )
    }
    if unedited:
        _write(instance, row, unedited, references)
    return unedited == new_fields


def _write(instance: models.Model, row: FixtureRow, names: set[str], references: References) -> None:
    """Set these fields and no others."""
    columns = row.columns(references)
    for name in names - row.links.keys():
        column = field_of(row.record.model, name).attname
        setattr(instance, column, columns[column])
    check_links(row, instance)
    with refused_by_a_rule(row), transaction.atomic():
        # As Django loads fixtures: without the model's own `save`.
        instance.save_base(raw=True)
        for name in names & row.links.keys():
            target_keys = [references.primary_key(reference) for reference in row.links[name]]
            getattr(instance, name).set(target_keys)


def _as_fields(instance: models.Model) -> Fields:
    """The fields of the row as a fixture file writes them."""
    [row] = Serializer().serialize([instance], use_natural_foreign_keys=True, use_natural_primary_keys=True)
    fields: Fields = json.loads(json.dumps(row["fields"], cls=DjangoJSONEncoder))
    return fields


def _blank(model: type[models.Model], name: str) -> object:
    """The value of a field that the earlier version left out."""
    field = field_of(model, name)
    return [] if field.many_to_many else field.get_default()


def _equal(value: object, shipped_value: object) -> bool:
    if isinstance(value, list) and isinstance(shipped_value, list):
        # Many-to-many links come in the default order of their model.
        return sorted(map(str, value)) == sorted(map(str, shipped_value))
    return value == shipped_value
