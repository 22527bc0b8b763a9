"""Names of States as sentences need them: “the Netherlands’ answer”, «Ответ Нидерландов».

A table for each language (`en.csv`, `ru.csv`, `kk.csv`) holds the forms, State by State, so that a
native speaker can read and mend them. A sentence says which form it needs, each translation for
itself: `"{sur:possessive} answer"` is «Ответ {sur:genitive}» and «{sur:genitive} жауабы».

A State that the tables do not know, or whose name an editor changed, has no forms. Its sentence is
another one, which needs none: “Answer of the State: …”.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from foundation.i18n.languages import named

from ..models import State

# Columns of each table that are no form: the key, and the name as lists of States have it.
KEY, LISTED = "iso3", "listed"


class UnknownFormError(LookupError):
    """A sentence asks for a form that a State’s name does not have."""


class SentenceForms(NamedTuple):
    """A State's row in the table of a language."""

    listed: str
    forms: dict[str, str]


@cache
def forms_in(language: str) -> dict[str, SentenceForms]:
    """The forms of all names in a language, by code of the State; none where there is no table."""
    path = Path(__file__).with_name(f"{language}.csv")
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row.pop(KEY): SentenceForms(listed=row.pop(LISTED), forms=dict(row))
            for row in csv.DictReader(file)
        }


def form_of(state: State, form: str) -> str:
    """A State's name in a form of the active language, for example its genitive.

    Raises `UnknownFormError` where the table lacks the State or the form, or has it by another name.
    """
    language = get_language() or "en"
    row = forms_in(language).get(state.iso3)
    if row is None or row.listed != getattr(state, f"name_{language}", None):
        raise UnknownFormError(f"{state.iso3} in {language}")
    if form not in row.forms:
        raise UnknownFormError(f"{form} of {state.iso3} in {language}")
    return row.forms[form]


class _Name:
    """A State in a sentence: `{sur:genitive}` is that form, `{sur}` its name as in a list."""

    def __init__(self, state: State, *, markup: bool) -> None:
        self.state = state
        self.markup = markup

    def __format__(self, form: str) -> str:
        name = form_of(self.state, form) if form else named(self.state)
        return conditional_escape(name) if self.markup else str(name)


class _Value:
    """Anything else in a sentence, escaped for a page."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, form: str) -> str:
        text = self.value if isinstance(self.value, str) else str(self.value)
        return format(conditional_escape(text), form)


def sentence(text: str, otherwise: str, **values: object) -> str:
    """A sentence with the names of States in the forms that it asks for, as plain text.

    `text` and `otherwise` are translated already; `otherwise` says the same without any form. What
    begins with a name begins with a capital: “The Netherlands’ answer”.
    """
    return _filled(text, otherwise, _wrapped(values, markup=False))


def sentence_html(text: str, otherwise: str, **values: object) -> SafeString:
    """The same for a page: values are escaped, `text` and `otherwise` may hold markup."""
    return mark_safe(_filled(text, otherwise, _wrapped(values, markup=True)))  # noqa: S308  # escaped


def _wrapped(values: dict[str, object], *, markup: bool) -> dict[str, object]:
    return {
        name: _Name(value, markup=markup)
        if isinstance(value, State)
        else (_Value(value) if markup else value)
        for name, value in values.items()
    }


def _filled(text: str, otherwise: str, values: dict[str, object]) -> str:
    try:
        filled = text.format_map(values)
    except UnknownFormError:
        return otherwise.format_map(values)
    return filled[:1].upper() + filled[1:]
