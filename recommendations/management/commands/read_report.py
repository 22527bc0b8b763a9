"""manage.py read_report FILE…: one JSON object per report, for checks and other programs."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from foundation.i18n.texts import presentable
from uprdocs import Report, Unreadable
from uprdocs.isolated import read_report_isolated


class Command(BaseCommand):
    help = "Read reports of the UPR Working Group (PDF, DOCX, text); print one JSON line for each."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args: object, **options: Any) -> None:
        failed = 0
        for file in options["files"]:
            try:
                path = Path(file)
                result = as_json(read_report_isolated(path.read_bytes()))
            except Unreadable as error:
                error.file_name = path.name
                result = {"error": str(error), **error.message.as_json()}
            except OSError as error:
                result = {"error": f"The file cannot be opened: {error.strerror}."}
            failed += "error" in result
            self.stdout.write(json.dumps({"file": presentable(file), **result}, ensure_ascii=False))
        if failed:
            raise SystemExit(1)


def as_json(report: Report) -> dict[str, object]:
    """The report as the command prints it; days as ISO 8601, positions by their slugs."""
    return {
        "symbol": report.symbol,
        "state_under_review": report.state_under_review,
        "session": report.session,
        "reviewed_on": report.reviewed_on and report.reviewed_on.isoformat(),
        "adopted_on": report.adopted_on and report.adopted_on.isoformat(),
        "recommendations": [
            {
                "paragraph": recommendation.paragraph,
                "text": recommendation.text,
                "recommending_states": list(recommendation.recommending_states),
                "position": recommendation.position,
                "state_claim": recommendation.state_claim,
                "page": recommendation.page,
            }
            for recommendation in report.recommendations
        ],
        "doubts": [
            {"page": doubt.page, "paragraph": doubt.paragraph, **doubt.as_json(), "sentence": str(doubt)}
            for doubt in report.doubts
        ],
    }
