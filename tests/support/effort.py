"""How hard tests of properties look: a little in `make test`, long in `make soak`."""

import os
import time
from collections.abc import Callable

# Set by `pytest --soak`.
SOAK = "UPR_TRACKER_SOAK"


def examples(count: int) -> int:
    """So many random examples; fifty times as many in `make soak`."""
    return count * 50 if SOAK in os.environ else count


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as much of the processor four times the size takes: 4 where it grows in step.

    The least of three measurements of either size, since others use the machine too; their turns change.
    """
    small, large = [], []
    for _turn in range(3):
        small.append(_processor(work, size))
        large.append(_processor(work, 4 * size))
    return min(large) / max(min(small), 1e-4)


def _processor(work: Callable[[int], object], size: int) -> float:
    begin = time.process_time()
    work(size)
    return time.process_time() - begin
