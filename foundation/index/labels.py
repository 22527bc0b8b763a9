"""Values of facets with their labels in each language."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from django.db import models
from django.utils.translation import override
from modeltranslation.utils import fallbacks

from foundation.i18n.languages import codes

from .spec import Value

_Row = TypeVar("_Row", bound=models.Model)


def in_each_language(name: Callable[[], object]) -> dict[str, str]:
    """`name()` in each language, leaving out languages in which it falls back to English."""
    labels = {}
    for language in codes():
        with override(language):
            label = str(name())
            with fallbacks(False):
                label_without_fallback = str(name())
        if label_without_fallback == label or language == "en":
            labels[language] = label
    return labels


def of_choices(choices: type[models.TextChoices]) -> list[Value]:
    """The members of a vocabulary, in its order."""
    return [
        Value(member.value, in_each_language(partial(getattr, member, "label")), (member.value,))
        for member in choices
    ]


def of_rows(rows: Iterable[_Row], value: Callable[[_Row], object]) -> list[Value]:
    """Rows as values, in their order; documents hold their keys."""
    return [Value(str(value(row)), in_each_language(partial(str, row)), (row.pk,)) for row in rows]
