"""What was written since an index last looked: tokens that are equal or not, and keys."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .spec import Dependency
from .triggers import ALL


@dataclass(frozen=True)
class Token:
    """The newest write that a connection sees: its place, and a random number made with it.

    Only equality means something. Another database, or this one restored, gives the same place
    with another number. `pending`: the newest write of this connection's own open transaction.
    """

    place: int
    nonce: int
    pending: tuple[int, int] | None = None


# By “table.column”, the values that were noted of rows that were written.
Written = Mapping[str, set[int]]
# Stands among them for “all rows of the table”; no row has it.
EVERY = -1

_NEWEST = "SELECT place, nonce FROM common_change ORDER BY place DESC LIMIT 1"
_PENDING = "SELECT id, nonce FROM common_pending ORDER BY id DESC LIMIT 1"


def token(connection: BaseDatabaseWrapper) -> Token | None:
    """The token of what this connection sees now; None if nothing was ever noted. One query."""
    with connection.cursor() as cursor:
        # Outside a transaction nothing is pending that this connection could see.
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


def written_since(connection: BaseDatabaseWrapper, seen: Token) -> Written | None:
    """What was noted after a token; None if this database does not know it (any more)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, nonce, source, keys FROM common_change WHERE place >= %s ORDER BY place",
            [seen.place],
        )
        rows = cursor.fetchall()
        if not rows or (rows[0][0], rows[0][1]) != (seen.place, seen.nonce):
            return None
        notes = [(source, keys) for _place, _nonce, source, keys in rows[1:]]
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            # What is pending is looked at again as a whole; some of it may have been undone.
            cursor.execute("SELECT id, nonce, source, keys FROM common_pending")
            pending = cursor.fetchall()
            if seen.pending and seen.pending not in {(one[0], one[1]) for one in pending}:
                return None
            notes += [(source, keys) for _id, _nonce, source, keys in pending]
    return _written(notes)


def _written(notes: Iterable[tuple[str, str]]) -> Written:
    found: dict[str, set[int]] = {}
    for source, keys in notes:
        # Which table it was matters: an index that does not read it need not be built anew.
        noted = [EVERY] if keys == ALL else [int(key) for key in keys.split(",") if key]
        found.setdefault(source, set()).update(noted)
    return found


def owners(reads: Iterable[Dependency], written: Written) -> set[int] | None:
    """The documents that may be different; None if all may be."""
    found: set[int] = set()
    if ALL in written:
        return None
    for one in reads:
        keys = written.get(f"{one.table}.{one.column}", set())
        if EVERY in keys:
            return None
        if keys and one.owners:
            found.update(one.owners(keys))
        elif keys and not one.vocabulary:
            found |= keys
    return found


def vocabulary_written(reads: Iterable[Dependency], written: Written) -> bool:
    return any(one.vocabulary and f"{one.table}.{one.column}" in written for one in reads)


@contextmanager
def one_moment(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Everything read inside is of one moment, and no writer waits for it.

    Not for use inside a transaction.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # `atomic` would take the lock of the only writer (IMMEDIATE); reading needs none.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            # A serious error has ended it already.
            if connection.connection.in_transaction:
                cursor.execute("COMMIT")
