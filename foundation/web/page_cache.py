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

MOST_PAGES = 256
# Longer addresses come from machines.
LONGEST_ADDRESS = 500


class CachedPage(View):
    """A page that is made once for everybody, as long as nothing that pages show is written."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        made: Callable[..., TemplateResponse] = super().get  # type: ignore[misc]
        return page(request, lambda: made(request, *args, **kwargs).render().content)


_pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
_lock = threading.Lock()


def page(request: HttpRequest, make: Callable[[], bytes]) -> HttpResponse:
    """The page as an answer with an ETag, made by `make` unless it is at hand; or a 304."""
    connection = connections[DEFAULT_DB_ALIAS]
    now = token(connection)
    address = request.get_full_path()
    # What is not committed must not be shown to anybody else.
    kept = now is not None and not connection.in_atomic_block and len(address) <= LONGEST_ADDRESS
    # What stands on a page grows old with the day: “as of” moves before a status.
    # Feeds and canonical links name the site: under another name it has pages of its own.
    site = request.build_absolute_uri("/")
    key = (now, timezone.localdate(), get_language(), site, address)
    body = _pages.get(key) if kept else None
    if body is None:
        with one_snapshot_each():
            # Whatever was written past every door stands in no page.
            body = presentable_bytes(make())
        if kept and token(connection) == now:
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
