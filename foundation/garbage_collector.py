"""Pausing the garbage collector. It is shared by all threads, so no other module calls `gc`.

While a burst of objects is created that all stay alive, looking for cycles takes a quarter of the time.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Rest:
    """Counts nested pauses; the last to end enables the collector, if it was enabled before."""

    def __init__(self) -> None:
        # Re-entrant: a finaliser may run in the thread that holds the lock.
        self._lock = threading.RLock()
        self._wanted_by = 0
        self._was_enabled = False

    def begin(self) -> None:
        with self._lock:
            if not self._wanted_by:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._wanted_by += 1

    def end(self) -> None:
        with self._lock:
            self._wanted_by -= 1
            if not self._wanted_by and self._was_enabled:
                gc.enable()


_REST = _Rest()


@contextmanager
def collector_resting() -> Iterator[None]:
    """Pause the collector during a burst of allocations: a file, an import, an index."""
    _REST.begin()
    try:
        yield
    finally:
        _REST.end()


@contextmanager
def built_to_stay() -> Iterator[None]:
    """Freeze the objects created inside: they live as long as the process.

    Scanning them made a reader wait half a second. Reference counting still frees them. Nothing may
    call `gc.unfreeze`, which would thaw the objects of every caller.
    """
    with collector_resting():
        yield
        gc.freeze()
