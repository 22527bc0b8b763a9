"""An import taken back as a whole, but for what people built on it."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from foundation.publishing.state import publish
from recommendations.imports import Refused, Remark, undo
from recommendations.models import Import, ImportChange, PositionStatement, Recommendation, RecommendingState
from tests.support import factories
from tests.support import import_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies() -> None:
    files.vocabularies()


def everything() -> dict[str, list[Any]]:
    """All rows of both apps but for the record of imports."""
    found = {}
    for app in ("recommendations", "cases"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if model not in (Import, ImportChange):
                # Links that are made anew have new keys.
                link = model._meta.auto_created or model is RecommendingState
                rows = [list(row)[1 if link else 0 :] for row in model.objects.values_list()]
                found[model._meta.label] = sorted(rows, key=repr)
    return found


def recorded_before() -> Recommendation:
    """A recommendation that the report changes in every way that it can."""
    review = factories.review("tcd-2015", report=None, reviewed_on=None)
    row = factories.recommendation(
        "5.2", review=review, states=("MEX",), position=None, text="[…] roads […]",
        text_is_excerpt=True, text_source=factories.source(),
    )  # fmt: skip
    factories.position_statement(row, position="noted")
    return row


@pytest.mark.parametrize(
    "data",
    [
        files.report(),
        files.upr_info(files.row("Plant trees", issue="Environment,Unheard of")),
        files.uhri(),
    ],
    ids=["report", "upr-info", "uhri"],
)
def test_undone_import_leaves_everything_as_it_was(data: bytes) -> None:
    recorded_before()
    before = everything()
    made = files.imported(data)
    assert everything() != before
    undone = undo(made, by=None)
    assert everything() == before
    assert (undone.deleted, undone.left_in_place) == (made.counts["new"], [])


def test_undone_addendum_leaves_everything_as_it_was() -> None:
    files.imported(files.report())
    before = everything()
    made = files.imported(files.addendum("1. Chad accepts recommendations 6.1."))
    assert everything() != before
    undo(made, by=None)
    assert everything() == before


def test_number_that_a_report_gave_is_taken_back() -> None:
    files.imported(files.upr_info(files.row("Plant trees in every village.")))
    before = everything()
    undo(files.imported(files.report()), by=None)
    assert everything() == before


def title(row: Recommendation) -> None:
    row.title_en = "Plant trees"
    row.save()


def public(row: Recommendation) -> None:
    publish(row, at=timezone.now())


def finding(row: Recommendation) -> None:
    factories.assessment(row)


def evidence(row: Recommendation) -> None:
    factories.evidence(row, case=factories.case())


def state_added(row: Recommendation) -> None:
    RecommendingState.objects.create(recommendation=row, state=factories.state("PER"), order=2)


@pytest.mark.parametrize("work", [title, public, finding, evidence, state_added])
def test_recommendation_that_somebody_worked_on_stays_and_is_named(work: Any) -> None:
    made = files.imported(files.report())
    work(Recommendation.objects.get(number="5.1"))
    undone = undo(made, by=None)
    assert [row.number for row in Recommendation.objects.all()] == ["5.1"]
    assert [str(remark) for remark in undone.left_in_place] == [
        "A/HRC/99/7, 5.1: Somebody worked on it since: it stays."
    ]
    made.refresh_from_db()
    assert made.state == "partly"
    assert [str(Remark.from_json(stored)) for stored in made.left_in_place] == [
        str(remark) for remark in undone.left_in_place
    ]


def test_field_that_somebody_changed_since_stays_and_is_named() -> None:
    row = recorded_before()
    made = files.imported(files.report())
    Recommendation.objects.filter(pk=row.pk).update(text="Build bridges")
    undone = undo(made, by=None)
    row.refresh_from_db()
    assert (row.text, row.text_is_excerpt) == ("Build bridges", False)
    assert [str(remark) for remark in undone.left_in_place] == [
        "A/HRC/99/7, 5.2: Somebody changed it since: it stays."
    ]


def test_import_is_undone_once() -> None:
    made = files.imported(files.report())
    undo(made, by=None)
    made.refresh_from_db()
    assert (made.state, made.left_in_place) == ("undone", [])
    with pytest.raises(Refused, match="Only an import that was carried out"):
        undo(made, by=None)


def undone_before_that_was_recorded(made: Import) -> Import:
    """The import undone by the code of before: “Undone”, whatever stayed; then migrated."""
    undo(made, by=None)
    Import.objects.filter(pk=made.pk).update(state="undone", left_in_place=[])
    migration = import_module("recommendations.migrations.0010_what_stayed_of_undone_imports")
    migration.name_what_stayed(apps, None)
    return Import.objects.get(pk=made.pk)


def stays(made: Import) -> list[str]:
    return [str(Remark.from_json(stored)) for stored in made.left_in_place]


def test_import_of_before_that_left_something_is_called_partly_undone() -> None:
    row = recorded_before()
    made = files.imported(files.report())
    Recommendation.objects.filter(pk=row.pk).update(text_is_excerpt=True)
    title(Recommendation.objects.get(number="5.1"))
    made = undone_before_that_was_recorded(made)
    assert made.state == "partly"
    assert sorted(stays(made)) == [
        "tcd-2015, 5.1: Somebody worked on it since: it stays.",
        "tcd-2015, 5.2: Somebody changed it since: it stays.",
    ]


def test_import_of_before_whose_position_stayed_is_called_partly_undone() -> None:
    files.imported(files.report())
    made = files.imported(files.addendum("1. Chad accepts recommendations 6.1."))
    added = made.changes.get(model="positionstatement", field="")
    statement = PositionStatement.objects.get(pk=added.row)
    statement.words = "Chad accepts it."
    statement.save()
    made = undone_before_that_was_recorded(made)
    assert (made.state, stays(made)) == (
        "partly", ["A/HRC/99/7, 6.1: Somebody changed its position since: it stays."],
    )  # fmt: skip


def test_import_of_before_that_left_nothing_stays_undone() -> None:
    recorded_before()
    made = undone_before_that_was_recorded(files.imported(files.report()))
    assert (made.state, made.left_in_place) == ("undone", [])
