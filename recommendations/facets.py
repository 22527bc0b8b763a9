"""What a set of recommendations adds up to: answers, claims, findings, and the gap between."""

from collections import Counter
from dataclasses import dataclass

from .choices import ImplementationStatus, Position, StateClaim
from .index import Selection, answer
from .querysets import RecommendationQuerySet

# What counts as assessed; the other two stay outside any share of implementation.
ASSESSED = tuple(
    status
    for status in ImplementationStatus
    if status
    not in (ImplementationStatus.NOT_ASSESSED, ImplementationStatus.INSUFFICIENT_INFORMATION)
)


@dataclass(frozen=True)
class Segment:
    """One part of a whole: the parameter and value that select exactly its rows, and how many."""

    parameter: str
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Overview:
    """Counts of recommendations (not of pairs of a recommendation and a State)."""

    total: int
    positions: list[Segment]
    state_claims: list[Segment]
    statuses: list[Segment]
    claim_gaps: int
    # Of those the State says are done: how many have a finding at all, on any part of the scale.
    claimed_done: int
    claimed_done_assessed: int


def overview(rows: RecommendationQuerySet) -> Overview:
    """The counts of `rows`, which the caller has taken from the published ones. One query."""
    triples = list(
        rows.with_claim_gap()
        .order_by()
        .values_list("position", "state_claim", "status", "claim_gap")
    )
    positions = Counter(position or Position.PENDING for position, _claim, _status, _gap in triples)
    claims = Counter(claim for _position, claim, _status, _gap in triples)
    statuses = Counter(status for _position, _claim, status, _gap in triples)
    done = [row for row in triples if row[1] == StateClaim.ALREADY_IMPLEMENTED]
    return Overview(
        total=len(triples),
        positions=_segments("position", Position, positions),
        state_claims=_segments("state_claim", StateClaim, claims),
        statuses=_segments("status", ImplementationStatus, statuses),
        claim_gaps=sum(gap for *_rest, gap in triples),
        claimed_done=len(done),
        claimed_done_assessed=sum(status in ASSESSED for _p, _c, status, _g in done),
    )


def _segments(
    parameter: str,
    choices: type[Position] | type[StateClaim] | type[ImplementationStatus],
    counts: Counter[str],
) -> list[Segment]:
    """In the order of the vocabulary, without the empty ones."""
    return [
        Segment(parameter, choice.value, str(choice.label), counts[choice.value])
        for choice in choices
        if counts[choice.value]
    ]


def overview_of(selection: Selection) -> Overview:
    return overview(answer(selection))
