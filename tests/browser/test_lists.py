"""The filters of a list in a real browser: beside the results they stand open, on a phone closed.

The same markup serves both; what a browser shows and where its Tab key goes follow from site.css.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FOCUSED = "document.activeElement.innerText.trim()"


@pytest.fixture
def site(live_server: Any, transactional_db: None) -> str:
    factories.recommendation(themes=("torture",))
    return f"{live_server.url}/recommendations/"


def tabs(page: Page, count: int) -> list[str]:
    """What has the focus after each of so many Tab keys from the button of the search."""
    page.get_by_role("button", name="Search").focus()
    found = []
    for _key in range(count):
        page.keyboard.press("Tab")
        found.append(str(page.evaluate(FOCUSED)))
    return found


def test_beside_the_results_the_filters_stand_open(page: Page, site: str) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(site)
    expect(page.locator(".facets > summary")).to_be_hidden()
    assert page.locator("#theme > summary").bounding_box() is not None
    assert tabs(page, 2) == ["Theme", "Recommending State"]
    page.keyboard.press("Enter")
    box = page.locator("#recommending_state a").bounding_box()
    assert box is not None
    assert box["height"] > 0


def test_on_a_phone_the_filters_open_on_request(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}?position=supported&q=asked")
    # What was searched for is not a filter.
    assert tabs(page, 2) == ["Filter (1)", "Clear all"]
    expect(page.locator("#theme > summary")).to_be_hidden()
    page.locator(".facets > summary").press("Enter")
    expect(page.locator("#theme > summary")).to_be_visible()
    assert tabs(page, 2) == ["Filter (1)", "Theme"]


def test_all_values_of_a_filter_are_in_sight_on_a_phone(page: Page, site: str) -> None:
    for number in range(12):
        factories.recommendation(states=(f"A{chr(65 + number)}A",))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site}?all=recommending_state#recommending_state")
    expect(page.locator("#recommending_state").get_by_role("link")).to_have_count(13)
    expect(page.locator("#recommending_state > summary")).to_be_in_viewport()
