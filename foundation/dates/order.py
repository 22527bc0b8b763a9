"""The one order of what is dated: every timeline, every list and every standing goes by it.

What lasts stands where it begins: “October 2014 – March 2019” before “May 2018”, “since March 2018” with
March 2018. What happened once, on a day that is not known exactly, stands on the last day that it can have
been, and among those of one day what began to be possible earlier comes first. What is known only as “not
later than” a day stands before what is known to have happened by then.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import BooleanField, Case, DateField, Expression, F, OrderBy, Q, Value, When
from django.db.models.functions import Coalesce

from ..choices import Precision
from .dated import Dated

_Dated = TypeVar("_Dated", bound=Dated)

LASTING = (Precision.RANGE, Precision.SINCE)
# Of what has no end.
NEVER = dt.date.max


def chronological(rows: Iterable[_Dated]) -> list[_Dated]:
    """Dated rows, the oldest first; those of several tables may be mixed."""
    return sorted(rows, key=place_in_time)


def place_in_time(row: Dated) -> tuple[dt.date, bool, dt.date, dt.date, int, int]:
    """What `chronological` sorts by; `order` and the key decide among equals."""
    last_day = row.last_day or NEVER
    happened_once = not (row.RANGE_LASTS and row.precision in LASTING)
    stands_on = row.last_day or row.first_day if happened_once else row.first_day
    known = row.precision != Precision.BY
    return stands_on, known, row.first_day, last_day, row.order, row.pk or 0


def newest_first(model: type[Dated]) -> list[OrderBy]:
    """The same order turned round, as `order_by` of a queryset of `model` takes it."""
    return [expression.desc() for expression in _place_in_sql(model)]


def oldest_first(model: type[Dated]) -> list[OrderBy]:
    """The same order, as `order_by` of a queryset of `model` takes it."""
    return [expression.asc() for expression in _place_in_sql(model)]


def _place_in_sql(model: type[Dated]) -> list[Expression | F]:
    day = Coalesce("last_day", "first_day", output_field=DateField())
    lasting = Q(precision__in=LASTING) if model.RANGE_LASTS else Q(pk__in=[])
    stands_on = Case(When(lasting, then=F("first_day")), default=day, output_field=DateField())
    known = Case(When(precision=Precision.BY, then=False), default=True, output_field=BooleanField())
    last_day = Coalesce("last_day", Value(NEVER), output_field=DateField())
    return [stands_on, known, F("first_day"), last_day, F("order"), F("pk")]
