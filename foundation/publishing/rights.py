"""Who may change what the public reads: when a row is public, and which right a write asks for.

The right is asked for where a field that the public may see (`privacy.py` of each app) is written
in a row that is public before or after. Whether a row is public, `privacy.py` says too:

- a root and its parts are public with the roots in `PUBLIC_WITH`, and the right is that of the
  first of them: `publish_law` for a provision;
- a reference record is public where a public row names it; all of them ask for one right;
- a table of which nothing is public asks for none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, Field, Model, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..choices import PublicationState

Editor: TypeAlias = User | AnonymousUser

# In `PUBLIC_WITH`: the row itself, which is a root.
ITSELF = "itself"

# The ways from a row to the roots that it is public with: all of them, of several in brackets one.
PublicWith: TypeAlias = Mapping[str, tuple[str | tuple[str, ...], ...]]


@dataclass(frozen=True)
class Rule:
    """When a row of a table is public. Without `ends`: where a public row names it."""

    public: frozenset[str]
    private: frozenset[str]
    ends: tuple[tuple[str, ...], ...]
    always: bool
    right: str
    # The field in which a row that is public with another one of its table is equal to that one.
    beside: str


_rules: dict[type[Model], Rule] = {}


class Privacy(Protocol):
    """What `privacy.py` of an app says: the fields of each table, and when its rows are public."""

    @property
    def PUBLIC(self) -> Mapping[str, set[str]]: ...  # noqa: N802
    @property
    def PRIVATE(self) -> Mapping[str, set[str]]: ...  # noqa: N802
    @property
    def PUBLIC_WITH(self) -> PublicWith: ...  # noqa: N802
    @property
    def REFERENCE(self) -> Collection[str]: ...  # noqa: N802
    @property
    def ALWAYS_PUBLIC(self) -> Collection[str]: ...  # noqa: N802
    @property
    def REFERENCE_RIGHT(self) -> str: ...  # noqa: N802
    @property
    def PUBLIC_BESIDE(self) -> Mapping[str, str]: ...  # noqa: N802


def declare(app: AppConfig, privacy: Privacy) -> None:
    """Raises `ImproperlyConfigured` for a table that has public fields and no word of when."""
    whens = (privacy.PUBLIC_WITH, privacy.REFERENCE, privacy.ALWAYS_PUBLIC)
    for name, fields in privacy.PUBLIC.items():
        if fields and not any(name in when for when in whens):
            raise ImproperlyConfigured(f"{name}: say in privacy.py with which roots it is public")
        model, ways = app.get_model(name), privacy.PUBLIC_WITH.get(name, ())
        ends = tuple((end,) if isinstance(end, str) else end for end in ways)
        _rules[model] = Rule(
            frozenset(fields),
            frozenset(privacy.PRIVATE.get(name, ())),
            ends,
            name in privacy.ALWAYS_PUBLIC,
            _right(model, ends[0][0], privacy.REFERENCE_RIGHT) if ends else privacy.REFERENCE_RIGHT,
            privacy.PUBLIC_BESIDE.get(name, ""),
        )


def _right(model: type[Model], way: str, reference_right: str) -> str:
    """`publish_…` of the root at the end of a way; of another table, that of reference records."""
    at = _at_the_end(model, way)
    own = f"publish_{at._meta.model_name}"
    named = any(code == own for code, *_name in at._meta.permissions)
    return f"{at._meta.app_label}.{own}" if named else reference_right


def _at_the_end(model: type[Model], way: str) -> type[Model]:
    for name in [] if way == ITSELF else way.split("__"):
        other = model._meta.get_field(name).related_model
        if not isinstance(other, type):
            raise ImproperlyConfigured(f"{model._meta.label}.{name} leads to no table")
        model = other
    return model


def rule_of(model: type[Model]) -> Rule:
    """Raises `LookupError` for a table that no `privacy.py` speaks of: whoever adds one decides."""
    concrete = model._meta.concrete_model or model
    if concrete not in _rules:
        raise LookupError(f"{concrete._meta.label}: say in privacy.py what of it is public")
    return _rules[concrete]


def right_of(model: type[Model]) -> str:
    """The permission that a write asks for which changes what the public reads of this table."""
    return rule_of(model).right


def owner_of(model: type[Model]) -> str:
    """The field that leads to the root whose right is asked for; “itself” of a root."""
    ends = rule_of(model).ends
    return ends[0][0].partition("__")[0] if ends else ITSELF


def right_in_words(right: str) -> str:
    """A permission as the admin's list of permissions calls it."""
    app_label, _dot, code = right.partition(".")
    for model in apps.get_app_config(app_label).get_models():
        for own, name in model._meta.permissions:
            if own == code:
                return str(name)
    return right


