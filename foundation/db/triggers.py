"""Triggers of the database that a program keeps as it needs them, on both engines.

The name of a trigger ends with a digest of its statement, so that an existing one is left alone and a
changed one replaced.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Trigger:
    """A trigger: its name, its table, and the statement that creates it."""

    name: str
    table: str
    statement: str


_INSTALLED = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{prefix}%'",
    "postgresql": "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid "
    "WHERE tgname LIKE '{prefix}%' AND relnamespace = current_schema()::regnamespace",
}


def named_trigger(prefix: str, table: str, event: str, statement: str) -> Trigger:
    """`statement`: with `%name%` where the name stands. `event`: a word of the name."""
    digest = hashlib.sha256(statement.encode()).hexdigest()[:10]
    # Names are cut at 63 characters on PostgreSQL; the digest tells tables apart.
    name = f"{prefix}{event}_{digest}"
    return Trigger(name, table, statement.replace("%name%", name))


def installed_with(connection: BaseDatabaseWrapper, prefix: str) -> set[tuple[str, str]]:
    """The triggers of a database whose names begin so, as (table, name)."""
    with connection.cursor() as cursor:
        cursor.execute(_INSTALLED[connection.vendor].format(prefix=prefix))
        return {(table, name) for table, name in cursor.fetchall()}


def install_exactly(connection: BaseDatabaseWrapper, prefix: str, needed: Iterable[Trigger]) -> None:
    """Make these the only triggers whose names begin with `prefix`."""
    needed_triggers = {(trigger.table, trigger.name): trigger for trigger in needed}
    present = installed_with(connection, prefix)
    _drop(connection, present - needed_triggers.keys())
    with connection.cursor() as cursor:
        for key in needed_triggers.keys() - present:
            cursor.execute(needed_triggers[key].statement)


def drop_triggers(connection: BaseDatabaseWrapper, prefix: str, functions: Iterable[str] = ()) -> None:
    """Drop the triggers, and on PostgreSQL their functions, before the tables that they write to."""
    _drop(connection, installed_with(connection, prefix))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP FUNCTION IF EXISTS {', '.join(functions)}")


def _drop(connection: BaseDatabaseWrapper, names: Iterable[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        for table, name in names:
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
