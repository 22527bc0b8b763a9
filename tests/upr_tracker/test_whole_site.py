"""What holds for every page of the demo that links lead to."""

import html
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils.translation import override

from cases.choices import CaseEventKind, Restriction
from cases.models import Case, CaseEvent
from tests.support.data_table import facts, rows_by_name
from tests.support.held_back import document, names_held_back, words_that_tell
from tests.support.page_types import LANGUAGES, PAGES
from tests.support.public import Answer, links, words_in
from tests.support.site import ReadSite, left_unread

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.one_engine,
    pytest.mark.slow("who comes first reads the whole site"),
]

# What search engines show of one.
LONGEST_DESCRIPTION = 160
# What would give away the people whose cases wait for a protection review, whatever their names.
HELD_BACK = (
    "draft-1",
    "draft-2",
    "name in the submission",
    "school teacher",
    "учительница",
    "мектеп мұғалімі",
)
# What happened to them and to nobody else.
HELD_BACK_EVENTS = {
    CaseEventKind.PSYCHIATRIC_DETENTION,
    CaseEventKind.EXCUSED_FROM_LIABILITY,
    CaseEventKind.ENTERED_COUNTRY,
    CaseEventKind.DEPORTATION_STOPPED,
    CaseEventKind.ASYLUM_REFUSED,
}


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
    answers = demo_site(language)
    # Those left unread are there: they are published, and the sitemap names them.
    pages_of_english = demo_site("en").keys() | left_unread()
    wrong = [f"{address}: {answer.status}" for address, answer in answers.items() if answer.status != 200]
    for address, answer in answers.items():
        wrong += [
            f"{address}: {target.path}"
            for target in links(address, answer)
            if not target.query and in_english(target.path) not in pages_of_english
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
    unread = left_unread()
    english = {
        address: set(re.findall(r'\sid="([^"]*)"', page))
        for address, page in pages_of(demo_site("en")).items()
    }
    for address, page in pages.items():
        for target in map(urlsplit, re.findall(r'href="([^"]*#[^"]*)"', page)):
            if not target.netloc and not target.query:
                path = urljoin(address, target.path) if target.path else address
                if in_english(path) in unread:
                    continue
                places = named.get(path) or english[in_english(path)]
                wrong += [f"{address}: nothing at {path}#{target.fragment}"] * (target.fragment not in places)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_description_of_its_own(demo_site: ReadSite, language: str) -> None:
    described: dict[str, list[str]] = defaultdict(list)
    for address, page in pages_of(demo_site(language)).items():
        [text] = re.findall(r'<meta name="description" content="([^"]*)">', page)
        assert re.findall(r'<meta property="og:description" content="([^"]*)">', page) == [text], address
        # A page of a list, and a selection of it, is told by its list.
        if not urlsplit(address).query:
            described[html.unescape(text)].append(address)
    assert {text: addresses for text, addresses in described.items() if len(addresses) > 1} == {}
    assert {text for text in described if not 30 < len(text) <= LONGEST_DESCRIPTION} == set()
    assert {text for text in described if re.search(r" [.,;:]|[,;:]$|\b[a-z]+(?:_[a-z]+)+\b", text)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_held_back_stand_on_no_page_and_in_no_file(demo_site: ReadSite, language: str) -> None:
    # What is looked for stands in the database, and would be found on any of these pages.
    drafts = Case.objects.filter(key__in=["draft-1", "draft-2"])
    assert drafts.filter(private_name__istartswith="name in the submission").count() == 2
    held_back = CaseEvent.objects.filter(case__in=drafts, kind__in=HELD_BACK_EVENTS)
    assert set(held_back.values_list("kind", flat=True)) == HELD_BACK_EVENTS
    with override(language):
        labels = {choice.label.casefold() for choice in (*HELD_BACK_EVENTS, Restriction.ASYLUM_REFUSED)}
    answers = demo_site(language)
    # It was read to the end: each case, each recommendation of which there is more to tell, the files.
    assert len(answers) > (300 if language == "en" else len(PAGES))
    assert any(address.endswith("/recommendations/export.csv") for address in answers)
    told = {
        (address, text)
        for address, answer in answers.items()
        for text in (*HELD_BACK, *labels)
        if text in answer.body.decode("utf-8", "replace").casefold()
    }
    assert told == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_people_held_back_stand_on_no_page_and_in_no_file(
    demo_site: ReadSite, shared: Path, language: str
) -> None:
    names = names_held_back(shared)
    # They would be found: the document has both names, one of them twice.
    assert len(words_that_tell(document(shared), names)) == 4
    told = {
        address: words
        for address, answer in demo_site(language).items()
        if (words := words_that_tell(answer.body.decode("utf-8", "replace"), names))
    }
    assert told == {}


def test_pages_show_the_date_of_each_fact(demo_site: ReadSite) -> None:
    rows = rows_by_name()
    dated = [fact for fact in facts() if fact.page != "draft" and hasattr(rows[fact.row], "when")]
    shown = {fact.page: words_in(demo_site("en")[fact.page].body) for fact in dated}
    assert len(shown) > 20
    assert [fact for fact in dated if rows[fact.row].when not in shown[fact.page]] == []
