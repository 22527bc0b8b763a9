"""The databases that tests start from: each made once, then copied to whoever needs it.

A *seed* is a database with a known content: `empty` is migrated and holds nothing, `shipped` holds
the data that the project ships; `tests/support/seeds.py` lists them. Each worker has a copy of its
own, which is copied anew when a test needs another seed, or after a test that committed.

On SQLite a seed is a file in `var/test-databases/` and a worker's database is in memory. On
PostgreSQL both are databases of the cluster, copied with `CREATE DATABASE … TEMPLATE`. The name of
a seed carries a digest of what it was made from, so it is never out of date.
"""

import contextlib
import fcntl
import hashlib
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from foundation.history import triggers as of_history
from foundation.history.noted import noted_tables
from foundation.index import triggers as of_index
from foundation.index.live import noted_dependencies

# Of PostgreSQL's advisory locks; any number that nobody else uses.
LOCK = 5_020_251_123


@dataclass(frozen=True)
class Seed:
    """A content: the seed that it starts from (None: no table at all), and what is added to it."""

    base: str | None
    fill: Callable[[], None]


class Databases(ABC):
    """The seeds of an engine, and the copy that this worker's tests run on."""

    def __init__(self, seeds: Mapping[str, Seed], worker: str) -> None:
        self.seeds = seeds
        self.worker = worker
        # The seed of which the worker's database is an untouched copy.
        self._current: str | None = None

    def use(self, name: str) -> None:
        """Let the connections of this worker lead to an untouched copy of a seed."""
        if self._current != name:
            self._make(name)
            self._copy(name)
            self._current = name

    def touched(self) -> None:
        """A test may have committed: the next one gets a new copy."""
        self._current = None

    def _digest(self, name: str) -> str:
        return digest() if self.seeds[name].base else digest_of_tables()

    def _make(self, name: str) -> None:
        """Make a seed, and what it starts from, unless some worker has made it already."""
        seed = self.seeds[name]
        if self._exists(name):
            return
        if seed.base:
            self._make(seed.base)
        with self._lock():
            if not self._exists(name):
                self._copy(seed.base)
                seed.fill()
                self._keep(name)

    @abstractmethod
    def _exists(self, name: str) -> bool: ...

    @abstractmethod
    def _lock(self) -> contextlib.AbstractContextManager[object]:
        """Only one worker makes a seed; the others wait."""

    @abstractmethod
    def _copy(self, name: str | None) -> None:
        """Replace the worker's database by a copy of a seed; of None: by a blank one."""

    @abstractmethod
    def _keep(self, name: str) -> None:
        """Make the worker's database, as it is now, a seed."""

    @abstractmethod
    def remove(self) -> None:
        """Remove the worker's database."""


class SQLiteDatabases(Databases):
    """Files, copied into the memory of each worker in a few milliseconds."""

    def __init__(self, seeds: Mapping[str, Seed], worker: str) -> None:
        super().__init__(seeds, worker)
        self.folder = settings.VAR_DIR / "test-databases"
        _lead_to("file:tests?mode=memory&cache=shared")

    def _file(self, name: str) -> Path:
        return Path(self.folder / f"{name}-{self._digest(name)}.sqlite3")

    def _exists(self, name: str) -> bool:
        return self._file(name).exists()

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _copy(self, name: str | None) -> None:
        connection.ensure_connection()
        # Read only: it must be there.
        source = sqlite3.connect(f"file:{self._file(name)}?mode=ro" if name else ":memory:", uri=True)
        with contextlib.closing(source):
            source.backup(connection.connection)

    def _keep(self, name: str) -> None:
        for outdated in self.folder.glob(f"{name}-*"):
            outdated.unlink()
        # Under its own name only when it is complete.
        unfinished = self.folder / f"{name}.unfinished"
        unfinished.unlink(missing_ok=True)
        write_to(unfinished)
        unfinished.rename(self._file(name))

    def remove(self) -> None:
        """Memory goes with the process."""


def write_to(file: Path) -> None:
    """Write what the test's SQLite database holds to a file, for a process of its own."""
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)


class PostgreSQLDatabases(Databases):
    """Databases of the cluster, copied by the server itself."""

    def __init__(self, seeds: Mapping[str, Seed], worker: str) -> None:
        super().__init__(seeds, worker)
        self.own = f"tests_{worker}"
        _lead_to(self.own)

    def _name(self, name: str) -> str:
        return f"tests_seed_{name}_{self._digest(name)}"

    def _exists(self, name: str) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name(name)])
            return cursor.fetchone() is not None

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            yield

    def _copy(self, name: str | None) -> None:
        connections.close_all()
        self._create(self.own, self._name(name) if name else "template1")

    def _keep(self, name: str) -> None:
        connections.close_all()
        self._create(self._name(name), self.own)

    def _create(self, name: str, template: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')

    def remove(self) -> None:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.own}" WITH (FORCE)')


def of_engine(seeds: Mapping[str, Seed], worker: str) -> Databases:
    """The databases of the engine that `DATABASE_URL` names."""
    engines = {"sqlite": SQLiteDatabases, "postgresql": PostgreSQLDatabases}
    return engines[connection.vendor](seeds, worker)


def _lead_to(database: str) -> None:
    """Let every connection of this process, also those of other threads, lead to a database."""
    connections.close_all()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database


@cache
def digest() -> str:
    """What tells a seed from one that was made from other code or other data."""
    content = hashlib.sha256(_of_tables())
    for folder in sorted(settings.BASE_DIR.iterdir()):
        if folder.is_dir() and not folder.name.startswith(".") and folder.name != "var":
            for path in sorted(folder.rglob("*")):
                # Tests read seeds, and make none.
                if path.suffix in (".py", ".json") and not path.name.startswith("test_"):
                    content.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return content.hexdigest()[:12]


@cache
def digest_of_tables() -> str:
    """The same of a seed that is only migrated, which takes longest and changes least."""
    return hashlib.sha256(_of_tables()).hexdigest()[:12]


def _of_tables() -> bytes:
    """All that an empty, migrated database follows from: migrations, triggers, permissions."""
    migrations = sorted(settings.BASE_DIR.glob("**/migrations/*.py"))
    parts = [version("django").encode(), *(path.read_bytes() for path in migrations)]
    parts += [
        repr(trigger).encode()
        for trigger in (
            *of_index.triggers(connection.vendor, noted_dependencies()),
            *of_history.history_triggers(connection.vendor, noted_tables()),
        )
    ]
    # Of permissions the names only: what they are called depends on the language of the moment.
    parts += sorted(
        f"{model._meta.label} {sorted(name for name, _label in model._meta.permissions)}".encode()
        for model in apps.get_models(include_auto_created=True)
    )
    return b"\0".join(parts)


@contextlib.contextmanager
def for_many_writers(folder: Path) -> Iterator[None]:
    """The worker's database as the site has it, for writers who wait for each other.

    Connections to a database in memory refuse each other instead: SQLite’s is a file meanwhile. What
    is in memory is gone afterwards, as after every test that commits.
    """
    if connection.vendor != "sqlite":
        yield
        return
    file = folder / "many-writers.sqlite3"
    write_to(file)
    in_memory = str(connection.settings_dict["NAME"])
    # Django does not close what leads to memory.
    connection.settings_dict["NAME"] = str(file)
    _lead_to(str(file))
    try:
        yield
    finally:
        _lead_to(in_memory)
