"""Database triggers that note every change of a row, with the values before and after it.

SQLite's fire for each row, PostgreSQL's for each statement. The act that a change belongs to is a setting of
the transaction on PostgreSQL, and a row of `common_currentact` on SQLite, whose triggers know no settings.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation.db import triggers as database_triggers
from foundation.db.triggers import Trigger

from .noted import NotedTable, noted_tables

PREFIX = "noted_for_history_"
# PostgreSQL: the act that the transaction writes for.
SETTING = "tracker.act"


def history_triggers(vendor: str, tables: Iterable[NotedTable]) -> list[Trigger]:
    one_table = _sqlite if vendor == "sqlite" else _postgresql
    return [trigger for table in tables for trigger in one_table(table)]


def _trigger(table: str, event: str, statement: str) -> Trigger:
    return database_triggers.named_trigger(PREFIX, table, event, statement)


# SQLite


_NOTED = "INSERT INTO common_revision (act_id, table_name, row_key, kind, before, after, noted_at)"


def _sqlite(table: NotedTable) -> list[Trigger]:
    def noting(event: str, when: str, row: str, kind: str, before: str, after: str) -> Trigger:
        statement = (
            f'CREATE TRIGGER "%name%" AFTER {event.upper()} ON "{table.name}" {when} BEGIN {_NOTED} VALUES ('  # noqa: S608 - names of columns
            f"(SELECT act_id FROM common_currentact), '{table.name}', {row}.id, '{kind}', {before}, {after}, "
            "strftime('%Y-%m-%d %H:%M:%f', 'now')); END"
        )
        return _trigger(table.name, event, statement)

    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in table.columns)
    everything = ", ".join(f"'{column}', OLD.\"{column}\"" for column in table.columns)
    before, after = _differing(table, "OLD"), _differing(table, "NEW")
    return [
        noting("insert", "", "NEW", "+", "NULL", "NULL"),
        noting("update", f"WHEN {differs}", "NEW", "~", before, after),
        noting("delete", "", "OLD", "-", f"json_object({everything})", "NULL"),
    ]


def _differing(table: NotedTable, row: str) -> str:
    """An expression: a JSON object of the values, in the old or the new row, of the columns that differ."""
    columns = " UNION ALL ".join(
        f'SELECT \'{column}\' AS k, {row}."{column}" AS v WHERE OLD."{column}" IS NOT NEW."{column}"'
        for column in table.columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({columns}))"  # noqa: S608 - names of columns


# PostgreSQL

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {PREFIX}statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    act bigint := nullif(current_setting('{SETTING}', true), '')::bigint;
    left_out text[] := TG_ARGV[0]::text[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO common_revision (act_id, table_name, row_key, kind, noted_at)
        SELECT act, TG_TABLE_NAME, id, '+', clock_timestamp() FROM written ORDER BY id;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO common_revision (act_id, table_name, row_key, kind, before, noted_at)
        SELECT act, TG_TABLE_NAME, id, '-', to_jsonb(written) - left_out, clock_timestamp()
        FROM written ORDER BY id;
    ELSE
        INSERT INTO common_revision (act_id, table_name, row_key, kind, before, after, noted_at)
        SELECT act, TG_TABLE_NAME, n.id, '~', d.before, d.after, clock_timestamp()
        FROM written_before o JOIN written n USING (id) CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(key, b.value) AS before, jsonb_object_agg(key, a.value) AS after
            FROM jsonb_each(to_jsonb(o) - left_out) b JOIN jsonb_each(to_jsonb(n) - left_out) a USING (key)
            WHERE a.value IS DISTINCT FROM b.value
        ) d
        WHERE d.before IS NOT NULL ORDER BY n.id;
    END IF;
    RETURN NULL;
END $$;
"""  # noqa: S608 - constants of this module


def _postgresql(table: NotedTable) -> list[Trigger]:
    tables = {
        "insert": "REFERENCING NEW TABLE AS written ",
        "update": "REFERENCING OLD TABLE AS written_before NEW TABLE AS written ",
        "delete": "REFERENCING OLD TABLE AS written ",
    }
    left_out = "{" + ",".join(("id", *table.left_out)) + "}"
    return [
        _trigger(
            table.name,
            event,
            f'CREATE TRIGGER "%name%" AFTER {event.upper()} ON "{table.name}" {transition_tables}'
            f"FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}statement('{left_out}')",
        )
        for event, transition_tables in tables.items()
    ]


# Both


def remove_history_triggers(connection: BaseDatabaseWrapper) -> None:
    """Drop these triggers, before the tables that they write to are dropped."""
    database_triggers.drop_triggers(connection, PREFIX, (f"{PREFIX}statement",))


def install_history_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers of a database those that its tables need."""
    present_tables = set(connection.introspection.table_names())
    tables = [table for table in noted_tables() if table.name in present_tables]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        database_triggers.install_exactly(connection, PREFIX, history_triggers(connection.vendor, tables))
