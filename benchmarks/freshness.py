"""Stale answers after a committed write, with two readers and two writers at once.

    .venv/bin/python -m benchmarks.freshness [writes, 1200 if not given]

Each writer writes by five paths in turn (save, update, bulk_update, the table of a many-to-many
field, raw SQL), commits, and asks both readers at once whether they see it. Prints the number of
stale answers; the last line is JSON. Works on the database that DATABASE_URL names, which must be
empty, or on SQLite in a temporary folder.
"""

import json
import multiprocessing as mp
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/freshness.sqlite3"
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from foundation.index.query import Result
from recommendations.index import RECOMMENDATIONS, Query
from recommendations.models import Recommendation, Theme

PATHS = ("save", "update", "bulk_update", "many-to-many", "raw SQL")


def write(path: str, row: Recommendation, word: str, themes: list[Theme]) -> Query:
    """Write in one transaction; returns a query that must find the row from then on."""
    if path == "many-to-many":
        theme = random.choice(themes)
        row.themes.set([theme])
        return Query(theme=(theme.slug,))
    row.title_en = word
    if path == "save":
        row.save(update_fields=["title_en"])
    elif path == "update":
        Recommendation.objects.filter(pk=row.pk).update(title_en=word)
    elif path == "bulk_update":
        Recommendation.objects.bulk_update([row], ["title_en"])
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE recommendations_recommendation SET title_en = %s WHERE id = %s",
                [word, row.pk],
            )
    return Query(q=word)


def writer(place: int, count: int, readers: list[Any], results: Any) -> None:
    random.seed(place)
    themes = list(Theme.objects.filter(children__isnull=True))
    # Each writer has rows of its own.
    rows = [row for row in Recommendation.objects.order_by("pk") if row.pk % 2 == place]
    stale, times = 0, []
    for number in range(count):
        row = random.choice(rows)
        word = f"w{place}x{number}"
        query = write(PATHS[number % len(PATHS)], row, word, themes)
        for reader in readers:
            begin = time.perf_counter()
            reader.send((query, row.pk))
            stale += not reader.recv()
            times.append(time.perf_counter() - begin)
    for reader in readers:
        reader.send(None)
    results.put((stale, sorted(times)[len(times) // 2]))


def reader(pipes: list[Any]) -> None:
    open_pipes = list(pipes)
    while open_pipes:
        for pipe in mp.connection.wait(open_pipes):
            request = pipe.recv()
            if request is None:
                open_pipes.remove(pipe)
                continue
            query, key = request
            answer = Result(RECOMMENDATIONS.snapshot(), query, language="en")
            pipe.send(key in set(answer.keys()))


def start_process(work: Callable[..., None], *arguments: Any) -> mp.Process:
    process = mp.Process(target=work, args=arguments)
    process.start()
    return process


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0)
    connection.close()
    results: Any = mp.Queue()
    pipes = [[mp.Pipe() for _writer in range(2)] for _reader in range(2)]
    readers = [start_process(reader, [far for _near, far in row]) for row in pipes]
    writers = [
        start_process(writer, place, count // 2, [row[place][0] for row in pipes], results)
        for place in range(2)
    ]
    outcomes = [results.get() for _ in writers]
    for process in [*writers, *readers]:
        process.join()
    stale = sum(stale_count for stale_count, _median in outcomes)
    median = max(median for _stale_count, median in outcomes)
    print(f"{count} writes by {len(PATHS)} paths, asked of 2 processes: {stale} stale answers")
    print(json.dumps({"writes": count, "stale": stale, "median_answer": round(median, 5)}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_200)
