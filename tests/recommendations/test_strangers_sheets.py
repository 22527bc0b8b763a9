"""Sheets and days as a stranger would send them: each was written before the code was read."""

import datetime as dt
import re
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from cases.admin.resources import CaseResource, EventResource, FigureResource, LawResource
from cases.models import Case, Event, Law
from foundation.publishing.state import publish
from foundation.spreadsheets.files import UploadedSheet
from recommendations.admin.resources import RecommendationResource
from recommendations.models import Recommendation
from tests.support import factories
from tests.support.admin import address, typed
from tests.support.public import read, words
from tests.support.spreadsheets import (
    confirm,
    exported,
    imported,
    outcome,
    refusals,
    rows_of,
    typed_by_hand,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def a_recommendation() -> dict[str, Any]:
    """The exported row of 124.10, which is one of two themes."""
    factories.recommendation(
        "124.10",
        title_en="Pass the bill on violence",
        themes=("women", "children"),
        publication_state="draft",
    )
    return exported(RecommendationResource)[0]


def titles() -> list[tuple[str, str]]:
    """In English and Kazakh."""
    return [(en, kk or "") for en, kk in Recommendation.objects.values_list("title_en", "title_kk")]


def as_csv(row: dict[str, Any], delimiter: str = ",") -> str:
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in (row, row.values())) + "\r\n"


# Files


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(
            lambda row: b"\xff\xfe" + f"sep=\t\r\n{as_csv(row, chr(9))}".encode("utf-16-le"),
            id="unicode text",
        ),
        pytest.param(
            lambda row: b"\xfe\xff" + as_csv(row, ";").encode("utf-16-be"), id="the other way round"
        ),
        pytest.param(lambda row: f'\ufeff"sep=;"\r\n{as_csv(row, ";")}'.encode(), id="quoted sep"),
        pytest.param(lambda row: f"\ufeff\r\n{as_csv(row)}".encode(), id="blank line first"),
        pytest.param(lambda row: f"\ufeff\ufeff{as_csv(row)}".encode(), id="marked twice"),
        pytest.param(lambda row: as_csv(row).replace("\r\n", "\r").encode(), id="lines of old Macs"),
        pytest.param(
            lambda row: f"\ufeff{as_csv(row, ';')}{';' * (len(row) - 1)}\r\n".encode(),
            id="row of empty cells",
        ),
    ],
)
def test_csv_of_another_program_changes_what_was_typed(
    editor: Client, file: Callable[[dict[str, Any]], bytes]
) -> None:
    row = a_recommendation() | {"title_en": "Pass it"}
    confirm(editor, Recommendation, upload(editor, Recommendation, "csv", file(row)))
    assert titles() == [("Pass it", "")]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda sheet: sheet.row_dimensions.__getitem__(2).__setattr__("hidden", True), "Hidden rows: 2."),
        (lambda sheet: sheet.column_dimensions.group("D", "E", hidden=True), "Hidden columns: D, E."),
        (lambda sheet: sheet.merge_cells("D1:D2"), "Merged cells: D1:D2."),
        (lambda sheet: sheet.__setitem__("C2", '=UPPER("x")'), "Formulas without a stored value: C2."),
        (lambda sheet: sheet.__setitem__("Z900", "stray"), "Column Z has no heading, but row 899"),
        (lambda sheet: sheet.__setitem__("C2", "########"), "Row 1: title_en: “########” is the error"),
    ],
)  # fmt: skip
def test_excel_file_in_which_something_would_be_lost_is_refused_by_name(
    editor: Client, edit: Callable[[Any], None], told: str
) -> None:
    row = a_recommendation()
    before = rows_of(Recommendation)
    book = Workbook()
    for line in (list(row), list(row.values())):
        book.active.append(line)
    edit(book.active)
    file = BytesIO()
    book.save(file)
    page = upload(editor, Recommendation, "xlsx", file.getvalue())
    assert told in page.content.decode().replace("&quot;", '"')
    assert "confirm_form" not in page.context
    assert rows_of(Recommendation) == before


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028", "\t", "\n"])
def test_break_inside_a_title_is_one_blank(mark: str) -> None:
    row = a_recommendation() | {"title_en": f"Pass{mark}it"}
    assert refusals(imported(RecommendationResource, row)) == []
    assert titles() == [("Pass it", "")]


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u2060"])
def test_character_of_no_width_is_no_part_of_a_title(editor: Client, mark: str) -> None:
    row = a_recommendation() | {"title_en": f"Pa{mark}ss it"}
    assert refusals(imported(RecommendationResource, row)) == []
    assert titles() == [("Pass it", "")]
    where = address(Recommendation, "change", Recommendation.objects.get().pk)
    typed(editor, where, title_en=f"Si{mark}gn it{mark}", title_kk=f"{mark}Қол қою")
    assert titles() == [("Sign it", "Қол қою")]


