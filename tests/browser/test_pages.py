"""Every kind of page in a real browser: accessible, quiet; nothing from elsewhere."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.support.page_types import LANGUAGES, OF_MANY_CONTROLS, PAGES, VARIANTS

pytestmark = pytest.mark.django_db(transaction=True)
DESKTOP, PHONE = (1280, 900), (390, 844)
SCHEMES = {"light", "dark"}
LOOKS = [(DESKTOP, "light"), (PHONE, "dark"), (DESKTOP, "dark"), (PHONE, "light")]
ADMIN = (
    "", "recommendations/recommendation/", "recommendations/recommendation/add/",
    "recommendations/recommendation/import/", "recommendations/recommendation/export/",
    "recommendations/import/", "recommendations/import/add/", "recommendations/submission/",
    "recommendations/assessment/add/", "cases/case/", "cases/case/add/", "cases/law/add/",
    "cases/event/add/", "cases/figure/add/", "password_change/",
)  # fmt: skip


@pytest.fixture
def console(context: BrowserContext) -> Iterator[list[str]]:
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
def test_page_is_accessible_in_its_looks_needs_no_script_and_asks_nothing_of_any_other_site(
    site: str, page: Page, console: list[str], language: str, request: pytest.FixtureRequest
) -> None:
    axe, violations = Axe(), []
    pages = {**PAGES, **VARIANTS}
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    for place, name in enumerate(pages):
        looks = _looks(place, name, language, soak=request.config.getoption("--soak"))
        if looks:
            page.goto(f"{site}{LANGUAGES[language]}{pages[name]}")
            assert page.locator("script:not([type='application/ld+json'])").count() == 0, name
        for (width, height), scheme, options in looks:
            page.set_viewport_size({"width": width, "height": height})
            # Colours that are still changing have no contrast to measure.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            violations += [
                f"{pages[name]} {width} {scheme}: {violation}"
                for violation in _violations(
                    axe.run(page, options={**options, "resultTypes": ["violations"]})
                )
            ]
    assert {urlsplit(address).netloc for address in requested} == {urlsplit(site).netloc}
    # A page that is not there is an answer too; the browser calls that an error.
    console[:] = [message for message in console if "404 (Not Found)" not in message]
    assert violations == []


Look = tuple[tuple[int, int], str, dict[str, Any]]
ONLY_CONTRAST = {"runOnly": ["color-contrast"]}


def _looks(place: int, name: str, language: str, *, soak: bool) -> list[Look]:
    """How a page is looked at in a language: size, scheme, options of axe.

    Each page once, by turns of the languages and of the looks; those of many controls in both schemes,
    because only contrast depends on the scheme. `make soak` looks at every combination.
    """
    if soak:
        return [(size, scheme, {}) for size, scheme in LOOKS]
    turn, language_of_page = divmod(place, len(LANGUAGES))
    if list(LANGUAGES)[language_of_page] != language:
        return []
    size, scheme = LOOKS[turn % len(LOOKS)]
    if name not in OF_MANY_CONTROLS:
        return [(size, scheme, {})]
    other = "dark" if scheme == "light" else "light"
    return [(size, scheme, {}), (size, other, ONLY_CONTRAST)]


def test_each_page_is_looked_at_and_each_language_in_each_look() -> None:
    looks = {
        (name, language): _looks(place, name, language, soak=False)
        for place, name in enumerate({**PAGES, **VARIANTS})
        for language in LANGUAGES
    }
    assert [name for (name, _language), seen in looks.items() if seen] == [*PAGES, *VARIANTS]
    for language in LANGUAGES:
        whole = [seen[0][:2] for (_name, code), seen in looks.items() if code == language and seen]
        assert set(whole) == set(LOOKS)
    in_both = {name for (name, _language), seen in looks.items() if {look[1] for look in seen} == SCHEMES}
    assert in_both == set(OF_MANY_CONTROLS)


def _violations(results: Any) -> list[str]:
    return [
        f"{rule['id']} at {node['target']}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]


def test_admin_keeps_to_the_policy_of_contents(
    site: str, editor: User, page: Page, console: list[str]
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
