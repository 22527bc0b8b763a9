"""One printed side for a diplomat: what a State recommended in one review, and what to ask next.

An A4 page holds four recommendations in full. Who made more gets the most telling of those that
have a finding in full (of any, where none has one), and one line for each of the others: of what
nobody assessed a line says as much. The rules are fixed, so that two people print the same page;
nobody chooses by hand.

Most telling, in this order: the State under review says done and we found otherwise; moved
backwards, not implemented, in progress, partly and fully implemented, not enough information, not
yet assessed; evidence up to a later day; the order of the report.

Asks: for each recommendation, from the most telling to the least, the first new recommendation that
follows it up (newest cycle first, then in the order of the submission) and was not taken yet; then
the second of each, until there are three.
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
    """What stands on the page, each part in the order of the report; `more`: so many do not."""

    in_full: Sequence[RecommendationRow]
    in_brief: Sequence[RecommendationRow]
    more: int
    asks: Sequence[FollowUp]


def one_page(rows: Sequence[RecommendationRow], asks: Sequence[FollowUp]) -> OnePage:
    """Of `rows`, all that the State recommended as the report prints it; `asks` follow them up."""
    telling = most_telling(rows)
    assessed = [row for row in telling if row.finding] if len(rows) > IN_FULL else []
    full = {row.key for row in (assessed or telling)[:IN_FULL]}
    others = [row.key for row in telling if row.key not in full]
    brief = set(others[:IN_BRIEF])
    return OnePage(
        in_full=[row for row in rows if row.key in full],
        in_brief=[row for row in rows if row.key in brief],
        more=len(rows) - len(full) - len(brief),
        asks=follow_ups_in_turn(telling, asks)[:ASKS],
    )


def most_telling(rows: Sequence[RecommendationRow]) -> list[RecommendationRow]:
    """The rows by the rule above; Python's sort keeps the order of the report among equals."""
    return sorted(rows, key=_telling)


def _telling(row: RecommendationRow) -> tuple[bool, int, int]:
    if not row.finding:
        return True, TELLING.index(ImplementationStatus.NOT_ASSESSED), 0
    rank = TELLING.index(ImplementationStatus(row.finding.status))
    return not row.claim_gap, rank, -row.finding.evidence_up_to.toordinal()


def follow_ups_in_turn(telling: Sequence[RecommendationRow], asks: Sequence[FollowUp]) -> list[FollowUp]:
    """One ask for each recommendation in turn, then the second of each, each ask once."""
    waiting = [
        [ask for ask in asks if any(line.key == row.key for line in ask.follows_up)] for row in telling
    ]
    taken: dict[int, FollowUp] = {}
    while any(waiting):
        for own in waiting:
            while own and own[0].row.pk in taken:
                own.pop(0)
            if own:
                ask = own.pop(0)
                taken[ask.row.pk] = ask
    return list(taken.values())