@pytest.mark.parametrize("number", ["124.10 ", " 124.10", "124.10\xa0", "\t124.10"])
@pytest.mark.parametrize("typed", [True, False])
def test_blank_beside_a_number_is_no_part_of_it(number: str, typed: bool) -> None:
    row = a_recommendation() | {"number": number, "title_en": "Pass it"}
    (row,) = typed_by_hand([row]) if typed else [row]
    assert refusals(imported(RecommendationResource, row)) == []
    assert list(Recommendation.objects.values_list("number", "title_en")) == [("124.10", "Pass it")]


PUBLIC_FILE = (
    "This is the file that the public site gives its readers: its columns are not those of the tables, so it "
    "cannot be imported. Press “Export” above this list, change that file and import it."
)


@pytest.mark.parametrize(
    ("file", "model"),
    [
        ("/recommendations/export.csv", Recommendation),
        ("/cases/export.csv", Case),
        ("/laws/export.csv", Law),
        ("/laws/export.csv", Recommendation),
    ],
)
def test_public_file_is_refused_in_one_sentence(editor: Client, file: str, model: Any) -> None:
    factories.recommendation()
    factories.case()
    factories.law()
    page = upload(editor, model, "csv", read(file).body)
    assert [str(error.error) for error in page.context["result"].base_errors] == [PUBLIC_FILE]
    assert "confirm_form" not in page.context


def test_sheet_of_another_table_is_refused_in_one_sentence() -> None:
    factories.law()
    (row,) = exported(LawResource)
    assert refusals(imported(RecommendationResource, row)) == [
        "This sheet was exported from another table: law. Import it above the list that it came from."
    ]


@pytest.mark.parametrize("page", ["import", "export"])
def test_page_lists_every_column_of_the_export(editor: Client, page: str) -> None:
    columns = list(a_recommendation())
    ((_resource, listed),) = editor.get(address(Recommendation, page)).context["fields_list"]
    assert listed == columns
    assert listed[-1] == "as_exported"


def test_page_of_the_import_says_what_as_exported_is(editor: Client) -> None:
    assert (
        "The last one, as_exported, is no field: it says from which record each row was exported and what "
        "its cells said then, so that nobody’s work is overwritten."
    ) in words(editor, address(Recommendation, "import"))


# Together with colleagues


def test_sheet_of_a_colleague_may_go_while_another_is_kept(
    editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the listing of the folder and the look at one file, that file is confirmed and removed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = tmp_path / f"{UploadedSheet.PREFIX}gone"
    monkeypatch.setattr(Path, "glob", lambda *_: iter([gone]))
    page = upload(editor, Recommendation, "csv", as_csv(a_recommendation()).encode())
    assert "confirm_form" in page.context


def test_themes_in_another_order_leave_the_theme_that_a_colleague_added() -> None:
    row = a_recommendation()
    Recommendation.objects.get().themes.add(factories.theme("torture"))
    turned = ";".join(reversed(row["themes"].split(";")))
    assert refusals(imported(RecommendationResource, row | {"themes": turned, "title_en": "Pass it"})) == []
    assert titles() == [("Pass it", "")]
    assert sorted(theme.slug for theme in Recommendation.objects.get().themes.all()) == [
        "children",
        "torture",
        "women",
    ]


def test_number_that_a_colleague_gave_to_another_recommendation_is_refused() -> None:
    row = a_recommendation()
    Recommendation.objects.update(number="124.99")
    factories.recommendation("124.10", title_en="Another")
    before = rows_of(Recommendation)
    ((place, column, sentence),) = refusals(imported(RecommendationResource, row | {"title_en": "Pass it"}))
    assert (place, column) == (1, "as_exported")
    assert "124.99" in sentence
    assert rows_of(Recommendation) == before


def test_row_that_was_sorted_away_from_its_record_is_refused() -> None:
    """One column was sorted without the others."""
    first = a_recommendation()
    factories.recommendation("124.11", title_en="Another")
    other = next(row for row in exported(RecommendationResource) if row["number"] == "124.11")
    before = rows_of(Recommendation)
    swapped = [
        first | {"as_exported": other["as_exported"]},
        other | {"as_exported": first["as_exported"]},
    ]
    assert {column for _row, column, _said in refusals(imported(RecommendationResource, *swapped))} == {
        "number"
    }
    cut = first | {"as_exported": first["as_exported"][:60]}
    (said,) = refusals(imported(RecommendationResource, cut))
    assert said.startswith("Row 1: as_exported: This cell was changed.")
    assert rows_of(Recommendation) == before


@pytest.mark.parametrize(
    ("column", "stand"),
    [("title_en", ("Theirs", "")), ("title_kk", ("Pass the bill on violence", "Theirs"))],
)
def test_what_a_colleague_changes_between_preview_and_confirmation_stands(
    editor: Client, column: str, stand: tuple[str, str]
) -> None:
    row = a_recommendation() | {"title_en": "Mine"}
    preview = upload(editor, Recommendation, "csv", as_csv(row).encode("utf-8-sig"))
    changed = Recommendation.objects.get()
    setattr(changed, column, "Theirs")
    changed.save()
    confirm(editor, Recommendation, preview)
    assert titles() == [stand]


# Days and numbers


def an_event() -> dict[str, Any]:
    Event.objects.create(
        key="protest", title_en="Protest", kind="happening", first_day=dt.date(2018, 5, 10),
        last_day=dt.date(2018, 5, 10), precision="day",
    )  # fmt: skip
    return exported(EventResource)[0] | {"last_day": ""}


@pytest.mark.parametrize(
    "cell",
    [
        "2018 ж. 1 ақпан", "2018 жылғы 1 ақпан", "1-ақпан 2018", "1 Februar 2018", "01. 02. 2018",
        "1 февр. 2018", "1 февраля 2018 г.", "Feb 1, 2018", "2018-02-01T00:00:00", "2018-2-1", "2018.02.01",
        dt.datetime(2018, 2, 1, 13, 30),  # noqa: DTZ001, Excel knows no zones
    ],
)  # fmt: skip
def test_day_is_read_as_people_write_it(cell: Any) -> None:
    assert refusals(imported(EventResource, an_event() | {"first_day": cell})) == []
    event = Event.objects.get()
    assert (event.first_day, event.last_day) == (dt.date(2018, 2, 1), dt.date(2018, 2, 1))


@pytest.mark.parametrize(
    "cell",
    [
        "1/2/2018", "01-02-2018", "1.2.18", "20180201", "43132", 43132.5, "30.02.2018", "31.04.2018",
        "1.II.2018", "Feb 2018", "2018", "32/01/2018", dt.time(1, 2),
    ],
)  # fmt: skip
def test_cell_that_is_no_one_day_is_refused_under_its_column(cell: Any) -> None:
    row = an_event() | {"first_day": cell}
    before = rows_of(Event)
    assert [column for _row, column, _said in refusals(imported(EventResource, row))] == ["first_day"]
    assert rows_of(Event) == before


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (1200.0, 1200), ("1\u202f200", 1200), ("1 200", 1200), ("1’200", None), ("1,200", None),
        ("1.200", None), ("12 00", None), (2.5, None), (-3, None), ("two", None),
    ],
)  # fmt: skip
def test_whole_number_is_read_as_it_was_meant_or_refused(cell: Any, written: int | None) -> None:
    factories.figure("cases-2018", low=2, high=2, wording_en="two")
    row = exported(FigureResource)[0] | {"high": cell}
    result = imported(FigureResource, row)
    if written is None:
        assert [column for _row, column, _said in refusals(result)] == ["high"]
    else:
        assert outcome(result) == ["update"]
        assert exported(FigureResource)[0]["high"] == str(written)


