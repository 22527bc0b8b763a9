"""Load the data that the project ships. Can be run again at any time."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.base import DeserializationError

from foundation.shipped_data import load
from foundation.shipped_data.folders import UnknownFolder, fixture_files


class Command(BaseCommand):
    help = (
        "Load the data that the project ships. What editors changed, withdrew or deleted stays as "
        "they left it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only",
            nargs="+",
            default=[],
            metavar="NAME",
            help="Load these folders alone: “reference” for what every review speaks of, or a State’s.",
        )
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            metavar="FOLDER",
            help="Load a folder of your own, laid out as fixtures/ is, instead of fixtures/.",
        )

    def handle(self, *args: object, only: list[str], folder: Path | None, **options: object) -> None:
        root = folder or settings.FIXTURES_DIR
        try:
            report = load(fixture_files(root, only), root=root)
        except (UnknownFolder, DeserializationError) as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        self.stdout.write(
            f"Fixtures: {report.added} rows added, {report.updated} brought up to date, "
            f"{report.unchanged} as before."
        )
        if report.skipped:
            self.stdout.write(f"Kept as they are here: {len(report.skipped)} rows:")
            for model, key in report.skipped:
                self.stdout.write(f"  {model} {key}")
