"""Every kind of page in a real browser: accessible, narrow, quiet; nothing from elsewhere."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.support.page_types import LANGUAGES, PAGES, VARIANTS

pytestmark = pytest.mark.django_db(transaction=True)
DESKTOP, PHONE, NARROWEST = (1280, 900), (390, 844), (320, 640)
LOOKS = [(DESKTOP, "light"), (PHONE, "dark"), (DESKTOP, "dark"), (PHONE, "light")]
ADMIN = (
    "", "recommendations/recommendation/", "recommendations/recommendation/add/",
    "recommendations/recommendation/import/", "recommendations/recommendation/export/",
    "recommendations/import/", "recommendations/import/add/", "recommendations/submission/",
    "recommendations/assessment/add/", "cases/case/", "cases/case/add/", "cases/law/add/",
    "cases/event/add/", "cases/figure/add/", "password_change/",
)  # fmt: skip


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
def test_page_is_accessible_in_its_looks_and_fits_a_small_screen(
    site: str, page: Page, said: list[str], language: str, request: pytest.FixtureRequest
) -> None:
    axe, violations = Axe(), []
    for place, address in enumerate({**PAGES, **VARIANTS}.values()):
        page.goto(f"{site}{LANGUAGES[language]}{address}")
        soak = request.config.getoption("--soak")
        for size, scheme in LOOKS if soak else [_look(place, language)]:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            # Colours that are still changing have no contrast to measure.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            violations += [
                f"{address} {size[0]} {scheme}: {violation}"
                for violation in _violations(axe.run(page, options=_rules(place, language, soak)))
            ]
        page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > NARROWEST[0]:
            violations.append(f"{address}: {wide} pixels wide on a screen of {NARROWEST[0]}")
    # A page that is not there is an answer too; the browser calls that an error.
    said[:] = [message for message in said if "404 (Not Found)" not in message]
    assert violations == []


def _look(place: int, language: str) -> tuple[tuple[int, int], str]:
    """Pairwise: each page in each language, on each screen and in each scheme, and each language
    in each look; `make soak` looks at every combination."""
    return LOOKS[(place + list(LANGUAGES).index(language)) % len(LOOKS)]


def _rules(place: int, language: str, soak: bool) -> dict[str, Any]:
    """Contrast costs half and does not depend on the language: once in each scheme is enough."""
    before = list(LANGUAGES)[: list(LANGUAGES).index(language)]
    seen = _look(place, language)[1] in {_look(place, other)[1] for other in before}
    rules = {"color-contrast": {"enabled": False}} if seen and not soak else {}
    return {"resultTypes": ["violations"], "rules": rules}


def test_looks_are_pairwise() -> None:
    for place in range(len(LOOKS)):
        sizes, schemes = zip(*(_look(place, language) for language in LANGUAGES), strict=True)
        assert (set(sizes), set(schemes)) == ({DESKTOP, PHONE}, {"light", "dark"})
    for language in LANGUAGES:
        assert {_look(place, language) for place in range(len(PAGES))} == set(LOOKS)


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


def test_admin_keeps_to_the_policy_of_contents(site: str, editor: User, page: Page, said: list[str]) -> None:
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
