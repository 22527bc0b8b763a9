"""The file of everything, as readers download it, against the database's own way of writing it.

    python -m benchmarks.files [SIZE …] [--engines sqlite,postgresql]

For each size a made-up tracker (`benchmarks.corpus`, with evidence and new recommendations added)
is served by the production server on this machine and its whole public CSV downloaded over HTTP, in
turns with `COPY (SELECT …) TO STDOUT` in psql, or the sqlite3 shell, with the same joined columns
(`benchmarks.files_peer`). Medians count. Memory is the growth of the server's processes during a
download, after a small one. The goals are for 120,000. Prints ratios; the last line is JSON.
"""

import argparse
import contextlib
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from benchmarks.serving import ROOT, SERVERS, program, serving
from benchmarks.site import SIZES
from tools.engines import postgresql_programs, throwaway_postgresql

ROUNDS = 3
PIECE = 1 << 16
FILE = "/recommendations/export.csv"
# Share of the peer's speed; megabytes; milliseconds.
GOAL, GROWTH, FIRST = 0.5, {"postgresql": 20.0, "sqlite": 40.0}, 300.0
# The number of cases, laws, events and figures each; every tenth is a draft.
OF_EACH_KIND, SUBMISSIONS, ASKS = 200, 40, 25


# Rows that the corpus of the other benchmarks does not have


def add_evidence() -> None:
    """Evidence for every third recommendation, new recommendations, and the reports' symbols."""
    from cases.models import Case, Event, Evidence, Figure, Law, LawChange  # noqa: PLC0415
    from recommendations import models  # noqa: PLC0415

    chance = random.Random(1)
    models.Review.objects.update(report=models.Source.objects.get(slug="made-up"))
    day = {"first_day": "2018-05-10", "last_day": "2018-05-10"}
    kinds: dict[Any, dict[str, Any]] = {
        Case: {"existence_acknowledged": True, "name_display": "full_name",
               "basis": "own_advocacy"},
        Law: {"kind": "act"},
        Event: {"kind": "happening", **day},
        Figure: {"unit_en": "cases", "wording_en": "165", **day},
    }  # fmt: skip
    records = {
        model._meta.model_name: model.objects.bulk_create(
            model(**{"public_name_en" if model is Case else "title_en": f"Number {number}"},
                  **values, **_publication_fields(f"{model._meta.model_name}-{number}", number))
            for number in range(OF_EACH_KIND)
        )
        for model, values in kinds.items()
    }  # fmt: skip
    records["law_change"] = LawChange.objects.bulk_create(
        LawChange(law=law, kind="amended", **day) for law in records["law"]
    )
    keys = list(models.Recommendation.objects.order_by("pk").values_list("pk", flat=True))
    Evidence.objects.bulk_create(
        (
            Evidence(recommendation_id=key, direction="no_change", **{kind: chance.choice(rows_of_kind)})
            for key in keys[::3]
            for kind, rows_of_kind in records.items()
            if chance.random() < 0.4
        ),
        batch_size=5_000,
    )
    _add_new_recommendations(models, chance, keys)


def _add_new_recommendations(models: Any, chance: random.Random, keys: list[int]) -> None:
    review = models.Review.objects.first()
    follows_up = models.NewRecommendation.follows_up.through
    for number in range(SUBMISSIONS):
        submission = models.Submission.objects.create(
            title_en="A submission", review=review, **_publication_fields(f"submission-{number}", number)
        )
        section = models.Section.objects.create(submission=submission, order=1, heading_en="A section")
        asks = models.NewRecommendation.objects.bulk_create(
            models.NewRecommendation(
                section=section, order=order, text_en=f"Do at last what was asked ({order}). " * 3
            )
            for order in range(1, ASKS + 1)
        )
        follows_up.objects.bulk_create(
            follows_up(newrecommendation_id=ask.pk, recommendation_id=key)
            for ask in asks
            for key in chance.sample(keys, 4)
        )


def _publication_fields(name: str, number: int) -> dict[str, Any]:
    from benchmarks.corpus import AT  # noqa: PLC0415 - Django is set up by then

    if number % 10 == 9:
        return {"key": name}
    return {"key": name, "slug": name, "publication_state": "published", "published_at": AT}


# What is measured


def drain(pieces: Iterable[bytes], begin: float) -> dict[str, float]:
    """Read and discard everything; returns seconds to the first and the last byte, and the size."""
    first, size = 0.0, 0
    for piece in pieces:
        first = first or time.perf_counter() - begin
        size += len(piece)
    return {"first": first, "seconds": time.perf_counter() - begin, "bytes": size}


def _pieces(stream: IO[bytes] | http.client.HTTPResponse) -> Iterator[bytes]:
    return iter(lambda: stream.read1(PIECE), b"")  # type: ignore[union-attr]


