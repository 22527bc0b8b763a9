"""Dates in the admin and in addresses: whatever the site writes, an editor can type again."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import DateField
from django.test import Client, RequestFactory
from django.utils import translation

from cases.filters import CaseFilterSet
from cases.models import Case, Event
from foundation.dates.dated import describe
from foundation.dates.forms import DayField, WhenField
from recommendations.models import Source
from tests.foundation.dates.test_dated import WRITTEN, day
from tests.support import factories
from tests.support.admin import address, editors_browser, refused, typed
from tests.support.page_types import LANGUAGES
from tests.support.public import words

# How a day is stored and ordered is tried on both engines in tests/foundation/dates; here it is typed.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


def stored(event: Event) -> tuple[str, str | None, str]:
    event.refresh_from_db()
    return str(event.first_day), event.last_day and str(event.last_day), event.precision


def test_every_date_of_the_admin_is_typed_by_the_one_rule() -> None:
    """Of pages and their inlines; what is shown only needs no field."""
    request = RequestFactory().get("/")
    odd = [
        (page, field.name)
        for model, model_admin in admin.site._registry.items()
        for page in (model_admin, *(inline(model, admin.site) for inline in model_admin.inlines))
        for field in page.model._meta.concrete_fields
        if type(field) is DateField and field.editable
        if not isinstance(page.formfield_for_dbfield(field, request), DayField | WhenField)
    ]
    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("first", "last", "precision"), [one[:3] for one in WRITTEN[::3]])
def test_date_of_an_event_is_typed_as_the_site_writes_it(
    editor: Client, language: str, first: Any, last: Any, precision: str
) -> None:
    event = factories.event(publication_state="draft")
    with translation.override(language):
        written = describe(dt.date(*first), day(last), precision)
    where = address(Event, "change", event.pk, language=language)
    answer = typed(editor, where, first_day=written)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert stored(event) == (str(dt.date(*first)), last and str(dt.date(*last)), precision)


TOGETHER = {
    # What is typed as the first and as the last day, what is chosen, what is meant.
    ("May 2018", "", "since"): ("2018-05-01", None, "since"),
    ("May 2018", "", "by"): ("2018-05-31", "2018-05-31", "by"),
    ("May 2018", "June 2019", "range"): ("2018-05-01", "2019-06-30", "range"),
    ("10.05.2018", "12 мая 2018", "range"): ("2018-05-10", "2018-05-12", "range"),
    ("10 May 2018", "", "quarter"): ("2018-04-01", "2018-06-30", "quarter"),
    ("spring 2017", "", "season"): ("2017-03-01", "2017-05-31", "season"),
}


@pytest.mark.parametrize(("texts", "meant"), TOGETHER.items())
def test_what_is_typed_and_what_is_chosen_go_together(editor: Client, texts: Any, meant: Any) -> None:
    event = factories.event(publication_state="draft")
    first, last, precision = texts
    where = address(Event, "change", event.pk)
    answer = typed(editor, where, first_day=first, last_day=last, precision=precision)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert stored(event) == meant


CONTRADICTIONS = {
    ("spring 2017", "", "quarter"): {
        "first_day": [
            (
                "“spring 2017” does not go with the precision “Quarter”: write the date otherwise, or choose "
                "the precision that it has."
            )
        ]
    },
    ("spring 2017", "3 June 2018", "season"): {
        "last_day": ["“spring 2017” has its last day already: leave this field empty."]
    },
    ("01/02/2018", "", "day"): {
        "first_day": [
            (
                "“01/02/2018” can be read as 1 February 2018 and as 2 January 2018. Write the one that you "
                "mean with points, the day first: 01.02.2018, or with its month in words."
            )
        ]
    },
}


@pytest.mark.parametrize(("texts", "sentences"), CONTRADICTIONS.items())
def test_words_and_choice_that_contradict_each_other_are_refused(
    editor: Client, texts: Any, sentences: Any
) -> None:
    event = factories.event(first_day=dt.date(2016, 5, 10))
    before = stored(event)
    first, last, precision = texts
    where = address(Event, "change", event.pk)
    assert refused(editor, where, first_day=first, last_day=last, precision=precision) == sentences
    assert stored(event) == before


def test_date_in_an_inline_is_typed_in_words(editor: Client) -> None:
    case = factories.case(publication_state="draft")
    event = factories.case_event(case)
    where = address(Case, "change", case.pk)
    answer = typed(editor, where, **{"events-0-first_day": "первая половина 2018 года"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    event.refresh_from_db()
    assert event.when == "first half of 2018"


def test_form_in_which_nobody_typed_changes_no_date(editor: Client) -> None:
    event = factories.event(first_day=dt.date(2017, 3, 1), last_day=dt.date(2017, 5, 31), precision="season")
    assert typed(editor, address(Event, "change", event.pk)).status_code == 302
    assert stored(event) == ("2017-03-01", "2017-05-31", "season")


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_of_a_source_are_typed_as_russian_and_kazakh_pages_write_them(
    editor: Client, language: str
) -> None:
    source = factories.source()
    where = address(Source, "change", source.pk, language=language)
    values = {"published_on": "4 мая 2014 г.", "accessed_on": "2015 жылғы 3 наурыз"}
    assert typed(editor, where, **values).status_code == 302
    source.refresh_from_db()
    assert (str(source.published_on), str(source.accessed_on)) == ("2014-05-04", "2015-03-03")


# In addresses


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2017", ["2017"]),
        ("2017 год", ["2017"]),
        ("2017 жыл", ["2017"]),
        ("2016–2018", ["2016", "2017", "2018"]),
        ("May 2017", []),
    ],
)
def test_year_in_an_address_is_read_as_any_date(text: str, years: list[str]) -> None:
    case = factories.case("case", public_name_en="Public case")
    for year in (2016, 2017, 2018):
        factories.case_event(case, first_day=dt.date(year, 5, 1))
    asked = CaseFilterSet(Client().get("/cases/", {"year": text}).wsgi_request.GET)
    assert asked.form.cleaned_data["year"] == years
    assert [one.value for one in asked.ignored()] == ([] if years else [text])


@pytest.mark.parametrize(
    ("query", "period", "note"),
    [
        ("from=первая половина 2018 года&to=winter 2018/19", "January 2018 – February 2019", ""),
        ("from=since May 2018&to=not later than 2019", "May 2018 – December 2019", ""),
        ("from=2018-33&to=2018", "2018", ""),
        (
            "from=2018&to=since 2019",
            "January 2018 – March 2019",
            "“since 2019” leaves open where the period begins or ends. Write, for example, 10.2014.",
        ),
        (
            "from=01/02/2018&to=2019",
            "October 2014 – December 2019",
            "“01/02/2018” can be read as 1 February 2018 and as 2 January 2018.",
        ),
    ],
)
def test_period_of_the_report_is_asked_for_in_any_words(
    client: Client, query: str, period: str, note: str
) -> None:
    factories.event("event", first_day=dt.date(2010, 10, 1))
    factories.assessment(factories.recommendation())
    page = words(client, f"/changes/between/?{query}")
    assert note in page
    assert f"What happened: {period}" in page


def test_links_of_the_report_hold_dates_as_machines_write_them(client: Client) -> None:
    for number in range(9):
        factories.event(f"event-{number}", first_day=dt.date(2018, 5, 1))
    page = client.get("/changes/between/?from=первая половина 2018 года&to=2018-05").content.decode()
    assert 'href="?from=2018-40&amp;to=2018-05&amp;kind=events"' in page
    assert 'value="first half of 2018"' in page
