"""Totals of a set of recommendations: answers, claims, findings, and claim gaps."""

from dataclasses import dataclass

from foundation.index.query import Result
from foundation.web.charts import Fill, Series

from ..choices import ImplementationStatus, Position, StateClaim

# The other two statuses are left out of any rate of implementation.
ASSESSED = tuple(
    status
    for status in ImplementationStatus
    if status not in (ImplementationStatus.NOT_ASSESSED, ImplementationStatus.INSUFFICIENT_INFORMATION)
)

# The statuses in every chart; “not yet assessed” appears even when it is zero.
STATUS_KINDS = tuple(
    Series(status.value, status.label, fill, always=status is ImplementationStatus.NOT_ASSESSED)
    for status, fill in {
        ImplementationStatus.FULLY_IMPLEMENTED: Fill.SOLID,
        ImplementationStatus.PARTIALLY_IMPLEMENTED: Fill.RISING,
        ImplementationStatus.IN_PROGRESS: Fill.UPRIGHT,
        ImplementationStatus.NOT_IMPLEMENTED: Fill.FALLING,
        ImplementationStatus.REGRESSED: Fill.CROSSED,
        ImplementationStatus.INSUFFICIENT_INFORMATION: Fill.DOTTED,
        ImplementationStatus.NOT_ASSESSED: Fill.OPEN,
    }.items()
)


@dataclass(frozen=True)
class Share:
    """One part of a whole: its count, and the parameter and value that select exactly its rows."""

    parameter: str
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Overview:
    """Counts of recommendations (not of pairs of a recommendation and a State)."""

    total: int
    positions: list[Share]
    state_claims: list[Share]
    statuses: list[Share]
    claim_gaps: int
    # Recommendations the State says are done, and how many of these have a status in ASSESSED.
    claimed_done: int
    claimed_done_assessed: int


def overview(result: Result) -> Overview:
    """The counts of a result of the index. No query."""
    done_claim = {"state_claim": (StateClaim.ALREADY_IMPLEMENTED.value,)}
    return Overview(
        total=result.total,
        positions=_shares("position", Position, result),
        state_claims=_shares("state_claim", StateClaim, result),
        statuses=_shares("status", ImplementationStatus, result),
        claim_gaps=result.count(claim_gap=("yes",)),
        claimed_done=result.count(**done_claim),
        claimed_done_assessed=result.count(**done_claim, status=tuple(status.value for status in ASSESSED)),
    )


def _shares(
    parameter: str,
    choices: type[Position] | type[StateClaim] | type[ImplementationStatus],
    result: Result,
) -> list[Share]:
    """In the order of the choices, without empty ones."""
    counts = result.within(parameter)
    return [
        Share(parameter, choice.value, str(choice.label), counts[choice.value])
        for choice in choices
        if choice.value in counts
    ]
