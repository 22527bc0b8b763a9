"""The index of each list as it is now: shared by all threads of a process, built once.

Whoever asks compares tokens first. Where they differ, what was written since is read and the
snapshot replaced; where the token is unknown, or too much was written, it is built from nothing,
by one thread, while others wait: an old answer would be a wrong one.

Inside a transaction nothing is shared: it may see what is not committed, or never will be. It gets
a snapshot of its own.
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
from .snapshot import Snapshot, built
from .spec import Dependency, ListSpec
from .write_log import Token, Written, one_moment, owners, token, vocabulary_written, written_since

# Rebuild when more than this share of the rows changed: it is quicker.
MOST_CHANGED = 0.25
FEW = 1_000

# Words that no row uses any more accumulate; start a new vocabulary beyond this many.
MOST_WORDS = 2_000_000

Held = tuple[Token, Snapshot]
# The snapshots of the request that is being answered; None outside of one.
_of_request: ContextVar[dict["Index", Snapshot] | None] = ContextVar("snapshots", default=None)
# Every index there is; what the triggers must note follows from it.
ALL_INDEXES: list["Index"] = []


# Tables that no list is read from, but that a page shows: a kept page must not outlive them.
SHOWN: list[Dependency] = []


def all_reads() -> list[Dependency]:
    """The tables that the indexes of all apps read."""
    return [one for index in ALL_INDEXES for one in index.listed.reads]


def all_noted() -> list[Dependency]:
    """The tables whose writes the triggers note: what indexes read, and what pages show."""
    return all_reads() + SHOWN


def pages_show(app: AppConfig, public: Iterable[str]) -> None:
    """Note every write to these models of an app, by name, and to their many-to-many tables."""
    names = set(public)
    read = {one.table for one in all_reads()}
    for model in app.get_models(include_auto_created=True):
        owner: Any = model._meta.auto_created or model
        if owner.__name__ in names and not model._meta.proxy and model._meta.db_table not in read:
            SHOWN.append(Dependency(model, owners=lambda _keys: ()))


@contextmanager
def one_snapshot_each() -> Iterator[None]:
    """Inside, every index answers from the snapshot of the first question: all parts of a page agree.

    Not for code that writes.
    """
    outer = _of_request.set({})
    try:
        yield
    finally:
        _of_request.reset(outer)


class Index:
    """Answers for one list; `snapshot()` is never older than the moment of asking, or the request."""

    def __init__(self, listed: ListSpec) -> None:
        self.listed = listed
        ALL_INDEXES.append(self)
        self._words = Words()
        self._shared: Held | None = None
        self._building = threading.Lock()
        self._private: weakref.WeakKeyDictionary[BaseDatabaseWrapper, Held] = weakref.WeakKeyDictionary()

    def snapshot(self) -> Snapshot:
        """The list as this connection sees it. One query where nothing was written."""
        snapshots = _of_request.get()
        if snapshots is None:
            return self._now()
        if self not in snapshots:
            snapshots[self] = self._now()
        return snapshots[self]

    def _now(self) -> Snapshot:
        connection = connections[DEFAULT_DB_ALIAS]
        now = token(connection)
        shared = self._shared
        if shared and shared[0] == now:
            return shared[1]
        if connection.in_atomic_block:
            return self._of_transaction(connection, now)
        self._private.pop(connection, None)
        with self._building:
            # Another thread may have done it meanwhile; then this is one query more.
            with one_moment(connection):
                now = token(connection)
                if not self._shared or self._shared[0] != now or now is None:
                    snapshot = self._renewed(connection, self._shared, to_stay=True)
                    if now is None:
                        # Nothing says when this will be old: it answers once.
                        return snapshot
                    self._shared = (now, snapshot)
            return self._shared[1]

    def _of_transaction(self, connection: BaseDatabaseWrapper, now: Token | None) -> Snapshot:
        held = self._private.get(connection)
        if held and held[0] == now:
            return held[1]
        snapshot = self._renewed(connection, held or self._shared)
        if now:
            self._private[connection] = (now, snapshot)
        return snapshot

    def _renewed(
        self, connection: BaseDatabaseWrapper, held: Held | None, *, to_stay: bool = False
    ) -> Snapshot:
        """From what is held by what was written since, or from nothing.

        `to_stay`: what is built from nothing is there as long as the process.
        """
        written = written_since(connection, held[0]) if held else None
        if held is None or written is None:
            return self._built(to_stay=to_stay)
        keys = owners(self.listed.reads, written)
        if keys is None or self._too_many(keys, held[1]):
            return self._built(to_stay=to_stay)
        return self._changed(held[1], keys, written)

    def _changed(self, snapshot: Snapshot, keys: Iterable[int], written: Written) -> Snapshot:
        new_words = vocabulary_written(self.listed.reads, written)
        keys = set(keys)
        if not keys and not new_words:
            return snapshot
        return snapshot.changed(
            keys,
            self.listed.documents(keys) if keys else (),
            self.listed.vocabulary() if new_words else None,
        )

    def _too_many(self, keys: set[int], snapshot: Snapshot) -> bool:
        rows = len(snapshot.numbers)
        # Numbers are never given twice; too many that nobody has any more slow everything down.
        worn = len(snapshot.stored) > 2 * rows + FEW
        return worn or len(keys) > FEW + rows * MOST_CHANGED

    def _built(self, *, to_stay: bool) -> Snapshot:
        if len(self._words.numbers) > MOST_WORDS:
            self._words = Words()
        with built_to_stay() if to_stay else collector_resting():
            return built(self.listed, self._words, self.listed.documents(None), self.listed.vocabulary())
