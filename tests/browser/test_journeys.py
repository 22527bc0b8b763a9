"""What people do here, done in a real browser from the first page on."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
RELIGION_LAW = "Review the 2011 Law on Religious Associations in depth"


def saved_rows(page: Page, link: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    delimiter = ";" if text.startswith("review;") else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_reader_filters_reads_switches_language_and_downloads(site: str, quiet: Page) -> None:
    quiet.goto(site)
    quiet.get_by_role("link", name="Recommendations", exact=True).first.click()
    quiet.locator("summary", has_text=re.compile("^Theme$")).click()
    quiet.get_by_role("link", name=re.compile(r"more\s*: Theme$")).click()
    quiet.get_by_role("link", name="Freedom of religion or belief", exact=True).click()
    expect(quiet.locator(".result-line strong")).to_have_text("14 recommendations")
    listed = [text.split()[0] for text in quiet.locator(".recommendations h3").all_inner_texts()]
    rows = saved_rows(quiet, "Download these as CSV")
    assert [row["number"] for row in rows] == listed

    quiet.get_by_role("link", name=re.compile(f"124.21 {RELIGION_LAW}")).click()
    recommended = quiet.locator(".voice-recommended")
    expect(recommended.get_by_role("link", name="Ireland")).to_be_visible()
    answer = quiet.locator(".voice-state")
    expect(answer).to_contain_text("Kazakhstan’s answer")
    expect(answer).to_contain_text("Supported (accepted) · Claimed as done")
    expect(answer).to_contain_text("A/HRC/28/10, para. 124 · 4 November 2014")

    quiet.get_by_role("link", name="Русский").click()
    expect(quiet.locator("h1")).to_contain_text("закона 2011 года о религиозных объединениях")
    expect(recommended.get_by_role("link", name="Ирландия")).to_be_visible()
    quiet.get_by_role("link", name="Қазақша").click()
    expect(quiet.locator("h1")).to_contain_text("Діни бірлестіктер туралы 2011 жылғы заң")
    expect(quiet.locator("html")).to_have_attribute("lang", "kk")


def log_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("browser")
    page.get_by_role("button", name="Log in").click()


def test_editor_updates_a_status_a_colleague_approves_it_and_the_public_reads_it(
    site: str, editor: User, approver: User, page: Page
) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site}/admin/recommendations/recommendation/?q=124.21")
    page.get_by_role("link", name="124.21", exact=True).click()
    page.get_by_role("link", name="Update status").click()
    page.get_by_label("Status:").select_option("not_implemented")
    page.get_by_label("Organisation:").select_option(label="Watch")
    page.get_by_label("Summary [en]:").fill("No steps were taken to amend the law.")
    page.get_by_label("Evidence up to:", exact=True).fill("2020-02-10")
    page.get_by_label("Precision of “evidence up to”:").select_option("month")
    page.get_by_role("button", name="Add the finding").click()
    expect(page.locator(".messagelist")).to_contain_text("1 finding was added.")
    page.goto(f"{site}/recommendations/kaz-2014/124.21/")
    expect(page.locator(".voice-finding")).not_to_contain_text("No steps were taken")

    page.context.clear_cookies()
    log_in(page, site, "approver")
    page.get_by_role("link", name="Proposals", exact=True).click()
    page.get_by_role("link", name="124.21").click()
    page.get_by_role("button", name="Approve: the public reads it now").click()
    expect(page.locator(".messagelist")).to_contain_text("Approved: the public reads it now.")

    page.goto(f"{site}/recommendations/kaz-2014/124.21/")
    finding = page.locator(".voice-finding")
    expect(page.locator(".gap")).to_have_text("Kazakhstan says done; we found otherwise.")
    expect(finding).to_contain_text("As of February 2020: Not implemented")
    expect(finding).to_contain_text("No steps were taken to amend the law.")
    expect(finding.locator(".timeline")).to_contain_text("As of March 2019: Not implemented")
    page.goto(f"{site}/recommendations/?claim_gap=yes&q=religious+associations")
    [row] = saved_rows(page, "Download these as CSV")
    assert (row["number"], row["status"], row["evidence_up_to"], row["claim_gap"]) == (
        "124.21",
        "Not implemented",
        "2020-02-29",
        "yes",
    )


def test_reader_goes_from_a_filter_to_a_case_by_keyboard_alone(site: str, quiet: Page) -> None:
    quiet.goto(f"{site}/recommendations/")
    quiet.keyboard.press("Tab")
    expect(quiet.get_by_role("link", name="Skip to content")).to_be_focused()
    quiet.keyboard.press("Enter")
    tab_to(quiet, "q")
    quiet.keyboard.type("trade unions")
    quiet.keyboard.press("Enter")
    expect(quiet.locator(".chip")).to_contain_text("“trade unions”")
    tab_to(quiet, "What we found")
    quiet.keyboard.press("Enter")
    tab_to(quiet, "Not implemented")
    quiet.keyboard.press("Enter")
    expect(quiet.locator(".chip")).to_have_count(2)
    tab_to(quiet, "126.29")
    quiet.keyboard.press("Enter")
    expect(quiet.locator("h1")).to_contain_text("126.29")
    tab_to(quiet, "Amin Eleusinov")
    quiet.keyboard.press("Enter")
    expect(quiet.locator("h1")).to_have_text("Amin Eleusinov")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called so, or begins so; the focus must be visible."""
    for _press in range(150):
        page.keyboard.press("Tab")
        focused: Any = page.evaluate(
            "(e => ({name: (e.name || e.innerText || '').trim(), seen: e.matches(':focus-visible')"
            " && (e.tagName == 'INPUT' || getComputedStyle(e).outlineStyle != 'none'"
            " || getComputedStyle(e).boxShadow != 'none'"
            " || getComputedStyle(e).textDecorationLine != 'none')}))(document.activeElement)"
        )
        if focused["name"].startswith(name):
            assert focused["seen"], name
            return
    pytest.fail(f"{page.url}: the keyboard never comes to “{name}”")


