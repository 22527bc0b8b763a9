"""What a diplomat takes along fits on one side of A4, whoever recommended and in which language."""

import pypdfium2
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

LANGUAGES = ("", "/ru", "/kk")
# Two recommendations; the most text, in every language; the most recommendations; many cases.
SIDES = (
    ("", "irl"),
    *((language, "deu") for language in LANGUAGES),
    ("/ru", "esp"),
    ("/kk", "usa"),
)


def printed(page: Page) -> list[str]:
    """The words of each sheet that the page prints on A4."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    return [sheet.get_textpage().get_text_range() for sheet in document]


def test_side_prints_on_one_sheet_with_everything_that_makes_sense_on_paper(site: str, page: Page) -> None:
    sheets = {}
    for language, state in SIDES:
        address = f"{site}{language}/reviews/kaz-2014/from/{state}/"
        page.goto(address)
        [*rest, last] = sheets[language, state] = printed(page)
        # The address is the last thing on the paper; a hyphen at which it was broken has a sign
        # of its own in a PDF's text.
        written = "".join(last.replace("\ufffe", "-").split())
        assert (rest, address in written) == ([], True), address
    [ireland] = sheets["", "irl"]
    assert "What Ireland recommended to Kazakhstan in 2014" in ireland
    assert "124.21 Review the 2011 Law on Religious Associations" in ireland
    for word in ("Skip to content", "Русский", "This page prints", "Report an error"):
        assert word not in ireland


def test_side_is_read_on_a_small_phone_without_scrolling_sideways(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    for language in LANGUAGES:
        for address in ("/reviews/kaz-2014/from/usa/", "/states/deu/", "/states/"):
            page.goto(f"{site}{language}{address}")
            wide = "document.documentElement.scrollWidth - window.innerWidth"
            assert page.evaluate(wide) <= 0, f"{language}{address}"
