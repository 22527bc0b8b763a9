"""What changed: the page, the feed and the lines of the home page."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from recommendations.index import RECOMMENDATIONS
from recommendations.models import Assessment, Recommendation
from tests.support import factories
from tests.support.public import read, words
from tests.support.public_world import public_world
from tests.test_confidentiality import CONFIDENTIAL, PUBLISHED, Secret, in_every_state
from upr_tracker.publication_log import Log, Publication, lately, newest_day

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def at(day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(2026, 5, day, hour, tzinfo=dt.UTC)


def told(changes: list[Publication]) -> list[tuple[str, int, int]]:
    return [(change.kind, change.day.day, change.count) for change in changes]


@pytest.fixture
def some_changes() -> Recommendation:
    row = factories.recommendation("124.1", title_en="Stop it", published_at=at(1))
    for number in ("124.2", "124.3"):
        factories.recommendation(number, published_at=at(1, 13))
    factories.recommendation("124.4", published_at=at(3))
    factories.case("first-case", published_at=at(2))
    mistaken = factories.assessment(row, published_at=at(4))
    factories.assessment(row, corrects=mistaken, status="in_progress", published_at=at(5))
    return row


def test_newest_day_is_of_what_is_public(some_changes: Recommendation) -> None:
    assert newest_day() == at(5).date()
    # What is hidden was published later; on a page of its day it would be told.
    hidden = factories.recommendation("124.9", published_at=at(9))
    factories.assessment(hidden, published_at=at(9))
    assert newest_day() == at(9).date()
    Recommendation.objects.filter(pk=hidden.pk).update(publication_state="withdrawn")
    assert newest_day() == at(5).date()


@pytest.mark.django_db(transaction=True)
def test_newest_day_is_kept_until_something_is_written() -> None:
    assert newest_day() is None
    factories.case("first-case", published_at=at(2))
    assert newest_day() == at(2).date()
    with CaptureQueriesContext(connection) as queries:
        assert newest_day() == at(2).date()
    assert len(queries) == 1
    Case.objects.update(publication_state="withdrawn")
    assert newest_day() is None


def test_changes_are_told_newest_first_recommendations_by_review_and_day(
    some_changes: Recommendation,
) -> None:
    changes = Log()[:50]
    assert told(changes) == [
        ("finding", 5, 1),
        ("finding", 4, 1),
        ("recommendations", 3, 1),
        ("case", 2, 1),
        ("recommendations", 1, 3),
    ]
    assert [change.label for change in changes[:2]] == ["Corrected finding", "Finding"]
    assert changes[-1].name == "3 recommendations to Kazakhstan (2014) were published"
    assert len(Log()) == 5
    assert told(Log()[1:3]) == told(changes[1:3])


def test_recommendations_of_one_night_belong_to_the_days_of_the_site(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Almaty"
    for number, hour in (("1.1", 18), ("1.2", 20)):  # 23:00 on the 1st, 01:00 on the 2nd
        factories.recommendation(number, published_at=at(1, hour))
    assert told(Log()[:5]) == [("recommendations", 2, 1), ("recommendations", 1, 1)]


def test_changes_of_one_moment_keep_their_order() -> None:
    for number in range(3):
        factories.case(f"case-{number}", published_at=at(1))
        factories.law(f"law-{number}", published_at=at(1))
    orders = [[change.name for change in Log()[:6]] for _ in range(3)]
    assert orders[0] == ["Case 0", "Case 1", "Case 2", "Law law-0", "Law law-1", "Law law-2"]
    assert orders == [orders[0]] * 3


def test_correction_of_what_was_never_public_is_told_as_a_finding(
    some_changes: Recommendation,
) -> None:
    never = factories.assessment(some_changes, publication_state="draft")
    factories.assessment(some_changes, corrects=never, published_at=at(9))
    assert Log()[:1][0].label == "Finding"


def test_changes_page_groups_by_day_and_says_what_it_is(client: Client, some_changes: Recommendation) -> None:
    page = words(client, "/changes/")
    days = [page.index(f"{day} May 2026") for day in (5, 4, 3, 2, 1)]
    assert days == sorted(days)
    assert "Corrected finding 124.1 Stop it As of March 2019: In progress" in page
    assert "Case First case" in page


def test_changes_page_has_fifty_a_page(client: Client) -> None:
    for number in range(51):
        factories.case(f"case-{number:02}", published_at=at(1))
    first, second = words(client, "/changes/"), words(client, "/changes/?page=2")
    assert first.count("Case Case") == 50
    assert second.count("Case Case") == 1
    assert "Page 2 of 2" in second
    assert "“9” is not a value of “page”" in words(client, "/changes/?page=9")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/changes/", 12), ("/changes.atom", 12)])
def test_changes_cost_the_same_queries_whatever_their_rows(
    client: Client, django_assert_num_queries: Any, rows: int, address: str, queries: int
) -> None:
    for number in range(rows):
        review = factories.review(f"{('kgz', 'tjk', 'uzb')[number]}-2015")
        row = factories.recommendation(review=review)
        factories.assessment(row)
        factories.submission(f"submission-{number}")
        for make in (factories.case, factories.law, factories.event, factories.figure):
            make()
    # What was written is brought to the index before.
    RECOMMENDATIONS.snapshot()
    with django_assert_num_queries(queries):
        client.get(address)


def test_lately_counts_what_is_much_and_names_what_is_little() -> None:
    for number in range(4):
        factories.case(f"case-{number}", published_at=at(2))
        factories.recommendation(f"1.{number}", published_at=at(2))
    factories.law("one-law", published_at=at(3))
    assert told(lately(6)) == [("law", 3, 1), ("recommendations", 2, 4), ("case", 2, 4)]
    assert [change.name for change in lately(6)][-1] == "4 cases"
    assert told(lately(1)) == [("law", 3, 1)]


def test_lately_counts_a_day_beyond_what_it_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upr_tracker.publication_log.LOOKED_AT", 5)
    for number in range(8):
        factories.case(f"case-{number}", published_at=at(2, number))
    factories.case("of-another-day", published_at=at(1))
    assert told(lately(6)) == [("case", 2, 8)]


# The feed


def feed(address: str = "/changes.atom") -> ET.Element:
    answer = read(address)
    assert dict(answer.headers)["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.body)  # noqa: S314  # our own


def test_feed_has_all_that_the_standard_asks_for(some_changes: Recommendation) -> None:
    """RFC 4287: id, title and updated of feed and entries, an author, links that are whole."""
    root = feed()
    assert root.find(f"{ATOM}updated").text == "2026-05-05T12:00:00+00:00"  # type: ignore[union-attr]
    assert root.find(f"{ATOM}id").text == "http://testserver/changes/"  # type: ignore[union-attr]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/changes/",
        "self": "http://testserver/changes.atom",
    }
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Corrected finding: Kazakhstan 2014, 124.1 Stop it: In progress",
        "Finding: Kazakhstan 2014, 124.1 Stop it: Not implemented",
        "Recommendations: 1 recommendation to Kazakhstan (2014) was published",
        "Case: First case",
        "Recommendations: 3 recommendations to Kazakhstan (2014) were published",
    ]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        f"2026-05-0{day}:00:00+00:00" for day in ("5T12", "4T12", "3T12", "2T12", "1T13")
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 5
    assert {one.split(":")[0] for one in ids if one} == {"tag"}
    assert entries[0].findtext(f"{ATOM}author/{ATOM}name") == "Watch"


def test_every_entry_of_the_feed_says_what_it_is_about() -> None:
    row = factories.recommendation("124.1", position="supported", published_at=at(1))
    factories.recommendation("124.2", position="noted", published_at=at(1))
    factories.assessment(row, summary_en="Nothing was done.", published_at=at(2))
    figure = factories.figure(published_at=at(3))
    factories.law("bare", title_en="A law", summary_en="", published_at=at(4))
    page_of_figure = f"UPR Tracker, http://testserver{figure.get_absolute_url()}"
    summaries = [entry.findtext(f"{ATOM}summary") for entry in feed().iter(f"{ATOM}entry")]
    assert summaries == [
        "A law",
        f"{figure.title_en} (2018): 165 administrative cases; {page_of_figure}",
        "Nothing was done.",
        "Supported (accepted): 1; Noted (not accepted): 1",
    ]


def test_entries_of_the_shipped_feed_follow_one_another(demo: None) -> None:
    """One instant for all would leave their order to each reader's program."""
    moments = [entry.findtext(f"{ATOM}updated") for entry in feed().iter(f"{ATOM}entry")]
    assert len(set(moments)) == len(moments) == 50
    assert moments == sorted(moments, key=str, reverse=True)


