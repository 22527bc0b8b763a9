"""The public pages: what they show, what they refuse, what they cost."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from recommendations.index.filters import RecommendationFilterSet
from recommendations.models import Goal
from tests.support import factories
from tests.support.public import words
from upr_tracker.templatetags.site import day_in_words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
LIST = "/recommendations/"


def listed(client: Client, query: str = "") -> list[str]:
    return [row.number for row in client.get(f"{LIST}?{query}").context["page_obj"]]


@pytest.fixture
def three(db: None) -> None:
    religion = factories.theme("freedom-of-religion", parent=factories.theme("civil"))
    assert religion.parent
    first = factories.recommendation(
        "124.2", title_en="Review the religion law", title_ru="Пересмотреть закон о религии",
        states=("IRL",), themes=("freedom-of-religion",), state_claim="already_implemented",
        affected_groups=("believers",), action_category="considering",
    )  # fmt: skip
    factories.state("FRA", regional_group="western_european_other")
    factories.recommendation(
        "124.10", title_en="Ratify a treaty", states=("FRA", "IRL"), themes=("civil",),
        state_claim="in_process", action_category="specific", text="Ratify it without delay",
        text_source=factories.source(),
    )  # fmt: skip
    factories.recommendation("126.1", title_en="Repeal", position="noted", states=("FRA",))
    factories.assessment(first, status="not_implemented")


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["124.2", "124.10", "126.1"]),
        ("theme=freedom-of-religion", ["124.2"]),
        ("theme=civil", ["124.2", "124.10"]),
        ("recommending_state=IRL", ["124.2", "124.10"]),
        ("recommending_state=IRL&recommending_state=FRA", ["124.2", "124.10", "126.1"]),
        ("regional_group=western_european_other", ["124.10", "126.1"]),
        ("position=noted", ["126.1"]),
        ("state_claim=in_process", ["124.10"]),
        ("claim_gap=yes", ["124.2"]),
        ("status=not_implemented", ["124.2"]),
        ("status=not_assessed", ["124.10", "126.1"]),
        ("action_category=specific", ["124.10"]),
        ("affected_group=believers", ["124.2"]),
        ("review=kaz-2014&position=supported", ["124.2", "124.10"]),
        ("q=RELIGION", ["124.2"]),
        ("q=РЕЛИГИИ", ["124.2"]),
        ("q=without+ratify", ["124.10"]),
        ("q=nothing+has+this", []),
        ("theme=civil&recommending_state=FRA", ["124.10"]),
    ],
)
def test_list_filters(client: Client, three: None, query: str, numbers: list[str]) -> None:
    assert listed(client, query) == numbers


def test_list_filters_by_goal(client: Client, three: None) -> None:
    goal = Goal.objects.create(number=16, title_en="Justice")
    row = factories.recommendation("126.2")
    row.goals.add(goal)
    assert listed(client, "goal=16") == ["126.2"]


def test_list_says_which_values_it_ignored(client: Client, three: None) -> None:
    page = words(client, f"{LIST}?theme=civil&theme=nowhere&colour=red&page=99")
    assert "This part of the address was ignored:" in page
    assert "“nowhere” is not a value of “theme”." in page
    assert "There is no filter “colour”." in page
    assert "“99” is not a value of “page”." in page
    assert listed(client, "theme=civil&theme=nowhere&colour=red") == ["124.2", "124.10"]


def test_list_with_only_unknown_values_of_a_field_shows_all_and_says_so(client: Client, three: None) -> None:
    assert listed(client, "position=bogus") == ["124.2", "124.10", "126.1"]
    assert "“bogus” is not a value of “position”." in words(client, f"{LIST}?position=bogus")


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%E2%80%AEevil", "q=" + "x" * 5000, "theme=%00&goal=99999999999999999999",
        "page=" + "9" * 31, "page=-1", "page=%00", "q=((((%22", "review='; drop table --",
    ],
)  # fmt: skip
def test_list_answers_hostile_queries(client: Client, three: None, query: str) -> None:
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_list_shows_what_is_chosen_and_how_to_remove_it(client: Client, three: None) -> None:
    context = client.get(f"{LIST}?theme=civil&recommending_state=FRA&q=treaty").context
    assert [(one.label, one.query_without) for one in context["selected_values"]] == [
        ("“treaty”", "theme=civil&recommending_state=FRA"),
        ("Civil", "q=treaty&recommending_state=FRA"),
        ("France", "q=treaty&theme=civil"),
    ]


@pytest.mark.slow("makes fifty recommendations with all that a line shows")
@pytest.mark.parametrize("rows", [1, 3, 50])
def test_list_costs_the_same_queries_whatever_its_rows(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        row = factories.recommendation(themes=("a", "b"), states=("IRL", "FRA"), affected_groups=("women",))
        factories.assessment(row)
    # The first request after a write brings the index to what was written.
    assert len(listed(client)) == rows
    for query in ("", "theme=a&recommending_state=IRL&status=not_implemented&q=asked+-zebra"):
        with django_assert_num_queries(6):
            assert len(listed(client, query)) == rows


def test_list_has_pages_of_fifty_in_the_order_of_the_report(client: Client) -> None:
    for item in range(1, 53):
        factories.recommendation(f"124.{item}")
    assert listed(client) == [f"124.{item}" for item in range(1, 51)]
    assert listed(client, "page=2") == ["124.51", "124.52"]


def test_filterset_parameters_are_the_public_contract() -> None:
    assert list(RecommendationFilterSet.base_filters) == [
        "q", "theme", "recommending_state", "regional_group", "position", "state_claim",
        "claim_gap", "status", "affected_group", "action_category", "goal", "review",
    ]  # fmt: skip


def test_recommendation_without_number_has_an_address(client: Client) -> None:
    row = factories.recommendation(
        "", text="Stop it", text_source=factories.source(), text_fingerprint="0123456789abcdef" * 2
    )
    assert row.get_absolute_url() == "/recommendations/kaz-2014/text-0123456789ab/"
    assert "Stop it" in words(client, row.get_absolute_url())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "What became of the promises"),
        ("/themes/", "Civil"),
        ("/themes/civil/", "Ratify a treaty"),
        ("/reviews/", "Kazakhstan 2014"),
        ("/reviews/kaz-2014/", "3 (4 if counted once for each State that made them)"),
        ("/reviews/kaz-2014/from/irl/", "What Ireland recommended to Kazakhstan in 2014"),
        ("/states/", "Ireland"),
        ("/states/irl/", "As recommending State"),
        ("/states/kaz/", "As State under review"),
        ("/about/", "Three voices"),
        ("/data/", "claim_gap"),
    ],
)
def test_page_shows_what_it_is_about(client: Client, three: None, address: str, expected: str) -> None:
    assert expected in words(client, address)


@pytest.mark.parametrize(
    "address",
    [
        "/recommendations/kaz-2014/999.1/", "/recommendations/uzb-2014/124.2/",
        "/recommendations/kaz-2014/%00/", "/recommendations/kaz-2014/text-/", "/themes/nowhere/",
        "/reviews/kaz-1999/", "/states/zzz/", "/reviews/kaz-2014/from/zzz/", "/nowhere/",
    ],
)  # fmt: skip
def test_page_that_is_not_there_says_so_on_a_page_of_the_site(
    client: Client, three: None, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no such page, or it is not public." in response.content.decode()


@pytest.mark.parametrize("prefix", ["/ru", "/kk"])
def test_text_without_translation_is_shown_in_english_and_marked(
    client: Client, three: None, prefix: str
) -> None:
    page = client.get(f"{prefix}/recommendations/kaz-2014/124.10/").content.decode()
    assert '<span lang="en">Ratify a treaty</span>' in page


def test_language_switch_keeps_the_selection(client: Client, three: None) -> None:
    page = client.get(f"{LIST}?theme=civil").content.decode()
    assert 'href="/ru/recommendations/?theme=civil" lang="ru"' in page
    page = client.get("/kk/recommendations/?theme=civil").content.decode()
    assert 'href="/recommendations/?theme=civil" lang="en"' in page


@pytest.mark.parametrize("address", ["/themes/civil/", "/states/irl/"])
def test_page_with_more_recommendations_than_fit_leads_to_the_list(client: Client, address: str) -> None:
    for item in range(1, 53):
        factories.recommendation(f"124.{item}", themes=("civil",))
    page = words(client, address)
    assert "124.50 Do what" in page
    assert "124.51 Do what" not in page
    assert "All recommendations: 52" in page


@pytest.mark.parametrize(
    ("days", "said"),
    [(364, "Not implemented as of {day}"), (365, "Not implemented as of {day}"),
     (366, "As of {day}: Not implemented")],
)  # fmt: skip
def test_after_twelve_months_the_day_of_a_finding_stands_before_its_status(
    client: Client, days: int, said: str
) -> None:
    day = timezone.localdate() - dt.timedelta(days=days)
    row = factories.recommendation("124.21")
    factories.assessment(row, evidence_up_to=day, evidence_up_to_precision="day", assessed_on=day)
    assert said.format(day=day_in_words(day)) in words(client, "/recommendations/kaz-2014/124.21/")
    assert said.format(day=day_in_words(day)) in words(client, "/recommendations/")
