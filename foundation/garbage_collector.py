"""The garbage collector of the process, which belongs to all threads: no other module calls `gc`.

It looks for objects that refer to each other in circles. Where a great many are made of which none
can go yet, looking for them takes a quarter of the time.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Rest:
    """How many want it to rest; the last of them wakes it, if it was awake before the first."""

    def __init__(self) -> None:
        # Objects that the collector drops can come back here, in the thread that is inside.
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
    """Nobody looks for garbage while objects are made in a burst: a file, an import, an index."""
    _REST.begin()
    try:
        yield
    finally:
        _REST.end()


@contextmanager
def built_to_stay() -> Iterator[None]:
    """What is made inside is there as long as the process: the collector never looks at it again.

    To go through it made a reader wait half a second. It still goes when nothing refers to it any
    more. So nobody may thaw what is frozen: it belongs to whoever built something to stay.
    """
    with collector_resting():
        yield
        gc.freeze()
