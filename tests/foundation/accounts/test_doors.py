"""No page, file or preview of the admin is seen without password and second factor."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from foundation.accounts.doors import FOR_HALF_LOGGED_IN, OPEN, login_again
from tests.support import factories
from tests.support.accounts import (
    AGAIN,
    PASSWORD,
    Clock,
    app_code,
    errors_of,
    log_in,
    set_up_second_factor,
    type_login,
)
from tests.support.admin import act

pytestmark = pytest.mark.django_db

PARAMETER = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")


def addresses(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Each address with the name of its view, parameters filled in with something."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, route, inner)
        elif isinstance(entry, URLPattern):
            yield f"/{PARAMETER.sub('1', route).removesuffix('$')}", f"{space}{entry.name}"


# By what answers there: Django’s own login stands behind ours, and is never reached.
DOORS = [
    (where, resolve(where).view_name)
    for where, _name in addresses(get_resolver())
    if where.startswith("/admin/")
]
CLOSED = [(where, name) for where, name in DOORS if name not in OPEN]


def test_walk_meets_the_whole_admin() -> None:
    names = {name for _where, name in DOORS}
    assert len(DOORS) > 150
    assert {
        "admin:index", "admin:jsi18n", "admin:autocomplete", "admin:cases_case_change",
        "admin:cases_case_export",
        "admin:recommendations_import_add", "admin:recommendations_recommendation_update_status",
        "admin:auth_user_password_change", "admin:auth_group_add", "account_invitations", "usersessions_list",
    } <= names  # fmt: skip
    assert names >= OPEN
    assert names >= FOR_HALF_LOGGED_IN


def page_of(answer: Any) -> str:
    return str(answer.headers.get("Location", "")).partition("?")[0]


@pytest.mark.slow("opens each address of the admin by GET and POST, three times")
@pytest.mark.one_engine
def test_nothing_opens_without_all_that_is_needed(user: User, client: Client) -> None:
    stranger, half = Client(), Client()
    type_login(half, user.username)
    opened = []
    for where, name in CLOSED:
        for prefix in ("", "/ru", "/kk"):
            answer = stranger.get(prefix + where)
            if (answer.status_code, page_of(answer)) != (302, f"{prefix}/admin/account/login/"):
                opened.append((prefix + where, "stranger", answer.status_code))
        answer = stranger.post(where, {"_publish": "1", "action": "delete_selected"})
        if answer.status_code != HTTPStatus.FORBIDDEN or "unsent" not in answer.context:
            opened.append((where, "stranger posts", answer.status_code))
        if name in FOR_HALF_LOGGED_IN:
            continue
        for method in (half.get, half.post):
            answer = method(where)
            if (answer.status_code, page_of(answer)) != (302, "/admin/account/second-factor/"):
                opened.append((where, "half logged in", answer.status_code))
    assert opened == []
    # With both, the same addresses answer by themselves.
    set_up_second_factor(client, user)
    doorways = ("/admin/account/login/", "/admin/account/second-factor/", "/admin/account/again/")
    turned_away = [
        where
        for where, name in CLOSED
        if name.startswith("admin:")
        and name != "admin:logout"
        and page_of(client.get(where)).startswith(doorways)
    ]
    assert turned_away == []


def test_session_of_a_password_alone_is_asked_for_the_code_of_the_phone(user: User, client: Client) -> None:
    set_up_second_factor(Client(), user)
    client.force_login(user)
    answer = client.get("/admin/cases/case/")
    assert answer.headers["Location"] == "/admin/account/again/code/?next=%2Fadmin%2Fcases%2Fcase%2F"


def test_password_alone_leads_to_the_code_and_not_further(user: User, client: Client) -> None:
    set_up_second_factor(Client(), user)
    assert page_of(type_login(client, user.username)) == "/admin/account/code/"
    assert page_of(client.get("/admin/")) == "/admin/account/login/"


def test_who_is_no_colleague_comes_in_nowhere(user: User, client: Client) -> None:
    user.is_staff = False
    user.save()
    type_login(client, user.username)
    assert client.get("/admin/").status_code == 403
    assert client.get("/admin/account/second-factor/").status_code == 403


def test_half_logged_in_one_can_log_out(user: User, client: Client) -> None:
    type_login(client, user.username)
    assert 'action="/admin/logout/"' in client.get("/admin/account/second-factor/").content.decode()
    assert client.post("/admin/logout/").status_code == 302
    assert page_of(client.get("/admin/")) == "/admin/account/login/"


def test_demo_goes_without_a_second_factor(user: User, client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    type_login(client, user.username)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("where", ["/admin/login/", "/ru/admin/login/", "/kk/admin/login/"])
def test_login_of_the_admin_is_ours_also_for_who_is_logged_in(user: User, client: Client, where: str) -> None:
    """Django’s own would let an editor guess at the passwords of others, uncounted."""
    set_up_second_factor(client, user)
    for browser in (Client(), client):
        for answer in (browser.get(where), browser.post(where, {"username": "aigul", "password": "x"})):
            assert page_of(answer) == where.replace("/login/", "/account/login/")


def test_sign_up_is_nowhere() -> None:
    assert [where for where, name in addresses(get_resolver()) if "signup" in f"{where} {name}"] == []


def test_pages_of_accounts_are_for_no_cache_and_no_search_engine(client: Client) -> None:
    answer = client.get("/admin/account/login/")
    assert answer.headers["Cache-Control"].startswith(
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )
    assert '<meta name="robots" content="NONE,NOARCHIVE">' in answer.content.decode()
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


def test_public_page_has_no_cookie_also_for_who_is_logged_in(user: User, client: Client) -> None:
    stranger = Client().get("/about/")
    set_up_second_factor(client, user)
    answer = client.get("/about/")
    assert (answer.content, dict(answer.headers)) == (stranger.content, dict(stranger.headers))
    assert not answer.cookies


# Logging in again


SENSITIVE = [
    ("get", "/admin/cases/case/export/", {}),
    ("get", "/admin/auth/user/add/", {}),
    ("get", "/admin/auth/group/add/", {}),
    ("get", "/admin/account/invitations/", {}),
    ("post", "/admin/auth/user/", {"action": "delete_selected"}),
    ("post", "/admin/cases/law/", {"action": "publish_selected", "_selected_action": "1"}),
    ("get", "/admin/common/proposal/1/change/", {}),
    ("post", "/admin/common/proposal/1/change/", {"_approve": "1"}),
]


@pytest.mark.parametrize(("method", "where", "values"), SENSITIVE)
def test_after_a_while_one_logs_in_again_for_what_matters(
    user: User, client: Client, clock: Clock, method: str, where: str, values: dict[str, str]
) -> None:
    set_up_second_factor(client, user)
    assert page_of(getattr(client, method)(where, values)) != "/admin/account/again/code/"
    clock.move(minutes=16)
    assert client.get("/admin/cases/case/").status_code == 200
    assert page_of(getattr(client, method)(where, values)) == "/admin/account/again/code/"


def test_logging_in_again_leads_back_to_the_page(user: User, client: Client, clock: Clock) -> None:
    set_up_second_factor(client, user)
    clock.move(minutes=16)
    door = client.get("/admin/cases/case/export/").headers["Location"]
    page = client.get(door)
    assert 'name="next" value="/admin/cases/case/export/"' in page.content.decode()
    answer = client.post(AGAIN, {"code": app_code(user), "next": "/admin/cases/case/export/"})
    assert answer.headers["Location"] == "/admin/cases/case/export/"
    assert client.get("/admin/cases/case/export/").status_code == 200


def test_without_a_second_factor_the_password_is_logging_in_again(
    user: User, client: Client, clock: Clock, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    type_login(client, user.username)
    where = "/admin/cases/case/export/"
    assert client.get(where).status_code == 200
    clock.move(minutes=16)
    door = client.get(where).headers["Location"]
    assert door == "/admin/account/again/?next=%2Fadmin%2Fcases%2Fcase%2Fexport%2F"
    refused = client.post("/admin/account/again/", {"password": "wrong", "next": where})
    assert errors_of(refused) == ["This is not your password."]
    assert (
        client.post("/admin/account/again/", {"password": PASSWORD, "next": where}).headers["Location"]
        == where
    )
    assert client.get(where).status_code == 200


def test_with_a_second_factor_the_password_alone_is_not_logging_in_again(
    user: User, client: Client, clock: Clock
) -> None:
    set_up_second_factor(client, user)
    clock.move(minutes=16)
    answer = client.get("/admin/account/again/")
    assert page_of(answer) == "/admin/account/again/code/"


def test_view_says_itself_that_it_asks_again() -> None:
    @login_again
    def view(request: Any) -> Any: ...

    assert vars(view)["login_again"] is True


def test_logging_in_lately_is_enough_to_publish(user: User, client: Client) -> None:
    set_up_second_factor(Client(), user)
    log_in(client, user)
    law = factories.law("act", publication_state="draft")
    act(client, "publish_selected", law)
    law.refresh_from_db()
    assert law.publication_state == "published"
