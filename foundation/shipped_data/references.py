"""Resolving natural keys to rows: each table is read once, not once for each reference."""

import contextlib
import functools
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from ..models import ShippedRow
from .records import Fields, Record, lookups_of

# The values of a model's `NATURAL_KEY`, as Python has them: dates are dates.
Key: TypeAlias = tuple[object, ...]
Field: TypeAlias = "models.Field[object, object]"


class Reference(NamedTuple):
    """A row by its natural key, whether it exists or not."""

    model: type[models.Model]
    key: Key

    def __str__(self) -> str:
        return f"the {self.model._meta.model_name} {[str(value) for value in self.key]}"


def reference_to(model: type[models.Model], value: object) -> Reference:
    """The reference that a file writes as a list; raises `ValueError` if it is not one."""
    fields = _fields_of_key(model)
    if not isinstance(value, list) or len(value) != len(fields) or not fields:
        raise ValueError(
            f"{value!r} does not name a {model._meta.model_name}: write {list(lookups_of(model))} as a list."
        )
    return Reference(model, tuple(map(in_python, fields, value)))


def reference_of(model: type[models.Model], fields: Fields) -> Reference:
    """The natural key of the row with these fields; missing ones have their default."""
    values = []
    for lookup in lookups_of(model):
        name, _, further = lookup.partition("__")
        field = field_of(model, name)
        value = fields.get(name, field.get_default())
        if further and value is not None:
            target = related(field)
            at = lookups_of(target).index(further)
            values.append(reference_to(target, value).key[at])
        else:
            values.append(in_python(field, value))
    return Reference(model, tuple(values))


class References:
    """Primary keys by natural key, and the keys of all rows that were ever shipped."""

    def __init__(self, records: Iterable[Record], ledger: Iterable[ShippedRow]) -> None:
        self._present: dict[type[models.Model], dict[Key, object]] = {}
        self._shipped_rows = [(record.name, record.fields) for record in records]
        self._shipped_rows += [(row.model, row.fields) for row in ledger]
        self._ever: dict[type[models.Model], set[Key]] = {}

    def primary_key(self, reference: Reference) -> object | None:
        """None if there is no such row."""
        return self._of(reference.model).get(reference.key)

    def add(self, reference: Reference, primary_key: object) -> None:
        """Record the primary key of a new row."""
        self._of(reference.model)[reference.key] = primary_key

    def was_shipped(self, reference: Reference) -> bool:
        """Whether these or earlier files had the row. If it is missing, an editor deleted it."""
        model = reference.model
        if model not in self._ever:
            self._ever[model] = set()
            for name, fields in self._shipped_rows:
                if name == model._meta.label_lower:
                    # An old version may have used another natural key.
                    with contextlib.suppress(ValueError):
                        self._ever[model].add(reference_of(model, fields).key)
        return reference.key in self._ever[model]

    def _of(self, model: type[models.Model]) -> dict[Key, object]:
        if model not in self._present:
            # If an editor repeated a key (a second finding on one day), it means the first row.
            rows = model._default_manager.order_by("-pk").values_list(*lookups_of(model), "pk")
            self._present[model] = {tuple(key): pk for *key, pk in rows}
        return self._present[model]


def related(field: Field) -> type[models.Model]:
    """The model that a foreign key or a many-to-many field refers to."""
    model = field.related_model
    if not isinstance(model, type):
        raise TypeError(f"{field.name} leads to no other row.")
    return model


def field_of(model: type[models.Model], name: str) -> Field:
    """A field of the model, no reverse relation; raises `FieldDoesNotExist`."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(f"{name} is a field of other rows, which name this one.")
    return field


def in_python(field: Field, value: object) -> object:
    """A value of a file as the field's Python type; raises `ValueError`."""
    try:
        return field.to_python(value)
    except (ValidationError, TypeError) as error:
        raise ValueError(f"{value!r} does not fit {field.name}.") from error


@functools.cache
def _fields_of_key(model: type[models.Model]) -> tuple[Field, ...]:
    """The field at the end of each lookup of the natural key."""
    fields = []
    for lookup in lookups_of(model):
        at = model
        *way, last = lookup.split("__")
        for name in way:
            at = related(field_of(at, name))
        fields.append(field_of(at, last))
    return tuple(fields)
