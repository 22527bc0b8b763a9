"""The log of writes that indexes read: tokens to compare, and the keys of changed rows."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .spec import Dependency
from .triggers import ALL


@dataclass(frozen=True)
class Token:
    """The newest write that a connection sees: its place and a random number.

    Compare for equality only. Another database, or this one restored from a backup, can have the same
    place, but not the same number. `pending`: the newest write of this connection's open transaction.
    """

    place: int
    nonce: int
    pending: tuple[int, int] | None = None


# By “table.column”, the noted values of the written rows.
Written = Mapping[str, set[int]]
# In place of a value: all rows of the table.
EVERY = -1

_NEWEST = "SELECT place, nonce FROM common_change ORDER BY place DESC LIMIT 1"
_PENDING = "SELECT id, nonce FROM common_pending ORDER BY id DESC LIMIT 1"


def token(connection: BaseDatabaseWrapper) -> Token | None:
    """The token of what this connection sees; None if nothing was ever noted. One query."""
    with connection.cursor() as cursor:
        # Only this connection's own transaction can have pending notes that it sees.
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            cursor.execute(
                f"SELECT c.*, p.* FROM ({_NEWEST}) c LEFT JOIN ({_PENDING}) p ON true"  # noqa: S608
            )
        else:
            cursor.execute(_NEWEST)
        row = cursor.fetchone()
    if row is None:
        return None
    pending = (row[2], row[3]) if len(row) == 4 and row[2] is not None else None
    return Token(row[0], row[1], pending)


def written_since(connection: BaseDatabaseWrapper, since: Token) -> Written | None:
    """The writes noted after a token; None if the log does not (or no longer) have the token."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, nonce, source, keys FROM common_change WHERE place >= %s ORDER BY place",
            [since.place],
        )
        rows = cursor.fetchall()
        if not rows or (rows[0][0], rows[0][1]) != (since.place, since.nonce):
            return None
        notes = [(source, keys) for _place, _nonce, source, keys in rows[1:]]
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            # Read all pending notes again: a savepoint may have been rolled back.
            cursor.execute("SELECT id, nonce, source, keys FROM common_pending")
            pending = cursor.fetchall()
            if since.pending and since.pending not in {(row[0], row[1]) for row in pending}:
                return None
            notes += [(source, keys) for _id, _nonce, source, keys in pending]
    return _keys_by_source(notes)


def _keys_by_source(notes: Iterable[tuple[str, str]]) -> Written:
    keys_by_source: dict[str, set[int]] = {}
    for source, keys in notes:
        # EVERY is for this table only: indexes that do not read it need no rebuild.
        noted_keys = [EVERY] if keys == ALL else [int(key) for key in keys.split(",") if key]
        keys_by_source.setdefault(source, set()).update(noted_keys)
    return keys_by_source


def owners(dependencies: Iterable[Dependency], writes: Written) -> set[int] | None:
    """The keys of the documents that may have changed; None if any may have."""
    documents: set[int] = set()
    if ALL in writes:
        return None
    for dependency in dependencies:
        keys = writes.get(f"{dependency.table}.{dependency.column}", set())
        if EVERY in keys:
            return None
        if keys and dependency.owners:
            documents.update(dependency.owners(keys))
        elif keys and not dependency.vocabulary:
            documents |= keys
    return documents


def vocabulary_written(dependencies: Iterable[Dependency], writes: Written) -> bool:
    return any(
        dependency.vocabulary and f"{dependency.table}.{dependency.column}" in writes
        for dependency in dependencies
    )


@contextmanager
def one_moment(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Read everything inside from one database snapshot, without blocking writers.

    Not for use inside a transaction.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # `atomic` would take the write lock (BEGIN IMMEDIATE).
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            # SQLite ends the transaction itself after a serious error.
            if connection.connection.in_transaction:
                cursor.execute("COMMIT")