@pytest.mark.parametrize(
    ("language", "said", "begins"),
    [
        ("", "mid-2016", "May 2016"),
        ("", "first half of 2018", "2018"),
        ("/ru", "середина 2016 года", "май 2016 года"),
        ("/ru", "с марта 2018 года", "март 2018 года"),
        ("/kk", "2016 жылдың ортасы", "2016 жылғы мамыр"),
        ("/kk", "2018 жылдың бірінші жартысы", "2018–2019 жылдар"),
    ],
)
def test_period_begins_where_a_page_says_it(client: Client, language: str, said: str, begins: str) -> None:
    page = client.get(f"{language}/changes/between/", {"from": said, "to": "2019"}).content.decode()
    (title,) = re.findall(r"(?s)<title>(.*?)</title>", page)
    assert begins in " ".join(title.replace("\xa0", " ").split())


# What a stranger found


def test_a_name_that_a_colleague_withheld_does_not_come_back_with_another_spelling() -> None:
    person = factories.case("aset", public_name_en="Aset Mataev", public_name_ru="Асет Матаев")
    row = exported(CaseResource)[0]
    Case.objects.filter(pk=person.pk).update(
        name_display="initials", public_name_en="A. M.", public_name_ru="А. М.", public_name_kk="А. М."
    )
    for changed in ({"other_spellings": "Asset Matayev"}, {"public_name_kk": "Әсет Матаев"}):
        result = imported(CaseResource, {**row, **changed})
        assert {column for _row, column, _sentence in refusals(result)} >= set(changed), changed
    person.refresh_from_db()
    assert (person.public_name_kk, list(person.other_spellings.all())) == ("А. М.", [])


def test_the_preview_names_what_the_public_reads_at_once(editor: Client) -> None:
    law = factories.law("land-code", title_en="Land Code", publication_state="draft", published_at=None)
    row = exported(LawResource)[0]
    publish(law, at=timezone.now())
    factories.law("draft", title_en="A draft", publication_state="draft", published_at=None)
    page = upload(editor, Law, "csv", as_csv({**row, "summary_en": "Changed."}).encode())
    assert page.context["result"].public == ["Land Code"]
    assert "The public reads 1 of these records" in page.content.decode()


def test_a_text_of_invisible_characters_alone_is_no_text() -> None:
    row = a_recommendation()
    result = imported(RecommendationResource, {**row, "title_en": "\u200b"})
    assert titles() == [("Pass the bill on violence", "")]
    assert result.has_validation_errors() or result.has_errors()
