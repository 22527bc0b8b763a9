"""What comes by mail: an invitation, a new password. Each link works once, and not for long."""

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from foundation.accounts import throttling
from foundation.accounts.invitations import accept, invite
from foundation.models import Invitation
from tests.support.accounts import PASSWORD, Clock, errors_of, set_up_second_factor, type_login

pytestmark = pytest.mark.django_db
INVITATIONS = "/admin/account/invitations/"
INVITED = "/admin/account/invitation/"
CHOSEN = {"username": "dana", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def role() -> Group:
    return Group.objects.create(name="Contributor")


def link_in(message: Any) -> str:
    [link] = re.findall(r"https?://\S+", message.body)
    return str(re.sub(r"^https?://[^/]+", "", link))


def invited_browser(link: str) -> Client:
    browser = Client()
    browser.get(link)
    return browser


def invitation_link(**values: Any) -> str:
    invite(
        **{"email": "dana@example.org", "role": "Contributor", "language": "en", "site": "http://t", **values}
    )
    return link_in(mail.outbox[-1])


def test_invitation_leads_to_an_account_with_its_role_and_to_the_second_factor(role: Group) -> None:
    link = invitation_link()
    browser = Client()
    answer = browser.get(link)
    # The word of the link does not stay in the address.
    assert answer.headers["Location"] == INVITED
    page = browser.get(INVITED).content.decode()
    assert "You were invited as “Contributor”, with the address dana@example.org." in page
    assert link.split("/")[-2] not in page
    answer = browser.post(INVITED, CHOSEN, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/admin/account/second-factor/")
    dana = User.objects.get()
    assert (dana.username, dana.email, dana.is_staff, dana.is_superuser) == (
        "dana",
        "dana@example.org",
        True,
        False,
    )
    assert list(dana.groups.all()) == [role]
    assert len(set_up_second_factor(Client(), dana)) == 10


def test_invitation_works_once(role: Group) -> None:
    link = invitation_link()
    first, second = invited_browser(link), invited_browser(link)
    first.post(INVITED, CHOSEN)
    answer = second.post(INVITED, {**CHOSEN, "username": "somebody"})
    assert answer.status_code == 410
    assert "It was used already" in answer.content.decode()
    assert list(User.objects.values_list("username", flat=True)) == ["dana"]
    # Also where both have it in hand.
    assert accept(Invitation.objects.get(), username="third", password=PASSWORD) is None


def test_invitation_ends_after_seven_days(role: Group, clock: Clock) -> None:
    link = invitation_link()
    clock.move(minutes=7 * 24 * 60 - 1)
    browser = invited_browser(link)
    assert browser.get(INVITED).status_code == 200
    clock.move(minutes=2)
    assert browser.get(INVITED).status_code == 410
    assert browser.post(INVITED, CHOSEN).status_code == 410
    assert not User.objects.exists()


def test_second_invitation_ends_the_first(role: Group) -> None:
    first, second = invitation_link(), invitation_link(email="Dana@example.org")
    assert invited_browser(first).get(INVITED).status_code == 410
    assert invited_browser(second).get(INVITED).status_code == 200


def test_word_of_the_link_is_not_in_the_database(role: Group) -> None:
    link = invitation_link()
    word = link.split("/")[-2]
    assert len(word) >= 43
    browser = invited_browser(link)
    assert browser.get(INVITED).status_code == 200
    stored = f"{Invitation.objects.values().get()} {browser.session.items()}"
    assert "dana@example.org" in stored
    assert word not in stored


def test_invited_whose_role_is_gone_is_told(role: Group) -> None:
    browser = invited_browser(invitation_link())
    role.delete()
    assert browser.post(INVITED, CHOSEN).status_code == 410
    assert (User.objects.count(), Invitation.objects.get().accepted_at) == (0, None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"username": "AIGUL"}, "Somebody has this name already. Choose another."),
        ({"password2": "another passphrase"}, "The two passwords differ. Type the same one twice."),
        ({"password1": "12345", "password2": "12345"}, "This password is entirely numeric."),
        ({"username": "a b"}, "Enter a valid username."),
    ],
)
def test_what_the_invited_cannot_choose_is_told(
    role: Group, user: User, values: dict[str, str], sentence: str
) -> None:
    browser = invited_browser(invitation_link())
    errors = errors_of(browser.post(INVITED, {**CHOSEN, **values}))
    assert [error for error in errors if error.startswith(sentence)]
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "subject", "begin"),
    [
        ("en", "You are invited to the UPR Tracker", "/admin/account/invitation/"),
        ("ru", "Вас пригласили в UPR Tracker", "/ru/admin/account/invitation/"),
        ("kk", "Сізді UPR Tracker-ге шақырды", "/kk/admin/account/invitation/"),
    ],
)
def test_invitation_is_in_the_language_of_the_person(
    role: Group, language: str, subject: str, begin: str
) -> None:
    assert invitation_link(language=language).startswith(begin)
    assert mail.outbox[-1].subject == subject


# From the command line and in the admin


