"""What a set of recommendations adds up to: answers, claims, findings, and the gap between."""

from dataclasses import dataclass

from foundation.index.query import Result
from foundation.web.charts import Fill, Series

from ..choices import ImplementationStatus, Position, StateClaim

# What counts as assessed; the other two stay outside any share of implementation.
ASSESSED = tuple(
    status
    for status in ImplementationStatus
    if status not in (ImplementationStatus.NOT_ASSESSED, ImplementationStatus.INSUFFICIENT_INFORMATION)
)

# A finding in every chart: what nobody assessed is told even where there is none of it.
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
    """One part of a whole: the parameter and value that select exactly its rows, and how many."""

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
    # Of those the State says are done: how many have a finding at all, on any part of the scale.
    claimed_done: int
    claimed_done_assessed: int


def overview(answer: Result) -> Overview:
    """The counts of an answer of the index. No query."""
    done = {"state_claim": (StateClaim.ALREADY_IMPLEMENTED.value,)}
    return Overview(
        total=answer.total,
        positions=_segments("position", Position, answer),
        state_claims=_segments("state_claim", StateClaim, answer),
        statuses=_segments("status", ImplementationStatus, answer),
        claim_gaps=answer.count(claim_gap=("yes",)),
        claimed_done=answer.count(**done),
        claimed_done_assessed=answer.count(**done, status=tuple(status.value for status in ASSESSED)),
    )


def _segments(
    parameter: str,
    choices: type[Position] | type[StateClaim] | type[ImplementationStatus],
    answer: Result,
) -> list[Share]:
    """In the order of the vocabulary, without the empty ones."""
    counts = answer.within(parameter)
    return [
        Share(parameter, choice.value, str(choice.label), counts[choice.value])
        for choice in choices
        if choice.value in counts
    ]
