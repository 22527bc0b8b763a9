"""Where a person stands: liberty and restrictions, derived from the dated events of the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .choices import (
    LIBERTY_AFTER,
    RESTRICTION_BEGINS,
    RESTRICTION_ENDS,
    CaseEventKind,
    LibertyStatus,
    Restriction,
)


@dataclass(frozen=True)
class Standing:
    """The liberty status with the event it follows from, and the restrictions in force with theirs.

    Every statement of it is “as of” its event; nothing after the newest event is known.
    """

    liberty: LibertyStatus
    liberty_event: Any | None
    restrictions: tuple[tuple[Restriction, Any], ...]


def standing(events: Iterable[Any]) -> Standing:
    """The standing after `events`: `CaseEvent`s in any order; they are put in order of time."""
    liberty, liberty_event = LibertyStatus.UNKNOWN, None
    in_force: dict[Restriction, Any] = {}
    for event in sorted(events, key=_time):
        kind = CaseEventKind(event.kind)
        if kind in LIBERTY_AFTER:
            liberty, liberty_event = LIBERTY_AFTER[kind], event
        if kind in RESTRICTION_BEGINS:
            in_force[RESTRICTION_BEGINS[kind]] = event
        if kind in RESTRICTION_ENDS:
            in_force.pop(RESTRICTION_ENDS[kind], None)
    return Standing(liberty, liberty_event, tuple(in_force.items()))


def _time(event: Any) -> tuple[Any, Any, int, int]:
    """By the last day it can have been, then by the first; an order given decides among equals."""
    return event.last_day or event.first_day, event.first_day, event.order, event.pk or 0
