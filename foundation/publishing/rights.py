"""Who may change public data: when a row is public, and which right a change requires.

A change requires the right if it touches a public field of a row that is public before or after it.
`privacy.py` of each app declares both:

- a root or a part is public with the roots in `PUBLIC_WITH`, and requires the right of the first of
  them: `publish_law` for a provision;
- a reference record is public if a public row refers to it; one right covers all of them;
- a table without public fields requires no right.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Exists, Field, Model, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..choices import PublicationState

Editor: TypeAlias = User | AnonymousUser

# In `PUBLIC_WITH`: the row itself, which is a root.
ITSELF = "itself"

# Lookup paths to the roots that must be published: all of them, but any one of a tuple.
PublicWith: TypeAlias = Mapping[str, tuple[str | tuple[str, ...], ...]]


@dataclass(frozen=True)
class Rule:
    """When a row of a table is public. Without `paths`: if a public row refers to it."""

    public: frozenset[str]
    private: frozenset[str]
    paths: tuple[tuple[str, ...], ...]
    always: bool
    right: str
    # The field in which a row that is public with another one of its table is equal to that one.
    beside: str


_rules: dict[type[Model], Rule] = {}


class Privacy(Protocol):
    """The contents of an app's `privacy.py`: fields of each table, and when its rows are public."""

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
    """Record the rules of an app.

    Raises `ImproperlyConfigured` for a table with public fields but no declaration of when.
    """
    declarations = (privacy.PUBLIC_WITH, privacy.REFERENCE, privacy.ALWAYS_PUBLIC)
    for name, fields in privacy.PUBLIC.items():
        if fields and not any(name in declaration for declaration in declarations):
            raise ImproperlyConfigured(f"{name}: say in privacy.py with which roots it is public")
        model, declared_paths = app.get_model(name), privacy.PUBLIC_WITH.get(name, ())
        paths = tuple((path,) if isinstance(path, str) else path for path in declared_paths)
        _rules[model] = Rule(
            frozenset(fields),
            frozenset(privacy.PRIVATE.get(name, ())),
            paths,
            name in privacy.ALWAYS_PUBLIC,
            _right(model, paths[0][0], privacy.REFERENCE_RIGHT) if paths else privacy.REFERENCE_RIGHT,
            privacy.PUBLIC_BESIDE.get(name, ""),
        )


def _right(model: type[Model], path: str, reference_right: str) -> str:
    """`publish_…` of the root at the end of a path; for other tables, the right of reference records."""
    root = _at_the_end(model, path)
    permission = f"publish_{root._meta.model_name}"
    has_permission = any(code == permission for code, *_name in root._meta.permissions)
    return f"{root._meta.app_label}.{permission}" if has_permission else reference_right


def _at_the_end(model: type[Model], path: str) -> type[Model]:
    for name in [] if path == ITSELF else path.split("__"):
        target = model._meta.get_field(name).related_model
        if not isinstance(target, type):
            raise ImproperlyConfigured(f"{model._meta.label}.{name} leads to no table")
        model = target
    return model


def rule_of(model: type[Model]) -> Rule:
    """The rule of a table. Raises `LookupError` if `privacy.py` does not mention the table."""
    concrete = model._meta.concrete_model or model
    if concrete not in _rules:
        raise LookupError(f"{concrete._meta.label}: say in privacy.py what of it is public")
    return _rules[concrete]


def models_with_rules() -> list[type[Model]]:
    return list(_rules)


def right_of(model: type[Model]) -> str:
    """The permission required to change public data of this table."""
    return rule_of(model).right


def owner_of(model: type[Model]) -> str:
    """The field that leads to the root whose right is required; “itself” for a root."""
    paths = rule_of(model).paths
    return paths[0][0].partition("__")[0] if paths else ITSELF


def right_in_words(right: str) -> str:
    """The name of a permission in the admin."""
    app_label, _dot, code = right.partition(".")
    for model in apps.get_app_config(app_label).get_models():
        for codename, name in model._meta.permissions:
            if codename == code:
                return str(name)
    return right


# When is a row public?


def is_public(row: Model) -> bool:
    """Whether this row, saved or not, is public in its present state."""
    rule = rule_of(type(row))
    if not rule.public:
        return False
    if rule.always:
        return True
    if rule.paths:
        return all(any(_is_public_end(row, path) for path in alternatives) for alternatives in rule.paths)
    if row.pk is not None and _is_named_in_public(row):
        return True
    if not rule.beside:
        return False
    condition = {rule.beside: getattr(row, f"{rule.beside}_id")}
    return public_rows(type(row)).filter(**condition).exists()


