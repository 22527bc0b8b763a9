"""The public CSV: exactly the rows of the list, in cells that any spreadsheet opens safely."""

import csv
import datetime as dt
import io
import random
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.files_peer import query
from foundation.lists.csv import BYTE_ORDER_MARK, Column, csv_parts, neutralised
from foundation.lists.views import FIRST, file_name, in_chunks
from foundation.publishing.state import withdraw
from recommendations.addresses import fingerprint
from recommendations.choices import ImplementationStatus, Position
from recommendations.index.filters import RecommendationFilterSet
from recommendations.models import PositionStatement, Recommendation, RecommendingState
from tests.support import factories
from tests.support.effort import examples
from tests.support.public import read
from upr_tracker.recommendations_csv import COLUMNS, FileLines

pytestmark = pytest.mark.django_db
ADDRESS = "/recommendations/export.csv"


def rows(address: str = ADDRESS, *, delimiter: str = ",") -> list[dict[str, str]]:
    answer = read(address)
    assert answer.status == 200
    text = answer.body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def numbers_on_pages(client: Client, query: str) -> list[str]:
    """The numbers of the list, page after page, as its rows carry them."""
    found: list[str] = []
    page = 1
    while True:
        context = client.get(f"/recommendations/?{query}&page={page}").context
        found += [row.number for row in context["page_obj"]]
        if not context["page_obj"].has_next():
            return found
        page += 1


def test_csv_says_of_a_recommendation_what_its_page_says() -> None:
    row = factories.recommendation(
        "124.21", title_en="Review the religion law", states=("IRL", "NLD"),
        state_claim="already_implemented", themes=("religion",), affected_groups=("believers",),
        action_category="considering", text="Undertake a review […]", text_is_excerpt=True,
        text_source=factories.source(),
    )  # fmt: skip
    factories.assessment(row, summary_en="No steps were taken.")
    factories.assessment(row, summary_en="A secret draft.", publication_state="draft")
    factories.evidence(row, case=factories.case())
    factories.evidence(row, case=factories.case(publication_state="draft"))
    law = factories.law()
    factories.evidence(row, law=law)
    factories.evidence(row, law_change=factories.law_change(law))
    factories.evidence(row, figure=factories.figure())
    ask = factories.new_recommendation(factories.section(factories.submission()), text_en="Ask")
    ask.follows_up.add(row)
    assert rows() == [
        {
            "id": "kaz-2014/124.21",
            "review": "kaz-2014",
            "number": "124.21",
            "symbol": "A/HRC/28/10",
            "citation": "A/HRC/28/10, para. 124.21 (Ireland, Netherlands (Kingdom of the))",
            "title": "Review the religion law",
            "text": "Undertake a review […]",
            "recommending_states": "Ireland; Netherlands (Kingdom of the)",
            "recommending_state_codes": "IRL; NLD",
            "regional_groups": "Asia-Pacific States",
            "regional_group_codes": "asia_pacific",
            "affected_groups": "Believers",
            "affected_group_codes": "believers",
            "position": "Supported (accepted)",
            "position_code": "supported",
            "position_source": "A/HRC/28/10, para. 124",
            "state_claim": "Claimed as done",
            "state_claim_code": "already_implemented",
            "claim_gap": "yes",
            "claim_gap_code": "yes",
            "status": "Not implemented",
            "status_code": "not_implemented",
            "assessed_on": "2019-10-01",
            "evidence_up_to": "2019-03-31",
            "organisation": "Watch",
            "summary": "No steps were taken.",
            "cases": "1",
            "laws": "2",
            "events": "0",
            "figures": "1",
            "themes": "Religion",
            "theme_codes": "religion",
            "action_category": "3 – Consider or review",
            "action_category_code": "considering",
            "new_recommendations": "Ask",
            "address": "http://testserver/recommendations/kaz-2014/124.21/",
            "method": "Assessed by the organisation on this scale",
            "method_code": "by_organisation",
            "coding_rule": "",
            "coding_rule_code": "",
            "report_published_on": "",
            "report_accessed_on": "",
        }
    ]


