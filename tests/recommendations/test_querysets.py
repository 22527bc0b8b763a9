"""Which rows: what stands now, and in which order. What is public, `test_public.py` says."""

import datetime as dt

import pytest

from recommendations.models import Assessment, NewRecommendation, PositionStatement, Recommendation
from tests.support import factories

pytestmark = pytest.mark.django_db

HIDDEN = ("draft", "in_review", "withdrawn")


def database(slug: str = "upr-info") -> object:
    return factories.source(slug, kind="secondary_database", symbol="", title=slug)


def later_document() -> object:
    return factories.source("a-hrc-28-10-add-1")


# The current position


def test_current_position_is_the_newest_in_a_un_document() -> None:
    row = factories.recommendation(position=None)
    newer = factories.position_statement(
        row, position="noted", document=later_document(), stated_on=dt.date(2015, 3, 1)
    )
    factories.position_statement(row, position="pending", stated_on=dt.date(2014, 11, 4))
    assert list(PositionStatement.objects.current()) == [newer]


def test_current_position_of_one_day_is_the_one_recorded_last() -> None:
    row = factories.recommendation(position="pending")
    recorded_last = factories.position_statement(row, paragraph="125")
    assert list(PositionStatement.objects.current()) == [recorded_last]


def test_current_position_is_one_for_each_recommendation() -> None:
    rows = [factories.recommendation(position=position) for position in ("supported", "noted")]
    assert list(PositionStatement.objects.current().order_by("recommendation")) == [
        row.position_statements.get() for row in rows
    ]


def test_secondary_database_is_never_the_current_position_however_new() -> None:
    row = factories.recommendation(position="supported")
    official = row.position_statements.get()
    factories.position_statement(row, position="noted", document=database(), stated_on=dt.date(2024, 1, 1))
    assert list(PositionStatement.objects.current()) == [official]


@pytest.mark.parametrize("kind", ["secondary_database", "submission", "official", "publication"])
def test_position_that_no_un_document_states_is_not_current(kind: str) -> None:
    row = factories.recommendation(position=None)
    document = factories.source("other", kind=kind, symbol="", title="Other")
    factories.position_statement(row, document=document)
    assert list(PositionStatement.objects.current()) == []


def test_conflicting_position_is_one_of_a_database_that_differs_from_the_current() -> None:
    row = factories.recommendation(position=None)
    factories.position_statement(row, position="pending", stated_on=dt.date(2014, 11, 4))
    factories.position_statement(
        row,
        position="supported",
        document=later_document(),
        stated_on=dt.date(2015, 3, 1),
    )
    factories.position_statement(row, position="supported", document=database("uhri"))
    differing = factories.position_statement(row, position="pending", document=database())
    assert list(PositionStatement.objects.conflicting()) == [differing]


def test_older_position_in_a_un_document_does_not_conflict_with_the_newer() -> None:
    row = factories.recommendation(position="noted")
    factories.position_statement(
        row,
        position="supported",
        document=later_document(),
        stated_on=dt.date(2015, 3, 1),
    )
    assert list(PositionStatement.objects.conflicting()) == []


def test_position_conflicts_only_within_its_recommendation() -> None:
    noted = factories.recommendation(position="noted")
    factories.recommendation(position="supported")
    differing = factories.position_statement(noted, position="supported", document=database())
    assert list(PositionStatement.objects.conflicting()) == [differing]


def test_recommendation_carries_its_current_position_and_claim() -> None:
    row = factories.recommendation("124.1", position="noted", state_claim="in_process")
    factories.position_statement(
        row,
        position="supported",
        state_claim="already_implemented",
        document=later_document(),
        stated_on=dt.date(2015, 3, 1),
    )
    factories.position_statement(row, position="pending", document=database(), stated_on=dt.date(2024, 1, 1))
    factories.recommendation("124.2", position=None)
    rows = Recommendation.objects.with_current_position().order_by("number_order")
    assert list(rows.values_list("number", "position", "state_claim")) == [
        ("124.1", "supported", "already_implemented"),
        ("124.2", None, "none"),
    ]


# The current finding


def test_current_finding_is_the_one_whose_evidence_reaches_furthest() -> None:
    row = factories.recommendation()
    furthest = factories.assessment(row, evidence_up_to=dt.date(2019, 3, 31))
    # Assessed and recorded later, on older evidence.
    factories.assessment(row, evidence_up_to=dt.date(2018, 3, 31), assessed_on=dt.date(2020, 1, 1))
    assert list(Assessment.objects.current()) == [furthest]


def test_current_finding_on_the_same_evidence_is_the_one_recorded_last() -> None:
    row = factories.recommendation()
    factories.assessment(row, assessed_on=dt.date(2020, 1, 1))
    recorded_last = factories.assessment(row, assessed_on=dt.date(2019, 10, 1))
    assert list(Assessment.objects.current()) == [recorded_last]


@pytest.mark.parametrize("state", HIDDEN)
def test_finding_that_is_not_public_never_is_current(state: str) -> None:
    row = factories.recommendation()
    public = factories.assessment(row)
    factories.assessment(row, evidence_up_to=dt.date(2019, 5, 31), publication_state=state)
    assert list(Assessment.objects.current()) == [public]


def test_current_finding_is_one_for_each_recommendation() -> None:
    rows = [factories.recommendation() for _ in range(2)]
    findings = [factories.assessment(row) for row in rows]
    factories.assessment(rows[1], evidence_up_to=dt.date(2018, 3, 31))
    assert list(Assessment.objects.current().order_by("recommendation")) == findings


