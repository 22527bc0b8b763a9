"""Pages of accounts are in the reader’s language, and whole: no word of allauth’s, which has no Kazakh."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client

from foundation.accounts.invitations import invite
from tests.support.accounts import CODE, Clock, account, set_up_second_factor, type_login, wrong_code

pytestmark = pytest.mark.django_db

# Names, and what is the same in every language.
NAMES = {
    *(
        "UPR",
        "Tracker",
        "English",
        "Aegis",
        "FreeOTP",
        "Google",
        "Authenticator",
        "Contributor",
        "aigul",
        "dana",
    ),
    *("berik", "example", "org", "admin", "cases", "law", "add", "FAS", "title_en", "script", "None", "ge"),
}
# Of those who are in, and of everybody.
PAGES = (
    "", "password/", "recovery-codes/", "recovery-codes/renew/", "second-factor/replace/", "sessions/",
    "invitations/",
)  # fmt: skip
OPEN_PAGES = ("login/", "password/reset/", "password/reset/sent/", "password/reset/done/", "invitation/")


def latin_words(page: bytes) -> set[str]:
    """The words in Latin letters that somebody sees or hears."""
    text = re.sub(r"<(script|style|svg|code)\b.*?</\1>", "", page.decode(), flags=re.DOTALL)
    heard = re.findall(r'(?:alt|aria-label|placeholder|title)="([^"]*)"', text)
    seen = re.sub(r"<[^>]*>", " ", text)
    return set(re.findall(r"[A-Za-z_]{2,}", unescape(" ".join([seen, *heard])))) - NAMES


def test_words_are_seen_where_they_stand(client: Client) -> None:
    assert {"Forgotten", "password", "Log"} <= latin_words(client.get("/admin/account/login/").content)
    assert latin_words(b'<img alt="Picture"><style>Red</style>') == {"Picture"}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_english_word_stands_on_a_page(user: User, language: str, clock: Clock) -> None:
    Group.objects.create(name="Contributor")
    begin = f"/{language}/admin/account/"
    client, half, stranger = Client(), Client(), Client()
    set_up_second_factor(client, user)
    type_login(half, account("berik").username)
    type_login(thief := Client(), user.username)
    invite(email="dana@example.org", role="Contributor", language=language, site="http://t")
    [link] = re.findall(r"http://t(\S+)", str(mail.outbox[-1].body))
    invited = Client()
    invited.get(link)
    answers = {where: client.get(begin + where) for where in PAGES}
    answers |= {where: stranger.get(begin + where) for where in OPEN_PAGES}
    answers |= {
        "second-factor/": half.get(f"{begin}second-factor/"),
        "wrong password": stranger.post(f"{begin}login/", {"login": "aigul", "password": "x"}),
        "code/": thief.get(f"{begin}code/"),
        "wrong code": thief.post(f"/{language}{CODE}", {"code": wrong_code(user)}),
        "invited": invited.get(f"{begin}invitation/"),
        "nothing chosen": invited.post(f"{begin}invitation/", {}),
        "bad reset": stranger.get(f"{begin}password/reset/1-abc-def/"),
        "unsent": stranger.post(f"/{language}/admin/cases/law/add/", {"title_en": "1"}),
        "not kept": stranger.post(f"/{language}/admin/cases/law/add/", {"password1": "1"}),
    }
    different = {"oldpassword": "x", "password1": "one passphrase", "password2": "another passphrase"}
    answers["different passwords"] = client.post(f"{begin}password/", different)
    clock.move(minutes=16)
    client.post(f"/{language}/admin/cases/law/add/", {"_publish": "1", "title_en": "1"})
    answers["again"] = client.get(f"{begin}again/code/")
    answers["unsent, in"] = client.get(f"{begin}unsent/")
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code == 302} == {}
    assert {name: words for name, answer in answers.items() if (words := latin_words(answer.content))} == {}
    for message in mail.outbox:
        body = re.sub(r"http\S+", "", str(message.body)) if message.to == ["dana@example.org"] else ""
        assert latin_words((message.subject + body).encode() if body else b"") == set()


def test_mails_name_no_record_and_nobody_else(user: User) -> None:
    invite_texts = []
    Group.objects.create(name="Contributor")
    set_up_second_factor(Client(), user)
    invite(email="dana@example.org", role="Contributor", language="en", site="http://t", invited_by=user)
    for message in mail.outbox:
        invite_texts.append(f"{message.subject}\n{message.body}")
    assert [text for text in invite_texts if "aigul" in text or "Contributor" in text] == []
    assert len(invite_texts) == 1
