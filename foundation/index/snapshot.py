"""The index of a list at one moment. Immutable: a change makes a new snapshot."""

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
class StoredDocument:
    """What the snapshot stores of a document: enough to remove it again and to sort it."""

    key: int
    values: Mapping[str, Collection[Hashable]]
    orders: Mapping[str, tuple[Any, ...]]


NOTHING = StoredDocument(0, {}, {})


@dataclass(frozen=True)
class Option:
    """A facet value that rows of the list have, labelled in one language."""

    value: str
    label: str
    depth: int


class Snapshot:
    """The rows of a list by number, and the numbers that have each value and word."""

    def __init__(
        self,
        spec: ListSpec,
        vocabulary: Vocabulary,
        *,
        numbers: dict[int, int],
        all_rows: BitMap,
        documents: list[StoredDocument],
        texts: list[bytes],
        base: Having,
        postings: Postings,
        orders: dict[str, "array[int]"],
    ) -> None:
        self.spec = spec
        self.vocabulary = vocabulary
        self.numbers = numbers
        self.documents = documents
        self.texts = texts
        self.base = base
        self.postings = postings
        self.orders = orders
        self.all = all_rows
        self._options: dict[tuple[str, str], list[Option]] = {}
        self._choices: dict[tuple[str, str], dict[str, str]] = {}
        self._names: dict[tuple[str, str], dict[Hashable, str]] = {}

    # Reading

    def names(self, facet: str, language: str, *, of_all: bool = False) -> dict[Hashable, str]:
        """The label of each key, in the order of the vocabulary. No query.

        A value labels its own key, the first that it covers; with `of_all`, all that it covers.
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
        """The values of a row by facet; empty if the list has no such row."""
        number = self.numbers.get(key)
        return {} if number is None else self.documents[number].values

    @cached_property
    def having(self) -> dict[str, dict[str, BitMap]]:
        """By facet and value, the rows that have it; values without rows left out."""
        by_facet = {}
        for facet in self.spec.facets:
            base = self.base.get(facet.source, {})
            bitmaps = {}
            for value in self.vocabulary[facet.name]:
                key_bitmaps = [base[key] for key in value.covers if key in base]
                union = key_bitmaps[0] if len(key_bitmaps) == 1 else BitMap.union(*key_bitmaps, BitMap())
                if union:
                    bitmaps[value.value] = union
            by_facet[facet.name] = bitmaps
        return by_facet

    def having_any(self, name: str, values: Iterable[str]) -> BitMap:
        bitmaps = self.having[name]
        chosen_bitmaps = [bitmaps[value] for value in values if value in bitmaps]
        return BitMap.union(*chosen_bitmaps) if chosen_bitmaps else BitMap()

    def options(self, name: str, language: str) -> list[Option]:
        """The values that rows have, in the order of the vocabulary or of the reader's alphabet."""
        if (name, language) not in self._options:
            self._options[name, language] = self._listed_options(name, language)
        return self._options[name, language]

    def choices(self, name: str, language: str) -> dict[str, str]:
        """The label of each option by its value."""
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
        if self.spec.facet(name).alphabetical:
            options.sort(key=lambda option: alphabetical_in(language, option.label))
        return options

    def order_of(self, sort: str, language: str) -> str:
        sorts = {sort_spec.name: sort_spec for sort_spec in self.spec.sorts}
        return sorts.get(sort, self.spec.sorts[0]).order(language)

    # Changing

    def replace_documents(
        self, keys: Collection[int], documents: Iterable[IndexDocument], vocabulary: Vocabulary | None
    ) -> "Snapshot":
        """The list after a change to the rows of `keys`; `documents`: those now published."""
        return _Change(self, keys).to(list(documents), vocabulary or self.vocabulary)


