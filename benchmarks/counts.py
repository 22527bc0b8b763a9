"""Counts of the index against brute force: random combinations of filters and words.

    .venv/bin/python -m benchmarks.counts [combinations, 2000 if not given]

On a made-up tracker of 1,000 recommendations: the rows found, their order, and the count of every
value of every facet, as counted row by row from the models (`tests/…/index/brute_force.py`).
Combinations come from Hypothesis, reproducible and without repeats. The last line is JSON. Uses the
empty database in DATABASE_URL, or SQLite in a temporary folder.
"""

import json
import os
import sys
import tempfile

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/counts.sqlite3"
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")

import django

django.setup()

from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import corpus
from recommendations.index import RECOMMENDATIONS
from tests.support.brute_force import (
    WORDS,
    BruteForce,
    answered,
    differences,
    published_rows,
    selections,
)

SIZE = 1_000


def main(combinations: int) -> None:
    call_command("migrate", verbosity=0)
    corpus.load_vocabularies()
    corpus.fill(SIZE)
    brute_force = BruteForce(published_rows())
    snapshot = RECOMMENDATIONS.snapshot()
    words = [*WORDS, *corpus.words(30)]
    seen_combinations: set[str] = set()
    totals = {"unequal": 0, "with_rows": 0}

    # Repeats are not counted.
    @settings(
        max_examples=2 * combinations,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(selections(brute_force.known()), st.lists(st.sampled_from(words), max_size=2))
    def compare(filters: dict[str, list[str]], search_words: list[str]) -> None:
        combination = json.dumps([sorted(filters.items()), search_words])
        if combination in seen_combinations or len(seen_combinations) >= combinations:
            return
        seen_combinations.add(combination)
        q = " ".join(search_words)
        keys, counts = brute_force.answer(filters, q)
        totals["with_rows"] += bool(keys)
        if differing := differences(answered(snapshot, filters, q), keys, counts):
            totals["unequal"] += 1
            print(f"other {', '.join(differing)}: {filters} {q}")

    compare()
    print(f"{len(seen_combinations)} combinations of filters and words, {totals['with_rows']} with rows:")
    print(f"{totals['unequal']} answered otherwise than by brute force")
    print(json.dumps({"combinations": len(seen_combinations), **totals}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
