"""django-allauth in our words and by our rules: closed to sign-up, counted guesses, mails without names."""

import logging
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from . import devices, throttling
from .mails import EVENTS, send_mail_in_words, send_notice

TOO_MANY = _(
    "Too many attempts at this account. Nothing was compared. Try again in an hour, or from a device on "
    "which you have logged in before."
)
NOT_RIGHT = _("These do not belong together. Check both; capitals count in the password.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_RIGHT,
        "email_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": TOO_MANY,
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "invalid_password_reset": _("This link is no longer valid."),
        "username_taken": _("Somebody has this name already. Choose another."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts begin with an invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Nowhere do we keep from where an editor works."""
        return "0.0.0.0"  # noqa: S104  # no address

    # Guesses

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """The stock limits are in the memory of one process; ours are in `authenticate`."""

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        logins = [credentials[name] for name in ("username", "email") if credentials.get(name)]
        attempt = throttling.attempt_at(
            _accounts_of(logins), devices=devices.known_devices(request), login=logins[0] if logins else ""
        )
        if attempt is None:
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, **credentials)
        # Of an account that is closed nobody learns whether the password was right.
        AuthenticationBackend.unstash_authenticated_user()
        if not isinstance(user, User):
            return None
        attempt.take_back()
        return user

    def post_login(self, request: HttpRequest, user: User, **parts: object) -> HttpResponseBase:
        response: HttpResponseBase = super().post_login(request, user, **parts)
        devices.remember(request, response, user.pk)
        return response

    # Logging in again

    def is_reauthentication_required(self, *, app: str, **_parts: object) -> bool:
        return not logged_in_lately(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, object]]:
        """With the second factor where there is one: a password alone must not take it off."""
        methods: list[dict[str, object]] = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] == "mfa_reauthenticate"] or methods

    # Words

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, object] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        sentence = message or EVENTS.get(_event(message_template or ""))
        if sentence:
            messages.add_message(request, level, str(sentence), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """A mail that does not go out must not tell, by an error, that there is such an account."""
        try:
            send_mail_in_words(template_prefix, email, context)
        except OSError:
            logging.getLogger(__name__).error("A mail could not be sent.", exc_info=True)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        try:
            send_notice(user, _event(template_prefix))
        except OSError:
            logging.getLogger(__name__).error("A mail could not be sent.", exc_info=True)


def logged_in_lately(request: HttpRequest) -> bool:
    """Whether it is certain enough that the person at the keyboard is the one who logged in."""
    if not settings.LOGIN_AGAIN_AFTER:
        return True
    records = get_authentication_records(request, request.user)
    strongest = [record for record in records if record.get("method") == "mfa"] or records
    if not strongest:
        return False
    return bool(time.time() - strongest[-1]["at"] < settings.LOGIN_AGAIN_AFTER)


def _accounts_of(logins: list[str]) -> set[int]:
    """The keys of all accounts that these logins can lead to, as the backend looks for them."""
    users = {user.pk for login in logins for user in filter_users_by_email(login, for_login=True)}
    return users | {user.pk for login in logins if (user := get_user_by_username(login))}


def _event(template: str) -> str:
    """“mfa/messages/totp_activated.txt” tells of the event “totp_activated”."""
    return template.rpartition("/")[2].removesuffix(".txt")
