"""Take somebody’s second factor off: the phone is lost, and the recovery codes too."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ...accounts.mails import send_notice


class Command(BaseCommand):
    help = (
        "Take the second factor and all sessions of an account away. At the next login a new one is set up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="Username of the account.")
        parser.add_argument("--reason", required=True, help="How you know that it is this person who asks.")
        parser.add_argument("--by", help="Username of who does it; by default the account itself.")

    def handle(self, *args: object, user: str, reason: str, by: str | None, **options: object) -> None:
        if not reason.strip():
            raise CommandError("--reason is empty. Write how you know that it is this person who asks.")
        account = _account(user)
        actor = _account(by) if by else account
        with transaction.atomic():
            Authenticator.objects.filter(user=account).delete()
            for session in UserSession.objects.filter(user=account):
                session.end()
            LogEntry.objects.log_actions(
                actor.pk,
                [account],
                CHANGE,
                f"Second factor reset on the server: {reason.strip()}",
                single_object=True,
            )
        try:
            send_notice(account, "second_factor_reset")
        except OSError:
            self.stderr.write("The mail that tells the person could not be sent. Tell them yourself.")
        self.stdout.write(
            f"{user} sets up a new second factor at the next login, with the password. If that is lost too, "
            "they use “Forgotten your password?” first."
        )


def _account(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no account “{name}”. The admin lists all under “Users”.")
    return user
