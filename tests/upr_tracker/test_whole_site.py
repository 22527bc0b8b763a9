"""What holds for every page of the demo that links lead to."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils.translation import override

from cases.models import Case, CaseEvent
from tests.support.data_table import facts, rows_by_name
from tests.support.page_types import LANGUAGES, PAGES
from tests.support.public import Answer, links, words_in
from tests.support.site import ReadSite

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.one_engine,
    pytest.mark.slow("who comes first reads the whole site"),
]

# Names of the people whose cases wait for a protection review, and what would give them away.
HELD_BACK = (
    "ardak", "ардак", "ардақ", "sauytbai", "sayragul", "сауытбай", "сайраг", "draft-1", "draft-2",
    "psychiatric detention ordered", "asylum refused", "отказано в убежище", "school teacher",
)  # fmt: skip


def pages_of(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {
        address: answer.body.decode()
        for address, answer in answers.items()
        if "text/html" in dict(answer.headers).get("Content-Type", "")
    }


def in_english(address: str) -> str:
    """The address of the same page in English."""
    return re.sub(r"^/(?:ru|kk)(?=/)", "", address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(demo_site: ReadSite, language: str) -> None:
    """Also to other languages: each has the pages that English has."""
    answers, english = demo_site(language), demo_site("en")
    wrong = [f"{address}: {answer.status}" for address, answer in answers.items() if answer.status != 200]
    for address, answer in answers.items():
        wrong += [
            f"{address}: {target.path}"
            for target in links(address, answer)
            if not target.query and in_english(target.path) not in english
        ]
    assert wrong == []
    with override(language):
        reached = {resolve(urlsplit(address).path).view_name for address in pages_of(answers)}
    assert reached == set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_in_a_page_that_a_link_names_is_there(demo_site: ReadSite, language: str) -> None:
    pages = pages_of(demo_site(language))
    named = {address: re.findall(r'\sid="([^"]*)"', page) for address, page in pages.items()}
    wrong = [address for address, ids in named.items() if len(set(ids)) != len(ids)]
    english = {
        address: set(re.findall(r'\sid="([^"]*)"', page))
        for address, page in pages_of(demo_site("en")).items()
    }
    for address, page in pages.items():
        for target in map(urlsplit, re.findall(r'href="([^"]*#[^"]*)"', page)):
            if not target.netloc and not target.query:
                path = urljoin(address, target.path) if target.path else address
                places = named.get(path) or english[in_english(path)]
                wrong += [f"{address}: nothing at {path}#{target.fragment}"] * (target.fragment not in places)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_held_back_stand_on_no_page_and_in_no_file(demo_site: ReadSite, language: str) -> None:
    # What is looked for stands in the database, and would be found on any of these pages.
    assert Case.objects.filter(private_name__icontains="ashim").exists()
    assert CaseEvent.objects.filter(case__key="draft-1", kind="psychiatric_detention").exists()
    answers = demo_site(language)
    # It was read to the end: each recommendation, each case, the files.
    assert len(answers) > (400 if language == "en" else len(PAGES))
    assert any(address.endswith("/recommendations/export.csv") for address in answers)
    told = {
        (address, name)
        for address, answer in answers.items()
        for name in HELD_BACK
        if name in answer.body.decode("utf-8", "replace").casefold()
    }
    assert told == set()


def test_pages_show_the_date_of_each_fact(demo_site: ReadSite) -> None:
    rows = rows_by_name()
    dated = [fact for fact in facts() if fact.page != "draft" and hasattr(rows[fact.row], "when")]
    shown = {fact.page: words_in(demo_site("en")[fact.page].body) for fact in dated}
    assert len(shown) > 20
    assert [fact for fact in dated if rows[fact.row].when not in shown[fact.page]] == []
