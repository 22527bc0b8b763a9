"""Importing recommendations: ours, row by row, and the bare database, side by side in one run.

    python -m benchmarks.imports [ROWS …] [--row-by-row-up-to ROWS] [--postgresql]

ROWS: numbers of recommendations, by default 1000 10000 120000. A seeded UPR Info export of
that size is made and imported into an empty database in a temporary folder: SQLite, or a PostgreSQL
that is started for it, as for the tests. Each contender runs in a process of its own, so that
its memory is its own:

ours        `read_file` (parsing, before any transaction) and `carry_out` (one transaction): every
            row checked, matched, written with its links, history kept
row by row  django-import-export with its stock widgets: `full_clean`, links and history of each row
bare        the rows that ours wrote, into the same tables with the same constraints: COPY on
            PostgreSQL, `executemany` on SQLite

Prints rows a second, ratios, how cost grows with size, and memory. The last line is JSON.
"""

import argparse
import atexit
import contextlib
import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

from tools.engines import postgresql_programs, throwaway_postgresql

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")
os.environ.setdefault("SECRET_KEY", "benchmark")
# The processes of the contenders inherit it.
if "--one" not in sys.argv:
    open_until_the_end = contextlib.ExitStack()
    atexit.register(open_until_the_end.close)
    if "--postgresql" in sys.argv:
        programs = postgresql_programs()
        assert programs, "PostgreSQL's programs are not installed"
        server = throwaway_postgresql(programs)
        os.environ["DATABASE_URL"] = open_until_the_end.enter_context(server)
    else:
        temporary = open_until_the_end.enter_context(tempfile.TemporaryDirectory())
        os.environ["DATABASE_URL"] = f"sqlite:///{temporary}/benchmark.sqlite3"
django.setup()

import tablib
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from import_export import fields, resources, widgets

from foundation.shipped_data import load
from recommendations.imports import carry_out, plan, read_file
from recommendations.models import (
    AffectedGroup,
    PositionStatement,
    Recommendation,
    Review,
    SchemeLabel,
    Source,
    State,
    Theme,
    WorkingGroupSession,
)

SIZES = (1_000, 10_000, 120_000)
# About what one State received in one cycle: 120,000 are 193 States in four cycles.
OF_ONE_REVIEW = 155
HEADINGS = [
    "To",
    "To-Rgrp",
    "To-Org",
    "Text",
    "From",
    "From-Rgrp",
    "From-Org",
    "Response",
    "Action",
    "Issue",
    "Session",
]
VERBS = [
    "Ratify",
    "Consider",
    "Continue",
    "Strengthen",
    "Adopt",
    "Abolish",
    "Ensure",
    "Investigate",
    "Review",
    "Amend",
]
# Tables that an import writes, in the order in which they refer to each other.
WRITTEN = (
    "Import", "ImportChange", "Source", "Review", "Recommendation", "RecommendingState",
    "PositionStatement", "UnknownLabel",
)  # fmt: skip


