"""The filtered list, as readers get it, against Datasette with the same rows and facets.

    make benchmark                        1, 10 and 120 thousand recommendations, both engines
    make benchmark SIZES=10000            a short one
    python -m benchmarks.site [SIZE …] [--server granian|gunicorn] [--engines sqlite,postgresql]

For each size a made-up tracker (`benchmarks.corpus`) is written to a database in a temporary folder
and served by the production server on this machine; the same recommendations, flattened into one
table with the same ten facets, full-text search and time limits raised, are served by Datasette.
Requests go over HTTP one after the other, each another one, so that no cache of pages answers; the
median of each kind counts. The floor is the same HTML rendered again from data that is ready.
Prints a table of ratios; the last line is JSON.
"""

import argparse
import contextlib
import http.client
import itertools
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.engines import postgresql_programs, throwaway_postgresql

ROOT = Path(__file__).parent.parent
SIZES = (1_000, 10_000, 120_000)
# Requests of each kind: ours, and of the peer, which takes seconds for one.
OURS, PEER = 30, 3
FACETS = ("position", "state_claim", "claim_gap", "status", "action_category", "review")
ARRAYS = ("theme", "recommending_state", "regional_group", "affected_group")
GOALS = {"none": 100, "theme": 100, "three filters": 100, "search": 10, "search and three": 50}
SERVERS = {
    "granian": ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}",
                "--workers", "{workers}", "--blocking-threads", "1", "--no-ws",
                "--log-level", "error", "upr_tracker.wsgi:application"],
    "gunicorn": ["gunicorn", "upr_tracker.wsgi", "--bind", "127.0.0.1:{port}", "--threads", "4",
                 "--workers", "{workers}", "--log-level", "error"],
}  # fmt: skip

Query = list[tuple[str, str]]


# What is asked


def questions(values: dict[str, list[str]], words: list[str]) -> dict[str, list[Query]]:
    """Of each kind, so many different selections: (parameter, value), with our names."""
    themes = [[("theme", value)] for value in values["theme"]]
    three = [
        [("theme", theme), ("position", position), ("status", status)]
        for theme, position, status in itertools.product(
            values["theme"][:10], ("supported", "noted"), ("not_assessed", "not_implemented")
        )
    ]
    pairs = [[("q", f"{one} {other}")] for one, other in itertools.combinations(words, 2)]
    return {
        "none": [[("page", str(number))] for number in range(1, OURS + 1)],
        "theme": themes[:OURS],
        "three filters": three[:OURS],
        "search": pairs[:OURS],
        "search and three": [q + f for q, f in zip(pairs, three, strict=False)][:OURS],
    }


def our_address(query: Query) -> str:
    return f"/recommendations/?{urlencode(query)}"


def peer_address(query: Query) -> str:
    """The same of Datasette: arrays contain a value, a search has its own name."""
    asked = [("_size", "50"), *(("_facet", name) for name in FACETS)]
    asked += [("_facet_array", name) for name in ARRAYS]
    for name, value in query:
        if name == "q":
            asked.append(("_search", value))
        elif name != "page":
            asked.append((f"{name}__arraycontains" if name in ARRAYS else name, value))
    return f"/peer/recommendation?{urlencode(asked)}"


