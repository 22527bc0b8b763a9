"""When a State was reviewed and is reviewed next: decided once, by today and what is recorded."""

import datetime as dt

import pytest
from django.test import Client

from recommendations.models import Review, State, WorkingGroupSession
from recommendations.summaries.review_calendar import review_calendar
from tests.support import factories
from tests.support.public import words

pytestmark = pytest.mark.django_db

D = dt.date


def session(number: int, first: dt.date, last: dt.date) -> WorkingGroupSession:
    return WorkingGroupSession.objects.create(
        number=number, cycle=factories.cycle(3), precision="range", first_day=first, last_day=last
    )


@pytest.fixture
def kazakhstan() -> State:
    """Three reviews: one read in, one known by its session, one by its day."""
    row = factories.recommendation("124.1")
    in_2019 = session(34, D(2019, 11, 4), D(2019, 11, 15))
    factories.review("kaz-2019", cycle=factories.cycle(3), report=None, reviewed_on=None, session=in_2019)
    factories.review("kaz-2025", cycle=factories.cycle(4), report=None, reviewed_on=D(2025, 1, 23))
    return row.review.state_under_review


@pytest.mark.parametrize(
    ("today", "last", "following"),
    [
        (D(2010, 1, 1), None, "kaz-2014"),
        (D(2014, 10, 30), None, "kaz-2014"),
        (D(2014, 10, 31), "kaz-2014", "kaz-2019"),
        (D(2019, 11, 15), "kaz-2014", "kaz-2019"),
        (D(2019, 11, 16), "kaz-2019", "kaz-2025"),
        (D(2025, 1, 23), "kaz-2019", "kaz-2025"),
        (D(2025, 1, 24), "kaz-2025", None),
    ],
)
def test_today_decides_which_review_is_the_last_and_which_the_next(
    kazakhstan: State, today: dt.date, last: str | None, following: str | None
) -> None:
    calendar = review_calendar(kazakhstan, today=today)
    assert (calendar.last and calendar.last.review.slug) == last
    assert (calendar.next and calendar.next.review.slug) == following


def test_a_review_is_told_as_exactly_as_it_is_recorded(kazakhstan: State) -> None:
    factories.review("kaz-2030", cycle=factories.cycle(5), report=None, reviewed_on=None)
    entries = review_calendar(kazakhstan, today=D(2026, 1, 1)).entries
    assert [(entry.when, entry.is_read_in, entry.has_page) for entry in entries] == [
        ("30 October 2014", True, True),
        ("November 2019", False, False),
        ("23 January 2025", False, False),
        ("2030", False, False),
    ]


def test_a_session_over_two_months_is_told_by_both(kazakhstan: State) -> None:
    Review.objects.filter(slug="kaz-2019").update(session=session(35, D(2020, 1, 20), D(2020, 2, 3)))
    assert review_calendar(kazakhstan).entries[1].when == "January 2020 – February 2020"


def test_of_a_state_of_which_nothing_is_public_nothing_is_told(client: Client) -> None:
    factories.recommendation("1.1", review=factories.review("tkm-2018"), publication_state="draft")
    state = State.objects.get(iso3="TKM")
    assert review_calendar(state).entries == ()
    assert "2018" not in words(client, "/states/tkm/")


TOLD = {
    "": (
        "Past reviews of Kazakhstan: 12 February 2010 (session 7), 30 October 2014 (session 20), "
        "November 2019 (session 34), 23 January 2025 (session 48) "
        "The recommendations of these reviews have not been read in here yet: 12 February 2010, "
        "November 2019, 23 January 2025 We do not know yet when Kazakhstan will be reviewed next."
    ),
    "/ru": (
        "Прошедшие обзоры Казахстана: 12 февраля 2010 года (7-я сессия), "
        "30 октября 2014 года (20-я сессия), ноябрь 2019 года (34-я сессия), "
        "23 января 2025 года (48-я сессия) "
    ),
    "/kk": (
        "2014 жылғы 30 қазан (20-сессия), 2019 жылғы қараша (34-сессия), 2025 жылғы 23 қаңтар (48-сессия) "
    ),
}


@pytest.mark.parametrize("prefix", TOLD)
@pytest.mark.usefixtures("shipped")
@pytest.mark.one_engine
def test_every_page_tells_of_the_reviews_of_kazakhstan_alike(client: Client, prefix: str) -> None:
    for page in (
        "/",
        "/reviews/kaz-2014/",
        "/reviews/kaz-2019/",
        "/states/kaz/",
    ):
        assert TOLD[prefix] in words(client, prefix + page).replace(" ,", ","), page


@pytest.mark.usefixtures("shipped")
@pytest.mark.one_engine
def test_the_printed_side_tells_of_the_last_review(client: Client) -> None:
    told = (
        "Last review of Kazakhstan: 23 January 2025 (session 48) . "
        "We do not know yet when the next one will be."
    )
    assert told in words(client, "/reviews/kaz-2014/from/irl/")


@pytest.mark.usefixtures("shipped")
@pytest.mark.one_engine
def test_no_page_calls_a_review_next_that_took_place(client: Client) -> None:
    for page in (
        "/", "/reviews/", "/reviews/kaz-2014/", "/reviews/kaz-2019/", "/states/kaz/", "/states/irl/",
        "/recommendations/kaz-2014/124.21/", "/new-recommendations/", "/themes/torture/", "/about/", "/data/",
        "/submissions/human-rights-watch-kazakhstan-2019/", "/cases/maks-bokaev/",
        "/new-recommendations/human-rights-watch-kazakhstan-2019/1.1/", "/reviews/kaz-2014/from/irl/",
    ):  # fmt: skip
        text = words(client, page).replace("We do not know yet when Kazakhstan will be reviewed next.", "")
        for said in ("next review", "Next review", "asked next", "ask next", "upcoming", "reviewed next"):
            assert said not in text, (page, said)
