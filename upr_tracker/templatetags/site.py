"""Tags and filters for all templates: the language switch, translated texts, days."""

import datetime as dt
import html
import re
from collections.abc import Sequence

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import Parser, Token
from django.urls import reverse, translate_url
from django.utils import timezone, translation
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString

from foundation.choices import Precision
from foundation.dates.dated import describe
from foundation.i18n import languages, texts
from foundation.index.search import Term
from foundation.index.snippets import highlight, snippet
from foundation.lists.views import TRACKING
from recommendations.summaries.rows import RecommendationRow

from .. import publication_log

register = template.Library()
LONGEST_ADDRESS = 10_000
_BLANK_BEFORE_STOP = re.compile(r" +(?=[.,;:](?:\s|$))")
A_YEAR = dt.timedelta(days=365)


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[dict[str, object]]:
    """This page in each language: code, name, addresses, and whether it is the current one."""
    request: HttpRequest = context["request"]
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        # The page would contain it once for each language.
        address = request.path
    links = []
    for code, _name in settings.LANGUAGES:
        links.append(
            {
                "code": code,
                "name": settings.LANGUAGE_NAMES[code],
                "locale": settings.OPENGRAPH_LOCALES[code],
                "address": (translated_address := translate_url(address, code)),
                "absolute": request.build_absolute_uri(translated_address),
                "current": code == translation.get_language(),
            }
        )
    return links


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> str:
    """The canonical address of this page, without tracking parameters."""
    request: HttpRequest = context["request"]
    path, _mark, query = request.get_full_path().partition("?")
    if len(query) > LONGEST_ADDRESS:
        query = ""
    own_query = "&".join(part for part in query.split("&") if part.split("=")[0] not in TRACKING)
    return request.build_absolute_uri(f"{path}?{own_query}" if own_query else path)


@register.simple_tag(takes_context=True)
def leads_to(context: template.Context, name: str) -> SafeString:
    """The `href` of a page, with `aria-current` if this page is that one or below it."""
    address = reverse(name)
    request: HttpRequest = context["request"]
    path = request.path
    if path == address:
        return format_html('href="{}" aria-current="page"', address)
    below = address != reverse("home") and path.startswith(address)
    return format_html('href="{}" aria-current="true"' if below else 'href="{}"', address)


class Captured(template.Node):
    """Renders a part of a template into a variable."""

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        context[self.name] = self.nodelist.render(context)
        return SafeString("")


@register.tag
def captured(parser: Parser, token: Token) -> Captured:
    """`{% captured as name %}…{% endcaptured %}`, because a block can be used only once."""
    _tag, _as, name = token.split_contents()
    nodelist = parser.parse(("endcaptured",))
    parser.delete_first_token()
    return Captured(nodelist, name)


@register.filter
def in_attribute(markup: SafeString, length: int | None = None) -> SafeString:
    """What was written as HTML, as the value of an attribute: no tags, no quotes, one line.

    With a length it is sentences put together from parts of a page: of at most so many characters
    as a reader sees them, cut between words, and without the blanks that templates leave before a stop.
    """
    text = " ".join(html.unescape(strip_tags(markup)).split())
    if length:
        text = texts.shortened(_BLANK_BEFORE_STOP.sub("", text).rstrip(";"), length)
    return escape(text)


@register.filter
def shortened(text: str, length: int) -> str:
    """The text in one line, cut between two words where it is longer than so many characters."""
    line = texts.shortened(str(text), length)
    return languages.InLanguage(line, text.language) if isinstance(text, languages.InLanguage) else line


@register.simple_tag
def newest_publication() -> dt.date | None:
    """The day on which something became public here last; None where nothing is.

    What is printed says of which day it is. Not of the clock: the same page keeps the same bytes.
    """
    return publication_log.newest_day()


@register.simple_tag
def translated(row: object, field: str) -> str:
    """A text in the reader's language, else in English and marked as English."""
    return languages.translated(row, field)


@register.simple_tag
def translated_paragraphs(row: object, field: str) -> list[str | SafeString]:
    """`translated` for a long text: its paragraphs, which blank lines separate."""
    language = translation.get_language() or "en"
    text = getattr(row, f"{field}_{language}", "") or ""
    is_translated = bool(text) or language == "en"
    paragraphs = (text or getattr(row, f"{field}_en", "") or "").split("\n\n")
    return [
        paragraph if is_translated else format_html('<span lang="en">{}</span>', paragraph)
        for paragraph in paragraphs
        if paragraph.strip()
    ]


@register.simple_tag
def text_with_matches(row: object, field: str, terms: Sequence[Term] = ()) -> SafeString:
    """`translated`, with matching words marked."""
    text = languages.translated(row, field)
    if isinstance(text, languages.InLanguage):
        html = highlight(text, terms, language=text.language)
        return format_html('<span lang="{}">{}</span>', text.language, html)
    return highlight(text, terms, language=translation.get_language() or "en")


@register.simple_tag
def passages(row: RecommendationRow, terms: Sequence[Term]) -> list[dict[str, str]]:
    """A passage with matches from each text of the row other than its title, with its language.

    Texts without a match are left out.
    """
    pieces = [(code, snippet(text, terms, language=code)) for code, text in row.other_texts]
    return [{"language": code, "html": html} for code, html in pieces if html]


@register.filter
def is_old(day: dt.date) -> bool:
    """Whether a day is more than twelve months ago.

    An old status has its date before it instead of after it, so that nobody quotes it as current.
    """
    return day < timezone.localdate() - A_YEAR


@register.filter
def day_in_words(day: dt.date) -> str:
    """A day in the active language: 4 November 2014."""
    return describe(day, day, Precision.DAY)
