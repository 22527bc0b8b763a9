"""What stands between the server and every page."""

import re

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

_FOR_EDITORS = re.compile(r"/(?:[a-z]{2}/)?admin(?:/|$)")


class EditorsSessionMiddleware(SessionMiddleware):
    """Sessions are for the admin. A public page answers the same whatever cookie it is sent:

    the stock middleware would answer a stale one by deleting it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not _FOR_EDITORS.match(request.path_info):
            return response
        return super().process_response(request, response)
