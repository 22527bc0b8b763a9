"""Where a person, an organisation or a law stands: derived from what is dated, and only so."""

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
class InForce:
    """A restriction, the event that began it, and the newest event that says it still holds."""

    restriction: Restriction
    event: CaseEvent
    as_of: CaseEvent


@dataclass(frozen=True)
class Liberty:
    """The liberty status with the event it follows from, and the restrictions in force.

    Both are true “as of” an event; nothing after it is known.
    """

    liberty: LibertyStatus = LibertyStatus.UNKNOWN
    liberty_event: CaseEvent | None = None
    liberty_as_of: CaseEvent | None = None
    restrictions: tuple[InForce, ...] = ()


def liberty_of(events: Iterable[CaseEvent]) -> Liberty:
    """The standing after `events`: `CaseEvent`s in any order; they are put in order of time."""
    now, newest = Liberty(), None
    for newest in chronological(events):
        now = _after(now, newest)
    if now.liberty == LibertyStatus.UNKNOWN:
        # Unknown since the last thing that is known.
        now = replace(now, liberty_as_of=newest)
    return now


def _after(now: Liberty, event: CaseEvent) -> Liberty:
    kind = CaseEventKind(event.kind)
    if kind == CaseEventKind.CONFIRMED:
        return replace(
            now,
            liberty_as_of=event if now.liberty_event else None,
            restrictions=tuple(replace(one, as_of=event) for one in now.restrictions),
        )
    liberty = LIBERTY_AFTER.get(kind)
    if kind in CHARGES_END and now.liberty in BEFORE_TRIAL:
        liberty = LibertyStatus.FREE
    if liberty:
        now = replace(now, liberty=liberty, liberty_event=event, liberty_as_of=event)
    begun, ended = RESTRICTION_BEGINS.get(kind), RESTRICTION_ENDS.get(kind, set())
    if begun or ended:
        others = tuple(one for one in now.restrictions if one.restriction not in ended | {begun})
        new = (InForce(begun, event, event),) if begun else ()
        now = replace(now, restrictions=others + new)
    return now


def law_status(changes: Iterable[LawChange]) -> tuple[LawStatus, LawChange | None]:
    """What became of a law after `changes` (`LawChange`s in any order), and what it is true as of.

    That nothing changed since makes the day newer, and nothing else.
    """
    known = chronological(changes)
    changed = [one.kind for one in known if one.kind != LawChangeKind.CONFIRMED]
    status = LawStatus(changed[-1]) if changed else LawStatus.NO_CHANGE
    return status, known[-1] if known else None


def told_by(now: Liberty, *, person: bool) -> list[CaseEvent]:
    """The events of which a standing tells, each once: what began it, and what it is true as of.

    Liberty is told of persons only.
    """
    told = [now.liberty_event, now.liberty_as_of] if person else []
    for restriction in now.restrictions:
        told += [restriction.event, restriction.as_of]
    return list(dict.fromkeys(event for event in told if event is not None))


def law_told_by(changes: Iterable[LawChange]) -> list[LawChange]:
    """The changes of which the status of a law tells: the last one, and what it is true as of."""
    dated = chronological(changes)
    changed = [change for change in dated if change.kind != LawChangeKind.CONFIRMED]
    return list(dict.fromkeys([*changed[-1:], *dated[-1:]]))


def never_began(events: Iterable[CaseEvent]) -> list[tuple[CaseEvent, str]]:
    """Each event that ends what no earlier event of the case began, with a sentence on it.

    “Earlier” gives the benefit of the doubt: a beginning in 2018 may lie before an end in May 2018.
    """
    of_case = list(events)
    found = []
    for event in of_case:
        needed = NEEDS_BEFORE.get(CaseEventKind(event.kind))
        if needed and not any(
            CaseEventKind(other.kind) in needed and _may_precede(other, event) for other in of_case
        ):
            kinds = ", ".join(str(kind.label) for kind in CaseEventKind if kind in needed)
            found.append(
                (
                    event,
                    _(
                        "“%(end)s”, %(when)s: nothing in this case began before it. Enter first "
                        "what it ends, one of: %(kinds)s."
                    )
                    % {"end": CaseEventKind(event.kind).label, "when": event.when, "kinds": kinds},
                )
            )
    return found


def _may_precede(other: CaseEvent, event: CaseEvent) -> bool:
    last = event.last_day or event.first_day
    if other.first_day == event.first_day and other.last_day == event.last_day:
        return other.order <= event.order
    return other.first_day <= last
