"""Database triggers that note every write to a table that an index reads, whatever program writes.

SQLite triggers fire for each row; its single writer lock keeps the notes in commit order. PostgreSQL
triggers fire for each statement and note in `common_pending`. A deferred constraint trigger moves the
notes to `common_change` at commit, under a lock held until the commit is visible, so that they are in
commit order too. (Writing to a shared row at once would make editors wait, and could deadlock.)
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation.db import triggers as database_triggers
from foundation.db.triggers import Trigger

from .spec import Dependency

PREFIX = "noted_for_index_"
# Instead of keys: any row of the table may have changed.
ALL = "*"
# Older notes are dropped; an index that has not read them has to be rebuilt.
NOTES_KEPT = {"sqlite": 20_000, "postgresql": 2_000}
# More rows of one table in one transaction are noted as “all”.
MOST_KEYS = 5_000
# An arbitrary key among PostgreSQL's advisory locks.
LOCK = 5_020_251_122


def _trigger(table: str, event: str, statement: str) -> Trigger:
    return database_triggers.named_trigger(PREFIX, table, event, statement)


def triggers(vendor: str, dependencies: Iterable[Dependency]) -> list[Trigger]:
    """The triggers that these tables need, one set for each table and column."""
    table_columns = sorted({(trigger.table, trigger.column) for trigger in dependencies})
    if vendor == "sqlite":
        return [_pruning(), *(trigger for pair in table_columns for trigger in _sqlite(*pair))]
    return [_at_commit(), *(trigger for pair in table_columns for trigger in _postgresql(*pair))]


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
    rows_to_keep = NOTES_KEPT["sqlite"]
    statement = (
        'CREATE TRIGGER "%name%" AFTER INSERT ON common_change WHEN NEW.place % 1024 = 0 '
        f"BEGIN DELETE FROM common_change WHERE place <= NEW.place - {rows_to_keep}; END"
    )
    return _trigger("common_change", "prune", statement)


# PostgreSQL


# Inside a quoted string of SQL, so its own quotes are doubled.
_KEYS = f"CASE WHEN count(*) > {MOST_KEYS} THEN ''{ALL}'' ELSE string_agg(k, '','') END"
_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION {PREFIX}statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted_keys text;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        noted_keys := '{ALL}';
    ELSIF TG_OP = 'UPDATE' THEN
        EXECUTE format('SELECT {_KEYS} FROM (SELECT %1$I::text k FROM written_before '
            'UNION SELECT %1$I::text FROM written) w', TG_ARGV[0]) INTO noted_keys;
    ELSE
        EXECUTE format('SELECT {_KEYS} FROM (SELECT DISTINCT %I::text k FROM written) w',
            TG_ARGV[0]) INTO noted_keys;
    END IF;
    IF noted_keys IS NOT NULL THEN
        INSERT INTO common_pending (source, keys, nonce) VALUES (
            TG_TABLE_NAME || '.' || TG_ARGV[0], noted_keys,
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
        WHERE place <= newest - {NOTES_KEPT["postgresql"]} AND newest % 64 = 0;
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
            f'CREATE TRIGGER "%name%" AFTER {event.upper()} ON "{table}" {transition_tables}'
            f"FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}statement('{column}')",
        )
        for event, transition_tables in tables.items()
    ]


def _at_commit() -> Trigger:
    statement = (
        'CREATE CONSTRAINT TRIGGER "%name%" AFTER INSERT ON common_pending '
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {PREFIX}commit()"
    )
    return _trigger("common_pending", "commit", statement)


# Both


def installed_triggers(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """The triggers of the index in a database, as (table, name)."""
    return database_triggers.installed_with(connection, PREFIX)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers of the index, before the tables that they write to are dropped."""
    database_triggers.drop_triggers(connection, PREFIX, (f"{PREFIX}statement", f"{PREFIX}commit"))


def install(connection: BaseDatabaseWrapper, dependencies: Iterable[Dependency]) -> None:
    """Make the triggers of a database those that these tables need, and invalidate every index.

    Triggers that are right already are left alone. Indexes are rebuilt because the database may have
    changed while it had no triggers.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTIONS)
        database_triggers.install_exactly(connection, PREFIX, triggers(connection.vendor, dependencies))
        random = "random()" if connection.vendor == "sqlite" else "(random() * 1e18)::bigint"
        cursor.execute(f"INSERT INTO common_change (source, keys, nonce) VALUES ('{ALL}', '{ALL}', {random})")
