"""A sheet that was exported before a colleague's change does not undo it."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.admin.resources import (
    CaseEventResource,
    CaseResource,
    EventResource,
    FigureResource,
    LawChangeResource,
    LawResource,
)
from cases.models import Case, CaseEvent, Event, Figure, Law, LawChange
from foundation.spreadsheets.as_exported import RowAtExport, cell_fingerprint, read_cell_of_export
from recommendations.admin.resources import AssessmentResource, RecommendationResource
from recommendations.models import Assessment, Goal, Recommendation
from tests.support import factories
from tests.support.admin import approve_all, browser_of_approver, editors_browser, told
from tests.support.spreadsheets import (
    KINDS,
    as_file,
    confirm,
    export_file,
    exported,
    imported,
    keep_uploads_in,
    outcome,
    refusals,
    rows_of,
    typed_by_hand,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    keep_uploads_in(tmp_path, monkeypatch)
    return editors_browser(client, settings, tmp_path)


def recommendation() -> Recommendation:
    row = factories.recommendation(
        "124.10", title_en="Old", title_ru="Старое", text="Words", text_source=factories.source(),
        states=("IRL", "DEU"), themes=("torture",), action_category="general",
    )  # fmt: skip
    Goal.objects.create(number=5, title_en="Five")
    factories.theme("water")
    factories.state("FRA")
    return row


def law() -> Law:
    row = factories.law("law", title_en="Old", kind="code")
    factories.provision(row, "174")
    return row


def case() -> Case:
    row = factories.case("case", summary_en="Old", role="activist")
    row.other_spellings.create(spelling="Alt")
    factories.theme("torture")
    return row


def case_event() -> CaseEvent:
    return factories.case_event(
        factories.case("case"), kind="convicted", penalty_en="Old", first_day=dt.date(2018, 1, 1)
    )


def law_change() -> LawChange:
    return factories.law_change(factories.law("law"), summary_en="Old")


def event() -> Event:
    factories.theme("torture")
    return factories.event("visit", title_en="Old")


def figure() -> Figure:
    return factories.figure("figure", title_en="Old", low=5, high=5)


# Of each table: its sheet, a record, what a colleague changes, and one that another editor changes.
TABLES: dict[str, tuple[Any, Callable[[], Any], str, str]] = {
    "recommendations": (RecommendationResource, recommendation, "title_en", "title_kk"),
    "cases": (CaseResource, case, "summary_en", "summary_kk"),
    "laws": (LawResource, law, "title_en", "title_kk"),
    "case events": (CaseEventResource, case_event, "penalty_en", "penalty_kk"),
    "law changes": (LawChangeResource, law_change, "summary_en", "summary_kk"),
    "events": (EventResource, event, "title_en", "title_kk"),
    "figures": (FigureResource, figure, "title_en", "title_kk"),
}
tables = pytest.mark.parametrize(("resource", "make", "column", "other"), TABLES.values(), ids=TABLES)

CONFLICT = (
    "The sheet says “{}”. The tracker says “{}”: somebody changed it after this sheet was exported. "
    "Export again and write what is to stand."
)


def change(row: Any, **values: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


@tables
def test_cell_that_the_sheet_did_not_change_stays_as_a_colleague_changed_it(
    resource: Any, make: Any, column: str, other: str
) -> None:
    row = make()
    [cells] = exported(resource)
    change(row, **{column: "Colleague"})
    before = rows_of(type(row))
    result = imported(resource, cells)
    assert (refusals(result), outcome(result)) == ([], ["skip"])
    assert rows_of(type(row)) == before
    assert [(left.row, left.column, left.sheet, left.record) for left in result.left] == [
        (1, column, "Old", "Colleague")
    ]


@tables
def test_changes_of_different_cells_are_both_kept(resource: Any, make: Any, column: str, other: str) -> None:
    row = make()
    [cells] = exported(resource)
    change(row, **{column: "Colleague"})
    result = imported(resource, {**cells, other: "Редактор"})
    assert (refusals(result), outcome(result)) == ([], ["update"])
    row.refresh_from_db()
    assert (getattr(row, column), getattr(row, other)) == ("Colleague", "Редактор")


@tables
def test_cell_that_both_changed_is_refused_with_both_values(
    resource: Any, make: Any, column: str, other: str
) -> None:
    row = make()
    [cells] = exported(resource)
    change(row, **{column: "Colleague"})
    before = rows_of(type(row))
    result = imported(resource, {**cells, column: "Editor"})
    assert refusals(result) == [(1, column, CONFLICT.format("Editor", "Colleague"))]
    assert rows_of(type(row)) == before


@tables
def test_cell_that_both_changed_alike_is_no_conflict(
    resource: Any, make: Any, column: str, other: str
) -> None:
    row = make()
    [cells] = exported(resource)
    change(row, **{column: "Both"})
    assert outcome(imported(resource, {**cells, column: "Both"})) == ["skip"]


@tables
def test_cell_that_a_colleague_emptied_stays_empty(resource: Any, make: Any, column: str, other: str) -> None:
    row = make()
    change(row, **{other: "Old"})
    [cells] = exported(resource)
    change(row, **{other: ""})
    assert outcome(imported(resource, cells)) == ["skip"]
    row.refresh_from_db()
    assert getattr(row, other) == ""


@tables
def test_one_conflict_refuses_the_whole_file(resource: Any, make: Any, column: str, other: str) -> None:
    row = make()
    rows = exported(resource)
    change(row, **{column: "Colleague"})
    before = rows_of(type(row))
    fresh = {**typed_by_hand(rows)[0], "as_exported": ""}
    key = next(name for name in ("number", "key", "order") if name in fresh)
    fresh[key] = "7"
    result = imported(resource, {**rows[0], column: "Editor"}, fresh)
    assert [place[:2] for place in refusals(result)] == [(1, column)]
    assert rows_of(type(row)) == before


# Cells of several rows

LISTS: list[tuple[str, str, str, Callable[[Recommendation], object], str]] = [
    ("themes", "torture", "torture;water", lambda row: row.themes.clear(), ""),
    ("goals", "", "5", lambda row: row.goals.add(Goal.objects.create(number=16, title_en="P")), "16"),
    (
        "recommending_states", "IRL;DEU", "DEU;IRL",
        lambda row: row.recommending_state_set.filter(state__iso3="IRL").delete(), "DEU",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("column", "was", "edited", "meanwhile", "now"), LISTS)
def test_list_that_a_colleague_changed_is_not_put_back(
    column: str, was: str, edited: str, meanwhile: Any, now: str
) -> None:
    row = recommendation()
    [cells] = exported(RecommendationResource)
    assert cells[column] == was
    meanwhile(row)
    assert outcome(imported(RecommendationResource, cells)) == ["skip"]
    assert exported(RecommendationResource)[0][column] == now
    result = imported(RecommendationResource, {**cells, column: edited})
    assert refusals(result) == [(1, column, CONFLICT.format(edited, now))]
    assert exported(RecommendationResource)[0][column] == now


@pytest.mark.parametrize(("column", "was", "edited", "meanwhile", "now"), LISTS)
def test_list_that_only_the_sheet_changed_is_written(
    column: str, was: str, edited: str, meanwhile: Any, now: str
) -> None:
    row = recommendation()
    [cells] = exported(RecommendationResource)
    change(row, title_ru="Другое")
    assert outcome(imported(RecommendationResource, {**cells, column: edited})) == ["update"]
    [after] = exported(RecommendationResource)
    assert (after[column], after["title_ru"]) == (edited, "Другое")


@pytest.mark.parametrize(
    ("make", "resource", "column", "meanwhile", "now"),
    [
        (law, LawResource, "provisions", lambda row: factories.provision(row, "405"), "174;405"),
        (
            case,
            CaseResource,
            "other_spellings",
            lambda row: row.other_spellings.create(spelling="Neu"),
            "Alt;Neu",
        ),
        (case, CaseResource, "other_spellings", lambda row: row.other_spellings.all().delete(), ""),
    ],
)
def test_parts_that_a_colleague_added_or_removed_stay_so(
    make: Any, resource: Any, column: str, meanwhile: Any, now: str
) -> None:
    row = make()
    [cells] = exported(resource)
    meanwhile(row)
    assert outcome(imported(resource, cells)) == ["skip"]
    assert exported(resource)[0][column] == now
    result = imported(resource, {**cells, column: "9;10"})
    assert refusals(result) == [(1, column, CONFLICT.format("10;9", now))]
    assert exported(resource)[0][column] == now


# Columns that say one thing together


def test_text_is_not_joined_with_the_source_of_another_text() -> None:
    row = recommendation()
    factories.source("a-hrc-44-10")
    [cells] = exported(RecommendationResource)
    change(row, text="Other words", text_language="fr")
    result = imported(RecommendationResource, {**cells, "text_source": "a-hrc-44-10"})
    assert sorted(refusals(result)) == [
        (1, "text", CONFLICT.format("Words", "Other words")),
        (1, "text_language", CONFLICT.format("en", "fr")),
        (1, "text_source", CONFLICT.format("a-hrc-44-10", "a-hrc-28-10")),
    ]


def test_number_is_not_joined_with_the_words_of_another_count() -> None:
    row = figure()
    [cells] = exported(FigureResource)
    change(row, wording_en="some nine", high=9)
    result = imported(FigureResource, {**cells, "low": "4"})
    assert sorted(column for _row, column, _sentence in refusals(result)) == ["high", "low", "wording_en"]


# What happens to the column


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("recommendation", "This cell was changed."),
        ("17", "This cell was changed."),
        ("recommendation:x title_en:00000000", "This cell was changed."),
        ("recommendation:1 title_en", "This cell was changed."),
        ("law:1 title_en:00000000", "This row was exported from another table: law."),
    ],
)
def test_cell_of_the_export_that_was_changed_is_refused(cell: str, sentence: str) -> None:
    recommendation()
    [cells] = exported(RecommendationResource)
    [refusal] = refusals(
        imported(RecommendationResource, {**cells, "as_exported": cell, "title_en": "Editor"})
    )
    assert refusal.startswith(f"Row 1: as_exported: {sentence}")
    assert Recommendation.objects.get().title_en == "Old"


def test_row_that_was_copied_is_refused_until_its_cell_is_emptied() -> None:
    recommendation()
    [cells] = exported(RecommendationResource)
    copied = {**cells, "number": "124.11"}
    told = (
        "Rows 1 and 2 were both exported from the same record. If one is a copy for a new record, empty its "
        "cell under “as_exported”."
    )
    assert refusals(imported(RecommendationResource, cells, copied)) == [told]
    assert outcome(imported(RecommendationResource, cells, {**copied, "as_exported": ""})) == ["skip", "new"]


def test_column_sorted_away_from_its_rows_is_refused() -> None:
    recommendation()
    factories.recommendation("124.11", title_en="Other")
    first, second = exported(RecommendationResource)
    first["as_exported"], second["as_exported"] = second["as_exported"], first["as_exported"]
    result = imported(RecommendationResource, first, second)
    sentence = (
        "“{}” stands here, but this row was exported as “{}”. A sheet does not change what identifies a "
        "record: do that in its form. For a new record, empty “as_exported”."
    )
    assert refusals(result) == [
        (1, "number", sentence.format("124.10", "124.11")), (2, "number", sentence.format("124.11", "124.10"))
    ]  # fmt: skip


def test_record_that_was_renamed_since_is_refused() -> None:
    row = law()
    [cells] = exported(LawResource)
    change(row, key="renamed")
    [(number, column, sentence)] = refusals(imported(LawResource, {**cells, "title_en": "Editor"}))
    assert (number, column) == (1, "as_exported")
    assert sentence.startswith("This row was exported from a record that is now “Old”")
    assert Law.objects.count() == 1


def test_record_that_a_colleague_added_meanwhile_is_not_overwritten() -> None:
    recommendation()
    [cells] = exported(RecommendationResource)
    mine = {**cells, "number": "124.11", "title_en": "Mine", "as_exported": ""}
    factories.recommendation("124.11", title_en="Theirs")
    [(number, column, sentence)] = refusals(imported(RecommendationResource, cells, mine))
    assert (number, column) == (2, "as_exported")
    assert sentence.endswith("Export it and change that row.")
    assert Recommendation.objects.get(number="124.11").title_en == "Theirs"


def test_cell_holds_a_key_and_a_fingerprint_of_each_column() -> None:
    row = recommendation()
    [cells] = exported(RecommendationResource)
    exported_row = read_cell_of_export(cells.pop("as_exported"), table="recommendation")
    prints = {column: cell_fingerprint(cell) for column, cell in cells.items()}
    assert exported_row == RowAtExport("recommendation", row.pk, prints)


@pytest.mark.parametrize(
    "rewritten",
    [
        {"text": "Words\r\n"}, {"text_is_excerpt": "ЛОЖЬ"}, {"text_is_excerpt": False}, {"themes": "Torture"},
        {"recommending_states": "irl; DEU"}, {"title_kk": None}, {"action_category": "Общее действие"},
    ],
)  # fmt: skip
def test_cell_that_a_spreadsheet_only_rewrote_does_not_count_as_changed(rewritten: dict[str, Any]) -> None:
    row = recommendation()
    if "action_category" in rewritten:
        rewritten = {"action_category": row.get_action_category_display()}
    [cells] = exported(RecommendationResource)
    change(row, title_en="Colleague")
    assert outcome(imported(RecommendationResource, {**cells, **rewritten})) == ["skip"]


@pytest.mark.parametrize(
    "cell", ["01.01.2018", dt.date(2018, 1, 1), dt.date(2018, 1, 1).isoformat() + " 00:00:00"]
)
def test_day_that_a_spreadsheet_only_rewrote_does_not_count_as_changed(cell: Any) -> None:
    row = case_event()
    [cells] = exported(CaseEventResource)
    change(row, penalty_en="Colleague")
    result = imported(CaseEventResource, {**cells, "first_day": cell, "last_day": cell})
    assert (refusals(result), outcome(result)) == ([], ["skip"])


# Sheets without the column


def test_sheet_without_the_column_tells_every_value_that_it_would_replace(editor: Client) -> None:
    row = recommendation()
    cells = {
        "review": "kaz-2014",
        "number": "124.10",
        "title_en": "Editor",
        "title_kk": "Жаңа",
        "themes": "water",
    }
    preview = upload(editor, Recommendation, "csv", as_file("csv", cells))
    assert [(one.row, one.column, one.sheet, one.record) for one in preview.context["result"].replaced] == [
        (1, "title_en", "Editor", "Old"), (1, "themes", "water", "torture")
    ]  # fmt: skip
    page = preview.content.decode()
    assert "<td>Old</td>" in page
    assert "Would be replaced" in page
    confirm(editor, Recommendation, preview)
    row.refresh_from_db()
    assert (row.title_en, row.title_kk) == ("Old", None)
    approve_all(browser_of_approver())
    row.refresh_from_db()
    assert (row.title_en, row.title_kk) == ("Editor", "Жаңа")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("with_column", [True, False])
def test_what_a_colleague_changes_after_the_preview_is_not_overwritten(
    editor: Client, kind: str, with_column: bool
) -> None:
    row = recommendation()
    rows = exported(RecommendationResource)
    [cells] = rows if with_column else typed_by_hand(rows)
    preview = upload(editor, Recommendation, kind, as_file(kind, {**cells, "title_en": "Editor"}))
    assert outcome(preview.context["result"]) == ["update"]
    change(row, title_en="Colleague")
    answer = confirm(editor, Recommendation, preview)
    assert told(answer) == [
        "Nothing was imported: something changed since the preview. Upload the file again to see what."
    ]
    row.refresh_from_db()
    assert row.title_en == "Colleague"


def test_confirmation_that_names_no_preview_writes_nothing(editor: Client) -> None:
    recommendation()
    [cells] = exported(RecommendationResource)
    preview = upload(editor, Recommendation, "csv", as_file("csv", {**cells, "title_en": "Editor"}))
    preview.context["confirm_form"].initial.pop("previewed_plan")
    confirm(editor, Recommendation, preview)
    assert Recommendation.objects.get().title_en == "Old"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_file_of_the_page_goes_round_beside_a_colleague(editor: Client, kind: str, language: str) -> None:
    row = recommendation()
    file = export_file(editor, Recommendation, kind, language)
    change(row, title_en="Colleague")
    preview = upload(editor, Recommendation, kind, file, language)
    assert outcome(preview.context["result"]) == ["skip"]
    assert "<td>Colleague</td>" in preview.content.decode()
    confirm(editor, Recommendation, preview, language)
    row.refresh_from_db()
    assert row.title_en == "Colleague"


def test_finding_whose_translation_a_colleague_added_stays_so() -> None:
    row = factories.assessment(factories.recommendation("124.10"), summary_en="Nothing.")
    [cells] = exported(AssessmentResource)
    change(row, summary_ru="Ничего.")
    assert outcome(imported(AssessmentResource, cells)) == ["skip"]
    assert Assessment.objects.get().summary_ru == "Ничего."


def test_record_is_locked_while_it_is_compared() -> None:
    """On PostgreSQL whoever writes the record waits; on SQLite one writes at a time anyway."""
    recommendation()
    [cells] = exported(RecommendationResource)
    with CaptureQueriesContext(connection) as queries:
        imported(RecommendationResource, {**cells, "title_en": "Editor"})
    locking = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    assert len(locking) == (1 if connection.features.has_select_for_update else 0)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="in memory, as tests have it, SQLite lets no second writer wait"
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_column", [True, False])
def test_import_waits_for_whoever_is_writing_the_record_and_then_compares(with_column: bool) -> None:
    row = recommendation()
    rows = exported(RecommendationResource)
    [cells] = rows if with_column else typed_by_hand(rows)
    results = []

    def import_sheet() -> None:
        try:
            results.append(imported(RecommendationResource, {**cells, "title_en": "Editor"}))
        finally:
            connection.close()

    editor = threading.Thread(target=import_sheet)
    with transaction.atomic():
        change(row, title_en="Colleague")
        editor.start()
        editor.join(timeout=1)
        assert results == []
    editor.join(timeout=30)
    [result] = results
    if with_column:
        assert refusals(result) == [(1, "title_en", CONFLICT.format("Editor", "Colleague"))]
        row.refresh_from_db()
        assert row.title_en == "Colleague"
    else:
        [replaced] = result.replaced
        assert (replaced.sheet, replaced.record) == ("Editor", "Colleague")
