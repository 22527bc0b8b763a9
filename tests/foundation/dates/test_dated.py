"""Dates at the precision of their source: in words, as typed, as stored, in order."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cases.models import CaseEvent
from foundation.choices import Precision
from foundation.dates.dated import completed, describe, last_day_of_period
from foundation.dates.typed import read_date
from tests.support import factories

Day = tuple[int, int, int]


def day(parts: Day | None) -> dt.date | None:
    return dt.date(*parts) if parts else None


# First and last day, precision, in words. All of them are what the database allows.
WRITTEN: list[tuple[Day, Day | None, str, str]] = [
    ((2018, 5, 10), (2018, 5, 10), "day", "10 May 2018"),
    ((2016, 2, 29), (2016, 2, 29), "day", "29 February 2016"),
    ((2018, 5, 1), (2018, 5, 31), "month", "May 2018"),
    ((2016, 2, 1), (2016, 2, 29), "month", "February 2016"),
    ((2017, 2, 1), (2017, 2, 28), "month", "February 2017"),
    ((2018, 12, 1), (2018, 12, 31), "month", "December 2018"),
    ((2018, 1, 1), (2018, 3, 31), "quarter", "first quarter of 2018"),
    ((2018, 4, 1), (2018, 6, 30), "quarter", "second quarter of 2018"),
    ((2018, 7, 1), (2018, 9, 30), "quarter", "third quarter of 2018"),
    ((2018, 10, 1), (2018, 12, 31), "quarter", "fourth quarter of 2018"),
    ((2018, 1, 1), (2018, 6, 30), "half_year", "first half of 2018"),
    ((2018, 7, 1), (2018, 12, 31), "half_year", "second half of 2018"),
    ((2018, 1, 1), (2018, 4, 30), "season", "early 2018"),
    ((2016, 5, 1), (2016, 8, 31), "season", "mid-2016"),
    ((2018, 9, 1), (2018, 12, 31), "season", "late 2018"),
    ((2018, 3, 1), (2018, 5, 31), "season", "spring 2018"),
    ((2018, 6, 1), (2018, 8, 31), "season", "summer 2018"),
    ((2018, 9, 1), (2018, 11, 30), "season", "autumn 2018"),
    ((2017, 12, 1), (2018, 2, 28), "season", "winter 2017/18"),
    ((2015, 12, 1), (2016, 2, 29), "season", "winter 2015/16"),
    ((1999, 12, 1), (2000, 2, 29), "season", "winter 1999/00"),
    ((2018, 1, 1), (2018, 12, 31), "year", "2018"),
    ((2018, 5, 10), (2018, 5, 11), "range", "10 May 2018 – 11 May 2018"),
    ((2018, 5, 1), (2018, 5, 15), "range", "1 May 2018 – 15 May 2018"),
    ((2018, 5, 16), (2018, 5, 31), "range", "16 May 2018 – 31 May 2018"),
    ((2018, 5, 1), (2018, 7, 31), "range", "May 2018 – July 2018"),
    ((2015, 11, 1), (2016, 2, 29), "range", "November 2015 – February 2016"),
    ((2018, 5, 1), (2020, 12, 31), "range", "May 2018 – December 2020"),
    ((2011, 1, 1), (2015, 12, 31), "range", "2011–2015"),
    ((2011, 1, 1), (2015, 5, 15), "range", "1 January 2011 – 15 May 2015"),
    ((2011, 5, 16), None, "since", "since 16 May 2011"),
    ((2011, 5, 1), None, "since", "since May 2011"),
    ((2011, 1, 1), None, "since", "since 2011"),
    ((2018, 5, 16), (2018, 5, 16), "by", "not later than 16 May 2018"),
    ((2018, 5, 31), (2018, 5, 31), "by", "not later than May 2018"),
    ((2018, 12, 31), (2018, 12, 31), "by", "not later than 2018"),
]

# A range that begins with a year and ends with a month.
ENDS_WITH_A_MONTH: list[tuple[Day, Day | None, str, str]] = [
    ((2018, 1, 1), (2018, 5, 31), "range", "January 2018 – May 2018"),
    ((2011, 1, 1), (2015, 5, 31), "range", "January 2011 – May 2015"),
]

# First and last day and precision that do not belong together.
REFUSED: list[tuple[Day, Day | None, str]] = [
    ((2018, 5, 10), (2018, 5, 11), "day"),
    ((2018, 5, 10), (2018, 5, 9), "day"),
    ((2018, 5, 1), (2018, 5, 30), "month"),
    ((2018, 5, 2), (2018, 5, 31), "month"),
    ((2018, 5, 10), (2018, 6, 9), "month"),
    ((2018, 5, 1), (2018, 6, 30), "month"),
    ((2016, 2, 1), (2016, 2, 28), "month"),
    ((2017, 2, 1), (2017, 3, 1), "month"),
    ((2018, 2, 1), (2018, 4, 30), "quarter"),
    ((2018, 1, 1), (2018, 3, 30), "quarter"),
    ((2018, 1, 1), (2018, 6, 30), "quarter"),
    ((2018, 1, 2), (2018, 4, 1), "quarter"),
    ((2018, 4, 1), (2018, 9, 30), "half_year"),
    ((2018, 1, 1), (2018, 3, 31), "half_year"),
    ((2018, 1, 1), (2018, 7, 1), "half_year"),
    ((2018, 2, 1), (2018, 4, 30), "season"),
    ((2018, 2, 1), (2018, 5, 31), "season"),
    ((2018, 1, 1), (2018, 3, 31), "season"),
    ((2018, 3, 1), (2018, 6, 30), "season"),
    ((2018, 5, 1), (2018, 7, 31), "season"),
    ((2015, 12, 1), (2016, 2, 28), "season"),
    ((2016, 12, 1), (2017, 3, 1), "season"),
    ((2018, 12, 1), (2018, 12, 31), "season"),
    ((2017, 12, 1), (2018, 3, 31), "season"),
    ((2018, 1, 1), (2018, 12, 30), "year"),
    ((2018, 2, 1), (2019, 1, 31), "year"),
    ((2018, 1, 1), (2019, 12, 31), "year"),
    ((2018, 5, 10), (2018, 5, 10), "range"),
    ((2018, 5, 10), (2018, 5, 9), "range"),
    ((2018, 5, 10), (2018, 5, 10), "since"),
    ((2018, 5, 10), (2019, 5, 10), "since"),
    ((2018, 5, 1), (2018, 5, 31), "by"),
    ((2018, 5, 10), (2018, 5, 10), "decade"),
]

# Whatever is not “since” has a last day.
WITHOUT_LAST_DAY: list[tuple[Day, Day | None, str]] = [
    ((2018, 5, 10), None, "day"),
    ((2018, 5, 1), None, "month"),
    ((2018, 4, 1), None, "quarter"),
    ((2018, 7, 1), None, "half_year"),
    ((2018, 2, 1), None, "season"),
    ((2018, 3, 1), None, "season"),
    ((2018, 1, 1), None, "year"),
    ((2018, 5, 10), None, "range"),
    ((2018, 5, 10), None, "decade"),
]


DAYS_DO_NOT_FIT = (
    "The days do not fit the precision: a range ends after it begins; “since” has no last day; a "
    "quarter, half-year or part of a year begins with its first month and ends with its last."
)


def shown(value: Any) -> str:
    """An example in the name of its test: 2018-5-10."""
    if not isinstance(value, tuple):
        return str(value)
    return ("-" if isinstance(value[0], int) else "_").join(map(shown, value))


def case_event(first_day: Day, last_day: Day | None, precision: str, **values: Any) -> CaseEvent:
    """Straight to the database."""
    case = values.pop("case", None) or factories.case()
    return factories.case_event(
        case,
        first_day=day(first_day),
        last_day=day(last_day),
        precision=precision,
        **values,
    )


def unsaved(first_day: Day, last_day: Day | None, precision: str) -> CaseEvent:
    """As an editor typed it."""
    return CaseEvent(
        case=factories.case(),
        kind="arrested",
        first_day=dt.date(*first_day),
        last_day=day(last_day),
        precision=precision,
    )


# In words


def test_examples_of_written_dates_have_every_precision() -> None:
    assert {precision for *_days, precision, _words in WRITTEN} == set(Precision.values)


@pytest.mark.parametrize(
    ("first_day", "last_day", "precision", "words"),
    [*WRITTEN, *ENDS_WITH_A_MONTH],
    ids=shown,
)
def test_date_is_written_as_a_person_writes_it(
    first_day: Day, last_day: Day | None, precision: str, words: str
) -> None:
    with translation.override("en"):
        assert describe(dt.date(*first_day), day(last_day), precision) == words


def test_event_says_when_in_the_words_of_its_precision() -> None:
    event = CaseEvent(first_day=dt.date(2018, 5, 1), last_day=dt.date(2018, 5, 31), precision="month")
    with translation.override("en"):
        assert event.when == "May 2018"


# As typed


@pytest.mark.parametrize(
    ("first_day", "months", "last_day"),
    [
        ((2018, 5, 1), 1, (2018, 5, 31)),
        ((2018, 4, 1), 1, (2018, 4, 30)),
        ((2018, 12, 1), 1, (2018, 12, 31)),
        ((2016, 2, 1), 1, (2016, 2, 29)),
        ((2017, 2, 1), 1, (2017, 2, 28)),
        ((2000, 2, 1), 1, (2000, 2, 29)),
        ((1900, 2, 1), 1, (1900, 2, 28)),
        ((2015, 12, 1), 3, (2016, 2, 29)),
        ((2018, 10, 1), 3, (2018, 12, 31)),
        ((2018, 7, 1), 6, (2018, 12, 31)),
        ((2018, 1, 1), 12, (2018, 12, 31)),
    ],
)
def test_period_of_whole_months_ends_with_the_last_day_of_its_last_month(
    first_day: Day, months: int, last_day: Day
) -> None:
    assert last_day_of_period(dt.date(*first_day), months) == dt.date(*last_day)


# What an editor types, and the days that are meant.
Days = tuple[Day, Day | None]
COMPLETED: list[tuple[Day, Day | None, str, Days]] = [
    ((2018, 5, 10), None, "day", ((2018, 5, 10), (2018, 5, 10))),
    ((2018, 5, 10), None, "month", ((2018, 5, 1), (2018, 5, 31))),
    ((2016, 2, 10), None, "month", ((2016, 2, 1), (2016, 2, 29))),
    ((2018, 12, 31), None, "month", ((2018, 12, 1), (2018, 12, 31))),
    ((2018, 5, 10), None, "quarter", ((2018, 4, 1), (2018, 6, 30))),
    ((2018, 12, 31), None, "quarter", ((2018, 10, 1), (2018, 12, 31))),
    ((2018, 6, 30), None, "half_year", ((2018, 1, 1), (2018, 6, 30))),
    ((2018, 7, 1), None, "half_year", ((2018, 7, 1), (2018, 12, 31))),
    ((2018, 5, 10), None, "year", ((2018, 1, 1), (2018, 12, 31))),
    # A season is a quarter of a year or a third; September, where both begin, is autumn.
    ((2018, 3, 1), None, "season", ((2018, 3, 1), (2018, 5, 31))),
    ((2018, 5, 1), None, "season", ((2018, 5, 1), (2018, 8, 31))),
    ((2018, 9, 1), None, "season", ((2018, 9, 1), (2018, 11, 30))),
    ((2018, 9, 1), (2018, 12, 31), "season", ((2018, 9, 1), (2018, 12, 31))),
    ((2015, 12, 1), None, "season", ((2015, 12, 1), (2016, 2, 29))),
    ((2018, 5, 10), (2018, 6, 9), "range", ((2018, 5, 10), (2018, 6, 9))),
    ((2018, 5, 10), None, "since", ((2018, 5, 10), None)),
    ((2018, 5, 31), None, "by", ((2018, 5, 31), (2018, 5, 31))),
]


@pytest.mark.parametrize(("first_day", "last_day", "precision", "meant"), COMPLETED, ids=shown)
def test_days_that_an_editor_meant_follow_from_one_day_and_the_precision(
    first_day: Day, last_day: Day | None, precision: str, meant: Days
) -> None:
    days = completed(dt.date(*first_day), day(last_day), precision)
    assert days == (day(meant[0]), day(meant[1]))


@pytest.mark.parametrize(("first_day", "precision"), [((2018, 5, 10), "range"), ((2018, 2, 1), "season")])
def test_last_day_that_follows_from_nothing_stays_open(first_day: Day, precision: str) -> None:
    assert completed(dt.date(*first_day), None, precision) == (
        dt.date(*first_day),
        None,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("first_day", "last_day", "precision", "meant"), COMPLETED, ids=shown)
def test_event_of_which_an_editor_typed_one_day_is_completed_and_saved(
    first_day: Day, last_day: Day | None, precision: str, meant: Days
) -> None:
    event = unsaved(first_day, last_day, precision)
    event.full_clean()
    event.save()
    saved = CaseEvent.objects.get()
    assert (saved.first_day, saved.last_day) == (day(meant[0]), day(meant[1]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("last_day", "precision"),
    [((2018, 1, 31), "month"), ((2018, 12, 31), "year"), ((2018, 3, 31), "range"), ((2018, 1, 30), "range")],
)
def test_range_that_is_a_month_or_a_year_is_saved_as_that(last_day: Day, precision: str) -> None:
    event = unsaved((2018, 1, 1), last_day, "range")
    event.full_clean()
    assert (event.first_day, event.last_day, event.precision) == (
        dt.date(2018, 1, 1), day(last_day), precision
    )  # fmt: skip


@pytest.mark.django_db
def test_range_without_its_last_day_is_asked_for_it() -> None:
    with pytest.raises(ValidationError) as refusal:
        unsaved((2018, 5, 10), None, "range").full_clean()
    assert refusal.value.message_dict == {"last_day": ["A range needs its last day."]}


@pytest.mark.django_db
def test_event_without_its_first_day_is_asked_for_it_alone() -> None:
    event = CaseEvent(case=factories.case(), kind="arrested", precision="month")
    with pytest.raises(ValidationError) as refusal:
        event.full_clean()
    assert refusal.value.message_dict == {"first_day": ["This field cannot be null."]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first_day", "last_day", "precision"),
    [
        ((2018, 5, 10), (2018, 5, 9), "range"),
        ((2018, 5, 10), (2018, 5, 10), "range"),
        ((2018, 5, 10), (2019, 5, 10), "since"),
        ((2018, 5, 10), (2018, 5, 12), "day"),
        ((2018, 2, 1), None, "season"),
        ((2018, 5, 10), None, "season"),
    ],
    ids=shown,
)
def test_editor_whose_days_do_not_fit_the_precision_reads_why(
    first_day: Day, last_day: Day | None, precision: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        unsaved(first_day, last_day, precision).full_clean()
    assert refusal.value.message_dict == {NON_FIELD_ERRORS: [DAYS_DO_NOT_FIT]}


# As stored


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first_day", "last_day", "precision"),
    [example[:3] for example in WRITTEN],
    ids=shown,
)
def test_days_that_fit_the_precision_are_stored(first_day: Day, last_day: Day | None, precision: str) -> None:
    case_event(first_day, last_day, precision)
    assert list(CaseEvent.objects.values_list("first_day", "last_day", "precision")) == [
        (day(first_day), day(last_day), precision)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("first_day", "last_day", "precision"), [*REFUSED, *WITHOUT_LAST_DAY], ids=shown)
def test_days_that_do_not_fit_the_precision_are_refused_by_the_database(
    first_day: Day, last_day: Day | None, precision: str
) -> None:
    with (
        pytest.raises(IntegrityError, match="cases_caseevent_days_fit_precision"),
        transaction.atomic(),
    ):
        case_event(first_day, last_day, precision)


# In order


@pytest.mark.django_db
def test_events_stand_in_the_order_of_their_first_days() -> None:
    case = factories.case()
    december = case_event((2018, 12, 1), (2018, 12, 31), "month", case=case)
    may = case_event((2018, 5, 10), (2018, 5, 10), "day", case=case)
    since_2011 = case_event((2011, 1, 1), None, "since", case=case)
    assert list(case.events.all()) == [since_2011, may, december]


@pytest.mark.django_db
def test_order_decides_among_events_of_the_same_day() -> None:
    case = factories.case()
    days = ((2018, 5, 10), (2018, 5, 10), "day")
    charged = case_event(*days, case=case, kind="charged", order=2)
    arrested = case_event(*days, case=case, kind="arrested", order=1)
    assert list(case.events.all()) == [arrested, charged]


@pytest.mark.django_db
def test_of_events_of_the_same_day_and_order_the_first_recorded_stands_first() -> None:
    case = factories.case()
    days = ((2018, 5, 10), (2018, 5, 10), "day")
    recorded = [case_event(*days, case=case, kind=kind) for kind in ("charged", "arrested")]
    assert list(case.events.all()) == recorded


@pytest.mark.parametrize(
    ("language", "written"), [("en", "2014–2019"), ("ru", "2014–2019 годы"), ("kk", "2014–2019 жылдар")]
)
def test_range_of_years_is_written_with_one_dash_and_read_again(language: str, written: str) -> None:
    days = dt.date(2014, 1, 1), dt.date(2019, 12, 31)
    with translation.override(language):
        assert describe(*days, Precision.RANGE) == written
        assert read_date(written) == (*days, Precision.RANGE)
