"""Spreadsheets of what is dated, and of findings: exact, and as strict as the admin."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cases.admin.resources import (
    CaseEventResource,
    EventResource,
    FigureResource,
    LawChangeResource,
)
from cases.models import CaseEvent, Event, Figure, LawChange
from recommendations.admin.resources import AssessmentResource
from recommendations.models import Assessment
from tests.support import factories
from tests.support.admin import address, as_shown, editors_browser, refused
from tests.support.spreadsheets import exported, imported, outcome, refusals, rows_of, typed_by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


def fill() -> None:
    """A row of each table, with all that a file can carry."""
    source, body, theme = factories.source(), factories.body("court"), factories.theme("torture")
    law = factories.law("code")
    article = factories.provision(law)
    event = factories.case_event(
        factories.case("bokaev"), kind="convicted", provision=article, body=body,
        charge_en="Discord", charge_ru="Рознь", penalty_en="Five years", place_kk="Атырау",
        first_day=dt.date(2016, 5, 1), last_day=dt.date(2016, 8, 31), precision="season",
        assertion="claimed", asserted_by=body, passage="¶ 3", order=2,
    )  # fmt: skip
    change = factories.law_change(law, provision=article, summary_ru="Изменено.")
    visit = factories.event("visit", quotation="Meaningless", quoted_person="Maina Kiai", body=body)
    whole = factories.figure("whole", low=12, high=12, wording_en="twelve", counted_by=body)
    part = factories.figure("part", low=5, high=5, part_of=whole)
    for row in (event, change, visit, whole, part):
        row.sources.add(source)
    for row in (visit, whole):
        row.themes.add(theme)
    finding = factories.assessment(
        factories.recommendation("124.10"), status="not_implemented", method="coded_from_text",
        coding_rule="no_step", summary_ru="Ничего.",
    )  # fmt: skip
    finding.sources.add(source)


EVERY = [
    (CaseEventResource, CaseEvent, 1), (LawChangeResource, LawChange, 1),
    (EventResource, Event, 1), (FigureResource, Figure, 2), (AssessmentResource, Assessment, 1),
]  # fmt: skip


@pytest.mark.parametrize(("resource", "model", "count"), EVERY)
def test_file_imported_as_it_was_exported_changes_nothing(resource: Any, model: Any, count: int) -> None:
    fill()
    before = rows_of(model)
    for language in ("en", "ru", "kk"):
        rows = exported(resource, language)
        assert len(rows) == count
        assert outcome(imported(resource, *rows, language=language)) == ["skip"] * count
    assert rows_of(model) == before


@pytest.mark.parametrize(("resource", "model", "count"), EVERY)
def test_file_brings_back_what_was_deleted(resource: Any, model: Any, count: int) -> None:
    fill()
    rows = exported(resource)
    for row in model.objects.order_by("-pk"):
        row.delete()
    deleted = "Somebody deleted this record after the export. Empty this cell to add it again."
    refused_rows = [(number, "as_exported", deleted) for number in range(1, count + 1)]
    assert refusals(imported(resource, *rows)) == refused_rows
    result = imported(resource, *typed_by_hand(rows))
    assert (refusals(result), outcome(result)) == ([], ["new"] * count)
    assert typed_by_hand(exported(resource)) == typed_by_hand(rows)


def event_row(**values: Any) -> dict[str, Any]:
    return {
        "case": "bokaev", "kind": "arrested", "first_day": "2018-05-10", "last_day": "",
        "precision": "day", "order": "0", "penalty_en": "", **values,
    }  # fmt: skip


def test_release_may_stand_above_its_arrest_in_the_same_file() -> None:
    factories.case("bokaev")
    result = imported(
        CaseEventResource,
        event_row(kind="released", first_day="2018-05-11"),
        event_row(kind="arrested"),
    )
    assert (refusals(result), CaseEvent.objects.count()) == ([], 2)


def test_release_from_what_never_began_is_refused_and_nothing_written() -> None:
    factories.case("bokaev")
    result = imported(
        CaseEventResource,
        event_row(kind="protested"),
        event_row(kind="released", first_day="2018-05-11"),
        event_row(kind="arrested", first_day="2018-05-12"),
    )
    [said] = refusals(result)
    assert "Row 2: “Released”, 11 May 2018: nothing in this case began before it." in said
    assert CaseEvent.objects.count() == 0


def test_unknown_provision_is_refused_by_name() -> None:
    factories.case("bokaev")
    factories.provision(factories.law("code"), "174")
    result = imported(CaseEventResource, {**event_row(), "provision": "code 175"})
    assert refusals(result) == [(1, "provision", "Unknown: code 175. Did you mean “code 174”?")]


def change_row(**values: Any) -> dict[str, Any]:
    return {
        "law": "religion", "kind": "amended", "first_day": "2018-05-10", "last_day": "",
        "precision": "day", "order": "0", "provision": "", **values,
    }  # fmt: skip


def figure_row(key: str, **values: Any) -> dict[str, Any]:
    return {
        "key": key, "title_en": "Convicted", "wording_en": "twelve", "unit_en": "people",
        "low": 12, "high": 12, "first_day": "2018-01-01", "last_day": "", "precision": "year",
        "order": "0", "part_of": "", **values,
    }  # fmt: skip


def finding_row(**values: Any) -> dict[str, Any]:
    return {
        "recommendation": "kaz-2014 124.1", "organisation": "hrw", "status": "not_implemented",
        "method": "by_organisation", "coding_rule": "", "summary_en": "Nothing.",
        "evidence_up_to": "2019-03-31", "evidence_up_to_precision": "month",
        "assessed_on": "2019-10-01", **values,
    }  # fmt: skip


TOMORROW = "2099-01-01"
PENALTY = "Only a conviction carries a penalty."
ANOTHER_LAW = "This provision belongs to another law: Law code."
TOO_MANY = "The parts come to 13, more than the whole: 12."
RANGE = (
    "The days do not fit the precision: a range ends after it begins; “since” has no last day; a "
    "quarter, half-year or part of a year begins with its first month and ends with its last."
)
FUTURE = "This day lies in the future."
AFTER = "“Evidence up to” cannot lie after the day of the assessment."


def ready() -> None:
    factories.case("bokaev")
    factories.provision(factories.law("code", title_en="Law code"))
    factories.law("religion")
    factories.figure("whole", low=12, high=12)
    factories.recommendation("124.1")
    factories.organisation("hrw")


@pytest.mark.parametrize(
    ("resource", "row", "said"),
    [
        (CaseEventResource, event_row(penalty_en="Five years"), [(1, "", PENALTY)]),
        (LawChangeResource, change_row(provision="code 174"), [(1, "provision", ANOTHER_LAW)]),
        (
            FigureResource,
            figure_row("part", part_of="whole", low=13, high=13),
            [(1, "part_of", TOO_MANY)],
        ),
        (
            CaseEventResource,
            event_row(precision="range", last_day="2018-05-09"),
            [(1, "", RANGE)],
        ),
        (
            AssessmentResource,
            finding_row(evidence_up_to=TOMORROW, evidence_up_to_precision="day"),
            [(1, "", AFTER)],
        ),
        (AssessmentResource, finding_row(assessed_on=TOMORROW), [(1, "assessed_on", FUTURE)]),
        (
            AssessmentResource,
            finding_row(method="coded_from_text"),
            [(1, "", "A finding coded from a text names its coding rule; any other has none.")],
        ),
    ],
)
def test_bad_row_is_refused_with_row_and_sentence(resource: Any, row: Any, said: Any) -> None:
    ready()
    models = (CaseEvent, LawChange, Figure, Assessment)
    before = rows_of(*models)
    assert refusals(imported(resource, row)) == said
    assert rows_of(*models) == before


def test_good_rows_of_the_same_shape_are_taken() -> None:
    """So that the refusals above are for what they say."""
    ready()
    for resource, row in [
        (CaseEventResource, event_row()),
        (CaseEventResource, event_row(kind="convicted", penalty_en="Five years")),
        (LawChangeResource, change_row()),
        (FigureResource, figure_row("part", part_of="whole")),
        (AssessmentResource, finding_row()),
    ]:
        assert refusals(imported(resource, row)) == []


def test_part_may_follow_its_whole_in_the_same_file() -> None:
    result = imported(FigureResource, figure_row("whole"), figure_row("part", part_of="whole", low=5, high=5))
    assert refusals(result) == []
    assert Figure.objects.get(key="part").part_of.key == "whole"


def not_rewritten(sheet: str, record: str) -> str:
    return (
        f"The sheet says “{sheet}”, the finding “{record}”. A finding is not rewritten: add a new one "
        "beside it, or export again."
    )


def test_finding_that_is_there_is_not_rewritten() -> None:
    ready()
    assert refusals(imported(AssessmentResource, finding_row())) == []
    result = imported(
        AssessmentResource, finding_row(summary_en="All is well.", evidence_up_to_precision="day")
    )
    assert refusals(result) == [
        (1, "summary_en", not_rewritten("All is well.", "Nothing.")),
        (1, "evidence_up_to_precision", not_rewritten("day", "month")),
    ]
    assert Assessment.objects.get().summary_en == "Nothing."


def test_imported_findings_and_events_are_drafts() -> None:
    ready()
    imported(AssessmentResource, finding_row())
    imported(FigureResource, figure_row("new"))
    assert Assessment.objects.get().publication_state == "draft"
    assert Figure.objects.get(key="new").publication_state == "draft"


# The same in the admin


def test_admin_refuses_a_release_from_what_never_began(editor: Client) -> None:
    case = factories.case("bokaev")
    said = (
        "“Released”, 10 May 2018: nothing in this case began before it. Enter first what it "
        "ends, one of: Arrested, Placed under house arrest, Detained, Psychiatric detention "
        "ordered, Imprisoned, Parole denied, Released on parole, Extradited."
    )
    values = {"case": case.pk, "kind": "released", "first_day": "2018-05-10"}
    assert refused(editor, address(CaseEvent, "add"), **values) == {"kind": [said]}
    arrested = factories.case_event(case, kind="arrested", first_day=dt.date(2018, 5, 11))
    assert refused(editor, address(CaseEvent, "add"), **values) == {"kind": [said]}
    arrested.first_day = arrested.last_day = dt.date(2018, 5, 9)
    arrested.save()
    assert editor.post(address(CaseEvent, "add"), {
        **values, "precision": "day", "order": 0, "assertion": "reported",
    }).status_code == 302  # fmt: skip


def inline(number: int, **values: Any) -> dict[str, Any]:
    row = {"precision": "day", "order": "0", "assertion": "reported", **values}
    return {f"events-{number}-{name}": value for name, value in row.items()}


def test_page_of_a_case_judges_its_events_together(editor: Client) -> None:
    case = factories.case("bokaev", publication_state="draft")
    where = address(type(case), "change", case.pk)
    released = inline(0, kind="released", first_day="2018-05-11")
    arrested = inline(1, kind="arrested", first_day="2018-05-10")
    shown = as_shown(editor.get(where))
    one = editor.post(where, {**shown, **released, "events-TOTAL_FORMS": 1})
    assert one.status_code == 200
    assert "nothing in this case began before it" in one.content.decode()
    assert CaseEvent.objects.count() == 0
    both = editor.post(where, {**shown, **released, **arrested, "events-TOTAL_FORMS": 2})
    assert both.status_code == 302
    kept = as_shown(editor.get(where))
    without = next(name.replace("-kind", "-DELETE") for name, value in kept.items() if value == "arrested")
    assert editor.post(where, {**kept, without: "on"}).status_code == 200
    assert CaseEvent.objects.count() == 2


def test_admin_refuses_evidence_from_the_future(editor: Client) -> None:
    ready()
    values = {
        "recommendation": factories.recommendation("124.2").pk,
        "organisation": factories.organisation("hrw").pk, "status": "not_implemented",
        "summary_en": "Nothing.", "evidence_up_to": TOMORROW, "assessed_on": "2019-10-01",
    }  # fmt: skip
    assert refused(editor, address(Assessment, "add"), **values) == {"evidence_up_to": [AFTER]}
