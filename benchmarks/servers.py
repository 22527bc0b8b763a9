"""Comparing servers: pages a second for several readers at once.

    .venv/bin/python -m benchmarks.servers [recommendations, 10000 if not given] [turns, 3]

Each server has two workers. Eight readers with connections of their own request pages without a pause:
cached pages (one address) and uncached ones (each address once). The readers run on the same machine.
Servers take turns, so that other load affects all; the median of the turns counts. The last line is
JSON. The database is SQLite in a temporary folder.
"""

import http.client
import itertools
import json
import multiprocessing as mp
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.serving import SERVERS, database, server_command, serving

READERS, WORKERS = 8, 2
SECONDS = 3.0
KEPT = "/recommendations/?position=supported"


def unkept(themes: list[str]) -> list[str]:
    """More addresses than a reader can request."""
    claims = ("none", "already_implemented", "in_process")
    kinds = ("minimal", "continuing", "considering", "general", "specific")
    combinations = itertools.product(kinds, claims, ("supported", "noted"), themes)
    names = ("action_category", "state_claim", "position", "theme")
    return [
        f"/recommendations/?{urlencode(list(zip(names, combination, strict=True)))}"
        for combination in combinations
    ]


def reader(port: int, addresses: list[str], begin: float, results: Any) -> None:
    """Milliseconds of each page within the time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    times = []
    time.sleep(max(0.0, begin - time.time()))
    for address in itertools.cycle(addresses):
        begin_of_request = time.time()
        if begin_of_request > begin + SECONDS:
            break
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (response.status, address)
        times.append((time.time() - begin_of_request) * 1000)
    results.put(times)


def load(port: int, addresses: list[str]) -> dict[str, float]:
    """Pages a second, and the 95th percentile in milliseconds."""
    results: Any = mp.Queue()
    begin = time.time() + 1.0
    readers = [
        mp.Process(target=reader, args=(port, share, begin, results))
        for share in (addresses[place::READERS] or addresses for place in range(READERS))
    ]
    for process in readers:
        process.start()
    times = sorted(itertools.chain.from_iterable(results.get() for _process in readers))
    for process in readers:
        process.join()
    return {"a_second": len(times) / SECONDS, "within": times[len(times) * 95 // 100]}


def main(size: int, count: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        database("sqlite", Path(folder)) as environment,
    ):
        os.environ.update(environment)
        themes = make_tracker(size)
        turns: dict[str, dict[str, list[dict[str, float]]]] = {name: defaultdict(list) for name in SERVERS}
        for _turn, name in itertools.product(range(count), SERVERS):
            with serving(server_command(name), "/about/", workers=WORKERS) as port:
                # Each worker builds its index first.
                load(port, unkept(themes)[-400:])
                turns[name]["kept"].append(load(port, [KEPT]))
                turns[name]["unkept"].append(load(port, unkept(themes)))
                print(
                    name, {kind: turn_results[-1] for kind, turn_results in turns[name].items()}, flush=True
                )
    print_table(turns)


def print_table(turns: dict[str, dict[str, list[dict[str, float]]]]) -> None:
    medians = {
        name: {
            f"{kind} {figure}": round(statistics.median(figures[figure] for figures in of_kind), 1)
            for kind, of_kind in kinds.items()
            for figure in ("a_second", "within")
        }
        for name, kinds in turns.items()
    }
    turn_count = len(next(iter(turns.values()))["kept"])
    print(f"{READERS} readers, {WORKERS} workers, median of {turn_count} turns")
    for name, figures in medians.items():
        print(f"  {name}")
        for kind in ("kept", "unkept"):
            a_second, within = figures[f"{kind} a_second"], figures[f"{kind} within"]
            print(f"    {kind:8}{a_second:8.1f} pages a second, 95 of 100 within {within:.0f} ms")
    print(json.dumps(medians))


def make_tracker(size: int) -> list[str]:
    """A made-up tracker in the database of the environment; its themes."""
    import django  # noqa: PLC0415 - the database is known only now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks import corpus  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    corpus.load_vocabularies()
    corpus.fill(size)
    return corpus.values()["theme"]


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(10_000, 3)[len(numbers) :])
