"""Which documents have which words, and in which order.

A document is a small number. Its words are numbered too (`Words`) and kept in their order, so that
a phrase is found without reading a text again. Words only ever get more: what no document has any
more has an empty set of documents, and answers as if it had never been there.
"""

import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyroaring import BitMap

from .search import Term, begins_words
from .words import TOKEN, composed, folded, sound, stem

# Kazakh words are kept apart: only they are found by their beginning without being asked to.
KAZAKH = "kk:"
# Stands between two texts of a document, so that no phrase runs from one into the other.
BREAK = 0
LAST_CHARACTER = chr(0x10FFFF)
_WIDTH = array("I").itemsize

Text = tuple[str, str]


class _Spellings(dict[str, int]):
    """The number of a word by how it is spelt in a text: folding each time would cost most."""

    def __init__(self, words: "Words", before: str) -> None:
        super().__init__()
        self._words, self._before = words, before

    def __missing__(self, spelling: str) -> int:
        number = self[spelling] = self._words.number(self._before + folded(spelling))
        return number


class Words:
    """Every word there ever was, by number; shared by all snapshots of an index."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": BREAK}
        self.by_stem: dict[str, list[int]] = {}
        self.by_sound: dict[str, list[int]] = {}
        self._spelt = _Spellings(self, "")
        self._spelt_in_kazakh = _Spellings(self, KAZAKH)
        self._in_order: list[str] = []
        self._lock = threading.Lock()

    def number(self, word: str) -> int:
        number = self.numbers.get(word)
        return self._add(word) if number is None else number

    def _add(self, word: str) -> int:
        with self._lock:
            if word in self.numbers:
                return self.numbers[word]
            number = len(self.numbers)
            bare = word.removeprefix(KAZAKH)
            if bare == word:
                self.by_stem.setdefault(stem(word), []).append(number)
            if heard := sound(bare):
                self.by_sound.setdefault(heard, []).append(number)
            self.numbers[word] = number
            return number

    def of(self, texts: Iterable[Text]) -> bytes:
        """The numbers of the words of these (language, text), in order, a break after each."""
        found = array("I")
        for language, text in texts:
            if text:
                spelt = self._spelt_in_kazakh if language == "kk" else self._spelt
                found.extend(map(spelt.__getitem__, TOKEN.findall(composed(text))))
                found.append(BREAK)
        return found.tobytes()

    def beginning_with(self, start: str) -> list[int]:
        if len(self._in_order) != len(self.numbers):
            with self._lock:
                self._in_order = sorted(self.numbers)
        words = self._in_order
        first, last = bisect_left(words, start), bisect_left(words, start + LAST_CHARACTER)
        return [self.numbers[word] for word in words[first:last]]

    def like(self, word: str) -> set[int]:
        """The words that a search for one word means: its forms, and what sounds the same."""
        found = {*self.by_stem.get(stem(word), ()), *self.by_sound.get(sound(word), ())}
        if (number := self.numbers.get(KAZAKH + word)) is not None:
            found.add(number)
        if begins_words(word):
            found.update(self.beginning_with(KAZAKH + word))
        return found

    def begun(self, start: str) -> set[int]:
        return {*self.beginning_with(start), *self.beginning_with(KAZAKH + start)}


def numbers_in(words: bytes) -> set[int]:
    found = set(array("I", words))
    found.discard(BREAK)
    return found


class Postings:
    """The documents of each word, at one moment; a later moment is another object."""

    def __init__(self, words: Words, documents: list[BitMap | None]) -> None:
        self.words = words
        self.documents = documents

    def changed(self, gone: Iterable[tuple[int, bytes]], come: Iterable[tuple[int, bytes]]) -> "Postings":
        """The same without some documents and with others, given as (number, words)."""
        documents = self.documents[:] + [None] * (len(self.words.numbers) - len(self.documents))
        own: set[int] = set()

        def writable(word: int) -> BitMap:
            if word not in own:
                own.add(word)
                documents[word] = BitMap(documents[word] or ())
            bitmap = documents[word]
            assert bitmap is not None  # noqa: S101 - for the type checker; set two lines above
            return bitmap

        for number, words in gone:
            for word in numbers_in(words):
                writable(word).discard(number)
        for number, words in come:
            for word in numbers_in(words):
                writable(word).add(number)
        return Postings(self.words, documents)

    def of(self, words: Iterable[int]) -> BitMap:
        """The documents that have any of these words."""
        found = [bitmap for word in words if word < len(self.documents) and (bitmap := self.documents[word])]
        return BitMap.union(*found) if found else BitMap()

    def matching(self, term: Term, texts: Sequence[bytes]) -> BitMap:
        """The documents that have a term; `texts` gives the words of a document by its number."""
        if term.is_phrase:
            return self._having_phrase(term.words, texts)
        [word] = term.words
        if term.beginning:
            return self.of(self.words.begun(word))
        return self.of(self.words.like(word))

    def meant(self, term: Term) -> Term:
        """The term as it is answered: what no document has as a word counts as a beginning."""
        if term.is_phrase or term.beginning or not begins_words(term.words[0]):
            return term
        nowhere = not self.of(self.words.like(term.words[0]))
        return replace(term, beginning=True) if nowhere else term

    def _having_phrase(self, phrase: tuple[str, ...], texts: Sequence[bytes]) -> BitMap:
        found = BitMap()
        for before in ("", KAZAKH):
            numbers = [self.words.numbers.get(before + word) for word in phrase]
            if None not in numbers:
                wanted = array("I", [number for number in numbers if number is not None])
                candidates = BitMap.intersection(*(self.of([word]) for word in wanted))
                sought = wanted.tobytes()
                found.update(number for number in candidates if _has(texts[number], sought))
        return found


def _has(words: bytes, phrase: bytes) -> bool:
    """Whether the phrase stands in the words, and not across the borders of two of them."""
    place = words.find(phrase)
    while place >= 0 and place % _WIDTH:
        place = words.find(phrase, place + 1)
    return place >= 0


def postings_of(words: Words, texts: Sequence[bytes]) -> Postings:
    """The postings of documents numbered from 0, all at once."""
    found: list[array[int]] = [array("I") for _word in words.numbers]
    for number, text in enumerate(texts):
        for word in numbers_in(text):
            found[word].append(number)
    return Postings(words, [BitMap(numbers) if numbers else None for numbers in found])
