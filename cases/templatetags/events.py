"""What events of cases and changes in laws are called, and which came last."""

from collections.abc import Iterable

from django import template

from foundation.dates.order import chronological

from ..choices import CaseEventKind
from ..models import CaseEvent, LawChange

register = template.Library()


@register.filter
def event_label(row: CaseEvent | LawChange) -> str:
    """What an event of a case or a change in a law is, never without that it is only alleged."""
    kind = str(row.get_kind_display())
    return f"{kind} ({str(row.get_assertion_display()).lower()})" if row.is_in_doubt else kind


@register.filter
def dated_facts(rows: Iterable[CaseEvent | LawChange]) -> str:
    """Events of a case or changes in a law in few words, in order of time: what each is, and when."""
    return "; ".join(f"{event_label(row)}, {row.when}" for row in chronological(rows))


@register.filter
def newest_event(events: Iterable[CaseEvent]) -> CaseEvent | None:
    """The newest event of a case; that nothing changed since is no event, but an “as of”."""
    happened = (event for event in events if event.kind != CaseEventKind.CONFIRMED)
    return next(reversed(chronological(happened)), None)