def _is_public_end(row: Model, path: str) -> bool:
    if path == ITSELF:
        return bool(getattr(row, "publication_state", None) == PublicationState.PUBLISHED)
    for name in path.split("__"):
        field = row._meta.get_field(name)
        # Of alternative paths only one is set. A target that is not set is not public.
        if isinstance(field, Field) and getattr(row, field.attname) is None:
            return False
        row = getattr(row, name)
    return is_public(row)


def public_rows(model: type[Model]) -> QuerySet[Model]:
    """The public rows of a table; of reference records, those that another table refers to."""
    rule = rule_of(model)
    rows = model._default_manager.all()
    if not rule.public:
        return rows.none()
    if rule.always:
        return rows
    condition = Q()
    if rule.paths:
        for alternatives in rule.paths:
            either = Q()
            for path in alternatives:
                either |= _with_public_end(model, path)
            condition &= either
        return rows.filter(condition)
    named_rows = _named_by_public_rows(model)
    if not rule.beside:
        return named_rows
    return rows.filter(**{f"{rule.beside}__in": named_rows.values(rule.beside)})


def _with_public_end(model: type[Model], path: str) -> Q:
    """The rows whose path ends at a public record: a root, or a reference record (the goal of a target)."""
    end = _at_the_end(model, path)
    if rule_of(end).paths:
        prefix = "" if path == ITSELF else f"{path}__"
        return Q(**{f"{prefix}publication_state": PublicationState.PUBLISHED})
    return Q(**{f"{path}__in": public_rows(end).values("pk")})


def _named_by_public_rows(model: type[Model]) -> QuerySet[Model]:
    """The rows that a public row of another table refers to."""
    condition = Q()
    for model_with_link, name in _naming(model):
        if model_with_link is not model:
            condition |= Q(Exists(public_rows(model_with_link).filter(**{name: OuterRef("pk")})))
    rows = model._default_manager.all()
    return rows.filter(condition) if condition else rows.none()


def _naming(model: type[Model]) -> Iterable[tuple[type[Model], str]]:
    """The public fields that refer to a reference table, with their models.

    Without tables that are public only because of that row, such as the targets of a goal.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model_with_link = relation.related_model
        name = relation.field.name
        rule = _rules.get(model_with_link) if isinstance(model_with_link, type) else None
        if not isinstance(model_with_link, type) or rule is None or name not in rule.public:
            continue
        if not any(name == path.partition("__")[0] for alternatives in rule.paths for path in alternatives):
            yield model_with_link, name


def _is_named_in_public(row: Model) -> bool:
    """Whether a public row refers to it, directly or through its own table: a theme by a sub-theme."""
    model = row._meta.concrete_model or type(row)
    links_to_itself = [name for model_with_link, name in _naming(model) if model_with_link is model]
    keys, last_keys = {row.pk}, {row.pk}
    while last_keys and links_to_itself:
        rows = model._default_manager.none()
        for name in links_to_itself:
            rows = rows | model._default_manager.filter(**{f"{name}__in": last_keys})
        last_keys = set(rows.values_list("pk", flat=True)) - keys
        keys |= last_keys
    return public_rows(model).filter(pk__in=keys).exists()


# What does a write change?


def public_among(model: type[Model], names: Iterable[str]) -> set[str]:
    """The names of fields that may be public. Unclassified fields count as public."""
    private = rule_of(model).private
    return {name for name in names if _without_language(name) not in private}


def _without_language(name: str) -> str:
    """The name of a field in `privacy.py`: `title` for `title_ru`."""
    base, _underscore, code = name.rpartition("_")
    return base if code in dict(settings.LANGUAGES) else name


def changes_public(before: Model | None, after: Model | None, fields: Iterable[str]) -> bool:
    """Whether a change would be visible in public. `before` is None for a new row, `after` for a
    deleted one; `fields`: the names of changed fields, not needed in these cases."""
    rows = [row for row in (before, after) if row is not None]
    if len(rows) == 2 and not public_among(type(rows[0]), fields):
        return False
    return any(is_public(row) for row in rows)


def has_right(editor: Editor, model: type[Model]) -> bool:
    """Whether an editor may change public data of a table."""
    return editor.has_perm(right_of(model))


def signed_in(request: HttpRequest) -> User:
    """The user of a request to the admin. Raises `PermissionDenied` for anonymous ones."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


# In words


def refusal_to_withdraw(model: type[Model]) -> str:
    return _("It is as public as before: only who has the right “%(right)s” can withdraw it.") % {
        "right": right_in_words(right_of(model))
    }


def refusal_to_approve(rights: Iterable[str]) -> str:
    names = "”, “".join(dict.fromkeys(map(right_in_words, rights)))
    return _("Only somebody with the right “%(right)s” can approve this.") % {"right": names}


def refusal_of_record(model: type[Model]) -> str:
    """An error for one of several records."""
    return _("It is public: only who has the right “%(right)s” can change it.") % {
        "right": right_in_words(right_of(model))
    }
