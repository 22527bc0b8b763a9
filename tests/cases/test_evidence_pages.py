"""Pages of the evidence where there is much of it, little of it, or something that nobody sees."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from cases.models import CaseRelation, FormerNumber, Mention, OtherSpelling
from tests.support import factories
from tests.support.public import words

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def links(client: Client, address: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', client.get(address).content.decode())


def test_case_without_anything_says_so(client: Client) -> None:
    factories.case("nobody", kind="organisation")
    page = words(client, "/cases/nobody/")
    for sentence in (
        "No restrictions in force are recorded.", "No dated event is recorded.",
        "Not linked to any recommendation yet.", "No new recommendation on this is published here.",
    ):  # fmt: skip
        assert sentence in page
    assert "of anything later nothing is recorded" not in page


def test_case_timeline_is_in_order_of_time(client: Client) -> None:
    """What happened not later than a day stands before what happened on that day."""
    case = factories.case("one")
    factories.case_event(case, kind="charged", first_day=dt.date(2019, 3, 31))
    factories.case_event(case, kind="arrested", first_day=dt.date(2019, 3, 31), precision="by")
    factories.case_event(case, kind="investigated", first_day=dt.date(2018, 1, 1))
    page = words(client, "/cases/one/")
    timeline = page[page.index("What happened") : page.index("Relevant to")]
    kinds = re.findall(r"Investigation opened|Arrested|Charged", timeline)
    assert kinds == ["Investigation opened", "Arrested", "Charged"]


def test_what_is_only_alleged_is_never_told_as_a_fact(client: Client) -> None:
    case = factories.case("one")
    factories.case_event(case, kind="ill_treated", assertion="alleged")
    factories.case_event(case, kind="convicted", assertion="found")
    page = words(client, "/cases/one/")
    assert "Torture or ill-treatment (alleged) Alleged · no source is recorded" in page
    assert "Convicted Found · no source is recorded" in page


def test_case_page_links_source_with_original_and_archived_copy(client: Client) -> None:
    case = factories.case("one")
    source = factories.source(
        "news", symbol="", kind="publication", title="News", url="https://news.example/1",
        archived_url="https://archive.example/1", accessed_on=dt.date(2019, 5, 1),
    )  # fmt: skip
    factories.case_event(case).sources.add(source)
    case.sources.add(source)
    found = links(client, "/cases/one/")
    for address in ("/sources/news/", "https://news.example/1", "https://archive.example/1"):
        assert found.count(address) == 2
    assert "read on 1 May 2019" in words(client, "/cases/one/")


def test_article_names_neither_a_private_case_nor_a_private_law(client: Client) -> None:
    public, private = factories.law("public"), factories.law("private", publication_state="draft")
    article, hidden = factories.provision(public), factories.provision(private, "9")
    case = factories.case("known")
    factories.case_event(case, provision=hidden)
    secret = factories.case("secret", publication_state="draft")
    factories.case_event(secret, provision=article)
    assert "No case published here names this article." in words(client, "/laws/public/")
    assert "article 9" not in words(client, "/cases/known/")
    factories.case_event(case, provision=article, kind="charged")
    assert "Known: Charged, 10 May 2018" in words(client, "/laws/public/")


def test_law_page_gives_each_case_of_an_article_once_and_articles_in_order(client: Client) -> None:
    law = factories.law("code")
    for number in ("174", "90", "174-1"):
        article = factories.provision(law, number)
    case = factories.case("known")
    for day, kind in ((2, "convicted"), (1, "charged")):
        factories.case_event(
            case, provision=article, kind=kind, first_day=dt.date(2018, 5, day)
        )  # fmt: skip
    page = words(client, "/laws/code/")
    assert re.findall(r"Article (\S+)", page) == ["90", "174", "174-1"]
    assert "Known: Charged, 1 May 2018; Convicted, 2 May 2018" in page


def test_law_page_gives_each_recommendation_once_with_the_change_it_speaks_of(
    client: Client,
) -> None:
    row = factories.recommendation("124.21", title_en="Be clear", states=("IRL", "NLD"))
    law = factories.law("code")
    factories.evidence(row, law=law, reason_en="It was vague.")
    factories.evidence(factories.recommendation("124.22"), law=law)
    factories.evidence(
        row, law_change=factories.law_change(law), direction="progress", reason_en="It is clear."
    )
    page = words(client, "/laws/code/")
    assert page.count("124.21 Be clear") == 1
    assert "→ No change It was vague. ↗ Progress (Amended, 2 December 2015) It is clear." in page
    assert "Recommended by Ireland, Netherlands (Kingdom of the)" in page
    assert {"/reviews/kaz-2014/from/irl/", "/reviews/kaz-2014/from/nld/"} <= set(links(client, "/laws/code/"))


def test_theme_without_a_page_is_named_but_not_linked(client: Client) -> None:
    factories.recommendation(themes=("torture",))
    case = factories.case("one")
    case.themes.set([factories.theme("torture"), factories.theme("privacy")])
    assert "Torture" in words(client, "/cases/one/")
    assert "Privacy" in words(client, "/cases/one/")
    assert [one for one in links(client, "/cases/one/") if one.startswith("/themes/t")] == [
        "/themes/torture/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"wording_en": "many"}, "The source gives no number, only “many”."),
        ({"low": 5, "high": 5}, "As a number 5 "),
        ({"low": 5}, "As a number at least 5 "),
        ({"high": 9}, "As a number at most 9 "),
        ({"low": 5, "high": 9}, "As a number 5–9 "),
    ],
)
def test_figure_page_says_what_the_words_come_to(client: Client, values: dict[str, Any], said: str) -> None:
    assert said in words(client, factories.figure(**values).get_absolute_url())


def test_event_without_an_end_says_so(client: Client) -> None:
    factories.event("open", precision="since", last_day=None)
    assert "When since 10 May 2018 (no end is recorded)" in words(client, "/events/open/")
    factories.event("closed")
    assert "no end is recorded" not in words(client, "/events/closed/")


def test_quotation_stands_in_the_language_of_its_source(client: Client) -> None:
    event = factories.event("said", quotation="Бессмысленно", quoted_person="Somebody")
    event.sources.add(factories.source("ru", symbol="", kind="publication", title="Газета", language="ru"))
    page = client.get("/events/said/").content.decode()
    assert re.findall(r'<blockquote lang="(\w+)">\s*<p>(.*)</p>', page) == [("ru", "Бессмысленно")]


@pytest.mark.parametrize(("address", "make"), [("events", "event"), ("figures", "figure")])
def test_list_by_year_has_fifty_on_a_page_and_leads_to_each_year(
    client: Client, address: str, make: str
) -> None:
    for number in range(51):
        year = 2018 if number < 50 else 2012
        first = dt.date(year, 1, 1)
        getattr(factories, make)(first_day=first, last_day=first, precision="day")
    assert getattr(factories, make)(publication_state="draft").first_day.year == 2018
    first_page, second = words(client, f"/{address}/"), words(client, f"/{address}/?page=2")
    assert f"51 {address} 2018 50 2012 1 2018 " in first_page
    assert first_page.count("1 January 2018") == 50
    assert second.count("1 January 2018") == 0
    assert second.count("1 January 2012") == 1
    found = links(client, f"/{address}/")
    assert "?page=1#year-2018" in found
    assert "?page=2#year-2012" in found
    assert "“x”" in words(client, f"/{address}/?page=x")


def test_list_of_cases_says_what_happened_last_and_not_that_nothing_did(client: Client) -> None:
    case = factories.case("one")
    factories.case_event(case, kind="imprisoned", first_day=dt.date(2018, 1, 2), place_en="Atyrau")
    factories.case_event(case, kind="confirmed", first_day=dt.date(2019, 3, 1))
    page = words(client, "/cases/")
    assert "As of 1 March 2019: Imprisoned" in page
    assert "Last recorded: 2 January 2018 · Imprisoned, Atyrau" in page


def test_list_of_laws_says_what_changed_last(client: Client) -> None:
    law = factories.law("code")
    factories.law_change(law, summary_en="Now narrower.")
    factories.law_change(law, first_day=dt.date(2012, 1, 1), summary_en="Once wider.")
    page = words(client, "/laws/")
    assert "As of 2 December 2015: Amended Last recorded: 2 December 2015 · Now narrower." in page
    assert "Once wider" not in page


def much(rows: int) -> None:
    """A case, a law, an event and a figure with so many rows of each kind beside them."""
    case, law = factories.case("case"), factories.law("law")
    event, figure = factories.event("event"), factories.figure("figure")
    source = factories.source("hrw", symbol="", kind="submission", title="Submission")
    section = factories.section(factories.submission())
    for number in range(rows):
        other = factories.case()
        article = factories.provision(law, str(number))
        FormerNumber.objects.create(provision=article, number=f"old {number}")
        OtherSpelling.objects.create(case=case, spelling=f"Spelling {number}")
        CaseRelation.objects.create(from_case=case, kind="heads", to_case=other)
        CaseRelation.objects.create(from_case=other, kind="belongs_to", to_case=case)
        factories.case_event(case, order=number, provision=article).sources.add(source)
        change = factories.law_change(law, order=number, provision=article)
        change.sources.add(source)
        factories.figure(part_of=figure)
        row = factories.recommendation(states=("IRL", "NLD"), themes=(f"theme-{number}",))
        factories.assessment(row).sources.add(source)
        for target in (
            {"case": case}, {"law": law}, {"law_change": change}, {"event": event},
            {"figure": figure},
        ):  # fmt: skip
            factories.evidence(row, **target)
        ask = factories.new_recommendation(section, number + 1)
        ask.follows_up.add(row)
        for named in ({"case": case}, {"law": law}):
            Mention.objects.create(new_recommendation=ask, **named)
        for record in (case, law, event, figure):
            record.sources.add(source)
            record.themes.add(factories.theme(f"theme-{number}"))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_record_costs_the_same_queries_whatever_stands_on_it(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    much(rows)
    costs = {
        "/cases/case/": 18, "/laws/law/": 17, "/events/event/": 12, "/figures/figure/": 14,
        "/sources/hrw/": 14, "/sources/": 4,
    }  # fmt: skip
    for address, queries in costs.items():
        # The first request after a write brings the index to what was written.
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