# When is a row public?


def is_public(row: Model) -> bool:
    """Whether the public reads this row, saved or not, as it stands now."""
    rule = rule_of(type(row))
    if not rule.public:
        return False
    if rule.always:
        return True
    if rule.ends:
        return all(any(_is_public_end(row, way) for way in end) for end in rule.ends)
    if row.pk is not None and _is_named_in_public(row):
        return True
    if not rule.beside:
        return False
    same = {rule.beside: getattr(row, f"{rule.beside}_id")}
    return public_rows(type(row)).filter(**same).exists()


def _is_public_end(row: Model, way: str) -> bool:
    if way == ITSELF:
        return bool(getattr(row, "publication_state", None) == PublicationState.PUBLISHED)
    for name in way.split("__"):
        field = row._meta.get_field(name)
        # Of several ways only one is taken; what is not saved or not chosen yet is not public.
        if isinstance(field, Field) and getattr(row, field.attname) is None:
            return False
        row = getattr(row, name)
    return is_public(row)


def public_rows(model: type[Model]) -> QuerySet[Model]:
    """The rows of a table that the public reads; of reference records, those that a row of another
    table names."""
    rule = rule_of(model)
    rows = model._default_manager.all()
    if not rule.public:
        return rows.none()
    if rule.always:
        return rows
    condition = Q()
    if rule.ends:
        for end in rule.ends:
            either = Q()
            for way in end:
                path = "" if way == ITSELF else f"{way}__"
                either |= Q(**{f"{path}publication_state": PublicationState.PUBLISHED})
            condition &= either
        return rows.filter(condition)
    for other, name in _naming(model):
        if other is not model:
            condition |= Q(Exists(public_rows(other).filter(**{name: OuterRef("pk")})))
    named = rows.filter(condition) if condition else rows.none()
    return rows.filter(**{f"{rule.beside}__in": named.values(rule.beside)}) if rule.beside else named


