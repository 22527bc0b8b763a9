"""What machines read: each public address in each language, what to leave out, whom to tell."""

import datetime as dt
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from recommendations.addresses import fingerprint
from tests.support import factories
from tests.support.public import crawl, read
from tests.support.public_world import UNNAMED, main_recommendation, public_world
from tests.test_confidentiality import in_every_state
from upr_tracker.pages.machines import expires

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

SITE = "http://testserver"
NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def files() -> list[str]:
    root = ET.fromstring(read("/sitemap.xml").body)  # noqa: S314  # our own
    return [str(one.text).removeprefix(SITE) for one in root.findall("sitemap/loc", NAMES)]


def addresses() -> dict[str, dict[str | None, str | None]]:
    """Each address of the sitemap with the addresses of the same page in each language."""
    found: dict[str, dict[str | None, str | None]] = {}
    for file in files():
        for page in ET.fromstring(read(file).body).findall("url", NAMES):  # noqa: S314
            links = page.findall("x:link", NAMES)
            address = page.findtext("loc", namespaces=NAMES) or ""
            assert address not in found
            found[address] = {link.get("hreflang"): link.get("href") for link in links}
    return found


@pytest.mark.slow("reads the whole site")
def test_sitemap_names_every_page_that_links_lead_to_and_only_pages_that_are_there() -> None:
    """But for filtered lists, files, and what tells again: a review by State, by evidence; a comparison."""
    public_world()
    review, text = main_recommendation().review, "Words without a number"
    factories.recommendation(
        number="", text=text, text_fingerprint=fingerprint(text), review=review,
        text_source=factories.source(),
    )  # fmt: skip
    linked = {
        f"{SITE}{address}"
        for address, answer in crawl(selections=False)
        if "?" not in address
        and "/from/" not in address
        and "/evidence/" not in address
        and not address.endswith("/compare/")
        and answer.status == 200
        and "text/html" in dict(answer.headers)["Content-Type"]
    }
    # The list of States leads to each State, also to those that have done nothing yet.
    idle = {
        f"{SITE}{prefix}/states/{iso3.lower()}/"
        for prefix in ("", "/ru", "/kk")
        for iso3 in ("KAZ", *UNNAMED)
    } - set(addresses())
    assert set(addresses()) == linked - idle


def test_sitemap_ties_the_languages_of_a_page_together() -> None:
    factories.recommendation("124.21")
    own = "/recommendations/kaz-2014/124.21/"
    expected = {
        "en": f"{SITE}{own}",
        "ru": f"{SITE}/ru{own}",
        "kk": f"{SITE}/kk{own}",
        "x-default": f"{SITE}{own}",
    }
    found = addresses()
    assert [found[f"{SITE}{prefix}{own}"] for prefix in ("", "/ru", "/kk")] == [expected] * 3


def test_sitemap_is_cut_into_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upr_tracker.pages.machines.IN_FILE", 2)
    for number in range(5):
        factories.case(f"case-{number}")
    assert [file for file in files() if "cases" in file] == [
        f"/sitemaps/cases-{number}.xml" for number in (1, 2, 3)
    ]
    assert sum("/cases/case-" in address for address in addresses()) == 15
    for missing in ("cases-4", "cases-0", "secrets-1"):
        assert client.get(f"/sitemaps/{missing}.xml").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_sitemap_costs_the_same_queries_whatever_its_rows(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        factories.recommendation()
    with django_assert_num_queries(1):
        client.get("/sitemaps/recommendations-1.xml")


def test_sitemap_is_the_same_with_every_confidential_record_and_without() -> None:
    public_world()
    before = {file: read(file) for file in ["/sitemap.xml", "/robots.txt", *files()]}
    in_every_state()
    assert {file: read(file) for file in ["/sitemap.xml", "/robots.txt", *files()]} == before


def test_robots_may_read_all_but_the_admin_and_filtered_lists(client: Client) -> None:
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /*?",
        "Disallow: /admin/",
        "Disallow: /ru/admin/",
        "Disallow: /kk/admin/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


def test_security_txt_names_whom_to_tell(client: Client, settings: Any) -> None:
    settings.CONTACT_EMAIL = "desk&co@example.org"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    until = dt.datetime.fromisoformat(fields.pop("Expires"))
    assert dt.datetime.now(dt.UTC) < until < dt.datetime.now(dt.UTC) + dt.timedelta(days=366)
    assert fields == {
        "Contact": "mailto:desk&co@example.org",
        "Preferred-Languages": "en, ru, kk",
        "Canonical": f"{SITE}/.well-known/security.txt",
    }


def test_security_txt_is_not_there_without_a_contact(client: Client, settings: Any) -> None:
    settings.CONTACT_EMAIL = ""
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("day", "until"),
    [
        ("2026-01-01", "2026-12-31"),
        ("2026-06-30", "2026-12-31"),
        ("2026-07-01", "2027-06-30"),
        ("2026-12-31", "2027-06-30"),
    ],
)
def test_security_txt_holds_for_half_a_year_to_a_year(day: str, until: str) -> None:
    assert expires(dt.date.fromisoformat(day)) == dt.date.fromisoformat(until)
