"""What is printed says on each sheet where it stands and of which day it is."""

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.support.page_types import LANGUAGES, PAGES, VARIANTS
from upr_tracker.publication_log import newest_day

pytestmark = pytest.mark.django_db(transaction=True)

# A list that is narrowed, and one of each kind of page that takes several sheets, by turns in each language.
PRINTED = {
    "a selection": "en", "cases:cases": "ru", "cases:laws": "kk", "recommendations:theme": "en",
    "recommendations:review": "ru", "source": "kk", "recommendations:submission": "en", "changes": "ru",
    "recommendations:recommendation": "en", "recommendations:review_from_state": "kk",
}  # fmt: skip

# What nobody can follow or press on paper: skipping, choosing a language, searching, downloading.
MENU = {
    "en": ("Skip to content", "Русский", "Download these as CSV", "Search"),
    "ru": ("Перейти к содержанию", "English", "Скачать этот список в CSV", "Фильтр"),
    "kk": ("Мазмұнға өту", "English", "Сүзгі"),
}


def sheets(page: Page) -> list[str]:
    """The words of each sheet of A4; a hyphen at which a line was broken has a sign of its own in a PDF."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    texts = (sheet.get_textpage().get_text_range().replace("\ufffe", "-") for sheet in document)
    return ["".join(text.split()) for text in texts]


def test_each_sheet_has_the_address_and_the_day_and_no_menu(site: str, page: Page) -> None:
    wrong = []
    day = newest_day()
    assert day is not None
    for name, language in PRINTED.items():
        address = f"{site}{LANGUAGES[language]}{ {**PAGES, **VARIANTS}[name] }"
        page.goto(address)
        [time] = page.locator(".printed-from time").all()
        assert time.get_attribute("datetime") == day.isoformat()
        said = "".join(str(time.text_content()).split())
        printed = sheets(page)
        wrong += [
            f"{name}, sheet {number}: {word}"
            for number, words in enumerate(printed, 1)
            for word, stands in [("no address", address in words), ("no day", said in words)]
            if not stands
        ]
        wrong += [f"{name}: {word}" for word in MENU[language] if "".join(word.split()) in "".join(printed)]
    assert wrong == []


def test_what_leads_elsewhere_prints_its_address_once(site: str, page: Page) -> None:
    page.goto(f"{site}{PAGES['source']}")
    [first, *_rest] = sheets(page)
    assert first.count("https://docs.un.org/en/A/HRC/28/10") == 2  # as a link, and in the citation
    page.goto(f"{site}{PAGES['cases:law']}")
    links = page.locator("main a[rel=noreferrer]")
    addresses = [link.get_attribute("href") for link in links.all()]
    printed = "".join(sheets(page))
    assert len(addresses) > 0
    assert [address for address in addresses if f"<{address}>" not in printed] == []
