"""The filtered list over HTTP, against Datasette with the same rows and facets.

    make benchmark                        1, 10 and 120 thousand recommendations, both engines
    make benchmark SIZES=10000            a short one
    python -m benchmarks.site [SIZE …] [--server NAME] [--engines sqlite,postgresql]

For each size a made-up tracker (`benchmarks.corpus`) is written to a database in a temporary folder
and served by the production server on this machine; the same recommendations, flattened into one
table with the same ten facets, full-text search and time limits raised, are served by Datasette.
Requests are sequential and all different, so that no page cache answers; the median of each kind
counts. The floor is rendering the same HTML from prepared data. On each engine, counts are also
compared with brute force, and answers checked right after writes (`benchmarks.counts`,
`benchmarks.freshness`). Prints every figure with its goal; the last line is JSON.
"""

import argparse
import contextlib
import itertools
import json
import os
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.serving import (
    ENGINES,
    SERVERS,
    database,
    json_printed_by,
    program,
    request_times,
    server_command,
    serving,
)

SIZES = (1_000, 10_000, 120_000)
# Requests of each kind: to us, and to the peer, which takes seconds for each.
OURS, PEER = 30, 3
FACETS = ("position", "state_claim", "claim_gap", "status", "action_category", "review")
ARRAYS = ("theme", "recommending_state", "regional_group", "affected_group")
GOALS = {"none": 100, "theme": 100, "three filters": 100, "search": 10, "search and three": 50}

Query = list[tuple[str, str]]


@dataclass(frozen=True)
class Figure:
    """A measurement and its goal: at least (≥) or at most (≤)."""

    name: str
    value: float
    bound: str
    goal: float

    def as_json(self, engine: str) -> dict[str, Any]:
        is_reached = self.value >= self.goal if self.bound == "≥" else self.value <= self.goal
        return {
            "engine": engine,
            "figure": self.name,
            "value": self.value,
            "goal": f"{self.bound} {self.goal:,}",
            "reached": is_reached,
        }


# Queries


def questions(values: dict[str, list[str]], words: list[str]) -> dict[str, list[Query]]:
    """Different queries of each kind, as (parameter, value) with our names."""
    themes = [[("theme", value)] for value in values["theme"]]
    three = [
        [("theme", theme), ("position", position), ("status", status)]
        for theme, position, status in itertools.product(
            values["theme"][:10], ("supported", "noted"), ("not_assessed", "not_implemented")
        )
    ]
    pairs = [[("q", f"{word} {second_word}")] for word, second_word in itertools.combinations(words, 2)]
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
    """The same query for Datasette."""
    parameters = [("_size", "50"), *(("_facet", name) for name in FACETS)]
    parameters += [("_facet_array", name) for name in ARRAYS]
    for name, value in query:
        if name == "q":
            parameters.append(("_search", value))
        elif name != "page":
            parameters.append((f"{name}__arraycontains" if name in ARRAYS else name, value))
    return f"/peer/recommendation?{urlencode(parameters)}"


# The peer


def write_peer(path: Path) -> None:
    """Write the published recommendations into one table for Datasette."""
    from benchmarks.corpus import flattened  # noqa: PLC0415 - Django is set up by then

    columns = ["id", "number", "title_en", "title_ru", "text", "summary_en", *FACETS, *ARRAYS]
    with contextlib.closing(sqlite3.connect(path)) as peer, peer:
        peer.execute(f"CREATE TABLE recommendation ({', '.join(columns)}, PRIMARY KEY (id))")
        marks = ", ".join("?" for _ in columns)
        peer.executemany(f"INSERT INTO recommendation VALUES ({marks})", flattened(columns))  # noqa: S608
        for name in FACETS:
            peer.execute(f"CREATE INDEX {name}_index ON recommendation ({name})")
        search_columns = "title_en, title_ru, text, summary_en"
        peer.execute(
            f"CREATE VIRTUAL TABLE recommendation_fts USING fts5({search_columns}, "
            "content='recommendation', content_rowid='id', tokenize='porter unicode61')"
        )
        peer.execute("INSERT INTO recommendation_fts(recommendation_fts) VALUES ('rebuild')")
        peer.execute("ANALYZE")


# One size on one engine, in a process of its own


def in_process(size: int, folder: Path, server: str, *, with_peer: bool) -> dict[str, Any]:
    import django  # noqa: PLC0415 - the database is known only now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks import bad_input, corpus  # noqa: PLC0415
    from benchmarks.floor import floor  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    corpus.load_vocabularies()
    corpus.fill(size)
    themes = corpus.values()["theme"]
    kinds = questions(corpus.values(), corpus.words(12))
    result: dict[str, Any] = {"size": size, "ours": {}, "peer": {}}
    result["floor"] = floor([our_address(query) for query in kinds["theme"]])
    usual = [our_address(query) for queries in kinds.values() for query in queries]
    result["most_queries"] = bad_input.most_queries(themes, usual)
    with serving(server_command(server), "/about/") as port:
        begin = time.perf_counter()
        request_times(port, ["/recommendations/?page=2000"])
        result["first_answer"] = time.perf_counter() - begin
        for kind, queries in kinds.items():
            result["ours"][kind] = statistics.median(request_times(port, [our_address(q) for q in queries]))
        again = [our_address(query) for query in kinds["theme"]]
        result["again"] = statistics.median(request_times(port, again))
        result["bad_input"] = bad_input.measure_answers(port, themes)
    if with_peer:
        write_peer(folder / "peer.db")
        peer = [program("datasette"), "serve", str(folder / "peer.db"), "--port", "{port}"]
        for limit in ("sql_time_limit_ms", "facet_time_limit_ms", "facet_suggest_time_limit_ms"):
            peer += ["--setting", limit, "600000"]
        with serving(peer, "/") as port:
            for kind, queries in kinds.items():
                addresses = [peer_address(query) for query in queries[:PEER]]
                result["peer"][kind] = statistics.median(request_times(port, addresses))
    return result


