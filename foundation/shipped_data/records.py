"""Reading fixture files into records, with errors that say where the fault is."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.serializers.base import DeserializationError
from django.db import models

from ..db.natural_keys import NaturalKey, plain_fields
from ..i18n.texts import NotStorable

Fields = dict[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One row of a file; `key` is its natural key as the file writes it, in JSON."""

    name: str
    model: type[models.Model]
    fields: Fields
    key: str
    # "reference/themes.json, row 3"
    place: str
    # Fields whose text only says where to find the real one: they fill a new row, but never
    # overwrite the text of an installation.
    placeholders: frozenset[str] = frozenset()

    @property
    def identity(self) -> tuple[str, str]:
        """The key of the record in the ledger of shipped rows."""
        return self.name, self.key

    def error(self, reason: object) -> DeserializationError:
        """An error about this row, with its place."""
        return DeserializationError(f"{self.place} ({self.name} {self.key}): {reason}")


def read_files(paths: Iterable[Path], root: Path | None = None) -> list[Record]:
    """The rows of all files; raises `DeserializationError` for a malformed or repeated row."""
    records: dict[tuple[str, str], Record] = {}
    for path in paths:
        for record in _records(path, str(path.relative_to(root)) if root else path.name):
            earlier = records.setdefault(record.identity, record)
            if earlier is not record:
                raise record.error(f"{earlier.place} has the same natural key.")
    return list(records.values())


def _records(path: Path, name_of_file: str) -> Iterator[Record]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DeserializationError(f"{name_of_file} is not JSON in UTF-8: {error}") from error
    if not isinstance(rows, list):
        raise DeserializationError(f"{name_of_file} is not a list of rows.")
    for number, row in enumerate(rows, 1):
        place = f"{name_of_file}, row {number}"
        match row:
            case {"model": str(name), "fields": dict(fields)}:
                model = _model(name, place)
                try:
                    fields = plain_fields(model, fields)
                except NotStorable as error:
                    raise DeserializationError(f"{place}: {error}") from error
                key = key_as_written(model, fields)
                placeholders = _placeholders(row, place)
                yield Record(model._meta.label_lower, model, fields, key, place, placeholders)
            case _:
                raise DeserializationError(f"{place}: a row has “model” and “fields”.")


def _placeholders(row: dict[str, object], place: str) -> frozenset[str]:
    match row:
        case {"placeholders": list(names), "fields": dict(fields)} if all(
            isinstance(name, str) and name in fields for name in names
        ):
            return frozenset(names)
        case {"placeholders": _}:
            raise DeserializationError(f"{place}: “placeholders” is a list of fields that the row has.")
    return frozenset()


def _model(name: str, place: str) -> type[models.Model]:
    try:
        model = apps.get_model(name)
    except (LookupError, ValueError) as error:
        raise DeserializationError(f"{place}: there is no model “{name}”.") from error
    if not lookups_of(model):
        raise DeserializationError(f"{place}: rows of “{name}” have no natural key.")
    return model


def lookups_of(model: type[models.Model]) -> tuple[str, ...]:
    """The lookups of the natural key of a model; empty if it has none."""
    return model.NATURAL_KEY if issubclass(model, NaturalKey) else ()


def key_as_written(model: type[models.Model], fields: Fields) -> str:
    """The natural key in the words of the file, which stay the same when the row is deleted."""
    roots = dict.fromkeys(lookup.split("__")[0] for lookup in lookups_of(model))
    values = [fields.get(root) for root in roots]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
