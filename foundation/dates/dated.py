"""Dates at the precision a source gives: “May 2018”, “first half of 2018”, “mid-2016”.

A date is stored as the first and the last day it can be, with the precision of its source. The module
`order` decides how dates sort.
"""

import datetime as dt
from typing import ClassVar

from babel.dates import format_date
from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact, In, LessThanOrEqual
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_noop, pgettext
from django.utils.translation import gettext_lazy as _

from ..choices import Precision
from ..typing import Compiled, FieldGroups

# First months of the parts of a year, by their length in months. A “season” is either one of
# the four seasons or a third of a year (early, mid, late), as submissions use the word.
FIRST_MONTHS: dict[Precision, dict[int, tuple[int, ...]]] = {
    Precision.MONTH: {1: tuple(range(1, 13))},
    Precision.QUARTER: {3: (1, 4, 7, 10)},
    Precision.HALF_YEAR: {6: (1, 7)},
    Precision.SEASON: {3: (3, 6, 9, 12), 4: (1, 5, 9)},
    Precision.YEAR: {12: (1,)},
}


# Their names, by the first month and the length in months.
PARTS_OF_YEAR: dict[tuple[int, int, Precision], str] = {
    (1, 3, Precision.QUARTER): gettext_noop("first quarter of %(year)s"),
    (4, 3, Precision.QUARTER): gettext_noop("second quarter of %(year)s"),
    (7, 3, Precision.QUARTER): gettext_noop("third quarter of %(year)s"),
    (10, 3, Precision.QUARTER): gettext_noop("fourth quarter of %(year)s"),
    (1, 6, Precision.HALF_YEAR): gettext_noop("first half of %(year)s"),
    (7, 6, Precision.HALF_YEAR): gettext_noop("second half of %(year)s"),
    (1, 4, Precision.SEASON): gettext_noop("early %(year)s"),
    (5, 4, Precision.SEASON): gettext_noop("mid-%(year)s"),
    (9, 4, Precision.SEASON): gettext_noop("late %(year)s"),
    (3, 3, Precision.SEASON): gettext_noop("spring %(year)s"),
    (6, 3, Precision.SEASON): gettext_noop("summer %(year)s"),
    (9, 3, Precision.SEASON): gettext_noop("autumn %(year)s"),
    (12, 3, Precision.SEASON): gettext_noop("winter %(year)s"),
}

# A year such as 0019 or 9999 is a typing error.
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
IMPLAUSIBLE = _("This year cannot be meant: dates lie between 1900 and 2100.")


