"""Encrypt what authenticator apps share with us with the newest key."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...accounts.second_factor import UnreadableSecretError, renew_encryption


class Command(BaseCommand):
    help = "Encrypt all secrets of second factors with SECOND_FACTOR_KEY; then the fallbacks can go."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        try:
            number = renew_encryption()
        except UnreadableSecretError:
            raise CommandError(
                "A secret was encrypted with a key that is neither SECOND_FACTOR_KEY nor among its "
                "fallbacks. Nothing was changed. Add the earlier key to SECOND_FACTOR_KEY_FALLBACKS."
            ) from None
        self.stdout.write(f"Renewed: {number}.")
