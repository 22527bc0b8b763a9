"""What a list must answer, found by looking through its rows one by one, without the index.

For the tests and for `benchmarks.counts`.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from foundation.index.query import Result
from foundation.index.search import Term, terms
from foundation.index.snapshot import Snapshot
from foundation.index.words import sound, stem, tokens
from recommendations.index import Query
from recommendations.models import Assessment, PositionStatement, Recommendation, Theme

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


def published_rows() -> list[Row]:
    return [row_of(row) for row in Recommendation.objects.published().with_claim_gap().in_order()]


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


class BruteForce:
    """Rows in their order, looked through one by one; which ones a term fits is remembered."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self._fitting: dict[Term, set[int]] = {}

    def fitting(self, term: Term) -> set[int]:
        if term not in self._fitting:
            self._fitting[term] = {row[0] for row in self.rows if fits(term, row)}
        return self._fitting[term]

    def said(self, term: Term) -> Term:
        """A word that is nowhere counts as the beginning of one."""
        [own] = term.words if not term.is_phrase else [""]
        if len(own) < 3 or own[0].isdigit() or self.fitting(term):
            return term
        return Term(term.words, excluded=term.excluded, beginning=True)

    def known(self) -> dict[str, list[str]]:
        """The values of each field that rows have."""
        return {
            field: sorted({value for _key, values, _texts in self.rows for value in values[field]})
            for field in FIELDS
        }

    def answer(self, chosen: Mapping[str, list[str]], q: str) -> tuple[list[int], dict[str, Counter[str]]]:
        """The rows in order, and by field the count of each value but for the field itself."""
        wanted = [self.said(term) for term in terms(q)]
        keys = []
        counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
        for key, values, _texts in self.rows:
            if any((key in self.fitting(term)) == term.excluded for term in wanted):
                continue
            fails = {name for name, some in chosen.items() if some and not values[name] & set(some)}
            if not fails:
                keys.append(key)
            for field in FIELDS:
                if not fails - {field}:
                    counts[field].update(values[field])
        return keys, counts


def selections(known: Mapping[str, list[str]]) -> st.SearchStrategy[dict[str, list[str]]]:
    """Up to three values of any of the fields."""
    return st.fixed_dictionaries(
        {},
        optional={
            field: st.lists(st.sampled_from(values), max_size=3, unique=True)
            for field, values in known.items()
        },
    )


def answered(snapshot: Snapshot, chosen: Mapping[str, list[str]], q: str) -> Result:
    values = {name: tuple(some) for name, some in chosen.items()}
    return Result(snapshot, Query(values, q=q), language="en")


def differences(answer: Result, keys: list[int], counts: Mapping[str, Counter[str]]) -> list[str]:
    """In what an answer of the index is another than that of brute force."""
    found = [field for field in FIELDS if answer.counts(field) != counts[field]]
    if answer.keys() != keys:
        found.append("rows")
    if answer.total != len(keys):
        found.append("total")
    return found


WORDS = (
    "law", "rights", "ratify", "religious", "torture", "закона", "пыток", "свобода", "құқық",
    "заң", "адам", "124.1", "of", "ireland", "ratif", "zzzz", "releas*", "ра*", '"human rights"',
    '"права человека"', '"адам құқықтары"', '"rights human"', "-law", '-"human rights"', "-закон",
    "-of", "implem", "Bokayev", "бокаев",
)  # fmt: skip
