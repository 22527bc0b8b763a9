"""States, what one recommended on one side, submissions and new recommendations."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from cases.models import Evidence
from cases.summaries.top_evidence import top_evidence
from recommendations.models import Recommendation, Review, Section, WorkingGroupSession
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
SIDE = "/reviews/kaz-2014/from/irl/"


def read_side(client: Client) -> Any:
    return client.get(SIDE).context["side"]


def numbers(rows: Any) -> list[str]:
    return [row.number for row in rows]


def follow_up(section: Section, order: int, *followed: Recommendation) -> None:
    factories.new_recommendation(section, order).follows_up.set(followed)


# The list of States


def test_states_stand_by_regional_group_in_the_alphabet_of_the_reader(client: Client) -> None:
    factories.state("FRA", name_en="France", regional_group="western_european_other")
    factories.state("AUT", name_en="Austria", regional_group="western_european_other")
    factories.state("VAT", name_en="Holy See", regional_group="", un_status="observer")
    factories.state("NIU", name_en="Niue", regional_group="", un_status="non_member")
    factories.recommendation(states=("FRA", "KAZ"))
    factories.recommendation(states=("FRA",))
    factories.recommendation(states=("AUT",), publication_state="draft")
    groups = client.get("/states/").context["groups"]
    assert [(slug, str(label), [(str(state), n) for state, n in rows]) for slug, label, rows in groups] == [
        ("asia_pacific", "Asia-Pacific States", [("Kazakhstan", 1)]),
        ("western_european_other", "Western European and other States", [("Austria", 0), ("France", 2)]),
        ("observer", "Observer States", [("Holy See", 0)]),
        ("non_member", "Non-member States", [("Niue", 0)]),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_states_cost_the_same_queries_however_many(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for iso3 in ("IRL", "FRA", "AUT")[:rows]:
        factories.recommendation(states=(iso3,))
    client.get("/states/")
    with django_assert_num_queries(5):
        client.get("/states/")


# One State


def test_state_leads_to_each_review_in_which_it_recommended(client: Client) -> None:
    factories.recommendation()
    for _ in range(2):
        factories.recommendation(review=factories.review("kaz-2019", cycle=factories.cycle(3)))
    factories.recommendation(review=factories.review("uzb-2018"), publication_state="draft")
    context = client.get("/states/irl/").context
    assert [(review.slug, n) for review, n in context["recommended_in"]] == [
        ("kaz-2019", 2),
        ("kaz-2014", 1),
    ]
    page = client.get("/states/irl/").content.decode()
    assert 'href="/reviews/kaz-2014/from/irl/"' in page
    assert 'href="/recommendations/?recommending_state=IRL&amp;review=kaz-2014"' in page


def test_state_shows_by_theme_what_came_of_what_it_recommended(client: Client) -> None:
    above = factories.theme("civil")
    factories.theme("religion", parent=above)
    row = factories.recommendation(themes=("religion",))
    factories.assessment(row, status="not_implemented")
    factories.recommendation(themes=("religion", "civil"))
    factories.recommendation(themes=("torture",), states=("FRA",))
    chart = client.get("/states/irl/").context["chart"]
    # “Civil” has nothing but what “Religion” has, so it is no bar of its own.
    assert [
        (row.label, {one.kind.slug: (one.count, one.address) for one in row.segments}) for row in chart.rows
    ] == [
        (
            "Religion",
            {
                "not_implemented": (1, f"{LIST}&theme=religion&status=not_implemented"),
                "not_assessed": (1, f"{LIST}&theme=religion&status=not_assessed"),
            },
        )
    ]


LIST = "/recommendations/?recommending_state=IRL"


def test_state_with_many_themes_is_shown_by_the_themes_above_them(client: Client) -> None:
    above = factories.theme("civil")
    for number in range(13):
        factories.theme(f"theme-{number}", parent=above)
        factories.recommendation(themes=(f"theme-{number}",))
    assert [bar.label for bar in client.get("/states/irl/").context["chart"].rows] == ["Civil"]


def test_state_is_told_which_asks_it_could_repeat_under_the_most_specific_theme(
    client: Client,
) -> None:
    factories.theme("religion", parent=factories.theme("civil"))
    own = factories.recommendation("124.1", themes=("religion",))
    others = factories.recommendation("124.2", states=("FRA",))
    section = factories.section(factories.submission())
    for order, (followed, themes) in enumerate(
        [((own, others), ("civil", "religion")), ((own,), ()), ((others,), ("religion",))], 1
    ):
        ask = factories.new_recommendation(section, order)
        ask.follows_up.set(followed)
        ask.themes.set([factories.theme(slug) for slug in themes])
    groups = client.get("/states/irl/").context["asks"]
    assert [
        (group.theme and group.theme.value, [(a.row.order, a.followed_up) for a in group.asks])
        for group in groups
    ] == [("religion", [(1, "124.1")]), (None, [(2, "124.1")])]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/states/irl/", 21), (SIDE, 21)])
def test_pages_of_a_state_cost_the_same_queries_whatever_it_recommended(
    client: Client, django_assert_num_queries: Any, address: str, queries: int, rows: int
) -> None:
    section = factories.section(factories.submission())
    for order in range(1, rows + 1):
        row = factories.recommendation(themes=(f"theme-{order}",), states=("IRL", "FRA"))
        factories.assessment(row)
        case = factories.case()
        factories.case_event(case)
        law = factories.law()
        factories.law_change(law)
        factories.evidence(row, case=case)
        factories.evidence(row, law=law)
        follow_up(section, order, row)
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


# One printed side


def test_side_shows_up_to_four_recommendations_in_full_in_the_order_of_the_report(
    client: Client,
) -> None:
    for number in ("124.10", "124.2", "126.1", "125.3"):
        factories.recommendation(number)
    side = read_side(client)
    assert numbers(side.in_full) == ["124.2", "124.10", "125.3", "126.1"]
    assert (numbers(side.in_brief), side.more) == ([], 0)


def test_side_shows_the_most_telling_in_full_where_there_are_more(client: Client) -> None:
    for number, claim, status in (
        ("124.1", "none", "fully_implemented"),
        ("124.2", "none", None),
        ("124.3", "none", "not_implemented"),
        ("124.4", "already_implemented", "partially_implemented"),
        ("124.5", "none", "regressed"),
        ("124.6", "none", "insufficient_information"),
        ("124.7", "none", "in_progress"),
    ):
        row = factories.recommendation(number, state_claim=claim)
        if status:
            factories.assessment(row, status=status)
    side = read_side(client)
    assert numbers(side.in_full) == ["124.3", "124.4", "124.5", "124.7"]
    assert numbers(side.in_brief) == ["124.1", "124.2", "124.6"]


def test_side_gives_a_line_to_what_nobody_assessed_where_there_are_more_than_four(
    client: Client,
) -> None:
    for item in range(1, 6):
        row = factories.recommendation(f"124.{item}")
    factories.assessment(row)
    side = read_side(client)
    assert numbers(side.in_full) == ["124.5"]
    assert numbers(side.in_brief) == ["124.1", "124.2", "124.3", "124.4"]


def test_side_with_more_recommendations_than_fit_leads_to_the_list(client: Client) -> None:
    for item in range(1, 15):
        factories.recommendation(f"124.{item}")
    side, page = read_side(client), words(client, SIDE)
    assert numbers(side.in_full + side.in_brief) == [f"124.{item}" for item in range(1, 13)]
    assert side.more == 2
    assert "All recommendations: 14" in page


def test_side_says_answer_finding_and_gap_each_with_its_day_and_document(client: Client) -> None:
    row = factories.recommendation("124.21", state_claim="already_implemented")
    factories.assessment(row, summary_en="No steps were taken.")
    page = words(client, SIDE)
    assert "Kazakhstan’s answer Supported (accepted) · Claimed as done para. 124" in page
    assert (
        "What we found As of March 2019: Not implemented Kazakhstan says done; we found otherwise. "
        "No steps were taken. Watch" in page
    )


def test_side_asks_for_each_recommendation_in_turn_the_most_telling_first(client: Client) -> None:
    first, second = (factories.recommendation(number) for number in ("124.1", "124.2"))
    factories.assessment(second, status="regressed")
    section = factories.section(factories.submission())
    follow_up(section, 1, first)
    follow_up(section, 2, first, second)
    follow_up(section, 3, second)
    follow_up(section, 4, first)
    asks = read_side(client).asks
    assert [(ask.row.order, ask.followed_up) for ask in asks] == [
        (2, "124.1, 124.2"),
        (1, "124.1"),
        (3, "124.2"),
    ]


def test_side_asks_what_the_newest_cycle_asks_first(client: Client) -> None:
    row = factories.recommendation("124.1")
    newest = factories.review("kaz-2025", cycle=factories.cycle(4), report=None)
    follow_up(factories.section(factories.submission("old")), 1, row)
    follow_up(factories.section(factories.submission("new", review=newest)), 1, row)
    asks = read_side(client).asks
    assert [ask.row.section.submission.key for ask in asks] == ["new", "old"]


def test_side_asks_nothing_of_a_submission_that_is_not_published(client: Client) -> None:
    row = factories.recommendation("124.1")
    follow_up(factories.section(factories.submission(publication_state="draft")), 1, row)
    assert read_side(client).asks == []
    assert "No new recommendation published here follows these up." in words(client, SIDE)


def a_later_review(**values: Any) -> Review:
    return factories.review("kaz-2099", cycle=factories.cycle(4), report=None, **values)


def test_side_says_when_the_next_review_is(client: Client) -> None:
    factories.recommendation("124.1")
    factories.submission(review=a_later_review(reviewed_on=dt.date(2099, 1, 20)))
    assert "Next review of Kazakhstan: 20 January 2099 ." in words(client, SIDE)


def test_side_gives_the_session_where_the_day_of_the_next_review_is_not_set(
    client: Client,
) -> None:
    factories.recommendation("124.1")
    session = WorkingGroupSession.objects.create(
        number=99, cycle=factories.cycle(4), precision="range",
        first_day=dt.date(2099, 1, 19), last_day=dt.date(2099, 1, 30),
    )  # fmt: skip
    factories.submission(review=a_later_review(reviewed_on=None, session=session))
    assert "Next review of Kazakhstan: January 2099 ." in words(client, SIDE)


def test_side_does_not_call_a_review_next_that_took_place(client: Client) -> None:
    factories.recommendation("124.1")
    factories.submission()
    page = words(client, SIDE)
    assert (
        "Last review of Kazakhstan: 30 October 2019 . We do not know yet when the next one will be."
    ) in page


# The strongest evidence


def shown(row: Recommendation, most: int = 2) -> list[Evidence]:
    return [one.row for one in top_evidence([row.pk], limit=most)[row.pk].pieces]


def test_strongest_evidence_is_regression_then_no_change_then_progress() -> None:
    row = factories.recommendation()
    rows = {
        direction: factories.evidence(row, case=factories.case(), direction=direction)
        for direction in ("progress", "no_change", "regression")
    }
    assert shown(row, 3) == [rows["regression"], rows["no_change"], rows["progress"]]


def test_strongest_evidence_is_a_case_before_law_event_and_figure() -> None:
    row = factories.recommendation()
    figure = factories.evidence(row, figure=factories.figure())
    event = factories.evidence(row, event=factories.event())
    change = factories.evidence(row, law_change=factories.law_change(factories.law()))
    case = factories.evidence(row, case=factories.case())
    assert shown(row, 4) == [case, change, event, figure]


def test_strongest_evidence_is_the_newest_of_its_kind() -> None:
    row = factories.recommendation()
    cases = [factories.case() for _ in range(3)]
    for case, day in zip(cases, (1, 3, 2), strict=True):
        factories.case_event(case, first_day=dt.date(2018, 5, day))
    pieces = [factories.evidence(row, case=case) for case in cases]
    assert shown(row, 3) == [pieces[1], pieces[2], pieces[0]]


def test_strongest_evidence_counts_all_that_is_public_and_nothing_else() -> None:
    row = factories.recommendation()
    for direction in ("progress", "regression", "regression"):
        factories.evidence(row, case=factories.case(), direction=direction)
    secret = factories.case(publication_state="draft")
    factories.evidence(row, case=secret, direction="regression")
    found = top_evidence([row.pk], limit=2)[row.pk]
    assert [(str(direction), count) for direction, count in found.counts] == [
        ("regression", 2),
        ("progress", 1),
    ]
    assert (len(found.pieces), found.total) == (2, 3)


def test_side_says_of_evidence_where_a_person_and_a_law_stand(client: Client) -> None:
    row = factories.recommendation("124.1")
    case = factories.case("a-person", kind="person")
    factories.case_event(case, kind="arrested", first_day=dt.date(2018, 5, 10))
    factories.evidence(row, case=case, reason_en="Held for a post.")
    factories.evidence(row, law=factories.law("x"), reason_en="It stands.")
    page = words(client, SIDE)
    assert "No change A person · As of 10 May 2018: Detained · Held for a post." in page
    assert "No change Law x · No change recorded · It stands." in page


# Submissions and new recommendations


def test_submission_shows_what_each_section_cites_and_asks(client: Client) -> None:
    row = factories.recommendation("124.1", title_en="End it")
    factories.assessment(row)
    submission = factories.submission(sent_on=dt.date(2019, 4, 1))
    for order, certainty in enumerate(("certain", "probable"), 1):
        section = factories.section(submission, order)
        factories.citation(section, row, words=f"words {order}", certainty=certainty)
    factories.new_recommendation(section)
    factories.citation(section, factories.recommendation("124.2", publication_state="draft"), words="secret")
    context = client.get("/submissions/watch-2019/").context
    assert [
        (section.order, [(c.words, line.number) for c, line in cited], len(asked))
        for section, cited, asked in context["sections"]
    ] == [(1, [("words 1", "124.1")], 0), (2, [("words 2", "124.1")], 1)]
    page = words(client, "/submissions/watch-2019/")
    assert "cites 1 recommendation · asks for 1 new one" in page
    assert "Sent on 1 April 2019" in page
    assert "certainly refers to this recommendation As of March 2019: Not implemented" in page
    assert 'href="#section-2"' in client.get("/submissions/watch-2019/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/submissions/watch-2019/", 14), ("/new-recommendations/", 11)],
)
def test_pages_of_asks_cost_the_same_queries_however_many(
    client: Client, django_assert_num_queries: Any, address: str, queries: int, rows: int
) -> None:
    submission = factories.submission()
    for order in range(1, rows + 1):
        section = factories.section(submission, order)
        row = factories.recommendation()
        factories.citation(section, row)
        follow_up(section, 1, row, factories.recommendation())
    client.get(f"{address}?theme=")
    with django_assert_num_queries(queries):
        client.get(f"{address}?theme=")


def test_new_recommendations_are_listed_with_what_they_follow_up(client: Client) -> None:
    rows = [factories.recommendation(number) for number in ("124.10", "124.2")]
    factories.assessment(rows[0], status="regressed")
    follow_up(factories.section(factories.submission()), 1, *rows)
    page = words(client, "/new-recommendations/")
    assert "Follows up 124.2 Not yet assessed 124.10 As of March 2019: Moved backwards" in page


def test_new_recommendation_names_who_recommended_it_before(client: Client) -> None:
    section = factories.section(factories.submission())
    follow_up(
        section, 1, factories.recommendation(states=("IRL", "FRA")),
        factories.recommendation(states=("AUT",), publication_state="draft"),
    )  # fmt: skip
    context = client.get("/new-recommendations/watch-2019/1.1/").context
    assert [state.iso3 for state in context["asked_before_by"]] == ["FRA", "IRL"]


def test_new_recommendation_says_what_became_of_it(client: Client) -> None:
    section = factories.section(factories.submission())
    ask, address = factories.new_recommendation(section), "/new-recommendations/watch-2019/1.1/"
    assert (
        "Not known here: Kazakhstan was reviewed (30 October 2019), "
        "but those recommendations have not been read in yet."
    ) in words(client, address)
    taken = factories.recommendation("7.1", review=section.submission.review)
    said = "None of the recommendations made to Kazakhstan in 2019 and tracked here takes it up."
    assert said in words(client, address)
    ask.taken_up_in.add(taken)
    page = words(client, address)
    assert "What became of it 7.1 Do what is asked in 7.1" in page
    assert said not in page
