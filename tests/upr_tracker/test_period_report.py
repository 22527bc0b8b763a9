"""What happened between two dates."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from recommendations.models import Recommendation, Review
from tests.support import factories
from tests.support.public import read, words
from tests.support.public_world import public_world
from tests.test_confidentiality import CONFIDENTIAL, DRAFT, PUBLISHED, in_every_state
from upr_tracker.period_report import KINDS, Period, answers, moves, whole_time

pytestmark = pytest.mark.django_db

FROM, TO = dt.date(2016, 1, 1), dt.date(2016, 12, 31)
ASKED = Period(FROM, TO)
ROWS = {kind.name: kind.rows for kind in KINDS}


def keys(name: str, asked: Period = ASKED) -> list[str]:
    return [row.key for row in ROWS[name](asked)]


@pytest.mark.parametrize(
    ("first", "last", "precision", "counts"),
    [
        ("2015-12-31", "2015-12-31", "day", False),
        ("2016-01-01", "2016-01-01", "day", True),
        ("2016-12-31", "2016-12-31", "day", True),
        ("2017-01-01", "2017-01-01", "day", False),
        ("2015-06-01", "2017-06-30", "range", True),
        ("2015-06-01", "2015-12-31", "range", False),
        ("2016-01-01", "2016-12-31", "year", True),
        ("2015-12-01", "2016-02-29", "season", True),
        ("2011-01-01", None, "since", False),
        ("2016-03-01", None, "since", True),
    ],
)
def test_event_counts_where_its_time_touches_the_period(
    first: str, last: str | None, precision: str, counts: bool
) -> None:
    factories.event(
        "one",
        first_day=dt.date.fromisoformat(first),
        last_day=last and dt.date.fromisoformat(last),
        precision=precision,
    )
    assert keys("events") == ["one"] * counts


def test_confirmation_that_nothing_changed_is_no_change() -> None:
    case = factories.case()
    for kind in ("arrested", "confirmed"):
        factories.case_event(case, kind=kind, first_day=FROM)
    law = factories.law()
    for kind in ("amended", "confirmed"):
        factories.law_change(law, kind=kind, first_day=FROM)
    assert [row.kind for row in ROWS["cases"](ASKED)] == ["arrested"]
    assert [row.kind for row in ROWS["laws"](ASKED)] == ["amended"]


def test_finding_of_the_period_is_compared_with_the_last_one_before_it() -> None:
    first, second, third = (factories.recommendation(f"1.{number}") for number in (1, 2, 3))
    before, early, late = dt.date(2015, 5, 31), dt.date(2016, 3, 31), dt.date(2016, 9, 30)
    factories.assessment(first, status="in_progress", evidence_up_to=dt.date(2014, 12, 31))
    factories.assessment(first, status="not_implemented", evidence_up_to=before)
    factories.assessment(first, status="regressed", evidence_up_to=early)
    factories.assessment(first, status="fully_implemented", evidence_up_to=late)
    factories.assessment(second, status="in_progress", evidence_up_to=late)
    factories.assessment(third, status="in_progress", evidence_up_to=before)
    factories.assessment(third, status="in_progress", evidence_up_to=early)
    found = [(row.recommendation.number, row.before, row.status) for row in ROWS["findings"](ASKED)]
    assert found == [
        ("1.1", "not_implemented", "fully_implemented"),
        ("1.2", "not_assessed", "in_progress"),
        ("1.3", "in_progress", "in_progress"),
    ]
    counted = [(str(one.before), str(one.after), one.count, one.differs) for one in moves(ASKED)]
    assert counted == [
        ("in_progress", "in_progress", 1, False),
        ("not_implemented", "fully_implemented", 1, True),
        ("not_assessed", "in_progress", 1, True),
    ]


def test_answer_counts_by_the_day_on_which_it_was_given_in_a_un_document() -> None:
    row = factories.recommendation(position=None)
    database = factories.source("upr-info", kind="secondary_database", symbol="", title="Database")
    for day, position, document in (
        (dt.date(2015, 12, 31), "pending", None),
        (dt.date(2016, 2, 1), "noted", None),
        (dt.date(2016, 3, 1), "supported", database),
    ):
        where = {"document": document} if document else {}
        factories.position_statement(row, stated_on=day, position=position, paragraph=str(day), **where)
    assert answers(ASKED) == [("Noted (not accepted)", 1)]


def evidence_of(row: Recommendation, name: str) -> None:
    """One of each kind of evidence, named after a review, that bears on `row`."""
    case, law, changed = (
        factories.case(f"case-{name}"),
        factories.law(f"law-{name}"),
        factories.law(f"changed-{name}"),
    )
    factories.case_event(case, first_day=FROM)
    factories.law_change(law, first_day=FROM)
    factories.evidence(row, case=case)
    factories.evidence(row, law=law)
    factories.evidence(row, law_change=factories.law_change(changed, first_day=FROM))
    factories.evidence(row, event=factories.event(f"event-{name}", first_day=FROM))
    figure = factories.figure(f"figure-{name}", first_day=FROM, last_day=TO)
    factories.evidence(row, figure=figure)
    factories.assessment(row, evidence_up_to=TO, evidence_up_to_precision="year")
    for record in (case, law, changed, figure):
        record.themes.add(factories.theme(name))


def names(asked: Period) -> dict[str, list[str]]:
    return {
        "findings": [row.recommendation.review.slug for row in ROWS["findings"](asked)],
        "laws": [row.law.key for row in ROWS["laws"](asked)],
        "cases": [row.case.key for row in ROWS["cases"](asked)],
        "events": keys("events", asked),
        "figures": keys("figures", asked),
    }


def test_narrowed_to_a_review_or_a_theme_only_what_bears_on_it_counts() -> None:
    for slug, number in (("kaz-2014", 2), ("uzb-2013", 3)):
        review = factories.review(slug, cycle=factories.cycle(number))
        evidence_of(factories.recommendation("1.1", review=review, themes=(slug,)), slug)
    expected = {
        "findings": ["kaz-2014"],
        "laws": ["law-kaz-2014", "changed-kaz-2014"],
        "cases": ["case-kaz-2014"],
        "events": ["event-kaz-2014"],
        "figures": ["figure-kaz-2014"],
    }
    assert all(len(rows) in (2, 4) for rows in names(ASKED).values())
    assert names(Period(FROM, TO, review=Review.objects.get(slug="kaz-2014"))) == expected
    theme = frozenset({factories.theme("kaz-2014").pk})
    assert names(Period(FROM, TO, themes=theme)) == {**expected, "events": []}


def test_whole_time_is_from_the_first_review_to_the_newest_evidence() -> None:
    assert whole_time() is None
    row = factories.recommendation()
    factories.assessment(row, evidence_up_to=dt.date(2019, 3, 20), evidence_up_to_precision="day")
    assert whole_time() == (dt.date(2014, 10, 1), dt.date(2019, 3, 31))


def test_page_shows_the_whole_time_and_what_it_was_asked_for(client: Client) -> None:
    public_world()
    whole = words(client, "/changes/between/")
    assert "What happened: October 2010 – March 2019" in whole
    assert "Findings 1 The status of 1 recommendation changed" in whole
    assert "10 May 2018 Public case : Arrested".replace(" :", ":") in whole
    narrow = words(client, "/changes/between/?from=10.2014&to=December 2014&review=kaz-2014")
    assert "What happened: October 2014 – December 2014" in narrow
    assert "Findings 0" in narrow
    assert "Answers of States under review 2" in narrow


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=soon", "“soon” could not be read as a date. Write, for example, 30 October 2014"),
        ("review=xxx-2014", "“xxx-2014” is not a value of “review”."),
        ("theme=nothing", "“nothing” is not a value of “theme”."),
        ("kind=rumours", "“rumours” is not a value of “kind”."),
        ("kind=cases&page=7", "“7” is not a value of “page”."),
        ("from=2019&to=2014", "The first date lay after the second: they changed places."),
    ],
)
def test_page_says_what_it_did_not_understand(client: Client, query: str, sentence: str) -> None:
    public_world()
    page = words(client, f"/changes/between/?{query}")
    assert sentence in page
    expected = "2014–2019" if "to=" in query else "October 2010 – March 2019"
    assert f"What happened: {expected}" in page


@pytest.mark.parametrize(
    ("query", "period"),
    [
        ("from=23.01.2025", "23 January 2025"),
        ("to=2013", "October 2010 – December 2013"),
        ("to=2009", "2009"),
    ],
)
def test_an_end_that_nobody_named_changes_places_with_none(client: Client, query: str, period: str) -> None:
    public_world()
    page = words(client, f"/changes/between/?{query}")
    assert "changed places" not in page
    assert f"What happened: {period}" in page


@pytest.mark.one_engine
def test_page_shows_eight_of_a_kind_and_leads_to_the_others(client: Client) -> None:
    factories.assessment(factories.recommendation())
    for number in range(60):
        factories.event(f"event-{number:02}", first_day=FROM)
    page = client.get("/changes/between/?from=2016&to=2016").content.decode()
    assert page.count('href="/events/event-') == 8
    assert 'href="?from=2016&amp;to=2016&amp;kind=events"> 52 more' in " ".join(page.split())
    whole = client.get("/changes/between/?from=2016&to=2016&kind=events&page=2").content.decode()
    assert whole.count('href="/events/event-') == 10
    assert 'href="?from=2016&amp;to=2016&amp;kind=events&amp;page=1"' in whole


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_queries_whatever_its_rows(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        evidence_of(factories.recommendation(f"1.{number}", themes=("torture",)), str(number))
    client.get("/changes/between/?page=2")
    with django_assert_num_queries(22):
        client.get("/changes/between/")


ADDRESSES = (
    "/changes/between/",
    "/ru/changes/between/?from=1999&to=2021",
    f"/changes/between/?theme={DRAFT.slug}",
    f"/changes/between/?review={DRAFT.review}",
    *(f"/changes/between/?from=1999&to=2021&kind={kind.name}" for kind in KINDS),
)


# The page is among those that tests/test_confidentiality.py reads on both engines.
@pytest.mark.one_engine
def test_page_is_the_same_with_every_confidential_record_and_without() -> None:
    public_world()
    before = [read(address) for address in ADDRESSES]
    in_every_state()
    assert [read(address) for address in ADDRESSES] == before


@pytest.mark.one_engine
def test_page_shows_confidential_records_once_they_are_published() -> None:
    public_world()
    for confidential in CONFIDENTIAL:
        confidential(PUBLISHED)
    shown = [PUBLISHED.word.encode() in read(address).body for address in ADDRESSES[4:]]
    assert shown == [True] * len(KINDS)
