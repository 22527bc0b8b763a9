"""Natural keys of rows, and models that clean their texts."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from ..i18n.texts import NotStorable, cleaned

_Row = TypeVar("_Row", bound=models.Model)

if TYPE_CHECKING:
    _Model = models.Model
else:
    # A mixin, not a model itself.
    _Model = object


class NaturalKeyQuerySet(models.QuerySet[_Row]):
    """Finds a row by its natural key, as fixtures and imports name it."""

    def get_by_natural_key(self, *key: object) -> _Row:
        if not issubclass(self.model, NaturalKey):
            raise TypeError(f"{self.model} has no natural key")
        return self.get(**dict(zip(self.model.NATURAL_KEY, key, strict=True)))

    def whole_table(self) -> Self:
        """All rows, without the filters of this queryset: the start of a subquery."""
        return type(self)(self.model)


def has_lines(field: object) -> bool | None:
    """Whether texts of a field may have several lines; None if it holds no text."""
    if isinstance(field, models.TextField):
        return True
    return False if isinstance(field, models.CharField) else None


class PlainTexts(_Model):
    """A model whose texts are cleaned on validation: by forms, spreadsheets and actions."""

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        errors: dict[str, list[ValidationError]] = {}
        # Bypass modeltranslation's properties, which return the translation of a field.
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
            super().clean_fields(exclude)
        except ValidationError as error:
            errors = {**error.error_dict, **errors}
        if errors:
            raise ValidationError(errors)


def plain_fields(model: type[models.Model], fields: dict[str, object]) -> dict[str, object]:
    """The fields of a fixture row with their texts cleaned; raises `NotStorable`.

    Names that are not fields of the model are passed through.
    """
    texts: dict[str, object] = {}
    for field in model._meta.concrete_fields:
        value, lines = fields.get(field.name), has_lines(field)
        if isinstance(value, str) and lines is not None:
            texts[field.name] = cleaned(value, lines=lines)
    return {**fields, **texts}


class NaturalKey(PlainTexts):
    """A model with a natural key; `NATURAL_KEY` holds the lookups that identify a row."""

    NATURAL_KEY: tuple[str, ...]

    def natural_key(self) -> tuple[object, ...]:
        values = []
        for lookup in self.NATURAL_KEY:
            value: object = self
            for name in lookup.split("__"):
                value = getattr(value, name) if value is not None else None
            values.append(value)
        return tuple(values)

    def check_links(self) -> None:
        """Raise `ValidationError` for a link that no constraint can check. Does not change the row.

        A hook for models. Forms and spreadsheets reach it through `clean`, fixtures call it directly.
        """
