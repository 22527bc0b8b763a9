"""The current index of each list, built once and shared by all threads of a process.

Each question first compares tokens. If they differ, the index reads the writes since then and makes
a new snapshot. If the token is unknown, or too much was written, one thread builds the index from
scratch while the others wait, because a stale answer would be wrong.

A transaction gets a snapshot of its own: it may see rows that are not committed, or never will be.
"""

import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation.garbage_collector import built_to_stay, collector_resting

from .postings import Words
from .snapshot import Snapshot, build_snapshot
from .spec import Dependency, ListSpec
from .write_log import Token, Written, one_moment, owners, token, vocabulary_written, written_since

# Rebuild when more than this share of the rows changed: it is quicker.
MOST_CHANGED = 0.25
FEW = 1_000

# Words that no row uses any more accumulate; start a new vocabulary beyond this many.
MOST_WORDS = 2_000_000

TokenAndSnapshot = tuple[Token, Snapshot]
# The snapshots of the current request; None outside of one.
_request_snapshots: ContextVar[dict["Index", Snapshot] | None] = ContextVar("snapshots", default=None)
# The indexes of the site: the triggers note writes to the tables that they read.
_INDEXES: list["Index"] = []

# Tables that pages show but no index reads: a cached page must not outlive a write to them.
PAGE_DEPENDENCIES: list[Dependency] = []


def register(index: "Index") -> None:
    """Make an index one of the site's. Called once for each, when its app is ready."""
    _INDEXES.append(index)


def registered_indexes() -> tuple["Index", ...]:
    return tuple(_INDEXES)


def index_dependencies() -> list[Dependency]:
    """The tables that the registered indexes read."""
    return [dependency for index in _INDEXES for dependency in index.spec.dependencies]


def noted_dependencies() -> list[Dependency]:
    """The tables whose writes the triggers note: those that indexes read or pages show."""
    return index_dependencies() + PAGE_DEPENDENCIES


def pages_show(app: AppConfig, public: Iterable[str]) -> None:
    """Note every write to these models of an app, by name, and to their many-to-many tables."""
    names = set(public)
    indexed_tables = {dependency.table for dependency in index_dependencies()}
    for model in app.get_models(include_auto_created=True):
        owner: Any = model._meta.auto_created or model
        if owner.__name__ in names and not model._meta.proxy and model._meta.db_table not in indexed_tables:
            PAGE_DEPENDENCIES.append(Dependency(model, owners=lambda _keys: ()))


@contextmanager
def one_snapshot_each() -> Iterator[None]:
    """Use one snapshot of each index for the whole block, so that all parts of a page agree.

    Not for code that writes.
    """
    reset_token = _request_snapshots.set({})
    try:
        yield
    finally:
        _request_snapshots.reset(reset_token)


class Index:
    """The index of one list. `snapshot()` is never older than the call, or than the request."""

    def __init__(self, spec: ListSpec) -> None:
        self.spec = spec
        self._words = Words()
        self._shared: TokenAndSnapshot | None = None
        self._building = threading.Lock()
        self._private: weakref.WeakKeyDictionary[BaseDatabaseWrapper, TokenAndSnapshot] = (
            weakref.WeakKeyDictionary()
        )

    def snapshot(self) -> Snapshot:
        """The list as this connection sees it. One query if nothing was written."""
        snapshots = _request_snapshots.get()
        if snapshots is None:
            return self._current()
        if self not in snapshots:
            snapshots[self] = self._current()
        return snapshots[self]

    def _current(self) -> Snapshot:
        connection = connections[DEFAULT_DB_ALIAS]
        current_token = token(connection)
        shared = self._shared
        if shared and shared[0] == current_token:
            return shared[1]
        if connection.in_atomic_block:
            return self._of_transaction(connection, current_token)
        self._private.pop(connection, None)
        with self._building:
            # Another thread may have built it meanwhile, so compare again.
            with one_moment(connection):
                current_token = token(connection)
                if not self._shared or self._shared[0] != current_token or current_token is None:
                    snapshot = self._refresh(connection, self._shared, to_stay=True)
                    if current_token is None:
                        # Without a token nobody can tell when this snapshot is stale: do not share it.
                        return snapshot
                    self._shared = (current_token, snapshot)
            return self._shared[1]

    def _of_transaction(self, connection: BaseDatabaseWrapper, current_token: Token | None) -> Snapshot:
        previous = self._private.get(connection)
        if previous and previous[0] == current_token:
            return previous[1]
        snapshot = self._refresh(connection, previous or self._shared)
        if current_token:
            self._private[connection] = (current_token, snapshot)
        return snapshot

    def _refresh(
        self, connection: BaseDatabaseWrapper, previous: TokenAndSnapshot | None, *, to_stay: bool = False
    ) -> Snapshot:
        """Update the previous snapshot with the writes since, or build a new one.

        `to_stay`: a new one lives as long as the process.
        """
        writes = written_since(connection, previous[0]) if previous else None
        if previous is None or writes is None:
            return self._build(to_stay=to_stay)
        keys = owners(self.spec.dependencies, writes)
        if keys is None or self._too_many(keys, previous[1]):
            return self._build(to_stay=to_stay)
        return self._update(previous[1], keys, writes)

    def _update(self, snapshot: Snapshot, keys: Iterable[int], writes: Written) -> Snapshot:
        new_words = vocabulary_written(self.spec.dependencies, writes)
        keys = set(keys)
        if not keys and not new_words:
            return snapshot
        return snapshot.replace_documents(
            keys,
            self.spec.documents(keys) if keys else (),
            self.spec.vocabulary() if new_words else None,
        )

    def _too_many(self, keys: set[int], snapshot: Snapshot) -> bool:
        rows = len(snapshot.numbers)
        # Numbers are never reused; too many unused ones slow everything down.
        sparse = len(snapshot.documents) > 2 * rows + FEW
        return sparse or len(keys) > FEW + rows * MOST_CHANGED

    def _build(self, *, to_stay: bool) -> Snapshot:
        if len(self._words.numbers) > MOST_WORDS:
            self._words = Words()
        with built_to_stay() if to_stay else collector_resting():
            return build_snapshot(self.spec, self._words, self.spec.documents(None), self.spec.vocabulary())
