"""What model definitions of both apps share."""

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .texts import NotStorable, cleaned

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise as _StrPromise


# A sentence, translated now or when it is shown.
StrOrPromise: TypeAlias = "str | _StrPromise"

_Row = TypeVar("_Row", bound=models.Model)


class NaturalKeyManager(models.Manager[_Row]):
    """Finds a row by the fields that identify it to people; fixtures and imports name rows so."""

    def get_by_natural_key(self, *key: Any) -> _Row:
        lookups: tuple[str, ...] = self.model.NATURAL_KEY  # type: ignore[attr-defined]
        given = dict(zip(lookups, key, strict=True))
        return self.get(**given)


def has_lines(field: Any) -> bool | None:
    """Whether the texts of a field may have several lines; None where it holds no texts."""
    if isinstance(field, models.TextField):
        return True
    return False if isinstance(field, models.CharField) else None


class PlainTexts:
    """A model whose texts are cleaned whenever its rows are checked: by forms, sheets, actions."""

    def clean_fields(self: Any, exclude: Any = None) -> None:
        errors: dict[str, list[ValidationError]] = {}
        # Around the properties of modeltranslation: a title is not to be taken for its translation.
        values = vars(self)
        for field in self._meta.concrete_fields:
            value, lines = values.get(field.attname), has_lines(field)
            if lines is None or not isinstance(value, str) or field.name in (exclude or ()):
                continue
            try:
                values[field.attname] = cleaned(value, lines=lines)
            except NotStorable as error:
                errors[field.name] = [ValidationError(str(error), code="not_storable")]
        try:
            super().clean_fields(exclude)  # type: ignore[misc]
        except ValidationError as error:
            errors = {**error.error_dict, **errors}
        if errors:
            raise ValidationError(errors)


def plain_fields(model: type[models.Model], fields: dict[str, Any]) -> dict[str, Any]:
    """What a fixture says of a row, with its texts cleaned; raises `NotStorable`.

    What is no field of the model is for others to refuse.
    """
    texts: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        value, lines = fields.get(field.name), has_lines(field)
        if isinstance(value, str) and lines is not None:
            texts[field.name] = cleaned(value, lines=lines)
    return {**fields, **texts}


class NaturalKey(PlainTexts):
    """A model that names, in `NATURAL_KEY`, the lookups which identify one of its rows."""

    NATURAL_KEY: tuple[str, ...]

    def natural_key(self) -> tuple[Any, ...]:
        values = []
        for lookup in self.NATURAL_KEY:
            value: Any = self
            for name in lookup.split("__"):
                value = getattr(value, name) if value is not None else None
            values.append(value)
        return tuple(values)

    def check_links(self) -> None:
        """Raise `ValidationError` where a row names another that it may not: no constraint sees it.

        For a model to fill. Forms and files ask through `clean`, fixtures here: it changes nothing.
        """


def known_choice(
    field: str, choices: type[models.TextChoices], *, message: StrOrPromise, blank: bool = False
) -> models.CheckConstraint:
    """A constraint that holds a field to its vocabulary, whatever path writes it."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=Q(**{f"{field}__in": values}),
        violation_error_message=message,
    )


def not_empty(field: str, *, message: StrOrPromise) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_not_empty",
        # Translated columns can be NULL, and a check that is NULL passes.
        condition=Q(**{f"{field}__isnull": False}) & ~Q(**{field: ""}),
        violation_error_message=message,
    )


class ShippedRow(models.Model):
    """What this installation was given of the fixtures, so that it is given only once.

    A later version of the fixtures changes only what nobody changed here since, and what was
    deleted or withdrawn stays so.
    """

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    fields = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="shippedrow_unique")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"


class Change(models.Model):
    """That rows were written which an index reads. Written by triggers (`index.triggers`).

    `place` is the place in the order of commits; `source` names table and column, `keys` holds
    what that column had, separated by commas, or “*” for all rows.
    """

    place = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=130)
    keys = models.TextField()
    nonce = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.source} {self.keys}"


class Pending(models.Model):
    """On PostgreSQL, a change that is not committed yet; empty to everybody else."""

    source = models.CharField(max_length=130)
    keys = models.TextField()
    nonce = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source} {self.keys}"
