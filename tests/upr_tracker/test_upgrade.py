"""A database of an earlier version goes on with the migrations of this one."""

from importlib import import_module
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import InvalidBasesError
from django.db.migrations.recorder import MigrationRecorder

from recommendations.models import Recommendation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shipped")]
SQUASHED = dict.fromkeys(("recommendations", "cases"), "0001_squashed")


def recorded() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def replaced(app: str) -> list[tuple[str, str]]:
    migration: Any = import_module(f"{app}.migrations.{SQUASHED[app]}").Migration
    names: list[tuple[str, str]] = migration.replaces
    return names


@pytest.fixture
def of_before() -> None:
    """What its tables say was done: each step by itself, none of those that stand for several."""
    recorder = MigrationRecorder(connection)
    for app, name in SQUASHED.items():
        recorder.record_unapplied(app, name)
        for step in replaced(app):
            recorder.record_applied(*step)


def test_database_of_before_keeps_its_rows_and_is_up_to_date(of_before: None) -> None:
    rows = Recommendation.objects.count()
    call_command("migrate", verbosity=0)
    assert recorded() >= set(SQUASHED.items())
    assert Recommendation.objects.count() == rows > 100
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_database_between_two_versions_is_told_apart(of_before: None) -> None:
    """Some steps are missing: nothing says that its tables are those of this version."""
    MigrationRecorder(connection).record_unapplied(*replaced("recommendations")[-1])
    # Which of the two: whether the first step that misses a table changes it or builds on it.
    with pytest.raises((InvalidBasesError, KeyError)):
        call_command("migrate", verbosity=0)
    assert recorded().isdisjoint(SQUASHED.items())
