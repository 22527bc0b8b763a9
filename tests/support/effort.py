"""How hard tests of properties look: a little in `make test`, long in `make soak`."""

import os

# Set by `pytest --soak`.
SOAK = "UPR_TRACKER_SOAK"


def examples(count: int) -> int:
    """So many random examples; fifty times as many in `make soak`."""
    return count * 50 if SOAK in os.environ else count
