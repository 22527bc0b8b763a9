"""Slips of the keyboard and of other programs: answered in words, never with an error page."""

import datetime as dt
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import resolve
from hypothesis import given
from hypothesis import strategies as st

from foundation.spreadsheets.files import AnyCSV
from recommendations.models import Assessment, Recommendation
from tests.support import factories
from tests.support.admin import deleted
from tests.support.public import read

pytestmark = pytest.mark.django_db
UPDATE = "/admin/recommendations/recommendation/update-status/"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@given(st.text(max_size=20))
def test_number_that_an_editor_may_give_has_an_address(number: str) -> None:
    try:
        Recommendation._meta.get_field("number").run_validators(number)
    except ValidationError:
        return
    row = Recommendation(review=factories.review(), number=number)
    if number:
        assert resolve(unquote(row.get_absolute_url())).kwargs["number"] == number


@pytest.mark.parametrize(
    ("field", "typed", "precision"),
    [
        ("evidence_up_to", "9999-12-15", "month"),
        ("evidence_up_to", "0019-03-15", "day"),
        ("evidence_up_to", "9999-12-31", "year"),
        ("assessed_on", "0019-03-15", "day"),
    ],
)
def test_year_that_cannot_be_meant_is_refused(editor: Client, field: str, typed: str, precision: str) -> None:
    row = factories.recommendation()
    values = {
        "organisation": factories.organisation().pk,
        "status": "not_implemented",
        "method": "by_organisation",
        "summary_en": "Nothing.",
        "evidence_up_to": "2019-03-10",
        "evidence_up_to_precision": precision,
        "assessed_on": "2019-10-01",
        field: typed,
    }
    answer = editor.post(f"{UPDATE}?rows={row.pk}", values)
    assert answer.context["form"].errors[field] == [
        "This year cannot be meant: dates lie between 1900 and 2100."
    ]
    assert Assessment.objects.count() == 0


def test_date_of_an_event_in_the_last_year_of_the_calendar_is_refused() -> None:
    event = factories.case_event(factories.case())
    event.first_day, event.last_day, event.precision = dt.date(9999, 12, 31), None, "year"
    with pytest.raises(ValidationError, match="This year cannot be meant"):
        event.full_clean()


def test_update_status_of_keys_that_cannot_exist_selects_nothing(editor: Client) -> None:
    answer = editor.get(f"{UPDATE}?rows=abc,-1,0,")
    assert answer.context["rows"] == []
    assert editor.get(f"{UPDATE}?rows={9**40}").status_code == 404


def test_record_that_was_public_cannot_be_deleted_in_the_admin(editor: Client) -> None:
    row = factories.recommendation()
    finding = factories.assessment(row)
    draft = factories.assessment(row, publication_state="draft")
    base = "/admin/recommendations/assessment"
    assert editor.post(f"{base}/{finding.pk}/delete/", {"post": "yes"}).status_code == 403
    assert deleted(editor, draft).status_code == 302
    assert list(Assessment.objects.all()) == [finding]
    assert "delete_selected" not in editor.get(f"{base}/").content.decode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_the_delimiter_that_its_program_wrote(delimiter: str) -> None:
    lines = [["review", "number", "title_en"], ["kaz-2014", "124.1", "One, two"]]
    file = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines).encode("utf-8-sig")
    dataset = AnyCSV(encoding="utf-8-sig").create_dataset(file)
    assert [dataset.headers, *map(list, dataset)] == lines


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("q=%00", []),
        ("q=%E2%80%8B", [("q", "\u200b")]),
        ("q=a&q=b", [("q", "a")]),
        ("page=7&page=1", [("page", "7")]),
        ("utm_source=x&fbclid=y", []),
    ],
)
def test_list_reports_what_it_did_not_take_and_keeps_quiet_of_tracking(
    client: Client, query: str, ignored: list[tuple[str, str]]
) -> None:
    factories.recommendation()
    found: Any = client.get(f"/recommendations/?{query}").context["ignored"]
    assert [(one.name, one.value) for one in found] == ignored


def test_stale_cookie_changes_nothing_on_a_public_page() -> None:
    factories.recommendation()
    stale = Client()
    stale.cookies["sessionid"] = "abc"
    assert read("/recommendations/", stale) == read("/recommendations/")


def test_form_sent_to_a_public_page_is_refused_on_a_page_of_the_site() -> None:
    answer = Client(enforce_csrf_checks=True).post("/ru/recommendations/")
    assert answer.status_code == 403
    assert "UPR Tracker" in answer.content.decode()