def test_csv_of_what_nobody_assessed_says_so() -> None:
    factories.recommendation(position=None)
    [row] = rows()
    assert (row["status"], row["position"], row["claim_gap"]) == ("Not yet assessed", "", "no")
    assert (row["status_code"], row["position_code"], row["claim_gap_code"]) == ("not_assessed", "", "no")


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_codes_are_the_same_in_every_language(code: str) -> None:
    row = factories.recommendation(
        state_claim="already_implemented", themes=("religion", "torture"), affected_groups=("believers",),
        action_category="considering",
    )  # fmt: skip
    factories.assessment(row)
    [english], [other] = rows(), rows(f"/{code}{ADDRESS}")
    codes = [name for name in english if name == "id" or name.endswith(("_code", "_codes"))]
    assert {name: other[name] for name in codes} == {name: english[name] for name in codes}
    assert other["status"] != english["status"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (ADDRESS, "upr-recommendations-all-en-2026-03-01.csv"),
        (f"/ru{ADDRESS}", "upr-recommendations-all-ru-2026-03-01.csv"),
        (
            f"{ADDRESS}?status=not_implemented&theme=torture&sort=finding",
            "upr-recommendations-theme-torture-status-not-implemented-sort-finding-en-2026-03-01.csv",
        ),
        # What somebody searched for may be a name, and names of files are seen by many.
        (f"{ADDRESS}?q=Bokaev", "upr-recommendations-search-en-2026-03-01.csv"),
        (
            "/cases/export.csv?provision=criminal-code:174",
            "upr-cases-provision-criminal-code-174-en-2026-03-01.csv",
        ),
        ("/laws/export.csv", "upr-laws-all-en-2026-03-01.csv"),
    ],
)
def test_the_name_of_a_file_says_what_it_holds_and_when(
    monkeypatch: pytest.MonkeyPatch, address: str, name: str
) -> None:
    factories.assessment(factories.recommendation(themes=("torture",)), status="not_implemented")
    article = factories.provision(factories.law("criminal-code"), "174")
    factories.case_event(factories.case(), provision=article)
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2026, 3, 1))
    assert dict(read(address).headers)["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_name_of_a_file_is_never_too_long_for_a_disk() -> None:
    pairs = [("theme", f"a-theme-with-a-long-name-{number}") for number in range(30)]
    name = file_name("upr-recommendations", pairs, "en", dt.date(2026, 3, 1))
    assert len(name) <= 120
    assert name.endswith("-en-2026-03-01")


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_csv_speaks_the_language_of_its_address(code: str) -> None:
    factories.recommendation(title_en="Law", title_ru="Закон", title_kk="Заң")
    prefix = "" if code == "en" else f"/{code}"
    answer = read(prefix + ADDRESS)
    assert answer.body.startswith(BYTE_ORDER_MARK.encode())
    [row] = rows(prefix + ADDRESS)
    assert row["title"] == {"en": "Law", "ru": "Закон", "kk": "Заң"}[code]
    with translation.override(code):
        assert row["status"] == str(ImplementationStatus.NOT_ASSESSED.label)


def test_csv_can_be_split_by_semicolons_for_excel_in_russian() -> None:
    factories.recommendation(title_en="One; two")
    [row] = rows(f"{ADDRESS}?separator=semicolon", delimiter=";")
    assert row["title"] == "One; two"


def test_csv_refuses_what_it_does_not_know_in_sentences() -> None:
    answer = read(f"{ADDRESS}?theme=nowhere&color=red&separator=tab")
    assert answer.status == 400
    assert answer.body.decode().splitlines() == [
        "“nowhere” is not a value of “theme”.",
        "There is no filter “color”.",
        "“tab” is not a value of “separator”.",
        "Take this out of the address, or choose again on the page of the list.",
    ]


@pytest.mark.parametrize("address", [ADDRESS, "/cases/export.csv", "/laws/export.csv"])
def test_file_of_an_address_that_no_person_types_is_refused_as_its_list_cuts_it(address: str) -> None:
    answer = read(f"{address}?{'&'.join(['q=a'] * 251)}")
    assert answer.status == 400
    assert answer.body.decode().splitlines()[0] == "The address is too long: its end was left out."


def test_csv_is_streamed_in_a_fixed_number_of_queries_a_chunk(
    django_assert_num_queries: Any,
) -> None:
    for _ in range(3):
        factories.recommendation(themes=("a", "b"), affected_groups=("women",))
    # The first request after a write brings the index to what was written.
    assert len(rows()) == 3
    with django_assert_num_queries(6):
        assert len(rows()) == 3
    factories.recommendation(themes=("c",))
    assert len(rows()) == 4
    with django_assert_num_queries(6):
        assert len(rows()) == 4


def test_csv_says_of_each_row_the_answer_and_the_finding_that_stand() -> None:
    """Against the annotations that the admin uses, for every way in which there can be several."""
    un, other = factories.source(), factories.source("db", kind="secondary_database", symbol="X")
    chance = random.Random(7)  # noqa: S311 - the same each time
    for number in range(1, 41):
        row = factories.recommendation(f"124.{number}", position=None)
        for paragraph in range(chance.randint(0, 3)):
            PositionStatement.objects.create(
                recommendation=row, document=chance.choice([un, other]), paragraph=str(paragraph),
                position=chance.choice(["supported", "noted"]),
                state_claim=chance.choice(["none", "already_implemented"]),
                stated_on=dt.date(2014, 1, chance.randint(1, 2)),
            )  # fmt: skip
        for _finding in range(chance.randint(0, 3)):
            factories.assessment(
                row, status=chance.choice(["regressed", "fully_implemented"]),
                evidence_up_to=dt.date(2019, 1, chance.randint(1, 2)),
                evidence_up_to_precision="day",
                publication_state=chance.choice(["published", "draft", "withdrawn"]),
                published_at=timezone.now(),
            )  # fmt: skip
    said = {
        row.number: (
            str(Position(row.position).label) if row.position else "",
            str(ImplementationStatus(row.status).label),
            "yes" if row.claim_gap else "no",
        )
        for row in Recommendation.objects.published().with_claim_gap()
    }
    assert len(set(said.values())) > 5
    assert {row["number"]: (row["position"], row["status"], row["claim_gap"]) for row in rows()} == said


@pytest.mark.parametrize("code", ["en", "ru", "kk"])
def test_csv_gives_the_address_of_the_page_whatever_the_number(code: str) -> None:
    for number in ("124.10", "93 (a)", "5 (б).1", "1-2", "әі"):
        factories.recommendation(number)
    factories.recommendation(
        "", text="Sign it", text_fingerprint=fingerprint("Sign it"), text_source=factories.source()
    )
    with translation.override(code):
        addresses = [row.get_absolute_url() for row in Recommendation.objects.all()]
    prefix = "" if code == "en" else f"/{code}"
    found = {row["address"] for row in rows(prefix + ADDRESS)}
    assert found == {f"http://testserver{address}" for address in addresses}
    assert len(found) == 6


def test_csv_leaves_out_what_was_withdrawn_while_it_was_written() -> None:
    kept, gone = factories.recommendation("124.1"), factories.recommendation("124.2")
    lines = FileLines("en", site="")
    finding = factories.assessment(kept)
    assert [line.row.number for line in lines([gone.pk, kept.pk])] == ["124.2", "124.1"]
    withdraw(gone)
    withdraw(finding)
    [line] = lines([gone.pk, kept.pk])
    assert (line.row.number, line.row.finding) == ("124.1", None)


def test_file_names_states_in_the_order_of_the_report() -> None:
    row = factories.recommendation("124.1", states=("IRL", "NLD"))
    assert rows()[0]["recommending_states"] == "Ireland; Netherlands (Kingdom of the)"
    RecommendingState.objects.filter(recommendation=row, state__iso3="IRL").update(order=9)
    assert rows()[0]["recommending_states"] == "Netherlands (Kingdom of the); Ireland"


def test_in_chunks_reads_every_key_once_and_few_at_first() -> None:
    keys = list(range(FIRST + 25))
    chunks = list(in_chunks(keys, list, size=10))
    assert [len(chunk) for chunk in chunks] == [FIRST, 10, 10, 5]
    assert [key for chunk in chunks for key in chunk] == keys
    assert list(in_chunks([], list)) == []


@pytest.mark.django_db(transaction=True)
def test_in_chunks_reads_each_chunk_as_of_one_moment() -> None:
    def in_one_moment(_keys: list[int]) -> list[bool]:
        if connection.vendor == "sqlite":
            return [connection.connection.in_transaction]
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            return [cursor.fetchone() == ("repeatable read",)]

    assert in_one_moment([]) == [False]
    chunks = in_chunks(list(range(FIRST + 1)), in_one_moment)
    for chunk in chunks:
        assert chunk == [True]
        # A reader on a slow line holds nothing.
        assert in_one_moment([]) == [False]


@pytest.mark.parametrize(
    "payload",
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "==1+1",
        "＝1+1", "＋1", "－1+1", "＠SUM(A1)", "|calc", "%0A=1", "\u00a0=1", "\ufeff=1", "\x0b=1",
        "-2+3+cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", "\x00=1",
        "\u202e=1", "\u2066 +1", "\x85=1", "\ufffe@1", "\U0001ffff=1",
    ],
)  # fmt: skip
def test_neutralised_makes_a_formula_a_text(payload: str) -> None:
    assert neutralised(payload).startswith("'")
    column = Column("name", "meaning", lambda row: row)
    text = "".join(csv_parts([column], [[payload]], language="en"))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["\ufeffname"], [f"'{payload}"]]


