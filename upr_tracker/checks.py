"""What a site on the network must have before it starts."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator, validate_email

# Backends that print mails, write them to a file or forget them.
_NO_MAIL = {
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "filebased", "locmem")
}


@register(Tags.security, deploy=True)
def contact_is_named(app_configs: Sequence[AppConfig] | None, **_options: object) -> list[CheckMessage]:
    """Whoever is named on the site must find somebody to write to."""
    try:
        validate_email(settings.CONTACT_EMAIL)
    except ValidationError:
        return [
            Error(
                "CONTACT_EMAIL is no e-mail address. The site names people: they must be able to report an "
                "error and to ask for removal.",
                hint="Set CONTACT_EMAIL in the environment to a mailbox that somebody reads.",
                id="upr_tracker.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def second_factor_is_required(
    app_configs: Sequence[AppConfig] | None, **_options: object
) -> list[CheckMessage]:
    """A password that somebody saw or guessed must not be enough: behind it are names held back."""
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    return [
        Error(
            "SECOND_FACTOR is off. Whoever learns one password of an editor would read what is confidential.",
            hint="Remove SECOND_FACTOR from the environment: it is for `make demo` on one’s own machine.",
            id="upr_tracker.E002",
        )
    ]


@register(Tags.security, deploy=True)
def mail_goes_out(app_configs: Sequence[AppConfig] | None, **_options: object) -> list[CheckMessage]:
    """Invitations and password resets come by mail."""
    errors: list[CheckMessage] = []
    if settings.EMAIL_BACKEND in _NO_MAIL:
        errors.append(
            Error(
                "EMAIL_URL names no mail server. Nobody could be invited or set a forgotten password anew, "
                "and links that open accounts would be printed into the log.",
                hint="Set EMAIL_URL, as in smtp+tls://name:password@mail.example.org:587",
                id="upr_tracker.E003",
            )
        )
    try:
        # Of “localhost” no mail server takes anything.
        EmailValidator(allowlist=[])(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        errors.append(
            Error(
                "DEFAULT_FROM_EMAIL is no e-mail address: mail servers would refuse our mails.",
                hint="Set DEFAULT_FROM_EMAIL, as in tracker@example.org",
                id="upr_tracker.E004",
            )
        )
    return errors


def refuse_to_start_unsafe() -> None:
    """Raises `ImproperlyConfigured`, with every reason, where a site on the network lacks something."""
    if not settings.HTTPS:
        return
    errors = [*contact_is_named(None), *second_factor_is_required(None), *mail_goes_out(None)]
    if errors:
        raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in errors))
