"""Pages of the sources: which are public, and what rests on each."""

import datetime as dt
import re

import pytest
from django.test import Client

from recommendations.models import Source
from tests.support import factories
from tests.support.public import words
from upr_tracker.source_use import reference

# What pages answer is the same on both engines: `test_both_engines.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def publication(slug: str, **values: object) -> Source:
    values = {"symbol": "", "kind": "publication", "title": slug.capitalize(), **values}
    return factories.source(slug, **values)


def test_list_of_sources_names_what_something_public_cites_by_kind(client: Client) -> None:
    factories.recommendation()  # answered in A/HRC/28/10
    factories.event().sources.add(publication("zeitung", publisher="A"), publication("article"))
    factories.event(publication_state="draft").sources.add(publication("hidden"))
    factories.case(basis="public_sources", basis_source=publication("ground"))
    publication("unused")
    page = words(client, "/sources/")
    assert page.index("UN documents A/HRC/28/10") < page.index("Publications Article")
    assert page.index("Article") < page.index("Zeitung A")
    assert "3 sources" in page
    for private in ("Hidden", "Ground", "Unused"):
        assert private not in page


def test_list_of_sources_is_paged(client: Client) -> None:
    event = factories.event()
    event.sources.set([publication(f"source-{number:02}") for number in range(51)])
    assert "Source-49" in words(client, "/sources/")
    assert "Source-50" not in words(client, "/sources/")
    assert "Source-50" in words(client, "/sources/?page=2")


def test_source_page_counts_what_rests_on_it(client: Client) -> None:
    row = factories.recommendation(
        "124.21", text="Review it", text_source=factories.source(), title_en="Review"
    )
    factories.assessment(row).sources.add(factories.source())
    factories.recommendation("124.22", title_en="Ratify")
    found = factories.recommendation("124.23", title_en="Repeal", position=None)
    factories.assessment(found).sources.add(factories.source())
    hidden = factories.recommendation(
        "124.24", title_en="Hidden", text="Hide it", text_source=factories.source(),
        publication_state="draft",
    )  # fmt: skip
    factories.assessment(hidden).sources.add(factories.source())
    page = words(client, "/sources/a-hrc-28-10/")
    assert "Sources › A/HRC/28/10" in page
    assert "Reviews 1 Kazakhstan" in page
    assert (
        "Recommendations 3 "
        "124.21 Review official wording · the State’s answer · our finding "
        "124.22 Ratify the State’s answer "
        "124.23 Repeal our finding "
    ) in page
    assert "Hidden" not in page


def test_source_page_groups_all_kinds_of_records(client: Client) -> None:
    source = publication("news")
    case, law = factories.case("known"), factories.law("code", title_en="Code")
    factories.case_event(case).sources.add(source)
    factories.law_change(law).sources.add(source)
    factories.event(title_en="A visit").sources.add(source)
    factories.figure(wording_en="five").sources.add(source)
    factories.submission(title_en="To the UN", source=source)
    factories.case_event(factories.case(publication_state="draft")).sources.add(source)
    publication("heard-of", seen_by_us=False, cited_in=source)
    cited = publication("cited", seen_by_us=False, cited_in=source)
    factories.event(title_en="Another").sources.add(cited)
    page = words(client, "/sources/news/")
    assert (
        "What is based on it Submissions 1 To the UN Cases 1 Known Arrested, 10 May 2018 "
        "Laws 1 Code Amended, 2 December 2015 Events 1 A visit, 10 May 2018 "
        "Figures 1 five administrative cases, 2018 "
        "Sources that we know only through it 1 Cited "
    ) in page
    assert "It is cited in: News" in words(client, "/sources/cited/")


def test_source_page_lists_the_facts_that_cite_it_and_no_others(client: Client) -> None:
    source, other = publication("news"), publication("other")
    case, law = factories.case("known"), factories.law("code", title_en="Code")
    for record in (case, law):
        record.sources.add(source)
    for day in (1, 2):
        arrest = factories.case_event(case, first_day=dt.date(2018, 5, day), assertion="alleged")
        arrest.sources.add(source)
    factories.case_event(case, kind="charged").sources.add(other)
    factories.law_change(law).sources.add(other)
    factories.law_change(law, kind="proposed").sources.add(source)
    elsewhere = factories.case("elsewhere")
    elsewhere.sources.add(other)
    factories.case_event(elsewhere).sources.add(other)
    rests = words(client, "/sources/news/").partition("What is based on it")[2]
    assert rests.startswith(
        " Cases 1 Known the case as a whole; Arrested (alleged), 1 May 2018; "
        "Arrested (alleged), 2 May 2018 "
        "Laws 1 Code the law as a whole; Proposed, 2 December 2015 "
    )
    rests = words(client, "/sources/other/").partition("What is based on it")[2]
    assert rests.startswith(
        " Cases 2 Elsewhere the case as a whole; Arrested, 10 May 2018 Known Charged, 10 May 2018 "
        "Laws 1 Code Amended, 2 December 2015 "
    )


def test_source_page_pages_the_recommendations(client: Client) -> None:
    for number in range(1, 52):
        factories.recommendation(f"124.{number}")
    first = words(client, "/sources/a-hrc-28-10/")
    second = words(client, "/sources/a-hrc-28-10/?page=2")
    assert "Recommendations 51" in first
    assert "Recommendations 51" in second
    found = [re.findall(r"asked in (124\.\d+)", page) for page in (first, second)]
    assert [len(page) for page in found] == [50, 1]
    assert found[1] == ["124.51"]


def test_source_page_says_what_is_missing(client: Client) -> None:
    factories.event().sources.add(publication("bare"), publication("linked", url="https://news.example/"))
    bare, linked = words(client, "/sources/bare/"), words(client, "/sources/linked/")
    assert "No link is recorded." in bare
    assert "archived" not in bare
    assert "No archived copy is recorded." in linked
    assert "No link is recorded." not in linked
    assert "How we know it We read it ourselves." in bare


def test_reference_says_who_what_when_and_where() -> None:
    source = publication(
        "news", publisher="Forum 18", title="Survey", published_on=dt.date(2018, 9, 14),
        url="https://forum.example/1", accessed_on=dt.date(2019, 5, 1),
        archived_url="https://archive.example/1",
    )  # fmt: skip
    assert reference(source) == (
        "Forum 18, Survey, 14 September 2018, https://forum.example/1, read on 1 May 2019, "
        "archived at https://archive.example/1"
    )
    document = factories.source(
        "a-hrc-28-10-124", symbol="A/HRC/28/10", paragraph="124", title="Report", publisher="UN"
    )
    assert reference(document) == "UN, Report, A/HRC/28/10, para. 124"
