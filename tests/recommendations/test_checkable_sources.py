"""Each source can be checked: its days in every citation, where it has no link, where the words stand."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.summaries.citation_sentence import figure_cited
from recommendations.imports.missing_wording import missing_wording
from recommendations.models import Recommendation, Source, SourceWithoutLink
from tests.support import factories
from tests.support.admin import address, editors_browser
from tests.support.public import words
from upr_tracker.source_use import reference

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

HRW = "https://www.hrw.org/news/2019/10/01/hrw-submission-universal-periodic-review-kazakhstan"


def dated(source: Source) -> Source:
    source.published_on, source.accessed_on = dt.date(2014, 12, 10), dt.date(2026, 11, 20)
    source.save()
    return source


def lines_of_file(client: Client) -> list[dict[str, str]]:
    response = client.get("/recommendations/export.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_citation_has_the_day_of_its_source_and_the_day_it_was_read(client: Client) -> None:
    row = factories.recommendation("124.21", states=("IRL",))
    source = dated(row.review.report)
    figure = factories.figure(title_en="Cases")
    figure.sources.add(source)
    factories.evidence(row, figure=figure)
    days = "A/HRC/28/10, 10 December 2014, read on 20 November 2026"
    assert f"source: {days}; UPR" in figure_cited(figure, address="a")
    assert days in reference(source)
    page = words(client, "/recommendations/kaz-2014/124.21/").replace(" ,", ",")
    # Beside the evidence, and in the sentence to copy (which stands twice: on the screen and in print).
    assert page.count(days) == 3
    [line] = lines_of_file(client)
    assert (line["report_published_on"], line["report_accessed_on"]) == ("2014-12-10", "2026-11-20")


def test_a_source_without_days_is_cited_without(client: Client) -> None:
    figure = factories.figure(title_en="Cases")
    figure.sources.add(factories.source())
    assert "source: A/HRC/28/10; UPR" in figure_cited(figure, address="a")
    factories.recommendation("124.21")
    [line] = lines_of_file(client)
    assert (line["report_published_on"], line["report_accessed_on"]) == ("", "")


@pytest.mark.parametrize(
    ("prefix", "address", "said"),
    [
        ("", "https://docs.un.org/en/A/HRC/28/10", "para. 124.22 · the report on docs.un.org, in English"),
        ("/ru", "https://docs.un.org/ru/A/HRC/28/10", "124.22 · доклад на docs.un.org, на русском языке"),
        (
            "/kk",
            "https://docs.un.org/ru/A/HRC/28/10",
            "124.22 · docs.un.org сайтындағы баяндама, орыс тілінде",
        ),
    ],
)
def test_where_the_words_are_not_held_the_page_leads_to_them(
    client: Client, prefix: str, address: str, said: str
) -> None:
    factories.recommendation("124.22")
    page = prefix + "/recommendations/kaz-2014/124.22/"
    assert said in words(client, page)
    assert f'href="{address}"' in client.get(page).content.decode()


def test_only_a_un_document_stands_on_docs_un_org() -> None:
    assert factories.source("news", symbol="", kind="publication", title="News").un_document is None


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


def test_sources_without_a_link_wait_in_a_queue_that_says_what_to_do(editor: Client) -> None:
    factories.source("linked", symbol="A/1", url="https://un.example/")
    bare = factories.source("bare", symbol="A/2")
    page = editor.get(address(SourceWithoutLink, "changelist"))
    assert [row.pk for row in page.context["cl"].result_list] == [bare.pk]
    html = page.content.decode()
    assert "Readers cannot check what rests on these." in html
    assert f'href="{reverse("admin:recommendations_source_change", args=[bare.pk])}' in html
    assert "To do: sources without a link" in editor.get(reverse("admin:index")).content.decode()


def test_reviews_with_missing_words_name_the_document_that_has_them(editor: Client) -> None:
    bare = factories.recommendation("124.1")
    factories.recommendation("124.2", text="Ratify it", text_source=factories.source())
    [row] = missing_wording()
    assert (row.review, row.missing, row.total) == (bare.review, 1, 2)
    upload = reverse("admin:recommendations_import_add")
    page = editor.get(upload).content.decode()
    assert "Kazakhstan 2014: 1 of 2 recommendation lacks its official wording." in page
    assert 'href="https://docs.un.org/en/A/HRC/28/10"' in page
    form = editor.get(reverse("admin:recommendations_recommendation_change", args=[bare.pk])).content.decode()
    assert "The official wording is missing." in form
    assert f'href="{upload}"' in form
    Recommendation.objects.update(text="Ratify it", text_source=factories.source())
    assert missing_wording() == []
    assert "official wording." not in editor.get(upload).content.decode()


@pytest.mark.usefixtures("shipped")
def test_the_shipped_sources_can_be_checked() -> None:
    seen = Source.objects.filter(seen_by_us=True).order_by("slug")
    assert list(seen.values_list("symbol", "url", "published_on")) == [
        ("A/HRC/14/10", "https://docs.un.org/en/A/HRC/14/10", dt.date(2010, 3, 23)),
        ("A/HRC/28/10", "https://docs.un.org/en/A/HRC/28/10", dt.date(2014, 12, 10)),
        ("A/HRC/28/2", "https://docs.un.org/en/A/HRC/28/2", None),
        ("", HRW, dt.date(2019, 10, 1)),
    ]
    without = SourceWithoutLink.objects.filter(url="").values_list("cited_in__url", flat=True)
    assert set(without) == {HRW}
