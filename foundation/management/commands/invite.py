"""Invite somebody: a mail with a link that starts an account."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...accounts.invitations import invite


class Command(BaseCommand):
    help = "Send a mail with a link that starts an account with a role. It works once, for seven days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="Address of the person.")
        parser.add_argument("--role", required=True, help="Name of the group, as in the admin.")
        parser.add_argument("--language", default="en", choices=list(settings.LANGUAGE_NAMES))
        parser.add_argument(
            "--site", help="As in https://tracker.example.org; by default from ALLOWED_HOSTS."
        )

    def handle(
        self, *args: object, email: str, role: str, language: str, site: str | None, **options: object
    ) -> None:
        try:
            invitation = invite(email=email, role=role, language=language, site=(site or _site()).rstrip("/"))
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        self.stdout.write(f"Sent. The link works until {invitation.expires_at:%Y-%m-%d %H:%M} UTC.")


def _site() -> str:
    host = next(iter(settings.ALLOWED_HOSTS), "*")
    if "*" in host or host.startswith("."):
        raise CommandError(f"ALLOWED_HOSTS says “{host}”, which is no address. Give --site https://… too.")
    return f"{'https' if settings.HTTPS else 'http'}://{host}"
