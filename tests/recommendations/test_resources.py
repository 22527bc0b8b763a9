"""What editors export, they can import again: exactly, all or nothing, in every language."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client

from recommendations.addresses import fingerprint
from recommendations.admin.resources import RecommendationResource
from recommendations.choices import ActionCategory
from recommendations.models import Goal, Recommendation, RecommendingState
from tests.support import factories
from tests.support.admin import address, browser_of, editors_browser, told
from tests.support.spreadsheets import (
    KINDS,
    LANGUAGES,
    as_file,
    confirm,
    export_file,
    exported,
    imported,
    keep_uploads_in,
    outcome,
    refusals,
    rows_of,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    keep_uploads_in(tmp_path, monkeypatch)
    return editors_browser(client, settings, tmp_path)


TABLES = (
    Recommendation,
    RecommendingState,
    Recommendation.themes.through,
    Recommendation.affected_groups.through,
    Recommendation.goals.through,
)


def a_few() -> list[Recommendation]:
    """Recommendations with everything that a file holds, with little, and without a number."""
    source = factories.source()
    full = factories.recommendation(
        "124.10", title_en="Ratify", title_ru="Ратифицировать", title_kk="Ратификациялау",
        text="Ratify; “all” of it.\nSoon.", text_is_excerpt=True, text_source=source,
        action_category="specific", states=("NLD", "IRL", "DEU"),
        themes=("torture", "fair-trial"), affected_groups=("women", "children"),
    )  # fmt: skip
    full.goals.set([Goal.objects.create(number=n, title_en=f"Goal {n}") for n in (16, 5)])
    little = factories.recommendation("124.1", states=(), publication_state="draft")
    text = "Put an end to it"
    unnumbered = factories.recommendation(
        "", text=text, text_source=source, text_fingerprint=fingerprint(text), title_ru=""
    )
    return [full, little, unnumbered]


def new_row(number: Any = "125.1", **values: Any) -> dict[str, Any]:
    return {"review": factories.review().slug, "number": number, "title_en": "New", **values}


def shortened(first: int, second: int, number: str) -> str:
    return (
        f"Rows {first} and {second} are both “kaz-2014 {number}”. A spreadsheet may have shortened "
        "a number (124.10 to 124.1): format that column as text."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_exported_file_imported_again_changes_nothing(editor: Client, kind: str, language: str) -> None:
    a_few()
    before = rows_of(*TABLES)
    file = export_file(editor, Recommendation, kind, language)
    preview = upload(editor, Recommendation, kind, file, language)
    assert outcome(preview.context["result"]) == ["skip", "skip", "skip"]
    assert confirm(editor, Recommendation, preview, language).status_code == 302
    assert rows_of(*TABLES) == before


@pytest.mark.one_engine
@pytest.mark.parametrize("exported_in", LANGUAGES)
@pytest.mark.parametrize("imported_in", LANGUAGES)
def test_language_of_the_admin_makes_no_difference_to_a_file(exported_in: str, imported_in: str) -> None:
    a_few()
    rows = exported(RecommendationResource, exported_in)
    assert rows == exported(RecommendationResource)
    result = imported(RecommendationResource, *rows, language=imported_in)
    assert outcome(result) == ["skip", "skip", "skip"]


WORDS = (
    "Two\r\nlines, as a form of the admin saves them", "Two\nlines", " spaces ", "tab\there",
    "=1+1", "-", "+7 701", "@all", "'", "007", "1e5", "124.10", "TRUE", "None", "NULL",
    "2014-10-30", 'a; b, "c"', "<b>", "«Қазақ» — ё",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_words_come_back_exactly(editor: Client, kind: str) -> None:
    """All in one file, a row for each: what a cell says is read without a look at the others."""
    for words in WORDS:
        factories.recommendation(title_kk=words, text=words, text_source=factories.source())
    before = rows_of(*TABLES)
    preview = upload(editor, Recommendation, kind, export_file(editor, Recommendation, kind))
    assert refusals(preview.context["result"]) == []
    assert outcome(preview.context["result"]) == ["skip"] * len(WORDS)
    confirm(editor, Recommendation, preview)
    assert rows_of(*TABLES) == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("column", ["title_en", "title_ru", "title_kk"])
def test_changed_title_changes_that_title_only(column: str, language: str) -> None:
    row = factories.recommendation()
    before = {**rows_of(*TABLES)}
    [cells] = exported(RecommendationResource, language)
    result = imported(RecommendationResource, {**cells, column: "Changed"}, language=language)
    assert outcome(result) == ["update"]
    kept = Recommendation.objects.values("title_en", "title_ru", "title_kk").get(pk=row.pk)
    untouched = {"title_en": row.title_en, "title_ru": None, "title_kk": None}
    assert kept == {**untouched, column: "Changed"}
    after = rows_of(*TABLES)
    [changed], [was] = after.pop(Recommendation._meta.label), before.pop(Recommendation._meta.label)
    assert {name for name in was if changed[name] != was[name]} <= {column, "title"}
    assert after == before


def test_columns_that_a_file_leaves_out_are_left_alone() -> None:
    full, *_others = a_few()
    before = rows_of(*TABLES[1:])
    cells = {"review": full.review.slug, "number": full.number, "title_kk": "Жаңа"}
    assert outcome(imported(RecommendationResource, cells)) == ["update"]
    full.refresh_from_db()
    assert (full.title_ru, full.title_kk) == ("Ратифицировать", "Жаңа")
    assert rows_of(*TABLES[1:]) == before


def test_states_keep_the_order_of_the_report() -> None:
    row = factories.recommendation("124.1", states=("NLD", "IRL", "DEU"))
    [cells] = exported(RecommendationResource)
    assert cells["recommending_states"] == "NLD;IRL;DEU"
    cells["recommending_states"] = "IRL; DEU ;NLD"
    assert outcome(imported(RecommendationResource, cells)) == ["update"]
    links = row.recommending_state_set.order_by("order")
    assert [link.state.iso3 for link in links] == ["IRL", "DEU", "NLD"]
    assert outcome(imported(RecommendationResource, cells)) == ["skip"]


@pytest.mark.parametrize("kind", KINDS)
def test_new_row_comes_in_as_a_draft(editor: Client, kind: str) -> None:
    factories.theme("torture")
    factories.state("IRL")
    file = as_file(kind, new_row(themes="torture", recommending_states="IRL", title_ru=""))
    confirm(editor, Recommendation, upload(editor, Recommendation, kind, file))
    row = Recommendation.objects.get()
    assert (row.publication_state, row.published_at) == ("draft", None)
    assert (row.number, row.title_en, row.title_ru) == ("125.1", "New", None)
    assert [theme.slug for theme in row.themes.all()] == ["torture"]
    assert [state.iso3 for state in row.recommending_states.all()] == ["IRL"]


@pytest.mark.parametrize("kind", KINDS)
def test_blank_rows_that_a_spreadsheet_adds_at_the_end_are_ignored(editor: Client, kind: str) -> None:
    blank = dict.fromkeys(new_row(), "")
    preview = upload(editor, Recommendation, kind, as_file(kind, new_row(), blank, blank))
    assert refusals(preview.context["result"]) == []
    assert outcome(preview.context["result"]) == ["new"]


def test_changed_row_stays_in_the_state_it_had() -> None:
    published, draft, unnumbered = a_few()
    rows = [{**cells, "title_ru": "Другое"} for cells in exported(RecommendationResource)]
    assert outcome(imported(RecommendationResource, *rows)) == ["update"] * 3
    states = [Recommendation.objects.get(pk=row.pk) for row in (published, draft, unnumbered)]
    assert [row.publication_state for row in states] == ["published", "draft", "published"]


# What refuses a file

COLUMNS = f"The columns are: {', '.join((*RecommendationResource.Meta.fields, 'as_exported'))}."
CATEGORIES = f"One of: {', '.join(ActionCategory.values)}."
NO_CODE = "“Русский” is not the code of a language. Write it as in en, ru, kk, fr."


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"themes": "torture;tortrue"}, (3, "themes", "Unknown: tortrue. Did you mean “torture”?")),
        ({"affected_groups": "aliens"}, (3, "affected_groups", "Unknown: aliens.")),
        ({"goals": "18"}, (3, "goals", "Unknown: 18.")),
        ({"goals": "five"}, (3, "goals", "Unknown: five.")),
        ({"recommending_states": "IRL;XYZ"}, (3, "recommending_states", "Unknown: XYZ.")),
        ({"text": "…", "text_source": "nowhere"}, (3, "text_source", "Unknown: nowhere.")),
        ({"review": "kaz-1999"}, (3, "review", "Unknown: kaz-1999.")),
        ({"action_category": "6"}, (3, "action_category", f"Unknown: 6. {CATEGORIES}")),
        ({"title_en": ""}, (3, "", "Give an English title or the official text.")),
        ({"text": "…"}, (3, "", "The official text needs its source.")),
        ({"number": ""}, (3, "", "A recommendation needs its number or its text.")),
        ({"text_is_excerpt": "1"}, (3, "", "An excerpt needs the words it consists of.")),
        ({"text_language": "Русский"}, (3, "text_language", NO_CODE)),
        ({"state": "published"}, f"Column A: nothing is called “state”.\n{COLUMNS}"),
        ({"publication_state": "published"}, f"Column A: nothing is called “publication_state”.\n{COLUMNS}"),
        ({"number": "125.2"}, shortened(2, 3, "125.2")),
    ],
)  # fmt: skip
def test_file_with_one_wrong_cell_is_refused_as_a_whole(cells: dict[str, str], said: Any) -> None:
    factories.theme("torture")
    factories.state("IRL")
    rows = [{**dict.fromkeys(cells, ""), **new_row(f"125.{number}")} for number in (1, 2, 3)]
    result = imported(RecommendationResource, *rows[:2], {**rows[2], **cells})
    assert refusals(result) == [said]
    assert list(Recommendation.objects.all()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_the_import_names_row_and_column_and_offers_nothing(editor: Client, kind: str) -> None:
    factories.theme("torture")
    file = as_file(kind, new_row("125.1", themes=""), new_row("125.2", themes="tortrue"))
    refused = upload(editor, Recommendation, kind, file)
    assert refusals(refused.context["result"]) == [(2, "themes", "Unknown: tortrue. Did you mean “torture”?")]
    assert "confirm_form" not in refused.context
    text = refused.content.decode()
    assert [
        words in text for words in ("<td>2 </td>", "themes", "Unknown: tortrue. Did you mean “torture”?")
    ] == [True] * 3
    assert list(Recommendation.objects.all()) == []


def test_file_that_became_wrong_after_the_preview_writes_nothing_and_says_so(
    editor: Client,
) -> None:
    theme = factories.theme("torture")
    file = as_file("csv", new_row("125.1", themes=""), new_row("125.2", themes="torture"))
    preview = upload(editor, Recommendation, "csv", file)
    theme.delete()
    answer = confirm(editor, Recommendation, preview)
    assert list(Recommendation.objects.all()) == []
    assert list(LogEntry.objects.all()) == []
    assert [message for message in told(answer) if message.startswith("Import finished")] == []


@pytest.mark.parametrize("numbers", [("124.1", "124.1"), (124.1, 124.10)])
@pytest.mark.parametrize("kind", KINDS)
def test_number_that_a_spreadsheet_shortened_is_refused(
    editor: Client, kind: str, numbers: tuple[Any, Any]
) -> None:
    for number in ("124.1", "124.10"):
        factories.recommendation(number)
    before = rows_of(*TABLES)
    refused = upload(editor, Recommendation, kind, as_file(kind, *(new_row(n) for n in numbers)))
    assert refusals(refused.context["result"])[0] == shortened(1, 2, "124.1")
    assert rows_of(*TABLES) == before


def test_number_in_a_numeric_cell_is_refused_because_its_last_zero_is_lost(editor: Client) -> None:
    for number in ("124.1", "124.10"):
        factories.recommendation(number)
    before = rows_of(*TABLES)
    refused = upload(editor, Recommendation, "xlsx", as_file("xlsx", new_row(124.10)))
    [(row, column, sentence)] = refusals(refused.context["result"])
    assert (row, column) == (1, "number")
    assert sentence.endswith("Format the column as text and write it again.")
    assert rows_of(*TABLES) == before


@pytest.mark.parametrize("bad", [{"themes": "tortrue"}, {"title_en": ""}, {"number": "125.1"}])
def test_error_in_the_last_row_writes_nothing_from_the_command_line(
    tmp_path: Path, bad: dict[str, str]
) -> None:
    good = [new_row(f"125.{number}", themes="") for number in (1, 2, 3)]
    (tmp_path / "file.csv").write_bytes(as_file("csv", *good, {**new_row("125.4", themes=""), **bad}))
    errors = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(
            "import", "recommendations.admin.resources.RecommendationResource",
            str(tmp_path / "file.csv"), "--noinput", stderr=errors,
        )  # fmt: skip
    assert ended.value.code == 1
    assert list(Recommendation.objects.all()) == []


def test_import_and_export_are_for_those_who_may_change_recommendations() -> None:
    a_few()
    browser = browser_of("view_case")
    file = as_file("csv", new_row())
    assert upload(browser, Recommendation, "csv", file).status_code == 403
    assert browser.get(address(Recommendation, "export")).status_code == 403
    assert Recommendation.objects.count() == 3
