"""Every kind of page in a real browser: accessible, narrow, quiet; nothing from elsewhere.

One test reads all pages of a language, because loading the first dataset costs more than reading.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.page_types import LANGUAGES, PAGES, VARIANTS, load

pytestmark = pytest.mark.django_db(transaction=True)
DESKTOP, PHONE, NARROWEST = (1280, 900), (390, 844), (320, 640)
ADMIN = (
    "", "recommendations/recommendation/", "recommendations/recommendation/add/",
    "recommendations/recommendation/import/", "recommendations/recommendation/export/",
    "recommendations/import/", "recommendations/import/add/", "recommendations/submission/",
    "recommendations/assessment/add/", "cases/case/", "cases/case/add/", "cases/law/add/",
    "cases/event/add/", "cases/figure/add/", "password_change/",
)  # fmt: skip


@pytest.fixture
def site(live_server: Any, transactional_db: None) -> str:
    """The address of a server with something for every kind of page."""
    load()
    return str(live_server.url)


@pytest.fixture
def said(context: BrowserContext) -> Iterator[list[str]]:
    """What the console of any page says; violations of the policy of contents are among it."""
    messages: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # The browser's advice to developers is neither an error nor a warning.
        if not message.text.startswith("[DOM]"):
            messages.append(f"{message.page}: {message.text}")

    context.on("console", listen)
    context.on("weberror", lambda error: messages.append(str(error.error)))
    yield messages
    assert messages == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_accessible_light_and_dark_on_desktop_and_phone(
    site: str, page: Page, said: list[str], language: str
) -> None:
    axe, found = Axe(), []
    asked = {"resultTypes": ["violations"]}
    for address in {**PAGES, **VARIANTS}.values():
        page.goto(f"{site}{LANGUAGES[language]}{address}")
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for scheme in ("light", "dark"):
                # Colours that are still changing have no contrast to measure.
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
                found += [
                    f"{address} {size[0]} {scheme}: {one}"
                    for one in _violations(axe.run(page, options=asked))
                ]
        page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > NARROWEST[0]:
            found.append(f"{address}: {wide} pixels wide on a screen of {NARROWEST[0]}")
    # A page that is not there is an answer too; the browser calls that an error.
    said[:] = [one for one in said if "404 (Not Found)" not in one]
    assert found == []


def _violations(results: Any) -> list[str]:
    return [
        f"{rule['id']} at {node['target']}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]


def test_page_asks_nothing_of_any_other_site_and_needs_no_script(
    site: str, page: Page, said: list[str]
) -> None:
    host = urlsplit(site).netloc
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES.values():
        page.goto(f"{site}{address}")
        assert page.locator("script:not([type='application/ld+json'])").count() == 0, address
    assert {urlsplit(one).netloc for one in asked} == {host}


def test_admin_keeps_to_the_policy_of_contents(
    site: str, editor: User, page: Page, said: list[str]
) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("browser")
    page.get_by_role("button", name="Log in").click()
    for address in ADMIN:
        response = page.goto(f"{site}/admin/{address}")
        assert response is not None
        assert response.status == 200, address
    page.goto(f"{site}/admin/recommendations/recommendation/?q=124.21")
    page.get_by_role("link", name="124.21", exact=True).click()
    page.get_by_role("link", name="Update status").click()
    page.go_back()
    page.get_by_role("link", name="History", exact=True).click()
    assert page.locator("h1").count()
