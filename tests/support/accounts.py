"""People who log in: with a password, an app on the phone, and a clock that a test can move."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from foundation.accounts import second_factor

PASSWORD = "a long enough passphrase"
LOGIN = "/admin/account/login/"
CODE = "/admin/account/code/"
AGAIN = "/admin/account/again/code/"


class Clock:
    """Moves on by itself as always, and at once when a test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now, moment = time.time, timezone.now
        self.ahead = 0.0
        monkeypatch.setattr(time, "time", lambda: now() + self.ahead)
        monkeypatch.setattr(timezone, "now", lambda: moment() + timezone.timedelta(seconds=self.ahead))

    def move(self, *, minutes: float = 0, seconds: float = 0) -> None:
        self.ahead += minutes * 60 + seconds


def account(name: str = "aigul", **fields: Any) -> User:
    values: dict[str, Any] = {"email": f"{name}@example.org", "is_staff": True, "is_superuser": True}
    user: User = User.objects.create_user(name, password=PASSWORD, **{**values, **fields})
    return user


def app_code(user: User, *, steps: int = 0) -> str:
    """What the app on the phone of somebody shows now, or some half-minutes later."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - needs the settings

    data = Authenticator.objects.get(user=user, type="totp").data
    return code_of(second_factor.decrypted(data["secret"]), steps=steps)


def code_of(secret: str, *, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def wrong_code(user: User) -> str:
    right = {app_code(user, steps=steps) for steps in (-2, -1, 0, 1, 2)}
    return next(code for number in range(10) if (code := f"{number:06}") not in right)


def type_login(client: Client, login: str, password: str = PASSWORD, **values: str) -> Any:
    return client.post(LOGIN, {"login": login, "password": password, **values})


def set_up_second_factor(client: Client, user: User) -> list[str]:
    """From the first login on; returns the recovery codes."""
    type_login(client, user.username)
    page = client.get("/admin/account/second-factor/").content.decode()
    secret = re.search(r"<code class=\"as-typed\">(\w+)</code>", page)
    assert secret, page
    answer = client.post("/admin/account/second-factor/", {"code": code_of(secret[1])}, follow=True)
    return re.findall(r"<li><code>(\d+)</code>", answer.content.decode())


def log_in(client: Client, user: User) -> Any:
    """With password and app; returns the last answer."""
    type_login(client, user.username)
    return client.post(CODE, {"code": app_code(user)})


def errors_of(answer: Any) -> list[str]:
    """What a refused form says."""
    form = answer.context["form"]
    return [str(message) for messages in form.errors.values() for message in messages]
