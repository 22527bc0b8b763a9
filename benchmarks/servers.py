"""Which server: pages a second to several readers at once, from each that could be ours.

    .venv/bin/python -m benchmarks.servers [recommendations, 10000 if not given] [turns, 3]

Two workers each, eight readers over connections of their own, each asking for the next page as soon
as it has one: pages that are kept (one address) and pages that are not (each address once). The
readers run on the same machine. Servers take turns, so that what else it does falls on all; the
median of the turns counts. The last line is JSON. SQLite in a temporary folder.
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
    """So many addresses that no reader comes to the end."""
    claims = ("none", "already_implemented", "in_process")
    kinds = ("minimal", "continuing", "considering", "general", "specific")
    some = itertools.product(kinds, claims, ("supported", "noted"), themes)
    names = ("action_category", "state_claim", "position", "theme")
    return [f"/recommendations/?{urlencode(list(zip(names, one, strict=True)))}" for one in some]


def reader(port: int, addresses: list[str], begin: float, results: Any) -> None:
    """Milliseconds of each page that came before time was up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    spent = []
    time.sleep(max(0.0, begin - time.time()))
    for address in itertools.cycle(addresses):
        started = time.time()
        if started > begin + SECONDS:
            break
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (response.status, address)
        spent.append((time.time() - started) * 1000)
    results.put(spent)


def load(port: int, addresses: list[str]) -> dict[str, float]:
    """Pages a second, and milliseconds within which 95 of 100 came."""
    results: Any = mp.Queue()
    begin = time.time() + 1.0
    readers = [
        mp.Process(target=reader, args=(port, own, begin, results))
        for own in (addresses[place::READERS] or addresses for place in range(READERS))
    ]
    for one in readers:
        one.start()
    spent = sorted(itertools.chain.from_iterable(results.get() for _one in readers))
    for one in readers:
        one.join()
    return {"a_second": len(spent) / SECONDS, "within": spent[len(spent) * 95 // 100]}


def main(size: int, count: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        database("sqlite", Path(folder)) as environment,
    ):
        os.environ.update(environment)
        themes = made(size)
        turns: dict[str, dict[str, list[dict[str, float]]]] = {name: defaultdict(list) for name in SERVERS}
        for _turn, name in itertools.product(range(count), SERVERS):
            with serving(server_command(name), "/about/", workers=WORKERS) as port:
                # Each worker builds its index first.
                load(port, unkept(themes)[-400:])
                turns[name]["kept"].append(load(port, [KEPT]))
                turns[name]["unkept"].append(load(port, unkept(themes)))
                print(name, {kind: found[-1] for kind, found in turns[name].items()}, flush=True)
    told(turns)


def told(turns: dict[str, dict[str, list[dict[str, float]]]]) -> None:
    found = {
        name: {
            f"{kind} {figure}": round(statistics.median(one[figure] for one in of_kind), 1)
            for kind, of_kind in kinds.items()
            for figure in ("a_second", "within")
        }
        for name, kinds in turns.items()
    }
    turns_made = len(next(iter(turns.values()))["kept"])
    print(f"{READERS} readers, {WORKERS} workers, median of {turns_made} turns")
    for name, one in found.items():
        print(f"  {name}")
        for kind in ("kept", "unkept"):
            a_second, within = one[f"{kind} a_second"], one[f"{kind} within"]
            print(f"    {kind:8}{a_second:8.1f} pages a second, 95 of 100 within {within:.0f} ms")
    print(json.dumps(found))


def made(size: int) -> list[str]:
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
    given = [int(one) for one in sys.argv[1:]]
    main(*given, *(10_000, 3)[len(given) :])
