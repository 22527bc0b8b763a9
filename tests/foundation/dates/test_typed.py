"""Dates as people type them, and as the site writes them, in three languages: one rule."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.utils import formats, translation
from hypothesis import given
from hypothesis import strategies as st

from foundation.choices import Precision
from foundation.dates.dated import FIRST_MONTHS, describe, last_day_of_period
from foundation.dates.typed import When, in_iso, read_date, read_day, simplest
from tests.support.page_types import LANGUAGES

YEARS = (1900, 1999, 2000, 2014, 2015, 2016, 2099)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def when(first_day: str, last_day: str | None, precision: str) -> When:
    return When(day(first_day), last_day and day(last_day), Precision(precision))  # type: ignore[arg-type]


THE_30TH = when("2014-10-30", "2014-10-30", "day")
OCTOBER = when("2014-10-01", "2014-10-31", "month")
IN_2014 = when("2014-01-01", "2014-12-31", "year")
SPRING = when("2014-03-01", "2014-05-31", "season")
FIRST_HALF = when("2014-01-01", "2014-06-30", "half_year")
FIRST_QUARTER = when("2014-01-01", "2014-03-31", "quarter")
EARLY = when("2014-01-01", "2014-04-30", "season")
MID = when("2014-05-01", "2014-08-31", "season")
LATE = when("2014-09-01", "2014-12-31", "season")
WINTER = when("2014-12-01", "2015-02-28", "season")
SINCE = when("2014-01-01", None, "since")
SINCE_MAY = when("2014-05-01", None, "since")
BY = when("2014-12-31", "2014-12-31", "by")
BY_MAY = when("2014-05-31", "2014-05-31", "by")
TO_2015 = when("2014-01-01", "2015-12-31", "range")
MAY_TO_JUNE = when("2014-05-01", "2014-06-30", "range")
DAYS_OF_MAY = when("2014-05-10", "2014-05-12", "range")

MEANT: dict[When, list[str]] = {
    IN_2014: ["2014", "2014 г.", "2014 год", "в 2014 году", "2014 жыл", "in 2014"],
    OCTOBER: [
        "2014-10", "10.2014", "10/2014", " October  2014 ", "oct 2014", "ОКТЯБРЬ 2014",
        "октября 2014 года", "2014 жылғы қазан", "2014 October",
    ],
    THE_30TH: [
        "2014-10-30", "30.10.2014", "30. 10. 2014", "2014.10.30", "2014/10/30", "30/10/2014", "10/30/2014",
        "30-10-2014", "30 October 2014", "October 30, 2014", "30 октября 2014 г.", "30 октября 2014 года",
        "2014 ж. 30 қазан", "2014 жылғы 30 қазан", "30.10.2014 г.", "30 Oct. 2014", "«30.10.2014»",
    ],
    FIRST_QUARTER: [
        "Q1 2014", "2014 Q1", "first quarter of 2014", "1st quarter 2014", "I квартал 2014",
        "1-й квартал 2014 г.", "первый квартал 2014 года", "в первом квартале 2014 года", "1 кв. 2014",
        "2014 жылдың бірінші тоқсаны", "2014 жылдың бірінші тоқсанында",
    ],
    FIRST_HALF: [
        "first half of 2014", "the first half of 2014", "H1 2014", "1st half 2014",
        "первая половина 2014 года", "первое полугодие 2014", "в первой половине 2014 года",
        "2014 жылдың бірінші жартысы", "2014 жылдың бірінші жартысында",
    ],
    EARLY: ["early 2014", "beginning of 2014", "начало 2014", "в начале 2014 года", "2014 жылдың басы"],
    MID: ["mid-2014", "mid 2014", "middle of 2014", "середина 2014 года", "2014 жылдың ортасында"],
    LATE: ["late 2014", "end of 2014", "конец 2014 года", "в конце 2014 года", "2014 жылдың соңы"],
    SPRING: ["spring 2014", "Spring of 2014", "весна 2014 г.", "весной 2014 года", "2014 жылғы көктем"],
    WINTER: [
        "winter 2014/15", "winter 2014/2015", "winter of 2014-15", "winter 2014–2015", "зима 2014/15 года",
        "зимой 2014/2015", "2014/15 жылғы қыс",
    ],
    SINCE: [
        "since 2014", "from 2014", "с 2014 года", "начиная с 2014 г.", "басталған уақыты: 2014 жыл",
        "2014 жылдан бастап", "2014 жылдан бері", "2014/..",
    ],
    SINCE_MAY: ["since May 2014", "с мая 2014 года", "2014 жылғы мамырдан бері", "since 1 May 2014"],
    BY: ["not later than 2014", "by 2014", "no later than 2014", "не позднее 2014 года", "../2014"],
    BY_MAY: [
        "by May 2014", "не позже мая 2014 года", "ең кеші 2014 жылғы мамыр", "by 31.05.2014",
        "by spring 2014", "2014 жылғы мамырдан кешіктірмей",
    ],
    TO_2015: [
        "2014–2015", "2014 — 2015", "2014-2015", "from 2014 to 2015", "с 2014 по 2015 год",
        "between 2014 and 2015", "2014/2015", "2014 - 2015 гг.",
    ],
    MAY_TO_JUNE: [
        "May 2014 – June 2014", "May – June 2014", "май – июнь 2014 года", "05.2014 - 06.2014",
        "2014-05/2014-06", "from May to 30 June 2014",
    ],
    DAYS_OF_MAY: [
        "10–12 May 2014", "10-12 мая 2014 года", "с 10 по 12 мая 2014 г.", "10.05.2014-12.05.2014",
        "10 May – 12 May 2014", "2014-05-10/2014-05-12",
    ],
    # A range that is one month is that month.
    when("2014-05-01", "2014-05-31", "month"): ["1 May 2014 – 31 May 2014", "May 2014 – May 2014"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"), [(text, date) for date, texts in MEANT.items() for text in texts]
)
def test_date_is_what_a_person_means(typed: str, meant: When) -> None:
    assert read_date(typed) == meant


# Whatever the site prints


def every_date() -> Iterator[When]:
    """Each part of each year that the database takes, and open and closed ranges at all edges."""
    for year in YEARS:
        for precision, lengths in FIRST_MONTHS.items():
            for months, first_months in lengths.items():
                for month in first_months:
                    first = dt.date(year, month, 1)
                    last = last_day_of_period(first, months)
                    yield When(first, last, precision)
                    yield When(first, None, Precision.SINCE)
                    yield When(last, last, Precision.BY)
                    for later in YEARS:
                        for end in (dt.date(later, 5, 31), dt.date(later, 12, 31), dt.date(later, 5, 15)):
                            if first < end:
                                yield simplest(When(first, end, Precision.RANGE))
    yield from (When(dt.date(2016, 2, 29), dt.date(2016, 2, 29), one) for one in ("day", "by"))


EVERY_DATE = list(dict.fromkeys(every_date()))


def test_dates_that_are_tried_have_every_precision() -> None:
    assert {date.precision for date in EVERY_DATE} == set(Precision.values)


@pytest.mark.parametrize("precision", Precision.values)
@pytest.mark.parametrize("language", LANGUAGES)
def test_date_that_the_site_writes_can_be_typed_in_every_language(language: str, precision: str) -> None:
    dates = [date for date in EVERY_DATE if date.precision == precision]
    with translation.override(language):
        written = [describe(*date) for date in dates]
    for reader in LANGUAGES:
        with translation.override(reader):
            assert [read_date(text) for text in written] == dates


@pytest.mark.parametrize("precision", Precision.values)
def test_date_in_an_address_means_the_same_again(precision: str) -> None:
    dates = [date for date in EVERY_DATE if date.precision == precision]
    assert [read_date(in_iso(date)) for date in dates] == dates


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(first=DAYS, last=DAYS)
def test_any_day_and_range_that_the_site_writes_can_be_typed(first: dt.date, last: dt.date) -> None:
    first, last = sorted((first, last))
    dates = [
        When(first, first, Precision.DAY),
        When(first, first, Precision.BY),
        When(first, None, Precision.SINCE),
        simplest(When(first, last, Precision.RANGE)),
    ]
    for language in LANGUAGES:
        with translation.override(language):
            assert [read_date(describe(*date)) for date in dates] == dates
    assert [read_date(in_iso(date)) for date in dates] == dates


@given(DAYS)
def test_day_as_the_admin_writes_it_long_and_short_can_be_typed_in_every_language(shown: dt.date) -> None:
    for language in LANGUAGES:
        with translation.override(language):
            texts = [formats.date_format(shown, name) for name in ("DATE_FORMAT", "SHORT_DATE_FORMAT")]
            texts += [shown.strftime(pattern) for pattern in formats.get_format("DATE_INPUT_FORMATS")[:1]]
            month = formats.date_format(shown, "YEAR_MONTH_FORMAT")
        assert [read_day(text) for text in texts] == [shown] * 3
        assert read_date(month)[:2] == (shown.replace(day=1), last_day_of_period(shown.replace(day=1), 1))


# Refused

READS_NOTHING = (
    "“{}” could not be read as a date. Write, for example, 30 October 2014, 30.10.2014, 2014-10-30, "
    "October 2014, first half of 2014, spring 2014, mid-2014, 2014, since 2014, not later than May 2014, "
    "or May 2014 – June 2015."
)


@pytest.mark.parametrize(
    "typed",
    [
        "soon", "14", "1.2", "13.2014", "0.2014", "31.02.2014", "2014 2015", "ma 2014", "01.02.18",
        "October October 2014", "1 2 3 2014", "¹⁹ 2014", "99999999999", "fifth quarter of 2014", "2014-13",
        "third half of 2014", "spring 2014/15", "winter 2014/16", "before 2015", "до 2015 года", "2014-00",
        "since", "2014 –", "../..", "since since 2014", "Q1", "29 February 2015",
    ],
)  # fmt: skip
def test_date_that_nobody_can_mean_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_date(typed)
    assert refusal.value.messages == [READS_NOTHING.format(typed)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_that_a_refusal_gives_can_be_typed(language: str) -> None:
    with translation.override(language):
        with pytest.raises(ValidationError) as refusal:
            read_date("?")
        [sentence] = refusal.value.messages
    examples = re.split(r",? (?:or|или|немесе) |, ", sentence.rstrip("."))[1:]
    dates = [read_date(text) for text in examples if text not in ("for example", "например", "мысалы")]
    assert dates == [
        *[THE_30TH] * 3, OCTOBER, FIRST_HALF, SPRING, MID, IN_2014, SINCE, BY_MAY,
        when("2014-05-01", "2015-06-30", "range"),
    ]  # fmt: skip


def test_of_an_endless_text_the_beginning_is_named() -> None:
    with pytest.raises(ValidationError) as refusal:
        read_date("2014-10-30" * 20)
    assert refusal.value.messages == [READS_NOTHING.format("2014-10-30" * 6)]


@pytest.mark.parametrize("typed", ["01/02/2018", "1-2-2018", "1/2/2018", "01 02 2018", "since 01/02/2018"])
def test_day_that_can_be_read_in_two_ways_is_refused_and_both_are_named(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_date(typed)
    assert refusal.value.messages == [
        (
            f"“{typed}” can be read as 1 February 2018 and as 2 January 2018. Write the one that you mean "
            "with points, the day first: 01.02.2018, or with its month in words."
        )
    ]


def test_day_is_read_where_its_two_readings_are_the_same_or_one_is_none() -> None:
    read = [str(read_day(text)) for text in ("05/05/2018", "25/02/2018", "02/25/2018", "01.02.2018")]
    assert read == ["2018-05-05", "2018-02-25", "2018-02-25", "2018-02-01"]


OTHERS_REFUSED = {
    "winter 2014": "“winter 2014” can be either of two winters. Write 2013/14 or 2014/15.",
    "2019 – 2018": "“2019 – 2018” ends before it begins. Write the earlier date first.",
    "since spring 2014": "“since spring 2014”: “since” needs a day, a month or a year. Write, for example, "
    "since May 2014.",
    "1899": "This year cannot be meant: dates lie between 1900 and 2100.",
    "30 October 9999": "This year cannot be meant: dates lie between 1900 and 2100.",
    "winter 2100/01": "This year cannot be meant: dates lie between 1900 and 2100.",
}


@pytest.mark.parametrize(("typed", "sentence"), OTHERS_REFUSED.items())
def test_date_is_refused_with_what_is_wrong_with_it(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_date(typed)
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize("typed", ["October 2014", "2014", "since 30 October 2014", "spring 2014"])
def test_where_a_day_is_needed_less_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_day(typed)
    assert refusal.value.messages == [
        (
            f"“{typed}” is no single day, and a day is needed here. Write, for example, 30 October 2014, "
            "30.10.2014 or 2014-10-30."
        )
    ]
