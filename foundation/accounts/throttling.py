"""How often somebody may guess at an account: counted in the database, which all workers share.

Passwords, codes of a second factor, recovery codes and keys of a reset count together. Where an account has
no guess left, nothing is compared any more, so that right and wrong look the same. What was right is taken
back: only mistakes count. Addresses of the network play no part: an attacker has many of them, and
colleagues share one.

Each key has a few slots, each held by a row for an hour. A constraint lets one worker have a slot, so that
no number of requests at once gets more of them.
"""

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..models import Guess

WINDOW = dt.timedelta(hours=1)
# With one known device ten an hour. Whoever has logged in here before has guesses of their own, which nobody
# else can use up.
OF_STRANGERS = 6
OF_A_KNOWN_DEVICE = 4
# Mails with a link that somebody can have sent to an account.
MAILS = 5

_Slots = tuple[str, int]


@dataclass(frozen=True)
class Attempt:
    """A guess that may be made; it counts until it is taken back."""

    guesses: tuple[Guess, ...]

    def take_back(self) -> None:
        """It was right."""
        Guess.objects.filter(pk__in=[guess.pk for guess in self.guesses]).delete()


def attempt_at(accounts: Collection[int], *, devices: Mapping[int, str], login: str = "") -> Attempt | None:
    """A guess at each of these accounts; None where one of them has none left.

    `accounts`: keys of users; `devices`: by key of a user the device that knows them. Where a login leads to
    no account, it is counted all the same, so that nobody learns which accounts there are.
    """
    of_each = [_slots_of(account, devices.get(account)) for account in accounts] or [
        [(_unknown(login), OF_STRANGERS)]
    ]
    guesses: list[Guess] = []
    for slots in of_each:
        guess = next(filter(None, (_take(key, most) for key, most in slots)), None)
        if guess is None:
            Attempt(tuple(guesses)).take_back()
            return None
        guesses.append(guess)
    return Attempt(tuple(guesses))


def may_be_mailed(account: int) -> bool:
    """Whether one more mail with a link may be sent; counts it."""
    return _take(f"mails:{account}", MAILS) is not None


def used_for_the_first_time(account: int, code: str) -> bool:
    """Whether nobody has come in with this code of an authenticator app before, at any worker; notes it."""
    digest = salted_hmac("foundation.accounts.code", f"{account} {code}", algorithm="sha256").hexdigest()
    return _take(f"code:{digest}", 1) is not None


def forget_old_guesses() -> None:
    Guess.objects.filter(guessed_at__lte=timezone.now() - WINDOW).delete()


def _slots_of(account: int, device: str | None) -> list[_Slots]:
    """In the order in which they are used up."""
    own = [(f"device:{account}:{device}", OF_A_KNOWN_DEVICE)] if device else []
    return [*own, (f"account:{account}", OF_STRANGERS)]


def _unknown(login: str) -> str:
    """Not the login itself: people type passwords into the wrong field."""
    plain = unicodedata.normalize("NFKC", login).casefold().strip()
    return f"login:{salted_hmac('foundation.accounts.login', plain, algorithm='sha256').hexdigest()}"


def _take(key: str, most: int) -> Guess | None:
    forget_old_guesses()
    return next(filter(None, (_take_slot(key, slot) for slot in _free_slots(key, most))), None)


def _free_slots(key: str, most: int) -> Iterator[int]:
    taken_slots = set(Guess.objects.filter(key=key).values_list("slot", flat=True))
    return (slot for slot in range(most) if slot not in taken_slots)


def _take_slot(key: str, slot: int) -> Guess | None:
    """None where another worker took it first."""
    try:
        with transaction.atomic():
            return Guess.objects.create(key=key, slot=slot, guessed_at=timezone.now())
    except IntegrityError:
        return None
