"""The lists of cases and laws: what each filter means, on the page and in the file."""

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
from django.test import Client

from cases.csv_files import CASE_COLUMNS, LAW_COLUMNS
from cases.filters import CaseFilterSet, LawFilterSet
from tests.support import factories
from tests.support.public import read, words

pytestmark = pytest.mark.django_db


def names(client: Client, address: str) -> list[str]:
    return [str(row.case) for row in client.get(address).context["page_obj"]]


def titles(client: Client, address: str) -> list[str]:
    return [str(row.law) for row in client.get(address).context["page_obj"]]


def lines(address: str, delimiter: str = ",") -> list[dict[str, str]]:
    text = read(address).body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.fixture
def people() -> None:
    """Three published cases that differ in everything a reader can filter by, and a draft."""
    code = factories.law("criminal-code", title_en="Criminal Code")
    discord = factories.provision(code, "174")
    rights = factories.theme("rights")
    assembly = factories.theme("assembly", parent=rights)
    bokaev = factories.case("maks-bokaev", role="activist", summary_en="Protested.")
    bokaev.other_spellings.create(spelling="Бокаев")
    bokaev.themes.add(assembly)
    factories.case_event(
        bokaev, kind="imprisoned", first_day=dt.date(2016, 5, 1), last_day=dt.date(2016, 8, 31),
        precision="season", provision=discord, charge_en="Discord",
    )  # fmt: skip
    eleusinov = factories.case("amin-eleusinov", role="trade_unionist")
    for kind, year in (("imprisoned", 2017), ("released_on_parole", 2018)):
        factories.case_event(eleusinov, kind=kind, first_day=dt.date(year, 5, 1))
    factories.case_event(eleusinov, kind="banned_from_activity", first_day=dt.date(2018, 5, 2))
    union = factories.case("union", kind="organisation", role="trade_unionist")
    factories.case_event(union, kind="organisation_closed", first_day=dt.date(2017, 1, 4))
    secret = factories.case(
        "secret", role="journalist", publication_state="draft", published_at=None, slug=None
    )
    secret.themes.add(factories.theme("secret-theme"))
    factories.case_event(
        secret, kind="psychiatric_detention", first_day=dt.date(2015, 3, 1),
        provision=factories.provision(code, "999"),
    )  # fmt: skip
    factories.evidence(factories.recommendation("124.4"), case=bokaev)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Amin eleusinov", "Maks bokaev", "Union"]),
        ("liberty=imprisoned", ["Maks bokaev"]),
        ("liberty=imprisoned&liberty=released_on_parole", ["Amin eleusinov", "Maks bokaev"]),
        ("liberty=unknown", ["Amin eleusinov", "Maks bokaev", "Union"]),
        ("restriction=banned_from_activity", ["Amin eleusinov"]),
        ("restriction=organisation_closed", ["Union"]),
        ("role=trade_unionist", ["Amin eleusinov", "Union"]),
        ("theme=assembly", ["Maks bokaev"]),
        ("theme=rights", ["Maks bokaev"]),
        ("provision=criminal-code:174", ["Maks bokaev"]),
        ("year=2016", ["Maks bokaev"]),
        ("year=2017", ["Amin eleusinov", "Union"]),
        ("year=2017&role=trade_unionist&restriction=organisation_closed", ["Union"]),
        ("q=бокаев", ["Maks bokaev"]),
        ("q=protested", ["Maks bokaev"]),
        ("q=maks+nobody", []),
        ("role=lawyer", ["Amin eleusinov", "Maks bokaev", "Union"]),
    ],
)
def test_cases_are_those_the_reader_asked_for(
    client: Client, people: None, query: str, expected: list[str]
) -> None:
    assert names(client, f"/cases/?{query}") == expected


def test_filters_name_only_what_published_cases_have(client: Client, people: None) -> None:
    form = client.get("/cases/").context["filterset"].form
    offered = {name: list(field.choices)
               for name, field in form.fields.items() if name != "q"}  # fmt: skip
    assert offered == {
        "liberty": ["imprisoned", "released_on_parole"],
        "restriction": ["banned_from_activity", "organisation_closed"],
        "role": ["activist", "trade_unionist"],
        "theme": ["rights", "assembly"],
        "provision": ["criminal-code:174"],
        "year": ["2018", "2017", "2016"],
    }


def test_unknown_value_is_named_and_ignored_on_the_page_and_refused_in_the_file(
    client: Client, people: None
) -> None:
    page = words(client, "/cases/?liberty=psychiatric_detention&nonsense=1")
    assert "“psychiatric_detention” is not a value of “liberty”." in page
    assert "There is no filter “nonsense”." in page
    answer = read("/cases/export.csv?liberty=psychiatric_detention")
    assert (answer.status, answer.body.decode().splitlines()[0]) == (
        400,
        "“psychiatric_detention” is not a value of “liberty”.",
    )
    assert read("/laws/export.csv?kind=x").status == 400


