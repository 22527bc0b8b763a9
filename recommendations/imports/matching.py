"""Matches a row without a number to a recommendation of its review, by words and States.

UPR Info's rows have no paragraph, and their texts were typed or shortened by hand. So a nearly equal
text matches too, but only if one recommendation is clearly nearer than all others.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz, process

# Scores of `fuzz.ratio`, 0 to 100, set by UPR Info's 198 rows of Kazakhstan 2014 (docs/imports.md).
NEARLY_THE_SAME = 88
# The lead over the second best that makes a match clear.
CLEARLY = 5
# Below this, two recommendations merely share a subject.
SIMILAR = 70


class ComparableRow(Protocol):
    """A recommendation to compare with: its official text, its States by ISO code."""

    text: str
    states: tuple[str, ...]


_Row = TypeVar("_Row", bound=ComparableRow)


@dataclass(frozen=True, slots=True)
class Match(Generic[_Row]):
    """`row`: the match, or None. `similar`: the candidates, if none is clearly nearest."""

    row: _Row | None
    similar: tuple[_Row, ...] = ()


def compared_words(text: str) -> str:
    """The words of a text in lower case, so that copies compare as equal."""
    # One apostrophe, as others type it: the letter "ʼ" would count as part of a word.
    return " ".join(re.findall(r"\w+", text.casefold().replace("ʼ", "'")))


class Texts(Generic[_Row]):
    """The recommendations of one review, searchable by their words."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self._exact: dict[str, list[_Row]] = defaultdict(list)
        self._rows: dict[int, _Row] = {}
        self._words: dict[int, str] = {}
        for key, row in enumerate(rows):
            if row.text:
                words = compared_words(row.text)
                self._exact[words].append(row)
                self._rows[key] = row
                self._words[key] = words

    def find(self, text: str, states: tuple[str, ...]) -> Match[_Row]:
        """The recommendation with this text and any of these States; without States, by text alone."""
        words = compared_words(text)
        equal_rows = self._exact.get(words, [])
        rows_of_states = [row for row in equal_rows if not states or set(states) & set(row.states)]
        if len(rows_of_states) == 1:
            return Match(rows_of_states[0])
        if len(equal_rows) == 1 and not equal_rows[0].states:
            return Match(equal_rows[0])
        if len(rows_of_states) > 1:
            return Match(None, tuple(rows_of_states))
        return self._nearest(words, states)

    def _nearest(self, words: str, states: tuple[str, ...]) -> Match[_Row]:
        candidates = {
            key: text
            for key, text in self._words.items()
            if not states or set(states) & set(self._rows[key].states)
        }
        matches = process.extract(words, candidates, scorer=fuzz.ratio, limit=3, score_cutoff=SIMILAR)
        if not matches:
            return Match(None)
        best_score = matches[0][1]
        second_score = matches[1][1] if len(matches) > 1 else 0.0
        if best_score >= NEARLY_THE_SAME and best_score - second_score >= CLEARLY:
            return Match(self._rows[matches[0][2]])
        return Match(None, tuple(self._rows[key] for _words, _score, key in matches))

    def resembles(self, text: str) -> bool:
        """Whether any of the texts is at least similar."""
        words = compared_words(text)
        return any(fuzz.ratio(words, recorded_words) >= SIMILAR for recorded_words in self._words.values())
