"""Addresses that people type, guess or cut short lead somewhere; none leads off the site."""

from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from tests.support import factories
from tests.support.page_types import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("/recommendations/KAZ-2014/124.21/", "/recommendations/kaz-2014/124.21/"),
        ("/states/KAZ/", "/states/kaz/"),
        ("/reviews/kaz-2014/from/IRL/", "/reviews/kaz-2014/from/irl/"),
        ("/RU/Cases/?q=Bokaev", "/ru/cases/?q=Bokaev"),
        ("/Laws/Criminal-Code/", "/laws/criminal-code/"),
        ("/recommendations/kaz-2014/", "/recommendations/?review=kaz-2014"),
        ("/ru/recommendations/kaz-2014/", "/ru/recommendations/?review=kaz-2014"),
        ("/reviews/kaz-2014/from/", "/reviews/kaz-2014/"),
        ("/kk/submissions/", "/kk/new-recommendations/"),
        ("/new-recommendations/watch-2019/", "/submissions/watch-2019/"),
        ("/en/", "/"),
        ("/en/recommendations/?theme=torture&q=a%20b", "/recommendations/?theme=torture&q=a%20b"),
        ("/kz/cases/", "/kk/cases/"),
        ("/favicon.ico", "/static/site/icon.svg"),
    ],
)
def test_who_means_a_page_is_led_to_it(client: Client, typed: str, target: str) -> None:
    answer = client.get(typed)
    assert (answer.status_code, answer.headers["Location"]) == (301, target)


@pytest.mark.parametrize(
    "typed",
    ["/en//evil.example/", "/en/%5Cevil.example", "/en/%2F%2Fevil.example", "//Evil.example/",
     "/%5CEvil.example/", "/kz//evil.example", "/Nowhere/%0D%0ALocation:%20x", "///EN//evil.example/"],
)  # fmt: skip
def test_no_address_leads_off_the_site(client: Client, typed: str) -> None:
    answer = client.request(PATH_INFO=unquote(typed))
    assert answer.status_code in {301, 404}
    target = urlsplit(answer.headers.get("Location", "/"))
    assert (target.scheme, target.netloc) == ("", "")
    assert not target.path.startswith(("//", "/\\"))


def test_capitals_tell_nothing_of_a_record_that_is_not_public(client: Client) -> None:
    factories.case("somebody", publication_state="draft", published_at=None)
    there, nowhere = client.get("/cases/Somebody/"), client.get("/cases/Nobody/")
    assert (there.status_code, there.headers["Location"]) == (301, "/cases/somebody/")
    assert (nowhere.status_code, nowhere.headers["Location"]) == (301, "/cases/nobody/")
    assert client.get("/cases/somebody/").status_code == 404
    assert client.get("/cases/nobody/").status_code == 404


def test_the_admin_has_its_own_addresses(client: Client) -> None:
    assert client.get("/Admin/").status_code == 404


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_whoever_cuts_an_address_short_reads_a_page(client: Client, shipped: None, address: str) -> None:
    path = urlsplit(address).path
    if not path.endswith("/"):
        return
    parts = path.strip("/").split("/")
    for count in range(1, len(parts)):
        parent = f"/{'/'.join(parts[:count])}/"
        assert client.get(parent, follow=True).status_code == 200, parent


@pytest.mark.parametrize("value", ["irl", "IRL", "Irl"])
def test_values_of_filters_are_known_whatever_their_capitals(client: Client, value: str) -> None:
    factories.recommendation("124.1", states=("IRL",), themes=("torture",))
    factories.recommendation("124.2", states=("NLD",), themes=("religion",))
    context = client.get(f"/recommendations/?recommending_state={value}&theme=TORTURE").context
    assert [row.number for row in context["page_obj"]] == ["124.1"]
    assert context["ignored"] == []
    assert context["filterset"].pairs == [("theme", "torture"), ("recommending_state", "IRL")]


def test_a_cache_asks_again_before_each_use(client: Client, admin_client: Client) -> None:
    """A page of a case withdrawn meanwhile must not come out of a shared cache."""
    slug = factories.case("somebody").slug
    for address in (
        "/", f"/cases/{slug}/", "/cases/export.csv", "/changes.atom", "/sitemap.xml", "/robots.txt",
        "/nowhere/", "/states/KAZ/", "/cases/?q=x",
    ):  # fmt: skip
        assert client.get(address).headers["Cache-Control"] == "no-cache", address
    page = client.get(f"/cases/{slug}/")
    again = client.get(f"/cases/{slug}/", headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "no-cache")
    for address in ("/admin/", "/admin/nowhere/", "/admin/jsi18n/"):
        assert "private" in admin_client.get(address).headers["Cache-Control"], address


def test_every_language_has_one_prefix() -> None:
    from upr_tracker.pages.redirects import PREFIXES  # noqa: PLC0415 - asks the settings when loaded

    assert set(PREFIXES).isdisjoint({code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE})
