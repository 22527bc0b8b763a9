"""The page of one recommendation: the chain, who speaks, what stood before, what it costs."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from cases.models import Evidence
from recommendations.models import Recommendation, Source
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
PAGE = "/recommendations/kaz-2014/124.21/"


def part(client: Client, element: str, address: str = PAGE) -> str:
    """The words of the first element that a pattern begins, up to the end of its kind."""
    page = client.get(address).content.decode()
    found = re.search(rf"<(\w+)[^>]*{element}.*?</\1>", page, re.DOTALL)
    assert found, element
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])).strip()


def assert_in_order(page: str, parts: list[str]) -> None:
    place = 0
    for said in parts:
        found = page.find(said, place)
        assert found != -1, f"{said!r} does not follow in {page[place : place + 400]!r}"
        place = found + len(said)


@pytest.fixture
def row() -> Recommendation:
    return factories.recommendation(
        "124.21", title_en="Review the religion law", states=("IRL",),
        state_claim="already_implemented",
    )  # fmt: skip


def in_another_cycle(number: str, year: int, **values: Any) -> Recommendation:
    cycle = {2010: 1, 2019: 3}[year]
    review = factories.review(f"kaz-{year}", cycle=factories.cycle(cycle), report=None)
    return factories.recommendation(number, review=review, **values)


def test_page_tells_the_chain_from_top_to_bottom(client: Client, row: Recommendation) -> None:
    factories.assessment(row, summary_en="No steps were taken.")
    factories.evidence(row, figure=factories.figure(), reason_en="They were fined.")
    ask = factories.new_recommendation(
        factories.section(factories.submission(sent_on=dt.date(2019, 3, 28))), text_en="Ask."
    )
    ask.follows_up.add(row)
    assert_in_order(
        words(client, PAGE),
        [
            "124.21 Review the religion law",
            "Who asked", "Ireland", "Kazakhstan’s answer", "Supported (accepted)",
            "Claimed as done", "What we found", "As of March 2019: Not implemented",
            "1 piece of evidence", "1 no change", "1 new recommendation",
            "Kazakhstan says done; we found otherwise.",
            "What was recommended", "Ireland",
            "Kazakhstan’s answer", "What the State under review said",
            "Supported (accepted) · Claimed as done", "A/HRC/28/10, para. 124 · 4 November 2014",
            "What we found", "What the NGO found", "As of March 2019: Not implemented",
            "No steps were taken.", "Watch · assessed on 1 October 2019",
            "Evidence", "165 administrative cases", "They were fined.",
            "New recommendations", "1.1 Ask.", "Submission · sent on 28 March 2019",
            "How to cite",
        ],
    )  # fmt: skip


def test_glance_leads_to_what_the_page_has_and_to_nothing_else(client: Client, row: Recommendation) -> None:
    def jumps() -> list[str]:
        page = client.get(PAGE).content.decode()
        targets = re.findall(r'href="#([\w-]+)"', page)
        assert {target for target in targets if f'id="{target}"' not in page} == set()
        return targets

    assert jumps() == ["content", "recommended", "answer", "finding"]
    factories.evidence(row, figure=factories.figure())
    ask = factories.new_recommendation(factories.section(factories.submission()))
    ask.follows_up.add(row)
    assert jumps() == ["content", "recommended", "answer", "finding", "evidence", "next"]


def test_glance_names_four_states_and_counts_the_rest(client: Client) -> None:
    factories.recommendation("124.21", states=("IRL", "FRA", "NLD", "DEU", "USA", "CAN"))
    glance = part(client, 'class="glance"')
    assert_in_order(glance, ["Ireland", "France", "Netherlands (Kingdom of the)", "Germany", "and 2 more"])
    assert "United States of America" not in glance
    assert "United States of America, Canada" in words(client, PAGE)


def test_page_of_what_nobody_assessed_is_short(client: Client, row: Recommendation) -> None:
    page = words(client, PAGE)
    assert "Nobody has published a finding, evidence or a follow-up on this" in page
    assert "says done; we found otherwise" not in page
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", client.get(PAGE).content.decode())
    assert headings == ["What was recommended", "Kazakhstan’s answer", "What we found"]


def test_page_says_what_a_finding_still_lacks(client: Client, row: Recommendation) -> None:
    factories.assessment(row)
    page = words(client, PAGE)
    assert "No evidence is linked to this recommendation yet." in page
    assert "No new recommendation on this is published here." in page


def test_page_without_title_is_headed_by_number_and_quotes_the_words_once(client: Client) -> None:
    source = factories.source()
    factories.recommendation("124.21", title_en="", text="Ratify it", text_source=source)
    page = client.get(PAGE).content.decode()
    [heading] = re.findall(r"<h1>\s*(.*?)\s*</h1>", page, re.DOTALL)
    assert heading.split("\n")[-1] == "Recommendation 124.21 to Kazakhstan, 2014"
    assert page.split("<main")[1].count("Ratify it") == 1


def test_page_keeps_the_history_of_an_answer(client: Client) -> None:
    row = factories.recommendation("124.21", position="noted")
    factories.position_statement(
        row, position="supported", document=factories.source("a-hrc-28-2"), paragraph="602",
        stated_on=dt.date(2015, 3, 19),
    )  # fmt: skip
    assert_in_order(
        words(client, PAGE).split("What was recommended", 1)[1],
        [
            "Supported (accepted)", "A/HRC/28/2, para. 602 · 19 March 2015", "Earlier answers",
            "4 November 2014 earlier answer", "Noted (not accepted)", "A/HRC/28/10, para. 124",
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("position", "said"),
    [("noted", "contradicts the answer above"), ("supported", "agrees with the answer above")],
)
def test_secondary_database_is_shown_beside_the_answer_and_does_not_count(
    client: Client, row: Recommendation, position: str, said: str
) -> None:
    database = factories.source("db", kind="secondary_database", symbol="", title="A database")
    factories.position_statement(
        row, position=position, document=database, paragraph="", stated_on=dt.date(2016, 1, 5)
    )
    assert "Supported (accepted)" in part(client, 'class="glance"')
    assert_in_order(
        words(client, PAGE),
        [
            "What other sources say about the answer", "5 January 2016",
            f"secondary database; does not count · {said}", "A database",
        ],
    )  # fmt: skip


def test_earlier_findings_stay_readable_and_corrections_are_told_apart(
    client: Client, row: Recommendation
) -> None:
    mistaken = factories.assessment(
        row, status="partially_implemented", summary_en="Half of it.",
        evidence_up_to=dt.date(2016, 12, 31), evidence_up_to_precision="year",
        assessed_on=dt.date(2017, 2, 1),
    )  # fmt: skip
    factories.assessment(
        row, status="in_progress", summary_en="It was only announced.", corrects=mistaken,
        evidence_up_to=dt.date(2016, 12, 31), evidence_up_to_precision="year",
        assessed_on=dt.date(2017, 5, 1),
    )  # fmt: skip
    factories.assessment(row, summary_en="Nothing came of it.")
    assert_in_order(
        words(client, PAGE),
        [
            "As of March 2019: Not implemented", "Nothing came of it.", "Earlier findings",
            "Evidence up to 2016 earlier finding", "In progress",
            "Corrects a mistake in the finding of 1 February 2017 (Partly implemented).",
            "It was only announced.", "Evidence up to 2016", "Partly implemented",
            "This was a mistake; it was corrected on 1 May 2017.", "Half of it.",
        ],
    )  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_correction_of_what_is_not_public_does_not_say_that_it_was(
    client: Client, row: Recommendation, state: str
) -> None:
    hidden = factories.assessment(row, publication_state=state, summary_en="Hidden")
    finding = factories.assessment(row)
    before = client.get(PAGE).content
    finding.corrects = hidden
    finding.save()
    assert client.get(PAGE).content == before


def test_evidence_stands_by_kind_then_by_direction_then_by_day(client: Client, row: Recommendation) -> None:
    for number, direction in enumerate(["regression", "progress", "no_change", "regression"]):
        event = factories.event(title_en=f"Happening {number}", first_day=dt.date(2018 - number, 1, 1))
        factories.evidence(row, event=event, direction=direction)
    law = factories.law(title_en="Religion law")
    factories.evidence(row, law=law, reason_en="It was not amended.")
    factories.evidence(row, law_change=factories.law_change(law, kind="withdrawn"), direction="progress")
    case = factories.case(public_name_en="Maks Bokaev")
    factories.case_event(case, kind="imprisoned")
    factories.evidence(row, case=case, direction="regression")
    factories.evidence(row, figure=factories.figure(counted_by=factories.body("forum-18")))
    assert_in_order(
        # The word stands above in short, and in the footer once more.
        words(client, PAGE).split(" Evidence ")[-2],
        [
            "8 pieces of evidence: ↗ 2 progress, → 3 no change, ↘ 3 regression",
            "Cases ↘ 1 regression", "↘ Regression", "Maks Bokaev",
            "As of 10 May 2018: Imprisoned",
            "Laws and their changes ↗ 1 progress, → 1 no change",
            "↗ Progress", "Religion law: Withdrawn, 2 December 2015",
            "→ No change", "Religion law", "As of 2 December 2015: Proposal withdrawn",
            "It was not amended.",
            "Events ↗ 1 progress, → 1 no change, ↘ 2 regression",
            "Happening 1, 1 January 2017", "Happening 2, 1 January 2016",
            "Happening 3, 1 January 2015", "Happening 0, 1 January 2018",
            "Figures → 1 no change", "165 administrative cases, 2018 (counted by Forum-18)",
        ],
    )  # fmt: skip


def test_evidence_names_its_sources_with_original_and_archived_copy(
    client: Client, row: Recommendation
) -> None:
    source = factories.source(
        "hrw", symbol="", kind="submission", title="Submission",
        url="https://example.org/a", archived_url="https://archive.example/b",
    )  # fmt: skip
    case = factories.case()
    for day in (1, 2):
        factories.case_event(case, first_day=dt.date(2018, 5, day), passage="Torture ¶ 2").sources.add(source)
    factories.evidence(row, case=case)
    assert_in_order(words(client, PAGE), ["Submission, Torture ¶ 2", "original", "archived copy"])
    page = client.get(PAGE).content.decode()
    assert re.findall(r'href="(https://[^"]+)" rel="noreferrer"', page) == [
        "https://example.org/a",
        "https://archive.example/b",
    ]


def test_private_case_leaves_no_trace_in_tally_or_sources(client: Client, row: Recommendation) -> None:
    factories.evidence(row, event=factories.event())
    before = client.get(PAGE).content
    case = factories.case(publication_state="draft")
    case.sources.add(factories.source("secret", symbol="", kind="publication", title="Secret"))
    piece = factories.evidence(row, case=case, direction="regression")
    assert client.get(PAGE).content == before
    Evidence.objects.filter(pk=piece.pk).update(case=factories.case())
    assert "1 regression" in words(client, PAGE)


def test_what_was_asked_anew_says_what_became_of_it(client: Client, row: Recommendation) -> None:
    ask = factories.new_recommendation(factories.section(factories.submission()), text_en="Ask.")
    ask.follows_up.add(row)
    later = in_another_cycle("139.5", 2019, title_en="Let communities register")
    draft = in_another_cycle("139.6", 2019, title_en="Hidden", publication_state="draft")
    ask.taken_up_in.set([later, draft])
    page = words(client, PAGE)
    assert_in_order(page, ["Ask.", "Taken up in a later review:", "2019: 139.5 Let communities register"])
    assert "Hidden" not in page
    assert "Asked for before the review by Submission, 1.1" in words(client, later.get_absolute_url())


def test_citation_is_a_sentence_with_an_address_without_query(client: Client, row: Recommendation) -> None:
    factories.assessment(row)
    sentence = part(client, 'class="cite', f"{PAGE}?from=list")
    assert sentence == (
        "How to cite Recommendation to Kazakhstan in the Universal Periodic Review, 2014: "
        "A/HRC/28/10, para. 124.21. Recommended by: Ireland. "
        "Finding of Watch as of March 2019: Not implemented. "
        "UPR Tracker, http://testserver/recommendations/kaz-2014/124.21/"
    )


def test_neighbours_follow_the_report_then_what_has_no_number(client: Client) -> None:
    source = factories.source()
    for number in ("124.2", "124.10"):
        factories.recommendation(number)
    unnumbered = [
        factories.recommendation(
            "", text=text, text_source=source, text_fingerprint=digit * 40, title_en=text
        )
        for digit, text in (("a", "First"), ("b", "Second"))
    ]
    context = client.get("/recommendations/kaz-2014/124.2/").context
    assert (context["previous"], context["next"].number) == (unnumbered[1], "124.10")
    context = client.get(unnumbered[0].get_absolute_url()).context
    assert (context["previous"], context["next"]) == (None, unnumbered[1])


def rich(row: Recommendation, times: int) -> None:
    source = Source.objects.get(slug="a-hrc-28-10")
    for item in range(times):
        law, case = factories.law(), factories.case()
        law.sources.add(source)
        case.sources.add(source)
        factories.case_event(case).sources.add(source)
        change = factories.law_change(law)
        event, figure = factories.event(), factories.figure(counted_by=factories.body())
        for target in (change, event, figure):
            target.sources.add(source)
        for name, piece in (
            ("case", case), ("law", law), ("law_change", change), ("event", event),
            ("figure", figure),
        ):  # fmt: skip
            factories.evidence(row, **{name: piece})
        finding = factories.assessment(row, assessed_on=dt.date(2019, 10, 1 + item))
        finding.sources.add(source)
        factories.position_statement(row, paragraph=f"{item}")
        section = factories.section(factories.submission(f"watch-{row.pk}-{item}"))
        factories.citation(section, row)
        ask = factories.new_recommendation(section)
        ask.follows_up.add(row)
        ask.taken_up_in.add(in_another_cycle(f"139.{row.pk}{item}", 2019))
        row.precursors.add(in_another_cycle(f"95.{row.pk}{item}", 2010))


@pytest.mark.parametrize("times", [1, 3])
def test_page_costs_the_same_queries_whatever_is_tied_to_it(
    client: Client, django_assert_num_queries: Any, times: int
) -> None:
    row = factories.recommendation("124.21")
    rich(row, times)
    with django_assert_num_queries(30):
        client.get(PAGE)
    plain = factories.recommendation("124.22")
    with django_assert_num_queries(19):
        client.get(plain.get_absolute_url())
