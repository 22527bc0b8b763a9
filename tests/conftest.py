"""What every test stands on: settings, a database of its own, no network, and a limit of time."""

import itertools
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

# Their assertions are explained as those of a test module are.
pytest.register_assert_rewrite("tests.support.admin", "tests.support.rules")

from foundation.garbage_collector import built_to_stay  # noqa: E402
from tests.support.databases import Databases, of_engine  # noqa: E402
from tests.support.effort import SOAK  # noqa: E402
from tests.support.seeds import EMPTY, SEEDS  # noqa: E402
from tests.support.site import ReadSite, read_kinds, read_site  # noqa: E402
from tools.engines import RUN  # noqa: E402
from uprdocs import read_document  # noqa: E402
from uprdocs.isolated_child import reader_of  # noqa: E402

SHARED = settings.BASE_DIR.parent / "shared"
DATABASES = pytest.StashKey[Databases]()
# A test that takes more than so many seconds of a processor says why: @pytest.mark.slow("why").
LIMIT = 2
LOOP, LOOP_ON_A_CALM_MACHINE = 1_000_000, 0.08
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", *SEEDS}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="long runs and full matrices too")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--soak"):
        os.environ[SOAK] = "1"
    settings.SECRET_KEY = "tests only"
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    # Tests of pages log in past the doors; tests/foundation/accounts has those of the doors.
    settings.SECOND_FACTOR_REQUIRED, settings.LOGIN_AGAIN_AFTER = False, 0
    # Static files are collected by `make demo`, not for tests.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


# Which tests run, and in which order


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Modules and tests stay as long as the run: looking for garbage among them was a fifth of the work."""
    with built_to_stay():
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """For each worker its share: long tests first, so that none is left alone with one; then seed by seed.

    What has no database, or says that it shows nothing that differs between engines, runs once:
    on SQLite. What is marked `soak` runs in `make soak` only.
    """
    items.sort(key=lambda item: (_seed(item), _commits(item)))
    left_out = [item for item in items if not _runs(item, config)]
    config.hook.pytest_deselected(items=left_out)
    runs = [item for item in items if item not in set(left_out)]
    items[:] = _dealt(runs, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _dealt(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """One share after the other, as many tests in each, as xdist hands them out.

    The long tests of a module stay together: they read the same pages.
    """
    shares: list[list[pytest.Item]] = [[] for _ in range(workers)]
    long_tests = [item for item in items if _is_long(item)]
    modules = list(dict.fromkeys(item.path for item in long_tests))
    for item in long_tests:
        shares[modules.index(item.path) % workers].append(item)
    rest = [item for item in items if not _is_long(item)]
    for place in range(workers):
        size = (len(items) - sum(map(len, shares[:place]))) // (workers - place)
        missing = max(0, size - len(shares[place]))
        shares[place] += rest[:missing]
        del rest[:missing]
    return list(itertools.chain(*shares, rest))


def _runs(item: pytest.Item, config: pytest.Config) -> bool:
    if item.get_closest_marker("soak") and not config.getoption("--soak"):
        return False
    once = item.get_closest_marker("one_engine") or item.get_closest_marker("browser")
    return connection.vendor == "sqlite" or bool(_has_database(item) and not once)


def _is_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "slow"))


def _has_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not _DATABASE_FIXTURES.isdisjoint(
        item.fixturenames  # type: ignore[attr-defined]
    )


def _seed(item: pytest.Item) -> str:
    fixtures: list[str] = item.fixturenames  # type: ignore[attr-defined]
    return next((name for name in fixtures if name in SEEDS), EMPTY)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or not {
        "transactional_db",
        "live_server",
    }.isdisjoint(item.fixturenames)  # type: ignore[attr-defined]


# How long a test may take


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    begin = sum(os.times()[:4])
    yield
    used = sum(os.times()[:4]) - begin
    # In the soak a test of properties looks at fifty times as many examples.
    if item.config.getoption("--soak"):
        return
    # A moment ago it may have been slower than it is now: half as much again is let pass.
    if used > LIMIT and not _is_long(item) and used > 1.5 * LIMIT * _slowness():
        pytest.fail(
            f"This test took {used:.1f} s of a processor. Make it faster, or say why it takes "
            'long: @pytest.mark.slow("why").',
            pytrace=False,
        )


def _slowness() -> float:
    """How many times longer this machine takes now than a calm one: others work on it too."""
    begin = time.process_time()
    for number in range(LOOP):
        _ = number * number % 7
    return max(1.0, (time.process_time() - begin) / LOOP_ON_A_CALM_MACHINE)


# Documents


@pytest.fixture(autouse=True)
def documents_read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an import does with a document needs no process for each; tests of `isolated` start one."""
    if request.node.get_closest_marker("isolated") is None:
        monkeypatch.setattr("recommendations.imports.reading.read_document_isolated", read_document)
        for module in ("files", "workbook"):
            name = f"foundation.spreadsheets.{module}.read_sheet_isolated"
            monkeypatch.setattr(name, lambda kind, data: reader_of(kind)(data))


# The database


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Databases are made by `pytest_runtest_setup`: which one, each test says itself."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if _has_database(item):
        with _blocker(item.config).unblock():
            _databases(item.config).use(_seed(item))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    if _commits(item):
        _databases(item.config).touched()


@pytest.hookimpl
def pytest_sessionfinish(session: pytest.Session) -> None:
    if DATABASES in session.config.stash:
        with _blocker(session.config).unblock():
            session.config.stash[DATABASES].remove()


def _databases(config: pytest.Config) -> Databases:
    if DATABASES not in config.stash:
        # Django would empty each table and migrate again after a test that commits; the next test
        # gets a new copy instead.
        TransactionTestCase._fixture_teardown = lambda _self: None  # type: ignore[method-assign]
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        config.stash[DATABASES] = of_engine(SEEDS, worker)
    return config.stash[DATABASES]


def _blocker(config: pytest.Config) -> DjangoDbBlocker:
    return config.stash[blocking_manager_key]


def _fixture_of(seed: str) -> Any:
    def chosen() -> None:
        """The test starts from this content of the database."""

    return pytest.fixture(name=seed)(chosen)


shipped, demo, english_only, public_world, listed_world = (
    _fixture_of(name) for name in ("shipped", "demo", "english_only", "public_world", "listed_world")
)


# What else surrounds a test


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches beyond this machine is a mistake."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"A test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A request in another language leaves it active for whatever runs next in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def shared() -> Path:
    """The other people's documents beside the repository; skips visibly where they are not."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: it holds other people's documents")
    return SHARED


@pytest.fixture
def folder_of_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share, and both engines in `make test`."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if own.name.startswith("popen-") else own
    return Path(os.environ.get(RUN, shared))


@pytest.fixture
def demo_site(demo: None, folder_of_run: Path) -> ReadSite:
    """The pages of the seed `demo` by language, read once a run."""
    return lambda language: read_site(language, folder_of_run)


@pytest.fixture
def demo_kinds(demo: None, folder_of_run: Path) -> ReadSite:
    """One page of each kind of the seed `demo`, its variants and selections, read once a run."""
    return lambda language: read_kinds(language, folder_of_run)
