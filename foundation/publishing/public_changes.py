"""Which changes the public would read."""

from collections.abc import Iterable

from django.db.models import Model

from ..choices import RevisionKind
from ..history.changes import Change, to_python, written_columns
from . import rights

# A table of links and the column that leads to the record whose field it is.
_Links = tuple[type[Model], str, str]


def public_part(change: Change) -> Change | None:
    """What the public would read of a change, or None. Asked while the change is written.

    Of a changed row these are the public columns; a row that is added or deleted is public as a whole.
    """
    if links := _links(change.model):
        owner_model, name, column = links
        owner = _row(owner_model, (change.after or change.before).get(column))
        return change if owner and rights.changes_public(owner, owner, {name}) else None
    before, after = _before(change), _row(change.model, change.row)
    if change.kind != RevisionKind.CHANGED:
        row = before if change.kind == RevisionKind.DELETED else after
        return change if row is not None and rights.changes_public(None, row, ()) else None
    columns = written_columns(change.model)
    fields = {
        name: columns[name].name
        for name, value in change.after.items()
        # NULL and “” are the same to a reader.
        if name in columns and not (value in (None, "") and change.before[name] in (None, ""))
    }
    public = rights.public_among(change.model, fields.values())
    names = [name for name, field in fields.items() if field in public]
    if not names or not rights.changes_public(before, after, public):
        return None
    return _with(change, names)


def private_part(change: Change, public: Change | None) -> Change | None:
    """What is left of a change without its public part."""
    if public is None:
        return change
    names = [name for name in change.after if name not in public.after]
    return _with(change, names) if change.kind == RevisionKind.CHANGED and names else None


def tables_of(changes: Iterable[Change]) -> list[type[Model]]:
    """The models whose right these changes ask for; of links, the model that has the field."""
    models = ((_links(change.model) or (change.model,))[0] for change in changes)
    return list(dict.fromkeys(models))


def root_of(change: Change) -> Model | None:
    """The record on whose page the change shows: of a part, its owner; of a link, the record linked from."""
    if links := _links(change.model):
        owner_model, _name, column = links
        row = _row(owner_model, (change.after or change.before).get(column))
    else:
        row = _row(change.model, change.row) or _before(change)
    while row is not None and (owner := rights.owner_of(type(row))) != rights.ITSELF:
        row = getattr(row, owner, None)
    return row


def _with(change: Change, names: Iterable[str]) -> Change:
    names = list(names)
    return Change(
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


def _before(change: Change) -> Model | None:
    """The row as it was, not saved."""
    if change.kind == RevisionKind.ADDED:
        return None
    row = _row(change.model, change.row) or change.model(pk=change.row)
    columns = written_columns(change.model)
    for name, value in change.before.items():
        if name in columns:
            setattr(row, columns[name].attname, to_python(columns[name], value))
    return row
