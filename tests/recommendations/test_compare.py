"""A recommendation beside those of other cycles that asked for the same."""

import re
from typing import Any

import pytest
from django.test import Client

from recommendations.models import Recommendation
from recommendations.views.compare import comparison_columns
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
PAGE = "/recommendations/kaz-2014/124.21/compare/"
WORDINGS = {
    2010: "Bring the law on religion into line",
    2014: "Review the law on religion",
    2019: "Review the law on religion, in depth",
}


def asked(year: int, number: str, **values: Any) -> Recommendation:
    review = factories.review(
        f"kaz-{year}", cycle=factories.cycle({2010: 1, 2014: 2, 2019: 3}[year]), report=None
    )
    values.setdefault("text", WORDINGS[year])
    if values["text"]:
        values.setdefault("text_source", factories.source())
    return factories.recommendation(number, review=review, **values)


@pytest.fixture
def three() -> list[Recommendation]:
    rows = [
        asked(2010, "95.31", states=("NLD",)),
        asked(2014, "124.21", state_claim="already_implemented"),
        asked(2019, "139.5", position=None),
    ]
    factories.assessment(rows[1], summary_en="No step was taken.")
    rows[1].precursors.add(rows[0])
    rows[2].precursors.add(rows[1])
    return rows


def columns(client: Client, address: str = PAGE) -> list[str]:
    return [one.row.number for one in client.get(address).context["columns"]]


def test_comparison_tells_each_cycle_in_turn(client: Client, three: list[Recommendation]) -> None:
    page = words(client, PAGE)
    place = 0
    for said in [
        "2010 95.31", "Netherlands (Kingdom of the)", "Supported (accepted)", "Not yet assessed",
        "2014 124.21 this recommendation", "Ireland", "Claimed as done",
        "As of March 2019: Not implemented", "Kazakhstan says done; we found otherwise.",
        "No step was taken.", "2019 139.5", "No answer is recorded.",
    ]:  # fmt: skip
        place = page.index(said, place)


@pytest.mark.parametrize(("year", "number"), [(2010, "95.31"), (2014, "124.21"), (2019, "139.5")])
def test_comparison_follows_the_chain_over_all_cycles_and_the_page_links_to_it(
    client: Client, three: list[Recommendation], year: int, number: str
) -> None:
    address = f"/recommendations/kaz-{year}/{number}/"
    assert columns(client, f"{address}compare/") == ["95.31", "124.21", "139.5"]
    assert f'href="{address}compare/"' in client.get(address).content.decode()


def test_comparison_marks_the_words_that_differ(client: Client, three: list[Recommendation]) -> None:
    page = client.get(PAGE).content.decode()
    assert re.findall(r"<mark>(.*?)</mark>", page.split('class="columns"')[1]) == [
        "Bring", "into line", "in depth",
    ]  # fmt: skip
    assert "Marked words: those of other years are not in the wording of 2014" in words(client, PAGE)


def test_every_wording_stays_whole_between_its_marks(three: list[Recommendation]) -> None:
    for column in comparison_columns(three[1], three):
        assert "".join(run.text for run in column.runs) == column.row.text


@pytest.mark.parametrize(
    "other",
    [{"text": "", "text_source": None}, {"text": "Пересмотреть закон", "text_language": "ru"}],
)
def test_comparison_marks_nothing_where_there_is_no_wording_to_compare(
    client: Client, other: dict[str, Any]
) -> None:
    before, this = asked(2010, "95.31", **other), asked(2014, "124.21")
    this.precursors.add(before)
    page = client.get(PAGE).content.decode()
    assert columns(client) == ["95.31", "124.21"]
    assert "<mark>" not in page
    assert ("In our own words; we do not have the official wording yet" in page) is not other["text"]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_comparison_is_not_there_where_nothing_public_is_to_compare(client: Client, state: str) -> None:
    hidden, this = asked(2010, "95.31", publication_state=state), asked(2014, "124.21")
    before = client.get(this.get_absolute_url()).content
    assert b"compare/" not in before
    missing = client.get(PAGE)
    assert missing.status_code == 404
    this.precursors.add(hidden)
    assert client.get(this.get_absolute_url()).content == before
    assert client.get(PAGE).content == missing.content
    assert client.get("/recommendations/kaz-2010/95.31/compare/").status_code == 404


def test_chain_does_not_lead_through_what_is_not_public(client: Client, three: list[Recommendation]) -> None:
    Recommendation.objects.filter(number="124.21").update(publication_state="draft")
    assert client.get("/recommendations/kaz-2010/95.31/compare/").status_code == 404


def test_old_address_leads_to_the_comparison_of_the_number(
    client: Client, three: list[Recommendation]
) -> None:
    Recommendation.objects.filter(number="124.21").update(former_address="text-0123456789ab")
    response = client.get("/recommendations/kaz-2014/text-0123456789ab/compare/")
    assert (response.status_code, response["Location"]) == (301, PAGE)


@pytest.mark.parametrize("rows", [1, 3])
def test_comparison_costs_the_same_queries_whatever_its_rows(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    this = asked(2014, "124.21")
    for item in range(rows):
        before = asked(2010, f"95.{item}")
        factories.assessment(before)
        this.precursors.add(before)
        asked(2019, f"139.{item}").precursors.add(this)
    with django_assert_num_queries(19):
        assert len(columns(client)) == 2 * rows + 1
