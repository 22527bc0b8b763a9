"""The history of a record and of what belongs to it: who, when, how, why, before and after, in words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db.models import CASCADE, Field, ForeignKey, ManyToManyField, Model, Q, QuerySet
from django.template.defaultfilters import date as date_in_words
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from modeltranslation.manager import get_translatable_fields_for_model

from ..choices import RevisionKind
from ..models import Act, Revision
from .changes import NotedChange, own_columns, to_python
from .noted import model_of, models_with_history

# The most acts on a page.
MOST_ENTRIES = 200
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A field before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row of an act."""

    # “Case event: Convicted, March 2018”
    row: str
    # “changed”
    action: str
    changes: list[ValueChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, with what it changed of a record. `last`: the key of its newest revision of it."""

    done_at: dt.datetime
    author: str
    way: str
    reason: str
    last: int
    rows: list[RowChange]


def revisions_of(record: Model) -> QuerySet[Revision]:
    """The revisions of a record, of its links and of its parts; oldest first."""
    own = Q(table=record._meta.db_table, row=record.pk)
    for model, column in _parts(type(record)):
        table = model._meta.db_table
        present = model._default_manager.filter(**{column: record.pk}).values("pk")
        own |= Q(table=table, row__in=present)
        own |= Q(table=table, kind=RevisionKind.DELETED, **{f"before__{column}": record.pk})
    return Revision.objects.filter(own)


def entries(record: Model, reader: User | AnonymousUser) -> list[Entry]:
    """What was done to a record, newest first. Names what `reader` may see."""
    revisions = list(
        revisions_of(record)
        .select_related("act__user", "act__approved_by")
        .order_by("-pk")[: MOST_ENTRIES * 10]
    )
    words = _Words(reader)
    in_acts = groupby(revisions, key=lambda revision: revision.act_id or f"alone {revision.pk}")
    entries_in_words = [words.entry(list(of_act)) for _act, of_act in in_acts]
    return [entry for entry in entries_in_words if entry.rows][:MOST_ENTRIES]


def changes_in_words(changes: Iterable[NotedChange], reader: User | AnonymousUser) -> list[RowChange]:
    """Changes that are not noted yet, while the database is as they leave it."""
    revisions = [
        Revision(
            table=change.table, row=change.row, kind=change.kind, before=change.before, after=change.after
        )
        for change in changes
    ]
    words = _Words(reader)
    return [row for revision in revisions if (row := words.row(revision))]


def _parts(owner: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Tables whose rows belong to a record of this one, with the column that says to which."""
    for model in models_with_history():
        for link in model._meta.local_concrete_fields:
            if isinstance(link, ForeignKey) and link.related_model is owner and belongs(model, link):
                yield model, link.attname


def belongs(model: type[Model], link: "ForeignKey[Model, Model]") -> bool:
    """Whether a row goes with the row that this link leads to: deleted with it, and no record of its own."""
    return link.remote_field.on_delete is CASCADE and not hasattr(model, "publication_state")


class _Words:
    """Puts revisions into words, reading the rows that they name once."""

    def __init__(self, reader: User | AnonymousUser) -> None:
        self.reader = reader
        self._names: dict[tuple[type[Model], object], str] = {}

    def entry(self, revisions: list[Revision]) -> Entry:
        """`revisions`: of one act, newest first."""
        act: Act | None = revisions[0].act
        rows = [row for revision in reversed(revisions) if (row := self.row(revision))]
        return Entry(
            done_at=act.done_at if act else revisions[0].noted_at,
            author=_author(act) if act else "",
            way=act.get_way_display() if act else _("Outside the tracker"),
            reason=act.reason if act else "",
            last=revisions[0].pk,
            rows=rows,
        )

    def row(self, revision: Revision) -> RowChange | None:
        model = model_of(revision.table)
        if model is None:
            return None
        if link := _far_link(model):
            values = revision.before or revision.after or _present(model, revision.row)
            name = self._name(link.related_model, values.get(link.attname)) if values else "…"
            return RowChange(f"{self._label_of_links(model)}: {name}", _action(revision))
        changes = self._changes(model, revision.before or {}, revision.after or {})
        if revision.kind == RevisionKind.CHANGED and not changes:
            return None
        return RowChange(self._what(model, revision), _action(revision), changes)

    def _label_of_links(self, through: type[Model]) -> str:
        field = _links_of_through(through)
        return capfirst(str(field.verbose_name)) if field else ""

    def _what(self, model: type[Model], revision: Revision) -> str:
        label = capfirst(str(model._meta.verbose_name))
        name = self._name(model, revision.row)
        return label if revision.kind == RevisionKind.DELETED or not name else f"{label}: {name}"

    def _changes(self, model: type[Model], before: Values, after: Values) -> list[ValueChange]:
        changes = [
            ValueChange(_label(column), self._in_words(column, before), self._in_words(column, after))
            for name, column in own_columns(model).items()
            if column.editable and (name in before or name in after)
        ]
        return [change for change in changes if change.before != change.after]

    def _in_words(self, column: "Field[object, object]", values: Values) -> str:
        value = values.get(str(column.column))
        if value in (None, ""):
            return "–"
        if isinstance(column, ForeignKey):
            return self._name(column.related_model, value)
        try:
            value = to_python(column, value)
        except ValidationError:
            return str(value)
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, dt.date):
            return str(
                date_in_words(value, "DATETIME_FORMAT" if isinstance(value, dt.datetime) else "DATE_FORMAT")
            )
        return str(value)

    def _name(self, model: type[Model], key: object) -> str:
        """The row in words; “…” for who may not see it or where it is gone."""
        if (model, key) not in self._names:
            may_see = (
                model._meta.auto_created
                or self.reader.has_perms([f"{model._meta.app_label}.view_{model._meta.model_name}"])
                or self.reader.has_perms([f"{model._meta.app_label}.change_{model._meta.model_name}"])
            )
            row = model._default_manager.filter(pk=key).first() if may_see else None
            self._names[model, key] = str(row) if row else "…"
        return self._names[model, key]


