"""Which documents have which words, and in which order.

A document is a small number. Its words are numbers too (`Words`), stored in their order, so that a
phrase search need not read the text again. Words are never removed: one that no document has any
more has an empty set of documents.
"""

import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyroaring import BitMap

from .search import Term, begins_words
from .words import TOKEN, composed, folded, sound, stem

# A prefix for Kazakh words, which alone match by their beginning without an asterisk.
KAZAKH = "kk:"
# Separates the texts of a document, so that no phrase runs across two of them.
BREAK = 0
LAST_CHARACTER = chr(0x10FFFF)
_WIDTH = array("I").itemsize

Text = tuple[str, str]


class _Spellings(dict[str, int]):
    """The number of a word by its spelling in a text. Folding each occurrence would be slow."""

    def __init__(self, words: "Words", before: str) -> None:
        super().__init__()
        self._words, self._before = words, before

    def __missing__(self, spelling: str) -> int:
        number = self[spelling] = self._words.number(self._before + folded(spelling))
        return number


class Words:
    """The number of every word ever indexed; shared by all snapshots of an index."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": BREAK}
        self.by_stem: dict[str, list[int]] = {}
        self.by_sound: dict[str, list[int]] = {}
        self._numbers_by_spelling = _Spellings(self, "")
        self._kazakh_numbers_by_spelling = _Spellings(self, KAZAKH)
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
            if word_sound := sound(bare):
                self.by_sound.setdefault(word_sound, []).append(number)
            self.numbers[word] = number
            return number

    def of(self, texts: Iterable[Text]) -> bytes:
        """The numbers of the words of these (language, text), in order, a break after each."""
        numbers = array("I")
        for language, text in texts:
            if text:
                number_by_spelling = (
                    self._kazakh_numbers_by_spelling if language == "kk" else self._numbers_by_spelling
                )
                numbers.extend(map(number_by_spelling.__getitem__, TOKEN.findall(composed(text))))
                numbers.append(BREAK)
        return numbers.tobytes()

    def beginning_with(self, start: str) -> list[int]:
        if len(self._in_order) != len(self.numbers):
            with self._lock:
                self._in_order = sorted(self.numbers)
        words = self._in_order
        first, last = bisect_left(words, start), bisect_left(words, start + LAST_CHARACTER)
        return [self.numbers[word] for word in words[first:last]]

    def like(self, word: str) -> set[int]:
        """The words that match a search for one word: its forms, and words that sound the same."""
        numbers = {*self.by_stem.get(stem(word), ()), *self.by_sound.get(sound(word), ())}
        if (number := self.numbers.get(KAZAKH + word)) is not None:
            numbers.add(number)
        if begins_words(word):
            numbers.update(self.beginning_with(KAZAKH + word))
        return numbers

    def starting_with(self, start: str) -> set[int]:
        return {*self.beginning_with(start), *self.beginning_with(KAZAKH + start)}


def numbers_in(words: bytes) -> set[int]:
    numbers = set(array("I", words))
    numbers.discard(BREAK)
    return numbers


class Postings:
    """The documents of each word, at one moment; a later moment is another object."""

    def __init__(self, words: Words, documents: list[BitMap | None]) -> None:
        self.words = words
        self.documents = documents

    def replace_documents(
        self, removed_documents: Iterable[tuple[int, bytes]], added_documents: Iterable[tuple[int, bytes]]
    ) -> "Postings":
        """The postings after removing and adding documents, each given as (number, words)."""
        documents = self.documents[:] + [None] * (len(self.words.numbers) - len(self.documents))
        copied_words: set[int] = set()

        def writable(word: int) -> BitMap:
            if word not in copied_words:
                copied_words.add(word)
                documents[word] = BitMap(documents[word] or ())
            bitmap = documents[word]
            assert bitmap is not None  # noqa: S101 - for the type checker; set two lines above
            return bitmap

        for number, words in removed_documents:
            for word in numbers_in(words):
                writable(word).discard(number)
        for number, words in added_documents:
            for word in numbers_in(words):
                writable(word).add(number)
        return Postings(self.words, documents)

    def of(self, words: Iterable[int]) -> BitMap:
        """The documents that have any of these words."""
        bitmaps = [
            bitmap for word in words if word < len(self.documents) and (bitmap := self.documents[word])
        ]
        return BitMap.union(*bitmaps) if bitmaps else BitMap()

    def matching(self, term: Term, texts: Sequence[bytes]) -> BitMap:
        """The documents that match a term; `texts[number]` holds the words of a document."""
        if term.is_phrase:
            return self._having_phrase(term.words, texts)
        [word] = term.words
        if term.beginning:
            return self.of(self.words.starting_with(word))
        return self.of(self.words.like(word))

    def as_answered(self, term: Term) -> Term:
        """The term, turned into a beginning if no document has it as a whole word."""
        if term.is_phrase or term.beginning or not begins_words(term.words[0]):
            return term
        nowhere = not self.of(self.words.like(term.words[0]))
        return replace(term, beginning=True) if nowhere else term

    def _having_phrase(self, phrase: tuple[str, ...], texts: Sequence[bytes]) -> BitMap:
        matches = BitMap()
        for prefix in ("", KAZAKH):
            numbers = [self.words.numbers.get(prefix + word) for word in phrase]
            if None not in numbers:
                word_numbers = array("I", [number for number in numbers if number is not None])
                candidates = BitMap.intersection(*(self.of([word]) for word in word_numbers))
                phrase_bytes = word_numbers.tobytes()
                matches.update(number for number in candidates if _has(texts[number], phrase_bytes))
        return matches


def _has(words: bytes, phrase: bytes) -> bool:
    """Whether the phrase occurs, starting at the first byte of a number."""
    place = words.find(phrase)
    while place >= 0 and place % _WIDTH:
        place = words.find(phrase, place + 1)
    return place >= 0


def postings_of(words: Words, texts: Sequence[bytes]) -> Postings:
    """The postings of documents numbered from 0, all at once."""
    documents_by_word: list[array[int]] = [array("I") for _word in words.numbers]
    for number, text in enumerate(texts):
        for word in numbers_in(text):
            documents_by_word[word].append(number)
    return Postings(words, [BitMap(numbers) if numbers else None for numbers in documents_by_word])
