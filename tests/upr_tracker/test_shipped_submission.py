"""The submission of Human Rights Watch as it is shipped, read against the document and the site."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from cases.choices import LibertyStatus, Restriction
from cases.liberty import law_status, liberty_of
from cases.models import Body, Case, CaseEvent, Event, Evidence, Figure, Law, LawChange, queues
from recommendations.choices import RULE_STATUSES
from recommendations.models import (
    Assessment,
    Citation,
    NewRecommendation,
    Recommendation,
    Section,
    Source,
    Submission,
)
from tests.support.data_table import facts, page_of, row_name, rows_by_name
from tests.support.held_back import DOCUMENT, names_held_back, words_that_tell
from tests.support.public import read, words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("shipped"),
    # What was loaded is the same on both engines: `test_fixtures.py`.
    pytest.mark.one_engine,
]


@pytest.fixture
def document(shared: Path) -> str:
    text = (shared / "source/hrw_upr_submission_kazakhstan_2019.txt").read_text(encoding="utf-8")
    return folded(text.replace("\uf0b7", " "))


def folded(text: str) -> str:
    """One blank between words, one kind of quotation mark, no hyphen at the end of a line."""
    text = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", text)
    text = re.sub("[‘’“”\"']", "'", text)
    return re.sub(r"\s+", " ", text).strip()


# The words of others


def test_submission_has_nine_sections_and_23_new_recommendations_in_its_own_words(
    document: str,
) -> None:
    sections = Section.objects.filter(submission__key="hrw-kazakhstan-2019")
    assert [row.new_recommendations.count() for row in sections] == [6, 3, 2, 2, 2, 2, 3, 2, 1]
    assert all(folded(row.heading_en) in document for row in sections)
    for row in NewRecommendation.objects.all():
        assert folded(row.text_en).rstrip("'") in document, row


def test_citations_are_in_the_words_of_the_submission(document: str) -> None:
    assert Citation.objects.count() == 35
    for row in Citation.objects.all():
        assert folded(row.words).strip("'") in document, row


def test_quotation_stands_in_the_document(document: str) -> None:
    [event] = Event.objects.exclude(quotation="")
    assert folded(event.quotation) in document


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_everything_of_the_submission_stands_in_three_languages(language: str) -> None:
    for model, names in {
        Submission: ("title", "summary"), Section: ("heading", "prose"),
        NewRecommendation: ("text",), Assessment: ("summary",), Law: ("title", "summary"),
        Event: ("title", "summary"), Figure: ("title", "wording", "unit"), Body: ("name",),
        Evidence: ("reason",), Case: ("summary",),
    }.items():  # fmt: skip
        for name in names:
            field = f"{name}_{language}"
            assert not [row for row in model.objects.all() if not getattr(row, field)], field
    for name in ("summary", "charge", "penalty", "place"):
        for row in CaseEvent.objects.exclude(**{f"{name}_en": ""}):
            assert getattr(row, f"{name}_{language}"), (row, name)


def test_prose_is_our_own(document: str) -> None:
    """No twelve words in a row are those of the document, where we do not quote."""
    theirs = re.sub(r"[^\w\s]", "", document.casefold()).split()
    runs = {tuple(theirs[at : at + 12]) for at in range(len(theirs))}
    ours = [
        *Section.objects.values_list("prose_en", flat=True),
        *Submission.objects.values_list("summary_en", flat=True),
        *(text for model in (Case, CaseEvent, Event, Law, LawChange, Assessment)
          for text in model.objects.values_list("summary_en", flat=True)),
    ]  # fmt: skip
    for text in ours:
        mine = re.sub(r"[^\w\s]", "", text.casefold()).split()
        assert not [mine[at : at + 12] for at in range(len(mine)) if tuple(mine[at : at + 12]) in runs]


# Findings


def test_each_cited_recommendation_has_one_finding_by_its_rule() -> None:
    cited = set(Citation.objects.values_list("recommendation", flat=True))
    found = list(Assessment.objects.published())
    assert sorted(row.recommendation_id for row in found) == sorted(cited)
    assert len(found) == 35
    for row in found:
        assert row.organisation.slug == "human-rights-watch"
        assert row.method == "coded_from_text"
        assert row.status == RULE_STATUSES[row.coding_rule]
        assert row.evidence_until == "March 2019"
        assert "hrw-upr-kazakhstan-2019" in row.sources.values_list("slug", flat=True)
        assert row.recommendation.evidence.exists(), row


def test_what_is_merely_related_is_not_assessed() -> None:
    related = Recommendation.objects.filter(number__in=["124.14", "124.33", "126.28", "126.33", "126.34"])
    assert related.count() == 5
    assert not Assessment.objects.filter(recommendation__in=related).exists()


def test_new_recommendations_follow_up_what_was_cited_or_related() -> None:
    loose = queues.NewRecommendationFollowingNothing.objects.filter(follows_up__isnull=True)
    assert [row.number for row in loose] == ["7.3"]


def test_sources_that_we_did_not_see_say_where_they_are_cited() -> None:
    named_only = Source.objects.filter(seen_by_us=False)
    assert named_only.count() == 6
    assert {row.cited_in.slug for row in named_only} == {"hrw-upr-kazakhstan-2019"}


def test_everything_says_where_it_was_read() -> None:
    for model in (Case, CaseEvent, Law, LawChange, Event, Figure):
        assert not model.objects.filter(sources__isnull=True).exists(), model
        assert not model.objects.filter(passage="").exists(), model


@pytest.mark.slow("opens every page with evidence")
def test_recommendations_cite_each_fact_of_their_evidence_to_its_own_sources(
    client: Client,
) -> None:
    """Every dated fact and every record gets a source that is its alone, so that a page tells."""
    for model in (Case, CaseEvent, Law, LawChange, Event, Figure):
        name = model._meta.model_name
        rows = list(model.objects.all())
        sources = [
            Source(slug=f"{name}-{row.pk}", kind="publication", title=f"{name} {row.pk}") for row in rows
        ]
        Source.objects.bulk_create(sources)
        for row, source in zip(rows, sources, strict=True):
            row.sources.add(source)
    evidence = Evidence.objects.published()
    pages = Recommendation.objects.filter(pk__in=evidence.values("recommendation"))
    assert pages.exists()
    for recommendation in pages.select_related("review"):
        page = read(recommendation.get_absolute_url(), client).body.decode()
        kinds = re.findall(r'<ul class="evidence pieces">(.*?)</ul>', page, re.DOTALL)
        cited = [
            sorted(set(re.findall(r'href="/sources/([^"]+)/"', piece)))
            for kind in kinds
            for piece in re.findall(r"<li>(.*?)</li>", kind, re.DOTALL)
        ]
        own = [
            sorted({source.slug for fact in facts_told(row) for source in fact.sources.all()})
            for row in evidence.filter(recommendation=recommendation)
        ]
        assert (recommendation.number, sorted(cited)) == (recommendation.number, sorted(own))


def facts_told(row: Evidence) -> list[Any]:
    """The dated facts that a piece of evidence tells of, or the record where it tells of none."""
    if row.case:
        now = liberty_of(row.case.events.all())
        told = [part for one in now.restrictions for part in (one.event, one.as_of)]
        if row.case.kind == "person":
            told += [event for event in (now.status_event, now.status_as_of) if event]
        return told or list(row.case.events.order_by("-first_day")[:1]) or [row.case]
    if row.law:
        _status, as_of = law_status(row.law.changes.all())
        changed = row.law.changes.exclude(kind="confirmed").order_by("-last_day")[:1]
        return [*changed, *([as_of] if as_of else [])] or [row.law]
    return [row.target]


# People

IN_MARCH_2019 = {
    "maks-bokaev": ("imprisoned", "March 2019", {}),
    "talgat-ayan": ("released_on_parole", "April 2018", {}),
    "serikjan-bilash": ("house_arrest", "March 2019", {"under_charge": "March 2019"}),
    "draft-1": ("free", "May 2018", {}),
    "elena-semenova": ("free", "December 2018", {}),
    "murat-tungishbaev": ("detained", "March 2019", {"under_charge": "March 2019"}),
    "aset-mataev": ("imprisoned", "March 2018", {}),
    "iskander-yerimbetov": ("imprisoned", "March 2019", {}),
    "nurbek-kushakbaev": (
        "released_on_parole", "March 2019", {"banned_from_activity": "March 2019"},
    ),
    "amin-eleusinov": ("released_on_parole", "March 2019", {"banned_from_activity": "March 2019"}),
    "larisa-kharkova": ("unknown", "March 2019", {"banned_from_activity": "March 2019"}),
    "erlan-baltabay": ("unknown", "September 2018", {"under_charge": "September 2018"}),
    "draft-2": ("unknown", "October 2018", {"asylum_refused": "October 2018"}),
}  # fmt: skip


@pytest.mark.parametrize("key", IN_MARCH_2019)
def test_where_each_person_stands_in_march_2019(key: str) -> None:
    liberty, as_of, restrictions = IN_MARCH_2019[key]
    now = liberty_of(Case.objects.get(key=key).events.all())
    assert now.status == LibertyStatus(liberty)
    assert (now.status_as_of.as_of if now.status_as_of else None) == as_of
    assert {one.restriction: one.as_of.as_of for one in now.restrictions} == {
        Restriction(name): when for name, when in restrictions.items()
    }


def test_thirteen_people_are_shipped_two_of_them_as_drafts() -> None:
    people = Case.objects.filter(kind="person")
    assert set(people.values_list("key", flat=True)) == set(IN_MARCH_2019)
    drafts = people.filter(publication_state="draft")
    assert set(drafts.values_list("key", flat=True)) == {"draft-1", "draft-2"}
    for row in drafts:
        assert (row.public_name_en, row.slug, row.existence_acknowledged) == ("", None, False)
    for row in Case.objects.published():
        assert (row.basis, row.basis_source.slug) == ("public_sources", "hrw-upr-kazakhstan-2019")


@pytest.mark.slow("checks each row")
def test_every_shipped_row_passes_the_rules_an_editor_must_pass() -> None:
    for model in (Case, CaseEvent, Law, LawChange, Event, Figure, Evidence, Assessment, Citation):
        for row in model.objects.all():
            row.full_clean()


@pytest.mark.parametrize("query", ["Name in the submission", "Shymkent-based", "asylum"])
def test_search_does_not_know_the_people_held_back(query: str) -> None:
    for address in ("/cases/", "/cases/export.csv"):
        answer = read(f"{address}?{urlencode({'q': query})}").body.decode()
        assert "/cases/draft" not in answer
        assert "/cases/e" not in answer.replace("/cases/export.csv", "")


def test_search_does_not_know_their_names_where_an_editor_wrote_them(shared: Path) -> None:
    names = names_held_back(shared)
    for key, name in names.items():
        Case.objects.filter(key=key).update(private_name=name)
    for query in [word for name in names.values() for word in name.split()]:
        answer = read(f"/cases/?{urlencode({'q': query})}").body.decode()
        assert "/cases/draft" not in answer
        assert "/cases/e" not in answer.replace("/cases/export.csv", "")


@pytest.mark.slow("reads every file of the project")
def test_names_of_the_people_held_back_stand_in_no_file(shared: Path) -> None:
    names = names_held_back(shared)
    files = [
        path
        for top in settings.BASE_DIR.iterdir()
        if not (top.name.startswith(".") or top.name == "var")
        for path in (top.rglob("*") if top.is_dir() else [top])
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert settings.FIXTURES_DIR / "kaz" / "2019-hrw-evidence.json" in files
    telling = {
        str(path): words
        for path in files
        if (words := words_that_tell(path.read_text(encoding="utf-8", errors="replace"), names))
    }
    assert telling == {}


def test_a_placeholder_names_the_passage_where_an_editor_finds_whom(shared: Path) -> None:
    names = dict(Case.objects.filter(publication_state="draft").values_list("key", "private_name"))
    assert names == {
        "draft-1": "Name in the submission, Civil Society ¶ 2 (charged in March 2018)",
        "draft-2": "Name in the submission, Asylum Seekers and Refugees ¶ 1",
    }
    passages = Case.objects.filter(publication_state="draft").values_list("key", "passage")
    assert [key for key, passage in passages if passage not in names[key]] == []
    # Each of the two is named in that section of the document.
    text = (shared / DOCUMENT).read_text(encoding="utf-8")
    sections = {key: names[key].split(", ")[1].split(" ¶")[0] for key in names}
    for key, name in names_held_back(shared).items():
        following = re.split(rf"^{sections[key]}\s*$", text, maxsplit=1, flags=re.MULTILINE)[1]
        before_next_list = re.split(r"^Recommendations?\s*$", following, maxsplit=1, flags=re.MULTILINE)[0]
        assert name.split()[1] in before_next_list


def test_counts_leave_the_people_held_back_out(client: Client) -> None:
    assert "17 cases" in words(client, "/")
    assert "17 cases" in words(client, "/cases/")
    assert "4 pieces of evidence" in words(client, "/recommendations/kaz-2014/124.21/")
    assert "of evidence" not in words(client, "/recommendations/kaz-2014/124.33/")


# docs/data.md


def test_table_names_rows_that_exist_and_the_page_that_shows_each() -> None:
    rows = rows_by_name()
    table = facts()
    assert len(table) > 200
    for fact in table:
        assert fact.row in rows, fact
        assert page_of(rows[fact.row]) == fact.page, fact


def test_table_leaves_no_row_of_the_submission_out() -> None:
    tables = (
        "body", "case", "otherspelling", "caserelation", "caseevent", "law", "provision",
        "formernumber", "lawchange", "event", "figure", "section", "citation",
        "newrecommendation",
    )  # fmt: skip
    shipped_rows = {name for name in rows_by_name() if name.split()[0] in tables}
    assert shipped_rows - {fact.row for fact in facts()} == set()


def test_every_date_of_the_document_stands_in_the_table(document: str) -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    dates = set(re.findall(rf"\b(?:{months}) (?:\d+, )?20\d\d|\b20\d\d\b", document))
    assert len(dates) > 20
    told = "\n".join(fact.fact for fact in facts())
    in_words = {"May 10, 2018": "10 May 2018", "February 27, 2019": "27 February 2019"}
    assert [date for date in sorted(dates) if in_words.get(date, date) not in told] == []


def test_every_name_of_the_document_stands_in_the_table(document: str) -> None:
    """Two capitalised words in a row, but for those that begin a sentence or name a State."""
    told = json.dumps([fact.fact for fact in facts()], ensure_ascii=False)
    people = [
        "Maks Bokaev", "Max Bokayev", "Talgat Ayan", "Serikjan Bilash", "Elena Semenova",
        "Murat Tungishbaev", "Aset Mataev", "Iskander Yerimbetov", "Mukhtar Ablyazov",
        "Nurbek Kushakbaev", "Amin Eleusinov", "Larissa Kharkova", "Erlan Baltabay", "Maina Kiai",
        "Atajurt", "DVK", "KNPRK", "Ratel.kz", "Forbes Kazakhstan", "AdilSoz", "Forum 18",
        "Nur Otan", "PMPK", "European Parliament", "Zhanaozen", "Xinjiang", "Kyrgyzstan",
    ]  # fmt: skip
    for name in people:
        assert name.replace("Larissa Kharkova", "Larissa") in document, name
        assert name in told, name


def test_row_names_are_as_the_table_writes_them() -> None:
    event = CaseEvent.objects.get(case__key="maks-bokaev", kind="transferred")
    assert row_name(event) == "caseevent maks-bokaev transferred 2018-09-01"
