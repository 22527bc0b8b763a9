"""Every number that leads to a list is the number of rows of that list: on all that is shipped."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.support.page_types import PAGES, VARIANTS
from tests.support.public import context_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped"), pytest.mark.one_engine]

# The pages that count their rows; by the beginning of their address.
LIST = re.compile(
    r"/(recommendations|new-recommendations|cases|laws|events|figures)/(\?|$)|/reviews/[a-z0-9-]+/evidence/"
)
# Where a link names something else beside how many: 2014, A/HRC/28/10, 124.21.
ONE_NUMBER = re.compile(r"[^\d.]*\b(\d+)\b[^\d.]*")
# A goal and a category of action have a number as their name.
NAMES_BY_NUMBER = re.compile(r"/recommendations/\?(action_category|goal)=\w+$")


class LinkedNumbers(HTMLParser):
    """The links of a page to lists whose text has one number, and the number that follows a link to one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, int]] = set()
        self.address, self.text = "", ""
        self.before, self.in_count, self.count = "", False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self.address, self.text = values.get("href") or "", ""
        if tag == "span" and values.get("class") == "count" and not self.address:
            self.in_count, self.count = True, ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.in_count:
            self.count += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            number = ONE_NUMBER.fullmatch(" ".join(self.text.split()))
            if number and LIST.match(self.address) and not NAMES_BY_NUMBER.match(self.address):
                self.found.add((self.address, int(number[1])))
            self.before, self.address = self.address, ""
        if tag == "span" and self.in_count:
            self.in_count = False


def linked_numbers(client: Client, address: str) -> set[tuple[str, int]]:
    parser = LinkedNumbers()
    parser.feed(client.get(address).content.decode())
    return parser.found


def count_of(address: str) -> int:
    """How many rows a list has; how many values a filter has, where the address leads to the filter."""
    context = context_of(address)
    _address, _mark, facet = address.partition("#")
    if not facet:
        return context["page_obj"].paginator.count
    [group] = [group for group in context["groups"] if group.name == facet]
    return len(group.choices)


def pages() -> Iterator[str]:
    yield from PAGES.values()
    yield from (address for name, address in VARIANTS.items() if name != "no such page")
    yield from (
        "/states/kaz/",
        "/themes/torture/",
        "/themes/freedom-of-religion/",
        "/reviews/kaz-2014/from/deu/",
    )


@pytest.mark.slow("opens every list that a number of any kind of page leads to")
def test_every_number_that_leads_to_a_list_is_the_count_of_that_list(client: Client) -> None:
    numbers = {number: page for page in pages() for number in linked_numbers(client, page)}
    counts: dict[str, int] = {}
    wrong = []
    for (address, number), page in numbers.items():
        if address not in counts:
            counts[address] = count_of(address)
        if counts[address] != number:
            wrong.append((page, address, number, counts[address]))
    assert wrong == []
    assert len(numbers) > 400


def test_counts_of_evidence_lead_to_their_rows(client: Client) -> None:
    numbers = linked_numbers(client, "/reviews/kaz-2014/")
    evidence = {address: number for address, number in numbers if "/evidence/" in address}
    assert evidence == {
        "/reviews/kaz-2014/evidence/with/already_implemented/": 15,
        "/reviews/kaz-2014/evidence/without/already_implemented/": 33,
        "/reviews/kaz-2014/evidence/with/in_process/": 12,
        "/reviews/kaz-2014/evidence/without/in_process/": 84,
        "/reviews/kaz-2014/evidence/with/none/": 11,
        "/reviews/kaz-2014/evidence/without/none/": 39,
    }


def test_a_list_of_evidence_that_does_not_exist_is_no_page(client: Client) -> None:
    for address in ("maybe/none", "with/denied", "without/none/more"):
        assert client.get(f"/reviews/kaz-2014/evidence/{address}/").status_code == 404
    assert client.get("/reviews/kaz-2019/evidence/with/none/").status_code == 404


def test_count_of_each_state_leads_to_what_it_recommended(client: Client) -> None:
    numbers = dict(linked_numbers(client, "/states/"))
    assert numbers["/recommendations/?recommending_state=IRL"] == 2
    assert sum(numbers.values()) == 198
