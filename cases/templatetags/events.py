"""Labels of events and of changes in laws, and the latest event of a case."""

from collections.abc import Iterable

from django import template

from foundation.dates.order import chronological

from ..choices import CaseEventKind
from ..models import CaseEvent, LawChange

register = template.Library()


@register.filter
def event_label(row: CaseEvent | LawChange) -> str:
    """The kind of an event or a change, with “alleged” or “claimed” if it is."""
    kind = str(row.get_kind_display())
    return f"{kind} ({str(row.get_assertion_display()).lower()})" if row.is_in_doubt else kind


@register.filter
def dated_facts(rows: Iterable[CaseEvent | LawChange]) -> str:
    """Events or changes in one line, in order of time: the label and the date of each."""
    return "; ".join(f"{event_label(row)}, {row.when}" for row in chronological(rows))


@register.filter
def newest_event(events: Iterable[CaseEvent]) -> CaseEvent | None:
    """The latest event of a case, not counting confirmations that nothing changed."""
    changes = (event for event in events if event.kind != CaseEventKind.CONFIRMED)
    return next(reversed(chronological(changes)), None)
