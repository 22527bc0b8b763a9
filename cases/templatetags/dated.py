"""What is dated, in order of time."""

from collections.abc import Iterable
from typing import Any

from django import template

from ..choices import CaseEventKind
from ..standing import in_time

register = template.Library()


@register.filter
def happened_last(events: Iterable[Any]) -> Any | None:
    """The newest event of a case; that nothing changed since is no event, but an “as of”."""
    happened = (event for event in events if event.kind != CaseEventKind.CONFIRMED)
    return next(reversed(in_time(happened)), None)
