"""Names of records in the reader's language, where `{% translated row "field" %}` is not enough."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.i18n import languages
from foundation.i18n.languages import InLanguage, in_its_language
from recommendations.models import Source

register = template.Library()


@register.filter
def named(row: object) -> str:
    """What a record is called; marked with its language where that is not the reader's.

    For names made of several parts: a review (State and year), an article (law and number), a goal.
    Where any part is missing in the reader's language, the whole name is the English one. The
    name of a State within a sentence needs its form: `{% sentence %}`.
    """
    if not isinstance(row, Source):
        return languages.named(row)
    # A symbol is the same in every language; a title stays in its own.
    if row.symbol:
        return str(row)
    if row.title:
        return in_its_language(row.title, row.language)
    return languages.translated(row, "publisher")


@register.filter
def lang(text: str) -> SafeString:
    """The attribute of an element that can hold no other, as an option; empty if not needed.

    `<option value="…"{{ name|lang }}>{{ name|plain }}</option>`
    """
    if isinstance(text, InLanguage):
        return format_html(' lang="{}"', text.language)
    return SafeString("")


@register.filter
def plain(text: str) -> str:
    """A text without its language: for attributes, and where `lang` says it already."""
    return str(text)
