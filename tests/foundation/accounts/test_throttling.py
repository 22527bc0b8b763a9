"""Guessing is slow for everybody together, and the person whose account it is gets in all the same."""

import datetime as dt
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36

from foundation.accounts import throttling
from foundation.accounts.adapter import TOO_MANY
from foundation.models import Guess
from tests.support.accounts import (
    AGAIN,
    CODE,
    LOGIN,
    PASSWORD,
    Clock,
    account,
    app_code,
    errors_of,
    log_in,
    set_up_second_factor,
    type_login,
    wrong_code,
)
from tests.support.databases import write_to

pytestmark = pytest.mark.django_db


def is_refused_unseen(answer: Any) -> bool:
    """Nothing was compared: the guess had no effect."""
    return str(TOO_MANY) in errors_of(answer)


def guesses_with_effect(answers: list[Any]) -> int:
    return sum(not is_refused_unseen(answer) for answer in answers)


def stranger(number: int) -> Client:
    """Another browser, at another address of the network each time."""
    return Client(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250 + 1}")


@pytest.mark.slow("guesses 240 times")
def test_ten_guesses_an_hour_at_most_from_any_number_of_addresses(user: User, clock: Clock) -> None:
    """A campaign of four hours, a guess a minute; in no hour, wherever it begins, more than ten."""
    with_effect = []
    for minute in range(240):
        answer = type_login(stranger(minute), user.username, f"guess {minute}")
        if not is_refused_unseen(answer):
            with_effect.append(minute)
        clock.move(minutes=1)
    busiest = max(sum(begin <= minute < begin + 60 for minute in with_effect) for begin in range(240))
    assert busiest == throttling.OF_STRANGERS
    assert len(with_effect) == 4 * throttling.OF_STRANGERS
    assert throttling.OF_STRANGERS + throttling.OF_A_KNOWN_DEVICE <= 10


def test_right_password_is_not_compared_either_when_no_guess_is_left(user: User) -> None:
    for number in range(throttling.OF_STRANGERS):
        assert not is_refused_unseen(type_login(stranger(number), user.username, "wrong"))
    assert is_refused_unseen(type_login(stranger(99), user.username, PASSWORD))


@pytest.mark.parametrize(
    "spelling", ["aigul", "AIGUL", " aigul ", "aigul@example.org", "Aigul@Example.org", "ＡＩＧＵＬ"]
)
def test_every_spelling_of_a_login_counts_at_the_same_account(user: User, spelling: str) -> None:
    """What leads nowhere (full-width letters) has no effect on the account, and no more guesses."""
    spellings = ["aigul", "AIGUL", "aigul@example.org"]
    for number in range(throttling.OF_STRANGERS):
        type_login(stranger(number), spellings[number % 3], "wrong")
    answer = type_login(stranger(99), spelling, PASSWORD)
    assert answer.status_code == 200
    assert "_auth_user_id" not in answer.client.session


def test_accounts_that_do_not_exist_look_the_same(user: User) -> None:
    def said(login: str) -> list[str]:
        return [error for number in range(9) for error in errors_of(type_login(stranger(number), login, "x"))]

    assert said("nobody") == said("aigul")
    assert said("nobody@example.org") == said("somebody@example.org")


def test_login_that_leads_nowhere_is_not_written_down(user: User) -> None:
    """People type their password into the wrong field."""
    type_login(Client(), "my secret passphrase", "x")
    assert [guess.key for guess in Guess.objects.all() if "secret" in guess.key] == []
    assert Guess.objects.count() == 1