@given(
    rows=st.lists(st.tuples(*[st.text(alphabet='ab ,;"\r\n’=\t') | st.integers()] * 3), max_size=6),
    delimiter=st.sampled_from(",;"),
)
def test_csv_parts_are_quoted_as_the_standard_library_quotes(
    rows: list[tuple[str | int, ...]], delimiter: str
) -> None:
    columns = [Column(name, "meaning", itemgetter(place)) for place, name in enumerate("abc")]
    expected = io.StringIO(newline="")
    writer = csv.writer(expected, delimiter=delimiter)
    writer.writerow(["\ufeffa", "b", "c"])
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    chunks = [rows[:2], rows[2:]]
    parts = csv_parts(columns, filter(None, chunks), language="en", delimiter=delimiter)
    assert "".join(parts) == expected.getvalue()


@pytest.mark.parametrize("text", ["124.10", "-5", "A/HRC/28/10", "Закон", "1 – 2", "", "“=”"])
def test_neutralised_leaves_everything_else_alone(text: str) -> None:
    assert neutralised(text) == text


def test_columns_are_named_once_and_described() -> None:
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert all(str(column.description).endswith(".") for column in COLUMNS)


@pytest.mark.slow("many random selections")
# The index answers, on both engines alike: test_counts.py compares it with the rows of each.
@pytest.mark.one_engine
def test_csv_rows_equal_the_rows_of_the_list_whatever_the_filter(shipped: None, client: Client) -> None:
    """Property: on the shipped data with findings, for random selections of known values."""
    statuses = ["fully_implemented", "not_implemented", "regressed", "insufficient_information"]
    for place, row in enumerate(Recommendation.objects.all()[:40]):
        factories.assessment(row, status=statuses[place % 4])
    form = RecommendationFilterSet(client.get("/").wsgi_request.GET).form
    fields = {name: list(field.choices) for name, field in form.fields.items() if name != "q"}
    selections = st.fixed_dictionaries(
        {},
        optional={name: st.lists(st.sampled_from(values), max_size=3) for name, values in fields.items()},
    )
    words = st.sampled_from(["", "law", "ЗАКОН", "құқық", "124.1", "torture rights", "zzz"])
    sizes = set()

    @settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
    @given(selections, words)
    def check(selection: dict[str, list[str]], q: str) -> None:
        query = urlencode({**selection, "q": q}, doseq=True)
        listed = numbers_on_pages(client, query)
        assert [row["number"] for row in rows(f"{ADDRESS}?{query}")] == listed
        sizes.add(len(listed))

    check()
    for name, values in fields.items():
        for value in values[:3]:
            query = urlencode({name: value})
            listed = numbers_on_pages(client, query)
            assert [row["number"] for row in rows(f"{ADDRESS}?{query}")] == listed
            sizes.add(len(listed))
    assert len(sizes) > 5, "the filters must have selected something"


@pytest.mark.slow("reads the whole file of the shipped data")
def test_file_says_what_plain_sql_says(demo: None) -> None:
    """The query that benchmarks measure against, written apart from the file: the same cells."""
    with connection.cursor() as cursor:
        cursor.execute(query(connection.vendor, "http://testserver"))
        names = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
        expected = [["" if cell is None else str(cell) for cell in row] for row in cursor.fetchall()]
    file = rows()
    assert names == list(file[0])
    assert len(file) == len(expected) > 100
    # SQL does not know the tree of themes, and sorts groups as it likes.
    unordered = ("regional_groups", "regional_group_codes", "themes", "theme_codes")
    for line, cells in zip(file, expected, strict=True):
        told = dict(zip(names, cells, strict=True))
        for name in unordered:
            assert sorted(line.pop(name).split("; ")) == sorted(told.pop(name).split("; ")), line["id"]
        assert {name: cell.removeprefix("'") for name, cell in line.items()} == told
