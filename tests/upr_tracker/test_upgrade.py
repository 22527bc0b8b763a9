"""A database of an earlier version goes on with the migrations of this one."""

from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import InvalidBasesError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from foundation.models import Act, Revision
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


@pytest.mark.slow("migrates back and forth")
@pytest.mark.usefixtures("shipped")
def test_history_of_before_is_carried_over() -> None:
    """It stood in a table for each of three models."""
    user, now = User.objects.create_user("aigerim"), timezone.now()
    row = Recommendation.objects.exclude(themes=None).first()
    assert row is not None
    old_apps = MigrationExecutor(connection).migrate([("recommendations", "0012_non_member_states")]).apps
    history: Any = old_apps.get_model("recommendations", "HistoricalRecommendation").objects
    links: Any = old_apps.get_model("recommendations", "HistoricalRecommendation_themes").objects
    columns = {field.attname for field in history.model._meta.concrete_fields}
    values = {name: value for name, value in vars(row).items() if name in columns}
    for kind, title, reason in (
        ("+", "Old", "Import 7: report.pdf"), ("~", "New", None), ("-", "New", "Undone: import 7: report.pdf")
    ):  # fmt: skip
        record = history.create(
            **{**values, "title_en": title}, history_type=kind, history_date=now,
            history_user_id=user.pk, history_change_reason=reason,
        )  # fmt: skip
        if kind == "~":
            links.create(id=501, history=record, recommendation_id=row.pk, theme_id=3)
    Revision.objects.all().delete()
    call_command("migrate", verbosity=0)
    table = "recommendations_recommendation"
    noted = Revision.objects.filter(table=table, row=row.pk).select_related("act")
    assert [
        (one.kind, one.act.user, one.act.way, one.act.reason, one.act.done_at, one.after)
        for one in noted
        if one.act
    ] == [
        ("+", user, "import", "Import 7: report.pdf", now, None),
        ("~", user, "form", "", now, {"title_en": "New"}),
        ("-", user, "undo", "Undone: import 7: report.pdf", now, None),
    ]
    assert [(one.before or {}).get("title_en") for one in noted] == [None, "Old", "New"]
    assert list(
        Revision.objects.filter(table=f"{table}_themes", row=501).values_list("kind", "before").order_by("pk")
    ) == [("+", None), ("-", {"recommendation_id": row.pk, "theme_id": 3})]
    assert Act.objects.filter(done_at=now).count() == 3
