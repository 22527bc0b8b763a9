"""Everything the index knows of a list at one moment. Never changed: a change makes another."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyroaring import BitMap

from foundation.i18n.collation import alphabetical_in
from foundation.i18n.languages import codes

from .postings import Postings, Words, postings_of
from .spec import IndexDocument, ListSpec, Vocabulary

# Sort everything again when more rows than this changed; below it, insert one by one.
RESORT = 400
Having = dict[str, dict[Hashable, BitMap]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of a document: enough to take it out again and to put it in order."""

    key: int
    values: Mapping[str, Collection[Hashable]]
    orders: Mapping[str, tuple[Any, ...]]


NOTHING = Stored(0, {}, {})


@dataclass(frozen=True)
class Option:
    """A value that rows of the list have, in one language."""

    value: str
    label: str
    depth: int


class Snapshot:
    """The rows of a list by number, and by each value and word the numbers that have it."""

    def __init__(
        self,
        listed: ListSpec,
        vocabulary: Vocabulary,
        *,
        numbers: dict[int, int],
        all_rows: BitMap,
        stored: list[Stored],
        texts: list[bytes],
        base: Having,
        postings: Postings,
        orders: dict[str, "array[int]"],
    ) -> None:
        self.listed = listed
        self.vocabulary = vocabulary
        self.numbers = numbers
        self.stored = stored
        self.texts = texts
        self.base = base
        self.postings = postings
        self.orders = orders
        self.all = all_rows
        self._options: dict[tuple[str, str], list[Option]] = {}
        self._choices: dict[tuple[str, str], dict[str, str]] = {}
        self._names: dict[tuple[str, str], dict[Hashable, str]] = {}

    # What is asked

    def names(self, facet: str, language: str, *, of_all: bool = False) -> dict[Hashable, str]:
        """What the vocabulary calls each key, in its order; no query.

        A value says so of its own key, which comes first of what it covers; `of_all`: of all.
        """
        if (facet, language) not in self._names:
            self._names[facet, language] = {
                key: value.label(language)
                for value in self.vocabulary[facet]
                for key in (value.covers if of_all else value.covers[:1])
            }
        return self._names[facet, language]

    def codes(self, facet: str, *, of_all: bool = False) -> dict[Hashable, str]:
        """How addresses name each key of the vocabulary, as `names` says what it is called."""
        return {
            key: value.value
            for value in self.vocabulary[facet]
            for key in (value.covers if of_all else value.covers[:1])
        }

    def values_of(self, key: int) -> Mapping[str, Collection[Hashable]]:
        """By facet, what the row of this key has; nothing if the list has no such row."""
        number = self.numbers.get(key)
        return {} if number is None else self.stored[number].values

    @cached_property
    def having(self) -> dict[str, dict[str, BitMap]]:
        """By facet and value the rows that have it; without values that no row has."""
        found = {}
        for facet in self.listed.facets:
            base = self.base.get(facet.source, {})
            bitmaps = {}
            for value in self.vocabulary[facet.name]:
                covered = [base[one] for one in value.covers if one in base]
                union = covered[0] if len(covered) == 1 else BitMap.union(*covered, BitMap())
                if union:
                    bitmaps[value.value] = union
            found[facet.name] = bitmaps
        return found

    def having_any(self, name: str, values: Iterable[str]) -> BitMap:
        known = self.having[name]
        found = [known[value] for value in values if value in known]
        return BitMap.union(*found) if found else BitMap()

    def options(self, name: str, language: str) -> list[Option]:
        """The values that rows have, in the order in which a reader looks for them."""
        if (name, language) not in self._options:
            self._options[name, language] = self._listed_options(name, language)
        return self._options[name, language]

    def choices(self, name: str, language: str) -> dict[str, str]:
        """What each of the options is called, by its value."""
        if (name, language) not in self._choices:
            self._choices[name, language] = {
                option.value: option.label for option in self.options(name, language)
            }
        return self._choices[name, language]

    def _listed_options(self, name: str, language: str) -> list[Option]:
        options = [
            Option(value.value, value.label(language), value.depth)
            for value in self.vocabulary[name]
            if value.value in self.having[name]
        ]
        if self.listed.facet(name).alphabetical:
            options.sort(key=lambda option: alphabetical_in(language, option.label))
        return options

    def order_of(self, sort: str, language: str) -> str:
        known = {one.name: one for one in self.listed.sorts}
        return known.get(sort, self.listed.sorts[0]).order(language)

    # What has changed

    def changed(
        self, keys: Collection[int], documents: Iterable[IndexDocument], vocabulary: Vocabulary | None
    ) -> "Snapshot":
        """The list after the rows of `keys` became `documents` (those that are published)."""
        return _Change(self, keys).to(list(documents), vocabulary or self.vocabulary)