def plausible(day: dt.date) -> None:
    """A validator of dates. Raises `ValidationError`."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(IMPLAUSIBLE)


def not_in_the_future(day: dt.date) -> None:
    """A validator: no constraint can read the clock. Raises `ValidationError`."""
    if timezone.localdate() < day <= LATEST:
        raise ValidationError(_("This day lies in the future."))


def is_plausible(*days: str) -> Q:
    """The same as a rule for the named fields, which may be NULL."""
    rule = Q()
    for day in days:
        rule &= Q(**{f"{day}__isnull": True}) | Q(**{f"{day}__range": (EARLIEST, LATEST)})
    return rule


def last_day_of_period(first_day: dt.date, months: int) -> dt.date:
    """The last day of a period of whole months that begins on `first_day`."""
    month = first_day.month - 1 + months
    return dt.date(first_day.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


class PeriodEnd(Func):
    """`last_day_of_period` in SQL, with built-in functions of both engines.

    A function registered by Django would keep any other client from writing to the database.
    """

    output_field = models.DateField()

    def __init__(self, first_day: Combinable, months: int) -> None:
        super().__init__(first_day)
        self.months = months

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str) -> Compiled:
        template = f"date(%(expressions)s, '+{self.months} months', '-1 day')"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> Compiled:
        template = f"((%(expressions)s)::date + interval '{self.months} months' - interval '1 day')::date"
        return super().as_sql(compiler, connection, template=template, **context)


class DatePart(Func):
    """The "month" or the "day" of a date as a number, again with built-in functions only."""

    output_field = models.IntegerField()

    def __init__(self, part: str, date: Combinable) -> None:
        super().__init__(date)
        self.part = part

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str) -> Compiled:
        start = {"month": 6, "day": 9}[self.part]
        template = f"CAST(substr(%(expressions)s, {start}, 2) AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> Compiled:
        template = f"EXTRACT({self.part} FROM (%(expressions)s)::date)::integer"
        return super().as_sql(compiler, connection, template=template, **context)


class MonthStart(Func):
    """The first day of the month of a date."""

    output_field = models.DateField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str) -> Compiled:
        template = "date(%(expressions)s, 'start of month')"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> Compiled:
        template = "date_trunc('month', (%(expressions)s)::timestamp)::date"
        return super().as_sql(compiler, connection, template=template, **context)


class YearStart(Func):
    """The first day of the year of a date."""

    output_field = models.DateField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str) -> Compiled:
        template = "date(%(expressions)s, 'start of year')"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> Compiled:
        template = "date_trunc('year', (%(expressions)s)::timestamp)::date"
        return super().as_sql(compiler, connection, template=template, **context)


def has_begun_by(last_day: str, precision: str, day: str) -> Q:
    """The rule that a day, or the month or year ending with `last_day`, begins on or before `day`.

    A month that is not over yet passes, so that editors can record what has happened in it so far.
    """
    begins = {Precision.DAY: F(last_day), Precision.MONTH: MonthStart(F(last_day))}
    begins[Precision.YEAR] = YearStart(F(last_day))
    # Any other precision breaks the rule of “up to” dates, and that one alone.
    rule = ~Q(**{f"{precision}__in": list(begins)})
    for unit, first_day in begins.items():
        rule |= Q(**{precision: unit}) & Q(LessThanOrEqual(first_day, F(day)))
    return rule


def is_last_day_of(day: str, precision: str) -> Q:
    """The rule for a single “up to” date: a day, or the last day of a month or of a year."""
    month_end = Q(**{day: PeriodEnd(MonthStart(F(day)), 1)})
    december = Q(Exact(DatePart("month", F(day)), 12))
    return (
        Q(**{precision: Precision.DAY})
        | (Q(**{precision: Precision.MONTH}) & month_end)
        | (Q(**{precision: Precision.YEAR}) & month_end & december)
    )


def fits_precision(first_day: str, last_day: str, precision: str) -> Q:
    """The rule that the two stored days match the precision. Takes names of fields."""
    one_day = (Precision.DAY, Precision.BY)
    fits = Q(**{f"{precision}__in": one_day, last_day: F(first_day)}) | Q(
        **{precision: Precision.RANGE, f"{last_day}__gt": F(first_day)}
    )
    for part_of_year, lengths in FIRST_MONTHS.items():
        for months, first_months in lengths.items():
            fits |= (
                Q(**{precision: part_of_year, last_day: PeriodEnd(F(first_day), months)})
                & Q(Exact(DatePart("day", F(first_day)), 1))
                & Q(In(DatePart("month", F(first_day)), list(first_months)))
            )
    # Without this, a missing last day makes the rule NULL, and a check that is NULL passes.
    has_last_day = Q(**{f"{last_day}__isnull": False})
    return (has_last_day & fits) | Q(**{precision: Precision.SINCE, f"{last_day}__isnull": True})


class Dated(models.Model):
    """Something that happened or lasted, dated as exactly as its source gives it."""

    # Whether a range says how long something lasted, not between which days it happened: see `order`.
    RANGE_LASTS: ClassVar[bool] = False
    # The days mean nothing without their precision.
    TOGETHER: ClassVar[FieldGroups] = (("first_day", "last_day", "precision"),)

    first_day = models.DateField(
        _("first day"),
        validators=[plausible],
        help_text=_("The day itself, or the first day it can have been."),
    )
    last_day = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        validators=[plausible],
        help_text=_("Only for a range; otherwise it follows from the precision. Empty for “since”."),
    )
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.DAY)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Decides among events of the same date.")
    )

    class Meta:
        abstract = True
        ordering = ["first_day", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_days_fit_precision",
                condition=fits_precision("first_day", "last_day", "precision"),
                violation_error_message=_(
                    "The days do not fit the precision: a range ends after it begins; “since” has "
                    "no last day; a quarter, half-year or part of a year begins with its first "
                    "month and ends with its last."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_days_plausible",
                condition=is_plausible("first_day", "last_day"),
                violation_error_message=IMPLAUSIBLE,
            ),
        ]

    def clean(self) -> None:
        """Complete what follows from the precision, so that an editor types only one day."""
        super().clean()
        if not self.first_day or not EARLIEST <= self.first_day <= LATEST:
            return
        first_day, last_day = completed(self.first_day, self._typed_last_day(), self.precision)
        if self.precision == Precision.RANGE and last_day is None:
            raise ValidationError({"last_day": _("A range needs its last day.")})
        if self.precision == Precision.RANGE:
            # A range that is exactly a month or a year is stored as one: “May 2018”, “2018”.
            days = first_day, last_day
            units = (
                unit for unit in (Precision.MONTH, Precision.YEAR) if completed(first_day, None, unit) == days
            )
            self.precision = next(units, self.precision)
        self.first_day, self.last_day = first_day, last_day

    def _typed_last_day(self) -> dt.date | None:
        """The last day, unless it only followed from an earlier first day or precision."""
        if self.pk is None or self.last_day is None:
            return self.last_day
        stored = type(self)._default_manager.filter(pk=self.pk).first()
        if stored is None or stored.precision == Precision.RANGE:
            return self.last_day
        is_unchanged = (stored.first_day, stored.precision) == (self.first_day, self.precision)
        return self.last_day if is_unchanged or stored.last_day != self.last_day else None

    @property
    @display(description=_("when"))
    def when(self) -> str:
        """The date as a person writes it, in the active language."""
        return describe(self.first_day, self.last_day, self.precision)

    @property
    def as_of(self) -> str:
        """The date as it stands after “as of”: “not later than May 2018” gives “May 2018”."""
        if self.precision == Precision.BY:
            return _written(self.first_day, _edge(self.first_day + dt.timedelta(days=1)))
        return self.when


def completed(first_day: dt.date, last_day: dt.date | None, precision: str) -> tuple[dt.date, dt.date | None]:
    """The first and last day of the period meant by one day in it and a precision.

    A day in the middle of a month, quarter, half-year or year moves to its beginning. A `last_day`
    that was given stays, because a season can have either of two lengths.
    """
    if precision in (Precision.DAY, Precision.BY):
        return first_day, last_day or first_day
    if precision not in FIRST_MONTHS:
        return first_day, last_day
    lengths = FIRST_MONTHS[Precision(precision)]
    if len(lengths) == 1:
        (months, first_months), *_rest = lengths.items()
        first_month = max(month for month in first_months if month <= first_day.month)
        first_day = first_day.replace(month=first_month, day=1)
    else:
        months = next((n for n, begins in lengths.items() if first_day.month in begins), 0)
        if not months:
            return first_day, last_day
    return first_day, last_day or last_day_of_period(first_day, months)


def describe(first_day: dt.date, last_day: dt.date | None, precision: str) -> str:
    """The date in words of the active language: “May 2018”, “mid-2016”, “since 2011”."""
    if precision == Precision.SINCE or last_day is None:
        return gettext("since %(date)s") % {"date": _genitive(first_day, _edge(first_day))}
    if precision == Precision.BY:
        edge = _edge(last_day + dt.timedelta(days=1))
        return gettext("not later than %(date)s") % {"date": _genitive(last_day, edge)}
    if precision == Precision.RANGE:
        # Both ends are written equally exactly; a range of full months is written without days.
        edges = {_edge(first_day), _edge(last_day + dt.timedelta(days=1))}
        edge = next(unit for unit in ("day", "month", "year") if unit in edges)
        first, last = _written(first_day, edge), _written(last_day, edge)
        if first == last:
            return first
        if edge == "year":
            return gettext("%(first)s–%(last)s") % {"first": first_day.year, "last": last_day.year}
        return gettext("%(first)s – %(last)s") % {"first": first, "last": last}
    if precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        return _written(first_day, precision)
    return _part_of_year(first_day, last_day, precision)


def _edge(day: dt.date) -> str:
    """The largest unit that begins on `day`, hence how exactly a range or a “since” is written."""
    return "day" if day.day != 1 else "month" if day.month != 1 else "year"


def _written(day: dt.date, precision: str) -> str:
    patterns = {
        Precision.DAY: pgettext("CLDR date pattern, alone", "d MMMM y"),
        Precision.MONTH: pgettext("CLDR date pattern, alone", "LLLL y"),
        Precision.YEAR: pgettext("CLDR date pattern, alone", "y"),
    }
    return format_date(day, patterns[Precision(precision)], locale=get_language() or "en")


def _genitive(day: dt.date, precision: str) -> str:
    patterns = {
        Precision.DAY: pgettext("CLDR date pattern, after “since”", "d MMMM y"),
        Precision.MONTH: pgettext("CLDR date pattern, after “since”", "MMMM y"),
        Precision.YEAR: pgettext("CLDR date pattern, after “since”", "y"),
    }
    return format_date(day, patterns[Precision(precision)], locale=get_language() or "en")


def _part_of_year(first_day: dt.date, last_day: dt.date, precision: str) -> str:
    months = (last_day.year - first_day.year) * 12 + last_day.month - first_day.month + 1
    year = str(first_day.year)
    if first_day.month == 12:
        year = f"{first_day.year}/{last_day.year % 100:02}"
    return gettext(PARTS_OF_YEAR[first_day.month, months, Precision(precision)]) % {"year": year}
