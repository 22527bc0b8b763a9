"""What was asked of a list and what answers it."""

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
    """What the reader asked for: within a field any of its values, between fields all of them."""

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
        chosen = {**(values or {}), **more}
        object.__setattr__(self, "values", {name: some for name, some in chosen.items() if some})
        object.__setattr__(self, "q", q)
        object.__setattr__(self, "sort", sort)

    def __bool__(self) -> bool:
        return bool(self.values or self.q)


class Result:
    """The rows of a selection and what they add up to, all as of one moment."""

    def __init__(self, snapshot: Snapshot, selection: Query, *, language: str) -> None:
        self._snapshot = snapshot
        self.selection = selection
        self.language = language
        self._fields = {name: snapshot.having_any(name, values) for name, values in selection.values.items()}

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """What was searched for, as it was answered."""
        return tuple(self._snapshot.postings.meant(term) for term in terms(self.selection.q))

    @cached_property
    def _found(self) -> BitMap:
        """The rows that have what was searched for, whatever else was chosen."""
        found = self._snapshot.all
        texts = self._snapshot.texts
        for term in self.terms:
            having = self._snapshot.postings.matching(term, texts)
            found = found - having if term.excluded else found & having
        return found

    @cached_property
    def _rows(self) -> BitMap:
        return self._ignoring("")

    def _ignoring(self, name: str) -> BitMap:
        """The rows of the selection, as if nothing were chosen in one field."""
        if name and name not in self._fields:
            return self._rows
        rows = self._found
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
        """How many rows of the selection have these values as well."""
        rows = self._rows
        for name, chosen in values.items():
            rows = rows & self._snapshot.having_any(name, chosen)
        return len(rows)

    def counts(self, name: str) -> dict[str, int]:
        """By value of a facet, the rows that choosing it would leave; without the empty ones.

        What is chosen in the facet itself does not count.
        """
        rows = self._ignoring(name)
        return {
            value: count
            for value, having in self._snapshot.having[name].items()
            if (count := rows.intersection_cardinality(having))
        }

    def within(self, name: str) -> dict[str, int]:
        """By value of a facet, the rows of the selection that have it; without the empty ones."""
        return {
            value: count
            for value, having in self._snapshot.having[name].items()
            if (count := self._rows.intersection_cardinality(having))
        }

    def crosstab(self, rows: str, values: Iterable[str], columns: str) -> dict[str, dict[str, int]]:
        """By value of one facet, in the order given, `within` another; without the empty ones."""
        having = self._snapshot.having[columns]
        crossed = {}
        for value in values:
            some = self._rows & self._snapshot.having_any(rows, (value,))
            counted = {other: some.intersection_cardinality(bitmap) for other, bitmap in having.items()}
            if some:
                crossed[value] = {other: count for other, count in counted.items() if count}
        return crossed

    def options(self, name: str) -> list[Option]:
        """The values of a facet that any row of the list has, as the reader calls them."""
        return self._snapshot.options(name, self.language)

    def keys(self, start: int = 0, stop: int | None = None) -> list[int]:
        """The keys of the rows in order, from `start` to before `stop`."""
        rows = self._rows
        stop = len(rows) if stop is None else min(stop, len(rows))
        stored = self._snapshot.stored
        return [stored[number].key for number in self._in_order(rows, start, stop)]

    def _in_order(self, rows: BitMap, start: int, stop: int) -> list[int]:
        name = self._snapshot.order_of(self.selection.sort, self.language)
        order = self._snapshot.orders[name]
        if len(rows) == len(order):
            return list(order[start:stop])
        # To the last row wanted, one walks so far; or sorts all that were found.
        if stop * len(order) > SORTING * len(rows) ** 2:
            stored = self._snapshot.stored
            found = heapq.nsmallest(stop, rows, key=lambda number: stored[number].orders[name])
            return found[start:]
        return _walked(order, rows, start, stop)


def _walked(order: "array[int]", rows: BitMap, start: int, stop: int) -> list[int]:
    found: list[int] = []
    if stop <= start:
        return found
    place = 0
    for number in order:
        if number in rows:
            if place >= start:
                found.append(number)
            place += 1
            if place == stop:
                break
    return found
