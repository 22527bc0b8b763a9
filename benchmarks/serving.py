"""Temporary databases and servers for benchmarks, and requests to them."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.engines import postgresql_programs, throwaway_postgresql

ROOT = Path(__file__).parent.parent
ENGINES = ("sqlite", "postgresql")
_GRANIAN = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}", "--no-ws",
            "--workers", "{workers}", "--log-level", "error",
            "upr_tracker.wsgi:application"]  # fmt: skip
_GUNICORN = ["gunicorn", "upr_tracker.wsgi", "--bind", "127.0.0.1:{port}", "--workers", "{workers}",
             "--log-level", "error"]  # fmt: skip
SERVERS = {
    "granian": [*_GRANIAN, "--blocking-threads", "4"],
    "granian-1": [*_GRANIAN, "--blocking-threads", "1"],
    "gunicorn": [*_GUNICORN, "--threads", "4"],
    # The timeout must cover building the index for the first response.
    "gunicorn-sync": [*_GUNICORN, "--timeout", "300"],
}


@contextlib.contextmanager
def database(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    """An empty database; yields the environment in which the tracker works on it."""
    with contextlib.ExitStack() as stack:
        address = f"sqlite:///{folder}/tracker.sqlite3"
        if engine == "postgresql":
            programs = postgresql_programs()
            assert programs, "PostgreSQL's programs are not installed"
            address = stack.enter_context(throwaway_postgresql(programs))
        yield {
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "upr_tracker.settings",
            "SECRET_KEY": "benchmark",
            "HTTPS": "false",
            "DEBUG": "false",
        }


def json_printed_by(module: str, *arguments: str, environment: dict[str, str]) -> Any:
    """Run a benchmark in a process of its own; returns the JSON on its last line."""
    process = subprocess.run(  # noqa: S603 - this program itself
        [sys.executable, "-m", module, *arguments],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(process.stdout.strip().splitlines()[-1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(
    command: list[str], first: str, *, workers: int = 1, environment: dict[str, str] | None = None
) -> Iterator[int]:
    """Start a server and wait for its first response; yields its port. `environment`: ours if not given."""
    port = free_port()
    arguments = [part.format(port=port, workers=workers) for part in command]
    server = subprocess.Popen(arguments, cwd=ROOT, env=environment)  # noqa: S603 - the commands stand above
    try:
        for _attempt in range(600):
            with contextlib.suppress(OSError):
                request_times(port, [first])
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def program(name: str) -> str:
    """The path of a program, beside this Python or where `make benchmark` installs it."""
    beside = Path(sys.executable).parent / name
    return str(beside if beside.exists() else ROOT / "var/benchmark/bin" / name)


def server_command(name: str) -> list[str]:
    first, *rest = SERVERS[name]
    return [program(first), *rest]


def request_times(port: int, addresses: list[str]) -> list[float]:
    """Milliseconds of each request over one connection; fails on any status but 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    times = []
    for address in addresses:
        begin = time.perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        body = response.read()
        times.append((time.perf_counter() - begin) * 1000)
        assert response.status == 200, (response.status, address, body[:500])
    connection.close()
    return times
