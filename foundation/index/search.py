"""Parsing a search: words, "phrases", beginnings* and -exclusions."""

import functools
import re
from dataclasses import dataclass

from .words import sound, stem, tokens

# Only machines type more. The query itself has been cut to a maximum length before.
MOST_TERMS = 32
_QUOTES = '"“”„«»‟'
_TERM = re.compile(rf"((?<!\S)-)?(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?|([^\s{_QUOTES}]+))")
# A word of at least this length that no document has is searched as a beginning.
SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Term:
    """One thing that a row must have, or must not have.

    `words` are folded; several of them are a phrase.
    """

    words: tuple[str, ...]
    excluded: bool = False
    beginning: bool = False

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    def is_in(self, word: str, *, language: str) -> bool:
        """Whether a folded word of a text matches the term, or one word of its phrase."""
        return any(self._is_like(term_word, word, language) for term_word in self.words)

    def _is_like(self, term_word: str, word: str, language: str) -> bool:
        if word == term_word:
            return True
        if self.is_phrase:
            return False
        if self.beginning:
            return word.startswith(term_word)
        if language == "kk":
            if begins_words(term_word) and word.startswith(term_word):
                return True
        elif stem(word) == stem(term_word):
            return True
        return bool(sound(term_word)) and sound(word) == sound(term_word)


def begins_words(word: str) -> bool:
    """Whether a word is long enough to be searched as a beginning without an asterisk."""
    return len(word) >= SHORTEST_BEGINNING and not word[0].isdigit()


@functools.lru_cache(maxsize=512)
def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query, at most `MOST_TERMS`. A lone quote or dash is ignored; nothing is refused."""
    found_terms = []
    for dash, phrase, word in _TERM.findall(query):
        words = tuple(tokens(phrase or word))
        beginning = word.endswith("*") and len(words) == 1
        if words:
            found_terms.append(Term(words, excluded=bool(dash), beginning=beginning))
    return tuple(dict.fromkeys(found_terms))[:MOST_TERMS]
