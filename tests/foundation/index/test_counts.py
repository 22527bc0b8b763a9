"""What the index counts, against counting row by row; on the shipped data and random selections."""

from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foundation.index.query import Result
from recommendations.index import RECOMMENDATIONS, Query
from recommendations.models import Assessment
from tests.support.brute_force import (
    WORDS,
    BruteForce,
    answered,
    differences,
    published_rows,
    selections,
)
from tests.support.effort import examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@cache
def counted_by_hand() -> BruteForce:
    """Of the shipped data, which these tests only read."""
    return BruteForce(published_rows())


@pytest.fixture
def brute_force() -> BruteForce:
    return counted_by_hand()


def test_counts_equal_counting_row_by_row(brute_force: BruteForce) -> None:
    snapshot = RECOMMENDATIONS.snapshot()
    known = brute_force.known()
    assert sum(len(values) for values in known.values()) > 100
    sizes: Counter[int] = Counter()

    @settings(max_examples=examples(250), deadline=None, suppress_health_check=list(HealthCheck))
    @given(selections(known), st.lists(st.sampled_from(WORDS), max_size=3))
    @example({"claim_gap": ["yes"]}, ["-law"])
    @example({"theme": [known["theme"][0]], "position": ["supported"]}, [])
    def check(chosen: dict[str, list[str]], words: list[str]) -> None:
        q = " ".join(words)
        keys, counts = brute_force.answer(chosen, q)
        assert differences(answered(snapshot, chosen, q), keys, counts) == []
        sizes[len(keys)] += 1

    check()
    assert len(sizes) > 15, "the selections must have found something"


@pytest.mark.parametrize("word", WORDS)
def test_each_word_finds_what_looking_through_all_texts_finds(brute_force: BruteForce, word: str) -> None:
    answer = Result(RECOMMENDATIONS.snapshot(), Query(q=word), language="en")
    keys, _counts = brute_force.answer({}, word)
    assert answer.keys() == keys


@pytest.mark.parametrize("sort", ["report", "finding"])
@pytest.mark.parametrize("q", ["", "law", "-law", "ratify", "zebra"])
def test_pages_of_a_sort_are_its_whole_order_in_parts(sort: str, q: str) -> None:
    answer = Result(RECOMMENDATIONS.snapshot(), Query(q=q, sort=sort), language="en")
    whole = answer.keys()
    parts = [answer.keys(start, start + 7) for start in range(0, len(whole) + 7, 7)]
    assert [key for part in parts for key in part] == whole
    assert len(set(whole)) == answer.total
    current = Assessment.objects.current().values_list("recommendation_id", "evidence_up_to")
    days = dict(current)
    if sort == "finding" and not q:
        dated = [days[key] for key in whole if key in days]
        assert dated == sorted(dated, reverse=True)
        assert set(whole[: len(days)]) == set(days)
        assert len(days) == 35