def asked(port: int, addresses: list[str]) -> list[float]:
    """Milliseconds of each request over one connection; anything but 200 ends the benchmark."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    spent = []
    for address in addresses:
        begin = time.perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        body = response.read()
        spent.append((time.perf_counter() - begin) * 1000)
        assert response.status == 200, (response.status, address, body[:500])
    connection.close()
    return spent


# What is served


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(command: list[str], first: str) -> Iterator[int]:
    """A server, from its first answer on; ended by its process id."""
    port = free_port()
    filled = [part.format(port=port, workers=1) for part in command]
    server = subprocess.Popen(filled, cwd=ROOT)  # noqa: S603 - the commands stand above
    try:
        for _attempt in range(600):
            with contextlib.suppress(OSError):
                asked(port, [first])
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def program(name: str) -> str:
    """Beside this Python, or among those of the peer, which `make benchmark` installs."""
    beside = Path(sys.executable).parent / name
    return str(beside if beside.exists() else ROOT / "var/benchmark/bin" / name)


def write_peer(path: Path) -> None:
    """The published recommendations in one table, as somebody would publish them in Datasette."""
    from benchmarks.corpus import flattened  # noqa: PLC0415 - Django is set up by then

    columns = ["id", "number", "title_en", "title_ru", "text", "summary_en", *FACETS, *ARRAYS]
    with contextlib.closing(sqlite3.connect(path)) as peer, peer:
        peer.execute(f"CREATE TABLE recommendation ({', '.join(columns)}, PRIMARY KEY (id))")
        marks = ", ".join("?" for _ in columns)
        peer.executemany(f"INSERT INTO recommendation VALUES ({marks})", flattened(columns))  # noqa: S608
        for name in FACETS:
            peer.execute(f"CREATE INDEX {name}_index ON recommendation ({name})")
        searched = "title_en, title_ru, text, summary_en"
        peer.execute(
            f"CREATE VIRTUAL TABLE recommendation_fts USING fts5({searched}, "
            "content='recommendation', content_rowid='id', tokenize='porter unicode61')"
        )
        peer.execute("INSERT INTO recommendation_fts(recommendation_fts) VALUES ('rebuild')")
        peer.execute("ANALYZE")


# One size on one engine, in a process of its own


def in_process(size: int, folder: Path, server: str, *, with_peer: bool) -> dict[str, Any]:
    import django  # noqa: PLC0415 - the database is known only now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks import corpus  # noqa: PLC0415
    from benchmarks.floor import floor  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    corpus.load_vocabularies()
    corpus.fill(size)
    kinds = questions(corpus.values(), corpus.words(12))
    found: dict[str, Any] = {"size": size, "ours": {}, "peer": {}}
    found["floor"] = floor([our_address(query) for query in kinds["theme"]])
    command = [program(SERVERS[server][0]), *SERVERS[server][1:]]
    with serving(command, "/about/") as port:
        begin = time.perf_counter()
        asked(port, ["/recommendations/?page=2000"])
        found["first_answer"] = time.perf_counter() - begin
        for kind, queries in kinds.items():
            found["ours"][kind] = statistics.median(asked(port, [our_address(q) for q in queries]))
        again = [our_address(query) for query in kinds["theme"]]
        found["again"] = statistics.median(asked(port, again))
    if with_peer:
        write_peer(folder / "peer.db")
        peer = [program("datasette"), "serve", str(folder / "peer.db"), "--port", "{port}"]
        for limit in ("sql_time_limit_ms", "facet_time_limit_ms", "facet_suggest_time_limit_ms"):
            peer += ["--setting", limit, "600000"]
        with serving(peer, "/") as port:
            for kind, queries in kinds.items():
                addresses = [peer_address(query) for query in queries[:PEER]]
                found["peer"][kind] = statistics.median(asked(port, addresses))
    return found


def run(size: int, engine: str, server: str, *, with_peer: bool) -> dict[str, Any]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = f"sqlite:///{folder}/tracker.sqlite3"
        if engine == "postgresql":
            programs = postgresql_programs()
            assert programs, "PostgreSQL's programs are not installed"
            address = stack.enter_context(throwaway_postgresql(programs))
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "upr_tracker.settings",
            "SECRET_KEY": "benchmark",
            "HTTPS": "false",
            "DEBUG": "false",
        }
        command = [sys.executable, "-m", "benchmarks.site", str(size), "--one", str(folder)]
        command += ["--server", server, *(["--peer"] if with_peer else [])]
        told = subprocess.run(  # noqa: S603 - this program itself
            command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
    answer: dict[str, Any] = json.loads(told.stdout.strip().splitlines()[-1])
    return {**answer, "engine": engine}


def told(found: dict[str, Any], peer: dict[str, float]) -> None:
    """The table of one size on one engine."""
    print(f"\n{found['engine']}, {found['size']:,} recommendations")
    for kind, spent in found["ours"].items():
        ratio = f"{peer[kind] / spent:8.0f} × (goal {GOALS[kind]})" if peer else ""
        beside = f"{peer[kind]:10.1f} ms Datasette" if peer else ""
        print(f"  {kind:18}{spent:8.1f} ms{beside}{ratio}")
    page, ready = found["floor"]["page"], found["floor"]["ready"]
    print(
        f"  page {page:.1f} ms, the same HTML from ready data {ready:.1f} ms: {page / ready:.2f} ×"
    )
    print(f"  asked again {found['again']:.1f} ms; first answer {found['first_answer']:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--server", choices=SERVERS, default="granian")
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--one", default="")
    parser.add_argument("--peer", action="store_true")
    arguments = parser.parse_args()
    sizes = arguments.sizes or list(SIZES)
    if arguments.one:
        folder = Path(arguments.one)
        found = in_process(sizes[0], folder, arguments.server, with_peer=arguments.peer)
        print(json.dumps(found))
        return
    results = []
    peers: dict[int, dict[str, float]] = {}
    for engine in arguments.engines.split(","):
        for size in sizes:
            # The peer has its own database; once for each size is enough.
            result = run(size, engine, arguments.server, with_peer=size not in peers)
            peers.setdefault(size, result["peer"])
            told(result, peers[size])
            results.append(result)
        own = [one for one in results if one["engine"] == engine]
        # From 10 to 120 thousand, where both were measured.
        small, large = own[min(1, len(own) - 1)], own[-1]
        growth = {kind: round(large["ours"][kind] / small["ours"][kind], 2) for kind in GOALS}
        print(f"\n{engine}, {large['size']:,} against {small['size']:,}, times: {growth}")
    print(json.dumps(results))


if __name__ == "__main__":
    main()
