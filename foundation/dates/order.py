"""The chronological order of dated rows, shared by every timeline, list and status.

What lasts sorts by its beginning: “October 2014 – March 2019” before “May 2018”, “since March 2018” with
March 2018. What happened once, on a day not known exactly, sorts by the last day it can have been, then by
the first. “Not later than” a day sorts before everything that happened on that day.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Expression,
    F,
    IntegerField,
    OrderBy,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear

from ..choices import Precision
from .dated import Dated

_Dated = TypeVar("_Dated", bound=Dated)

LASTING = (Precision.RANGE, Precision.SINCE)
# The last day of what has no end.
NEVER = dt.date.max


def chronological(rows: Iterable[_Dated]) -> list[_Dated]:
    """Dated rows, oldest first; rows of several tables may be mixed."""
    return sorted(rows, key=place_in_time)


def place_in_time(row: Dated) -> tuple[dt.date, bool, dt.date, dt.date, int, int]:
    """The sort key of `chronological`; `order` and the primary key decide among equals."""
    last_day = row.last_day or NEVER
    happened_once = not (row.RANGE_LASTS and row.precision in LASTING)
    stands_on = row.last_day or row.first_day if happened_once else row.first_day
    has_lower_bound = row.precision != Precision.BY
    return stands_on, has_lower_bound, row.first_day, last_day, row.order, row.pk or 0


def newest_first(model: type[Dated]) -> list[OrderBy]:
    """The reverse order, for `order_by` of a queryset of `model`."""
    return [expression.desc() for expression in _place_in_sql(model)]


def oldest_first(model: type[Dated]) -> list[OrderBy]:
    """The same order, for `order_by` of a queryset of `model`."""
    return [expression.asc() for expression in _place_in_sql(model)]


def year_of_beginning(model: type[Dated]) -> Case:
    """The year in which a row of `model` began, in SQL; NULL where its date leaves that open.

    “Not later than March 2019” tells no beginning, “winter 2018/19” of what happened once two.
    """
    in_one_year = Q(first_day__year=ExtractYear("last_day"))
    if model.RANGE_LASTS:
        in_one_year |= Q(precision__in=LASTING)
    year = ExtractYear("first_day", output_field=IntegerField())
    return Case(When(Q(precision=Precision.BY), then=None), When(in_one_year, then=year), default=None)


def _place_in_sql(model: type[Dated]) -> list[Expression | F]:
    day = Coalesce("last_day", "first_day", output_field=DateField())
    lasting = Q(precision__in=LASTING) if model.RANGE_LASTS else Q(pk__in=[])
    stands_on = Case(When(lasting, then=F("first_day")), default=day, output_field=DateField())
    has_lower_bound = Case(
        When(precision=Precision.BY, then=False), default=True, output_field=BooleanField()
    )
    last_day = Coalesce("last_day", Value(NEVER), output_field=DateField())
    return [stands_on, has_lower_bound, F("first_day"), last_day, F("order"), F("pk")]
