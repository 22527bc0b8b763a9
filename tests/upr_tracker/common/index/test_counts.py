"""What the index counts, against counting row by row; on the shipped data and random selections."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recommendations.index import RECOMMENDATIONS, Selection
from recommendations.models import Assessment, PositionStatement, Recommendation, Theme
from upr_tracker.common.index.search import Term, terms
from upr_tracker.common.index.words import sound, stem, tokens

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

Row = tuple[int, dict[str, set[str]], list[tuple[str, list[str]]]]
FIELDS = (
    "theme", "recommending_state", "regional_group", "position", "state_claim", "claim_gap",
    "status", "affected_group", "action_category", "goal", "review",
)  # fmt: skip


def with_parents(theme: Theme) -> set[str]:
    found = set()
    step: Theme | None = theme
    while step:
        found.add(step.slug)
        step = step.parent
    return found


def row_of(row: Any) -> Row:
    """A recommendation as its models have it, without the index."""
    states = list(row.recommending_states.all())
    position = PositionStatement.objects.current().filter(recommendation=row).first()
    finding = Assessment.objects.current().filter(recommendation=row).first()
    values = {
        "theme": set().union(*(with_parents(theme) for theme in row.themes.all())),
        "recommending_state": {state.iso3 for state in states},
        "regional_group": {state.regional_group for state in states} - {""},
        "position": {position.position if position else "pending"},
        "state_claim": {position.state_claim if position else "none"},
        "status": {finding.status if finding else "not_assessed"},
        "claim_gap": {"yes"} if row.claim_gap else set(),
        "affected_group": {group.slug for group in row.affected_groups.all()},
        "action_category": {row.action_category} - {""},
        "goal": {str(goal.number) for goal in row.goals.all()},
        "review": {row.review.slug},
    }
    texts = [("en", row.number), (row.text_language, row.text)]
    for code in ("en", "ru", "kk"):
        texts.append((code, getattr(row, f"title_{code}") or ""))
        texts.append((code, getattr(finding, f"summary_{code}", "") or ""))
    return row.pk, values, [(code, tokens(text)) for code, text in texts]


@pytest.fixture
def rows() -> list[Row]:
    published = Recommendation.objects.published().with_claim_gap().in_order()
    return [row_of(row) for row in published]


def word_fits(own: str, word: str, code: str) -> bool:
    if code == "kk" and len(own) >= 3 and not own[0].isdigit() and word.startswith(own):
        return True
    same_stem = stem(own) == stem(word) if code != "kk" else own == word
    return same_stem or (sound(own) != "" and sound(own) == sound(word))


def fits(term: Term, row: Row) -> bool:
    for code, words in row[2]:
        if term.is_phrase:
            length = len(term.words)
            starts = range(len(words) - length + 1)
            if any(tuple(words[start : start + length]) == term.words for start in starts):
                return True
        elif term.beginning:
            if any(word.startswith(term.words[0]) for word in words):
                return True
        elif any(word_fits(term.words[0], word, code) for word in words):
            return True
    return False


def said(term: Term, rows: Iterable[Row]) -> Term:
    """A word that is nowhere counts as the beginning of one."""
    [own] = term.words if not term.is_phrase else [""]
    if len(own) < 3 or own[0].isdigit() or any(fits(term, row) for row in rows):
        return term
    return Term(term.words, excluded=term.excluded, beginning=True)


def brute_force(
    rows: list[Row], chosen: dict[str, list[str]], q: str
) -> tuple[list[int], dict[str, Counter[str]]]:
    """The rows in order, and for each field the count of each value but for the field itself."""
    wanted = [said(term, rows) for term in terms(q)]
    found = [row for row in rows if all(fits(term, row) != term.excluded for term in wanted)]
    keys = []
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for key, values, _texts in found:
        fails = {name for name, some in chosen.items() if some and not values[name] & set(some)}
        if not fails:
            keys.append(key)
        for field in FIELDS:
            if not fails - {field}:
                counts[field].update(values[field])
    return keys, counts


WORDS = (
    "law", "rights", "ratify", "religious", "torture", "закона", "пыток", "свобода", "құқық",
    "заң", "адам", "124.1", "of", "ireland", "ratif", "zzzz", "releas*", "ра*", '"human rights"',
    '"права человека"', '"адам құқықтары"', '"rights human"', "-law", '-"human rights"', "-закон",
    "-of", "implem", "Bokayev", "бокаев",
)  # fmt: skip


def test_counts_equal_counting_row_by_row(rows: list[Row]) -> None:
    snapshot = RECOMMENDATIONS.snapshot()
    known = {
        field: sorted({value for _key, values, _texts in rows for value in values[field]})
        for field in FIELDS
    }
    assert sum(len(values) for values in known.values()) > 100
    chosen = st.fixed_dictionaries(
        {},
        optional={
            field: st.lists(st.sampled_from(values), max_size=3, unique=True)
            for field, values in known.items()
        },
    )
    sizes: Counter[int] = Counter()

    @settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
    @given(chosen, st.lists(st.sampled_from(WORDS), max_size=3))
    @example({"claim_gap": ["yes"]}, ["-law"])
    @example({"theme": [known["theme"][0]], "position": ["supported"]}, [])
    def check(chosen: dict[str, list[str]], words: list[str]) -> None:
        q = " ".join(words)
        keys, counts = brute_force(rows, chosen, q)
        answer = snapshot.answer(
            Selection({name: tuple(values) for name, values in chosen.items()}, q=q),
            language="en",
        )
        assert answer.keys() == keys
        assert answer.total == len(keys)
        for field in FIELDS:
            assert answer.counts(field) == counts[field], field
        sizes[len(keys)] += 1

    check()
    assert len(sizes) > 15, "the selections must have found something"


@pytest.mark.parametrize("word", WORDS)
def test_each_word_finds_what_looking_through_all_texts_finds(rows: list[Row], word: str) -> None:
    answer = RECOMMENDATIONS.snapshot().answer(Selection(q=word), language="en")
    keys, _counts = brute_force(rows, {}, word)
    assert answer.keys() == keys


@pytest.mark.parametrize("sort", ["report", "finding"])
@pytest.mark.parametrize("q", ["", "law", "-law", "ratify", "zebra"])
def test_pages_of_a_sort_are_its_whole_order_in_parts(sort: str, q: str) -> None:
    answer = RECOMMENDATIONS.snapshot().answer(Selection(q=q, sort=sort), language="en")
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
