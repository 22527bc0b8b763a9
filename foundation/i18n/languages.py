"""Texts in another language than the page, marked with it.

Pages print such a text in an element with a `lang` attribute; files, feeds, attributes and joined
strings use the bare text.
"""

from collections.abc import Mapping

from babel import Locale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, override
from modeltranslation.utils import fallbacks


def language_code(code: str) -> None:
    """A validator: pages say the language of a text by its code, which programs read (BCP 47)."""
    if code not in Locale("en").languages:
        raise ValidationError(
            gettext_lazy("“%(code)s” is not the code of a language. Write it as in en, ru, kk, fr."),
            params={"code": code},
        )


def codes() -> tuple[str, ...]:
    """The languages of the site, English first: en, ru, kk."""
    return tuple(code for code, _name in settings.LANGUAGES)


def versions(*fields: str) -> tuple[str, ...]:
    """The columns of translated fields: title_en, title_ru and so on for “title”."""
    return tuple(f"{field}_{code}" for field in fields for code in codes())


class InLanguage(str):
    """A text in another language than the page. Escaping it adds the `lang` attribute."""

    language: str
    __slots__ = ("language",)

    def __new__(cls, text: str, language: str) -> "InLanguage":
        instance = super().__new__(cls, text)
        instance.language = language
        return instance

    def __html__(self) -> SafeString:
        return format_html('<span lang="{}">{}</span>', self.language, str(self))


def in_readers_language(texts: Mapping[str, str]) -> str:
    """The text in the reader's language, else in English."""
    return text_in(texts, get_language() or "en")


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in English. Faster in loops: `get_language` is slow."""
    if text := texts.get(language):
        return text
    english = texts.get("en")
    return InLanguage(english, "en") if english else ""


def translated(row: object, field: str) -> str:
    """A text of a record in the reader's language, else in English.

    Objects without translated columns choose the language themselves.
    """
    if not hasattr(row, f"{field}_en"):
        text: str = getattr(row, field, "")
        return text
    language = get_language() or "en"
    texts = {code: getattr(row, f"{field}_{code}", "") or "" for code in {language, "en"}}
    return text_in(texts, language)


def named(row: object) -> str:
    """The name of a record; in English if any part of it is not translated."""
    name = str(row)
    if (get_language() or "en") == "en":
        return name
    with fallbacks(False):
        name_without_fallback = str(row)
    if name_without_fallback == name:
        return name
    with override("en"):
        return InLanguage(str(row), "en")


def in_its_language(text: str, language: str) -> str:
    """A text marked with its language; without one it is taken for the reader's."""
    return text if language in ("", get_language() or "en") else InLanguage(text, language)
