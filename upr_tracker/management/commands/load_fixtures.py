"""Load the data that the project ships. Safe to run again at any time."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from upr_tracker.common.fixtures import load

# In the order in which they name each other.
FILES = (
    "states",
    "cycles",
    "sessions",
    "themes",
    "affected_groups",
    "scheme_labels",
    "goals",
    "targets",
    "organisations",
    "sources",
    "reviews",
    "recommendations",
    "recommending_states",
    "position_statements",
    # What Human Rights Watch wrote for the review of 2019, as linked data.
    "submissions",
    "sections",
    "citations",
    "new_recommendations",
    "assessments",
    "bodies",
    "laws",
    "provisions",
    "former_numbers",
    "law_changes",
    "cases",
    "other_spellings",
    "case_relations",
    "case_events",
    "events",
    "figures",
    "evidence",
    "mentions",
)


class Command(BaseCommand):
    help = (
        "Load the data that the project ships. What editors changed, withdrew or deleted stays as "
        "they left it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        report = load(settings.FIXTURES_DIR / f"{name}.json" for name in FILES)
        self.stdout.write(
            f"Fixtures: {report.added} rows added, {report.updated} brought up to date, "
            f"{report.unchanged} as before."
        )
        if report.kept:
            self.stdout.write(f"Kept as the editors left them: {len(report.kept)} rows:")
            for model, key in report.kept:
                self.stdout.write(f"  {model} {key}")