def _author(act: Act) -> str:
    if act.approved_by is None:
        return str(act.user or "")
    people = {"author": act.user or "–", "approver": act.approved_by}
    return _("%(author)s, approved by %(approver)s") % people


def _action(revision: Revision) -> str:
    return {
        RevisionKind.ADDED: pgettext("history", "added"),
        RevisionKind.CHANGED: pgettext("history", "changed"),
        RevisionKind.DELETED: pgettext("history", "deleted"),
    }[RevisionKind(revision.kind)]


def _present(model: type[Model], key: int) -> Values:
    return model._default_manager.filter(pk=key).values().first() or {}


def _far_link(model: type[Model]) -> "ForeignKey[Model, Model] | None":
    """Of a many-to-many table, the link to the far side."""
    links = _links_of_through(model)
    name = links.m2m_reverse_field_name() if links else ""
    far_side = model._meta.get_field(name) if name else None
    return far_side if isinstance(far_side, ForeignKey) else None


def _links_of_through(model: type[Model]) -> "ManyToManyField[Model, Model] | None":
    """The field whose table this is."""
    for owner in models_with_history():
        for links in owner._meta.local_many_to_many:
            if links.remote_field.through is model and model._meta.auto_created:
                return links
    return None


def _repeated_columns(model: type[Model]) -> set[str]:
    """Columns that modeltranslation keeps beside those of each language: they repeat one of these."""
    return set(get_translatable_fields_for_model(model) or ())


def _label(column: "Field[object, object]") -> str:
    base, _underscore, code = column.name.rpartition("_")
    languages = dict(settings.LANGUAGES)
    label = str(column.verbose_name)
    if base in _repeated_columns(column.model) and code in languages:
        return f"{label} ({languages[code]})" if not label.endswith("]") else label
    return label
