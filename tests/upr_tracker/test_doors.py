"""No door lets a text in that breaks a page: every form, sheet, document and fixture is tried."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.serializers.base import DeserializationError
from django.test import Client, RequestFactory
from tablib import Dataset

from cases.models import Law
from foundation.db.natural_keys import has_lines
from foundation.i18n.texts import odd
from foundation.shipped_data import load
from foundation.spreadsheets.admin import SpreadsheetAdmin
from recommendations.imports import Refused, read_file
from recommendations.models import Assessment, Import, Recommendation, Theme, UnknownLabel
from tests.support import factories
from tests.support import import_files as files
from tests.support.admin import address, refused, rows_as_shown, typed
from tests.support.spreadsheets import as_file, confirm, upload
from tests.support.texts import HALF, LOST, TO_BREAKS

pytestmark = pytest.mark.django_db

# Refused by every form of Django; tried on its own.
NUL = LOST["NUL"]
NASTY = "".join([*LOST.values(), *TO_BREAKS.values()]).replace(NUL, "")


@pytest.fixture
def root() -> User:
    return User.objects.create_superuser("root")


@pytest.fixture
def editor(client: Client, root: User) -> Client:
    client.force_login(root)
    return client


def forms_of_editors(user: User) -> Iterator[tuple[str, type[forms.ModelForm[Any]]]]:
    """Each form of the admin in which somebody types, also those for the parts of a record."""
    request: Any = RequestFactory().get("/admin/")
    request.user = user
    for model, its_admin in admin.site._registry.items():
        # For an import a file is chosen, nothing is typed; a work queue is a list of others.
        if its_admin.has_add_permission(request) and not model._meta.proxy and model is not Import:
            row = model._default_manager.first()
            yield model.__name__, its_admin.get_form(request, row, change=row is not None)
            for inline in its_admin.get_inline_instances(request):
                name = f"{model.__name__}: {type(inline).__name__}"
                yield name, inline.get_formset(request).form


def texts_in(form: forms.BaseForm) -> list[str]:
    """The names of the fields that hold what somebody types, passwords aside."""
    return [
        name
        for name, field in form.fields.items()
        if type(field.widget) is not forms.PasswordInput
        and isinstance(field, forms.CharField)
        and name not in ("password", "usable_password")
    ]


def came_through(form_class: type[forms.ModelForm[Any]], nasty: str) -> dict[str, str]:
    """By field what a form with such texts would save, where it does not refuse the field."""
    blank = form_class()
    form = form_class(dict.fromkeys(texts_in(blank), f"ab{nasty}cd"))
    refused = form.errors
    return {
        name: getattr(form.instance, name)
        for name in texts_in(form)
        if name not in refused and hasattr(form.instance, name)
    }


def test_no_form_of_the_admin_lets_such_characters_through(root: User) -> None:
    tried = set()
    for name, form_class in forms_of_editors(root):
        texts = texts_in(form_class())
        taken = came_through(form_class, NASTY)
        assert {text: value for text, value in taken.items() if odd(value)} == {}, name
        assert came_through(form_class, NUL) == {}, name
        assert came_through(form_class, HALF) == {}, name
        model = form_class._meta.model
        for text, value in taken.items():
            if value:
                lines = has_lines(model._meta.get_field(text))
                assert ("\n" in value) == lines, (name, text)
        tried |= {f"{name}.{text}" for text in texts}
    # Some hundred fields: the walk did not pass them by.
    assert len(tried) > 100
    assert {
        "Case.summary_kk",
        "User.first_name",
        "Group.name",
        "Theme: SchemeLabelInline.label",
    } <= (tried)


def test_finding_from_update_status_is_cleaned(editor: Client) -> None:
    row = factories.recommendation("124.1")
    values = {
        "status": "not_implemented",
        "organisation": factories.organisation().pk,
        "method": "by_organisation",
        "summary_en": f"Nothing{NASTY} changed",
        "evidence_up_to": "2019-03-10",
        "evidence_up_to_precision": "month",
        "assessed_on": "2019-10-01",
    }
    where = f"/admin/recommendations/recommendation/update-status/?rows={row.pk}"
    shown = rows_as_shown(editor.get(where))
    assert editor.post(where, {**shown, **values}).status_code == 302
    assert Assessment.objects.get().summary_en == f"Nothing{7 * chr(10)} changed"
    half = editor.post(where, {**values, "summary_en": "\x00"})
    assert half.context["form"].errors == {"summary_en": ["Null characters are not allowed."]}


def test_title_with_a_line_break_of_word_is_saved_in_one_line(editor: Client) -> None:
    row = factories.theme("assembly")
    typed(editor, address(Theme, "change", row.pk), name_en="Freedom\vof\u2028assembly\u202e")
    row.refresh_from_db()
    assert row.name_en == "Freedom of assembly"


def test_text_of_nothing_but_such_characters_is_no_text(editor: Client) -> None:
    row = factories.organisation("watch")
    where = address(type(row), "change", row.pk)
    assert refused(editor, where, name_en="\u202e\u202c") == {
        "__all__": ["An organisation needs its English name."],
    }


@pytest.mark.parametrize(
    "model",
    [model for model, its in admin.site._registry.items() if isinstance(its, SpreadsheetAdmin)],
)
def test_no_sheet_lets_such_characters_through(model: Any) -> None:
    its_admin: Any = admin.site._registry[model]
    [resource_class] = its_admin.resource_classes
    resource = resource_class()
    columns = [field.column_name for field in resource.get_import_fields()]
    sheet = Dataset([f"ab{NASTY}{NUL}cd" for _column in columns], headers=columns)
    resource.before_import(sheet)
    [cells] = sheet.dict
    assert {column: cell for column, cell in cells.items() if odd(cell)} == {}
    several = {column for column, cell in cells.items() if "\n" in cell}
    assert several == {
        field.column_name
        for field in resource.get_import_fields()
        if field.attribute in {one.name for one in model._meta.get_fields()}
        and has_lines(model._meta.get_field(field.attribute))
    }
    halves = Dataset([HALF for _column in columns], headers=columns)
    with pytest.raises(ValueError, match=rf"Row 1: {columns[0]}: Behind “” stands half a character"):
        resource.before_import(halves)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_sheet_with_a_vertical_tab_comes_in_in_one_line(editor: Client, kind: str) -> None:
    factories.review()
    cells = {"review": "kaz-2014", "number": "126.47", "title_en": "Lift curbs on\vassembly"}
    if kind == "xlsx":
        # As Excel writes what XML cannot hold.
        cells["title_en"] = "Lift curbs on_x000B_assembly"
    confirm(editor, Recommendation, upload(editor, Recommendation, kind, as_file(kind, cells)))
    assert Recommendation.objects.get().title_en == "Lift curbs on assembly"


def test_text_that_looks_as_excel_writes_such_a_character_comes_back_as_it_was(
    editor: Client,
) -> None:
    factories.law("act", title_en="Table _x000B_ of the act")
    sheet = editor.post(address(Law, "export"), {"format": 1, "resource": 0}).content
    preview = upload(editor, Law, "xlsx", sheet)
    assert [row.import_type for row in preview.context["result"].rows] == ["skip"]


def test_sheet_of_a_record_with_such_characters_comes_back_as_no_change(editor: Client) -> None:
    """What was written past every door goes out clean, and does not look edited when it returns."""
    law = factories.law("act", title_en="Act", summary_en="Two words")
    type(law).objects.filter(pk=law.pk).update(title_en="A\u202ect\v1", summary_en="Two\fwords\x01")
    sheet = editor.post(address(type(law), "export"), {"format": 0, "resource": 0}).content
    assert "Act 1" in sheet.decode()
    preview = upload(editor, type(law), "csv", sheet)
    assert [row.import_type for row in preview.context["result"].rows] == ["skip"]


def test_export_of_another_database_is_cleaned() -> None:
    files.vocabularies()
    made = files.imported(
        files.uhri(
            Text="5.1 Plant\x00 trees\u202e in\u2028every village (Cuba);",
            Themes=["Wat\x01er\u202c"],
            Countries=["Ch\u202aad"],
            UprRecommendingCountry=["Cu\ufeffba"],
        ),
        name="exp\udcffort\x1b.json",
    )
    row = Recommendation.objects.get()
    assert (row.number, row.text, row.review.state_under_review.iso3) == (
        "5.1",
        "Plant trees in every village",
        "TCD",
    )
    assert UnknownLabel.objects.get().label == "Water"
    assert made.file_name == "exp\ufffdort.json"
    assert not odd(json.dumps([made.counts, made.doubts], ensure_ascii=False))


def test_export_with_half_a_character_is_refused_with_its_row() -> None:
    files.vocabularies()
    file = read_file(files.uhri(Text="5.1 Plant \ud83d trees (Cuba);"), name="export.json")
    assert [str(remark) for remark in file.refusals] == [
        (
            "row 1: Behind “Plant ” stands half a character (U+D83D), which cannot be stored. Type "
            "that place again."
        )
    ]


def test_report_is_cleaned() -> None:
    files.vocabularies()
    files.imported(files.report(files.LISTS.replace("trees in", "tr\x92ees\u202e in\ufeff")))
    assert Recommendation.objects.get(number="5.1").text == "Plant trees in every village"


def test_what_is_refused_is_quoted_without_such_characters() -> None:
    with pytest.raises(Refused) as refusal:
        read_file(b"no\x1b[31m heading,of,any\nexport,that,we,know\n", name="export.csv")
    assert not odd(str(refusal.value))


def test_fixture_is_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "themes.json"
    fields = {"slug": "water", "parent": None, "order": 1, "name_en": "Wa\u202eter\vlaw"}
    path.write_text(json.dumps([{"model": "recommendations.theme", "fields": fields}]))
    load([path])
    assert Theme.objects.get().name_en == "Water law"
    # The next time it is the same, not a newer version.
    assert load([path]).unchanged == 1
    path.write_text(path.read_text().replace("law", "\\ud800"))
    with pytest.raises(DeserializationError, match=r"themes\.json, row 1: Behind “Water ”"):
        load([path])
