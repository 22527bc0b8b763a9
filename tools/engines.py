"""Run the tests on SQLite and, where PostgreSQL's programs are installed, on PostgreSQL.

    python -m tools.engines [--only sqlite|postgresql] [arguments for pytest]

Without a path it runs all tests on all cores, except those marked `soak` (`--soak`).

PostgreSQL runs as a private cluster in a temporary folder: a socket there, no network port, gone
afterwards. As root, its programs run as an unprivileged user, because they refuse root.
Exit code: 0 when every engine passed, else pytest's code for the first that did not.
"""

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")
# Durability does not matter. Rolled-back tests leave dead rows, so vacuum more often than every minute.
SETTINGS = (
    "fsync=off", "full_page_writes=off", "synchronous_commit=off", "wal_level=minimal",
    "max_wal_senders=0", "autovacuum_naptime=5s", "max_connections=60",
)  # fmt: skip
ROOM = 2_000_000_000
# The environment variable with a folder that the runs on both engines share, to compare results.
RUN = "UPR_TRACKER_TEST_RUN"
EVERYTHING = ["--numprocesses=auto", "--dist=worksteal", "--quiet", "--durations=10"]


def postgresql_programs() -> Path | None:
    """The folder of `initdb` and `postgres`, of the newest version."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    candidates = sorted(versions, key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        candidates.append(Path(on_path).resolve().parent)
    required = ("initdb", "postgres", "pg_isready")
    return next((path for path in candidates if all((path / name).exists() for name in required)), None)


def _unprivileged_user() -> str | None:
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise SystemExit("PostgreSQL refuses to run as root, and there is no user to run it as.")


def _memory() -> Path | None:
    """A folder in memory with room for the cluster, or None."""
    memory = Path("/dev/shm")  # noqa: S108 - a new folder is made there, for its owner alone
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM:
        return memory
    return None


@contextlib.contextmanager
def throwaway_postgresql(programs: Path) -> Iterator[str]:
    """A new, empty cluster; yields its DATABASE_URL."""
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="upr-tracker-postgresql-", dir=_memory()))
    data, log = folder / "data", folder / "log"
    try:
        if user:
            shutil.chown(folder, user)
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "tracker", "--auth=trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with log.open("w") as output:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=",
                 *itertools.chain.from_iterable(("-c", setting) for setting in SETTINGS)],
                user=user, cwd=folder, stdout=output, stderr=output,
            )  # fmt: skip
        try:
            _wait_until_ready(programs, folder, server, log)
            yield f"postgres://tracker@/{folder}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        ready = subprocess.run(
            [programs / "pg_isready", "-q", "-h", folder, "-U", "tracker", "-t", "1"], check=False
        )
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.1)
    raise SystemExit(f"The throw-away PostgreSQL did not start:\n{log.read_text()}")


def _pytest(engine: str, arguments: list[str], folder: str, database_url: str | None = None) -> int:
    print(f"\n== Tests on {engine} ==", flush=True)
    environment = {**os.environ}
    environment.pop("DATABASE_URL", None)
    environment[RUN] = folder
    if database_url:
        environment["DATABASE_URL"] = database_url
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], env=environment, check=False
    ).returncode


def _names_tests(arguments: list[str]) -> bool:
    return any(argument.startswith("tests/") for argument in arguments)


def _on_each(only: str | None, arguments: list[str], folder: str) -> tuple[int, list[str]]:
    code, ran = 0, []
    if only != "postgresql":
        code = _pytest("SQLite", arguments, folder)
        ran.append("SQLite")
    programs = postgresql_programs()
    if only != "sqlite" and programs is None:
        ran.append("not PostgreSQL (its programs initdb and postgres are not on this machine)")
    elif only != "sqlite" and programs is not None:
        with throwaway_postgresql(programs) as database_url:
            # After a failure on SQLite too: what is told of an engine was seen on it.
            code_on_postgresql = _pytest("PostgreSQL", arguments, folder, database_url)
        code = code or code_on_postgresql
        ran.append("PostgreSQL")
    return code, ran


def main(arguments: list[str]) -> int:
    only = None
    if arguments[:1] == ["--only"]:
        only, arguments = arguments[1], arguments[2:]
    arguments = [*EVERYTHING, *arguments] if not _names_tests(arguments) else arguments
    with tempfile.TemporaryDirectory(prefix="upr-tracker-tests-") as folder:
        code, ran = _on_each(only, arguments, folder)
    print(f"\nEngines: {', '.join(ran)}.")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
