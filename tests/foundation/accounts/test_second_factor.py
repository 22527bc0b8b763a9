"""The second factor: encrypted wherever it is stored, and a way back when the phone is lost."""

import io
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail, serializers
from django.core.management import CommandError, call_command
from django.test import Client

from foundation.accounts import second_factor
from tests.support.accounts import (
    CODE,
    Clock,
    account,
    app_code,
    code_of,
    errors_of,
    log_in,
    set_up_second_factor,
    type_login,
)
from tests.support.databases import write_to

pytestmark = pytest.mark.django_db
SET_UP = "/admin/account/second-factor/"


def everything_stored() -> str:
    """All that the database holds of accounts, sessions opened."""
    rows = [*Authenticator.objects.all(), *User.objects.all(), *EmailAddress.objects.all()]
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    return serializers.serialize("json", rows) + "".join(sessions)


def test_secrets_are_encrypted_in_the_table_and_in_the_session(user: User) -> None:
    browser = Client()
    type_login(browser, user.username)
    page = browser.get(SET_UP).content.decode()
    [secret] = re.findall(r"<code class=\"as-typed\">(\w+)</code>", page)
    assert len(secret) == 32
    assert secret not in everything_stored()
    set_up_second_factor(Client(), user)
    authenticators = {row.type: row for row in Authenticator.objects.all()}
    secret = second_factor.decrypted(authenticators["totp"].data["secret"])
    seed = second_factor.decrypted(authenticators["recovery_codes"].data["seed"])
    codes = authenticators["recovery_codes"].wrap().generate_codes()
    stored = everything_stored()
    assert [word for word in (secret, seed, *codes) if word in stored] == []
    assert len(codes) == 10
    # Each time otherwise: two accounts with one secret do not look alike.
    assert second_factor.encrypted(secret) != second_factor.encrypted(secret)


@pytest.mark.one_engine
@pytest.mark.django_db(transaction=True)
def test_secrets_are_nowhere_in_the_bytes_of_the_database(user: User, tmp_path: Path) -> None:
    browser = Client()
    codes = set_up_second_factor(browser, user)
    secret = second_factor.decrypted(Authenticator.objects.get(type="totp").data["secret"])
    # Somebody is setting up another one, and has not come to the end.
    other = account("berik")
    type_login(half := Client(), other.username)
    pending = half.get(SET_UP).context["form"].secret
    write_to(tmp_path / "stolen.sqlite3")
    stolen = (tmp_path / "stolen.sqlite3").read_bytes()
    assert b"aigul@example.org" in stolen
    words = (secret, pending, *codes)
    assert [word for word in words if word.encode() in stolen or b64encode(word.encode()) in stolen] == []


def test_page_that_is_opened_twice_keeps_its_secret(user: User, client: Client) -> None:
    type_login(client, user.username)
    first, second = (client.get(SET_UP).context["form"].secret for _time in range(2))
    assert first == second
    assert client.post(SET_UP, {"code": "000000"}).context["form"].secret == first
    assert not Authenticator.objects.exists()


def test_recovery_code_lets_in_once(user: User) -> None:
    codes = set_up_second_factor(Client(), user)
    assert len(codes) == 10
    for code, status in ((codes[0], 302), (codes[0], 200), (codes[1], 302)):
        browser = Client()
        type_login(browser, user.username)
        answer = browser.post(CODE, {"code": code})
        assert answer.status_code == status
        assert browser.get("/admin/").status_code == (200 if status == 302 else 302)
    page = log_in(client := Client(), user)
    assert page.status_code == 302
    assert "8 recovery codes left" in client.get("/admin/account/").content.decode()


# What is told is told when it is written.
@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_replace_those_before(user: User, client: Client) -> None:
    codes = set_up_second_factor(client, user)
    answer = client.post("/admin/account/recovery-codes/renew/", follow=True)
    new_codes = re.findall(r"<li><code>(\d+)</code>", answer.content.decode())
    assert len(new_codes) == 10
    assert set(new_codes).isdisjoint(codes)
    assert "You have new recovery codes." in answer.content.decode()
    assert [message.subject for message in mail.outbox][-1] == "Your account at the UPR Tracker was changed"
    thief = Client()
    type_login(thief, user.username)
    assert thief.post(CODE, {"code": codes[0]}).status_code == 200


def test_other_phone_takes_the_place_of_the_first(user: User, client: Client, clock: Clock) -> None:
    set_up_second_factor(client, user)
    answer = client.post("/admin/account/second-factor/replace/")
    assert answer.status_code == 302
    # Nothing opens before the new one is set up, in this session too.
    assert client.get("/admin/cases/case/").headers["Location"].startswith(SET_UP)
    assert not Authenticator.objects.exists()
    clock.move(seconds=31)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret)})
    assert client.get("/admin/cases/case/").status_code == 200


