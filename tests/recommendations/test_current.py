"""Which finding stands, and which is the headline: one rule, wherever it is asked."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.publishing.state import publish, withdraw
from recommendations.choices import ImplementationStatus
from recommendations.current import headlines
from recommendations.index import Query, answer
from recommendations.models import Assessment, Recommendation, Review
from recommendations.summaries.over_time import over_time
from recommendations.summaries.rows import rows as recommendation_rows
from tests.support import factories
from tests.support.public import read, words
from upr_tracker.period_report import Period, moves

pytestmark = pytest.mark.django_db


# The rule, as the glossary says it


def reach(finding: Assessment) -> tuple[dt.date, int]:
    """Of a month that was not over, the evidence ends with the day of the assessment."""
    return min(finding.evidence_up_to, finding.assessed_on), finding.pk


def standing_by_the_book(findings: list[Assessment]) -> list[Assessment]:
    """Of each organisation and recommendation, with no regard to speed."""
    published = [finding for finding in findings if finding.is_published]

    def is_corrected(finding: Assessment) -> bool:
        return any(
            other.corrects_id == finding.pk
            and other.recommendation_id == finding.recommendation_id
            and other.organisation_id == finding.organisation_id
            for other in published
        )

    newest: dict[tuple[int, int], Assessment] = {}
    for finding in sorted(published, key=reach):
        if not is_corrected(finding):
            newest[finding.recommendation_id, finding.organisation_id] = finding
    return list(newest.values())


def headlines_by_the_book(standing: list[Assessment]) -> dict[int, int]:
    by_recommendation: dict[int, list[Assessment]] = {}
    for finding in sorted(standing, key=reach):
        by_recommendation.setdefault(finding.recommendation_id, []).append(finding)
    result = {}
    for key, findings in by_recommendation.items():
        named = findings[0].recommendation.review.headline_organisation_id
        own = [finding for finding in findings if finding.organisation_id == named]
        result[key] = (own or findings)[-1].pk
    return result


# Recommendation, organisation, day, status, state; which earlier finding it corrects, if any.
# Mostly one of its own kind, but whatever was written past the forms must do no harm either.
FINDINGS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(1, 3),
        st.sampled_from(["regressed", "in_progress", "fully_implemented"]),
        st.sampled_from(["published", "published", "published", "draft", "withdrawn"]),
        st.none() | st.integers(0, 7),
        st.booleans(),
    ),
    max_size=9,
)


@pytest.fixture
def places() -> tuple[list[Recommendation], list[Any]]:
    """Three recommendations of two reviews, and three organisations."""
    other = factories.review("kaz-2019", cycle=factories.cycle(3), report=None)
    rows = [
        factories.recommendation("124.1"),
        factories.recommendation("124.2"),
        factories.recommendation("7", review=other),
    ]
    return rows, [factories.organisation(slug) for slug in ("watch", "forum", "bureau")]


def write(places: Any, drawn: list[Any]) -> list[Assessment]:
    rows, organisations = places
    Assessment.objects.all().update(corrects=None)
    Assessment.objects.all().delete()
    findings: list[Assessment] = []
    for row, organisation, day, status, state, corrects, of_anybody in drawn:
        earlier = [
            finding
            for finding in findings
            if of_anybody
            or (finding.recommendation, finding.organisation) == (rows[row], organisations[organisation])
        ]
        corrected = earlier[corrects % len(earlier)] if corrects is not None and earlier else None
        # Every third was assessed in a month that was not over.
        of_open_month = day % 3 == 0
        findings.append(
            factories.assessment(
                rows[row], organisation=organisations[organisation], status=status,
                evidence_up_to=dt.date(2019, 1, 31 if of_open_month else day),
                evidence_up_to_precision="month" if of_open_month else "day",
                assessed_on=dt.date(2019, 1, day),
                publication_state=state, published_at=timezone.now(), corrects=corrected,
            )
        )  # fmt: skip
    return findings


@pytest.mark.slow("many random worlds")
@given(FINDINGS, st.none() | st.integers(0, 2))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rule_is_the_same_in_the_database_and_in_python(
    places: Any, drawn: list[Any], named: int | None
) -> None:
    rows, organisations = places
    # Of one of the two reviews.
    Review.objects.filter(slug="kaz-2014").update(
        headline_organisation=None if named is None else organisations[named]
    )
    findings = write(places, drawn)
    for finding in findings:
        finding.recommendation.review.refresh_from_db(fields=["headline_organisation"])
    standing = standing_by_the_book(findings)
    expected = headlines_by_the_book(standing)
    assert set(Assessment.objects.standing()) == set(standing)
    assert dict(Assessment.objects.current().values_list("recommendation_id", "pk")) == expected
    read_rows = Assessment.objects.published().annotate(
        headline_organisation=F("recommendation__review__headline_organisation")
    )
    assert {key: row.pk for key, row in headlines(list(read_rows)).items()} == expected
    # Nothing vanishes: what has a published finding has a headline.
    assert expected.keys() == {row.recommendation_id for row in findings if row.is_published}
    statuses = {finding.pk: finding.status for finding in findings}
    assert dict(Recommendation.objects.with_current_status().values_list("pk", "status")) == {
        row.pk: statuses[expected[row.pk]] if row.pk in expected else "not_assessed" for row in rows
    }
    for row in Recommendation.objects.published().for_display():
        assert [finding.pk for finding in row.standing_findings[:1]] == [
            expected[key] for key in (row.pk,) if key in expected
        ]


# Everywhere


@pytest.fixture
def row() -> Recommendation:
    """Found to be in progress long ago; the State says that it is done."""
    before = factories.recommendation(
        "95.1",
        review=factories.review("kaz-2010", cycle=factories.cycle(1), report=None),
    )
    row = factories.recommendation("124.1", state_claim="already_implemented")
    row.precursors.add(before)
    factories.evidence(row, case=factories.case("somebody"))
    finding(row, "in_progress", "2016-12-31", "2017-02-01")
    return row


def finding(
    row: Recommendation, status: str, up_to: str, on: str, by: str = "watch", **values: Any
) -> Assessment:
    return factories.assessment(
        row, status=status, organisation=factories.organisation(by), summary_en=f"{by}: {status}",
        evidence_up_to=dt.date.fromisoformat(up_to), evidence_up_to_precision="day",
        assessed_on=dt.date.fromisoformat(on), **values,
    )  # fmt: skip


def mistake(row: Recommendation) -> Assessment:
    return finding(row, "fully_implemented", "2019-03-31", "2019-04-01")


def correction(row: Recommendation, **values: Any) -> Assessment:
    """Its evidence does not reach as far as that of the mistake."""
    corrected = mistake(row)
    return finding(row, "not_implemented", "2018-12-31", "2019-10-01", corrects=corrected, **values)


def corrected_correction(row: Recommendation, **values: Any) -> Assessment:
    first = correction(row)
    return finding(row, "regressed", "2018-06-30", "2019-11-01", corrects=first, **values)


def of_another(row: Recommendation) -> None:
    finding(row, "regressed", "2020-01-31", "2020-02-01", by="forum")


def named(row: Recommendation, by: str) -> None:
    Review.objects.filter(pk=row.review.pk).update(headline_organisation=factories.organisation(by))


def corrected_beside_another(row: Recommendation) -> None:
    correction(row)
    of_another(row)


def corrected_and_named(row: Recommendation) -> None:
    corrected_beside_another(row)
    named(row, "watch")


def named_without_a_finding(row: Recommendation) -> None:
    corrected_beside_another(row)
    named(row, "bureau")


def named_with_a_draft(row: Recommendation) -> None:
    finding(row, "regressed", "2020-01-31", "2020-02-01", by="bureau", publication_state="draft")
    named_without_a_finding(row)


def withdrawn_correction(row: Recommendation) -> None:
    withdraw(correction(row))


def published_again(row: Recommendation) -> None:
    withdrawn = correction(row)
    withdraw(withdrawn)
    publish(withdrawn, at=timezone.now())


def correction_of_another(row: Recommendation) -> None:
    """Written past the forms."""
    mistaken = mistake(row)
    finding(row, "regressed", "2018-12-31", "2019-10-01", by="forum", corrects=mistaken)


def correction_on_another(row: Recommendation) -> None:
    mistaken = mistake(row)
    other = factories.recommendation("124.9", publication_state="draft")
    finding(other, "regressed", "2018-12-31", "2019-10-01", corrects=mistaken)


CASES: list[tuple[Callable[[Recommendation], Any], str]] = [
    (mistake, "fully_implemented"),
    (correction, "not_implemented"),
    (lambda row: correction(row, publication_state="draft"), "fully_implemented"),
    (withdrawn_correction, "fully_implemented"),
    (published_again, "not_implemented"),
    (corrected_correction, "regressed"),
    (lambda row: corrected_correction(row, publication_state="withdrawn"), "not_implemented"),
    (of_another, "regressed"),
    (corrected_beside_another, "regressed"),
    (corrected_and_named, "not_implemented"),
    (named_without_a_finding, "regressed"),
    (named_with_a_draft, "regressed"),
    (correction_of_another, "fully_implemented"),
    (correction_on_another, "fully_implemented"),
]


def only(counts: Any) -> str:
    """The status of the one recommendation that somebody assessed, or nothing."""
    statuses = {status: count for status, count in dict(counts).items() if count}
    statuses.pop("not_assessed", None)
    assert list(statuses.values()) in ([], [1])
    return str(next(iter(statuses), "not_assessed"))


def of_chart(rows: Any) -> str:
    [whole] = [row for row in rows if row.label == "All recommendations"]
    return only({segment.kind.slug: segment.count for segment in whole.segments})


def status_everywhere(client: Client, row: Recommendation) -> dict[str, str]:
    listed = client.get("/recommendations/?review=kaz-2014").context
    [line] = listed["page_obj"]
    page = client.get(row.get_absolute_url()).context
    compared = client.get(f"{row.get_absolute_url()}compare/").context["columns"]
    [case] = client.get("/cases/somebody/").context["evidence"]
    [annotated] = Recommendation.objects.with_current_status().filter(pk=row.pk)
    labels = {str(status.label): status.value for status in ImplementationStatus}
    file = read("/recommendations/export.csv?review=kaz-2014").body.decode("utf-8-sig")
    [cells] = csv.DictReader(io.StringIO(file, newline=""))
    review = client.get("/reviews/kaz-2014/").context
    last = review["over_time"].chart.rows[-1]
    [moved] = moves(Period(dt.date(2010, 1, 1), dt.date(2030, 1, 1)))
    return {
        "list": line.finding.status,
        "facet": only(answer(Query()).within("status")),
        "home": of_chart(client.get("/").context["claims"].chart.rows),
        "review": of_chart(review["claims"].chart.rows),
        "over time": only({one.kind.slug: one.count for one in last.segments}),
        "page": page["findings"].headline.row.status,
        "comparison": compared[-1].row.standing_findings[0].status,
        "case": case.recommendation.current_assessments[0].status,
        "file": labels[cells["status"]],
        "between": moved.after.value,
        "admin": annotated.status,
    }


@pytest.mark.parametrize(("write_findings", "status"), CASES)
def test_headline_is_the_same_everywhere(
    client: Client,
    row: Recommendation,
    write_findings: Callable[[Recommendation], Any],
    status: str,
) -> None:
    write_findings(row)
    everywhere = status_everywhere(client, row)
    assert everywhere == dict.fromkeys(everywhere, status)


def test_claim_gap_follows_the_headline(client: Client, row: Recommendation) -> None:
    def gaps() -> int:
        return int(client.get("/recommendations/?claim_gap=yes").context["page_obj"].paginator.count)

    mistaken = mistake(row)
    assert gaps() == 0
    corrected = finding(row, "not_implemented", "2018-12-31", "2019-10-01", corrects=mistaken)
    assert gaps() == 1
    withdraw(corrected)
    assert gaps() == 0


# The page


def test_page_shows_other_organisations_beside_the_headline_and_the_rest_below(
    client: Client, row: Recommendation
) -> None:
    corrected_and_named(row)
    page = words(client, row.get_absolute_url()).split("What the NGO found", 1)[1]
    place = 0
    for said in (
        "As of 31 December 2018: Not implemented",
        "Corrects a mistake in the finding of 1 April 2019 (Fully implemented).",
        "watch: not_implemented", "Watch · assessed on 1 October 2019",
        "What other organisations found", "Forum", "As of 31 January 2020: Moved backwards",
        "forum: regressed", "assessed on 1 February 2020",
        "Earlier findings", "Evidence up to 31 March 2019", "Fully implemented",
        "This was a mistake; it was corrected on 1 October 2019.", "watch: fully_implemented",
        "Evidence up to 31 December 2016", "In progress",
    ):  # fmt: skip
        assert said in page[place:], said
        place = page.index(said, place) + len(said)
    compared = words(client, f"{row.get_absolute_url()}compare/")
    assert "What other organisations found Forum: As of 31 January 2020: Moved backwards" in compared


def test_page_says_nothing_of_others_where_there_are_none(client: Client, row: Recommendation) -> None:
    mistake(row)
    assert "other organisations" not in words(client, row.get_absolute_url())


def test_correction_by_another_organisation_is_not_told_as_one(client: Client, row: Recommendation) -> None:
    correction_of_another(row)
    page = words(client, row.get_absolute_url())
    assert [said in page for said in ("Corrects a mistake", "This was a mistake")] == [False, False]
    assert "Corrected finding" not in words(client, "/changes/")


def test_changes_say_of_a_mistake_that_it_was_corrected(client: Client, row: Recommendation) -> None:
    told = "Fully implemented This was a mistake; it was corrected later."
    corrected = correction(row, publication_state="draft")
    assert told not in words(client, "/changes/")
    publish(corrected, at=timezone.now())
    assert told in words(client, "/changes/")


# At a day, and in a time


def test_mistake_stood_until_the_day_of_its_correction(row: Recommendation) -> None:
    correction(row)
    # So near to the findings that half-years are shown.
    row.review.adopted_on = dt.date(2017, 1, 1)
    chart = over_time(row.review, total=1).chart
    assert chart
    assert [(bar.label, only({one.kind.slug: one.count for one in bar.segments})) for bar in chart.rows] == [
        ("30 June 2017", "in_progress"),
        ("31 December 2017", "in_progress"),
        ("30 June 2018", "in_progress"),
        ("31 December 2018", "in_progress"),
        ("30 June 2019", "fully_implemented"),
        ("31 December 2019", "not_implemented"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        # The mistake reaches into this time, and says nothing of it any more.
        ("2019-01-01", "2019-12-31", []),
        ("2018-01-01", "2018-12-31", [("in_progress", "not_implemented")]),
        ("2018-01-01", "2019-12-31", [("in_progress", "not_implemented")]),
        # Another organisation's finding is not the headline while the named one has its own.
        ("2020-01-01", "2020-12-31", []),
    ],
)
def test_between_two_days_only_what_was_no_mistake_counts(
    row: Recommendation, first: str, last: str, told: list[tuple[str, str]]
) -> None:
    corrected_and_named(row)
    asked = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert [(one.before.value, one.after.value) for one in moves(asked)] == told


def test_between_two_days_the_newest_of_all_counts_where_nobody_is_named(
    row: Recommendation,
) -> None:
    corrected_beside_another(row)
    asked = Period(dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    assert [(one.before.value, one.after.value) for one in moves(asked)] == [("not_implemented", "regressed")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("assessed_on", "headline"), [("2019-11-28", "in_progress"), ("2019-11-30", "regressed")]
)
def test_month_that_is_not_over_reaches_to_the_day_of_the_assessment(assessed_on: str, headline: str) -> None:
    row = factories.recommendation("124.1")
    finding(row, "in_progress", "2019-11-29", "2019-11-29")
    open_month = finding(row, "regressed", "2019-11-30", "2019-11-30")
    Assessment.objects.filter(pk=open_month.pk).update(
        evidence_up_to_precision="month", assessed_on=dt.date.fromisoformat(assessed_on)
    )
    assert [newest.status for newest in Assessment.objects.current()] == [headline]
    (line,) = recommendation_rows([row.pk])
    assert line.finding is not None
    assert line.finding.status == headline
