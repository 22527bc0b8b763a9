"""Load the data that the project ships. Safe to run again at any time."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError

from foundation.shipped_data import load


class Command(BaseCommand):
    help = (
        "Load the data that the project ships. What editors changed, withdrew or deleted stays as "
        "they left it."
    )

    def handle(self, *args: object, **options: object) -> None:
        folder: Path = settings.FIXTURES_DIR
        if not folder.is_dir():
            raise CommandError(f"Nothing was loaded. There is no folder {folder}.")
        try:
            # Rows say what they refer to; the order of the files says nothing.
            report = load(sorted(folder.glob("*.json")))
        except DeserializationError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        self.stdout.write(
            f"Fixtures: {report.added} rows added, {report.updated} brought up to date, "
            f"{report.unchanged} as before."
        )
        if report.kept:
            self.stdout.write(f"Kept as the editors left them: {len(report.kept)} rows:")
            for model, key in report.kept:
                self.stdout.write(f"  {model} {key}")