def test_file_of_cases_has_the_rows_of_the_list(client: Client, people: None) -> None:
    assert [line["name"] for line in lines("/cases/export.csv?role=trade_unionist")] == [
        "Amin eleusinov", "Union",
    ]  # fmt: skip
    [line] = lines("/cases/export.csv?liberty=imprisoned")
    assert line == {
        "id": "cases/maks-bokaev",
        "name": "Maks bokaev", "other_spellings": "Бокаев", "kind": "Person", "kind_code": "person",
        "role": "Activist", "role_code": "activist",
        "liberty": "Imprisoned", "liberty_code": "imprisoned", "liberty_as_of": "2016-05-01/2016-08-31",
        "restrictions": "", "restriction_codes": "",
        "summary": "Protested.", "affected_groups": "", "affected_group_codes": "",
        "themes": "Assembly", "theme_codes": "assembly", "events": "1",
        "recommendations": "kaz-2014/124.4", "address": "http://testserver/cases/maks-bokaev/",
    }  # fmt: skip
    assert list(line) == [column.name for column in CASE_COLUMNS]
    [banned] = lines("/ru/cases/export.csv?restriction=banned_from_activity&separator=semicolon", ";")
    assert banned["restrictions"] == "Запрет на деятельность (2 мая 2018 года)"
    assert banned["restriction_codes"] == "banned_from_activity"


@pytest.fixture
def laws() -> None:
    code = factories.law("criminal-code", kind="code", title_en="Criminal Code")
    article = factories.provision(code, "174")
    article.former_numbers.create(number="164")
    religion = factories.law("religion", title_en="Religion law")
    religion.themes.add(factories.theme("religion-theme"))
    factories.law_change(religion, kind="proposed", first_day=dt.date(2018, 1, 1))
    factories.law_change(religion, kind="withdrawn", first_day=dt.date(2019, 1, 1))
    treaty = factories.law("crpd", kind="treaty", title_en="Convention")
    change = factories.law_change(treaty, kind="ratified")
    factories.law("secret", kind="regulation", publication_state="draft", published_at=None)
    factories.evidence(factories.recommendation("125.1"), law_change=change)
    factories.evidence(factories.recommendation("124.21"), law=religion)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Convention", "Criminal Code", "Religion law"]),
        ("kind=code", ["Criminal Code"]),
        ("status=no_change", ["Criminal Code"]),
        ("status=withdrawn", ["Religion law"]),
        ("status=proposed", ["Convention", "Criminal Code", "Religion law"]),
        ("status=ratified&status=withdrawn", ["Convention", "Religion law"]),
        ("theme=religion-theme", ["Religion law"]),
        ("q=164", ["Criminal Code"]),
        ("kind=regulation", ["Convention", "Criminal Code", "Religion law"]),
    ],
)
def test_laws_are_those_the_reader_asked_for(
    client: Client, laws: None, query: str, expected: list[str]
) -> None:
    assert titles(client, f"/laws/?{query}") == expected


def test_file_of_laws_has_the_rows_of_the_list(laws: None) -> None:
    assert [line["title"] for line in lines("/laws/export.csv")] == [
        "Convention", "Criminal Code", "Religion law",
    ]  # fmt: skip
    [code] = lines("/laws/export.csv?kind=code")
    assert list(code) == [column.name for column in LAW_COLUMNS]
    assert (code["id"], code["kind_code"], code["status"], code["status_code"], code["status_as_of"]) == (
        "laws/criminal-code", "code", "No change recorded", "no_change", "",
    )  # fmt: skip
    assert (code["articles"], code["theme_codes"]) == ("174 (164)", "")
    [treaty] = lines("/laws/export.csv?status=ratified")
    assert (treaty["status_as_of"], treaty["recommendations"]) == (
        "2015-12-02/2015-12-02", "kaz-2014/125.1",
    )  # fmt: skip


def test_parameters_are_the_public_contract() -> None:
    assert list(CaseFilterSet.base_filters) == [
        "q", "liberty", "restriction", "role", "theme", "provision", "year",
    ]  # fmt: skip
    assert list(LawFilterSet.base_filters) == ["q", "kind", "status", "theme"]


@pytest.mark.parametrize("rows", [1, 3])
def test_files_cost_the_same_queries_whatever_their_rows(django_assert_num_queries: Any, rows: int) -> None:
    for _ in range(rows):
        case, law = factories.case(), factories.law()
        factories.case_event(case)
        factories.provision(law)
        factories.evidence(factories.recommendation(), case=case)
    for address, queries in {"/cases/export.csv": 7, "/laws/export.csv": 8}.items():
        # The first request after a write brings the index to what was written.
        read(address)
        with django_assert_num_queries(queries):
            read(address)


