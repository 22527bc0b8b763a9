"""One printed side for a diplomat: what a State recommended in one review, and what to ask next.

An A4 page holds four recommendations in full. If the State made more, the most telling with a
finding are printed in full (of any, if none has one) and the others in one line each: without a
finding a line says it all. Nobody chooses by hand, so that two people print the same page.

Most telling first: a claim gap; then the status, from “moved backwards” to “not yet assessed” (see
TELLING); then later evidence; then the order of the report.

Asks: from the most telling recommendation to the least, the first new recommendation that follows it
up (newest cycle first, then in the order of the submission); then the second of each, until there
are three. None is printed twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..choices import ImplementationStatus
from .follow_ups import FollowUp
from .rows import RecommendationRow

IN_FULL = 4
IN_BRIEF = 8
ASKS = 3
TELLING = (
    ImplementationStatus.REGRESSED,
    ImplementationStatus.NOT_IMPLEMENTED,
    ImplementationStatus.IN_PROGRESS,
    ImplementationStatus.PARTIALLY_IMPLEMENTED,
    ImplementationStatus.FULLY_IMPLEMENTED,
    ImplementationStatus.INSUFFICIENT_INFORMATION,
    ImplementationStatus.NOT_ASSESSED,
)


@dataclass(frozen=True)
class OnePage:
    """The parts of the page, each in the order of the report. `more`: how many are left out."""

    in_full: Sequence[RecommendationRow]
    in_brief: Sequence[RecommendationRow]
    more: int
    asks: Sequence[FollowUp]


def one_page(rows: Sequence[RecommendationRow], asks: Sequence[FollowUp]) -> OnePage:
    """`rows`: all that the State recommended, in the order of the report; `asks` follow them up."""
    ranked_rows = most_telling(rows)
    assessed_rows = [row for row in ranked_rows if row.finding] if len(rows) > IN_FULL else []
    full_keys = {row.key for row in (assessed_rows or ranked_rows)[:IN_FULL]}
    remaining_keys = [row.key for row in ranked_rows if row.key not in full_keys]
    brief_keys = set(remaining_keys[:IN_BRIEF])
    return OnePage(
        in_full=[row for row in rows if row.key in full_keys],
        in_brief=[row for row in rows if row.key in brief_keys],
        more=len(rows) - len(full_keys) - len(brief_keys),
        asks=follow_ups_in_turn(ranked_rows, asks)[:ASKS],
    )


def most_telling(rows: Sequence[RecommendationRow]) -> list[RecommendationRow]:
    """The rows, most telling first (the sort is stable: equals stay in the order of the report)."""
    return sorted(rows, key=_telling)


def _telling(row: RecommendationRow) -> tuple[bool, int, int]:
    if not row.finding:
        return True, TELLING.index(ImplementationStatus.NOT_ASSESSED), 0
    rank = TELLING.index(ImplementationStatus(row.finding.status))
    return not row.claim_gap, rank, -row.finding.evidence_up_to.toordinal()


def follow_ups_in_turn(ranked_rows: Sequence[RecommendationRow], asks: Sequence[FollowUp]) -> list[FollowUp]:
    """One ask for each recommendation in turn, then the second of each, each ask once."""
    queues = [
        [ask for ask in asks if row.key in {followed_row.key for followed_row in ask.follows_up}]
        for row in ranked_rows
    ]
    asks_by_key: dict[int, FollowUp] = {}
    while any(queues):
        for queue in queues:
            while queue and queue[0].row.pk in asks_by_key:
                queue.pop(0)
            if queue:
                ask = queue.pop(0)
                asks_by_key[ask.row.pk] = ask
    return list(asks_by_key.values())