def export(rows: int) -> bytes:
    """A UPR Info export of this many recommendations, each by one to three States."""

    chance = random.Random(rows)
    states = list(State.objects.order_by("iso3").values_list("iso3", "name_en"))
    sessions: dict[int, int] = {}
    for number, cycle in WorkingGroupSession.objects.values_list("number", "cycle__number"):
        sessions.setdefault(cycle, number)
    issues = list(SchemeLabel.objects.filter(scheme="upr_info").values_list("label", flat=True))
    words = [f"{chance.choice('bcdfglmnprst')}{'aeiou'[i % 5]}{i}" for i in range(3000)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for at in range(rows):
        review = at // OF_ONE_REVIEW
        _, name = states[review % len(states)]
        session = list(sessions.values())[review // len(states) % len(sessions)]
        middle = " ".join(chance.choices(words, k=chance.randint(8, 40)))
        text_of_row = f"{VERBS[at % len(VERBS)]} {middle} {at}"
        issue = ",".join(chance.sample(issues, chance.choices((1, 2, 3), (5, 4, 1))[0]))
        response = chance.choices(("Accepted", "Noted"), (3, 1))[0]
        recommending_states = chance.sample(states, chance.choices((1, 2, 3), (88, 9, 3))[0])
        for _, state in recommending_states:
            writer.writerow([name, "", "", text_of_row, state, "", "", response, at % 5 + 1, issue, session])
    return text.getvalue().encode()


# The contenders


def ours(data: bytes) -> dict[str, float]:

    begin = time.perf_counter()
    file = read_file(data, name="export.csv")
    parse_end = time.perf_counter()
    before = _memory()
    record = carry_out(file, by=None)
    end = time.perf_counter()
    return {
        "rows": record.counts["new"],
        "seconds": end - begin,
        "parsing": parse_end - begin,
        "memory_parsed": before,
        "memory_growth": _memory() - before,
    }


def row_by_row(data: bytes) -> dict[str, float]:
    """One row for each recommendation, which is less work than ours."""

    file = read_file(data, name="export.csv")
    source = Source.objects.create(slug="benchmark", kind="secondary_database", title="Benchmark")
    slugs = dict(Theme.objects.values_list("pk", "slug"))
    groups = dict(AffectedGroup.objects.values_list("pk", "slug"))
    columns = "review text recommending_states themes affected_groups action_category position"
    dataset = tablib.Dataset(headers=[*columns.split(), "id"])
    stated_on = {}
    for review_plan in plan(file):
        review = Review.objects.create(**review_plan.values)
        stated_on[review.slug] = review_plan.stated_on
        for row in review_plan.rows:
            dataset.append(
                [
                    review.slug,
                    row.incoming.text,
                    ",".join(row.incoming.states),
                    ",".join(slugs[key] for key in row.links.get("themes", ())),
                    ",".join(groups[key] for key in row.links.get("affected_groups", ())),
                    row.incoming.action_category,
                    row.incoming.position,
                    "",
                ]
            )

    class RowByRow(resources.ModelResource):
        review = fields.Field("review", "review", widgets.ForeignKeyWidget(Review, "slug"))
        themes = fields.Field("themes", "themes", widgets.ManyToManyWidget(Theme, field="slug"))
        affected_groups = fields.Field(
            "affected_groups",
            "affected_groups",
            widgets.ManyToManyWidget(AffectedGroup, field="slug"),
        )
        recommending_states = fields.Field(
            "recommending_states",
            "recommending_states",
            widgets.ManyToManyWidget(State, field="iso3"),
        )

        class Meta:
            model = Recommendation
            fields = ("id", *columns.split()[:-1])
            use_transactions = True
            clean_model_instances = True
            skip_diff = True

        def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            instance.text_source = source
            instance.clean()

        def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            PositionStatement.objects.create(
                recommendation=instance,
                position=row["position"],
                document=source,
                stated_on=stated_on[instance.review.slug],
            )

        def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
            instance.text_source = source
            super().validate_instance(instance, *args, **kwargs)

    begin = time.perf_counter()
    RowByRow().import_data(dataset, raise_errors=True)
    end = time.perf_counter()
    count = Recommendation.objects.count()
    assert count == len(dataset), (count, len(dataset))
    return {"rows": count, "seconds": end - begin, "memory_growth": 0.0}


def bare(data: bytes) -> dict[str, float]:
    """Write the rows that ours wrote again, as tuples, with constraints and indexes on."""

    ours(data)
    tables = []
    for name, columns in _tables():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1")  # noqa: S608
            tables.append((name, columns, cursor.fetchall()))
    row_counts = {name: len(rows) for name, _, rows in tables}
    empty()
    begin = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for name, columns, rows in tables:
            if connection.vendor == "postgresql":
                column_list = ", ".join(columns)
                with cursor.copy(f"COPY {name} ({column_list}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row([json.dumps(v) if isinstance(v, dict | list) else v for v in row])
            else:
                marks = ", ".join("?" for _ in columns)
                cursor.connection.executemany(
                    f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                    rows,
                )
    end = time.perf_counter()
    row_count = row_counts["recommendations_recommendation"]
    return {"rows": row_count, "seconds": end - begin, "memory_growth": 0.0}


CONTENDERS: dict[str, Callable[[bytes], dict[str, float]]] = {
    "ours": ours,
    "row by row": row_by_row,
    "bare": bare,
}


def _models() -> Iterator[Any]:

    historical = Recommendation.history.model  # type: ignore[attr-defined]
    for name in WRITTEN:
        yield apps.get_model("recommendations", name)
    for link in ("themes", "affected_groups", "goals"):
        yield getattr(Recommendation, link).through
    yield historical
    for link in ("themes", "affected_groups", "goals"):
        yield getattr(historical, link).model


def _tables() -> Iterator[tuple[str, list[str]]]:
    for model in _models():
        fields = [field for field in model._meta.local_fields if not field.generated]
        yield model._meta.db_table, [f'"{field.column}"' for field in fields]


def empty() -> None:
    """Delete everything but the shipped vocabularies."""

    names = [name for name, _ in _tables()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        else:
            for name in reversed(names):
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608


def _memory() -> float:
    """The peak memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# One run


def prepare() -> None:

    call_command("migrate", verbosity=0)
    folder = Path(__file__).parent.parent / "fixtures"
    names = ["states", "cycles", "sessions", "themes", "affected_groups", "scheme_labels", "goals"]
    load(folder / f"{name}.json" for name in names)


def run(contender: str, size: int) -> dict[str, float]:
    """One contender in a process of its own."""
    process = subprocess.run(  # noqa: S603 - this program itself
        [sys.executable, "-m", "benchmarks.imports", "--one", contender, str(size)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    answer: dict[str, float] = json.loads(process.stdout.strip().splitlines()[-1])
    return answer


def run_contender(contender: str, size: int) -> None:
    """In the process of its own: an empty database, the file, the work."""
    empty()
    print(json.dumps(CONTENDERS[contender](export(size))))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[])
    parser.add_argument("--one", default="")
    parser.add_argument("--row-by-row-up-to", type=int, default=10_000)
    parser.add_argument("--postgresql", action="store_true")
    arguments = parser.parse_args()
    if arguments.one:
        run_contender(arguments.one, arguments.sizes[0])
    else:
        prepare()
        compare(arguments.sizes or list(SIZES), arguments.row_by_row_up_to)


def compare(sizes: list[int], row_by_row_up_to: int) -> None:

    engine = connection.vendor
    connection.close()
    results = []
    for size in sizes:
        contenders = [name for name in CONTENDERS if name != "row by row" or size <= row_by_row_up_to]
        by_contender = {name: run(name, size) for name in contenders}
        our_result = by_contender["ours"]
        print(f"\n{engine}, {size:,} recommendations")
        for name, figures in by_contender.items():
            speed = figures["rows"] / figures["seconds"]
            ratio = figures["seconds"] / our_result["seconds"]
            print(f"  {name:12}{figures['seconds']:9.2f} s {speed:9.0f} rows/s {ratio:7.2f} × ours")
        print(f"  of ours, parsing {our_result['parsing']:.2f} s, before the transaction")
        print(f"  memory {our_result['memory_parsed']:.0f} MB when parsed")
        print(f"  memory {our_result['memory_growth']:.0f} MB more while writing")
        results.append({"size": size, "engine": engine, **by_contender})
    first, last = results[0], results[-1]
    cost = [result["ours"]["seconds"] / result["ours"]["rows"] for result in (first, last)]
    print(f"\ncost of a row at {last['size']:,} against {first['size']:,}: {cost[1] / cost[0]:.2f} ×")
    print(json.dumps(results))


if __name__ == "__main__":
    main()
