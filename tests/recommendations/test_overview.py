"""The chart of the list: each of its numbers is what the list has to which it leads."""

import random
from collections import Counter
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from recommendations.choices import ImplementationStatus
from recommendations.index.filters import RecommendationFilterSet
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

LIST = "/recommendations/"
# Which theme stands below which; the others stand on top.
ABOVE = {"torture": "civil", "prisons": "torture", "religion": "civil", "courts": "justice"}
THEMES = ("civil", "torture", "prisons", "religion", "justice", "courts", "health")
STORED = [status.value for status in ImplementationStatus if status != "not_assessed"]
Made = list[dict[str, Any]]


def with_those_above(theme: str) -> set[str]:
    return {theme} | (with_those_above(ABOVE[theme]) if theme in ABOVE else set())


@pytest.fixture
def made() -> Made:
    """Forty recommendations as they were made up, every fifth of them a draft."""
    chance = random.Random(7)  # noqa: S311 - the same rows each time, nothing to guess
    for slug in THEMES:
        above = factories.theme(ABOVE[slug]) if slug in ABOVE else None
        factories.theme(slug, parent=above)
    rows = []
    for number in range(40):
        themes = chance.sample(THEMES, chance.randint(0, 3))
        public = number % 5 > 0
        row = factories.recommendation(
            f"124.{number}",
            themes=tuple(themes),
            position=(position := chance.choice(["supported", "noted"])),
            publication_state="published" if public else "draft",
        )
        status = chance.choice([*STORED, None, None])
        finding_is_public = chance.random() < 0.8
        if status:
            state = "published" if finding_is_public else "draft"
            factories.assessment(row, status=status, publication_state=state)
        if public:
            covered = set().union(*(with_those_above(theme) for theme in themes))
            found = status if status and finding_is_public else "not_assessed"
            rows.append({"theme": covered, "status": found, "position": position})
    return rows


def counted(made: Made, shown: tuple[str, ...], query: str) -> dict[str, dict[str, int]]:
    """By theme and status, one by one: what the chart of a selection has to say."""
    chosen: dict[str, set[str]] = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        chosen.setdefault(name, set()).add(value)
    themes = chosen.get("theme")
    kept = [row for row in made if themes is None or row["theme"] & themes]
    kept = [row for row in kept if row["status"] in chosen.get("status", {row["status"]})]
    kept = [row for row in kept if row["position"] in chosen.get("position", {row["position"]})]
    by_theme = {theme: Counter(row["status"] for row in kept if theme in row["theme"]) for theme in shown}
    return {theme: dict(counts) for theme, counts in by_theme.items() if counts}


def opened(address: str) -> int:
    """How many rows the list has to which an address leads, if it knows all of it."""
    filterset = RecommendationFilterSet(QueryDict(address.removeprefix("?")))
    assert filterset.ignored() == []
    return filterset.answer.total


SELECTIONS = [
    ("", ("civil", "health", "justice")),
    ("position=noted", ("civil", "health", "justice")),
    ("status=not_implemented&status=not_assessed", ("civil", "health", "justice")),
    ("q=asked&position=supported&sort=finding", ("civil", "health", "justice")),
    # What is named takes the place of the top themes, above each other or not.
    ("theme=torture", ("torture",)),
    ("theme=civil&theme=prisons&theme=courts&position=noted", ("civil", "courts", "prisons")),
]


@pytest.mark.parametrize(("query", "shown"), SELECTIONS)
def test_each_number_is_the_total_of_the_list_to_which_it_leads(
    client: Client, made: Made, query: str, shown: tuple[str, ...]
) -> None:
    chart = client.get(f"{LIST}?{query}").context["by_theme"].chart
    searched = {"q", "sort"}
    plain = "&".join(one for one in query.split("&") if one.partition("=")[0] not in searched)
    said = {
        str(row.label).lower(): {one.kind.slug: one.count for one in row.segments if one.count}
        for row in chart.rows
    }
    assert said == counted(made, shown, plain)
    assert [opened(row.address) for row in chart.rows] == [row.total for row in chart.rows]
    found = [one for row in chart.rows for one in row.segments if one.count]
    assert [opened(one.address) for one in found] == [one.count for one in found]
    page = client.get(LIST + found[0].address)
    assert page.context["page_obj"].paginator.count == found[0].count
    # What was searched for, and the order, are kept.
    assert page.context["filterset"].words == ("asked" if "q=" in query else "")
    assert page.context["filterset"].sort == ("finding" if "sort=" in query else "")


def test_those_without_a_theme_are_told_in_words(client: Client, made: Made) -> None:
    bare = sum(1 for row in made if not row["theme"])
    assert bare > 1
    assert words(client, LIST).count(f"{bare} recommendations have no theme.") == 1
    assert "no theme" not in words(client, f"{LIST}?theme=civil")


def test_drafts_leave_the_chart_as_it_is(client: Client) -> None:
    row = factories.recommendation("124.1", themes=("torture",))
    before = client.get(LIST).content
    factories.recommendation("124.2", themes=("torture", "secret"), publication_state="draft")
    factories.assessment(row, publication_state="draft")
    assert client.get(LIST).content == before
    factories.recommendation("124.3", themes=("torture", "open"))
    [said] = client.get(LIST).context["by_theme"].chart.rows[1:]
    assert (str(said.label), said.total) == ("Torture", 2)


def test_unassessed_is_told_where_all_are_assessed(client: Client) -> None:
    factories.assessment(factories.recommendation(themes=("torture",)))
    page = client.get(LIST).content.decode()
    assert page.count('<span class="visually-hidden">Not yet assessed:</span> 0') == 1


def test_list_without_themes_or_rows_has_no_chart(client: Client) -> None:
    assert client.get(LIST).context["by_theme"] is None
    factories.recommendation(themes=())
    assert client.get(LIST).context["by_theme"] is None
    factories.recommendation(themes=("torture",))
    nothing = f"{LIST}?theme=torture&status=regressed"
    assert client.get(nothing).context["by_theme"] is None
    assert "chart" not in client.get(nothing).content.decode()