def test_findings_stand_newest_first() -> None:
    row = factories.recommendation()
    older = factories.assessment(row, evidence_up_to=dt.date(2018, 3, 31))
    newer = factories.assessment(row)
    newest = factories.assessment(row)
    assert list(Assessment.objects.newest_first()) == [newest, newer, older]
    assert list(row.assessments.all()) == [newest, newer, older]


def test_recommendation_carries_the_status_of_its_current_finding() -> None:
    assessed = factories.recommendation("124.1")
    factories.assessment(assessed, status="in_progress")
    factories.assessment(assessed, status="regressed", evidence_up_to=dt.date(2018, 3, 31))
    drafted = factories.recommendation("124.2")
    factories.assessment(drafted, status="regressed", publication_state="draft")
    withdrawn = factories.recommendation("124.3")
    factories.assessment(withdrawn, status="regressed", publication_state="withdrawn")
    factories.recommendation("124.4")
    rows = Recommendation.objects.with_current_status().order_by("number_order")
    assert list(rows.values_list("number", "status")) == [
        ("124.1", "in_progress"),
        ("124.2", "not_assessed"),
        ("124.3", "not_assessed"),
        ("124.4", "not_assessed"),
    ]


# The gap between claim and finding


@pytest.mark.parametrize("claim", ["none", "already_implemented", "in_process"])
@pytest.mark.parametrize(
    "status",
    [
        "fully_implemented",
        "partially_implemented",
        "in_progress",
        "not_implemented",
        "regressed",
        "insufficient_information",
        "not_assessed",
    ],
)
def test_claim_gap_is_what_the_state_calls_done_and_we_find_undone(status: str, claim: str) -> None:
    row = factories.recommendation(state_claim=claim)
    if status != "not_assessed":
        factories.assessment(row, status=status)
    gap = (status, claim) in {
        ("partially_implemented", "already_implemented"),
        ("in_progress", "already_implemented"),
        ("not_implemented", "already_implemented"),
        ("regressed", "already_implemented"),
    }
    found = Recommendation.objects.with_claim_gap().get()
    assert (found.status, found.state_claim, found.claim_gap) == (status, claim, gap)


def test_claim_gap_is_none_without_a_position() -> None:
    row = factories.recommendation(position=None)
    factories.assessment(row)
    assert Recommendation.objects.with_claim_gap().get().claim_gap is False


def test_claim_gap_closes_when_the_state_no_longer_claims() -> None:
    row = factories.recommendation(state_claim="already_implemented")
    factories.assessment(row, status="not_implemented")
    factories.position_statement(
        row,
        document=later_document(),
        stated_on=dt.date(2015, 3, 1),
        state_claim="none",
    )
    assert Recommendation.objects.with_claim_gap().get().claim_gap is False


def test_claim_gap_of_a_finding_that_is_not_public_stays_hidden() -> None:
    row = factories.recommendation(state_claim="already_implemented")
    factories.assessment(row, status="not_implemented", publication_state="draft")
    assert Recommendation.objects.with_claim_gap().get().claim_gap is False


# The order of numbers


def test_numbers_stand_as_the_report_prints_them() -> None:
    printed = [
        "123.9",
        "124",
        "124.1",
        "124.2",
        "124.9",
        "124.10",
        "124.11",
        "124.100",
        "125.1",
    ]
    for number in sorted(printed):
        factories.recommendation(number)
    assert [row.number for row in Recommendation.objects.in_order()] == printed
    assert [row.number for row in Recommendation.objects.all()] == printed


def test_plain_numbers_stand_as_numbers() -> None:
    printed = [str(number) for number in range(1, 13)]
    for number in sorted(printed):
        factories.recommendation(number)
    assert [row.number for row in Recommendation.objects.in_order()] == printed


def test_number_keeps_its_place_when_it_is_corrected() -> None:
    corrected = factories.recommendation("124.30")
    factories.recommendation("124.10")
    Recommendation.objects.filter(pk=corrected.pk).update(number="124.3")
    assert [row.number for row in Recommendation.objects.in_order()] == [
        "124.3",
        "124.10",
    ]


def test_recommendations_of_the_newest_review_stand_first() -> None:
    newest = factories.review("kaz-2019", cycle=factories.cycle(3), report=None)
    oldest = factories.review("kaz-2010", cycle=factories.cycle(1), report=None)
    factories.recommendation("124.1", review=factories.review("kaz-2014"))
    factories.recommendation("200.2", review=newest)
    factories.recommendation("1", review=oldest)
    factories.recommendation("200.1", review=newest)
    rows = Recommendation.objects.in_order()
    assert list(rows.values_list("review__slug", "number")) == [
        ("kaz-2019", "200.1"),
        ("kaz-2019", "200.2"),
        ("kaz-2014", "124.1"),
        ("kaz-2010", "1"),
    ]


def test_new_recommendations_stand_as_the_submission_prints_them() -> None:
    submission = factories.submission()
    second, first = factories.section(submission, 10), factories.section(submission, 2)
    for section, order in ((second, 1), (first, 10), (first, 2)):
        factories.new_recommendation(section, order)
    asked = NewRecommendation.objects.in_order()
    assert [row.number for row in asked] == ["2.2", "2.10", "10.1"]
