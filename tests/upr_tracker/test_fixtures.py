"""Loading what the project ships: once, and never over what editors did since."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError

from foundation.models import Act, ShippedRow
from foundation.publishing.state import withdraw
from foundation.shipped_data import LoadReport, load
from recommendations.models import Recommendation, SchemeLabel, Theme
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    call_command("load_fixtures", stdout=io.StringIO())


def test_loading_twice_changes_nothing(loaded: None) -> None:
    before = list(Recommendation.objects.order_by("pk").values())
    out = io.StringIO()
    call_command("load_fixtures", stdout=out)
    rows = ShippedRow.objects.count()
    assert out.getvalue() == (f"Fixtures: 0 rows added, 0 brought up to date, {rows} as before.\n")
    assert list(Recommendation.objects.order_by("pk").values()) == before


def test_loading_again_keeps_what_editors_changed_withdrew_and_deleted(loaded: None) -> None:
    changed = Recommendation.objects.get(number="124.1")
    Recommendation.objects.filter(pk=changed.pk).update(title_en="Mine")
    changed.themes.clear()
    withdraw(Recommendation.objects.get(number="124.2"))
    Recommendation.objects.get(number="124.3").delete()
    call_command("load_fixtures", stdout=io.StringIO())
    changed = Recommendation.objects.get(number="124.1")
    assert (changed.title_en, list(changed.themes.all())) == ("Mine", [])
    assert Recommendation.objects.get(number="124.2").publication_state == "withdrawn"
    assert not Recommendation.objects.filter(number="124.3").exists()


Rows = list[tuple[str, dict[str, Any]]]


def theme(slug: str = "water", **fields: Any) -> tuple[str, dict[str, Any]]:
    row = {"slug": slug, "parent": None, "order": 1, "name_en": slug.title(), **fields}
    return "recommendations.theme", row


def label(text: str, of: str) -> tuple[str, dict[str, Any]]:
    return "recommendations.schemelabel", {"scheme": "uhri", "label": text, "theme": [of]}


def recommendation(number: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    row = {"review": ["kaz-2014"], "number": number, "title_en": number, **fields}
    return "recommendations.recommendation", row


def written(folder: Path, rows: Rows, name: str = "rows.json", **more: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps([{"model": model, "fields": fields, **more} for model, fields in rows]))
    return path


def theme_file(folder: Path, **fields: Any) -> Path:
    return written(folder, [theme(**fields)], "themes.json")


def test_newer_version_changes_only_what_nobody_changed_here(tmp_path: Path) -> None:
    load([theme_file(tmp_path, name_ru="Вода")])
    Theme.objects.update(name_ru="Право на воду")
    report = load([theme_file(tmp_path, name_ru="Водa", name_en="Water and sanitation")])
    theme = Theme.objects.get()
    assert (theme.name_en, theme.name_ru) == ("Water and sanitation", "Право на воду")
    assert (report.updated, report.skipped) == (0, [("recommendations.theme", '["water"]')])


def test_newer_version_reaches_untouched_rows(tmp_path: Path) -> None:
    load([theme_file(tmp_path)])
    assert load([theme_file(tmp_path, name_kk="Су")]) == LoadReport(updated=1)
    assert Theme.objects.get().name_kk == "Су"


def test_placeholder_fills_a_new_row_and_replaces_nothing(tmp_path: Path) -> None:
    load([theme_file(tmp_path, name_ru="Вода")])
    rows = [theme("water", name_ru="See ¶ 2", name_kk="Су"), theme("land", name_ru="See ¶ 3")]
    path = written(tmp_path, rows, placeholders=["name_ru"])
    assert load([path]) == LoadReport(added=1, skipped=[("recommendations.theme", '["water"]')])
    names = Theme.objects.order_by("slug").values_list("slug", "name_ru", "name_kk")
    assert list(names) == [("land", "See ¶ 3", None), ("water", "Вода", "Су")]
    # What was shipped before is not remembered any longer.
    assert "Вода" not in str(list(ShippedRow.objects.values_list("fields", flat=True)))
    assert load([path]) == LoadReport(unchanged=2)


def test_name_that_an_editor_wrote_in_place_of_a_placeholder_stays(tmp_path: Path) -> None:
    load([written(tmp_path, [theme(name_ru="See ¶ 2")], placeholders=["name_ru"])])
    Theme.objects.update(name_ru="Вода")
    load([written(tmp_path, [theme(name_ru="See ¶ 4")], placeholders=["name_ru"])])
    assert Theme.objects.get().name_ru == "Вода"


def test_newer_version_does_not_revive_a_deleted_row(tmp_path: Path) -> None:
    load([theme_file(tmp_path)])
    Theme.objects.all().delete()
    report = load([theme_file(tmp_path, name_en="Water again")])
    assert (Theme.objects.count(), len(report.skipped)) == (0, 1)


def test_row_an_editor_made_before_is_left_alone(tmp_path: Path) -> None:
    Theme.objects.create(slug="water", name_en="My water")
    load([theme_file(tmp_path)])
    assert Theme.objects.get().name_en == "My water"


def test_newer_version_leaves_alone_what_the_file_does_not_name(tmp_path: Path) -> None:
    source = factories.review().report
    load([written(tmp_path, [recommendation("124.1")])])
    Recommendation.objects.update(text="Ratify.", text_source=source, former_address="text-0")
    report = load([written(tmp_path, [recommendation("124.1", title_en="Ratify it")])])
    [row] = Recommendation.objects.all()
    assert report == LoadReport(updated=1)
    assert (row.title_en, row.text, row.text_source, row.former_address) == (
        "Ratify it", "Ratify.", source, "text-0",
    )  # fmt: skip


def test_newer_version_brings_links_and_foreign_keys(tmp_path: Path) -> None:
    factories.review()
    themes = [theme("water"), theme("land")]
    load([written(tmp_path, [*themes, recommendation("124.1", themes=[["water"]])])])
    themes[0][1]["parent"] = ["land"]
    report = load([written(tmp_path, [*themes, recommendation("124.1", themes=[["land"]])])])
    assert report == LoadReport(updated=2, unchanged=1)
    assert [row.slug for row in Recommendation.objects.get().themes.all()] == ["land"]
    assert Theme.objects.get(slug="water").parent == Theme.objects.get(slug="land")


def test_new_rows_that_name_what_an_editor_deleted_are_left_out(tmp_path: Path) -> None:
    load([theme_file(tmp_path, slug="land")])
    Theme.objects.all().delete()
    rows = [theme("land"), theme("soil", parent=["land"]), label("Soils", "soil"), theme("water")]
    report = load([written(tmp_path, rows)])
    assert [row.slug for row in Theme.objects.all()] == ["water"]
    assert report == LoadReport(
        added=1,
        unchanged=1,
        skipped=[
            ("recommendations.theme", '["soil"]'),
            ("recommendations.schemelabel", '["uhri","Soils"]'),
        ],
    )


def test_rows_name_others_of_any_file_before_and_after_them(tmp_path: Path) -> None:
    labels = written(tmp_path, [label("Soils", "soil")], "labels.json")
    themes = [theme("soil", parent=["land"]), theme("water"), theme("land"), theme("air")]
    report = load([labels, written(tmp_path, themes)])
    assert report == LoadReport(added=5)
    assert SchemeLabel.objects.get().theme.parent.slug == "land"  # type: ignore[union-attr]
    # A row waits for the one it names; else they are as in the file.
    by_key = Theme.objects.order_by("pk").values_list("slug", flat=True)
    assert list(by_key) == ["land", "soil", "water", "air"]


def test_recommendations_link_to_each_other(tmp_path: Path) -> None:
    factories.review()
    rows = [
        recommendation("1.1", precursors=[["kaz-2014", "1.2", ""]]),
        recommendation("1.2", precursors=[["kaz-2014", "1.1", ""], ["kaz-2014", "1.1", ""]]),
    ]
    assert load([written(tmp_path, rows)]) == LoadReport(added=2)
    first, second = Recommendation.objects.order_by("number")
    assert (list(first.precursors.all()), list(second.precursors.all())) == ([second], [first])


def test_history_names_the_command_that_loaded_rows_and_links(tmp_path: Path) -> None:
    factories.review()
    load([written(tmp_path, [theme("land"), recommendation("1.1", themes=[["land"]])])])
    [act] = Act.objects.all()
    assert (act.user, act.way, act.reason) == (None, "command", "load_fixtures")
    assert sorted((revision.kind, revision.table) for revision in act.revisions.all()) == [
        ("+", "recommendations_recommendation"),
        ("+", "recommendations_recommendation_themes"),
        ("+", "recommendations_theme"),
    ]


@pytest.mark.parametrize("rows", [3, 60])
def test_first_load_asks_the_database_as_often_for_many_rows_as_for_few(
    tmp_path: Path, django_assert_num_queries: Any, rows: int
) -> None:
    file = written(tmp_path, [theme(), *(label(str(number), "water") for number in range(rows))])
    # An act and what tells the triggers of it, ledger, two tables of keys, two inserts in savepoints,
    # the ledger again.
    with django_assert_num_queries(16):
        load([file])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (theme(ord=1), "Theme has no field named 'ord'"),
        (theme(order="first"), "'first' does not fit order."),
        (theme(parent="land"), "'land' does not name a theme: write ['slug'] as a list."),
        (theme(parent=["land", 1]), "['land', 1] does not name a theme: write ['slug'] as a list."),
        (theme(parent=["land"]), "the theme ['land'] is neither in the files nor in the database."),
        (theme(parent=["water"]), "It names itself, or rows that name it in turn."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_place(
    tmp_path: Path, row: tuple[str, dict[str, Any]], reason: str
) -> None:
    with pytest.raises(DeserializationError) as refused:
        load([written(tmp_path, [theme("air"), row])])
    assert str(refused.value) == f'rows.json, row 2 (recommendations.theme ["water"]): {reason}'
    assert (Theme.objects.count(), ShippedRow.objects.count()) == (0, 0)


def test_row_that_breaks_a_rule_of_the_database_is_named_among_many(tmp_path: Path) -> None:
    rows = [theme("air"), theme("water", name_en=""), theme("land")]
    with pytest.raises(DeserializationError) as refused:
        load([written(tmp_path, rows)])
    assert str(refused.value).startswith('rows.json, row 2 (recommendations.theme ["water"]): ')
    assert "theme_name_en_not_empty" in str(refused.value)
    assert (Theme.objects.count(), ShippedRow.objects.count()) == (0, 0)


def test_newer_version_that_breaks_a_rule_is_named(tmp_path: Path) -> None:
    load([theme_file(tmp_path)])
    with pytest.raises(DeserializationError, match=r"themes.json, row 1 .*theme_name_en_not_empty"):
        load([theme_file(tmp_path, name_en="")])
    assert Theme.objects.get().name_en == "Water"


def test_row_that_stands_twice_is_refused(tmp_path: Path) -> None:
    files = [theme_file(tmp_path), written(tmp_path, [theme(name_en="Waters")])]
    with pytest.raises(DeserializationError) as refused:
        load(files)
    assert str(refused.value) == (
        'rows.json, row 1 (recommendations.theme ["water"]): themes.json, row 1 has the same natural key.'
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "bad.json is not JSON in UTF-8: Expecting value: line 1 column 2 (char 1)"),
        ("{}", "bad.json is not a list of rows."),
        ("[{}]", "bad.json, row 1: a row has “model” and “fields”."),
        ('[{"model": "a.b", "fields": {}}]', "bad.json, row 1: there is no model “a.b”."),
        (
            '[{"model": "recommendations.theme", "fields": {"slug": "x"}, "placeholders": ["name"]}]',
            "bad.json, row 1: “placeholders” is a list of fields that the row has.",
        ),
        (
            '[{"model": "recommendations.theme", "fields": {"slug": "x"}, "placeholders": [["slug"]]}]',
            "bad.json, row 1: “placeholders” is a list of fields that the row has.",
        ),
        (
            '[{"model": "auth.group", "fields": {}}]',
            "bad.json, row 1: rows of “auth.group” have no natural key.",
        ),
    ],
)
def test_command_says_in_words_what_is_wrong_with_a_file(
    tmp_path: Path, settings: Any, text: str, reason: str
) -> None:
    settings.FIXTURES_DIR = tmp_path
    (tmp_path / "bad.json").write_text(text)
    with pytest.raises(CommandError) as refused:
        call_command("load_fixtures")
    assert str(refused.value) == f"Nothing was loaded. {reason}"


# Folders


@pytest.fixture
def folders(tmp_path: Path, settings: Any) -> Path:
    settings.FIXTURES_DIR = tmp_path
    for name in ("reference", "xaa", "xab"):
        (tmp_path / name / "2020").mkdir(parents=True)
        written(tmp_path / name / "2020", [theme(name)])
    return tmp_path


@pytest.mark.parametrize(
    ("only", "loaded"),
    [
        ([], ["reference", "xaa", "xab"]),
        (["reference"], ["reference"]),
        (["xab", "reference"], ["reference", "xab"]),
    ],
)
def test_command_loads_every_folder_or_those_that_are_named(
    folders: Path, only: list[str], loaded: list[str]
) -> None:
    call_command("load_fixtures", *(["--only", *only] if only else []), stdout=io.StringIO())
    assert list(Theme.objects.order_by("slug").values_list("slug", flat=True)) == loaded


def test_command_loads_a_folder_from_elsewhere(folders: Path, settings: Any) -> None:
    settings.FIXTURES_DIR = folders / "nowhere"
    call_command("load_fixtures", "--from", str(folders), "--only", "xaa", stdout=io.StringIO())
    assert [row.slug for row in Theme.objects.all()] == ["xaa"]


@pytest.mark.parametrize("name", ["xac", "xaa/2020", "..", ""])
def test_command_names_the_folders_that_there_are(folders: Path, name: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("load_fixtures", only=["xaa", name])
    assert str(refused.value) == (
        f"Nothing was loaded. There is no folder “{name}” in {folders}, only: reference, xaa, xab."
    )
    assert Theme.objects.count() == 0


def test_command_says_that_the_folder_itself_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("load_fixtures", folder=tmp_path / "nowhere")
    assert str(refused.value) == f"Nothing was loaded. There is no folder {tmp_path / 'nowhere'}."


def test_row_that_is_refused_is_named_with_its_folder(folders: Path) -> None:
    written(folders / "xab", [theme("water", parent=["land"])], "2021.json")
    with pytest.raises(CommandError) as refused:
        call_command("load_fixtures")
    assert str(refused.value) == (
        'Nothing was loaded. xab/2021.json, row 1 (recommendations.theme ["water"]): '
        "the theme ['land'] is neither in the files nor in the database."
    )


def test_row_that_moves_to_another_file_is_the_same_row(folders: Path) -> None:
    call_command("load_fixtures", stdout=io.StringIO())
    (folders / "xab").rename(folders / "xac")
    out = io.StringIO()
    call_command("load_fixtures", stdout=out)
    assert out.getvalue() == "Fixtures: 0 rows added, 0 brought up to date, 3 as before.\n"


def test_malformed_file_loads_nothing_of_any_file(tmp_path: Path) -> None:
    good = theme_file(tmp_path)
    bad = tmp_path / "bad.json"
    bad.write_text('[{"model": "recommendations.theme", "fields": {"slug": "x", "ord": 1}}]')
    with pytest.raises(Exception, match="ord"):
        load([good, bad])
    assert Theme.objects.count() == 0
