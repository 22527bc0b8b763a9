"""How an app declares a list to the index.

The index knows no model: an app names the tables that its list depends on, turns published rows into
documents, and gives the values of each facet with their labels.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from foundation.i18n.languages import InLanguage

from .postings import Text

Keys = Collection[int]


@dataclass(frozen=True)
class Dependency:
    """A table that an index reads.

    `column`: its value is noted for each written row. `owners` turns such values into the keys of
    the documents that may have changed; without it the values are the keys. `vocabulary`: the table
    holds the values of a facet or their labels.
    """

    model: type[models.Model]
    column: str = "id"
    owners: Callable[[Keys], Iterable[int]] | None = None
    vocabulary: bool = False

    @property
    def table(self) -> str:
        return self.model._meta.db_table


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A published row for the index.

    `values`: by facet, what the row has. `texts`: pairs of language and text. `orders`: by sort, a
    unique tuple that ends with the key.
    """

    key: int
    values: Mapping[str, Collection[Hashable]]
    texts: list[Text]
    orders: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Value:
    """A value of a facet: its name in addresses, its labels, and the document values it stands for.

    `covers`: the items of `IndexDocument.values`; for a theme, its own key and those below it.
    `labels`: by language, where there is one.
    """

    value: str
    labels: Mapping[str, str]
    covers: tuple[Hashable, ...]
    depth: int = 0

    def label(self, language: str) -> str:
        """The label in a language, else the English one, marked as English."""
        if label := self.labels.get(language):
            return label
        english = self.labels.get("en")
        return InLanguage(english, "en") if english else self.value


@dataclass(frozen=True)
class Facet:
    """A filter of the list. `of`: the facet of the documents that it reads, if named differently."""

    name: str
    of: str = ""
    # Sorted by label in the reader's language; otherwise in the order of the vocabulary.
    alphabetical: bool = False

    @property
    def source(self) -> str:
        return self.of or self.name


Vocabulary = Mapping[str, list[Value]]


@dataclass(frozen=True)
class Sort:
    """An order of the list. `by_language`: one for each language, such as `name_ru`."""

    name: str
    by_language: bool = False

    def order(self, language: str) -> str:
        return f"{self.name}_{language}" if self.by_language else self.name


class ListSpec(ABC):
    """The declaration of an indexed list. The first of `sorts` is the default order."""

    name: str
    dependencies: tuple[Dependency, ...]
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]

    @abstractmethod
    def documents(self, keys: Keys | None) -> Iterable[IndexDocument]:
        """The published rows, all or with one of these keys."""

    @abstractmethod
    def vocabulary(self) -> Vocabulary:
        """By facet, its values in the order of the vocabulary, parents before children."""

    def facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)


def in_batches(keys: Keys, size: int = 2_000) -> Iterator[list[int]]:
    """The keys, sorted, in lists small enough for one query."""
    sorted_keys = sorted(keys)
    for start in range(0, len(sorted_keys), size):
        yield sorted_keys[start : start + size]
