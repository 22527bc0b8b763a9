"""What a site on the network must have before it starts."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email


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


def refuse_to_start_without_contact() -> None:
    """Raises `ImproperlyConfigured` where the site is on the network and names no contact."""
    if settings.HTTPS:
        for error in contact_is_named(None):
            raise ImproperlyConfigured(f"{error.msg} {error.hint}")
