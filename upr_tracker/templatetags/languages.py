"""Names of records in the reader's language, where `{% translated row "field" %}` is not enough."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from modeltranslation.utils import fallbacks

from recommendations.models import Source

register = template.Library()


@register.filter
def named(row: Any) -> str | SafeString:
    """What a record is called; marked with its language where that is not the reader's.

    For names made of several parts: a review (State and year), an article (law and number), a goal.
    Where any part is missing in the reader's language, the whole name is the English one. Within
    a sentence: `{% blocktranslate with sur=sur|named %}`.
    """
    language = get_language() or "en"
    if isinstance(row, Source):
        # A symbol is the same in every language; a title stays in its own.
        if row.symbol or row.language in ("", language):
            return str(row)
        return format_html('<span lang="{}">{}</span>', row.language, row)
    if language == "en":
        return str(row)
    with fallbacks(False):
        own = str(row)
    if own == str(row):
        return own
    with override("en"):
        return format_html('<span lang="en">{}</span>', str(row))
