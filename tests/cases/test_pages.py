"""The public pages of evidence: each record, both directions of its links."""

import re
from typing import Any

import pytest
from django.test import Client

from cases.models import CaseRelation, FormerNumber, Mention, OtherSpelling
from recommendations.models import NewRecommendation
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def assert_in_order(page: str, parts: list[str]) -> None:
    """Each part stands after the one before it."""
    place = 0
    for part in parts:
        found = page.find(part, place)
        assert found >= 0, part
        place = found + len(part)


@pytest.fixture
def chain() -> Any:
    """A recommendation with one case, law, event and figure, and an ask that names them."""
    row = factories.recommendation("124.21", title_en="Review the religion law")
    factories.assessment(row)
    law = factories.law("criminal-code", title_en="Criminal Code")
    article = factories.provision(law, "174", title_en="Inciting discord")
    FormerNumber.objects.create(provision=article, number="164", law_title="(1997)")
    case = factories.case("max-bokaev", public_name_en="Maks Bokaev", role="activist")
    OtherSpelling.objects.create(case=case, spelling="Bokayev")
    happened = factories.case_event(
        case, kind="imprisoned", provision=article, place_en="Atyrau", charge_en="Inciting discord",
        asserted_by=factories.body("watchdog", kind="watchdog"),
    )  # fmt: skip
    happened.sources.add(factories.source("hrw", symbol="", kind="submission", title="Submission"))
    group = factories.case("group", public_name_en="A group", kind="organisation")
    CaseRelation.objects.create(from_case=case, kind="heads", to_case=group)
    factories.law_change(law, summary_en="It was amended.")
    whole = factories.figure("cases", wording_en="165", counted_by=factories.body("forum-18"))
    factories.figure("fines", wording_en="five", unit_en="imprisoned", part_of=whole)
    event = factories.event("visit", title_en="A visit", quotation="Meaningless", quoted_person="Maina Kiai")
    for target in ({"case": case}, {"law": law}, {"event": event}, {"figure": whole}):
        factories.evidence(row, **target, reason_en="It shows.")
    ask = factories.new_recommendation(factories.section(factories.submission()), text_en="Free him")
    Mention.objects.create(new_recommendation=ask, case=case)
    Mention.objects.create(new_recommendation=ask, provision=article)
    return row


def test_case_page_shows_the_person_the_events_and_what_they_bear_on(client: Client, chain: Any) -> None:
    assert_in_order(
        words(client, "/cases/max-bokaev/"),
        [
            "Maks Bokaev", "Person · Activist",
            "Last known situation As of 10 May 2018: Imprisoned", "Also spelt Bokayev",
            "Maks Bokaev heads A group", "10 May 2018 · Imprisoned · Atyrau",
            "Criminal Code, article 174", "Charge: Inciting discord",
            "Reported by Watchdog · Submission",
            "Relevant to 124.21 Review the religion law → No change It shows.",
            "Recommended by Ireland As of March 2019: Not implemented",
            "New recommendations Free him",
        ],
    )  # fmt: skip


def test_law_page_shows_articles_with_former_numbers_and_who_was_charged(client: Client, chain: Any) -> None:
    assert_in_order(
        words(client, "/laws/criminal-code/"),
        [
            "Criminal Code", "As of 2 December 2015: Amended",
            "Article 174 (formerly article 164, (1997))", "Inciting discord",
            "Maks Bokaev: Imprisoned, 10 May 2018", "2 December 2015 · Amended", "It was amended.",
            "Who asked for what 124.21 Review the religion law → No change It shows.",
            "Recommended by Ireland", "New recommendations Free him",
        ],
    )  # fmt: skip


def test_figure_page_says_who_counted_what_when_and_its_parts(client: Client, chain: Any) -> None:
    assert_in_order(
        words(client, "/figures/cases/"),
        [
            "165 administrative cases", "Figure cases", "Period 2018",
            "Who counted Forum-18", "Of these five imprisoned, 2018",
            "Where we read it No source is recorded.",
            ("How to cite Figure cases (2018): 165 administrative cases; counted by Forum-18; "
            "UPR Tracker, http://testserver/figures/cases/"), "124.21",
        ],
    )  # fmt: skip
    part = words(client, "/figures/fines/")
    assert "Part of 165 administrative cases, 2018" in part
    assert "Who counted The source does not say." in part