def _naming(model: type[Model]) -> Iterable[tuple[type[Model], str]]:
    """Tables and their public fields that name rows of a reference table.

    Not what is public only because of that row, as the targets of a goal.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        other = relation.related_model
        name = relation.field.name
        rule = _rules.get(other) if isinstance(other, type) else None
        if not isinstance(other, type) or rule is None or name not in rule.public:
            continue
        if not any(name == way.partition("__")[0] for end in rule.ends for way in end):
            yield other, name


def _is_named_in_public(row: Model) -> bool:
    """By a public row of another table, itself or through its own: a theme by a sub-theme."""
    model = row._meta.concrete_model or type(row)
    own = [name for other, name in _naming(model) if other is model]
    reached, newest = {row.pk}, {row.pk}
    while newest and own:
        rows = model._default_manager.none()
        for name in own:
            rows = rows | model._default_manager.filter(**{f"{name}__in": newest})
        newest = set(rows.values_list("pk", flat=True)) - reached
        reached |= newest
    return public_rows(model).filter(pk__in=reached).exists()


# What does a write change?


def as_recorded(row: Model) -> Model | None:
    """The row as the database has it now; None where it is new."""
    return None if row.pk is None else type(row)._default_manager.filter(pk=row.pk).first()


def changed_fields(before: Model, after: Model) -> set[str]:
    """The columns that differ. NULL and “” read the same."""
    return {
        field.name
        for field in after._meta.concrete_fields
        if not field.generated
        if _value(before, field.attname) != _value(after, field.attname)
    }


def _value(row: Model, name: str) -> object:
    value = getattr(row, name)
    return "" if value is None else value


def public_among(model: type[Model], names: Iterable[str]) -> set[str]:
    """Of the names of fields, those that the public may see. What nobody classified is public."""
    private = rule_of(model).private
    return {name for name in names if _without_language(name) not in private}


def _without_language(name: str) -> str:
    """The name of a field as `privacy.py` has it: of `title_ru`, title."""
    base, _underscore, code = name.rpartition("_")
    return base if code in dict(settings.LANGUAGES) else name


def changes_public(before: Model | None, after: Model | None, changed: Iterable[str]) -> bool:
    """Whether the public would read something else. `before` is None of what is added, `after` of
    what is deleted; `changed` are names of fields, of which these two need none."""
    rows = [row for row in (before, after) if row is not None]
    if len(rows) == 2 and not public_among(type(rows[0]), changed):
        return False
    return any(is_public(row) for row in rows)


def has_right(editor: Editor, model: type[Model]) -> bool:
    """Whether somebody may change what the public reads of a table."""
    return editor.has_perm(right_of(model))


def public_deleted_with(rows: Iterable[Model], *, editor: Editor) -> list[Model]:
    """The public rows that would go with these, themselves among them, without the right to."""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(list(rows))
    return [
        row
        for model, gone in collector.data.items()
        if model in _rules and not has_right(editor, model)
        for row in gone
        if is_public(row)
    ]


def signed_in(request: HttpRequest) -> User:
    """Who types into the admin. Raises `PermissionDenied` for anybody else, whom it does not let in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


# In words


def note(model: type[Model]) -> str:
    """For the top of a form, before anybody types."""
    return _(
        "The public reads this record. You may look at it, and change what only editors read. What "
        "the public reads changes only who has the right “%(right)s”."
    ) % {"right": right_in_words(right_of(model))}


def refusal(*models: type[Model]) -> str:
    """For a form that comes back with what was typed."""
    rights = dict.fromkeys(right_in_words(right_of(model)) for model in models)
    return _(
        "This record is public. Only somebody with the right “%(right)s” can change what the "
        "public reads. Ask somebody who has it; nothing was saved, and your text is still here."
    ) % {"right": "”, “".join(rights)}


def refusal_to_publish(model: type[Model]) -> str:
    """For “Save and publish” and “Save and withdraw” without the right to."""
    return _(
        "Saved, but it is as public as before: only who has the right “%(right)s” can publish or withdraw it."
    ) % {"right": right_in_words(right_of(model))}


def refusal_of_cell(model: type[Model]) -> str:
    """For a column of a spreadsheet."""
    return _("This record is public: only who has the right “%(right)s” can change this.") % {
        "right": right_in_words(right_of(model))
    }


def refusal_of_record(model: type[Model]) -> str:
    """For a record among several that something would change."""
    return _("It is public: only who has the right “%(right)s” can change it.") % {
        "right": right_in_words(right_of(model))
    }


def refusal_to_delete(rows: list[Model]) -> str:
    """`rows`: those that are public. Names the first of them."""
    rights = dict.fromkeys(right_in_words(right_of(type(row))) for row in rows)
    names = [f"{row._meta.verbose_name} “{row}”" for row in rows[:5]]
    if len(rows) > len(names):
        names.append("…")
    return _(
        "Nothing was deleted: the public reads %(rows)s. Only somebody with the right “%(right)s” "
        "can delete that. Ask somebody who has it."
    ) % {"rows": ", ".join(names), "right": "”, “".join(rights)}
