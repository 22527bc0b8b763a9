"""What holds for every page of the demo that links lead to, in each language."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils.translation import override

from cases.models import Case, CaseEvent
from tests.page_types import LANGUAGES, PAGES
from tests.public import Answer
from tests.support.site import read_whole

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


WholeSite = Callable[[str], dict[str, Answer]]


@pytest.fixture
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> WholeSite:
    own = tmp_path_factory.getbasetemp()
    # The folder that all workers of a run share lies above those that each has for itself.
    shared = own.parent if own.name.startswith("popen-") else own
    return lambda language: read_whole(language, shared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(whole_site: WholeSite, language: str) -> None:
    """Pages answer 200, and the places in pages that links name are there."""
    places: dict[str, set[str]] = {}
    linked: dict[str, set[tuple[str, str]]] = {}
    wrong = []
    for address, answer in whole_site(language).items():
        if answer.status != 200:
            wrong.append(f"{address}: {answer.status}")
        if "text/html" not in dict(answer.headers).get("Content-Type", ""):
            continue
        page = answer.body.decode()
        ids = re.findall(r'\sid="([^"]*)"', page)
        wrong += [f"{address}: id {name} twice" for name in set(ids) if ids.count(name) > 1]
        places[address] = set(ids)
        linked[address] = {
            (target.path or address, target.fragment)
            for target in map(urlsplit, re.findall(r'href="([^"]*#[^"]*)"', page))
            if not target.netloc and not target.query
        }
    for address, targets in linked.items():
        wrong += [
            f"{address}: nothing at {path}#{fragment}"
            for path, fragment in targets
            if fragment not in places.get(urljoin(address, path), ())
        ]
    assert wrong == []
    with override(language):
        assert {resolve(urlsplit(address).path).view_name for address in places} == set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_held_back_stand_on_no_page_and_in_no_file(
    whole_site: WholeSite, language: str
) -> None:
    # What is looked for stands in the database, and would be found on any of these pages.
    assert Case.objects.filter(private_name__icontains="ashim").exists()
    assert CaseEvent.objects.filter(case__key="draft-1", kind="psychiatric_detention").exists()
    answers = whole_site(language)
    # It was read to the end: each recommendation, each case, the files.
    assert len(answers) > 400
    assert any(address.endswith("/recommendations/export.csv") for address in answers)
    told = {
        (address, name)
        for address, answer in answers.items()
        for name in HELD_BACK
        if name in answer.body.decode("utf-8", "replace").casefold()
    }
    assert told == set()
