"""Loading what the project ships: once, and never over what editors did since."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from recommendations.models import Recommendation, Theme
from upr_tracker.common.fixtures import LoadReport, load
from upr_tracker.common.models import ShippedRow
from upr_tracker.common.publishing import withdraw

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


def theme_file(folder: Path, **fields: Any) -> Path:
    path = folder / "themes.json"
    row = {"slug": "water", "parent": None, "order": 1, "name_en": "Water", **fields}
    path.write_text(json.dumps([{"model": "recommendations.theme", "fields": row}]))
    return path


def test_newer_version_changes_only_what_nobody_changed_here(tmp_path: Path) -> None:
    load([theme_file(tmp_path, name_ru="Вода")])
    Theme.objects.update(name_ru="Право на воду")
    report = load([theme_file(tmp_path, name_ru="Водa", name_en="Water and sanitation")])
    theme = Theme.objects.get()
    assert (theme.name_en, theme.name_ru) == ("Water and sanitation", "Право на воду")
    assert (report.updated, report.kept) == (0, [("recommendations.theme", '["water"]')])


def test_newer_version_reaches_untouched_rows(tmp_path: Path) -> None:
    load([theme_file(tmp_path)])
    assert load([theme_file(tmp_path, name_kk="Су")]) == LoadReport(updated=1)
    assert Theme.objects.get().name_kk == "Су"


def test_newer_version_does_not_revive_a_deleted_row(tmp_path: Path) -> None:
    load([theme_file(tmp_path)])
    Theme.objects.all().delete()
    report = load([theme_file(tmp_path, name_en="Water again")])
    assert (Theme.objects.count(), len(report.kept)) == (0, 1)


def test_row_an_editor_made_before_is_left_alone(tmp_path: Path) -> None:
    Theme.objects.create(slug="water", name_en="My water")
    load([theme_file(tmp_path)])
    assert Theme.objects.get().name_en == "My water"


def test_malformed_file_loads_nothing_of_any_file(tmp_path: Path) -> None:
    good = theme_file(tmp_path)
    bad = tmp_path / "bad.json"
    bad.write_text('[{"model": "recommendations.theme", "fields": {"slug": "x", "ord": 1}}]')
    with pytest.raises(Exception, match="ord"):
        load([good, bad])
    assert Theme.objects.count() == 0