def built(
    listed: ListSpec, words: Words, documents: Iterable[IndexDocument], vocabulary: Vocabulary
) -> Snapshot:
    """A snapshot of all documents, made from nothing."""
    numbers: dict[int, int] = {}
    stored: list[Stored] = []
    texts: list[bytes] = []
    lists: dict[str, dict[Hashable, list[int]]] = {}
    for number, document in enumerate(documents):
        numbers[document.key] = number
        stored.append(Stored(document.key, document.values, document.orders))
        texts.append(words.of(document.texts))
        for name, values in document.values.items():
            of_facet = lists.setdefault(name, {})
            for value in values:
                of_facet.setdefault(value, []).append(number)
    return Snapshot(
        listed,
        vocabulary,
        numbers=numbers,
        all_rows=BitMap(range(len(stored))),
        stored=stored,
        texts=texts,
        base={
            name: {value: BitMap(found) for value, found in of_facet.items()}
            for name, of_facet in lists.items()
        },
        postings=postings_of(words, texts),
        orders={name: _sorted(stored, range(len(stored)), name) for name in _orders(listed)},
    )


def _orders(listed: ListSpec) -> list[str]:
    names = (sort.order(language) for sort in listed.sorts for language in codes())
    return list(dict.fromkeys(names))


def _sorted(stored: list[Stored], numbers: Iterable[int], name: str) -> "array[int]":
    return array("I", sorted(numbers, key=lambda number: stored[number].orders[name]))


class _Change:
    """From one snapshot to the next: copies what changes, shares the rest."""

    def __init__(self, before: Snapshot, keys: Collection[int]) -> None:
        self.before = before
        self.numbers = dict(before.numbers)
        self.stored = before.stored[:]
        self.texts = before.texts[:]
        self.base = dict(before.base)
        self.gone = [before.numbers[key] for key in keys if key in before.numbers]
        self.come: list[int] = []

    def to(self, documents: list[IndexDocument], vocabulary: Vocabulary) -> Snapshot:
        before = self.before
        gone_words = [(number, self.texts[number]) for number in self.gone]
        self._take_out()
        self._put_in(documents)
        return Snapshot(
            before.listed,
            vocabulary,
            numbers=self.numbers,
            all_rows=(before.all - BitMap(self.gone)) | BitMap(self.come),
            stored=self.stored,
            texts=self.texts,
            base=self.base,
            postings=before.postings.changed(
                gone_words, [(number, self.texts[number]) for number in self.come]
            ),
            orders={name: self._reordered(name) for name in before.orders},
        )

    def _take_out(self) -> None:
        changed: dict[tuple[str, Hashable], BitMap] = {}
        for number in self.gone:
            for name, values in self.stored[number].values.items():
                for value in values:
                    changed.setdefault((name, value), BitMap()).add(number)
            del self.numbers[self.stored[number].key]
            self.stored[number], self.texts[number] = NOTHING, b""
        for (name, value), out in changed.items():
            self.base[name] = {**self.base[name], value: self.base[name][value] - out}

    def _put_in(self, documents: list[IndexDocument]) -> None:
        changed: dict[tuple[str, Hashable], BitMap] = {}
        words = self.before.postings.words
        for document in documents:
            # A row keeps its number: what did not change about it stays the same.
            number = self.before.numbers.get(document.key, len(self.stored))
            if number == len(self.stored):
                self.stored.append(NOTHING)
                self.texts.append(b"")
            self.numbers[document.key] = number
            self.stored[number] = Stored(document.key, document.values, document.orders)
            self.texts[number] = words.of(document.texts)
            self.come.append(number)
            for name, values in document.values.items():
                for value in values:
                    changed.setdefault((name, value), BitMap()).add(number)
        for (name, value), new in changed.items():
            of_facet = self.base.get(name, {})
            self.base[name] = {**of_facet, value: of_facet.get(value, BitMap()) | new}

    def _reordered(self, name: str) -> "array[int]":
        if len(self.gone) + len(self.come) > RESORT:
            return _sorted(self.stored, self.numbers.values(), name)
        order = array("I", self.before.orders[name])
        before, now = self.before.stored, self.stored
        for number in self.gone:
            wanted = before[number].orders[name]
            order.pop(bisect_left(order, wanted, key=lambda one: before[one].orders[name]))
        for number in self.come:
            wanted = now[number].orders[name]
            place = bisect_left(order, wanted, key=lambda one: now[one].orders[name])
            order.insert(place, number)
        return order
