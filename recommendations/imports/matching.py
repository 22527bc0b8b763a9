"""Which recommendation of a review a row without a number means: by its words and its State.

UPR Info's rows carry no paragraph, and their words were typed or cut by hand; so words that are
nearly the same count, but only where one recommendation is clearly nearer than all others.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz, process

# Measured on Kazakhstan 2014 (docs/imports.md): of 198 rows of UPR Info. In percent of letters.
NEARLY_THE_SAME = 88
# How much nearer than the next one.
CLEARLY = 5
# Below, two recommendations only speak of the same subject.
SIMILAR = 70


class Recorded(Protocol):
    """What is compared of a recommendation: its official text, its States by ISO code."""

    text: str
    states: tuple[str, ...]


_Row = TypeVar("_Row", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Match(Generic[_Row]):
    """`found`: the one that is meant, or None. `similar`: what it could be confused with."""

    found: _Row | None
    similar: tuple[_Row, ...] = ()


def compared_words(text: str) -> str:
    """The words alone, in small letters: what two copies of a text have in common."""
    return " ".join(re.findall(r"\w+", text.casefold()))


class Texts(Generic[_Row]):
    """The recommendations of one review, to be found by their words."""

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
        """The recommendation of this text by these States; without States, by the text alone."""
        words = compared_words(text)
        same = self._exact.get(words, [])
        by_state = [row for row in same if not states or set(states) & set(row.states)]
        if len(by_state) == 1:
            return Match(by_state[0])
        if len(same) == 1 and not same[0].states:
            return Match(same[0])
        if len(by_state) > 1:
            return Match(None, tuple(by_state))
        return self._nearest(words, states)

    def _nearest(self, words: str, states: tuple[str, ...]) -> Match[_Row]:
        own = {
            key: text
            for key, text in self._words.items()
            if not states or set(states) & set(self._rows[key].states)
        }
        near = process.extract(words, own, scorer=fuzz.ratio, limit=3, score_cutoff=SIMILAR)
        if not near:
            return Match(None)
        best = near[0][1]
        second = near[1][1] if len(near) > 1 else 0.0
        if best >= NEARLY_THE_SAME and best - second >= CLEARLY:
            return Match(self._rows[near[0][2]])
        return Match(None, tuple(self._rows[key] for _words, _score, key in near))

    def resembles(self, text: str) -> bool:
        """Whether any of the texts could be meant at all."""
        words = compared_words(text)
        return any(fuzz.ratio(words, own) >= SIMILAR for own in self._words.values())
