"""Reviews: the State's claims, what was found and when, what has evidence, what comes next."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from recommendations.models import Review
from recommendations.summaries.charts import public_reviews
from recommendations.summaries.over_time import ends_of_periods, over_time
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("begin", "last", "today", "ends"),
    [
        ("2015-03-19", "2016-10-01", "2026-01-01",
         ["2015-06-30", "2015-12-31", "2016-06-30", "2016-12-31"]),
        ("2015-07-01", "2016-06-30", "2026-01-01", ["2015-12-31", "2016-06-30"]),
        ("2015-03-19", "2018-01-01", "2026-01-01",
         ["2015-12-31", "2016-12-31", "2017-12-31", "2018-12-31"]),
        # What is not over ends today.
        ("2015-03-19", "2018-01-01", "2018-02-03",
         ["2015-12-31", "2016-12-31", "2017-12-31", "2018-02-03"]),
        ("2015-12-31", "2015-12-31", "2015-12-31", ["2015-12-31"]),
    ],
)  # fmt: skip
def test_periods_are_years_or_for_a_short_time_half_years(
    begin: str, last: str, today: str, ends: list[str]
) -> None:
    found = ends_of_periods(day(begin), day(last), today=day(today))
    assert [one.isoformat() for one in found] == ends


@pytest.fixture
def assessed_twice(db: None) -> None:
    """Three recommendations; of one the finding changed, of one an older text came later."""
    review = factories.review(adopted_on=dt.date(2015, 3, 19))
    rows = [factories.recommendation(f"124.{number}", review=review) for number in (1, 2, 3)]
    findings = [
        (rows[0], "not_implemented", "2016-12-31", "2017-02-01"),
        (rows[0], "fully_implemented", "2019-03-31", "2019-10-01"),
        (rows[1], "in_progress", "2019-03-31", "2019-04-01"),
        # Made last, but its evidence is older: it never stood.
        (rows[1], "regressed", "2015-12-31", "2020-05-01"),
    ]
    for row, status, up_to, on in findings:
        factories.assessment(
            row, status=status, evidence_up_to=day(up_to), assessed_on=day(on),
            evidence_up_to_precision="day",
        )  # fmt: skip
    factories.assessment(
        rows[2], status="regressed", publication_state="draft",
        evidence_up_to=day("2016-01-01"), assessed_on=day("2016-01-01"),
        evidence_up_to_precision="day",
    )  # fmt: skip


def test_status_over_time_is_by_the_finding_that_was_current_then(
    client: Client, assessed_twice: None
) -> None:
    chart = client.get("/reviews/kaz-2014/").context["over_time"].chart
    assert [
        (row.label, {one.kind.slug: one.count for one in row.segments if one.count}) for row in chart.rows
    ] == [
        ("31 December 2015", {"not_assessed": 3}),
        ("31 December 2016", {"not_assessed": 3}),
        ("31 December 2017", {"not_implemented": 1, "not_assessed": 2}),
        ("31 December 2018", {"not_implemented": 1, "not_assessed": 2}),
        ("31 December 2019", {"fully_implemented": 1, "in_progress": 1, "not_assessed": 1}),
        ("31 December 2020", {"fully_implemented": 1, "in_progress": 1, "not_assessed": 1}),
    ]
    page = words(client, "/reviews/kaz-2014/")
    assert "by the finding that was current on that day" in page
    assert "Show as a table" in page


def test_last_bar_over_time_is_what_stands_now(client: Client, assessed_twice: None) -> None:
    context = client.get("/reviews/kaz-2014/").context
    [now] = [row for row in context["claims"].chart.rows if row.label == "All recommendations"]
    last = context["over_time"].chart.rows[-1]
    assert [one.count for one in last.segments] == [one.count for one in now.segments]


def test_findings_of_one_day_are_told_in_words(client: Client) -> None:
    row = factories.recommendation()
    assert "Nobody has published a finding on this review" in words(client, "/reviews/kaz-2014/")
    factories.assessment(row)
    page = words(client, "/reviews/kaz-2014/")
    assert "All findings on this review were made on 1 October 2019." in page
    assert client.get("/reviews/kaz-2014/").context["over_time"].chart is None


def test_over_time_costs_one_query(assessed_twice: None, django_assert_num_queries: Any) -> None:
    review = factories.review()
    with django_assert_num_queries(1):
        over_time(review, total=3)


def test_review_tells_what_has_evidence_and_what_is_said_to_be_done_without(
    client: Client,
) -> None:
    claims = ["already_implemented"] * 13 + ["in_process"] * 2
    rows = [
        factories.recommendation(f"124.{number}", state_claim=claim) for number, claim in enumerate(claims, 1)
    ]
    shown, hidden = factories.case(), factories.case(publication_state="draft")
    factories.evidence(rows[0], case=shown)
    factories.evidence(rows[0], law=factories.law())
    factories.evidence(rows[14], case=shown)
    before = client.get("/reviews/kaz-2014/").content
    factories.evidence(rows[1], case=hidden)
    assert client.get("/reviews/kaz-2014/").content == before
    page = words(client, "/reviews/kaz-2014/")
    assert "Claimed as done 13 1 12" in page
    assert "Claimed as under way 2 1 1" in page
    without = page[page.index("Claimed as done, with no evidence here") :]
    assert "124.2 Do what is asked" in without
    assert "124.11 Do what is asked" in without
    assert "124.12 Do what is asked" not in without
    assert "All recommendations: 12" in without
    rest = "/reviews/kaz-2014/evidence/without/already_implemented/"
    assert f'href="{rest}"' in client.get("/reviews/kaz-2014/").content.decode()
    listed = client.get(rest).context
    assert listed["page_obj"].paginator.count == 12
    assert [row.number for row in listed["rows"]] == [f"124.{number}" for number in range(2, 14)]
    [supported] = client.get("/reviews/kaz-2014/evidence/with/already_implemented/").context["rows"]
    assert supported.number == "124.1"


def test_each_number_of_a_review_leads_to_its_rows(client: Client) -> None:
    for number in range(1, 8):
        row = factories.recommendation(
            f"124.{number}", states=("IRL", "FRA")[: 1 + number % 2], themes=("civil",),
            state_claim=("already_implemented", "none")[number % 2],
        )  # fmt: skip
        if number % 3:
            factories.assessment(row, status=("regressed", "fully_implemented")[number % 3 - 1])
    other = factories.review("uzb-2018", report=None)
    factories.recommendation("1.1", review=other, themes=("civil", "health"))
    context = client.get("/reviews/kaz-2014/").context
    claims = context["claims"]
    numbers = [(one.number.address, one.number.count) for one in context["states"]]
    numbers += [(one.address, one.count) for one in (claims.total, claims.done, claims.otherwise)]
    for row in [*claims.chart.rows, *context["by_theme"].rows]:
        numbers += [(row.address, row.total)]
        numbers += [(part.address, part.count) for part in row.segments if part.count]
    assert [str(row.label) for row in context["by_theme"].rows] == ["Civil"]
    assert len(numbers) > 15
    for address, count in numbers:
        assert client.get(address).context["page_obj"].paginator.count == count, address


def test_review_without_recommendations_says_so_and_leads_on(client: Client) -> None:
    factories.recommendation()
    submission = factories.submission(summary_en="In short.")
    submission.organisations.add(factories.organisation())
    factories.new_recommendation(factories.section(submission))
    page = words(client, "/reviews/kaz-2019/")
    assert "The recommendations of this review are not published here yet." in page
    assert "In short." in page
    assert "1 new recommendation asked for in this review" in page
    assert (
        "Past reviews of Kazakhstan: 30 October 2014, 30 October 2019 "
        "The recommendations of these reviews have not been read in here yet: 30 October 2019 "
        "We do not know yet when Kazakhstan will be reviewed next."
    ) in page
    assert "Over time" not in page
    assert client.get("/new-recommendations/?review=kaz-2019").context["page_obj"].paginator.count


def test_review_tells_of_the_reviews_of_its_own_state_only(client: Client) -> None:
    factories.recommendation()
    factories.recommendation("1.1", review=factories.review("uzb-2018", report=None))
    page = words(client, "/reviews/kaz-2014/")
    assert "Past reviews of Kazakhstan: 30 October 2014 We do not know" in page


def test_reviews_are_listed_newest_first_with_what_was_found(client: Client) -> None:
    factories.assessment(factories.recommendation())
    factories.submission()
    factories.recommendation("1.1", review=factories.review("uzb-2018", report=None))
    response = client.get("/reviews/")
    assert [one.slug for one in response.context["review_list"]] == [
        "kaz-2019", "uzb-2018", "kaz-2014",
    ]  # fmt: skip
    rows = response.context["by_review"].rows
    assert [(row.label, row.total, row.page) for row in rows] == [
        ("Uzbekistan 2018", 1, "/reviews/uzb-2018/"), ("Kazakhstan 2014", 1, "/reviews/kaz-2014/"),
    ]  # fmt: skip
    for row in rows:
        assert client.get(row.address).context["page_obj"].paginator.count == row.total


@pytest.mark.parametrize("rows", [1, 3])
def test_reviews_cost_the_same_queries_whatever_they_have(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        year = 2015 + number
        review = factories.review(f"kaz-{year}", cycle=factories.cycle(number + 5))
        factories.submission(f"for-{year}", review=review)
        row = factories.recommendation(
            review=review, themes=(f"theme-{number}",), state_claim="already_implemented"
        )
        factories.assessment(row)
        factories.recommendation(review=review, themes=("b",), state_claim="already_implemented")
        for more in range(number):
            factories.submission(f"more-{number}-{more}", review=review)
            factories.recommendation(states=("FRA", "NLD"), review=review, themes=(f"c-{number}",))
    client.get("/reviews/")
    with django_assert_num_queries(6):
        client.get("/reviews/")
    with django_assert_num_queries(16):
        client.get(f"/reviews/kaz-{2014 + rows}/")


def test_public_reviews_are_those_of_which_something_is_published(db: None) -> None:
    factories.recommendation()
    factories.submission()
    factories.submission(
        "hidden", review=factories.review("fra-2020", report=None), publication_state="draft"
    )
    factories.recommendation(
        "1.1", review=factories.review("uzb-2018", report=None), publication_state="withdrawn"
    )
    assert [one.slug for one in public_reviews()] == ["kaz-2019", "kaz-2014"]
    assert list(public_reviews()) == list(Review.objects.published())
