"""A cache of public pages, the same for every reader, valid until something that pages show is written.

The key is the site, address, language, day and the token of the database. The ETag is a hash of the
page’s bytes, never the token: a private edit must not show, so whoever has an unchanged page gets a 304.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.generic import View

from ..i18n.texts import presentable_bytes
from ..index.live import one_snapshot_each
from ..index.write_log import token
from .line_ends import unbroken

MOST_PAGES = 256
# Longer addresses come from machines.
LONGEST_ADDRESS = 500


class CachedPage(View):
    """A page that is rendered once for all readers, until something that pages show is written."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        make_response: Callable[..., TemplateResponse] = super().get  # type: ignore[misc]
        return page(request, lambda: unbroken(make_response(request, *args, **kwargs).render().content))


_pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
_lock = threading.Lock()


def page(request: HttpRequest, make: Callable[[], bytes]) -> HttpResponse:
    """A response with an ETag, rendered by `make` unless it is cached; or a 304."""
    connection = connections[DEFAULT_DB_ALIAS]
    page_token = token(connection)
    address = request.get_full_path()
    # Pages of an open transaction may show rows that are not committed.
    cacheable = page_token is not None and not connection.in_atomic_block and len(address) <= LONGEST_ADDRESS
    # Pages depend on the day (after a year “as of” moves before a status) and on the host (canonical
    # links and feeds contain it).
    site = request.build_absolute_uri("/")
    key = (page_token, timezone.localdate(), get_language(), site, address)
    body = _pages.get(key) if cacheable else None
    if body is None:
        with one_snapshot_each():
            # Clean texts that were written past all forms and imports.
            body = presentable_bytes(make())
        if cacheable and token(connection) == page_token:
            _keep(key, body)
    response = HttpResponse(body)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer if isinstance(answer, HttpResponse) else response


def _keep(key: tuple[object, ...], body: bytes) -> None:
    with _lock:
        _pages[key] = body
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)
