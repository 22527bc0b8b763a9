"""Months and days as people type them."""

import datetime as dt

import pytest
from django.utils import translation

from foundation.choices import Precision
from foundation.dates.dated import describe
from foundation.dates.typed import read_period

OCTOBER = dt.date(2014, 10, 1), dt.date(2014, 10, 31)
THE_30TH = dt.date(2014, 10, 30), dt.date(2014, 10, 30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2014", (dt.date(2014, 1, 1), dt.date(2014, 12, 31))),
        ("2014 г.", (dt.date(2014, 1, 1), dt.date(2014, 12, 31))),
        ("2014-10", OCTOBER),
        ("10.2014", OCTOBER),
        ("10/2014", OCTOBER),
        (" October  2014 ", OCTOBER),
        ("oct 2014", OCTOBER),
        ("Sept. 2014", (dt.date(2014, 9, 1), dt.date(2014, 9, 30))),
        ("2016 February", (dt.date(2016, 2, 1), dt.date(2016, 2, 29))),
        ("ОКТЯБРЬ 2014", OCTOBER),
        ("октября 2014 года", OCTOBER),
        ("2014 жылғы қазан", OCTOBER),
        ("2014-10-30", THE_30TH),
        ("30.10.2014", THE_30TH),
        ("30 October 2014", THE_30TH),
        ("October 30, 2014", THE_30TH),
        ("30 октября 2014 г.", THE_30TH),
        ("2014 ж. 30 қазан", THE_30TH),
    ],
)
def test_period_is_what_a_person_means(typed: str, meant: tuple[dt.date, dt.date]) -> None:
    assert read_period(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "14", "1.2", "13.2014", "0.2014", "31.02.2014", "2014 2015", "9999", "1899",
        "ma 2014", "October October 2014", "1 2 3 2014", "¹⁹ 2014", "2014-10-30" * 20,
        "99999999999",
    ],
)  # fmt: skip
def test_period_that_nobody_can_mean_is_none(typed: str) -> None:
    assert read_period(typed) is None


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("month", range(1, 13))
def test_period_reads_what_the_site_writes(language: str, month: int) -> None:
    """The form is filled with the words of the page; sent back, they mean the same."""
    first = dt.date(2014, month, 1)
    with translation.override(language):
        whole_month = read_period(describe(first, first, Precision.MONTH))
        day = read_period(describe(first, first, Precision.DAY))
    assert whole_month is not None
    assert whole_month[0] == first
    assert whole_month[1].month == month
    assert day == (first, first)
