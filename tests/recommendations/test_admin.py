"""The admin as editors use it: search, “Update status”, findings, and what a form refuses."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from foundation.dates.dated import last_day_of_period
from recommendations.models import Assessment, PositionStatement, Recommendation
from tests.support import factories
from tests.support.admin import (
    act,
    address,
    approve_all,
    browser_of,
    browser_of_approver,
    editors_browser,
    refused,
    rows_as_shown,
    state_of,
    told,
    typed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


@pytest.mark.parametrize("name", ["РАТИФ", "ратиф", "ҚҰҚЫҚ", "құқық", "ирланди", "IRELAND", "124.21"])
def test_search_finds_a_recommendation_in_every_language_and_case(editor: Client, name: str) -> None:
    factories.state("IRL", name_en="Ireland", name_ru="Ирландия")
    meant = factories.recommendation("124.21", title_ru="Ратифицировать Протокол", title_kk="Адам құқықтары")
    factories.recommendation("124.22", states=("KAZ",), title_ru="Другое")
    found = editor.get(address(Recommendation, "changelist"), {"q": name})
    assert list(found.context["cl"].result_list) == [meant]


# “Update status”


def update_status(client: Client, *rows: Recommendation, **values: Any) -> Any:
    """Post the form for some recommendations; what is not given is as a valid finding has it."""
    keys = ",".join(str(row.pk) for row in rows)
    finding = {
        "status": "partially_implemented", "coding_rule": "part_done",
        "organisation": factories.organisation().pk,
        "summary_en": "A law was adopted.", "summary_ru": "", "summary_kk": "Заң қабылданды.",
        "evidence_up_to": "2020-02-10", "evidence_up_to_precision": "month",
        "assessed_on": "2020-04-01", "method": "coded_from_text", "send_to_review": "on", **values,
    }  # fmt: skip
    where = address(Recommendation, "update_status") + f"?rows={keys}"
    return client.post(where, {**rows_as_shown(client.get(where)), **finding})


def test_update_status_adds_a_public_finding_beside_the_older(editor: Client) -> None:
    rows = [factories.recommendation(f"124.{number}") for number in (1, 2, 3)]
    older = factories.assessment(rows[0])
    source = factories.source()
    answer = update_status(editor, *rows[:2], sources=[source.pk])
    assert answer.status_code == 302
    assert told(answer) == [
        "2 findings were added.", "The public sees them once somebody else has approved them."
    ]  # fmt: skip
    approve_all(browser_of_approver())
    newer = Assessment.objects.exclude(pk=older.pk).order_by("recommendation__number_order")
    assert [finding.recommendation for finding in newer] == rows[:2]
    for finding in newer:
        assert finding.is_published
        assert finding.status == "partially_implemented"
        assert (finding.summary_en, finding.summary_kk) == ("A law was adopted.", "Заң қабылданды.")
        assert (finding.evidence_up_to, finding.assessed_on) == (
            dt.date(2020, 2, 29), dt.date(2020, 4, 1)
        )  # fmt: skip
        assert list(finding.sources.all()) == [source]
        assert finding.recorded_by == User.objects.get(username="editor")
    assert Assessment.objects.published().get(pk=older.pk).status == "not_implemented"
    statuses = Recommendation.objects.with_current_status().in_order()
    assert [row.status for row in statuses] == [
        "partially_implemented", "partially_implemented", "not_assessed"
    ]  # fmt: skip


def test_update_status_without_review_adds_a_draft(editor: Client) -> None:
    row = factories.recommendation()
    answer = update_status(editor, row, send_to_review="")
    assert answer["Location"] == address(Recommendation, "change", row.pk)
    assert [state_of(finding) for finding in row.assessments.all()] == ["draft"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"assessed_on": timezone.localdate() + dt.timedelta(days=2)},
            {"assessed_on": ["This day lies in the future."]},
        ),
        (
            {"evidence_up_to": "2020-05-10"},
            {"evidence_up_to": ["“Evidence up to” cannot lie after the day of the assessment."]},
        ),
        ({"organisation": ""}, {"organisation": ["This field is required."]}),
        ({"summary_en": " "}, {"summary_en": ["This field is required."]}),
        (
            {"evidence_up_to": "01/02/2019"},
            {
                "evidence_up_to": [
                    (
                        "“01/02/2019” can be read as 1 February 2019 and as 2 January 2019. Write the one "
                        "that you mean with points, the day first: 01.02.2019, or with its month in words."
                    )
                ]
            },
        ),
        (
            {"evidence_up_to": "spring 2019"},
            {
                "evidence_up_to": [
                    (
                        "A day, a month or a year is needed here, for example 30 October 2014, October 2014 "
                        "or 2014."
                    )
                ]
            },
        ),
        (
            {"assessed_on": "April 2019"},
            {
                "assessed_on": [
                    (
                        "“April 2019” is no single day, and a day is needed here. Write, for example, "
                        "30 October 2014, 30.10.2014 or 2014-10-30."
                    )
                ]
            },
        ),
        (
            {"status": "not_assessed"},
            {"status": ["Select a valid choice. not_assessed is not one of the available choices."]},
        ),
    ],
)
def test_update_status_refuses_in_sentences_and_saves_nothing(
    editor: Client, values: dict[str, Any], said: dict[str, list[str]]
) -> None:
    answer = update_status(editor, factories.recommendation(), factories.recommendation(), **values)
    assert (answer.status_code, answer.context["form"].errors) == (200, said)
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize(
    ("typed_up_to", "chosen", "up_to", "precision"),
    [
        ("март 2019 года", "day", "2019-03-31", "month"),
        ("2019", "month", "2019-12-31", "year"),
        ("March 2019", "year", "2019-12-31", "year"),
        ("2019 жылғы 5 наурыз", "day", "2019-03-05", "day"),
        ("5 March 2019", "month", "2019-03-31", "month"),
    ],
)
def test_evidence_up_to_is_typed_in_words_and_the_less_exact_of_words_and_choice_stands(
    editor: Client, typed_up_to: str, chosen: str, up_to: str, precision: str
) -> None:
    values = {"evidence_up_to": typed_up_to, "evidence_up_to_precision": chosen}
    assert update_status(editor, factories.recommendation(), **values).status_code == 302
    finding = Assessment.objects.get()
    assert (str(finding.evidence_up_to), finding.evidence_up_to_precision) == (up_to, precision)


@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_evidence_reaches_into_the_day_the_month_and_the_year_that_are_not_over(
    editor: Client, precision: str
) -> None:
    today = timezone.localdate()
    values = {"evidence_up_to": today, "evidence_up_to_precision": precision, "assessed_on": today}
    assert update_status(editor, factories.recommendation(), **values).status_code == 302
    ends = {
        "day": today,
        "month": last_day_of_period(today.replace(day=1), 1),
        "year": today.replace(month=12, day=31),
    }
    assert Assessment.objects.get().evidence_up_to == ends[precision]


def test_evidence_cannot_reach_into_the_month_after_the_assessment(editor: Client) -> None:
    today = timezone.localdate()
    next_month = last_day_of_period(today.replace(day=1), 1) + dt.timedelta(days=1)
    values = {"evidence_up_to": next_month, "evidence_up_to_precision": "month", "assessed_on": today}
    answer = update_status(editor, factories.recommendation(), **values)
    assert answer.context["form"].errors == {
        "evidence_up_to": ["“Evidence up to” cannot lie after the day of the assessment."]
    }


def test_update_status_of_nothing_says_so_and_saves_nothing(editor: Client) -> None:
    answer = update_status(editor)
    assert "No recommendation is selected." in answer.content.decode()
    assert Assessment.objects.count() == 0


def test_update_status_is_for_those_who_may_add_findings() -> None:
    row = factories.recommendation()
    client = browser_of("view_recommendation", "change_recommendation", "view_assessment")
    assert client.get(address(Recommendation, "update_status")).status_code == 403
    assert update_status(client, row).status_code == 403
    assert Assessment.objects.count() == 0


def test_update_status_publishes_for_nobody_at_once(editor: Client) -> None:
    row = factories.recommendation()
    update_status(editor, row)
    assert [state_of(finding) for finding in row.assessments.all()] == ["in_review"]
    assert row.assessments.published().count() == 0


def test_update_status_is_reached_from_the_list(editor: Client) -> None:
    row = factories.recommendation()
    chosen = {"action": "update_status_of_selected", "_selected_action": [row.pk]}
    answer = editor.post(address(Recommendation, "changelist"), chosen)
    assert answer["Location"] == address(Recommendation, "update_status") + f"?rows={row.pk}"


# Findings


def test_finding_is_not_rewritten(editor: Client) -> None:
    finding = factories.assessment(factories.recommendation())
    before = Assessment.objects.filter(pk=finding.pk).values().get()
    answer = typed(
        editor, address(Assessment, "change", finding.pk),
        recommendation=factories.recommendation().pk,
        organisation=factories.organisation("other").pk, status="fully_implemented",
        method="coded_from_text", summary_en="All is well.", evidence_up_to="2019-01-31",
        evidence_up_to_precision="day", assessed_on="2020-10-01", corrects=finding.pk,
        publication_state="withdrawn", recorded_by="",
    )  # fmt: skip
    assert answer.status_code == 302
    assert Assessment.objects.filter(pk=finding.pk).values().get() == before


REWRITTEN = {
    "status": "fully_implemented", "method": "coded_from_text", "coding_rule": "done",
    "summary_en": "All is well.", "evidence_up_to": "January 2020", "assessed_on": "2020-10-01",
}  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_finding_that_was_never_public_is_edited(state: str) -> None:
    finding = factories.assessment(
        factories.recommendation(), publication_state=state, published_at=None, recorded_by=None
    )
    other, organisation = factories.recommendation(), factories.organisation("other")
    editor = browser_of("view_assessment", "change_assessment", "view_recommendation", "view_organisation")
    answer = typed(
        editor, address(Assessment, "change", finding.pk), **REWRITTEN,
        recommendation=other.pk, organisation=organisation.pk, publication_state="published",
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    finding.refresh_from_db()
    assert (finding.recommendation, finding.organisation) == (other, organisation)
    assert (finding.status, finding.coding_rule, finding.summary_en) == (
        "fully_implemented", "done", "All is well."
    )  # fmt: skip
    assert finding.evidence_until == "January 2020"
    assert (state_of(finding), finding.published_at) == (state, None)
    [entry] = LogEntry.objects.all()
    assert entry.get_change_message() == (
        "Changed Recommendation, Organisation, Status, Method, Coding rule, Summary [en], Evidence up to "
        "and Assessed on."
    )


def test_finding_that_was_withdrawn_is_not_rewritten(editor: Client) -> None:
    finding = factories.assessment(
        factories.recommendation(), publication_state="withdrawn", published_at=timezone.now()
    )
    before = Assessment.objects.filter(pk=finding.pk).values().get()
    assert typed(editor, address(Assessment, "change", finding.pk), **REWRITTEN).status_code == 302
    assert Assessment.objects.filter(pk=finding.pk).values().get() == before


def test_update_status_of_too_many_is_refused(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommendations.admin.recommendations.AT_ONCE", 1)
    rows = [factories.recommendation() for _number in range(2)]
    assert act(editor, "update_status_of_selected", *rows) == [
        "At most 1 recommendations are updated at once; 2 are selected."
    ]


def test_missing_translation_of_a_finding_is_added_once(editor: Client) -> None:
    finding = factories.assessment(factories.recommendation())
    for summary in ("Ничего не изменилось.", "Всё хорошо."):
        typed(editor, address(Assessment, "change", finding.pk), summary_ru=summary)
        approve_all(browser_of_approver())
    finding.refresh_from_db()
    assert (finding.summary_en, finding.summary_ru) == (
        "Nothing has changed.", "Ничего не изменилось."
    )  # fmt: skip


# What a form refuses

ENGLISH = {"title_en": "Ratify it"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {**ENGLISH, "number": "124.1"},
            ["This review has a recommendation of that number."],
        ),
        (ENGLISH, ["A recommendation needs its number or its text."]),
        ({"number": "124.9"}, ["Give an English title or the official text."]),
        ({**ENGLISH, "number": "124.9", "text": "…"}, ["The official text needs its source."]),
    ],
)
def test_recommendation_that_breaks_a_rule_is_refused(
    editor: Client, values: dict[str, str], said: list[str]
) -> None:
    known = factories.recommendation("124.1")
    review = {"review": known.review.pk}
    assert refused(editor, address(Recommendation, "add"), **review, **values) == {"__all__": said}
    assert list(Recommendation.objects.all()) == [known]


def test_second_recommendation_of_the_same_text_without_a_number_is_refused(editor: Client) -> None:
    values: dict[str, Any] = {
        "review": factories.review().pk,
        "text": "Ratify it.",
        "text_source": factories.source().pk,
    }
    assert typed(editor, address(Recommendation, "add"), **values).status_code == 302
    assert refused(editor, address(Recommendation, "add"), **values, title_en="Ratify it") == {
        "__all__": ["This review has an unnumbered recommendation of the same text."]
    }


def test_position_without_a_document_is_refused(editor: Client) -> None:
    row = factories.recommendation(position=None)
    values = {"TOTAL_FORMS": 1, "0-position": "noted", "0-state_claim": "none"}
    values = {f"position_statements-{name}": value for name, value in values.items()}
    values["position_statements-0-stated_on"] = "2014-11-04"
    assert refused(editor, address(Recommendation, "change", row.pk), **values) == {
        "position_statements-0-document": ["This field is required."]
    }
    assert list(PositionStatement.objects.all()) == []


@pytest.mark.parametrize(
    ("make", "values", "said"),
    [
        (
            factories.review,
            {"adopted_on": "2014-10-29"},
            "A review is adopted after it took place.",
        ),
        (
            factories.review,
            {"submission_due_on": "2014-11-01"},
            "Submissions are due before the review.",
        ),
        (factories.cycle, {"first_year": "2017"}, "A cycle ends after it begins."),
    ],
)
def test_dates_out_of_order_are_refused(
    editor: Client, make: Callable[[], Any], values: dict[str, str], said: str
) -> None:
    row = make()
    before = type(row).objects.values().get()
    assert refused(editor, address(type(row), "change", row.pk), **values) == {"__all__": [said]}
    assert type(row).objects.values().get() == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"assessed_on": "2099-01-01"}, {"assessed_on": ["This day lies in the future."]}),
        (
            {"assessed_on": "2019-03-01"},
            {"evidence_up_to": ["“Evidence up to” cannot lie after the day of the assessment."]},
        ),
    ],
)
def test_finding_with_wrong_dates_is_refused(
    editor: Client, values: dict[str, str], said: dict[str, list[str]]
) -> None:
    finding = {
        "recommendation": factories.recommendation().pk,
        "organisation": factories.organisation().pk, "status": "not_implemented",
        "summary_en": "Nothing.", "evidence_up_to": "2019-03-31", "assessed_on": "2019-10-01",
    }  # fmt: skip
    assert refused(editor, address(Assessment, "add"), **{**finding, **values}) == said
    assert Assessment.objects.count() == 0
