"""What the index costs: building it, a change, an answer, and the triggers that keep it fresh.

    .venv/bin/python -m benchmarks.index [recommendations, 10000 if not given]

Makes a seeded corpus in a database of its own (SQLite in a temporary folder, or the database that
DATABASE_URL names, which must be empty) and prints each figure; the last line is JSON.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/index.sqlite3"
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")

import django

django.setup()

import datetime as dt

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from recommendations.index import RECOMMENDATIONS, Selection
from recommendations.models import (
    Assessment,
    Cycle,
    Organisation,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Source,
    State,
    Submission,
    Theme,
)
from upr_tracker.common.index import triggers
from upr_tracker.common.index.current import Index, all_reads

PER_REVIEW = 200
CHUNK = 2_000
SOURCE = Path(__file__).resolve().parent.parent / "fixtures"
figures: dict[str, float] = {}


@contextmanager
def timed(name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    figures[name] = time.perf_counter() - begun
    print(f"{name:58} {figures[name] * 1000:12.2f} ms", flush=True)


def best(name: str, what: Callable[[], Any], times: int = 20) -> None:
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        what()
        spent.append(time.perf_counter() - begun)
    figures[name] = min(spent)
    print(f"{name:58} {figures[name] * 1000:12.2f} ms", flush=True)


def vocabulary(language: str) -> list[str]:
    """Words of the shipped titles and texts, commonest first, as a corpus has them."""
    rows = json.loads((SOURCE / "recommendations.json").read_text(encoding="utf-8"))
    words: dict[str, int] = {}
    for row in rows:
        for word in (row["fields"].get(f"title_{language}") or "").split():
            words[word] = words.get(word, 0) + 1
    known = sorted(words, key=lambda word: -words[word])
    # Names and places: a long tail of words that stand in few rows.
    tail = "abcdefghiklmnoprstuvz" if language == "en" else "абвгдезиклмнопрстуфхчш"
    return known + ["".join(random.choices(tail, k=7)) for _ in range(20_000)]


def sentence(words: list[str], weights: list[float], length: int) -> str:
    return " ".join(random.choices(words, cum_weights=weights, k=length))


def zipf(count: int) -> list[float]:
    total, found = 0.0, []
    for place in range(1, count + 1):
        total += 1 / place
        found.append(total)
    return found


def corpus(size: int) -> None:
    random.seed(5)
    english, russian = vocabulary("en"), vocabulary("ru")
    en_weights, ru_weights = zipf(len(english)), zipf(len(russian))
    states = list(State.objects.all())
    themes = list(Theme.objects.all())
    theme_weights = zipf(len(themes))
    source = Source.objects.create(slug="report", kind="un_document", symbol="A/HRC/1/1")
    organisation = Organisation.objects.create(slug="ngo", name_en="NGO")
    reviews = []
    for number in range(-(-size // PER_REVIEW)):
        state, cycle = states[number % len(states)], number // len(states) + 1
        reviews.append(
            Review(
                slug=f"{state.iso3.lower()}-{2008 + cycle}",
                state_under_review=state,
                cycle=Cycle.objects.get_or_create(
                    number=cycle, defaults={"first_year": 2008, "last_year": 2012}
                )[0],
                reviewed_on=dt.date(2008 + cycle, 1, 1) + dt.timedelta(days=number % 300),
                report=source,
            )
        )
    Review.objects.bulk_create(reviews)
    reviews = list(Review.objects.all())
    now = timezone.now()
    with timed(f"{size} recommendations by bulk_create, all tables"):
        for start in range(0, size, CHUNK):
            rows = Recommendation.objects.bulk_create(
                Recommendation(
                    review=reviews[number // PER_REVIEW],
                    number=f"{120 + number % PER_REVIEW // 50}.{number % 50 + 1}",
                    title_en=sentence(english, en_weights, 10),
                    title_ru=sentence(russian, ru_weights, 10),
                    text=sentence(english, en_weights, 30),
                    text_source=source,
                    action_category=random.choice(["minimal", "general", "specific"]),
                    publication_state="published" if number % 20 else "draft",
                    published_at=now,
                )
                for number in range(start, min(start + CHUNK, size))
            )
            RecommendingState.objects.bulk_create(
                RecommendingState(recommendation=row, state=random.choice(states), order=1)
                for row in rows
            )
            through = Recommendation.themes.through
            through.objects.bulk_create(
                [
                    through(recommendation=row, theme=theme)
                    for row in rows
                    for theme in set(random.choices(themes, cum_weights=theme_weights, k=3))
                ]
            )
            PositionStatement.objects.bulk_create(
                PositionStatement(
                    recommendation=row,
                    position=random.choice(["supported", "supported", "noted"]),
                    state_claim="none",
                    document=source,
                    stated_on=dt.date(2015, 1, 1),
                )
                for row in rows
            )
            Assessment.objects.bulk_create(
                Assessment(
                    recommendation=row,
                    organisation=organisation,
                    status=random.choice(["not_implemented", "fully_implemented"]),
                    summary_en=sentence(english, en_weights, 25),
                    evidence_up_to=dt.date(2019, 1, 1),
                    assessed_on=dt.date(2019, 2, 1),
                    publication_state="published",
                    published_at=now,
                )
                for row in rows
                if row.pk % 4 == 0
            )


def bulk(rows: int = 20_000) -> None:
    """The cost of the triggers to a bulk load, in the same database with and without them."""
    themes = list(Theme.objects.all())
    through = Recommendation.themes.through
    keys = list(Recommendation.objects.values_list("pk", flat=True)[:rows])
    review = Review.objects.first()

    def load(name: str) -> None:
        with timed(f"bulk_create of {rows} recommendations, {name}"):
            made = Recommendation.objects.bulk_create(
                (
                    Recommendation(review=review, number=f"{n}", title_en="Some title of a row")
                    for n in range(1000, 1000 + rows)
                ),
                batch_size=CHUNK,
            )
        with timed(f"bulk_create of {len(keys)} rows of a through table, {name}"):
            through.objects.bulk_create(
                [through(recommendation=row, theme=themes[0]) for row in made], batch_size=CHUNK
            )
        with timed(f"update() of {rows} recommendations, {name}"):
            Recommendation.objects.filter(review=review, number_order__gte="001000").update(
                title_en="Another title"
            )
        through.objects.filter(recommendation__in=Recommendation.objects.filter(
            review=review, title_en="Another title")).delete()  # fmt: skip
        Recommendation.objects.filter(review=review, title_en="Another title").delete()

    for turn in range(2):
        triggers.install(connection, all_reads())
        load(f"with triggers ({turn + 1})")
        triggers.install(connection, [])
        load(f"without triggers ({turn + 1})")
    triggers.install(connection, all_reads())


def measure() -> None:
    with timed("build the index from nothing"):
        snapshot = Index.snapshot(RECOMMENDATIONS)
    print(f"{len(snapshot.numbers)} rows, {len(snapshot.postings.words.numbers)} words")
    best("ask again, nothing was written", lambda: RECOMMENDATIONS.snapshot())
    keys = list(Recommendation.objects.published().values_list("pk", flat=True)[:10_000])

    def edit(count: int) -> Callable[[], None]:
        def change() -> None:
            chosen = random.sample(keys, count)
            Recommendation.objects.filter(pk__in=chosen).update(title_en=f"Title {random.random()}")
            begun = time.perf_counter()
            RECOMMENDATIONS.snapshot()
            spent.append(time.perf_counter() - begun)

        return change

    for count in (1, 100, 1_000):
        spent: list[float] = []
        change = edit(count)
        for _ in range(7):
            change()
        figures[f"after {count} rows changed"] = sorted(spent)[3]
        print(f"{f'ask after {count} rows changed (median)':58} {sorted(spent)[3] * 1000:12.2f} ms")
    Theme.objects.filter(pk=Theme.objects.first().pk).update(order=7)  # type: ignore[union-attr]
    with timed("ask after a theme changed"):
        snapshot = RECOMMENDATIONS.snapshot()
    theme = snapshot.options("theme", "en")[0].value
    asked = {
        "nothing chosen": Selection(),
        "one theme": Selection(theme=(theme,)),
        "three filters": Selection(
            theme=(theme,), position=("supported",), status=("not_implemented",)
        ),
        "two words": Selection(q="law rights"),
        "a phrase": Selection(q='"human rights"'),
        "a beginning, a word left out": Selection(q="ra* -law"),
        "two words, three filters": Selection(
            q="law rights", theme=(theme,), position=("supported",), status=("not_implemented",)
        ),
        "sorted by finding, page 40 of one theme": Selection(theme=(theme,), sort="finding"),
    }
    for name, selection in asked.items():

        def ask(selection: Selection = selection) -> int:
            answer = snapshot.answer(selection, language="en")
            for facet in snapshot.listed.facets:
                answer.counts(facet.name)
            answer.keys(0, 50) if not selection.sort else answer.keys(2000, 2050)
            return answer.total

        best(f"answer, all facets: {name} ({ask()} rows)", ask)


def main(size: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0)
    Recommendation.objects.all().delete()
    Submission.objects.all().delete()
    Review.objects.all().delete()
    corpus(size)
    measure()
    if size <= 20_000:
        bulk()
    print(json.dumps({name: round(seconds, 6) for name, seconds in figures.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
