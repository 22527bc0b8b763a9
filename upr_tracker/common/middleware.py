"""What stands between the server and every page."""

import re

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

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
