"""Values of facets, with what they are called in each language."""

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
    """What `name()` says in each language, without those in which it falls back to English."""
    labels = {}
    for language in codes():
        with override(language):
            said = str(name())
            with fallbacks(False):
                own = str(name())
        if own == said or language == "en":
            labels[language] = said
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
