"""What every template of the site may use: the language switch, and texts marked with their language."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page in each language: its code, its name in that language, its address, chosen or not."""
    address = context["request"].get_full_path()
    links = []
    for code, _name in settings.LANGUAGES:
        info = translation.get_language_info(code)
        links.append(
            {
                "code": code,
                "name": info["name_local"].capitalize(),
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
