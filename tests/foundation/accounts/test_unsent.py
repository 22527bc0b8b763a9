"""What somebody typed is not lost because a session was over, or a login too old to publish."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import Law
from foundation.accounts import unsent
from tests.support import factories
from tests.support.accounts import (
    AGAIN,
    CODE,
    LOGIN,
    PASSWORD,
    Clock,
    app_code,
    log_in,
    set_up_second_factor,
    type_login,
)
from tests.support.admin import address, as_shown

pytestmark = pytest.mark.django_db
UNSENT = "/admin/account/unsent/"
# Every character that HTML, signing or a browser could spoil.
TYPED = "“Quotes” & <b>tags</b>,\n two lines, ﬁ, қазақша, 😀 "


@pytest.fixture
def law() -> Law:
    return factories.law("act", title_en="Act", publication_state="draft")


def fields_of(page: Any, action: str) -> list[tuple[str, str]]:
    """What a browser would send of the form with that action, in order."""
    text = page.content.decode()
    [form] = re.findall(rf'<form method="post" action="{re.escape(action)}">(.*?)</form>', text, re.DOTALL)
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return [(unescape(name), unescape(value)) for name, value in pairs]


def form_data(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data


def typed_form(client: Client, law: Law) -> dict[str, Any]:
    return {**as_shown(client.get(address(Law, "change", law.pk))), "summary_en": TYPED, "_save": "Save"}


def test_text_of_an_expired_session_is_saved_after_the_login(user: User, law: Law) -> None:
    home = Client(enforce_csrf_checks=True)
    set_up_second_factor(plain := Client(), user)
    home.cookies = plain.cookies
    where = address(Law, "change", law.pk)
    values = typed_form(home, law)
    token = home.cookies["csrftoken"].value
    home.cookies.pop("sessionid")
    # The session is over; the form arrives.
    page = home.post(where, {**values, "csrfmiddlewaretoken": token})
    assert page.status_code == 403
    assert "Nothing was saved yet, and nothing is lost" in page.content.decode()
    law.refresh_from_db()
    assert not law.summary_en
    hidden = dict(fields_of(page, LOGIN))
    # A mistake at the password loses nothing.
    wrong = home.post(LOGIN, {**hidden, "login": "aigul", "password": "wrong"})
    hidden = dict(fields_of(wrong, LOGIN))
    answer = home.post(LOGIN, {**hidden, "login": "aigul", "password": PASSWORD})
    assert answer.headers["Location"] == CODE
    token = dict(re.findall(r'name="(csrfmiddlewaretoken)" value="(\w+)"', home.get(CODE).content.decode()))
    answer = home.post(CODE, {**token, "code": app_code(user, steps=1)})
    assert answer.headers["Location"] == UNSENT
    page = home.get(UNSENT)
    pairs = fields_of(page, where)
    sent = [(name, value) for name, value in pairs if name not in ("csrfmiddlewaretoken", "unsent")]
    assert dict(sent)["summary_en"] == TYPED
    # Nothing was saved without the button.
    law.refresh_from_db()
    assert not law.summary_en
    answer = home.post(where, form_data(pairs))
    assert answer.status_code == 302
    law.refresh_from_db()
    assert law.summary_en == TYPED.strip()
    # It is sent once.
    assert home.get(UNSENT).headers["Location"] == "/admin/"


def test_it_goes_to_the_address_that_it_came_from(user: User, client: Client) -> None:
    where = "/ru/admin/recommendations/recommendation/update-status/?rows=1,2"
    page = client.post(where, {"a": ["1", "2"], "b": "3"})
    hidden = dict(fields_of(page, "/ru" + LOGIN))
    form = unsent.unsigned(hidden["unsent"])
    assert form == unsent.UnsentForm(where, (("a", "1"), ("a", "2"), ("b", "3")), has_files=False)


@pytest.mark.parametrize("change", ["address", "values", "signature"])
def test_what_was_not_signed_by_us_is_not_taken(user: User, client: Client, change: str) -> None:
    """Somebody else’s form must not wait in an editor’s session."""
    set_up_second_factor(Client(), user)
    right = unsent.signed(unsent.UnsentForm("/admin/cases/law/1/change/", (("a", "1"),), has_files=False))
    body, stamp, signature = right.split(":")
    spoiled = {"address": f"x{body}", "values": body[:-3], "signature": body}[change]
    text = ":".join([spoiled, stamp, signature[::-1] if change == "signature" else signature])
    assert unsent.unsigned(text) is None
    type_login(client, user.username, unsent=text)
    client.post(CODE, {"code": app_code(user, steps=1)})
    assert client.get(UNSENT).headers["Location"] == "/admin/"


def test_too_old_a_form_is_not_taken(clock: Clock) -> None:
    text = unsent.signed(unsent.UnsentForm("/admin/", (), has_files=False))
    assert unsent.unsigned(text) is not None
    clock.move(minutes=12 * 60 + 1)
    assert unsent.unsigned(text) is None


def test_form_from_another_site_is_not_kept(user: User) -> None:
    """Without our token it may be anybody’s: nothing of it comes back to be sent with a click."""
    for headers in ({}, {"origin": "https://evil.example.org"}, {"origin": "null"}):
        browser = Client(enforce_csrf_checks=True, headers=headers)
        answer = browser.post("/admin/cases/law/add/", {"title_en": "Planted"})
        assert (answer.status_code, b"Planted" in answer.content) == (403, False)
        assert "Please send it again" in answer.content.decode()


def test_form_of_a_window_from_before_the_login_is_sent_with_a_new_token(user: User, law: Law) -> None:
    """Its session ended, and the login in another window changed the token."""
    home = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    set_up_second_factor(plain := Client(), user)
    home.cookies = plain.cookies
    where = address(Law, "change", law.pk)
    values = {**typed_form(home, law), "csrfmiddlewaretoken": "x" * 64}
    page = home.post(where, values)
    assert page.status_code == 403
    answer = home.post(where, form_data(fields_of(page, where)))
    assert answer.status_code == 302
    law.refresh_from_db()
    assert law.summary_en == TYPED.strip()


def test_stale_token_opens_no_door(law: Law) -> None:
    stranger = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    page = stranger.post(address(Law, "change", law.pk), {"summary_en": TYPED})
    assert page.status_code == 403
    assert "form" in page.context
    assert dict(fields_of(page, LOGIN))["next"] == UNSENT


def test_login_too_old_to_publish_keeps_what_was_typed(
    user: User, client: Client, law: Law, clock: Clock
) -> None:
    set_up_second_factor(client, user)
    where = address(Law, "change", law.pk)
    values = {**typed_form(client, law), "_publish": "on"}
    values.pop("_save")
    clock.move(minutes=20)
    door = client.post(where, values)
    assert door.headers["Location"].startswith(AGAIN)
    law.refresh_from_db()
    assert (law.summary_en or "", law.publication_state) == ("", "draft")
    answer = client.post(AGAIN, {"code": app_code(user), "next": UNSENT})
    assert answer.headers["Location"] == UNSENT
    client.post(where, form_data(fields_of(client.get(UNSENT), where)))
    law.refresh_from_db()
    assert (law.summary_en, law.publication_state) == (TYPED.strip(), "draft")


def test_form_waits_while_the_second_factor_is_set_up(user: User, client: Client) -> None:
    page = client.post("/admin/cases/law/add/", {"title_en": TYPED})
    type_login(client, user.username, **dict(fields_of(page, LOGIN)))
    set_up_second_factor(client, user)
    page = client.get("/admin/account/recovery-codes/").content.decode()
    assert f'What you typed before is waiting.\n      <a href="{UNSENT}">' in page
    assert dict(fields_of(client.get(UNSENT), "/admin/cases/law/add/"))["title_en"] == TYPED


def test_what_is_thrown_away_is_gone(user: User, client: Client, clock: Clock) -> None:
    set_up_second_factor(client, user)
    clock.move(minutes=20)
    client.post("/admin/cases/law/add/", {"_publish": "1", "title_en": TYPED})
    assert dict(fields_of(client.get(UNSENT), "/admin/cases/law/add/"))["title_en"] == TYPED
    client.post(UNSENT)
    assert client.get(UNSENT).headers["Location"] == "/admin/"
    assert TYPED not in str(client.session.items())


def test_file_is_named_as_missing(user: User, client: Client, clock: Clock) -> None:
    set_up_second_factor(client, user)
    clock.move(minutes=20)
    file = SimpleUploadedFile("report.pdf", b"%PDF secret")
    client.post("/admin/cases/law/add/", {"_publish": "1", "file": file})
    page = client.get(UNSENT).content.decode()
    assert "A file that you had chosen is not kept" in page
    assert "secret" not in str(client.session.items())


@pytest.mark.parametrize(
    "values", [{"summary_en": "x" * (unsent.LONGEST + 1)}, {"password1": PASSWORD, "password2": PASSWORD}]
)
def test_what_is_too_long_or_a_password_is_not_kept_and_the_page_says_what_to_do(
    user: User, client: Client, values: dict[str, str]
) -> None:
    set_up_second_factor(half := Client(), user)
    half.cookies.pop("sessionid")
    for browser in (Client(), half):
        answer = browser.post("/admin/auth/user/add/", values)
        text = answer.content.decode()
        assert answer.status_code == 403
        assert "your browser still has what you typed" in text
        assert PASSWORD not in text
        assert 'name="unsent"' not in text


def test_unsent_form_waits_in_one_session_only(user: User, client: Client, clock: Clock) -> None:
    set_up_second_factor(client, user)
    clock.move(minutes=20)
    client.post("/admin/cases/law/add/", {"_publish": "1", "title_en": TYPED})
    log_in(other := Client(), user)
    assert other.get(UNSENT).headers["Location"] == "/admin/"
