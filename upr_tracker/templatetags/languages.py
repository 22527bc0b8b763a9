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
    """The name of a record, marked with its language if that is not the reader's.

    For names made of several parts: a review (State and year), an article (law and number), a goal.
    If any part is not translated, the whole name is English. Within a sentence:
    `{% blocktranslate with sur=sur|named %}`.
    """
    if not isinstance(row, Source):
        return languages.named(row)
    # A symbol needs no language; a title is marked with its own.
    if row.symbol:
        return str(row)
    if row.title:
        return in_its_language(row.title, row.language)
    return languages.translated(row, "publisher")


@register.filter
def lang(text: str) -> SafeString:
    """The `lang` attribute for an element that holds text only, such as `option`; or empty.

    `<option value="…"{{ name|lang }}>{{ name|plain }}</option>`
    """
    if isinstance(text, InLanguage):
        return format_html(' lang="{}"', text.language)
    return SafeString("")


@register.filter
def plain(text: str) -> str:
    """A text without its language mark: for attributes, and after `lang`."""
    return str(text)
