"""The second factor: what an authenticator app shares with us is encrypted wherever it is stored."""

import base64
from functools import lru_cache

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# What of an authenticator’s data is secret: of an app, of recovery codes.
SECRETS = ("secret", "seed")


class UnreadableSecretError(Exception):
    """It was encrypted with a key that the site no longer has."""


def encrypted(text: str) -> str:
    return _fernet(_keys()).encrypt(text.encode()).decode()


def decrypted(token: str) -> str:
    """Raises `UnreadableSecretError`."""
    try:
        return _fernet(_keys()).decrypt(token.encode()).decode()
    except InvalidToken:
        raise UnreadableSecretError from None


def renew_encryption() -> int:
    """Encrypt all secrets with the newest key; returns how many authenticators hold one.

    Raises `UnreadableSecretError`, and changes nothing, where a key is missing.
    """
    changed_authenticators = []
    for authenticator in Authenticator.objects.all():
        for name in SECRETS:
            if name in authenticator.data:
                authenticator.data[name] = encrypted(decrypted(authenticator.data[name]))
        changed_authenticators.append(authenticator)
    Authenticator.objects.bulk_update(changed_authenticators, ["data"])
    return len(changed_authenticators)


def is_confirmed(request: HttpRequest) -> bool:
    """Whether this session came in with a second factor that the account still has."""
    records = get_authentication_records(request, request.user)
    keys = {record.get("id") for record in records if record.get("method") == "mfa"}
    return bool(keys and Authenticator.objects.filter(pk__in=keys, user_id=request.user.pk).exists())


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        "add_email_blocked": _("This address cannot be added."),
        "cannot_delete_authenticator": _("The second factor cannot be taken off."),
        "cannot_generate_recovery_codes": _("Set up the second factor first; then there are recovery codes."),
        "incorrect_code": _(
            "This code is not right. Wait for the next one, and look at the clock of the phone."
        ),
        "unverified_email": _("This address is not confirmed."),
    }

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)


def _keys() -> tuple[str, ...]:
    """The newest first. That of the site is always among them: before there was another, it was this."""
    keys = (settings.SECOND_FACTOR_KEY, *settings.SECOND_FACTOR_KEY_FALLBACKS)
    return (*filter(None, keys), settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """A key for Fernet, from which nobody learns the one that it comes from (RFC 5869)."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"upr-tracker second factor")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))