def test_feed_keeps_an_entry_as_it_was_when_others_come(some_changes: Recommendation) -> None:
    def entries() -> dict[Any, Any]:
        return {e.findtext(f"{ATOM}id"): ET.tostring(e) for e in feed().findall(f"{ATOM}entry")}

    before = entries()
    factories.assessment(some_changes, evidence_up_to=dt.date(2019, 9, 30), published_at=at(9))
    Case.objects.update(published_at=at(2))
    after = entries()
    assert len(after) == len(before) + 1
    assert {key: after[key] for key in before} == before


def test_feed_in_each_language_links_to_pages_in_it(some_changes: Recommendation) -> None:
    root = feed("/kk/changes.atom")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "kk"
    addresses = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
    assert addresses
    assert all(address.startswith("http://testserver/kk/") for address in addresses)


def test_feed_writes_the_text_of_a_finding_as_text() -> None:
    factories.assessment(factories.recommendation(), summary_en="a <b> & c")
    summary = feed().find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert summary.text == "a &lt;b&gt; &amp; c"


def test_feed_of_nothing_is_the_same_each_time() -> None:
    assert feed().findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert read("/changes.atom") == read("/changes.atom")


def test_feed_that_is_known_is_not_sent_again(client: Client, some_changes: Any) -> None:
    etag = client.get("/changes.atom")["ETag"]
    assert client.get("/changes.atom", headers={"If-None-Match": etag}).status_code == 304
    Assessment.objects.filter(corrects__isnull=False).update(publication_state="withdrawn")
    assert client.get("/changes.atom", headers={"If-None-Match": etag}).status_code == 200


# What is private

ADDRESSES = ("/changes/", "/ru/changes/", "/changes.atom", "/kk/changes.atom")


def everything() -> list[Any]:
    return [*(read(address) for address in ADDRESSES), told(lately(20))]


# The pages are among those that tests/test_confidentiality.py reads on both engines.
@pytest.mark.one_engine
def test_changes_are_the_same_with_every_confidential_record_and_without() -> None:
    public_world()
    before = everything()
    for row in in_every_state():
        # A withdrawn record was public once.
        type(row)._default_manager.filter(pk=row.pk).update(published_at=at(30))
    assert everything() == before


@pytest.mark.one_engine
@pytest.mark.parametrize("confidential", CONFIDENTIAL)
def test_changes_tell_the_same_record_once_it_is_published(
    confidential: Callable[[Secret], Any],
) -> None:
    public_world()
    before = everything()
    confidential(PUBLISHED)
    assert all(then != now for then, now in zip(before, everything(), strict=True))
