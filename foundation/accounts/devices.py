"""Browsers in which somebody has logged in before: their guesses are counted apart (`throttling`).

A signed cookie that is sent to the pages of accounts only, never to a public page. It opens nothing: with it
somebody may still try where strangers have used up what an account allows.
"""

import secrets
from functools import cache

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override

from ..i18n.languages import codes

NAME = "known_device"
_SALT = "foundation.accounts.devices"
_AGE = 400 * 24 * 60 * 60
# Of several people at one computer those who came last.
_MOST_ACCOUNTS = 8


def known_devices(request: HttpRequest) -> dict[int, str]:
    """By key of the user who has logged in here: the device, as a random word."""
    devices: dict[int, str] = {}
    for name in _paths():
        try:
            pairs = signing.loads(request.COOKIES.get(name, ""), salt=_SALT, max_age=_AGE)
        except signing.BadSignature:
            continue
        devices |= {int(account): str(device) for account, device in pairs}
    return devices


def remember(request: HttpRequest, response: HttpResponseBase, account: int) -> None:
    """Let this browser be a known device of an account."""
    devices = known_devices(request)
    device = devices.pop(account, None) or secrets.token_urlsafe(12)
    pairs = [*list(devices.items())[-_MOST_ACCOUNTS + 1 :], (account, device)]
    cookie = signing.dumps(pairs, salt=_SALT)
    # A cookie has one path, and the pages of accounts have one in each language.
    for name, path in _paths().items():
        response.set_cookie(
            name, cookie, max_age=_AGE, path=path, secure=settings.SESSION_COOKIE_SECURE,
            httponly=True, samesite="Strict",
        )  # fmt: skip


@cache
def _paths() -> dict[str, str]:
    """By name of the cookie: the path below which all pages of accounts are, in one language."""
    paths = {}
    for language in codes():
        with override(language):
            paths[f"{NAME}_{language}"] = reverse("mfa_index")
    return paths