def build_snapshot(
    spec: ListSpec, words: Words, documents: Iterable[IndexDocument], vocabulary: Vocabulary
) -> Snapshot:
    """A new snapshot of all documents."""
    numbers: dict[int, int] = {}
    stored_documents: list[StoredDocument] = []
    texts: list[bytes] = []
    lists: dict[str, dict[Hashable, list[int]]] = {}
    for number, document in enumerate(documents):
        numbers[document.key] = number
        stored_documents.append(StoredDocument(document.key, document.values, document.orders))
        texts.append(words.of(document.texts))
        for name, values in document.values.items():
            of_facet = lists.setdefault(name, {})
            for value in values:
                of_facet.setdefault(value, []).append(number)
    return Snapshot(
        spec,
        vocabulary,
        numbers=numbers,
        all_rows=BitMap(range(len(stored_documents))),
        documents=stored_documents,
        texts=texts,
        base={
            name: {value: BitMap(documents_with_value) for value, documents_with_value in of_facet.items()}
            for name, of_facet in lists.items()
        },
        postings=postings_of(words, texts),
        orders={
            name: _sorted(stored_documents, range(len(stored_documents)), name) for name in _orders(spec)
        },
    )


def _orders(spec: ListSpec) -> list[str]:
    names = (sort.order(language) for sort in spec.sorts for language in codes())
    return list(dict.fromkeys(names))


def _sorted(documents: list[StoredDocument], numbers: Iterable[int], name: str) -> "array[int]":
    return array("I", sorted(numbers, key=lambda number: documents[number].orders[name]))


class _Change:
    """Makes the next snapshot: copies what changes, shares the rest."""

    def __init__(self, before: Snapshot, keys: Collection[int]) -> None:
        self.before = before
        self.numbers = dict(before.numbers)
        self.documents = before.documents[:]
        self.texts = before.texts[:]
        self.base = dict(before.base)
        self.old_numbers = [before.numbers[key] for key in keys if key in before.numbers]
        self.new_numbers: list[int] = []

    def to(self, arrivals: list[IndexDocument], vocabulary: Vocabulary) -> Snapshot:
        before = self.before
        gone_words = [(number, self.texts[number]) for number in self.old_numbers]
        self._take_out()
        self._put_in(arrivals)
        return Snapshot(
            before.spec,
            vocabulary,
            numbers=self.numbers,
            all_rows=(before.all - BitMap(self.old_numbers)) | BitMap(self.new_numbers),
            documents=self.documents,
            texts=self.texts,
            base=self.base,
            postings=before.postings.replace_documents(
                gone_words, [(number, self.texts[number]) for number in self.new_numbers]
            ),
            orders={name: self._reordered(name) for name in before.orders},
        )

    def _take_out(self) -> None:
        removed_by_value: dict[tuple[str, Hashable], BitMap] = {}
        for number in self.old_numbers:
            for name, values in self.documents[number].values.items():
                for value in values:
                    removed_by_value.setdefault((name, value), BitMap()).add(number)
            del self.numbers[self.documents[number].key]
            self.documents[number], self.texts[number] = NOTHING, b""
        for (name, value), numbers in removed_by_value.items():
            self.base[name] = {**self.base[name], value: self.base[name][value] - numbers}

    def _put_in(self, arrivals: list[IndexDocument]) -> None:
        added_by_value: dict[tuple[str, Hashable], BitMap] = {}
        words = self.before.postings.words
        for document in arrivals:
            # A row keeps its number.
            number = self.before.numbers.get(document.key, len(self.documents))
            if number == len(self.documents):
                self.documents.append(NOTHING)
                self.texts.append(b"")
            self.numbers[document.key] = number
            self.documents[number] = StoredDocument(document.key, document.values, document.orders)
            self.texts[number] = words.of(document.texts)
            self.new_numbers.append(number)
            for name, values in document.values.items():
                for value in values:
                    added_by_value.setdefault((name, value), BitMap()).add(number)
        for (name, value), numbers in added_by_value.items():
            of_facet = self.base.get(name, {})
            self.base[name] = {**of_facet, value: of_facet.get(value, BitMap()) | numbers}

    def _reordered(self, name: str) -> "array[int]":
        if len(self.old_numbers) + len(self.new_numbers) > RESORT:
            return _sorted(self.documents, self.numbers.values(), name)
        order = array("I", self.before.orders[name])
        before, after = self.before.documents, self.documents
        for number in self.old_numbers:
            place_in_order = before[number].orders[name]
            order.pop(
                bisect_left(order, place_in_order, key=lambda other_number: before[other_number].orders[name])
            )
        for number in self.new_numbers:
            place_in_order = after[number].orders[name]
            place = bisect_left(
                order, place_in_order, key=lambda other_number: after[other_number].orders[name]
            )
            order.insert(place, number)
        return order