def test_taking_it_off_needs_the_code_not_only_the_password(user: User, client: Client, clock: Clock) -> None:
    set_up_second_factor(client, user)
    clock.move(minutes=16)
    answer = client.post("/admin/account/second-factor/replace/")
    assert answer.headers["Location"].startswith("/admin/account/again/code/")
    assert Authenticator.objects.count() == 2


# A key is changed


def test_keys_can_be_changed_and_those_before_thrown_away(user: User, settings: Any) -> None:
    set_up_second_factor(Client(), user)
    # First a key of its own beside that of the site, then another, then without the ones before.
    settings.SECOND_FACTOR_KEY = "first key"
    assert log_in(Client(), user).status_code == 302
    call_command("renew_second_factor_key", stdout=io.StringIO())
    settings.SECRET_KEY = "the site’s key is another too"
    Authenticator.objects.get(type="totp").wrap()
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_KEY_FALLBACKS = "second key", ["first key"]
    assert second_factor.decrypted(Authenticator.objects.get(type="totp").data["secret"])
    out = io.StringIO()
    call_command("renew_second_factor_key", stdout=out)
    assert out.getvalue() == "Renewed: 2.\n"
    settings.SECOND_FACTOR_KEY_FALLBACKS = []
    assert second_factor.decrypted(Authenticator.objects.get(type="totp").data["secret"])


def test_lost_key_is_told_in_words_and_changes_nothing(user: User, settings: Any) -> None:
    set_up_second_factor(Client(), user)
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    settings.SECRET_KEY = "another"
    browser = Client()
    type_login(browser, user.username)
    [sentence] = errors_of(browser.post(CODE, {"code": "123456"}))
    assert sentence.startswith("The second factor of this account cannot be read any more")
    with pytest.raises(CommandError, match=r"Nothing was changed\. Add the earlier key"):
        call_command("renew_second_factor_key")
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


# The phone is lost


def test_reset_takes_factor_and_sessions_and_is_logged(user: User, client: Client) -> None:
    set_up_second_factor(client, user)
    mail.outbox.clear()
    out = io.StringIO()
    call_command("reset_second_factor", "aigul", reason="Called her, she knew our last case.", stdout=out)
    assert out.getvalue().startswith("aigul sets up a new second factor at the next login")
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").headers["Location"].startswith("/admin/account/login/")
    [entry] = LogEntry.objects.all()
    assert (entry.object_id, entry.change_message) == (
        str(user.pk),
        "Second factor reset on the server: Called her, she knew our last case.",
    )
    [message] = mail.outbox
    assert (message.to, "took your second factor off" in str(message.body)) == (["aigul@example.org"], True)
    assert len(set_up_second_factor(Client(), user)) == 10


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("nobody", {"reason": "x"}, "There is no account “nobody”"),
        ("aigul", {"reason": " "}, "--reason is empty"),
        ("aigul", {"reason": "x", "by": "nobody"}, "There is no account “nobody”"),
    ],
)
def test_reset_that_cannot_be_says_why(user: User, name: str, values: dict[str, str], sentence: str) -> None:
    set_up_second_factor(Client(), user)
    with pytest.raises(CommandError, match=sentence):
        call_command("reset_second_factor", name, **values)
    assert Authenticator.objects.count() == 2


# Sessions


def test_sessions_are_listed_and_ended(user: User, client: Client) -> None:
    set_up_second_factor(client, user)
    other, third = (Client(headers={"user-agent": f"Browser {name}"}) for name in "AB")
    for number, browser in enumerate((other, third)):
        type_login(browser, user.username)
        browser.post(CODE, {"code": app_code(user, steps=number)})
        assert browser.get("/admin/").status_code == 200
    where = "/admin/account/sessions/"
    page = client.get(where)
    rows = page.context["sessions"]
    assert [row.user_agent for row in rows] == ["", "Browser A", "Browser B"]
    assert {row.ip for row in rows} == {"0.0.0.0"}  # noqa: S104  # none is kept
    client.post(where, {"session": rows[1].pk})
    assert [browser.get("/admin/").status_code for browser in (client, other, third)] == [200, 302, 200]
    client.post(where)
    assert [browser.get("/admin/").status_code for browser in (client, other, third)] == [200, 302, 302]


def test_session_of_somebody_else_is_not_ended(user: User, client: Client) -> None:
    victim = Client()
    set_up_second_factor(victim, user)
    key = victim.get("/admin/account/sessions/").context["sessions"][0].pk
    set_up_second_factor(client, account("berik"))
    client.post("/admin/account/sessions/", {"session": key})
    assert victim.get("/admin/").status_code == 200
