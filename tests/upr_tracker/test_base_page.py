"""What stands on every page: how it is known elsewhere, where the reader is; method and data."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from cases.choices import Assertion, Direction
from recommendations.choices import ActionCategory, CodingRule, ImplementationStatus, Position
from recommendations.choices import StateClaim as Claim
from tests.support import factories
from tests.support.public import words
from tests.support.public_world import public_world

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def meta(client: Client, address: str) -> dict[str, list[str]]:
    """The values of each `meta` and `link` of the head, by name, property or relation."""
    head = client.get(address).content.decode().split("</head>")[0]
    found: dict[str, list[str]] = {}
    pattern = r'<(?:meta|link) (?:name|property|rel)="([^"]+)"[^>]*(?:content|href)="([^"]*)"'
    for name, value in re.findall(pattern, head):
        found.setdefault(name, []).append(value)
    return found


def test_page_tells_others_its_title_address_and_languages(client: Client) -> None:
    found = meta(client, "/ru/about/")
    assert found["canonical"] == found["og:url"] == ["http://testserver/ru/about/"]
    assert found["og:locale"] == ["ru_RU"]
    assert found["og:locale:alternate"] == ["en_GB", "kk_KZ"]
    assert found["og:site_name"] == ["UPR Tracker"]
    assert found["description"] == found["og:description"]
    assert found["alternate"] == [
        "/ru/changes.atom",
        "http://testserver/about/",
        "http://testserver/ru/about/",
        "http://testserver/kk/about/",
        "http://testserver/about/",
    ]


def test_canonical_address_keeps_the_selection_and_drops_tracking(client: Client) -> None:
    address = "/recommendations/?theme=torture&utm_source=x&position=noted&fbclid=1"
    kept = "http://testserver/recommendations/?theme=torture&amp;position=noted"
    assert meta(client, address)["canonical"] == [kept]
    assert meta(client, "/about/?gclid=1")["canonical"] == ["http://testserver/about/"]


def test_title_with_signs_is_whole_in_the_attribute_and_ends_nothing(client: Client) -> None:
    row = factories.recommendation("1.1", title_en='Stop "<b>this</b>" & that')
    page = client.get(row.get_absolute_url()).content.decode()
    title = "1.1 Stop &quot;&lt;b&gt;this&lt;/b&gt;&quot; &amp; that"
    assert f"<title>{title} – UPR Tracker</title>" in page
    assert f'<meta property="og:title" content="{title}">' in page


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/about/", [("/about/", "page")]),
        ("/recommendations/kaz-2014/1.1/", [("/recommendations/", "true")]),
        ("/changes/between/", [("/changes/", "true")]),
        ("/", []),
    ],
)
def test_menu_says_where_the_reader_is(client: Client, address: str, current: list[tuple[str, str]]) -> None:
    factories.recommendation("1.1")
    page = client.get(address).content.decode()
    menu = page.split('class="menu-wide"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)" aria-current="([^"]*)"', menu) == current


def test_kept_page_of_one_site_is_not_given_to_another(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for host in ("one.example", "two.example"):
        page = client.get("/recommendations/", headers={"host": host}).content.decode()
        assert f'<link rel="canonical" href="http://{host}/recommendations/">' in page


def test_about_page_explains_every_word_of_the_scales(client: Client) -> None:
    factories.assessment(factories.recommendation())
    page = words(client, "/about/")
    scales = (ImplementationStatus, Position, Claim, Direction, Assertion, ActionCategory)
    missing = {str(word.label) for scale in scales for word in scale if str(word.label) not in page}
    assert missing == set()
    assert all(str(rule.label) in page for rule in CodingRule)
    assert "Watch" in page


def test_about_page_leads_to_each_of_its_parts(client: Client) -> None:
    page = client.get("/about/").content.decode()
    contents = page.split('class="contents"')[1].split("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', contents) == re.findall(r'<h2 id="([^"]+)"', page)


def described(client: Client) -> dict[str, Any]:
    page = client.get("/data/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    described: dict[str, Any] = json.loads(found[1])
    return described


def test_data_page_describes_itself_to_search_engines(client: Client) -> None:
    public_world()
    found = described(client)
    assert found["@type"] == "Dataset"
    assert found["temporalCoverage"] == "2010-10-01/2019-03-31"
    assert [one["name"] for one in found["creator"]] == ["Watch"]
    assert [one["contentUrl"] for one in found["distribution"]] == [
        f"http://testserver/{name}/export.csv" for name in ("recommendations", "cases", "laws")
    ]
    # Nobody has decided on one, and a version would tell of private edits.
    assert not {"license", "version", "dateModified"} & found.keys()


def test_description_of_the_data_cannot_end_its_element(client: Client) -> None:
    name = "</script><script>alert(1)</script><!-- & co"
    organisation = factories.organisation("evil", name_en=name)
    factories.assessment(factories.recommendation(), organisation=organisation)
    assert described(client)["creator"][0]["name"] == name


def test_data_page_says_how_to_cite_and_that_no_licence_is_chosen(client: Client) -> None:
    page = words(client, "/data/")
    assert "http://testserver, with the day on which you downloaded it" in page
    assert "No licence has been chosen for this data yet." in page
