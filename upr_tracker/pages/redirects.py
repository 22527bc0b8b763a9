"""Addresses that people type or guess, and where they lead. Each keeps its query."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.utils.http import escape_leading_slashes
from django.views.decorators.http import require_safe

from foundation.web.middleware import SAFE_IN_PATHS

# What addresses of a language begin with for those who do not know ours: English has nothing, and
# Kazakh sites often use the code of the country.
PREFIXES = {settings.LANGUAGE_CODE: "/", "kz": "/kk/"}


@require_safe
def under_prefix(request: HttpRequest, prefix: str, rest: str = "") -> HttpResponsePermanentRedirect:
    """The same address with the prefix that we use."""
    query = request.META.get("QUERY_STRING", "")
    path = escape_leading_slashes(PREFIXES[prefix] + quote(rest, safe=SAFE_IN_PATHS))
    return HttpResponsePermanentRedirect(path + (f"?{query}" if query else ""))


@require_safe
def favicon(_request: HttpRequest) -> HttpResponsePermanentRedirect:
    """Where browsers and feed readers look for the icon before they read a page."""
    return HttpResponsePermanentRedirect(static("site/icon.svg"))
