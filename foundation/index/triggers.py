"""Database triggers that note every write in a table that an index reads, whatever made it.

SQLite has triggers for each row; the lock of its only writer puts what they note in the order in
which it is committed. PostgreSQL has triggers for each statement. They note in `common_pending`;
a constraint trigger that is deferred to the commit carries that over to `common_change`, under a
lock held until the commit is seen, so that there too the order is that of the commits. (Writing to
a shared row at once would make editors wait for each other, and two of them deadlock.)

The name of a trigger ends with a digest of what it does: what is there already is left alone.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .spec import Dependency

PREFIX = "noted_for_index_"
# Of a table: it is not known which rows, so all may be different.
ALL = "*"
# What is older is dropped; who has not looked for so long builds anew.
KEPT = {"sqlite": 20_000, "postgresql": 2_000}
# More rows of one table in one transaction are noted as “all”.
MOST_KEYS = 5_000
# The place of the lock among PostgreSQL's advisory locks; any number that nobody else uses.
LOCK = 5_020_251_122


@dataclass(frozen=True)
class Trigger:
    """A trigger by name, the table it stands on and the statement that makes it."""

    name: str
    table: str
    statement: str


def _trigger(table: str, event: str, statement: str) -> Trigger:
    digest = hashlib.sha256(statement.encode()).hexdigest()[:10]
    # Names are cut at 63 characters on PostgreSQL; the digest tells tables apart.
    name = f"{PREFIX}{event}_{digest}"
    return Trigger(name, table, statement.replace("%name%", name))


def triggers(vendor: str, reads: Iterable[Dependency]) -> list[Trigger]:
    """The triggers that these tables need; a table that several indexes read is noted once for
    each column that they ask for."""
    noted = sorted({(one.table, one.column) for one in reads})
    if vendor == "sqlite":
        return [_pruning(), *(one for pair in noted for one in _sqlite(*pair))]
    return [_at_commit(), *(one for pair in noted for one in _postgresql(*pair))]


# SQLite


def _sqlite(table: str, column: str) -> list[Trigger]:
    source = f"{table}.{column}"

    def noting(event: str, row: str) -> str:
        return (
            f'CREATE TRIGGER "%name%" AFTER {event} ON "{table}" '
            f'{f"WHEN OLD.{column} IS NOT NEW.{column} " if "OF" in event else ""}'
            f'BEGIN INSERT INTO common_change (source, keys, nonce) '
            f"VALUES ('{source}', {row}.{column}, random()); END"
        )  # fmt: skip

    return [
        _trigger(table, "insert", noting("INSERT", "NEW")),
        _trigger(table, "update", noting("UPDATE", "NEW")),
        _trigger(table, "moved", noting(f"UPDATE OF {column}", "OLD")),
        _trigger(table, "delete", noting("DELETE", "OLD")),
    ]


def _pruning() -> Trigger:
    kept = KEPT["sqlite"]
    statement = (
        'CREATE TRIGGER "%name%" AFTER INSERT ON common_change WHEN NEW.place % 1024 = 0 '
        f"BEGIN DELETE FROM common_change WHERE place <= NEW.place - {kept}; END"
    )
    return _trigger("common_change", "prune", statement)


# PostgreSQL


# Inside a quoted string of SQL, so its own quotes are doubled.
_KEYS = f"CASE WHEN count(*) > {MOST_KEYS} THEN ''{ALL}'' ELSE string_agg(k, '','') END"
_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION {PREFIX}statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        found := '{ALL}';
    ELSIF TG_OP = 'UPDATE' THEN
        EXECUTE format('SELECT {_KEYS} FROM (SELECT %1$I::text k FROM written_before '
            'UNION SELECT %1$I::text FROM written) w', TG_ARGV[0]) INTO found;
    ELSE
        EXECUTE format('SELECT {_KEYS} FROM (SELECT DISTINCT %I::text k FROM written) w',
            TG_ARGV[0]) INTO found;
    END IF;
    IF found IS NOT NULL THEN
        INSERT INTO common_pending (source, keys, nonce) VALUES (
            TG_TABLE_NAME || '.' || TG_ARGV[0], found,
            ('x' || substr(md5(gen_random_uuid()::text), 1, 16))::bit(64)::bigint);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION {PREFIX}commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The first of a transaction carries all of them over.
    IF NOT EXISTS (SELECT 1 FROM common_pending WHERE id = NEW.id) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock({LOCK});
    WITH moved AS (DELETE FROM common_pending RETURNING source, keys),
    noted AS (
        INSERT INTO common_change (source, keys, nonce)
        SELECT source,
            CASE WHEN bool_or(keys = '{ALL}') OR sum(length(keys)) > {MOST_KEYS * 12} THEN '{ALL}'
                ELSE string_agg(keys, ',') END,
            ('x' || substr(md5(gen_random_uuid()::text), 1, 16))::bit(64)::bigint
        FROM moved GROUP BY source
        RETURNING place
    )
    DELETE FROM common_change USING (SELECT max(place) newest FROM noted) n
        WHERE place <= newest - {KEPT["postgresql"]} AND newest % 64 = 0;
    RETURN NULL;
END $$;
"""


def _postgresql(table: str, column: str) -> list[Trigger]:
    tables = {
        "insert": "REFERENCING NEW TABLE AS written ",
        "update": "REFERENCING OLD TABLE AS written_before NEW TABLE AS written ",
        "delete": "REFERENCING OLD TABLE AS written ",
        "truncate": "",
    }
    return [
        _trigger(
            table,
            event,
            f'CREATE TRIGGER "%name%" AFTER {event.upper()} ON "{table}" {seen}'
            f"FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}statement('{column}')",
        )
        for event, seen in tables.items()
    ]


def _at_commit() -> Trigger:
    statement = (
        'CREATE CONSTRAINT TRIGGER "%name%" AFTER INSERT ON common_pending '
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {PREFIX}commit()"
    )
    return _trigger("common_pending", "commit", statement)


# Both

_THERE = {
    "sqlite": f"SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{PREFIX}%'",
    "postgresql": f"SELECT relname, tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid "
    f"WHERE tgname LIKE '{PREFIX}%' AND relnamespace = current_schema()::regnamespace",
}


def there(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """The triggers of ours that a database has, as (table, name)."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        return {(table, name) for table, name in cursor.fetchall()}


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take our triggers away, before the tables go that they write to."""
    with connection.cursor() as cursor:
        for table, name in there(connection):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {PREFIX}statement, {PREFIX}commit")


def install(connection: BaseDatabaseWrapper, reads: Iterable[Dependency]) -> None:
    """Bring the triggers of a database to what these tables need, and note that all may differ.

    Does not touch what is there and right. A database whose triggers were gone for a while may
    have changed unseen: so whoever holds an index builds it anew.
    """
    wanted = {(one.table, one.name): one for one in triggers(connection.vendor, reads)}
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        present = there(connection)
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTIONS)
        for table, name in present - wanted.keys():
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
        for key in wanted.keys() - present:
            cursor.execute(wanted[key].statement)
        random = "random()" if connection.vendor == "sqlite" else "(random() * 1e18)::bigint"
        cursor.execute(f"INSERT INTO common_change (source, keys, nonce) VALUES ('{ALL}', '{ALL}', {random})")
