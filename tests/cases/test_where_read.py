"""A fact is cited to whoever told that fact: to its own sources, in its own passage."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from recommendations.models import Recommendation, Source
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
PAGE = "/recommendations/kaz-2014/124.21/"


def source(slug: str, **values: Any) -> Source:
    values = {"symbol": "", "kind": "publication", "title": slug.capitalize(), **values}
    return factories.source(slug, **values)


def read(row: Any, *slugs: str, passage: str = "") -> Any:
    """The row, read in these sources and no others."""
    row.sources.set([source(slug) for slug in slugs])
    row.passage = passage
    row.save()
    return row


@pytest.fixture
def row() -> Recommendation:
    return factories.recommendation("124.21")


@pytest.fixture
def case() -> Any:
    return read(factories.case("known"), "old", passage="¶ 1")


@pytest.fixture
def law() -> Any:
    return read(factories.law("code"), "old", passage="¶ 1")


def cited(client: Client, address: str = PAGE) -> list[str]:
    """Where we read of the only piece of evidence, line by line."""
    page = client.get(address).content.decode()
    [pieces] = re.findall(r'<ul class="evidence pieces">(.*?)</ul>', page, re.DOTALL)
    lines = re.findall(r'<p class="small">(.*?)</p>', pieces, re.DOTALL)
    texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", line)).strip() for line in lines]
    return [text.replace(" ,", ",") for text in texts]


# Cases


def test_arrest_is_cited_to_its_own_source_and_not_to_those_of_its_case(
    client: Client, row: Recommendation, case: Any
) -> None:
    read(factories.case_event(case), "new", passage="¶ 9")
    factories.evidence(row, case=case)
    assert cited(client) == ["New, ¶ 9"]


def test_only_the_events_that_the_piece_tells_of_are_cited(
    client: Client, row: Recommendation, case: Any
) -> None:
    may = dt.date(2018, 5, 1)
    read(factories.case_event(case, kind="protested", first_day=may), "protest")
    read(factories.case_event(case, kind="arrested", first_day=may, order=1), "arrest")
    read(factories.case_event(case, kind="imprisoned", first_day=dt.date(2018, 6, 1)), "prison")
    read(
        factories.case_event(case, kind="banned_from_activity", first_day=dt.date(2018, 7, 1)),
        "ban", passage="¶ 3",
    )  # fmt: skip
    factories.evidence(row, case=case)
    assert cited(client) == [
        "Imprisoned, 1 June 2018: Prison",
        "Banned from an activity, 1 July 2018: Ban, ¶ 3",
    ]


def test_what_a_status_is_true_as_of_is_cited_beside_what_began_it(
    client: Client, row: Recommendation, case: Any
) -> None:
    read(factories.case_event(case, kind="imprisoned"), "prison", passage="Part A ¶ 2")
    confirmed = factories.case_event(case, kind="confirmed", first_day=dt.date(2019, 3, 1))
    read(confirmed, "later", passage="¶ 7")
    factories.evidence(row, case=case)
    assert cited(client) == [
        "Imprisoned, 10 May 2018: Prison, Part A ¶ 2",
        "No change, 1 March 2019: Later, ¶ 7",
    ]
    read(confirmed, "prison", passage="Introduction; Part A ¶ 2")
    assert cited(client) == ["Prison, Introduction; Part A ¶ 2"]
    read(confirmed, "prison", passage="Part B ¶ 2")
    assert cited(client) == ["Prison, Part A ¶ 2; Part B ¶ 2"]


def test_organisation_is_cited_for_its_restrictions_only(client: Client, row: Recommendation) -> None:
    case = read(factories.case("union", kind="organisation"), "old")
    read(factories.case_event(case, kind="organisation_banned"), "ban")
    read(factories.case_event(case, kind="released", order=1), "release")
    piece = factories.evidence(row, case=case)
    assert cited(client) == ["Ban"]
    other = read(factories.case("group", kind="group"), "old")
    read(factories.case_event(other, kind="spoke_out", first_day=dt.date(2017, 1, 1)), "earlier")
    read(factories.case_event(other, kind="spoke_out"), "newest")
    piece.case = other
    piece.save()
    assert cited(client) == ["Newest"]


def test_event_without_a_source_is_cited_to_the_case_only_as_a_whole(
    client: Client, row: Recommendation, case: Any
) -> None:
    factories.case_event(case, passage="¶ 9")
    factories.evidence(row, case=case)
    whole = "no source of its own is recorded; on the case as a whole: Old, ¶ 1"
    assert cited(client) == [whole]
    assert f"Arrested Reported · {whole}" in words(client, "/cases/known/")
    read(factories.case_event(case, kind="charged", order=1), "new")
    assert cited(client) == [f"Arrested, 10 May 2018: {whole}", "Charged, 10 May 2018: New"]
    case.sources.clear()
    assert cited(client) == [
        "Arrested, 10 May 2018: no source is recorded", "Charged, 10 May 2018: New",
    ]  # fmt: skip


def test_case_in_which_nothing_happened_is_cited_to_its_own_sources(
    client: Client, row: Recommendation, case: Any
) -> None:
    factories.evidence(row, case=case)
    assert cited(client) == ["Old, ¶ 1"]


def test_case_page_cites_description_and_events_apart(client: Client, case: Any) -> None:
    read(factories.case_event(case), "new", passage="¶ 9")
    page = words(client, "/cases/known/")
    assert "Where we read it Old, ¶ 1 Last known situation" in page
    assert "Arrested Reported · New, ¶ 9 Relevant to" in page


# Laws


def test_status_of_a_law_is_cited_to_the_change_that_made_it(
    client: Client, row: Recommendation, law: Any
) -> None:
    read(factories.law_change(law, kind="proposed", first_day=dt.date(2014, 1, 1)), "draft")
    read(factories.law_change(law), "new", passage="¶ 9")
    factories.evidence(row, law=law)
    assert cited(client) == ["New, ¶ 9"]
    read(factories.law_change(law, kind="confirmed", first_day=dt.date(2019, 3, 1)), "later")
    assert cited(client) == ["Amended, 2 December 2015: New, ¶ 9", "No change, 1 March 2019: Later"]


def test_change_is_cited_to_its_own_source_and_without_one_to_the_law_as_a_whole(
    client: Client, row: Recommendation, law: Any
) -> None:
    change = read(factories.law_change(law), "new", passage="¶ 9")
    factories.evidence(row, law_change=change)
    assert cited(client) == ["New, ¶ 9"]
    change.sources.clear()
    whole = "no source of its own is recorded; on the law as a whole: Old, ¶ 1"
    assert cited(client) == [whole]
    assert f"Amended Reported · {whole}" in words(client, "/laws/code/")


def test_law_in_which_nothing_changed_is_cited_to_its_own_sources(
    client: Client, row: Recommendation, law: Any
) -> None:
    factories.evidence(row, law=law)
    assert cited(client) == ["Old, ¶ 1"]


# Who tells it


def test_what_somebody_claims_is_not_told_in_the_name_of_another(
    client: Client, row: Recommendation, case: Any
) -> None:
    """Two events in one source: what the ministry claims of one is not its claim of the other."""
    ministry = factories.body("ministry")
    read(factories.case_event(case, kind="imprisoned"), "news", passage="¶ 1")
    read(
        factories.case_event(
            case, kind="charged", order=1, assertion="claimed", asserted_by=ministry
        ),
        "news", passage="¶ 2",
    )  # fmt: skip
    factories.evidence(row, case=case)
    assert cited(client) == [
        "Imprisoned, 10 May 2018: News, ¶ 1",
        "Charged (claimed), 10 May 2018: Claimed by Ministry · News, ¶ 2",
    ]


@pytest.mark.parametrize("kind", ["event", "figure", "law_change"])
def test_who_asserts_a_piece_of_evidence_stands_beside_its_source(
    client: Client, row: Recommendation, law: Any, kind: str
) -> None:
    put = {"assertion": "alleged", "asserted_by": factories.body("lawyer")}
    target = factories.law_change(law, **put) if kind == "law_change" else getattr(factories, kind)(**put)
    factories.evidence(row, **{kind: read(target, "news")})
    assert cited(client) == ["Alleged by Lawyer · News"]


def test_what_is_only_alleged_or_claimed_says_so_in_every_list(client: Client, row: Recommendation) -> None:
    row.themes.set([factories.theme("torture")])
    case, law = factories.case("group", kind="group"), factories.law("code")
    for record in (case, law):
        record.themes.set([factories.theme("torture")])
    article = factories.provision(law)
    factories.case_event(case, kind="ill_treated", assertion="alleged", provision=article)
    change = factories.law_change(law, kind="repealed", assertion="claimed")
    for target in ({"case": case}, {"law_change": change}):
        factories.evidence(row, **target)
    for address, counts in {
        PAGE: (1, 1),
        "/cases/": (1, 0),
        "/cases/group/": (1, 0),
        "/laws/code/": (1, 2),
        "/themes/torture/": (1, 1),
        "/changes/between/?from=2014&to=2019": (1, 1),
        "/reviews/kaz-2014/from/irl/": (0, 1),
    }.items():
        page = words(client, address)
        told = page.count("Torture or ill-treatment (alleged)"), page.count("Repealed (claimed)")
        assert (address, told) == (address, counts)


# Where in the source, and what it cites


def test_passage_of_several_sources_stands_beside_none_of_them(client: Client, row: Recommendation) -> None:
    event = read(factories.event("visit"), "first", "second", passage="First ¶ 2; Second ¶ 4")
    factories.evidence(row, event=event)
    where = "where in them: First ¶ 2; Second ¶ 4"
    assert cited(client) == [f"First · Second · {where}"]
    page = words(client, "/events/visit/")
    assert f"Where we read it First Second {where} How to cite" in page
    assert f"; source: First, Second; {where}; UPR Tracker" in page


def test_source_is_never_told_to_cite_what_another_cites(client: Client, row: Recommendation) -> None:
    event = read(factories.event("visit"), "aa", "bb", "zz")
    event.sources.add(
        source("of-bb", title="Of bb", seen_by_us=False, cited_in=source("bb")),
        source("of-other", title="Of other", seen_by_us=False, cited_in=source("other")),
    )
    factories.evidence(row, event=event)
    assert cited(client) == ["Aa · Bb · citing Of bb · Zz · Of other (we did not see it ourselves)"]
    page = words(client, "/events/visit/")
    assert (
        "Where we read it Aa Bb Of bb · cited there; we did not see it ourselves Zz "
        "Of other · we did not see it ourselves How to cite"
    ) in page
    assert "; source: Bb, which cites Of bb; source: Aa, Zz, Of other; UPR Tracker" in page


def test_finding_does_not_pass_off_as_read_what_its_source_cites(client: Client, row: Recommendation) -> None:
    cited_only = source("of-bb", title="Of bb", seen_by_us=False, cited_in=source("bb"))
    factories.assessment(row).sources.set([source("aa"), source("bb"), cited_only])
    assert "Aa · Bb · citing Of bb" in words(client, PAGE)


def test_number_is_no_paragraph_of_a_database_from_which_the_wording_is(client: Client) -> None:
    database = source("base", kind="secondary_database", title="A database")
    row = factories.recommendation("124.21", text="Ratify it", text_source=database)
    assert "Ratify it A database Recommending States" in words(client, PAGE)
    row.text_source = factories.source()
    row.save()
    assert "Ratify it A/HRC/28/10, para. 124.21 Recommending States" in words(client, PAGE)
