"""Which tables have a history."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import AppConfig
from django.db.models import BinaryField, Field, Model

_models: dict[str, type[Model]] = {}


@dataclass(frozen=True)
class NotedTable:
    """A table and the columns whose values are noted."""

    name: str
    columns: tuple[str, ...]
    # Columns that are left out: bytes, and what the database computes.
    left_out: tuple[str, ...]


def note_history(app: AppConfig, *, but: Iterable[str] = ()) -> None:
    """Keep the history of all tables of an app, its many-to-many tables too, but not of these models."""
    left_out = set(but)
    for model in app.get_models(include_auto_created=True):
        owner = model._meta.auto_created or model
        if not model._meta.proxy and getattr(owner, "__name__", "") not in left_out:
            _models[model._meta.db_table] = model


def model_of(table: str) -> type[Model] | None:
    """The model of a table that has a history."""
    return _models.get(table)


def models_with_history() -> list[type[Model]]:
    return list(_models.values())


def noted_tables() -> list[NotedTable]:
    return [
        NotedTable(
            table,
            tuple(str(field.column) for field in model._meta.local_concrete_fields if is_noted(field)),
            tuple(str(field.column) for field in model._meta.local_concrete_fields if not is_noted(field)),
        )
        for table, model in sorted(_models.items())
    ]


def is_noted(field: "Field[object, object]") -> bool:
    return not field.primary_key and not field.generated and not isinstance(field, BinaryField)