@pytest.mark.slow("logs in 100 times")
@pytest.mark.one_engine
def test_known_device_gets_in_100_of_100_times_while_others_guess(user: User, clock: Clock) -> None:
    """Password and code each time, in a browser that has logged in before; attackers never rest."""
    home = Client()
    set_up_second_factor(home, user)
    successes, with_effect = 0, 0
    for round_ in range(100):
        attacks = [
            type_login(stranger(7 * round_ + number), user.username, f"guess {number}") for number in range(7)
        ]
        with_effect += guesses_with_effect(attacks)
        for cookie in ("sessionid", "csrftoken"):
            home.cookies.pop(cookie, None)
        log_in(home, user)
        successes += home.get("/admin/account/").status_code == 200
        clock.move(minutes=2)
    assert successes == 100
    # 200 minutes: four hours have begun.
    assert with_effect <= 4 * throttling.OF_STRANGERS


def test_known_device_has_few_guesses_too(user: User) -> None:
    home = Client()
    set_up_second_factor(home, user)
    home.cookies.pop("sessionid")
    answers = [type_login(home, user.username, f"guess {number}") for number in range(30)]
    assert guesses_with_effect(answers) == throttling.OF_A_KNOWN_DEVICE + throttling.OF_STRANGERS == 10


def test_known_device_of_somebody_else_helps_nobody(user: User) -> None:
    other = account("berik")
    attacker = Client()
    set_up_second_factor(attacker, other)
    attacker.cookies.pop("sessionid")
    answers = [type_login(attacker, user.username, f"guess {number}") for number in range(30)]
    assert guesses_with_effect(answers) == throttling.OF_STRANGERS


def test_cookie_of_a_device_is_signed_hidden_from_scripts_and_sent_to_accounts_only(user: User) -> None:
    home = Client()
    set_up_second_factor(home, user)
    cookies = {name: morsel for name, morsel in home.cookies.items() if name.startswith("known_device")}
    assert {name: morsel["path"] for name, morsel in cookies.items()} == {
        "known_device_en": "/admin/account/",
        "known_device_ru": "/ru/admin/account/",
        "known_device_kk": "/kk/admin/account/",
    }
    assert {(morsel["httponly"], morsel["samesite"]) for morsel in cookies.values()} == {(True, "Strict")}
    for number in range(throttling.OF_STRANGERS):
        type_login(stranger(number), user.username, "wrong")
    forged = Client()
    forged.cookies["known_device_en"] = cookies["known_device_en"].value[:-2] + "xx"
    assert is_refused_unseen(type_login(forged, user.username))
    genuine = Client()
    genuine.cookies["known_device_en"] = cookies["known_device_en"].value
    assert type_login(genuine, user.username).status_code == 302


def test_codes_and_passwords_count_together(user: User) -> None:
    """Who has the password guesses at codes; each guess counts at the account."""
    set_up_second_factor(Client(), user)
    thief = Client()
    type_login(thief, user.username)
    answers = [thief.post(CODE, {"code": wrong_code(user)}) for _number in range(4)]
    answers += [thief.post(CODE, {"code": f"{number:08}"}) for number in range(4)]
    answers += [type_login(Client(), user.username, "wrong") for _number in range(4)]
    assert guesses_with_effect(answers) == throttling.OF_STRANGERS
    assert is_refused_unseen(thief.post(CODE, {"code": app_code(user)}))


def test_guesses_at_an_open_session_count_too(user: User, clock: Clock) -> None:
    """Somebody sits down at a screen that was left open."""
    home = Client()
    set_up_second_factor(home, user)
    clock.move(minutes=16)
    left_open = Client()
    left_open.cookies["sessionid"] = home.cookies["sessionid"].value
    codes = [left_open.post(AGAIN, {"code": wrong_code(user)}) for _number in range(4)]
    where = "/admin/account/password/"
    new = {"password1": "another passphrase", "password2": "another passphrase"}
    passwords = [left_open.post(where, {"oldpassword": f"guess {number}", **new}) for number in range(8)]
    assert guesses_with_effect(codes + passwords) == throttling.OF_STRANGERS
    assert is_refused_unseen(left_open.post(where, {"oldpassword": PASSWORD, **new}))