def test_command_invites(role: Group) -> None:
    out = io.StringIO()
    call_command("invite", "dana@example.org", role="Contributor", site="https://t.example.org/", stdout=out)
    assert out.getvalue().startswith("Sent. The link works until ")
    assert "https://t.example.org/admin/account/invitation/" in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("email", "values", "sentence"),
    [
        ("dana@example.org", {"role": "Editr"}, "There is no role “Editr”. These are: Contributor."),
        ("dana", {"role": "Contributor"}, "“dana” is no email address."),
        ("AIGUL@example.org", {"role": "Contributor"}, "There is an account with the address"),
    ],
)
def test_command_says_what_cannot_be(
    role: Group, user: User, email: str, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("invite", email, site="http://t", **values)
    assert (Invitation.objects.count(), mail.outbox) == (0, [])


def test_command_asks_for_the_site_where_it_cannot_know_it(role: Group, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".example.org"]
    with pytest.raises(CommandError, match=r"ALLOWED_HOSTS says “\.example\.org”, which is no address"):
        call_command("invite", "dana@example.org", role="Contributor")


def test_mail_server_that_takes_nothing_invites_nobody(role: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_values: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(ValidationError, match="The mail server did not take the mail"):
        invitation_link()
    assert not Invitation.objects.exists()


def test_administrator_invites_and_ends_an_invitation(role: Group, user: User, client: Client) -> None:
    set_up_second_factor(client, user)
    assert INVITATIONS in client.get("/admin/auth/user/").content.decode()
    values = {"email": "dana@example.org", "role": role.pk, "language": "ru"}
    answer = client.post(INVITATIONS, values, follow=True)
    assert "The invitation was sent to dana@example.org." in answer.content.decode()
    row = Invitation.objects.get()
    assert (row.invited_by, row.role, row.language) == (user, "Contributor", "ru")
    client.post(f"{INVITATIONS}{row.pk}/end/")
    assert invited_browser(link_in(mail.outbox[-1])).get("/ru" + INVITED).status_code == 410


def test_only_who_may_add_accounts_invites(role: Group, user: User, client: Client) -> None:
    user.is_superuser = False
    user.save()
    set_up_second_factor(client, user)
    values = {"email": "dana@example.org", "role": role.pk, "language": "ru"}
    row = invite(email="x@example.org", role="Contributor", language="en", site="http://t")
    assert client.get(INVITATIONS).status_code == 403
    assert client.post(INVITATIONS, values).status_code == 403
    assert client.post(f"{INVITATIONS}{row.pk}/end/").status_code == 403
    row.refresh_from_db()
    assert (Invitation.objects.count(), row.ended_at) == (1, None)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("invitation_lasts", {"expires_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}),
        ("invitation_accepted_or_ended", {"accepted_at": timezone.now(), "ended_at": timezone.now()}),
    ],
)
def test_rules_of_an_invitation(rule: str, values: dict[str, Any]) -> None:
    now = timezone.now()
    right = {
        "email": "x@example.org",
        "role": "x",
        "invited_at": now,
        "expires_at": now + dt.timedelta(days=1),
    }
    Invitation.objects.create(**right, digest="1")
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Invitation.objects.create(**{**right, **values}, digest="2")


# A new password


RESET = "/admin/account/password/reset/"
NEW = {"password1": "an entirely new one", "password2": "an entirely new one"}


def reset_link(address: str = "aigul@example.org", prefix: str = "") -> str:
    Client().post(prefix + RESET, {"email": address})
    return link_in(mail.outbox[-1])


def test_reset_works_once_and_ends_sessions(user: User) -> None:
    home = Client()
    set_up_second_factor(home, user)
    link = reset_link()
    browser = Client()
    form = browser.get(link, follow=True)
    assert link.split("-")[-1].strip("/") not in form.request["PATH_INFO"]
    assert browser.post(form.request["PATH_INFO"], NEW).status_code == 302
    user.refresh_from_db()
    assert user.check_password("an entirely new one")
    assert home.get("/admin/").status_code == 302
    # The second factor is asked as before.
    assert type_login(Client(), "aigul", "an entirely new one").headers["Location"] == "/admin/account/code/"
    assert Client().get(link).context["token_fail"] is True
    assert "by the link in a mail" in str(mail.outbox[-1].body)


def test_reset_ends_after_four_hours(user: User, settings: Any) -> None:
    link = reset_link()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(link).context["token_fail"] is True


def test_reset_tells_nobody_which_accounts_there_are(user: User) -> None:
    answers = [
        Client().post(RESET, {"email": address}, follow=True) for address in ("aigul@example.org", "x@y.org")
    ]
    first, second = (re.sub(rb'value="\w{64}"', b"", answer.content) for answer in answers)
    assert first == second
    assert len(mail.outbox) == 1


def test_reset_goes_to_the_address_of_today_only(user: User) -> None:
    """An address that an administrator replaced may be somebody else’s by now."""
    reset_link()
    user.email = "new@example.org"
    user.save()
    mail.outbox.clear()
    Client().post(RESET, {"email": "aigul@example.org"})
    assert mail.outbox == []
    reset_link("new@example.org")
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_nobody_fills_a_mailbox(user: User) -> None:
    for _number in range(20):
        Client().post(RESET, {"email": "aigul@example.org"})
    assert len(mail.outbox) == throttling.MAILS


def test_after_a_reset_the_device_is_known(user: User) -> None:
    """Attackers who use up all guesses keep nobody out who has the mailbox."""
    form = (browser := Client()).get(reset_link(), follow=True)
    browser.post(form.request["PATH_INFO"], NEW)
    for _number in range(throttling.OF_STRANGERS):
        type_login(Client(), "aigul", "wrong")
    assert type_login(Client(), "aigul", "an entirely new one").status_code == 200
    assert type_login(browser, "aigul", "an entirely new one").status_code == 302


def test_mail_of_a_reset_is_in_the_language_of_the_page(user: User) -> None:
    assert reset_link(prefix="/ru").startswith("/ru/admin/account/password/reset/")
    assert mail.outbox[-1].subject == "Новый пароль для UPR Tracker"
