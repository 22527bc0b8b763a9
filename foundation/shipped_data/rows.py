"""A fixture row with Python values and with references to other rows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError
from django.db.models import Model

from ..db.natural_keys import NaturalKey
from .records import Record
from .references import (
    Reference,
    References,
    field_of,
    in_python,
    reference_of,
    reference_to,
    related,
)


@dataclass(slots=True, eq=False)
class FixtureRow:
    """The fields of a record: plain values, foreign keys, many-to-many links."""

    record: Record
    reference: Reference
    values: dict[str, object] = field(default_factory=dict)
    foreign_keys: dict[str, Reference] = field(default_factory=dict)
    links: dict[str, list[Reference]] = field(default_factory=dict)

    def references_to(self) -> Iterator[Reference]:
        """Every row that this one refers to."""
        yield from self.foreign_keys.values()
        for targets in self.links.values():
            yield from targets

    def columns(self, references: References) -> dict[str, object]:
        """The columns of the row; every row that it refers to must exist."""
        keys = {name: references.primary_key(key) for name, key in self.foreign_keys.items()}
        return {**self.values, **keys}

    def names_deleted(self, references: References, rows_to_insert: Collection[Reference] = ()) -> bool:
        """Whether the row refers to a shipped row that an editor deleted.

        `rows_to_insert`: rows that are about to be inserted. Raises `DeserializationError` for a reference to
        a row that never existed: a slip in the file.
        """
        for reference in self.references_to():
            if references.primary_key(reference) is None and reference not in rows_to_insert:
                if not references.was_shipped(reference):
                    raise self.record.error(f"{reference} is neither in the files nor in the database.")
                return True
        return False


def read_row(record: Record) -> FixtureRow:
    """Raises `DeserializationError` for an unknown field or a value that does not fit its field."""
    try:
        row = FixtureRow(record, reference_of(record.model, record.fields))
        for name, value in record.fields.items():
            _set_value(row, name, value)
    except (FieldDoesNotExist, ValueError) as error:
        raise record.error(error) from error
    return row


@contextmanager
def refused_by_a_rule(row: FixtureRow) -> Iterator[None]:
    """Raise errors of the database or the model with the place of the row."""
    try:
        yield
    except DatabaseError as error:
        raise row.record.error(error) from error
    except ValidationError as error:
        raise row.record.error(" ".join(error.messages)) from error


def check_links(row: FixtureRow, instance: Model) -> None:
    """Run the model's own check of links, for rules that no constraint can express."""
    if isinstance(instance, NaturalKey):
        with refused_by_a_rule(row):
            instance.check_links()


def _set_value(row: FixtureRow, name: str, value: object) -> None:
    model_field = field_of(row.record.model, name)
    if model_field.many_to_many:
        if not isinstance(value, list):
            raise ValueError(f"{name} is a list of natural keys, not {value!r}.")
        target = related(model_field)
        # A repeated reference makes one link.
        row.links[name] = list(dict.fromkeys(reference_to(target, key) for key in value))
    elif not model_field.is_relation:
        row.values[name] = in_python(model_field, value)
    elif value is None:
        row.values[model_field.attname] = None
    else:
        row.foreign_keys[model_field.attname] = reference_to(related(model_field), value)
