"""What a finding may correct, by every way in: its own organisation's, on one recommendation."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializationError
from django.db.models import RestrictedError
from django.test import Client

from foundation.shipped_data import load
from recommendations.admin.actions import record_assessment
from recommendations.admin.resources import AssessmentResource
from recommendations.models import Assessment, Organisation, Recommendation, Review
from tests.support import factories
from tests.support.admin import act, address, editors_browser, refused, state_of, typed
from tests.support.spreadsheets import exported, imported, outcome, refusals, rows_of, typed_by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def mistaken() -> Assessment:
    return factories.assessment(factories.recommendation("124.1"))


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


def elsewhere(mistaken: Assessment) -> list[tuple[Recommendation, Organisation]]:
    """Where a correction of it may not be."""
    return [
        (factories.recommendation("124.2"), mistaken.organisation),
        (mistaken.recommendation, factories.organisation("forum")),
    ]


SENTENCE = (
    "A finding corrects only one of the same organisation on the same recommendation. This one is "
    "of Watch, on A/HRC/28/10, 124.1."
)


def test_form_refuses_a_correction_of_another_organisation_or_recommendation(
    editor: Client, mistaken: Assessment
) -> None:
    typed_in = {
        "status": "in_progress", "summary_en": "Half of it.", "evidence_up_to": "2019-03-31",
        "assessed_on": "2019-11-01", "corrects": mistaken.pk,
    }  # fmt: skip
    add = address(Assessment, "add")
    for row, by in elsewhere(mistaken):
        said = refused(editor, add, **typed_in, recommendation=row.pk, organisation=by.pk)
        assert said == {"corrects": [SENTENCE]}
    assert list(Assessment.objects.all()) == [mistaken]
    own = {"recommendation": mistaken.recommendation.pk, "organisation": mistaken.organisation.pk}
    assert typed(editor, add, **typed_in, **own).status_code == 302
    assert Assessment.objects.get(corrects=mistaken).status == "in_progress"


def test_form_asks_for_what_is_missing_before_it_judges_the_correction(
    editor: Client, mistaken: Assessment
) -> None:
    said = refused(editor, address(Assessment, "add"), corrects=mistaken.pk)
    assert "corrects" not in said
    assert said["organisation"] == ["This field is required."]


def test_wrong_correction_from_elsewhere_is_not_published_and_can_be_taken_out(
    editor: Client, mistaken: Assessment
) -> None:
    [(row, by), _other] = elsewhere(mistaken)
    wrong = factories.assessment(row, organisation=by, publication_state="draft")
    Assessment.objects.filter(pk=wrong.pk).update(corrects=mistaken)
    [message] = act(editor, "publish_selected", wrong)
    assert message.endswith(SENTENCE)
    assert state_of(wrong) == "draft"
    change = address(Assessment, "change", wrong.pk)
    assert refused(editor, change) == {"corrects": [SENTENCE]}
    assert typed(editor, change, corrects="").status_code == 302
    wrong.refresh_from_db()
    assert wrong.corrects is None


def test_recording_refuses_a_correction_for_any_other_recommendation_and_records_none(
    mistaken: Assessment,
) -> None:
    other = factories.recommendation("124.2")
    with pytest.raises(ValidationError) as refusal:
        record_assessment(
            recommendations=[mistaken.recommendation, other], organisation=mistaken.organisation,
            status="in_progress", summaries={"en": "Half of it."},
            evidence_up_to=dt.date(2019, 3, 31), evidence_up_to_precision="month",
            assessed_on=dt.date(2019, 11, 1), recorded_by=None, corrects=mistaken,
        )  # fmt: skip
    assert refusal.value.message_dict == {"corrects": [SENTENCE]}
    assert list(Assessment.objects.all()) == [mistaken]


# Spreadsheets

NO_FINDING = "This organisation has no finding of these days on this recommendation: 2019-03-31 2019-10-01."
NO_DAYS = (
    "“the first” does not name a finding. Write its two days, evidence up to and assessed on: "
    "2019-03-31 2019-10-01."
)
SEVERAL = (
    "This organisation has several findings of these days on this recommendation: "
    "2019-01-31 2019-09-01. Add the correction by hand."
)


def test_corrections_come_back_from_a_file_also_among_rows_that_are_new(
    mistaken: Assessment,
) -> None:
    # On older evidence, so the list has it below what it corrects.
    factories.assessment(mistaken.recommendation, corrects=mistaken, evidence_up_to=dt.date(2018, 12, 31))
    before = rows_of(Assessment)
    cells = exported(AssessmentResource)
    assert [row["corrects"] for row in cells] == ["", "2019-03-31 2019-10-01"]
    assert outcome(imported(AssessmentResource, *cells)) == ["skip", "skip"]
    assert rows_of(Assessment) == before
    Assessment.objects.filter(corrects__isnull=False).delete()
    Assessment.objects.all().delete()
    assert outcome(imported(AssessmentResource, *typed_by_hand(cells))) == ["new", "new"]
    correction = Assessment.objects.get(corrects__isnull=False)
    assert str(correction.corrects.assessed_on) == "2019-10-01"
    assert str(correction.evidence_up_to) == "2018-12-31"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"organisation": "forum"},
            NO_FINDING,
        ),
        (
            {"recommendation": "kaz-2014 124.2"},
            NO_FINDING,
        ),
        (
            {"corrects": "the first"},
            NO_DAYS,
        ),
        (
            {"corrects": "2019-01-31 2019-09-01"},
            SEVERAL,
        ),
    ],
)
def test_file_that_names_no_finding_to_correct_is_refused(
    mistaken: Assessment, cells: dict[str, str], said: str
) -> None:
    for _twice in range(2):
        factories.assessment(
            mistaken.recommendation, evidence_up_to=dt.date(2019, 1, 31),
            assessed_on=dt.date(2019, 9, 1),
        )  # fmt: skip
    elsewhere(mistaken)
    row = {
        "recommendation": "kaz-2014 124.1", "organisation": "watch", "status": "in_progress",
        "method": "by_organisation", "summary_en": "Half of it.", "evidence_up_to": "2019-03-31",
        "evidence_up_to_precision": "month", "assessed_on": "2019-11-01",
        "corrects": "2019-03-31 2019-10-01",
    }  # fmt: skip
    assert refusals(imported(AssessmentResource, {**row, **cells})) == [(1, "corrects", said)]
    assert Assessment.objects.count() == 3


# Fixtures


def fixture_row(mistaken: Assessment, slug: str) -> dict[str, Any]:
    row = mistaken.recommendation
    return {
        "model": "recommendations.assessment",
        "fields": {
            "recommendation": list(row.natural_key()), "organisation": [slug],
            "status": "in_progress", "summary_en": "Half of it.", "evidence_up_to": "2018-12-31",
            "evidence_up_to_precision": "month", "assessed_on": "2019-11-01",
            "corrects": json.loads(json.dumps(mistaken.natural_key(), default=str)),
        },
    }  # fmt: skip


def test_fixture_with_a_correction_of_another_organisation_loads_nothing(
    mistaken: Assessment, tmp_path: Path
) -> None:
    factories.organisation("forum")
    path = tmp_path / "assessments.json"
    path.write_text(json.dumps([fixture_row(mistaken, "watch"), fixture_row(mistaken, "forum")]))
    with pytest.raises(DeserializationError) as refusal:
        load([path])
    assert str(refusal.value).startswith("assessments.json, row 2 ")
    assert str(refusal.value).endswith(f": {SENTENCE}")
    assert list(Assessment.objects.all()) == [mistaken]
    path.write_text(json.dumps([fixture_row(mistaken, "watch")]))
    assert load([path]).added == 1
    assert Assessment.objects.get(corrects=mistaken).status == "in_progress"


# Deletion


def test_corrected_finding_goes_only_together_with_its_correction(mistaken: Assessment) -> None:
    factories.assessment(mistaken.recommendation, corrects=mistaken)
    with pytest.raises(RestrictedError):
        mistaken.delete()
    assert Assessment.objects.count() == 2
    mistaken.recommendation.delete()
    assert Assessment.objects.count() == 0


# The setting


def test_editor_chooses_whose_finding_is_the_headline(editor: Client) -> None:
    review, forum = factories.review(), factories.organisation("forum")
    change = address(Review, "change", review.pk)
    for chosen, stored in ((forum.pk, forum), ("", None)):
        assert typed(editor, change, headline_organisation=chosen).status_code == 302
        review.refresh_from_db()
        assert review.headline_organisation == stored
