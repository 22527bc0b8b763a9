"""What every template may use: the language switch, texts marked with their language, days."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from upr_tracker.common.choices import Precision
from upr_tracker.common.dated import describe
from upr_tracker.common.index.search import Term
from upr_tracker.common.index.snippets import marked, snippet

register = template.Library()
LONGEST_ADDRESS = 10_000
A_YEAR = dt.timedelta(days=365)

# Each language by its own name; a name in the reader's language helps nobody who cannot read it.
LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page in each language: its code, own name, address, and whether it is chosen."""
    request = context["request"]
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        # Nobody typed it, and each page would carry it once for each language.
        address = request.path
    links = []
    for code, _name in settings.LANGUAGES:
        links.append(
            {
                "code": code,
                "name": LANGUAGE_NAMES[code],
                "address": translate_url(address, code),
                "current": code == translation.get_language(),
            }
        )
    return links


@register.simple_tag
def translated(row: Any, field: str) -> str | SafeString:
    """A text in the reader's language; in English, and marked as English, where it has no other."""
    language = translation.get_language() or "en"
    text = getattr(row, f"{field}_{language}", "") or ""
    if text or language == "en":
        return str(text)
    english = getattr(row, f"{field}_en", "") or ""
    if not english:
        return ""
    return format_html('<span lang="en">{}</span>', english)


@register.simple_tag
def translated_paragraphs(row: Any, field: str) -> list[str | SafeString]:
    """The same for a long text, paragraph by paragraph (a blank line stands between two)."""
    language = translation.get_language() or "en"
    text = getattr(row, f"{field}_{language}", "") or ""
    own = bool(text) or language == "en"
    paragraphs = (text or getattr(row, f"{field}_en", "") or "").split("\n\n")
    return [
        paragraph if own else format_html('<span lang="en">{}</span>', paragraph)
        for paragraph in paragraphs
        if paragraph.strip()
    ]


@register.simple_tag
def found(row: Any, field: str, terms: Sequence[Term] = ()) -> SafeString:
    """The same as `translated`, with the words that were searched for marked."""
    language = translation.get_language() or "en"
    text = getattr(row, f"{field}_{language}", "") or ""
    if text or language == "en":
        return marked(text, terms, language=language)
    english = getattr(row, f"{field}_en", "") or ""
    if not english:
        return SafeString("")
    return format_html('<span lang="en">{}</span>', marked(english, terms, language="en"))


@register.simple_tag
def passages(terms: Sequence[Term], *texts: Any) -> list[dict[str, Any]]:
    """Where else the words stand: a passage of each text, given as language and text in turn.

    Texts without any of the words are left out.
    """
    pairs = zip(texts[::2], texts[1::2], strict=True)
    said = [(code, snippet(text or "", terms, language=code)) for code, text in pairs]
    return [{"language": code, "html": html} for code, html in said if html]


@register.filter
def is_old(day: dt.date) -> bool:
    """Whether what was known on that day is over twelve months old today.

    Then the day stands before what is said, not after it: nobody should quote it as of now.
    """
    return day < timezone.localdate() - A_YEAR


@register.filter
def written(day: dt.date) -> str:
    """A day as a person writes it in the active language: 4 November 2014."""
    return describe(day, day, Precision.DAY)