def test_keys_of_a_reset_count_too(user: User) -> None:
    def opens(key: str, browser: Client) -> bool:
        where = f"/admin/account/password/reset/{int_to_base36(user.pk)}-{key}/"
        return bool(browser.get(where).status_code == 302)

    right = default_token_generator.make_token(user)
    assert opens(right, Client())
    for number in range(throttling.OF_STRANGERS):
        assert not opens(f"abc-{number:032}", Client())
    assert Guess.objects.filter(key=f"account:{user.pk}").count() == throttling.OF_STRANGERS
    # None was compared any more, the right one included.
    assert not opens(right, Client())


def test_code_lets_in_once_whichever_worker_is_asked(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers have no memory in common: allauth’s own note of used codes is in that of one."""
    set_up_second_factor(Client(), user)
    first, second = Client(), Client()
    type_login(first, user.username)
    type_login(second, user.username)
    code = app_code(user, steps=1)
    first.post(CODE, {"code": code})
    assert first.get("/admin/").status_code == 200
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda _self, _code: True)
    assert errors_of(second.post(CODE, {"code": code})) == [
        "This code was used already. Wait for the next one."
    ]
    assert second.get("/admin/").status_code == 302


# A worker of the site that guesses six times, and says how often it was let.
WORKER = """
import django
django.setup()
from foundation.accounts.throttling import attempt_at
print("ready", flush=True)
input()
print(sum(attempt_at([KEY], devices={}) is not None for _number in range(6)))
"""


@pytest.mark.slow("starts four processes")
@pytest.mark.one_engine
@pytest.mark.skipif(connection.vendor != "sqlite", reason="see the next test")
@pytest.mark.django_db(transaction=True)
def test_many_processes_at_once_have_no_more_guesses_together(user: User, tmp_path: Path) -> None:
    write_to(tmp_path / "tracker.sqlite3")
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/tracker.sqlite3",
        "DJANGO_SETTINGS_MODULE": "upr_tracker.settings",
        "SECRET_KEY": "test",
    }
    program = [sys.executable, "-c", WORKER.replace("KEY", str(user.pk))]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    workers: list[Any] = [
        subprocess.Popen(program, env=environment, cwd=settings.BASE_DIR, **pipes)  # type: ignore[call-overload]  # noqa: S603 - this Python
        for _worker in range(4)
    ]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    numbers = [int(worker.communicate()[0]) for worker in workers]
    assert sum(numbers) == throttling.OF_STRANGERS


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one database in memory has no second worker")
@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_have_no_more_guesses_together(user: User) -> None:
    attempts: list[throttling.Attempt | None] = []
    start = threading.Barrier(8)

    def guess() -> None:
        start.wait()
        for _number in range(3):
            attempts.append(throttling.attempt_at([user.pk], devices={}))
        connections.close_all()

    workers = [threading.Thread(target=guess) for _worker in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(attempts) == 24
    assert sum(attempt is not None for attempt in attempts) == throttling.OF_STRANGERS


def test_slot_is_taken_once() -> None:
    Guess.objects.create(key="account:1", slot=0, guessed_at=timezone.now())
    Guess.objects.create(key="account:1", slot=1, guessed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Guess.objects.create(key="account:1", slot=1, guessed_at=timezone.now())
    assert connection.in_atomic_block


def test_old_guesses_are_forgotten(user: User) -> None:
    Guess.objects.create(key="account:0", slot=0, guessed_at=timezone.now() - dt.timedelta(minutes=61))
    type_login(Client(), user.username, "wrong")
    assert [guess.key for guess in Guess.objects.all()] == [f"account:{user.pk}"]


def test_closed_account_does_not_tell_that_its_password_was_right(user: User) -> None:
    user.is_active = False
    user.save()
    right, wrong = (type_login(Client(), user.username, word) for word in (PASSWORD, "wrong"))
    assert errors_of(right) == errors_of(wrong)
    assert right.request["PATH_INFO"] == LOGIN
    assert Guess.objects.count() == 2
