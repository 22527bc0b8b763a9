"""A figure or an event as one sentence to copy."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from cases.summaries.citation_sentence import cite_event, cite_figure
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources() -> list[Any]:
    read = factories.source("read", symbol="", kind="submission", title="Submission")
    named = factories.source(
        "named", symbol="", kind="publication", publisher="Forum 18 News", seen_by_us=False,
        cited_in=read,
    )  # fmt: skip
    return [read, named]


def test_figure_cited_says_what_when_who_and_where_we_read_it(sources: list[Any]) -> None:
    figure = factories.figure(
        title_en="Believers imprisoned", wording_en="five", unit_en="people imprisoned",
        counted_by=factories.body("forum-18", name_en="Forum 18"), passage="¶ 2",
    )  # fmt: skip
    figure.sources.set(sources)
    assert cite_figure(figure, address="https://upr.example/figures/x/") == (
        "Believers imprisoned (2018): five people imprisoned; counted by Forum 18; "
        "source: Submission, ¶ 2, which cites Forum 18 News; "
        "UPR Tracker, https://upr.example/figures/x/"
    )


def test_figure_cited_says_the_period_once() -> None:
    figure = factories.figure(title_en="Believers imprisoned, 2018")
    assert cite_figure(figure, address="a") == (
        "Believers imprisoned, 2018: 165 administrative cases; UPR Tracker, a"
    )


def test_figure_cited_names_who_asserts_it_unless_they_counted_it(sources: list[Any]) -> None:
    counted, claimed = factories.body("forum"), factories.body("ministry")
    figure = factories.figure(title_en="Cases", counted_by=counted, asserted_by=claimed, assertion="claimed")
    figure.sources.set(sources[:1])
    assert cite_figure(figure, address="a") == (
        "Cases (2018): 165 administrative cases; counted by Forum; claimed by Ministry; "
        "source: Submission; UPR Tracker, a"
    )
    figure.asserted_by = counted
    assert "claimed by" not in cite_figure(figure, address="a")


def test_figure_cited_names_a_source_that_only_others_saw(sources: list[Any]) -> None:
    figure = factories.figure(title_en="Cases", passage="¶ 2")
    figure.sources.set(sources[1:])
    assert cite_figure(figure, address="a") == (
        "Cases (2018): 165 administrative cases; source: Forum 18 News; UPR Tracker, a"
    )


def test_figure_cited_stands_in_the_language_of_the_reader_and_else_in_english() -> None:
    figure = factories.figure(
        title_en="Believers imprisoned", title_ru="Верующие, лишенные свободы",
        wording_en="five", wording_ru="пять", unit_en="people", unit_ru="человек",
    )  # fmt: skip
    with translation.override("ru"):
        assert cite_figure(figure, address="a") == (
            "Верующие, лишенные свободы (2018 год): пять человек; UPR Tracker, a"
        )
    with translation.override("kk"):
        assert cite_figure(figure, address="a") == (
            '<span lang="en">Believers imprisoned</span> (2018 жыл): <span lang="en">five</span> '
            '<span lang="en">people</span>; UPR Tracker, a'
        )


def test_event_cited_says_how_it_is_put() -> None:
    event = factories.event(
        title_en="A visit", first_day=dt.date(2018, 5, 10), place_en="Astana",
        asserted_by=factories.body("rapporteur"), assertion="found",
    )  # fmt: skip
    assert cite_event(event, address="a") == (
        "A visit (10 May 2018); Astana; found by Rapporteur; UPR Tracker, a"
    )
    event = factories.event(title_en="A practice", assertion="alleged")
    assert cite_event(event, address="a") == "A practice (10 May 2018); alleged; UPR Tracker, a"
