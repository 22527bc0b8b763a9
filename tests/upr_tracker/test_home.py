"""The home page: each of its numbers is what the list has to which it leads; what it costs."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from recommendations.models import NewRecommendation
from tests.support import factories
from tests.support.public import context_of, words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

NUMBER = re.compile(r"\d+")


class _Main(HTMLParser):
    """The links of the main part with their words; and the words outside of links."""

    # What may hold digits that count nothing here: names, wordings of sources, closed choices.
    UNCOUNTED = ("small", "option", "script")

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.outside: list[str] = []
        self._inside: list[str] = []
        self._in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_main = self._in_main or tag == "main"
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", ""))
        if tag in ("a", *self.UNCOUNTED):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._in_main:
            return
        if "a" in self._inside:
            address, said = self.links[-1]
            self.links[-1] = (address, said + data)
        elif not self._inside:
            self.outside.append(data)


def main_of(client: Client, address: str = "/") -> _Main:
    """The main part, without what changed lately: that counts what one day brought."""
    page = client.get(address).content.decode()
    lately = re.compile(r'<section aria-labelledby="changes">.*?</section>', re.DOTALL)
    parsed = _Main()
    parsed.feed(lately.sub("", page))
    return parsed


def counted(parsed: _Main) -> Iterator[tuple[str, int]]:
    """Each link to a list of rows whose words hold a number, with that number."""
    for address, said in parsed.links:
        numbers = NUMBER.findall(said)
        is_list = re.fullmatch(
            r"/(recommendations|cases|laws|events|new-recommendations)/", urlsplit(address).path
        )
        if numbers and is_list:
            assert len(numbers) == 1, said
            yield address, int(numbers[0])


def total_of(address: str) -> int:
    """How many rows the list has that opens at an address, all pages of it."""
    context = context_of(address)
    assert context.get("ignored", []) == [], address
    page = context.get("page_obj")
    return page.paginator.count if page else len(context["object_list"])


@pytest.fixture
def tracked(db: None) -> None:
    """One State under review; every claim meets several findings, drafts lie about."""
    factories.theme("torture", parent=factories.theme("civil"))
    factories.theme("health")
    claims = ("already_implemented", "in_process", "none")
    statuses = (
        "fully_implemented", "not_implemented", "regressed", "insufficient_information", None,
    )  # fmt: skip
    for number in range(36):
        row = factories.recommendation(
            states=("IRL", "FRA", "NLD")[: 1 + number % 3],
            state_claim=claims[number % 3],
            themes=(("torture",), ("civil", "health"), ())[number % 4 % 3],
            publication_state="draft" if number % 9 == 0 else "published",
        )
        if status := statuses[number % 5]:
            factories.assessment(row, status=status)
    for key in ("one", "two"):
        factories.case(key)
        factories.event(key)
    factories.law("one")
    factories.case("hidden", publication_state="draft")
    section = factories.section(factories.submission())
    factories.new_recommendation(section)


@pytest.mark.slow("opens the list behind each number")
def test_each_number_is_the_total_of_the_list_to_which_it_leads(client: Client, tracked: None) -> None:
    parsed = main_of(client)
    numbers = list(counted(parsed))
    assert dict(numbers) == {address: total_of(address) for address, _count in numbers}
    # All pictures, ways in and kinds of evidence are among them.
    claim, themes = "/recommendations/?state_claim=already_implemented", "/recommendations/?theme="
    assert {
        claim, f"{claim}&status=fully_implemented", "/recommendations/?claim_gap=yes",
        f"{claim}&status=insufficient_information", f"{claim}&status=not_assessed",
        "/recommendations/?state_claim=in_process&status=regressed",
        "/recommendations/?state_claim=none&status=not_assessed",
        "/recommendations/?status=not_assessed", f"{themes}civil", f"{themes}torture",
        f"{themes}health&status=not_implemented", "/recommendations/?recommending_state=FRA",
        "/recommendations/?review=kaz-2014", "/cases/", "/laws/", "/events/",
        "/new-recommendations/",
    } <= {address for address, _count in numbers}  # fmt: skip


def test_no_number_stands_without_its_rows(client: Client, tracked: None) -> None:
    """But zeros, and what names a day."""
    factories.figure("counted", low=165)
    parsed = main_of(client)
    told = re.sub(r"As of March 2019|\d+ October \d{4}", "", " ".join(parsed.outside))
    said = NUMBER.findall(told)
    assert [number for number in said if number != "0"] == []


def test_claims_are_told_in_parts_that_make_the_whole(client: Client, tracked: None) -> None:
    claims = client.get("/").context["claims"]
    parts = (claims.confirmed, claims.otherwise, claims.unclear, claims.unassessed)
    # 0, 9, 18, 27 are drafts; of every third the State says that it is done.
    assert [part.count for part in parts] == [2, 3, 2, 1]
    assert claims.claimed_done.count == 8
    assert [row.total for row in claims.chart.rows] == [32, 8, 12, 12]


def test_state_under_review_is_named_where_there_is_one(client: Client, tracked: None) -> None:
    page = words(client, "/")
    assert "What Kazakhstan says, and what we found" in page
    assert "Kazakhstan says that 8 recommendations have been implemented." in page
    factories.recommendation(
        "1.1", review=factories.review("uzb-2018", report=None), state_claim="already_implemented"
    )
    page = words(client, "/")
    assert "What States say, and what we found" in page
    assert "States say that 9 recommendations have been implemented." in page


def test_nothing_assessed_is_said_in_words(client: Client) -> None:
    factories.recommendation(state_claim="already_implemented")
    page = words(client, "/")
    assert (
        "Kazakhstan says that 1 recommendation has been implemented. None of this has been assessed yet."
        in page
    )


def test_home_without_any_data_says_so(client: Client) -> None:
    assert "Nothing is published here yet." in words(client, "/")


def test_drafts_leave_the_home_page_as_it_is(client: Client, tracked: None) -> None:
    before = client.get("/").content
    factories.recommendation(themes=("secret",), states=("XXX",), publication_state="draft")
    factories.review("uzb-2018", report=None)
    assert client.get("/").content == before


def test_form_leads_to_the_list_of_words_and_state(client: Client, tracked: None) -> None:
    page = client.get("/").content.decode()
    assert '<form class="find no-print" method="get" action="/recommendations/"' in " ".join(page.split())
    assert re.findall(r'<option value="(\w*)"', page) == ["", "FRA", "IRL", "NLD"]
    # What was left empty is no choice, and nothing to complain of.
    context = client.get("/recommendations/?q=&recommending_state=").context
    assert (context["ignored"], context["selected_values"]) == ([], [])
    chosen = client.get("/recommendations/?q=asked&recommending_state=FRA").context
    assert chosen["page_obj"].paginator.count == total_of("/recommendations/?recommending_state=FRA")


@pytest.mark.parametrize("rows", [1, 3])
def test_home_costs_the_same_queries_whatever_there_is(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    # Four of a kind on one day are told as one line; so the kinds are the same with 4 and with 6.
    for number in range(rows + 3):
        year = 2010 + number
        review = factories.review(f"kaz-{year}", cycle=factories.cycle(number + 3))
        row = factories.recommendation(
            review=review, states=("IRL", "FRA", "NLD")[: number % 3 + 1],
            themes=(f"theme-{number}", "civil"),
        )  # fmt: skip
        factories.assessment(row)
        factories.figure(low=number)
        factories.case()
    client.get("/")
    with django_assert_num_queries(17):
        assert len(client.get("/").context["reviews"]) == rows + 3


def test_lists_of_the_home_page_are_short(client: Client) -> None:
    for number in range(12):
        review = factories.review(f"kaz-{2000 + number}", cycle=factories.cycle(number + 3))
        factories.recommendation(review=review, states=(f"A{chr(65 + number)}A", "IRL"))
    context = client.get("/").context
    assert len(context["reviews"]) == 6
    largest = [(one.value, one.number.count) for one in context["largest_states"]]
    assert largest[0] == ("IRL", 12)
    assert len(largest) == 8


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("prefix", ["", "/ru", "/kk"])
def test_reader_finds_what_became_of_libel_in_a_few_clicks(client: Client, prefix: str) -> None:
    """One click to the theme: who asked, what was found, what is asked now; two to the chain."""
    home = {address for address, _said in main_of(client, f"{prefix}/").links}
    theme = f"{prefix}/themes/defamation/"
    assert theme in home
    response = client.get(theme)
    context = response.context
    assert {one.value for one in context["states"]} == {"AUS", "CZE", "FIN", "HUN", "IRL", "USA"}
    assert [row.number for row in context["rows"] if row.finding] == [
        "124.47", "126.35", "126.39", "126.40", "126.41",
    ]  # fmt: skip
    assert {row.finding.status for row in context["rows"] if row.finding} == {"not_implemented"}
    links = {address for address, _said in main_of(client, theme).links}
    asked = NewRecommendation.objects.get(themes__slug="defamation")
    chain = [f"{prefix}/recommendations/kaz-2014/{row.number}/" for row in context["rows"]]
    law = f"{prefix}/laws/criminal-code/"
    asked_at = f"{prefix}/new-recommendations/{asked.section.submission.slug}/{asked.number}/"
    assert {*chain, law, asked_at} <= links


@pytest.mark.slow("opens the list behind each number")
@pytest.mark.usefixtures("shipped")
def test_numbers_of_the_shipped_data_lead_to_their_rows(client: Client) -> None:
    numbers = set(counted(main_of(client)))
    assert len(numbers) > 80
    assert numbers == {(address, total_of(address)) for address, _count in numbers}
