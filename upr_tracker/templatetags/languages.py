"""Names of records in the reader's language, where `{% translated row "field" %}` is not enough."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from foundation.i18n import languages
from foundation.i18n.languages import InLanguage, in_its_language
from recommendations.models import Source

register = template.Library()

# docs.un.org/en/A/HRC/28/10: each document in the six languages of the UN.
UN_DOCUMENTS = "https://docs.un.org/"


@register.filter
def named(row: object) -> str:
    """The name of a record, marked with its language if that is not the reader's.

        For names made of several parts: a review (State and year), an article (law and number), a goal.
        If any part is not translated, the whole name is English. The name of a State within a sentence
    needs its form: `{% sentence %}`.
    """
    if not isinstance(row, Source):
        return languages.named(row)
    # A symbol needs no language; a title is marked with its own.
    if row.symbol:
        return str(row)
    if row.title:
        return in_its_language(row.title, row.language)
    return languages.translated(row, "publisher")


@register.simple_tag
def our_translation(row: object, field: str, language: str) -> str:
    """Our translation of a quotation that stands in `language`, for a reader of another.

    Empty where the reader's language is that of the quotation, and where nobody translated it.
    """
    reader = get_language() or "en"
    if reader == (language or "en"):
        return ""
    return getattr(row, f"{field}_{reader}", "") or ""


@register.filter
def readers_edition(address: str) -> str:
    """The address of a UN document in the reader's language, where the UN has that one.

    The UN publishes its documents in Russian, and not in Kazakh: readers of Kazakh get the Russian.
    """
    edition = settings.UN_LANGUAGES.get(get_language() or "en")
    if edition is None or not address.startswith(UN_DOCUMENTS):
        return address
    _language, _slash, symbol = address.removeprefix(UN_DOCUMENTS).partition("/")
    return f"{UN_DOCUMENTS}{edition}/{symbol}" if symbol else address


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