JOURNALIST = {
    "": {
        "figure": "165 administrative cases", "year": "2018", "law": "Laws",
        "code": "Criminal Code",
        "ask": "End the crackdown on independent trade unions", "baltabay": "Erlan Baltabay",
        "charged": ["Maks Bokaev", "Talgat Ayan", "Serikjan Bilash"], "cases": "Cases",
        "review": "Conduct a thorough review of any convictions",
    },
    "/ru": {
        "figure": "165 административных дел", "year": "2018", "law": "Законы",
        "code": "Уголовный кодекс", "ask": "профсоюз", "baltabay": "Ерлан Балтабай",
        "charged": ["Макс Бокаев", "Талгат Аян", "Серикжан Билаш"], "cases": "Дела",
        "review": "приговор",
    },
    "/kk": {
        "figure": "165 әкімшілік іс", "year": "2018", "law": "Заңдар", "code": "Қылмыстық кодекс",
        "ask": "кәсіподақ", "baltabay": "Ерлан Балтабай",
        "charged": ["Макс Боқаев", "Талғат Аян", "Серікжан Біләш"], "cases": "Істер",
        "review": "үкім",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", JOURNALIST)
def test_journalist_follows_a_number_a_law_and_a_person(site: str, quiet: Page, language: str) -> None:
    said: Any = JOURNALIST[language]
    # From the home page to a number: who counted it, when, for what, and what is asked about it.
    quiet.goto(f"{site}{language}/")
    quiet.get_by_role("link", name=said["figure"]).click()
    expect(quiet.locator("h1")).to_have_text(said["figure"])
    expect(quiet.locator("main")).to_contain_text(said["year"])
    expect(quiet.locator("main")).to_contain_text("Forum 18" if not language else "Форум 18")
    expect(quiet.locator(".evidence a").first).to_contain_text("124.23")
    quiet.locator("main ul a", has_text=said["review"]).click()
    expect(quiet.locator("h1")).to_contain_text("5.2")
    # From a law to everybody charged under one of its articles.
    quiet.locator("header").get_by_role("link", name=said["law"], exact=True).click()
    quiet.get_by_role("link", name=said["code"], exact=True).click()
    article = quiet.locator("#article-174")
    assert sorted(article.locator("li a").all_inner_texts()) == sorted(said["charged"])
    expect(article).to_contain_text("164")
    # From a person to what is asked in their name.
    quiet.locator("header").get_by_role("link", name=said["cases"], exact=True).click()
    quiet.get_by_role("searchbox").fill("baltabay")
    quiet.keyboard.press("Enter")
    quiet.get_by_role("link", name=said["baltabay"], exact=True).click()
    quiet.locator("main ul a", has_text=re.compile(said["ask"], re.IGNORECASE)).last.click()
    expect(quiet.locator("h1")).to_contain_text("6.1")
    expect(quiet.locator("main")).to_contain_text(said["baltabay"])
