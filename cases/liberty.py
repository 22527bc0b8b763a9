"""The status of a person, an organisation or a law, derived from dated events alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from foundation.dates.order import chronological

from .choices import (
    BEFORE_TRIAL,
    CHARGES_END,
    LIBERTY_AFTER,
    NEEDS_BEFORE,
    RESTRICTION_BEGINS,
    RESTRICTION_ENDS,
    CaseEventKind,
    LawChangeKind,
    LawStatus,
    LibertyStatus,
    Restriction,
)
from .models import CaseEvent, LawChange


@dataclass(frozen=True)
class RestrictionInForce:
    """A restriction, the event that began it, and the latest event that confirms it."""

    restriction: Restriction
    event: CaseEvent
    as_of: CaseEvent


@dataclass(frozen=True)
class Liberty:
    """The liberty status with the event that it follows from, and the restrictions in force.

    Both hold “as of” an event; what happened later is unknown.
    """

    status: LibertyStatus = LibertyStatus.UNKNOWN
    status_event: CaseEvent | None = None
    status_as_of: CaseEvent | None = None
    restrictions: tuple[RestrictionInForce, ...] = ()


def liberty_of(events: Iterable[CaseEvent]) -> Liberty:
    """The status after all these events, given in any order."""
    liberty, last_event = Liberty(), None
    for last_event in chronological(events):
        liberty = _after(liberty, last_event)
    if liberty.status == LibertyStatus.UNKNOWN:
        # The status has been unknown since the last event.
        liberty = replace(liberty, status_as_of=last_event)
    return liberty


def _after(liberty: Liberty, event: CaseEvent) -> Liberty:
    kind = CaseEventKind(event.kind)
    if kind == CaseEventKind.CONFIRMED:
        return replace(
            liberty,
            status_as_of=event if liberty.status_event else None,
            restrictions=tuple(replace(restriction, as_of=event) for restriction in liberty.restrictions),
        )
    status = LIBERTY_AFTER.get(kind)
    if kind in CHARGES_END and liberty.status in BEFORE_TRIAL:
        status = LibertyStatus.FREE
    if status:
        liberty = replace(liberty, status=status, status_event=event, status_as_of=event)
    new_restriction, ended_restrictions = RESTRICTION_BEGINS.get(kind), RESTRICTION_ENDS.get(kind, set())
    if new_restriction or ended_restrictions:
        remaining = tuple(
            restriction
            for restriction in liberty.restrictions
            if restriction.restriction not in ended_restrictions | {new_restriction}
        )
        additions = (RestrictionInForce(new_restriction, event, event),) if new_restriction else ()
        liberty = replace(liberty, restrictions=remaining + additions)
    return liberty


def law_status(changes: Iterable[LawChange]) -> tuple[LawStatus, LawChange | None]:
    """The status of a law after these changes, given in any order, and the change it is “as of”.

    A confirmation only moves the “as of” date.
    """
    by_time = chronological(changes)
    kinds = [change.kind for change in by_time if change.kind != LawChangeKind.CONFIRMED]
    status = LawStatus(kinds[-1]) if kinds else LawStatus.NO_CHANGE
    return status, by_time[-1] if by_time else None


def events_behind(liberty: Liberty, *, person: bool) -> list[CaseEvent]:
    """The events that a status rests on, each once: those that began it and those it is “as of”.

    Only persons have a liberty status.
    """
    events = [liberty.status_event, liberty.status_as_of] if person else []
    for restriction in liberty.restrictions:
        events += [restriction.event, restriction.as_of]
    return list(dict.fromkeys(event for event in events if event is not None))


def changes_behind(changes: Iterable[LawChange]) -> list[LawChange]:
    """The changes that the status of a law rests on: the last one, and the one it is “as of”."""
    by_time = chronological(changes)
    real_changes = [change for change in by_time if change.kind != LawChangeKind.CONFIRMED]
    return list(dict.fromkeys([*real_changes[-1:], *by_time[-1:]]))


def never_began(events: Iterable[CaseEvent]) -> list[tuple[CaseEvent, str]]:
    """The events that end something which no earlier event began, each with an error message.

    Inexact dates get the benefit of the doubt: a beginning in 2018 may precede an end in May 2018.
    """
    by_time = list(events)
    errors = []
    for event in by_time:
        earlier_kinds = NEEDS_BEFORE.get(CaseEventKind(event.kind))
        if earlier_kinds and not any(
            CaseEventKind(earlier.kind) in earlier_kinds and _may_precede(earlier, event)
            for earlier in by_time
        ):
            kinds = ", ".join(str(kind.label) for kind in CaseEventKind if kind in earlier_kinds)
            errors.append(
                (
                    event,
                    _(
                        "“%(end)s”, %(when)s: nothing in this case began before it. Enter first "
                        "what it ends, one of: %(kinds)s."
                    )
                    % {"end": CaseEventKind(event.kind).label, "when": event.when, "kinds": kinds},
                )
            )
    return errors


def _may_precede(earlier: CaseEvent, event: CaseEvent) -> bool:
    last = event.last_day or event.first_day
    if earlier.first_day == event.first_day and earlier.last_day == event.last_day:
        return earlier.order <= event.order
    return earlier.first_day <= last
