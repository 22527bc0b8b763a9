"""Words of others stay in their language, with our translation under them, marked as ours."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import translation

from cases.models import Case, CaseEvent, Event, Figure, Law, LawChange
from recommendations.models import Citation, PositionStatement
from tests.support import factories
from tests.support.public import words
from upr_tracker.templatetags.languages import readers_edition

pytestmark = pytest.mark.django_db

PAGE = "/recommendations/kaz-2014/124.21/"


def markup(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def quoted() -> None:
    recommendation = factories.recommendation(number="124.21")
    PositionStatement.objects.update(
        words="enjoys the support",
        words_translation_en="has the support",
        words_translation_ru="пользуется поддержкой",
    )
    section = factories.section(factories.submission())
    factories.citation(
        section, recommendation, words="as was asked", words_translation_ru="как рекомендовалось"
    )


@pytest.mark.usefixtures("quoted")
def test_translation_stands_under_the_words_and_says_that_it_is_ours(client: Client) -> None:
    page = markup(client, f"/ru{PAGE}")
    assert '<q lang="en">enjoys the support</q>' in page
    told = words(client, f"/ru{PAGE}")
    assert "enjoys the support Наш перевод: пользуется поддержкой" in told
    assert "as was asked Наш перевод: как рекомендовалось" in told
    assert "as was asked Наш перевод: как рекомендовалось" in words(client, "/ru/submissions/watch-2019/")
    # In the same form on both pages: no English words between the quotation marks of a Russian sentence.
    submission = markup(client, "/ru/submissions/watch-2019/")
    assert '<blockquote lang="en"><p>as was asked</p></blockquote>' in submission
    assert "<q" not in submission


@pytest.mark.usefixtures("quoted")
@pytest.mark.parametrize(("prefix", "ours"), [("", "Our translation"), ("/kk", "Біздің аударма")])
def test_words_in_the_readers_language_or_without_a_translation_stand_alone(
    client: Client, prefix: str, ours: str
) -> None:
    told = words(client, f"{prefix}{PAGE}")
    assert "enjoys the support" in told
    assert ours not in told


def test_quotation_of_an_event_is_translated_beside_who_is_quoted(client: Client) -> None:
    factories.event(
        "visit",
        quotation="It is meaningless.",
        quotation_translation_kk="Оның мәні жоқ.",
        quoted_person="M. Kiai",
    )
    assert "It is meaningless. Біздің аударма: Оның мәні жоқ. M. Kiai" in words(client, "/kk/events/visit/")


@pytest.mark.parametrize(("prefix", "place"), [("", "Torture ¶ 2"), ("/ru", "«Пытки», абз. 2")])
def test_place_in_a_source_is_told_in_the_readers_language(client: Client, prefix: str, place: str) -> None:
    event = factories.event("visit", passage_en="Torture ¶ 2", passage_ru="«Пытки», абз. 2")
    event.sources.set([factories.source()])
    assert f"A/HRC/28/10, {place}" in words(client, f"{prefix}/events/visit/")


def test_place_without_a_translation_is_marked_as_english(client: Client) -> None:
    event = factories.event("visit", passage_en="Torture ¶ 2")
    event.sources.set([factories.source()])
    assert '<span lang="en">Torture ¶\u00a02</span>' in markup(client, "/kk/events/visit/")


def test_places_recorded_before_there_were_languages_are_the_english_ones() -> None:
    event = factories.event("visit")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_event SET passage = 'Torture ¶ 2', passage_en = NULL")
    migration = import_module("cases.migrations.0004_our_translations")
    apps = MigrationLoader(connection).project_state(("cases", "0004_our_translations")).apps
    migration.keep_passages_as_english(apps, connection.schema_editor())
    event.refresh_from_db()
    assert event.passage_en == "Torture ¶ 2"


@pytest.mark.parametrize(
    ("language", "address", "edition"),
    [
        ("en", "https://docs.un.org/en/A/HRC/28/10", "https://docs.un.org/en/A/HRC/28/10"),
        ("ru", "https://docs.un.org/en/A/HRC/28/10", "https://docs.un.org/ru/A/HRC/28/10"),
        ("kk", "https://docs.un.org/en/A/HRC/28/10", "https://docs.un.org/ru/A/HRC/28/10"),
        ("ru", "https://example.org/en/A/HRC/28/10", "https://example.org/en/A/HRC/28/10"),
        ("ru", "https://docs.un.org/", "https://docs.un.org/"),
        ("ru", "", ""),
    ],
)
def test_un_document_opens_in_the_readers_language_of_the_un(
    language: str, address: str, edition: str
) -> None:
    with translation.override(language):
        assert readers_edition(address) == edition


def test_page_links_to_the_un_document_in_russian(client: Client) -> None:
    source = factories.source(url="https://docs.un.org/en/A/HRC/28/10")
    factories.recommendation(number="124.21")
    PositionStatement.objects.update(document=source)
    assert 'href="https://docs.un.org/ru/A/HRC/28/10"' in markup(client, f"/ru{PAGE}")
    assert "docs.un.org/en/" not in markup(client, f"/ru{PAGE}")


@pytest.mark.usefixtures("shipped")
@pytest.mark.one_engine
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_shipped_quotation_and_place_is_translated(language: str) -> None:
    untranslated = [
        (row, field)
        for model, source, field in (
            (PositionStatement, "words", "words_translation"),
            (Citation, "words", "words_translation"),
            (Event, "quotation", "quotation_translation"),
            *((model, "passage_en", "passage") for model in (Case, CaseEvent, Law, LawChange, Event, Figure)),
        )
        for row in model._default_manager.all()
        if getattr(row, source) and not getattr(row, f"{field}_{language}")
    ]
    assert untranslated == []
    assert (Citation.objects.count(), PositionStatement.objects.count()) == (35, 195)
