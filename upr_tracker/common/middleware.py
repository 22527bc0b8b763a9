"""What stands between the server and every page."""

import re
from collections.abc import Callable

from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from .texts import odd, perhaps_odd, presentable_query

# Of what a person copied into a search there is never so much: longer ones are not put in order.
LONGEST_QUERY = 20_000
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

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if _FOR_EDITORS.match(request.path_info):
            return response
        return super().process_response(request, response)


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