def download(port: int, address: str) -> dict[str, float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    begin = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    assert response.status == 200, (response.status, address)
    timing = drain(_pieces(response), begin)
    connection.close()
    return timing


def run_peer(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """The same for a program that writes to its standard output."""
    begin = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - the commands stand below
        command, stdout=subprocess.PIPE, env={**os.environ, **environment}
    ) as running:
        assert running.stdout
        timing = drain(_pieces(running.stdout), begin)
    assert running.returncode == 0, command[:3]
    return timing


def memory_below(process: int) -> int:
    """Bytes in memory of all descendants of a process."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                # State and parent, after the name, which may contain spaces.
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(stat[1])
    below = {process}
    while children := {child for child, parent in parents.items() if parent in below} - below:
        below |= children
    total = 0
    for child in below - {process}:
        with contextlib.suppress(OSError):
            pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
            total += pages * os.sysconf("SC_PAGE_SIZE")
    return total


class MemoryWatch:
    """Measures the peak memory of the servers within a block."""

    def __enter__(self) -> "MemoryWatch":
        self.before = self.peak = memory_below(os.getpid())
        self._stop = threading.Event()
        self._watching = threading.Thread(target=self._watch)
        self._watching.start()
        return self

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            self.peak = max(self.peak, memory_below(os.getpid()))

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._watching.join()

    @property
    def growth(self) -> float:
        """Megabytes."""
        return (self.peak - self.before) / 1e6


# One size on one engine, in a process of its own


def peer_of(engine: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The command that writes the same columns, and its environment."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by then

    from benchmarks.files_peer import query  # noqa: PLC0415

    sql = query(engine, "http://127.0.0.1:8000")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if engine == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
    if engine == "postgresql":
        settings = connection.settings_dict
        programs = postgresql_programs()
        psql = str(programs / "psql") if programs and (programs / "psql").exists() else "psql"
        command = [psql, "-X", "-q", "-h", settings["HOST"], "-U", settings["USER"]]
        command += ["-d", settings["NAME"], "-c", f"COPY ({sql}) TO STDOUT WITH CSV HEADER"]
        # Sensible settings for a single large query.
        return command, {"PGOPTIONS": "-c jit=off -c work_mem=128MB"}
    shell = shutil.which("sqlite3")
    if not shell:
        raise SystemExit("The sqlite3 shell is not installed: apt-get install sqlite3")
    # A copy, so that its statistics do not affect ours.
    copy = str(shutil.copy(connection.settings_dict["NAME"], folder / "peer.sqlite3"))
    subprocess.run([shell, copy, "ANALYZE"], check=True)  # noqa: S603
    return [shell, "-readonly", "-csv", "-header", copy, sql], {}


def in_process(size: int, engine: str, folder: Path) -> dict[str, Any]:
    import django  # noqa: PLC0415 - the database is known only now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks import corpus  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    corpus.load_vocabularies()
    corpus.fill(size)
    add_evidence()
    return measure(size, engine, folder)


def measure(size: int, engine: str, folder: Path) -> dict[str, Any]:
    """Of the tracker of this database."""
    from recommendations.models import Review  # noqa: PLC0415

    command, environment = peer_of(engine, folder)
    ours, peer, growths = [], [], []
    with serving([program("granian"), *SERVERS["granian"][1:]], "/about/") as port:
        download(port, f"{FILE}?review={Review.objects.published().first().slug}")
        for _round in range(ROUNDS):
            with MemoryWatch() as memory:
                ours.append(download(port, FILE))
            growths.append(memory.growth)
            peer.append(run_peer(command, environment))
    return {
        "size": size,
        "engine": engine,
        "ours": {name: statistics.median(timing[name] for timing in ours) for name in ours[0]},
        "peer": {name: statistics.median(timing[name] for timing in peer) for name in peer[0]},
        # The first download grows most.
        "growth": max(growths),
    }


def run(size: int, engine: str) -> dict[str, Any]:
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
        command = [sys.executable, "-m", "benchmarks.files", str(size), "--one", str(folder)]
        process = subprocess.run(  # noqa: S603 - this program itself
            [*command, "--engines", engine],
            env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    result: dict[str, Any] = json.loads(process.stdout.strip().splitlines()[-1])
    return result


def tell(result: dict[str, Any]) -> None:
    """The table of one size on one engine; whether the goals are reached."""
    ours, peer, engine = result["ours"], result["peer"], result["engine"]
    name = "COPY" if engine == "postgresql" else "the sqlite3 shell"
    print(f"\n{engine}, {result['size']:,} recommendations")
    for label, timing in (("the file", ours), (name, peer)):
        print(f"  {label:20}{timing['seconds']:8.2f} s{timing['bytes'] / 1e6:9.1f} MB")
    goals = {
        "of its speed": (f"{result['ratio']:.2f} ×", f"≥ {GOAL} ×", result["ratio"] >= GOAL),
        "memory grows by": (f"{result['growth']:.1f} MB", f"≤ {GROWTH[engine]:.0f} MB",
                            result["growth"] <= GROWTH[engine]),
        "first byte after": (f"{ours['first'] * 1000:.0f} ms", f"≤ {FIRST:.0f} ms",
                             ours["first"] * 1000 <= FIRST),
    }  # fmt: skip
    for label, (value, goal, is_reached) in goals.items():
        print(f"  {label:20}{value:>10}   goal {goal:10} {'reached' if is_reached else 'NOT REACHED'}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--one", default="")
    arguments = parser.parse_args()
    sizes = arguments.sizes or list(SIZES)
    if arguments.one:
        print(json.dumps(in_process(sizes[0], arguments.engines, Path(arguments.one))))
        return
    results = []
    for engine in arguments.engines.split(","):
        for size in sizes:
            result = run(size, engine)
            # By time, because the peer's file differs in a few bytes.
            result["ratio"] = result["peer"]["seconds"] / result["ours"]["seconds"]
            tell(result)
            results.append(result)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
