"""manage.py import_recommendations, as somebody runs it on a server."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from foundation.history.reading import revisions_of
from recommendations.models import Import, PositionStatement, Recommendation, Review
from tests.support import factories
from tests.support import import_files as files
from tests.support.databases import write_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies() -> None:
    files.vocabularies()


def run(*arguments: Any) -> str:
    told = StringIO()
    call_command("import_recommendations", *map(str, arguments), stdout=told, stderr=StringIO())
    return told.getvalue()


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_command_says_what_it_did_and_in_whose_name(tmp_path: Path) -> None:
    User.objects.create_user("aigerim")
    told = run(saved(tmp_path, "report.txt", files.report()), "--user", "aigerim")
    assert told == (
        "report.txt: Report of the Working Group. 3 new, 0 changed, 0 unchanged, 0 with another "
        "position, 0 to look at.\n"
    )
    made = Import.objects.get()
    assert made.carried_out_by is not None
    assert (made.carried_out_by.username, made.file_name, made.state) == (
        "aigerim",
        "report.txt",
        "done",
    )
    assert made.file_hash == hashlib.sha256(files.report()).hexdigest()


def test_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "report.txt", files.report())
    told = run(path, "--dry-run")
    assert "3 new" in told
    assert told.endswith("Nothing was written: this was a dry run.\n")
    assert Recommendation.objects.count() == Review.objects.count() == Import.objects.count() == 0


def test_files_are_imported_in_their_order(tmp_path: Path) -> None:
    run(
        saved(tmp_path, "report.txt", files.report()),
        saved(tmp_path, "add1.txt", files.addendum("1. Chad accepts recommendations 6.1.")),
    )
    assert PositionStatement.objects.filter(recommendation__number="6.1").count() == 2


def test_one_bad_file_keeps_all_out(tmp_path: Path) -> None:
    good = saved(tmp_path, "report.txt", files.report())
    bad = saved(tmp_path, "rows.csv", files.upr_info(files.row("Plant trees", "Meksico")))
    with pytest.raises(CommandError) as refusal:
        run(good, bad)
    assert str(refusal.value) == (
        f"{bad}: row 2, column “From / RS”: There is no State called “Meksico”. Did you mean “Mexico”?"
        "\nNothing was imported."
    )
    assert Recommendation.objects.count() == Import.objects.count() == 0


def test_file_that_only_fails_against_the_record_keeps_all_out_too(tmp_path: Path) -> None:
    good = saved(tmp_path, "report.txt", files.report())
    bad = saved(tmp_path, "add1.txt", files.addendum("1. Chad accepts 6.1.").replace(b"99/7", b"99/8"))
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(good, bad)
    assert Recommendation.objects.count() == Import.objects.count() == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.pdf"], "nowhere.pdf: the file cannot be opened: No such file or directory."),
        (["--user", "nobody", "nowhere.pdf"], "There is no user called “nobody”."),
    ],
)
def test_mistake_on_the_command_line_is_told_in_a_sentence(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    assert str(refusal.value) == f"{said} Nothing was imported."


def test_history_names_who_and_why(tmp_path: Path) -> None:
    user = User.objects.create_user("aigerim")
    row = factories.recommendation(
        "5.1", review=factories.review("tcd-2015", report=None), states=("CUB",), position=None
    )
    run(saved(tmp_path, "report.txt", files.report()), "--user", "aigerim")
    added = Recommendation.objects.get(number="5.2")
    histories = [revisions_of(one).filter(table=one._meta.db_table).last() for one in (row, added)]
    assert [
        (one.kind, one.act.user, one.act.way, one.act.reason, one.after)
        for one in histories
        if one and one.act
    ] == [
        (
            "~", user, "import", "report.txt",
            {"text": "Plant trees in every village", "text_source_id": added.text_source_id},
        ),
        ("+", user, "import", "report.txt", None),
    ]  # fmt: skip


def test_history_keeps_the_links_too() -> None:
    files.imported(files.upr_info(files.row("Plant trees")))
    row = Recommendation.objects.get()
    links = revisions_of(row).filter(table="recommendations_recommendation_themes")
    assert [(link.kind, link.row) for link in links] == [
        ("+", Recommendation.themes.through.objects.get().pk)
    ]


@pytest.mark.slow("starts a process, and ends it in the middle")
@pytest.mark.one_engine
@pytest.mark.django_db(transaction=True)
def test_process_that_is_killed_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    """On a database file of its own, so that another process can be killed over it."""
    database = tmp_path / "killed.sqlite3"
    write_to(database)
    rows = [files.row(f"Plant tree number {n} in the village") for n in range(5_000)]
    path = saved(tmp_path, "rows.csv", files.upr_info(*rows))
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": "test",
        "DJANGO_SETTINGS_MODULE": "upr_tracker.settings",
    }
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    before = counted(database)
    importing = subprocess.Popen(  # noqa: S603 - our own command
        [*manage, "import_recommendations", str(path)], env=environment, stderr=subprocess.DEVNULL
    )
    log = Path(f"{database}-wal")
    # It has begun to write once the log of the database grows.
    begun = log.stat().st_size if log.exists() else 0
    deadline = time.monotonic() + 60
    while importing.poll() is None and time.monotonic() < deadline:
        if log.exists() and log.stat().st_size > begun + 500_000:
            break
        time.sleep(0.01)
    assert importing.poll() is None, "it ended before it could be killed"
    importing.send_signal(signal.SIGKILL)
    importing.wait()
    assert counted(database) == before


def counted(database: Path) -> dict[str, int]:
    with sqlite3.connect(database) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in names
        }
