"""Pages for machines: sitemaps, robots.txt and security.txt.

Sitemaps have no `lastmod`: it would reveal when editors correct something after publication.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from django.views.decorators.http import require_safe

from cases.models import Case, Event, Figure, Law
from foundation.lists.views import site_of
from foundation.web.page_cache import page
from recommendations.addresses import path
from recommendations.index import themes_in_use
from recommendations.models import (
    NewRecommendation,
    Recommendation,
    RecommendingState,
    Review,
    State,
    Submission,
    Theme,
)

from ..source_use import public_sources

# The protocol allows 50,000 addresses and 50 MB for each file. A page has three addresses with four
# alternates each, less than 2 kB.
IN_FILE = 5_000
JUNE = 6
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"

_Make = Callable[..., str]

LISTS = (
    "home",
    "recommendations:recommendations",
    "recommendations:themes",
    "recommendations:reviews",
    "recommendations:states",
    "recommendations:new_recommendations",
    "cases:cases",
    "cases:laws",
    "cases:events",
    "cases:figures",
    "sources",
    "changes",
    "changes_between",
    "data",
    "about",
)


def _recommendation(review: str, number: str, text_fingerprint: str) -> str:
    return path(review, number, text_fingerprint, language="en")


def _new_recommendation(submission: str, section: int, order: int) -> str:
    return reverse("recommendations:new_recommendation", args=[submission, section, order])


@functools.cache
def _list(name: str) -> str:
    with translation.override("en"):
        return reverse(name)


def _under(name: str) -> _Make:
    """Makes addresses below that of a list: /cases/ and a slug."""
    return lambda slug: f"{_list(name)}{slug.lower()}/"


def _states() -> QuerySet[State]:
    """States that made or received a published recommendation."""
    recommendations = Recommendation.objects.published()
    links = RecommendingState.objects.filter(recommendation__in=recommendations)
    reviews = Review.objects.published()
    return State.objects.filter(
        Q(pk__in=links.values("state")) | Q(pk__in=reviews.values("state_under_review"))
    )


def _themes() -> QuerySet[Theme]:
    return Theme.objects.filter(slug__in=[node.slug for node in themes_in_use()])


_OF_RECOMMENDATION = ("review__slug", "number", "text_fingerprint")
_OF_NEW_RECOMMENDATION = ("section__submission__slug", "section__order", "order")

# By kind of page: the public rows, the fields that make the address, and a function of them.
SECTIONS: dict[str, tuple[Callable[[], QuerySet[Model]], tuple[str, ...], _Make]] = {
    "recommendations": (Recommendation.objects.published, _OF_RECOMMENDATION, _recommendation),
    "reviews": (Review.objects.published, ("slug",), _under("recommendations:reviews")),
    "states": (_states, ("iso3",), _under("recommendations:states")),
    "themes": (_themes, ("slug",), _under("recommendations:themes")),
    "cases": (Case.objects.published, ("slug",), _under("cases:cases")),
    "laws": (Law.objects.published, ("slug",), _under("cases:laws")),
    "events": (Event.objects.published, ("slug",), _under("cases:events")),
    "figures": (Figure.objects.published, ("slug",), _under("cases:figures")),
    "submissions": (
        Submission.objects.published,
        ("slug",),
        lambda slug: f"{_list('home')}submissions/{slug}/",
    ),
    "new-recommendations": (
        NewRecommendation.objects.published,
        _OF_NEW_RECOMMENDATION,
        _new_recommendation,
    ),
    "sources": (public_sources, ("slug",), lambda slug: f"{_list('home')}sources/{slug}/"),
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index of all sitemap files."""
    return xml(page(request, lambda: _index(site_of(request))))


def _index(site: str) -> bytes:
    names = ["lists"]
    for name, (rows, _fields, _make) in SECTIONS.items():
        files = -(-rows().order_by().count() // IN_FILE)
        names += [f"{name}-{number}" for number in range(1, files + 1)]
    lines = [f"<sitemap><loc>{escape(site)}/sitemaps/{name}.xml</loc></sitemap>" for name in names]
    return "\n".join(
        [DECLARATION, f'<sitemapindex xmlns="{SITEMAP}">', *lines, "</sitemapindex>", ""]
    ).encode()


@require_safe
def sitemap(request: HttpRequest, section: str, number: int) -> StreamingHttpResponse:
    """The addresses of one kind of page, in each language."""
    if section not in SECTIONS or number < 1:
        raise Http404
    rows, fields, make = SECTIONS[section]
    start = (number - 1) * IN_FILE
    values = list(rows().order_by("pk").values_list(*fields)[start : start + IN_FILE])
    if not values:
        raise Http404
    return _file(request, (make(*row) for row in values))


@require_safe
def sitemap_of_lists(request: HttpRequest) -> StreamingHttpResponse:
    return _file(request, (_list(name) for name in LISTS))


def _file(request: HttpRequest, addresses: Iterable[str]) -> StreamingHttpResponse:
    """A streamed file. It is not cached, because 5,000 pages take ten megabytes."""
    lines = _lines(escape(site_of(request)), addresses)
    return StreamingHttpResponse(lines, content_type=XML)


def _lines(site: str, addresses: Iterable[str]) -> Iterator[str]:
    codes = [code for code, _name in settings.LANGUAGES]
    yield f'{DECLARATION}\n<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">\n'
    for address in addresses:
        path = escape(address)
        by_language = {
            code: site + (path if code == settings.LANGUAGE_CODE else f"/{code}{path}") for code in codes
        }
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{language_address}"/>'
            for code, language_address in [
                *by_language.items(),
                ("x-default", by_language[settings.LANGUAGE_CODE]),
            ]
        )
        for language_address in by_language.values():
            yield f"<url><loc>{language_address}</loc>{alternates}</url>\n"
    yield "</urlset>\n"


def xml(response: HttpResponse) -> HttpResponse:
    if response.status_code == HTTPStatus.OK:
        response["Content-Type"] = XML
    return response


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Excludes the admin, and filtered lists, of which there are endlessly many."""
    other_languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    context = {"site": site_of(request), "languages": other_languages}
    return render(request, "robots.txt", context, content_type=TEXT)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contact for security reports (RFC 9116); 404 without one."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    context = {
        "contact": settings.CONTACT_EMAIL,
        "expires": expires(timezone.localdate()),
        "languages": ", ".join(code for code, _name in settings.LANGUAGES),
        "site": site_of(request),
    }
    return render(request, "security.txt", context, content_type=TEXT)


def expires(day: dt.date) -> dt.date:
    """The end of this or the next half-year: the RFC recommends less than a year."""
    return dt.date(day.year, 12, 31) if day.month <= JUNE else dt.date(day.year + 1, 6, 30)