def run(size: int, engine: str, server: str, *, with_peer: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name, database(engine, Path(name)) as environment:
        options = ["--one", name, "--server", server, *(["--peer"] if with_peer else [])]
        answer = json_printed_by("benchmarks.site", str(size), *options, environment=environment)
    return {**answer, "engine": engine}


def beside(engine: str) -> dict[str, Any]:
    """Benchmarks that do not depend on the size: correctness of counts, staleness of answers."""
    results = {}
    for name in ("counts", "freshness"):
        with tempfile.TemporaryDirectory() as folder, database(engine, Path(folder)) as environment:
            results[name] = json_printed_by(f"benchmarks.{name}", environment=environment)
    return results


def print_size(result: dict[str, Any], peer: dict[str, float]) -> None:
    """Print the table of one size on one engine."""
    print(f"\n{result['engine']}, {result['size']:,} recommendations")
    for kind, milliseconds in result["ours"].items():
        ratio = f"{peer[kind] / milliseconds:8.0f} × (goal {GOALS[kind]})" if peer else ""
        datasette = f"{peer[kind]:10.1f} ms Datasette" if peer else ""
        print(f"  {kind:26}{milliseconds:8.1f} ms{datasette}{ratio}")
    page, ready = result["floor"]["page"], result["floor"]["ready"]
    print(f"  page {page:.1f} ms, the same HTML from ready data {ready:.1f} ms: {page / ready:.2f} ×")
    print(f"  asked again {result['again']:.1f} ms; first answer {result['first_answer']:.1f} s")
    for kind, bad_input in result["bad_input"].items():
        statuses = ", ".join(map(str, bad_input["statuses"]))
        says = ", says what it ignored" if bad_input["says"] else ""
        print(f"  {kind:26}{bad_input['slowest']:8.1f} ms at most, status {statuses}{says}")
    print(f"  most queries of any of these addresses: {result['most_queries']}", flush=True)


def figures(results: list[dict[str, Any]], peer: dict[str, float], right: dict[str, Any]) -> list[Figure]:
    """The figures of one engine with their goals; speed is that of the largest size."""
    large = results[-1]
    all_figures = [
        Figure(f"Datasette / page, {kind}", round(peer[kind] / large["ours"][kind], 1), "≥", goal)
        for kind, goal in GOALS.items()
    ]
    ratio = large["floor"]["page"] / large["floor"]["ready"]
    all_figures.append(Figure("page / the same HTML from ready data", round(ratio, 2), "≤", 2))
    # From 10 to 120 thousand, where both were measured.
    small = results[min(1, len(results) - 1)]
    growth = max(large["ours"][kind] / small["ours"][kind] for kind in GOALS)
    grown = f"{large['size']:,} / {small['size']:,} rows, the page that grew most"
    bad = large["bad_input"].values()
    all_figures += [
        Figure(grown, round(growth, 2), "≤", 2),
        Figure(
            "bad input, slowest (ms)", round(max(bad_answer["slowest"] for bad_answer in bad), 1), "≤", 300
        ),
        Figure("bad input, highest status", max(max(bad_answer["statuses"]) for bad_answer in bad), "≤", 499),
        Figure("most queries of a list", large["most_queries"], "≤", 12),
        Figure("combinations of filters compared", right["counts"]["combinations"], "≥", 2_000),
        Figure("of these, other than brute force", right["counts"]["unequal"], "≤", 0),
        Figure("writes by five paths", right["freshness"]["writes"], "≥", 1_000),
        Figure("stale answers after them", right["freshness"]["stale"], "≤", 0),
    ]
    return all_figures


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--server", choices=SERVERS, default="granian")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--one", default="")
    parser.add_argument("--peer", action="store_true")
    arguments = parser.parse_args()
    sizes = arguments.sizes or list(SIZES)
    if arguments.one:
        folder = Path(arguments.one)
        result = in_process(sizes[0], folder, arguments.server, with_peer=arguments.peer)
        print(json.dumps(result))
        return
    results: list[dict[str, Any]] = []
    figure_rows: list[dict[str, Any]] = []
    peers: dict[int, dict[str, float]] = {}
    for engine in arguments.engines.split(","):
        for size in sizes:
            # The peer has its own database; once for each size is enough.
            result = run(size, engine, arguments.server, with_peer=size not in peers)
            peers.setdefault(size, result["peer"])
            print_size(result, peers[size])
            results.append(result)
        engine_results = [figure for figure in results if figure["engine"] == engine]
        right = beside(engine)
        figure_rows += [figure.as_json(engine) for figure in figures(engine_results, peers[sizes[-1]], right)]
    machine = {"cores": os.cpu_count(), "load": os.getloadavg(), "server": arguments.server}
    print(f"\nAt {sizes[-1]:,} recommendations, {machine['cores']} cores, {arguments.server}")
    for figure in figure_rows:
        goal = f"{figure['goal']} {'reached' if figure['reached'] else 'NOT REACHED'}"
        print(f"  {figure['engine']:12}{figure['figure']:52}{figure['value']:>10,}  goal {goal}")
    print(json.dumps({"machine": machine, "figures": figure_rows, "sizes": results}))


if __name__ == "__main__":
    main()
