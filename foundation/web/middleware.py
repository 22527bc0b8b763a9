"""What stands between the server and every page."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import quote

from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.http import escape_leading_slashes

from ..i18n.texts import odd, perhaps_odd, presentable_query
from .addresses import is_too_large, key_in

# Of what a person copied into a search there is never so much: longer ones are not put in order.
LONGEST_QUERY = 20_000
# Parameters of the admin that hold words, not keys.
SEARCHES = ("q", "term", "next")
# What stands in a path as it is (RFC 3986); a backslash does not: browsers take it for a slash.
SAFE_IN_PATHS = "/!$&'()*+,;=:@~"
_FOR_EDITORS = re.compile(r"/(?:[a-z]{2}/)?admin(?:/|$)")


class EditorsSessionMiddleware(SessionMiddleware):
    """Sessions are for the admin. A public page answers the same whatever cookie it is sent:

    the stock middleware would answer a stale one by deleting it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not _FOR_EDITORS.match(request.path_info):
            return response
        return super().process_response(request, response)


class PublicGZipMiddleware(GZipMiddleware):
    """Public pages and files travel compressed, to the same bytes each time.

    The stock middleware pads at random, so that the length of a page cannot tell a secret in it
    (BREACH). A public page holds none; the admin's do, and are not compressed.
    """

    max_random_bytes = 0

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _FOR_EDITORS.match(request.path_info):
            return response
        return super().process_response(request, response)


class AskAgainMiddleware:
    """A cache between the site and its readers asks again before each use of what it keeps.

    Without a word about caching it may hand on a page for days (RFC 9111, 4.2.2), that of a case
    withdrawn meanwhile too. With an ETag, to ask again costs a reader nothing but the way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _FOR_EDITORS.match(request.path_info):
            response.headers.setdefault("Cache-Control", "private, no-store")
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


class LowerCaseAddressMiddleware:
    """Who types an address with capitals is led to the one without, where theirs leads nowhere.

    Whether something stands there plays no part: the answer tells nobody of a record that is not public.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        lower = request.path.lower()
        if response.status_code != HTTPStatus.NOT_FOUND or lower == request.path:
            return response
        if _FOR_EDITORS.match(lower):
            return response
        query = request.META.get("QUERY_STRING", "")
        address = escape_leading_slashes(quote(lower, safe=SAFE_IN_PATHS)) + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address)


class PlainAddressMiddleware:
    """No address leads to a page by characters that no text holds: NUL would reach the database.

    In a query they come along with what somebody copied into a search: they are taken out there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if odd(request.path_info):
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if perhaps_odd(query):
            if len(query) > LONGEST_QUERY:
                raise BadRequest
            request.META["QUERY_STRING"] = presentable_query(query)
        return self.get_response(request)


class KeysOfEditorsMiddleware:
    """In the admin, filters, links and chosen rows name keys; what is none leads nowhere.

    Django would ask the database for it, or fail to read it as a number.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: tuple[object, ...],
        _parts: dict[str, object],
    ) -> None:
        if not _FOR_EDITORS.match(request.path_info):
            return
        values = {value for name, given in request.GET.lists() for value in given if name not in SEARCHES}
        keys = set(_filled_in(request, view))
        if request.method == "POST":
            keys.update(request.POST.getlist("_selected_action"))
        if any(map(is_too_large, values)) or None in map(key_in, keys):
            raise Http404


def _filled_in(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> Iterator[str]:
    """The keys of other records with which a link opens an empty form."""
    match, its_admin = request.resolver_match, getattr(view, "model_admin", None)
    if its_admin is None or match is None or not str(match.url_name).endswith("_add"):
        return
    for field in its_admin.opts.get_fields():
        if field.is_relation and (value := request.GET.get(field.name)):
            yield from value.split(",")
