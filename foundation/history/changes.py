"""Changes of rows as data: what was noted of an act, kept aside, and written again later."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model, QuerySet
from django.utils import timezone
from modeltranslation.manager import get_translatable_fields_for_model

from ..choices import RevisionKind
from ..models import Act, Revision
from .noted import is_noted, model_of

Values = dict[str, object]
# A table and the key of a row.
RowKey = tuple[str, int]


@dataclass(slots=True)
class NotedChange:
    """A revision as data; of a new row `after` holds all values."""

    table: str
    row: int
    kind: str
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)
    # The key of the revision, while it is there.
    noted: int = 0

    @property
    def model(self) -> type[Model]:
        model = model_of(self.table)
        if model is None:
            raise LookupError(f"{self.table} has no history")
        return model

    @property
    def key(self) -> RowKey:
        return self.table, self.row

    def as_json(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if name != "noted"}


def from_json(changes: Iterable[dict[str, object]]) -> list[NotedChange]:
    return [NotedChange(**change) for change in changes]  # type: ignore[arg-type]  # written by `as_json`


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that is no longer the one that the change was made from."""

    change: NotedChange
    column: str
    now: object


class Outdated(Exception):  # noqa: N818 - an answer to an editor, not a fault
    """Somebody has written meanwhile what these changes were made from; nothing was written."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        self.conflicts = conflicts
        super().__init__(f"{len(conflicts)} values")


def changes_of(act: Act) -> list[NotedChange]:
    """What was noted for an act that is not committed yet, in order."""
    revisions = list(act.revisions.order_by("pk"))
    values = _values_of_new(revisions)
    changes = []
    for revision in reversed(revisions):
        key, after = (revision.table, revision.row), dict(revision.after or {})
        if revision.kind == RevisionKind.CHANGED and key in values:
            # The row was added before: as it was then.
            values[key] |= revision.before or {}
        if revision.kind == RevisionKind.DELETED:
            values[key] = dict(revision.before or {})
        if revision.kind == RevisionKind.ADDED:
            after = values.get(key, {})
        before = dict(revision.before or {})
        changes.append(NotedChange(*key, revision.kind, before, dict(after), revision.pk))
    return changes[::-1]


def _values_of_new(revisions: Iterable[Revision]) -> dict[RowKey, Values]:
    """The present values, as JSON, of the rows that were added."""
    keys: dict[str, list[int]] = {}
    for revision in revisions:
        if revision.kind == RevisionKind.ADDED:
            keys.setdefault(revision.table, []).append(revision.row)
    return {
        (table, key): values
        for table, rows in keys.items()
        if (model := model_of(table))
        for key, values in values_of(QuerySet(model).filter(pk__in=rows)).items()
    }


def values_of(rows: QuerySet[Model]) -> dict[int, Values]:
    """The values of rows by key, as the history notes them."""
    columns = noted_columns(rows.model)
    value_rows = rows.values("pk", *(column.attname for column in columns.values()))
    return {
        row["pk"]: {name: _as_json(row[column.attname]) for name, column in columns.items()}
        for row in value_rows
    }


def _as_json(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def noted_columns(model: type[Model]) -> dict[str, "Field[object, object]"]:
    """The columns that a change writes, by name."""
    return {str(column.column): column for column in model._meta.local_concrete_fields if is_noted(column)}


def own_columns(model: type[Model]) -> dict[str, "Field[object, object]"]:
    """Those that say something of their own: without what modeltranslation keeps beside each language."""
    repeated = set(get_translatable_fields_for_model(model) or ())
    return {name: column for name, column in noted_columns(model).items() if column.name not in repeated}


def to_python(column: "Field[object, object]", value: object) -> object:
    """A noted value as Python; SQLite notes JSON as text and times without their zone."""
    if isinstance(column, JSONField):
        return json.loads(value) if connection.vendor == "sqlite" and isinstance(value, str) else value
    value = column.to_python(value)
    if isinstance(column, DateTimeField) and isinstance(value, dt.datetime) and timezone.is_naive(value):
        return value.replace(tzinfo=dt.UTC)
    return value


def conflicts(changes: Iterable[NotedChange]) -> list[Conflict]:
    """Where the rows are no longer what the changes were made from, nor what they lead to."""
    conflicts_found = []
    for change in first_and_last(changes):
        now = values_of(QuerySet(change.model).filter(pk=change.row)).get(change.row)
        if change.kind == RevisionKind.ADDED or (now is None and change.kind == RevisionKind.DELETED):
            continue
        if now is None:
            conflicts_found.append(Conflict(change, "", None))
            continue
        conflicts_found += [Conflict(change, name, now[name]) for name in _changed_since(change, now)]
    return conflicts_found


def _changed_since(change: NotedChange, now: Values) -> Iterator[str]:
    """The columns that have another value than the change was made from, and another than it leads to."""
    for name, column in own_columns(change.model).items():
        if name in change.before and not _same(column, now[name], change.before[name]):
            leads_there = name in change.after and _same(column, now[name], change.after[name])
            if not leads_there:
                yield name


def _same(column: "Field[object, object]", first: object, second: object) -> bool:
    first, second = to_python(column, first), to_python(column, second)
    return first == second or (first in (None, "") and second in (None, ""))


def first_and_last(changes: Iterable[NotedChange]) -> list[NotedChange]:
    """One change for each row: what it was before all of them, and what it is after."""
    by_row: dict[RowKey, NotedChange] = {}
    for change in changes:
        by_row[change.key] = _joined(by_row.get(change.key), change)
    return [change for change in map(_differing, by_row.values()) if change]


def _joined(first: NotedChange | None, then: NotedChange) -> NotedChange:
    """One change in place of two of the same row."""
    if first is None:
        return NotedChange(*then.key, then.kind, dict(then.before), dict(then.after))
    before = {**then.before, **first.before}
    if then.kind == RevisionKind.DELETED:
        kind = "" if first.kind == RevisionKind.ADDED else RevisionKind.DELETED
        return NotedChange(*then.key, kind, before)
    if first.kind == RevisionKind.ADDED:
        return NotedChange(*then.key, RevisionKind.ADDED, {}, first.after | then.after)
    # Also where it was deleted and added again under the same key.
    return NotedChange(*then.key, RevisionKind.CHANGED, before, first.after | then.after)


def _differing(change: NotedChange) -> NotedChange | None:
    """The change without columns that are as before; None where nothing is left."""
    if change.kind != RevisionKind.CHANGED:
        return change if change.kind else None
    names = [name for name, value in change.after.items() if value != change.before.get(name)]
    before = {name: change.before.get(name) for name in names}
    return (
        NotedChange(*change.key, change.kind, before, {name: change.after[name] for name in names})
        if names
        else None
    )


def write(changes: list[NotedChange]) -> None:
    """Write changes again, in a transaction of the caller.

    Raises `Outdated` where they were made from other values than stand there now, and `ValidationError`
    where a record would break a rule.
    """
    if conflicts_now := conflicts(changes):
        raise Outdated(conflicts_now)
    for change in changes:
        _write(change)
    for row in rows_after(changes):
        row.full_clean(exclude=_left_alone(row))


def _write(change: NotedChange) -> None:
    columns = noted_columns(change.model)
    values = {
        columns[name].attname: to_python(columns[name], value)
        for name, value in change.after.items()
        if name in columns
    }
    rows: QuerySet[Model] = QuerySet(change.model).filter(pk=change.row)
    if change.kind == RevisionKind.DELETED:
        rows._raw_delete(rows.db)
        return
    if change.kind == RevisionKind.ADDED:
        rows.bulk_create([change.model(pk=change.row, **values)])
    # Also after that: modeltranslation gives a new row its own idea of the columns that repeat others.
    rows.update(**values)


def rows_after(changes: Iterable[NotedChange]) -> Iterator[Model]:
    """The rows that changes added or changed, as they are now; without links."""
    for change in first_and_last(changes):
        if change.kind != RevisionKind.DELETED and not change.model._meta.auto_created:
            row = change.model._base_manager.filter(pk=change.row).first()
            if row is not None:
                yield row


def _left_alone(row: Model) -> set[str]:
    """Fields that no editor writes are not validated as typed; constraints look at them all the same."""
    return {column.name for column in row._meta.concrete_fields if not column.editable and not column.null}


def reserve_keys(changes: Iterable[NotedChange]) -> None:
    """See that no other row gets the key of a new row that is not written yet.

    PostgreSQL's sequences do that by themselves: they are not rolled back.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for change in changes:
            if change.kind == RevisionKind.ADDED:
                cursor.execute(
                    "UPDATE sqlite_sequence SET seq = %s WHERE name = %s AND seq < %s",
                    [change.row, change.table, change.row],
                )
                if cursor.rowcount == 0:
                    cursor.execute(
                        "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s "
                        "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                        [change.table, change.row, change.table],
                    )