@pytest.mark.parametrize("address", ["/figures/", "/"])
def test_title_that_names_the_period_says_it_once(client: Client, chain: Any, address: str) -> None:
    factories.figure("prisoners", title_en="People held, 2018", low=165)
    factories.figure("wardens", title_en="People who hold them", low=165)
    page = words(client, address)
    assert re.findall(r"People held, 2018[ ·]+(2018)?", page) == [""]
    assert re.findall(r"People who hold them[ ·]+(2018)?", page) == ["2018"]


def test_event_page_quotes_with_the_speaker(client: Client, chain: Any) -> None:
    assert_in_order(words(client, "/events/visit/"), ["A visit", "Meaningless", "Maina Kiai", "124.21"])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/cases/", "Maks Bokaev Person · Activist As of 10 May 2018: Imprisoned"),
        ("/laws/", "Criminal Code"),
        ("/events/", "A visit"),
        ("/figures/", "165 administrative cases"),
    ],
)
def test_list_of_evidence_names_what_is_published(
    client: Client, chain: Any, address: str, expected: str
) -> None:
    assert expected in words(client, address)


def test_recommendation_page_links_to_its_evidence(client: Client, chain: Any) -> None:
    page = client.get(chain.get_absolute_url()).content.decode()
    for address in (
        "/cases/max-bokaev/",
        "/laws/criminal-code/",
        "/events/visit/",
        "/figures/cases/",
    ):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_queries_whatever_their_rows(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        factories.case_event(factories.case())
        factories.provision(factories.law())
        factories.event()
        factories.figure(counted_by=factories.body())
    for address, queries in {"/cases/": 8, "/laws/": 8, "/events/": 5, "/figures/": 5}.items():
        # The first request after a write brings the index to what was written.
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_source_page_lists_what_rests_on_it(client: Client, chain: Any) -> None:
    assert_in_order(words(client, "/sources/hrw/"), ["Submission", "What is based on it", "Maks Bokaev"])
    assert "124.21 Review the religion law" in words(client, "/sources/a-hrc-28-10/")


def test_source_that_only_grounds_a_publication_has_no_page(client: Client) -> None:
    ground = factories.source("ground", symbol="", kind="publication", title="Ground")
    factories.case(basis="public_sources", basis_source=ground)
    assert client.get("/sources/ground/").status_code == 404


def test_new_recommendation_page_shows_what_it_follows_up_and_names(client: Client, chain: Any) -> None:
    ask = NewRecommendation.objects.get()
    ask.follows_up.add(chain)
    assert_in_order(
        words(client, "/new-recommendations/watch-2019/1.1/"),
        [
            "1.1 Free him", "What it follows up", "124.21 Review the religion law",
            "Who and what it mentions", "Maks Bokaev", "Criminal Code, article 174",
        ],
    )  # fmt: skip
    assert "Free him" in words(client, "/new-recommendations/")


def test_submission_page_shows_sections_citations_and_asks(client: Client, chain: Any) -> None:
    section = NewRecommendation.objects.get().section
    factories.citation(section, chain, words="a thorough review")
    hidden = factories.recommendation("124.22", publication_state="draft")
    factories.citation(section, hidden, words="a hidden one")
    page = words(client, "/submissions/watch-2019/")
    assert_in_order(page, ["1. Section 1", "124.21", "a thorough review", "certainly refers to", "Free him"])
    assert "hidden" not in page


def test_case_and_law_without_events_say_where_they_were_read(client: Client) -> None:
    source = factories.source("hrw", symbol="", kind="submission", title="Submission")
    for row in (factories.case("group", passage="¶ 2"), factories.law("code", passage="¶ 4")):
        row.sources.add(source)
        assert f"Where we read it Submission, {row.passage}" in words(client, row.get_absolute_url())
    assert_in_order(words(client, "/sources/hrw/"), ["Cases", "Group", "Laws", "Law code"])


def test_passage_stands_beside_the_source_that_we_read(client: Client) -> None:
    figure = factories.figure("figure", passage="¶ 2")
    read = factories.source("zz-read", symbol="", kind="submission", title="Submission")
    named = factories.source(
        "aa-named", symbol="", kind="publication", title="", publisher="Forum 18",
        seen_by_us=False, cited_in=read,
    )  # fmt: skip
    figure.sources.set([named, read])
    page = words(client, figure.get_absolute_url())
    assert "Submission, ¶ 2 Forum 18 · cited there; we did not see it ourselves" in page
    case = factories.case()
    factories.case_event(case, passage="¶ 3").sources.set([named, read])
    assert "Submission, ¶ 3 · citing Forum 18" in words(client, case.get_absolute_url())
