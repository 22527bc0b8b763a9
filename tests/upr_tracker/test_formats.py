"""Days and numbers in the three languages: what a form shows, it takes back unchanged."""

import datetime as dt
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django import forms
from django.test import Client
from django.utils import formats, translation

from recommendations.models import Review
from tests.support import factories
from tests.support.admin import address, editors_browser, typed
from tests.support.page_types import LANGUAGES

# The fourth of May in one reading of figures, the fifth of April in another.
DAY = dt.date(2014, 5, 4)


@pytest.mark.parametrize(
    ("language", "written", "with_time"),
    [
        ("en", "4 May 2014", "4 May 2014, 09:05"),
        ("ru", "4 мая 2014 г.", "4 мая 2014 г. 9:05"),
        ("kk", "2014 жылғы 4 мамыр", "2014 жылғы 4 мамыр, 09:05"),
    ],
)
def test_admin_writes_a_day_as_a_person_does(language: str, written: str, with_time: str) -> None:
    moment = dt.datetime(2014, 5, 4, 9, 5, tzinfo=dt.UTC)
    with translation.override(language):
        assert formats.date_format(DAY) == written
        assert formats.date_format(moment, "DATETIME_FORMAT") == with_time


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_admin_takes_back_the_days_it_shows(
    client: Client, settings: Any, tmp_path: Path, language: str
) -> None:
    editor = editors_browser(client, settings, tmp_path)
    days = {
        "reviewed_on": DAY,
        "adopted_on": dt.date(2015, 3, 12),
        "submission_due_on": dt.date(2014, 1, 2),
    }
    review = factories.review("kaz-2014", **days)
    where = address(Review, "change", review.pk, language=language)
    page = html5lib.parse(editor.get(where).content.decode(), namespaceHTMLElements=False)
    shown = {
        field.get("name"): field.get("value") for field in page.iter("input") if field.get("name") in days
    }
    answer = typed(editor, where, **shown)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert Review.objects.values(*days).get(pk=review.pk) == days


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_days_are_typed_with_points(language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean("04.05.2014") == DAY


def test_days_that_two_readers_read_differently_are_not_taken_in_english() -> None:
    assert forms.DateField().clean("4 May 2014") == forms.DateField().clean("2014-05-04") == DAY
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean("04/05/2014")


@pytest.mark.parametrize("language", LANGUAGES)
def test_week_begins_on_monday(language: str) -> None:
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("language", "written"), [("en", "120,000"), ("ru", "120\xa0000"), ("kk", "120\xa0000")]
)
def test_thousands_are_set_apart(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.number_format(120_000, use_l10n=True, force_grouping=True) == written
