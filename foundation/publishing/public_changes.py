"""Which changes the public would read."""

from collections.abc import Iterable
from copy import copy

from django.db.models import ForeignKey, Model

from ..choices import RevisionKind
from ..history.changes import NotedChange, RowKey, own_columns, to_python
from . import rights

# A table of links and the column that leads to the record whose field it is.
_Links = tuple[type[Model], str, str]


def public_parts(changes: list[NotedChange]) -> list[NotedChange | None]:
    """Of each change what the public would read of it, or None. Asked while the changes are written.

    Of a changed row these are the public columns; a row that is added or deleted is public as a whole.
    Rows that go with something public go together with it: who refers to them goes first.
    """
    gone = _deleted_rows(changes)
    public = [_public_part(change, gone) for change in changes]
    if any(public):
        public = [
            change if change.kind == RevisionKind.DELETED else part
            for change, part in zip(changes, public, strict=True)
        ]
    return public


def _public_part(change: NotedChange, gone: dict[RowKey, Model]) -> NotedChange | None:
    if links := _links(change.model):
        owner_model, name, column = links
        owner = _row_or_gone(owner_model, (change.after or change.before).get(column), gone)
        return change if owner and rights.changes_public(owner, owner, {name}) else None
    if change.kind == RevisionKind.DELETED:
        return change if rights.changes_public(gone[change.key], None, ()) else None
    after = _row(change.model, change.row)
    if after is None:
        # Added, and deleted again.
        return None
    if change.kind == RevisionKind.ADDED:
        return change if rights.changes_public(None, after, ()) else None
    columns = own_columns(change.model)
    fields = {
        name: columns[name].name
        for name in change.after
        if name in columns and not _stays_empty(change, name)
    }
    public = rights.public_among(change.model, fields.values())
    names = [name for name, field in fields.items() if field in public]
    if not names or not rights.changes_public(_before(change, after), after, public):
        return None
    repeating = [name for name in change.after if name not in columns]
    return _with(change, [*names, *repeating])


def _deleted_rows(changes: Iterable[NotedChange]) -> dict[RowKey, Model]:
    """The rows that are deleted, as they were, each with the deleted rows that it referred to."""
    gone = {
        change.key: _before(change, change.model(pk=change.row))
        for change in changes
        if change.kind == RevisionKind.DELETED
    }
    for row in gone.values():
        for column in row._meta.local_concrete_fields:
            if isinstance(column, ForeignKey) and isinstance(column.related_model, type):
                key = column.related_model._meta.db_table, getattr(row, column.attname)
                if key in gone:
                    setattr(row, column.name, gone[key])
    return gone


def private_part(change: NotedChange, public: NotedChange | None) -> NotedChange | None:
    """What is left of a change without its public part."""
    if public is None:
        return change
    names = [name for name in change.after if name not in public.after and not _stays_empty(change, name)]
    return _with(change, names) if change.kind == RevisionKind.CHANGED and names else None


def _stays_empty(change: NotedChange, name: str) -> bool:
    """Whether a form has made “” of NULL, which is the same to everybody."""
    return change.after.get(name) in (None, "") and change.before.get(name) in (None, "")


def tables_of(changes: Iterable[NotedChange]) -> list[type[Model]]:
    """The models whose right these changes ask for; of links, the model that has the field."""
    models = ((_links(change.model) or (change.model,))[0] for change in changes)
    return list(dict.fromkeys(models))


def root_of(change: NotedChange) -> Model | None:
    """The record on whose page the change shows: of a part, its owner; of a link, the record linked from."""
    if links := _links(change.model):
        owner_model, _name, column = links
        row = _row(owner_model, (change.after or change.before).get(column))
    else:
        row = _row(change.model, change.row) or _before(change, change.model(pk=change.row))
    while row is not None and (owner := rights.owner_of(type(row))) != rights.ITSELF:
        target = row._meta.get_field(owner).related_model
        row = _row(target, getattr(row, f"{owner}_id")) if isinstance(target, type) else None
    return row


def _with(change: NotedChange, names: Iterable[str]) -> NotedChange:
    names = list(names)
    return NotedChange(
        change.table,
        change.row,
        change.kind,
        {name: change.before[name] for name in names},
        {name: change.after[name] for name in names},
    )


def _links(model: type[Model]) -> _Links | None:
    """Of a table of links: the model that has the field, the field, and the column that leads back."""
    if not model._meta.auto_created:
        return None
    for owner in rights.models_with_rules():
        for field in owner._meta.local_many_to_many:
            if field.remote_field.through is model:
                return owner, field.name, f"{field.m2m_field_name()}_id"
    return None


def _row(model: type[Model], key: object) -> Model | None:
    return model._base_manager.filter(pk=key).first()


def _row_or_gone(model: type[Model], key: object, gone: dict[RowKey, Model]) -> Model | None:
    return _row(model, key) or next(
        (row for (table, deleted), row in gone.items() if (table, deleted) == (model._meta.db_table, key)),
        None,
    )


def _before(change: NotedChange, row: Model) -> Model:
    """A copy of the row as it was, not saved."""
    row = copy(row)
    row._state = copy(row._state)
    columns = own_columns(change.model)
    for name, value in change.before.items():
        if name in columns:
            setattr(row, columns[name].attname, to_python(columns[name], value))
    return row
