"""What identifies a row to people, and which texts a row may hold."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from ..i18n.texts import NotStorable, cleaned

_Row = TypeVar("_Row", bound=models.Model)

if TYPE_CHECKING:
    _Model = models.Model
else:
    # Mixed into models, and none itself: Django looks for fields in models alone.
    _Model = object


class NaturalKeyQuerySet(models.QuerySet[_Row]):
    """Finds a row by the fields that identify it to people; fixtures and imports name rows so."""

    def get_by_natural_key(self, *key: object) -> _Row:
        if not issubclass(self.model, NaturalKey):
            raise TypeError(f"{self.model} has no natural key")
        return self.get(**dict(zip(self.model.NATURAL_KEY, key, strict=True)))

    def whole_table(self) -> Self:
        """All rows, whatever these were narrowed to: what a subquery starts from."""
        return type(self)(self.model)


def has_lines(field: object) -> bool | None:
    """Whether the texts of a field may have several lines; None where it holds no texts."""
    if isinstance(field, models.TextField):
        return True
    return False if isinstance(field, models.CharField) else None


class PlainTexts(_Model):
    """A model whose texts are cleaned whenever its rows are checked: by forms, sheets, actions."""

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
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
            super().clean_fields(exclude)
        except ValidationError as error:
            errors = {**error.error_dict, **errors}
        if errors:
            raise ValidationError(errors)


def plain_fields(model: type[models.Model], fields: dict[str, object]) -> dict[str, object]:
    """What a fixture says of a row, with its texts cleaned; raises `NotStorable`.

    What is no field of the model is for others to refuse.
    """
    texts: dict[str, object] = {}
    for field in model._meta.concrete_fields:
        value, lines = fields.get(field.name), has_lines(field)
        if isinstance(value, str) and lines is not None:
            texts[field.name] = cleaned(value, lines=lines)
    return {**fields, **texts}


class NaturalKey(PlainTexts):
    """A model that names, in `NATURAL_KEY`, the lookups which identify one of its rows."""

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
        """Raise `ValidationError` where a row names another that it may not: no constraint sees it.

        For a model to fill. Forms and files ask through `clean`, fixtures here: it changes nothing.
        """