def test_law_page_lists_asks_that_name_the_law_or_an_article(client: Client) -> None:
    law = factories.law("code", title_en="Code")
    section = factories.section(factories.submission())
    whole = factories.new_recommendation(section, 1, text_en="Amend the Code")
    article = factories.new_recommendation(section, 2, text_en="Repeal article 174")
    factories.new_recommendation(section, 3, text_en="Something else")
    whole.mentions.create(law=law)
    article.mentions.create(provision=factories.provision(law))
    page = words(client, "/laws/code/")
    assert "Amend the Code" in page
    assert "Repeal article 174" in page
    assert "Something else" not in page
    assert 'href="/laws/code/"' in client.get(whole.get_absolute_url()).content.decode()


@pytest.mark.parametrize("target", ["figure", "event"])
def test_figures_and_events_lead_to_what_is_asked_about_their_recommendations(
    client: Client, target: str
) -> None:
    row = factories.recommendation()
    record = getattr(factories, target)()
    factories.evidence(row, **{target: record})
    asked = factories.new_recommendation(
        factories.section(factories.submission()), text_en="Review the convictions"
    )
    asked.follows_up.add(row)
    other = factories.new_recommendation(asked.section, 2, text_en="Something else")
    other.follows_up.add(factories.recommendation())
    page = words(client, record.get_absolute_url())
    assert "Review the convictions" in page
    assert "Something else" not in page


def test_themes_above_each_other_do_not_hang_the_list(client: Client) -> None:
    first = factories.theme("first")
    second = factories.theme("second", parent=first)
    first.parent = second
    first.save()
    factories.case("bokaev").themes.add(second)
    assert names(client, "/cases/") == ["Bokaev"]


# By year

DATES = {
    "by": ("2019-03-31", "2019-03-31", "by"),
    "winter": ("2018-12-01", "2019-02-28", "season"),
    "month": ("2019-03-01", "2019-03-31", "month"),
    "range": ("2014-10-01", "2019-03-31", "range"),
    "since": ("2018-05-10", None, "since"),
    "day": ("2018-06-01", "2018-06-01", "day"),
}


@pytest.mark.parametrize("kind", ["event", "figure"])
def test_list_by_year_leaves_open_what_the_date_leaves_open(client: Client, kind: str) -> None:
    for key, (first_day, last_day, precision) in DATES.items():
        getattr(factories, kind)(
            key, first_day=dt.date.fromisoformat(first_day), precision=precision,
            last_day=last_day and dt.date.fromisoformat(last_day),
        )  # fmt: skip
    page = client.get(f"/{kind}s/")
    listed = [(row.year_begun, row.key) for row in page.context["page_obj"]]
    assert listed == [
        (2019, "month"), (2018, "day"), (2018, "since"), (2014, "range"), (None, "by"), (None, "winter"),
    ]  # fmt: skip
    assert page.context["years"] == [(2019, 1, 1), (2018, 2, 1), (2014, 1, 1), (None, 2, 1)]
    headings = re.findall(r'<h2 id="(year-\w+)">([^<]+)</h2>', page.content.decode())
    assert headings == [
        ("year-2019", "2019"), ("year-2018", "2018"), ("year-2014", "2014"),
        ("year-unknown", "Year not known"),
    ]  # fmt: skip
    assert '<a href="?page=1#year-unknown">Year not known</a>' in page.content.decode()


def test_case_is_found_by_the_years_in_which_it_may_have_happened(client: Client) -> None:
    for key, (first_day, last_day, precision) in DATES.items():
        factories.case_event(
            factories.case(key, public_name_en=key.title()), first_day=dt.date.fromisoformat(first_day),
            last_day=last_day and dt.date.fromisoformat(last_day), precision=precision,
        )  # fmt: skip
    by_year = {year: names(client, f"/cases/?year={year}") for year in (2016, 2018, 2019)}
    assert by_year == {
        2016: ["Range"],
        2018: ["Day", "Range", "Since", "Winter"],
        2019: ["Month", "Range", "Winter"],
    }


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("by", "../2019-03-31"),
        ("winter", "2018-12-01/2019-02-28"),
        ("month", "2019-03-01/2019-03-31"),
        ("range", "2014-10-01/2019-03-31"),
        ("since", "2018-05-10/.."),
        ("day", "2018-06-01/2018-06-01"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_files_give_the_days_that_a_date_can_be(prefix: str, key: str, days: str) -> None:
    first_day, last_day, precision = DATES[key]
    date = {
        "first_day": dt.date.fromisoformat(first_day), "precision": precision,
        "last_day": last_day and dt.date.fromisoformat(last_day),
    }  # fmt: skip
    factories.case_event(factories.case(), kind="convicted", **date)
    factories.law_change(factories.law(), **date)
    assert [line["liberty_as_of"] for line in lines(f"{prefix}/cases/export.csv")] == [days]
    assert [line["status_as_of"] for line in lines(f"{prefix}/laws/export.csv")] == [days]
