"""What the index costs: building it, a change, an answer, and the triggers that keep it fresh.

    .venv/bin/python -m benchmarks.index [recommendations, 10000 if not given]

Makes the corpus of `benchmarks.corpus` in a database of its own (SQLite in a temporary folder, or
the one that DATABASE_URL names, which must be empty) and prints each figure; the last line is JSON.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/index.sqlite3"
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from benchmarks import corpus
from foundation.index import triggers
from foundation.index.live import Index, index_dependencies
from foundation.index.query import Result
from recommendations.index import RECOMMENDATIONS, Query
from recommendations.models import Recommendation, Review, Theme

CHUNK = 2_000
figures: dict[str, float] = {}


@contextmanager
def measure_time(name: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    figures[name] = time.perf_counter() - begin
    print(f"{name:58} {figures[name] * 1000:12.2f} ms", flush=True)


def best(name: str, work: Callable[[], Any], times: int = 20) -> None:
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    figures[name] = min(seconds)
    print(f"{name:58} {figures[name] * 1000:12.2f} ms", flush=True)


def bulk(rows: int = 20_000) -> None:
    """The cost of the triggers for a bulk load, in the same database with and without them."""
    themes = list(Theme.objects.all())
    through = Recommendation.themes.through
    keys = list(Recommendation.objects.values_list("pk", flat=True)[:rows])
    review = Review.objects.first()

    def load(name: str) -> None:
        with measure_time(f"bulk_create of {rows} recommendations, {name}"):
            rows_made = Recommendation.objects.bulk_create(
                (
                    Recommendation(review=review, number=f"{n}", title_en="Some title of a row")
                    for n in range(1000, 1000 + rows)
                ),
                batch_size=CHUNK,
            )
        with measure_time(f"bulk_create of {len(keys)} rows of a through table, {name}"):
            through.objects.bulk_create(
                [through(recommendation=row, theme=themes[0]) for row in rows_made], batch_size=CHUNK
            )
        with measure_time(f"update() of {rows} recommendations, {name}"):
            Recommendation.objects.filter(review=review, number_order__gte="001000").update(
                title_en="Another title"
            )
        through.objects.filter(recommendation__in=Recommendation.objects.filter(
            review=review, title_en="Another title")).delete()  # fmt: skip
        Recommendation.objects.filter(review=review, title_en="Another title").delete()

    for turn in range(2):
        triggers.install(connection, index_dependencies())
        load(f"with triggers ({turn + 1})")
        triggers.install(connection, [])
        load(f"without triggers ({turn + 1})")
    triggers.install(connection, index_dependencies())


def measure() -> None:
    with measure_time("build the index from nothing"):
        snapshot = Index.snapshot(RECOMMENDATIONS)
    print(f"{len(snapshot.numbers)} rows, {len(snapshot.postings.words.numbers)} words")
    best("ask again, nothing was written", lambda: RECOMMENDATIONS.snapshot())
    keys = list(Recommendation.objects.published().values_list("pk", flat=True)[:10_000])

    def edit(count: int) -> Callable[[], None]:
        def change() -> None:
            sample = random.sample(keys, count)
            Recommendation.objects.filter(pk__in=sample).update(title_en=f"Title {random.random()}")
            begin = time.perf_counter()
            RECOMMENDATIONS.snapshot()
            times.append(time.perf_counter() - begin)

        return change

    for count in (1, 100, 1_000):
        times: list[float] = []
        change = edit(count)
        for _ in range(7):
            change()
        figures[f"after {count} rows changed"] = sorted(times)[3]
        print(f"{f'ask after {count} rows changed (median)':58} {sorted(times)[3] * 1000:12.2f} ms")
    Theme.objects.filter(pk=Theme.objects.first().pk).update(order=7)  # type: ignore[union-attr]
    with measure_time("ask after a theme changed"):
        snapshot = RECOMMENDATIONS.snapshot()
    theme = snapshot.options("theme", "en")[0].value
    queries = {
        "nothing chosen": Query(),
        "one theme": Query(theme=(theme,)),
        "three filters": Query(theme=(theme,), position=("supported",), status=("not_implemented",)),
        "two words": Query(q="law rights"),
        "a phrase": Query(q='"human rights"'),
        "a beginning, a word left out": Query(q="ra* -law"),
        "two words, three filters": Query(
            q="law rights", theme=(theme,), position=("supported",), status=("not_implemented",)
        ),
        "sorted by finding, page 40 of one theme": Query(theme=(theme,), sort="finding"),
    }
    for name, query in queries.items():

        def ask(query: Query = query) -> int:
            answer = Result(snapshot, query, language="en")
            for facet in snapshot.spec.facets:
                answer.counts(facet.name)
            answer.keys(0, 50) if not query.sort else answer.keys(2000, 2050)
            return answer.total

        best(f"answer, all facets: {name} ({ask()} rows)", ask)


def main(size: int) -> None:
    call_command("migrate", verbosity=0)
    corpus.load_vocabularies()
    with measure_time(f"{size} recommendations by bulk_create, all tables"):
        corpus.fill(size)
    measure()
    if size <= 20_000:
        bulk()
    print(json.dumps({name: round(seconds, 6) for name, seconds in figures.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
