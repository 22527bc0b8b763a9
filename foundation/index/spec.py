"""What an app says of a list, so that the index can answer for it.

The index knows no model: an app names the tables that its list is read from, makes documents of
published rows, and says which values each facet has and what they are called.
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

    `column` holds what the database notes of each row that is written; `owners` turns such values
    into the keys of the documents that may be different now. Without `owners` they are the keys.
    `vocabulary`: the table says what values mean or are called.
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
    """A published row as the index sees it.

    `values`: by facet, what the row has, as the vocabulary knows it. `texts`: pairs of language
    and text. `orders`: by sort, a tuple that no other row has; it ends with the key.
    """

    key: int
    values: Mapping[str, Collection[Hashable]]
    texts: list[Text]
    orders: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Value:
    """A value of a facet as addresses name it, what it is called, and what rows have it.

    `covers` are what documents hold in `values`: of a theme its own key and those below it.
    `labels`: by language, without those in which nobody named it.
    """

    value: str
    labels: Mapping[str, str]
    covers: tuple[Hashable, ...]
    depth: int = 0

    def label(self, language: str) -> str:
        """In this language; in English, and known to be English, where it has no such name."""
        if own := self.labels.get(language):
            return own
        english = self.labels.get("en")
        return InLanguage(english, "en") if english else self.value


@dataclass(frozen=True)
class Facet:
    """Something to choose by. `of`: the facet of documents whose values its values cover."""

    name: str
    of: str = ""
    # Alphabetical in the reader's language; else in the order of the vocabulary.
    alphabetical: bool = False

    @property
    def source(self) -> str:
        return self.of or self.name


Vocabulary = Mapping[str, list[Value]]


@dataclass(frozen=True)
class Sort:
    """An order of the list. `by_language`: there is one for each language, as `name_ru`."""

    name: str
    by_language: bool = False

    def order(self, language: str) -> str:
        return f"{self.name}_{language}" if self.by_language else self.name


class ListSpec(ABC):
    """A public list as an index answers for it. The first of `sorts` is the usual order."""

    name: str
    reads: tuple[Dependency, ...]
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]

    @abstractmethod
    def documents(self, keys: Keys | None) -> Iterable[IndexDocument]:
        """The published rows: all of them, or those of these keys that are published."""

    @abstractmethod
    def vocabulary(self) -> Vocabulary:
        """By facet, its values in the order of the vocabulary, parents before children."""

    def facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)


def in_batches(keys: Keys, size: int = 2_000) -> Iterator[list[int]]:
    """The keys in lists that fit into one query."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]
