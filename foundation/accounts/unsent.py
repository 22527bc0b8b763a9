"""A form that came to a closed door: what somebody typed is kept, and sent when they are in.

Before somebody has logged in it travels through their own browser, signed; afterwards their session holds
it. It goes to the address that it came from, when a person presses the button, and nowhere else.
"""

from dataclasses import dataclass
from typing import TypeAlias

from django.core import signing
from django.http import HttpRequest

FIELD = "unsent"
_SESSION_KEY = "unsent_form"
_SALT = "foundation.accounts.unsent"
# Seconds: as long as a session (SESSION_COOKIE_AGE).
_AGE = 12 * 60 * 60
# Characters. The largest form of the admin has some ten thousand.
LONGEST = 500_000
# What is not what somebody typed.
_OWN_FIELDS = ("csrfmiddlewaretoken", FIELD)

# As JSON knows them: address, pairs of name and value, whether there were files.
_Parts: TypeAlias = tuple[str, list[tuple[str, str]], bool]


@dataclass(frozen=True)
class UnsentForm:
    """`address`: path and query; `values`: name and value in order; `has_files`: files are not kept."""

    address: str
    values: tuple[tuple[str, str], ...]
    has_files: bool


def unsent_form_of(request: HttpRequest) -> UnsentForm | None:
    """The form of this POST; None where it must not be kept (passwords) or is too long."""
    values = tuple(
        (name, str(value))
        for name, texts in request.POST.lists()
        if name not in _OWN_FIELDS
        for value in texts
    )
    length = sum(len(name) + len(value) for name, value in values)
    if length > LONGEST or any("password" in name for name, _value in values):
        return None
    return UnsentForm(request.get_full_path(), values, bool(request.FILES))


def signed(form: UnsentForm) -> str:
    return signing.dumps([form.address, form.values, form.has_files], salt=_SALT, compress=True)


def unsigned(text: str) -> UnsentForm | None:
    """None where it is not ours, or too old."""
    try:
        return _of_parts(signing.loads(text, salt=_SALT, max_age=_AGE))
    except signing.BadSignature:
        return None


def keep(request: HttpRequest, form: UnsentForm) -> None:
    request.session[_SESSION_KEY] = [form.address, form.values, form.has_files]


def waiting(request: HttpRequest) -> UnsentForm | None:
    """What this session still has to send."""
    parts = request.session.get(_SESSION_KEY)
    return None if parts is None else _of_parts(parts)


def forget(request: HttpRequest) -> None:
    request.session.pop(_SESSION_KEY, None)


def _of_parts(parts: _Parts) -> UnsentForm:
    address, values, has_files = parts
    return UnsentForm(address, tuple((name, value) for name, value in values), has_files)
