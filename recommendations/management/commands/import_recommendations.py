"""manage.py import_recommendations FILE…: from a UN document or an export to the tracker."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from recommendations.imports import IncomingFile, Refused, Remark, Sentence, carry_out, read_file
from recommendations.models import Import

# The most doubts printed; the admin shows more.
MOST_DOUBTS = 40


class Command(BaseCommand):
    help = (
        "Import reports of the Working Group, addenda and exports of UPR Info, UHRI and OHCHR. All "
        "files or none are imported; new recommendations are drafts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("--user", default="", help="in whose name it is recorded")

    def handle(self, *args: object, **options: Any) -> None:
        user = self._user(options["user"])
        try:
            files = [self._read(Path(name)) for name in options["files"]]
            rows = sum(len(review.rows) for file in files for review in file.reviews)
            with (
                tqdm(total=rows, unit=" rows", file=self.stderr, disable=None, leave=False) as bar,
                transaction.atomic(),
            ):
                imports = [carry_out(file, by=user, progress=bar.update) for file in files]
                # Before a dry run rolls them back.
                summaries = [self._summary_lines(import_record) for import_record in imports]
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except Refused as refusal:
            raise CommandError(f"{refusal}\nNothing was imported.") from refusal
        for lines in summaries:
            self.stdout.write("\n".join(lines))
        if options["dry_run"]:
            self.stdout.write("Nothing was written: this was a dry run.")

    def _user(self, name: str) -> User | None:
        if not name:
            return None
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no user called “{name}”. Nothing was imported.")
        return user

    def _read(self, path: Path) -> IncomingFile:
        try:
            file = read_file(path.read_bytes(), name=path.name)
        except OSError as error:
            raise CommandError(
                f"{path}: the file cannot be opened: {error.strerror}. Nothing was imported."
            ) from error
        except Refused as refusal:
            raise CommandError(f"{path}: {refusal}\nNothing was imported.") from refusal
        if file.refusals:
            sentences = "\n".join(f"{path}: {remark}" for remark in file.refusals[:20])
            more = len(file.refusals) - 20
            and_more = f"\n… and {more} more." if more > 0 else ""
            raise CommandError(f"{sentences}{and_more}\nNothing was imported.")
        return file

    def _summary_lines(self, import_record: Import) -> list[str]:
        counts = import_record.counts
        summary = (
            f"{import_record.file_name}: {import_record.get_kind_display()}. "
            f"{counts['new']} new, {counts['changed']} changed, "
            f"{counts['unchanged']} unchanged, {counts['conflicts']} with another position, "
            f"{counts['doubtful']} to look at."
        )
        lines = [summary]
        lines += [
            f"  left out, {Sentence.from_json(reason)}: {number}" for reason, number in counts["skipped"]
        ]
        lines += [
            f"  unknown label “{label}”: {number} recommendations"
            for label, number in counts["unknown_labels"].items()
        ]
        lines += [f"  {Remark.from_json(doubt)}" for doubt in import_record.doubts[:MOST_DOUBTS]]
        if (more := counts["doubtful"] - MOST_DOUBTS) > 0:
            lines.append(f"  … and {more} more, in the admin under “Imports of documents”.")
        return lines
