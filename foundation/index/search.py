"""What a reader asks a search for: words, "phrases", beginnings* and what to leave -out."""

import functools
import re
from dataclasses import dataclass

from .words import sound, stem, tokens

# More would only be typed by a machine; a query is cut to its length before it comes here.
MOST_TERMS = 32
_QUOTES = '"“”„«»‟'
_TERM = re.compile(rf"((?<!\S)-)?(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]?|([^\s{_QUOTES}]+))")
# A word that is nowhere as it stands is looked for as a beginning, from this length on.
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
        """Whether a folded word of a text is one that the search found, or a part of it."""
        return any(self._is_like(own, word, language) for own in self.words)

    def _is_like(self, own: str, word: str, language: str) -> bool:
        if word == own:
            return True
        if self.is_phrase:
            return False
        if self.beginning:
            return word.startswith(own)
        if language == "kk":
            if begins_words(own) and word.startswith(own):
                return True
        elif stem(word) == stem(own):
            return True
        return bool(sound(own)) and sound(word) == sound(own)


def begins_words(word: str) -> bool:
    """Whether a word is long enough to be looked for as a beginning without being asked to."""
    return len(word) >= SHORTEST_BEGINNING and not word[0].isdigit()


@functools.lru_cache(maxsize=512)
def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query; what says nothing (a lone quote, a dash) is no term.

    At most `MOST_TERMS`; nothing a person types is refused.
    """
    found = []
    for dash, phrase, word in _TERM.findall(query):
        words = tuple(tokens(phrase or word))
        beginning = word.endswith("*") and len(words) == 1
        if words:
            found.append(Term(words, excluded=bool(dash), beginning=beginning))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]
