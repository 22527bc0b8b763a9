"""A web process builds the index when it starts, and starts whatever the database says."""

import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from recommendations.index import RECOMMENDATIONS
from tests.support import factories
from tests.support.databases import write_to
from upr_tracker.checks import refuse_to_start_unsafe

# All that a site on the network must have.
ON_THE_NETWORK = {
    "HTTPS": "true",
    "CONTACT_EMAIL": "desk@example.org",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "DEFAULT_FROM_EMAIL": "tracker@example.org",
}
# A server does the same: it loads the module and asks the application.
SERVE = """
from django.test import Client
from upr_tracker import wsgi
assert wsgi.warming.daemon
wsgi.warming.join(30)
assert not wsgi.warming.is_alive()
print(Client(SERVER_NAME="localhost").get("/robots.txt").status_code)
"""


def run(*arguments: str, database: str, **settings_: str) -> "subprocess.CompletedProcess[str]":
    # A server that starts knows nothing of settings; the module names them.
    inherited = {name: os.environ[name] for name in os.environ if name != "DJANGO_SETTINGS_MODULE"}
    environment = {
        **inherited,
        "DATABASE_URL": database,
        "SECRET_KEY": "test",
        "HTTPS": "false",
        "DEBUG": "true",
        **settings_,
    }
    return subprocess.run(  # noqa: S603 - this Python
        [sys.executable, *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow("starts a server")
@pytest.mark.parametrize(
    "database",
    ["sqlite:///{folder}/empty.sqlite3", "sqlite:///{folder}/none/nowhere.sqlite3",
     "postgres://nobody:secret@127.0.0.1:1/nowhere"],
    ids=["not migrated", "no file", "no server"],
)  # fmt: skip
def test_a_process_serves_whatever_its_database_says(tmp_path: Path, database: str) -> None:
    served = run("-c", SERVE, database=database.format(folder=tmp_path))
    assert (served.returncode, served.stdout) == (0, "200\n"), served.stderr
    assert served.stderr.startswith("The index was not built at the start.\n")
    assert "secret" not in served.stderr


@pytest.mark.slow("starts a server three times")
@pytest.mark.parametrize("contact", ["", "nobody"])
def test_a_site_on_the_network_does_not_start_without_a_contact(tmp_path: Path, contact: str) -> None:
    database = f"sqlite:///{tmp_path}/empty.sqlite3"
    start = "import upr_tracker.wsgi"
    refused = run("-c", start, database=database, **{**ON_THE_NETWORK, "CONTACT_EMAIL": contact})
    assert refused.returncode == 1
    last = refused.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: CONTACT_EMAIL is no e-mail address.")
    assert last.endswith("Set CONTACT_EMAIL in the environment to a mailbox that somebody reads.")
    named = run("-c", start, database=database, **ON_THE_NETWORK)
    assert named.returncode == 0, named.stderr
    # On somebody’s own machine nobody else is named.
    assert run("-c", start, database=database, CONTACT_EMAIL=contact).returncode == 0


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        ({}, []),
        ({"SECOND_FACTOR_REQUIRED": False}, ["SECOND_FACTOR is off."]),
        *(
            ({"EMAIL_BACKEND": f"django.core.mail.backends.{name}.EmailBackend"}, ["EMAIL_URL names no"])
            for name in ("console", "dummy", "filebased", "locmem")
        ),
        ({"DEFAULT_FROM_EMAIL": "tracker@localhost"}, ["DEFAULT_FROM_EMAIL is no e-mail address"]),
        ({"DEFAULT_FROM_EMAIL": "UPR Tracker"}, ["DEFAULT_FROM_EMAIL is no e-mail address"]),
        ({"CONTACT_EMAIL": "", "SECOND_FACTOR_REQUIRED": False}, ["CONTACT_EMAIL is", "SECOND_FACTOR is"]),
    ],
)  # fmt: skip
def test_what_a_site_on_the_network_lacks_is_said_in_words(
    settings: Any, change: dict[str, Any], sentences: list[str]
) -> None:
    settings.HTTPS, settings.CONTACT_EMAIL = True, "desk@example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.SECOND_FACTOR_REQUIRED, settings.DEFAULT_FROM_EMAIL = True, "UPR <tracker@example.org>"
    for name, value in change.items():
        setattr(settings, name, value)
    if not sentences:
        refuse_to_start_unsafe()
        return
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_to_start_unsafe()
    assert [sentence for sentence in sentences if sentence not in str(refusal.value)] == []
    # On somebody’s own machine all of it is fine.
    settings.HTTPS = False
    refuse_to_start_unsafe()


@pytest.mark.django_db(transaction=True)
def test_warming_leaves_one_query_to_the_first_reader(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    from upr_tracker.wsgi import warm, warming  # noqa: PLC0415 - loading it builds already

    warming.join(30)
    factories.recommendation()
    RECOMMENDATIONS._shared = None
    warm()
    # What is built to stay is nothing for the collector to go through.
    built = RECOMMENDATIONS._shared
    assert built is not None
    assert not any(one is built[1] for one in gc.get_objects())
    with django_assert_num_queries(1):
        assert RECOMMENDATIONS.snapshot().all.to_array().tolist() == [0]


@pytest.mark.slow("runs commands in a process of its own")
@pytest.mark.one_engine
@pytest.mark.django_db(transaction=True)
def test_commands_do_not_build_it(tmp_path: Path) -> None:
    write_to(tmp_path / "empty.sqlite3")
    program = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "upr_tracker.settings"
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("check")
sys.exit("upr_tracker.wsgi" in sys.modules)
"""
    ran = run("-c", program, database=f"sqlite:///{tmp_path}/empty.sqlite3")
    assert ran.returncode == 0, ran.stderr
