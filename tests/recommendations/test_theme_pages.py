"""Themes: the tree with what was found, and for each theme both directions of every link."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from tests.support import factories
from tests.support.public import read, words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def libel(db: None) -> None:
    expression = factories.theme("expression", parent=factories.theme("civil"))
    factories.theme("libel", parent=expression)
    first = factories.recommendation(
        "124.1", themes=("libel",), states=("IRL", "FRA"), state_claim="already_implemented"
    )
    factories.recommendation("124.2", themes=("expression",), states=("IRL",), position="noted")
    factories.recommendation("124.3", themes=("civil",), states=("NLD",))
    factories.assessment(first)
    code = factories.law("code", title_en="Criminal Code")
    factories.law_change(code, kind="amended", first_day=dt.date(2016, 1, 1))
    factories.evidence(first, law=code)
    # By its own theme, without bearing on a recommendation; and the other way round.
    tagged = factories.case("tagged")
    factories.case_event(tagged, first_day=dt.date(2017, 5, 1))
    tagged.themes.add(factories.theme("libel"))
    factories.evidence(first, case=factories.case("tied"))
    event = factories.event("raid", title_en="A raid", first_day=dt.date(2015, 2, 3))
    event.themes.add(expression)
    factories.evidence(first, figure=factories.figure("counted"))
    ask = factories.new_recommendation(factories.section(factories.submission()), text_en="Ask.")
    ask.themes.add(factories.theme("libel"))
    other = factories.recommendation("124.9", themes=("health",))
    factories.evidence(other, case=factories.case("elsewhere"))


def test_tree_has_each_theme_with_what_was_found_and_leads_to_its_rows(client: Client, libel: None) -> None:
    chart = client.get("/themes/").context["by_theme"]
    assert [(str(row.label), row.depth, row.total) for row in chart.rows] == [
        ("Civil", 0, 3), ("Expression", 1, 2), ("Libel", 2, 1), ("Health", 0, 1),
    ]  # fmt: skip
    for row in chart.rows:
        assert client.get(row.page).status_code == 200
        assert client.get(row.address).context["page_obj"].paginator.count == row.total
        for part in row.segments:
            if part.count:
                found = client.get(part.address).context["page_obj"].paginator.count
                assert found == part.count, part.address


def test_theme_that_only_new_recommendations_have_stands_in_the_tree_without_a_list(
    client: Client, libel: None
) -> None:
    ask = factories.new_recommendation(factories.section(factories.submission("later")))
    ask.themes.add(factories.theme("names"))
    chart = client.get("/themes/").context["by_theme"]
    [row] = [row for row in chart.rows if str(row.label) == "Names"]
    assert (row.total, row.address, row.page) == (0, "", "/themes/names/")
    labels = re.findall(r'class="chart-label"[^>]*>(.*?)</span>\s*<svg', read("/themes/").body.decode(), re.S)
    label = next(text for text in labels if "/themes/names/" in text)
    assert re.sub(r"<[^>]+>|\s+", "", label) == "Names"
    page = words(client, "/themes/names/")
    assert "Do at last what was asked (1)" in page
    assert "Who asked" not in page


def test_theme_tells_who_asked_what_was_found_and_what_is_asked_anew(client: Client, libel: None) -> None:
    page = words(client, "/themes/libel/")
    parts = [
        "Civil › Expression › Libel", "In numbers", "1 recommendation Supported (accepted): 1",
        "Kazakhstan says that 1 recommendation has been implemented.",
        "As of March 2019 at the latest, the findings are:",
        "0 fully implemented 1 we found otherwise 0 not yet",
        "Who asked", "France 1", "Ireland 1", "124.1 Do what is asked", "Not implemented",
        "Evidence", "Laws", "Criminal Code As of 1 January 2016", "Cases", "Tagged", "Tied",
        "Figures", "165 administrative cases", "Timeline", "1 January 2016 Criminal Code: Amended",
        "1 May 2017 Tagged: Arrested", "New recommendations", "Ask.",
    ]  # fmt: skip
    rest = page
    for part in parts:
        assert part in rest, part
        rest = rest[rest.index(part) + len(part) :]
    assert "Elsewhere" not in page
    assert "A raid" not in page


def test_theme_includes_what_lies_below_it(client: Client, libel: None) -> None:
    response = client.get("/themes/civil/")
    assert [row.number for row in response.context["rows"]] == ["124.1", "124.2", "124.3"]
    page = words(client, "/themes/civil/")
    assert "3 February 2015 A raid" in page
    assert "Ask." in page
    children = response.context["children"]
    assert [(str(row.label), row.depth, row.total) for row in children.rows] == [("Expression", 0, 2)]


def test_each_number_of_a_theme_leads_to_its_rows(client: Client, libel: None) -> None:
    context = client.get("/themes/expression/").context
    claims = context["claims"]
    numbers = [(one.number.address, one.number.count) for one in context["states"]]
    numbers += [(one.address, one.count) for one in (claims.total, claims.claimed_done, claims.otherwise)]
    for row in [*claims.chart.rows, *context["children"].rows]:
        numbers += [(row.address, row.total)]
        numbers += [(part.address, part.count) for part in row.segments if part.count]
    numbers += [
        (f"{context['list_address']}&position={one.value}", one.count) for one in context["positions"]
    ]
    assert len(numbers) > 12
    for address, count in numbers:
        assert client.get(address).context["page_obj"].paginator.count == count, address


@pytest.mark.parametrize("kind", ["case", "law", "event", "figure", "submission"])
def test_theme_shows_nothing_of_what_is_not_published(client: Client, libel: None, kind: str) -> None:
    pages = ("/themes/libel/", "/themes/civil/", "/themes/")
    before = [client.get(page).content for page in pages]
    row = getattr(factories, kind)("secret", publication_state="draft")
    if kind == "submission":
        factories.new_recommendation(factories.section(row)).themes.add(factories.theme("libel"))
    else:
        row.themes.add(factories.theme("libel"))
    if kind == "case":
        factories.case_event(row)
    if kind == "law":
        factories.law_change(row)
    assert [client.get(page).content for page in pages] == before
    type(row).objects.filter(pk=row.pk).update(
        publication_state="published", published_at=dt.datetime.now(tz=dt.UTC), slug="secret"
    )
    assert client.get("/themes/libel/").content != before[0]


def test_timeline_has_the_newest_and_says_that_there_is_more(client: Client) -> None:
    theme = factories.theme("torture")
    factories.recommendation(themes=("torture",))
    for day in range(1, 26):
        row = factories.event(title_en=f"Event of day {day}", first_day=dt.date(2018, 5, day))
        row.themes.add(theme)
    page = words(client, "/themes/torture/")
    timeline = page[page.index("Timeline") :]
    assert "The 20 most recent; the pages above have more." in timeline
    assert timeline.index("Event of day 6") < timeline.index("Event of day 25")
    assert "Event of day 5 " not in timeline


@pytest.mark.parametrize("rows", [1, 3])
def test_theme_costs_the_same_queries_whatever_it_has(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    theme = factories.theme("torture", parent=factories.theme("civil"))
    for number in range(rows):
        row = factories.recommendation(themes=("torture",), states=("IRL", "FRA", "NLD")[: number + 1])
        factories.assessment(row)
        case, law = factories.case(), factories.law()
        factories.case_event(case)
        factories.law_change(law)
        event, figure = factories.event(), factories.figure()
        for one in (case, law, event, figure):
            one.themes.add(theme)
        factories.evidence(row, case=case)
        section = factories.section(factories.submission(f"for-{number}"))
        factories.new_recommendation(section).themes.add(theme)
    client.get("/themes/civil/")
    with django_assert_num_queries(27):
        assert len(client.get("/themes/civil/").context["rows"]) == rows
    with django_assert_num_queries(5):
        client.get("/themes/")
