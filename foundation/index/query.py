"""A query of a list and its result."""

import heapq
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

from .search import Term, terms
from .snapshot import Option, Snapshot

# Sorting a row costs about this many times as much as scanning it (measured).
SORTING = 30


@dataclass(frozen=True, init=False)
class Query:
    """The reader's filters and search words: any value within a field, all of the fields."""

    values: Mapping[str, tuple[str, ...]]
    q: str
    sort: str

    def __init__(
        self,
        values: Mapping[str, tuple[str, ...]] | None = None,
        *,
        q: str = "",
        sort: str = "",
        **more: tuple[str, ...],
    ) -> None:
        all_values = {**(values or {}), **more}
        object.__setattr__(self, "values", {name: choices for name, choices in all_values.items() if choices})
        object.__setattr__(self, "q", q)
        object.__setattr__(self, "sort", sort)

    def __bool__(self) -> bool:
        return bool(self.values or self.q)


class Result:
    """The rows that match a query and their counts, from one snapshot."""

    def __init__(self, snapshot: Snapshot, query: Query, *, language: str) -> None:
        self._snapshot = snapshot
        self.query = query
        self.language = language
        self._fields = {name: snapshot.having_any(name, values) for name, values in query.values.items()}

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The search terms as they were matched."""
        return tuple(self._snapshot.postings.as_answered(term) for term in terms(self.query.q))

    @cached_property
    def _search_matches(self) -> BitMap:
        """The rows that match the search terms, ignoring the filters."""
        matches = self._snapshot.all
        texts = self._snapshot.texts
        for term in self.terms:
            having = self._snapshot.postings.matching(term, texts)
            matches = matches - having if term.excluded else matches & having
        return matches

    @cached_property
    def _rows(self) -> BitMap:
        return self._ignoring("")

    def _ignoring(self, name: str) -> BitMap:
        """The rows of the query without the filter on one field."""
        if name and name not in self._fields:
            return self._rows
        rows = self._search_matches
        for field, having in self._fields.items():
            if field != name:
                rows = rows & having
        return rows

    @property
    def total(self) -> int:
        return len(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def count(self, **values: tuple[str, ...]) -> int:
        """How many rows of the result also have these values."""
        rows = self._rows
        for name, choices in values.items():
            rows = rows & self._snapshot.having_any(name, choices)
        return len(rows)

    def counts(self, name: str) -> dict[str, int]:
        """By value of a facet, the number of rows if it were chosen; values without rows left out.

        Choices within the facet itself are ignored.
        """
        rows = self._ignoring(name)
        return {
            value: count
            for value, having in self._snapshot.having[name].items()
            if (count := rows.intersection_cardinality(having))
        }

    def within(self, name: str) -> dict[str, int]:
        """By value of a facet, the number of rows of the result; values without rows left out."""
        return {
            value: count
            for value, having in self._snapshot.having[name].items()
            if (count := self._rows.intersection_cardinality(having))
        }

    def crosstab(self, rows: str, values: Iterable[str], columns: str) -> dict[str, dict[str, int]]:
        """By value of one facet, in the order given, the counts by value of another."""
        having = self._snapshot.having[columns]
        table = {}
        for value in values:
            row_matches = self._rows & self._snapshot.having_any(rows, (value,))
            column_counts = {
                column: row_matches.intersection_cardinality(bitmap) for column, bitmap in having.items()
            }
            if row_matches:
                table[value] = {column: count for column, count in column_counts.items() if count}
        return table

    def options(self, name: str) -> list[Option]:
        """The values of a facet that any row of the list has, labelled in the result's language."""
        return self._snapshot.options(name, self.language)

    def keys(self, start: int = 0, stop: int | None = None) -> list[int]:
        """The keys of the rows in order, from `start` to before `stop`."""
        rows = self._rows
        stop = len(rows) if stop is None else min(stop, len(rows))
        documents = self._snapshot.documents
        return [documents[number].key for number in self._in_order(rows, start, stop)]

    def _in_order(self, rows: BitMap, start: int, stop: int) -> list[int]:
        name = self._snapshot.order_of(self.query.sort, self.language)
        order = self._snapshot.orders[name]
        if len(rows) == len(order):
            return list(order[start:stop])
        # Walking the order costs about `stop` / share of rows; otherwise sort the matching rows.
        if stop * len(order) > SORTING * len(rows) ** 2:
            documents = self._snapshot.documents
            smallest = heapq.nsmallest(stop, rows, key=lambda number: documents[number].orders[name])
            return smallest[start:]
        return _walk(order, rows, start, stop)


def _walk(order: "array[int]", rows: BitMap, start: int, stop: int) -> list[int]:
    numbers: list[int] = []
    if stop <= start:
        return numbers
    place = 0
    for number in order:
        if number in rows:
            if place >= start:
                numbers.append(number)
            place += 1
            if place == stop:
                break
    return numbers
