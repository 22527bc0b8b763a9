"""Before every page of the admin: who has not come in the whole way does not come in at all.

By address, not by page: a page that somebody adds stands behind the doors without doing anything for it.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from ..web.middleware import FOR_EDITORS
from . import second_factor, unsent
from .adapter import logged_in_lately
from .forms import LoginForm

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# Open to everybody: these pages let somebody in.
OPEN = frozenset(
    {
        "account_login", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key", "account_reset_password_from_key_done",
        "account_invited", "account_invitation", "mfa_authenticate", "admin_login",
    }
)  # fmt: skip
# For whom the password let in, and the second factor not yet.
FOR_HALF_LOGGED_IN = frozenset(
    {"admin:logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp"}
)
# Private files, accounts and roles, approving. Other views say so themselves (`login_again`).
_ASKING_AGAIN = re.compile(
    r"admin:(?:\w+_export|auth_(?:user|group)_(?:add|change|delete|password_change)|common_proposal_change)"
)
_PUBLISHING_BUTTONS = frozenset({"_publish", "_approve"})
_PUBLISHING_ACTIONS = ("publish_selected",)
_ACCOUNTS = ("admin:auth_user_changelist", "admin:auth_group_changelist")


def login_again(view: View) -> View:
    """Whoever opens this page has just logged in, or does so again: with the page, before typing."""
    vars(view)["login_again"] = True
    return view


class DoorsMiddleware:
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
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not FOR_EDITORS.match(request.path_info) or match is None or match.view_name in OPEN:
            return None
        answer = closed_door(request, match.view_name) or _asked_again(request, view, match.view_name)
        if answer is None and request.method == "POST" and unsent.FIELD in request.POST:
            # It arrives now.
            unsent.forget(request)
        return answer


def closed_door(request: HttpRequest, name: str) -> HttpResponse | None:
    """The answer at the door to whoever has not come in the whole way. Raises `PermissionDenied`."""
    if not isinstance(request.user, User):
        return _at_login(request)
    if not request.user.is_staff:
        raise PermissionDenied
    if (
        name in FOR_HALF_LOGGED_IN
        or not settings.SECOND_FACTOR_REQUIRED
        or second_factor.is_confirmed(request)
    ):
        return None
    has_factor = second_factor.has_second_factor(request.user)
    return sent_to(request, reverse("mfa_reauthenticate" if has_factor else "mfa_activate_totp"))


def sent_to(request: HttpRequest, door: str) -> HttpResponse:
    """Leads somebody who is logged in to a door, and from there back; what they typed is kept."""
    if request.method != "POST":
        return _redirect(door, request.get_full_path())
    form = unsent.unsent_form_of(request)
    if form is None:
        return render(request, "account/not_kept.html", {"door": door}, status=HTTPStatus.FORBIDDEN)
    unsent.keep(request, form)
    return _redirect(door, reverse("account_unsent"))


def _at_login(request: HttpRequest) -> HttpResponse:
    """The login; under it lies what was typed when the session was over already."""
    if request.method != "POST":
        return _redirect(reverse("account_login"), request.get_full_path())
    form = unsent.unsent_form_of(request)
    if form is None:
        context = {"door": reverse("account_login")}
        return render(request, "account/not_kept.html", context, status=HTTPStatus.FORBIDDEN)
    context = {
        "form": LoginForm(request=request),
        "unsent": unsent.signed(form),
        "next": reverse("account_unsent"),
    }
    return render(request, "account/login.html", context, status=HTTPStatus.FORBIDDEN)


def _asked_again(
    request: HttpRequest, view: Callable[..., HttpResponseBase], name: str
) -> HttpResponse | None:
    if not _asks_again(request, view, name) or logged_in_lately(request):
        return None
    has_factor = isinstance(request.user, User) and second_factor.has_second_factor(request.user)
    return sent_to(request, reverse("mfa_reauthenticate" if has_factor else "account_reauthenticate"))


def _asks_again(request: HttpRequest, view: Callable[..., HttpResponseBase], name: str) -> bool:
    if getattr(view, "login_again", False) or _ASKING_AGAIN.fullmatch(name):
        return True
    if request.method != "POST":
        return False
    publishes = any(button in request.POST for button in _PUBLISHING_BUTTONS)
    publishes |= request.POST.get("action") in _PUBLISHING_ACTIONS
    return publishes or name in _ACCOUNTS


def _redirect(door: str, back: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{door}?{urlencode({REDIRECT_FIELD_NAME: back})}")
