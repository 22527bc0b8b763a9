"""Cases and laws as spreadsheets: exact, all or nothing, and without what protects people."""

import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cases.admin.resources import CaseResource, LawResource
from cases.choices import LawKind, PublicationBasis, Role
from cases.models import Case, Law, OtherSpelling, Provision
from foundation.spreadsheets.files import FORMATS
from recommendations.models import Recommendation
from tests.support import factories
from tests.support.admin import address, browser_of, editors_browser
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

# Stand in the private fields of a case, and in no file.
PRIVATE = {
    "private_name": "Canary Name",
    "protection_note": "Canary Note",
    "basis_note": "Canary Consent",
    "protection_review_due_on": dt.date(2031, 7, 9),
}
CANARIES = [b"Canary", b"2031", b"private_name", b"protection", b"basis_note"]
NO_BASIS = "A published case needs a basis: consent, family or lawyer, own advocacy, or public sources."


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    keep_uploads_in(tmp_path, monkeypatch)
    return editors_browser(client, settings, tmp_path)


def a_case(key: str = "case", **values: Any) -> Case:
    row = factories.case(
        key, public_name_en="Max Bokayev", public_name_ru="Макс Бокаев", role="activist",
        summary_kk="Белсенді.", basis="public_sources", basis_source=factories.source(),
        **{**PRIVATE, **values},
    )  # fmt: skip
    row.themes.set([factories.theme("fair-trial"), factories.theme("torture")])
    row.affected_groups.add(factories.affected_group("activists"))
    for spelling in ("Боқаев", "Bokaev"):
        row.other_spellings.create(spelling=spelling)
    return row


def a_law(key: str = "law", **values: Any) -> Law:
    row = factories.law(key, title_en="Criminal Code", title_kk="Қылмыстық кодекс", kind="code")
    row.themes.add(factories.theme("torture"))
    for number in ("405", "174", "174.10"):
        factories.provision(row, number, title_en=f"Of article {number}")
    return row


# Of each kind of file: the model, its resource, a row with everything, and where that is kept.
FILES: dict[str, tuple[Any, Any, Callable[..., Any], tuple[Any, ...]]] = {
    "cases": (
        Case,
        CaseResource,
        a_case,
        (Case, OtherSpelling, Case.themes.through, Case.affected_groups.through),
    ),
    "laws": (Law, LawResource, a_law, (Law, Provision, Law.themes.through)),
}
files = pytest.mark.parametrize(("model", "resource", "make", "tables"), FILES.values(), ids=FILES)


def little(model: Any) -> Any:
    return (
        factories.law("little")
        if model is Law
        else factories.case("little", publication_state="draft", public_name_en="", basis="", name_display="")
    )


# There and back


@files
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_exported_file_imported_again_changes_nothing(
    editor: Client, model: Any, resource: Any, make: Any, tables: Any, kind: str, language: str
) -> None:
    make()
    little(model)
    before = rows_of(*tables)
    preview = upload(editor, model, kind, export_file(editor, model, kind, language), language)
    assert outcome(preview.context["result"]) == ["skip", "skip"]
    assert confirm(editor, model, preview, language).status_code == 302
    assert rows_of(*tables) == before


@pytest.mark.one_engine
@files
@pytest.mark.parametrize("exported_in", LANGUAGES)
@pytest.mark.parametrize("imported_in", LANGUAGES)
def test_language_of_the_admin_makes_no_difference_to_a_file(
    model: Any, resource: Any, make: Any, tables: Any, exported_in: str, imported_in: str
) -> None:
    make()
    little(model)
    rows = exported(resource, exported_in)
    assert rows == exported(resource)
    assert outcome(imported(resource, *rows, language=imported_in)) == ["skip", "skip"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("column", ["public_name_en", "public_name_ru", "public_name_kk"])
def test_changed_name_changes_that_name_only(column: str, language: str) -> None:
    row = a_case()
    [cells] = exported(CaseResource, language)
    result = imported(CaseResource, {**cells, column: "Changed"}, language=language)
    assert outcome(result) == ["update"]
    was = {"public_name_en": "Max Bokayev", "public_name_ru": "Макс Бокаев", "public_name_kk": None}
    assert Case.objects.values(*was).get(pk=row.pk) == {**was, column: "Changed"}


def test_import_changes_neither_state_nor_what_is_private() -> None:
    row = a_case()
    kept = ("publication_state", "published_at", *PRIVATE)
    before = Case.objects.values(*kept).get(pk=row.pk)
    [cells] = exported(CaseResource)
    imported(CaseResource, {**cells, "public_name_en": "M. B.", "name_display": "initials"})
    assert Case.objects.get().public_name_en == "M. B."
    # A full name that is public no longer would live on in the address.
    assert Case.objects.get().slug == "m-b"
    assert Case.objects.values(*kept).get(pk=row.pk) == before


@pytest.mark.parametrize("kind", KINDS)
def test_new_case_comes_in_as_a_draft_that_nobody_may_know_of(editor: Client, kind: str) -> None:
    cells = {"key": "new", "kind": "person", "public_name_en": "A", "other_spellings": "Б;В"}
    confirm(editor, Case, upload(editor, Case, kind, as_file(kind, cells)))
    row = Case.objects.get()
    assert (row.key, row.publication_state, row.slug) == ("new", "draft", None)
    assert row.existence_acknowledged is False
    assert sorted(one.spelling for one in row.other_spellings.all()) == ["Б", "В"]


# Parts in one cell


@pytest.mark.parametrize(
    ("cell", "spellings"),
    [
        ("Bokaev; Бокаев", ["Bokaev", "Бокаев"]),
        ("Bokaev", ["Bokaev"]),
        ("", []),
        (" ; ;", []),
        ("Боқаев;Bokaev;Bokaev", ["Bokaev", "Боқаев"]),
    ],
)
def test_cell_of_spellings_adds_and_removes(cell: str, spellings: list[str]) -> None:
    row = a_case()
    kept = {one.spelling: one.pk for one in row.other_spellings.all()}
    other = factories.case()
    other.other_spellings.create(spelling="Боқаев")
    imported(CaseResource, {"key": "case", "other_spellings": cell})
    assert sorted(one.spelling for one in row.other_spellings.all()) == spellings
    for one in row.other_spellings.all():
        assert kept.get(one.spelling, one.pk) == one.pk
    assert [one.spelling for one in other.other_spellings.all()] == ["Боқаев"]


def test_cell_of_provisions_adds_and_removes_and_keeps_the_titles_of_the_rest() -> None:
    law = a_law()
    assert outcome(imported(LawResource, {"key": "law", "provisions": "174;400;174.10"})) == ["update"]
    assert list(law.provisions.order_by("number").values_list("number", "title_en")) == [
        ("174", "Of article 174"), ("174.10", "Of article 174.10"), ("400", None)
    ]  # fmt: skip


def test_provision_that_a_case_rests_on_is_not_removed() -> None:
    law = a_law()
    factories.case_event(factories.case(), provision=law.provisions.get(number="174"))
    before = rows_of(Law, Provision)
    result = imported(LawResource, {"key": "law", "provisions": "405"}, {"key": "law-2", "provisions": ""})
    assert [(row, column) for row, column, _said in refusals(result)][:1] == [(1, "provisions")]
    assert rows_of(Law, Provision) == before


# What refuses a file


ROLES, BASES, KINDS_OF_LAWS = (
    f"One of: {', '.join(choices.values)}." for choices in (Role, PublicationBasis, LawKind)
)


def too_long(limit: int) -> str:
    return f"Ensure this value has at most {limit} characters (it has {limit + 1})."


@pytest.mark.parametrize(
    ("resource", "cells", "said"),
    [
        (CaseResource, {"themes": "tortrue"}, (2, "themes", "Unknown: tortrue.")),
        (CaseResource, {"affected_groups": "x;y"}, (2, "affected_groups", "Unknown: x. Unknown: y.")),
        (CaseResource, {"basis_source": "nowhere"}, (2, "basis_source", "Unknown: nowhere.")),
        (CaseResource, {"role": "king"}, (2, "role", f"Unknown: king. {ROLES}")),
        (CaseResource, {"basis": "none"}, (2, "basis", f"Unknown: none. {BASES}")),
        (LawResource, {"themes": "tortrue"}, (2, "themes", "Unknown: tortrue.")),
        (LawResource, {"kind": "poem"}, (2, "kind", f"Unknown: poem. {KINDS_OF_LAWS}")),
        (LawResource, {"provisions": "1" * 21}, (2, "provisions", too_long(20))),
        (CaseResource, {"other_spellings": "a" * 201}, (2, "other_spellings", too_long(200))),
    ],
)  # fmt: skip
def test_file_with_one_wrong_cell_is_refused_as_a_whole(
    resource: Any, cells: dict[str, str], said: Any
) -> None:
    name = "title_en" if resource is LawResource else "public_name_en"
    good = {"key": "one", "kind": "act" if resource is LawResource else "person", name: "New"}
    rows = [{**dict.fromkeys(cells, ""), **good}, {**good, "key": "two", **cells}]
    assert refusals(imported(resource, *rows)) == [said]
    assert (Case.objects.count(), Law.objects.count(), OtherSpelling.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("column", ["publication_state", "slug", *PRIVATE])
def test_file_cannot_say_what_only_a_form_may(column: str) -> None:
    result = imported(CaseResource, {"key": "case", "public_name_en": "A", column: "published"})
    [said] = refusals(result)
    unknown, columns = said.split("\n")
    assert unknown.startswith(f"Column C: nothing is called “{column}”.")
    assert columns == f"The columns are: {', '.join((*CaseResource.Meta.fields, 'as_exported'))}."
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"basis": ""}, NO_BASIS),
        ({"basis_source": ""}, "The basis “public sources” needs the source."),
    ],
)
def test_file_cannot_take_from_a_published_case_what_its_publication_rests_on(
    cells: dict[str, str], said: str
) -> None:
    a_case()
    before = rows_of(Case)
    [row] = exported(CaseResource)
    assert refusals(imported(CaseResource, {**row, **cells})) == [(1, "", said)]
    assert rows_of(Case) == before


def test_two_rows_of_one_key_are_refused() -> None:
    result = imported(LawResource, *({"key": "law", "title_en": title} for title in ("A", "B")))
    assert refusals(result)[0].startswith("Rows 1 and 2 are both “law”.")
    assert Law.objects.count() == 0


def excel_file(unfolded: int) -> bytes:
    file = BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/a", "w") as one,
    ):
        for _ in range(unfolded // 1_000_000):
            one.write(bytes(1_000_000))
    return file.getvalue()


IS_TEXT = "This is a text, perhaps a CSV, whatever its name. Upload it again and choose “csv” as the format."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            lambda: excel_file(101_000_000),
            "This file would unfold to 101 MB. Split it into smaller ones.",
        ),
        (lambda: b"review,number\n", IS_TEXT),
    ],
)
def test_file_that_is_no_safe_excel_file_is_refused_in_words(editor: Client, data: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(").replace(")", r"\)")):
        FORMATS[1]().create_dataset(data())
    refused = upload(editor, Case, "xlsx", data())
    assert refused.context["form"].errors == {"import_file": [said]}


# What is private


def test_refused_file_is_not_left_on_the_machine(editor: Client, tmp_path: Path) -> None:
    """What is in it may be confidential."""
    upload(editor, Case, "csv", as_file("csv", {"key": "a", "themes": "x"}))
    assert list((tmp_path / "uploads").iterdir()) == []


def unfolded(file: bytes) -> bytes:
    """The bytes of a file, and of every part of it where it is an Excel file."""
    if not zipfile.is_zipfile(BytesIO(file)):
        return file
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.one_engine
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", [Case, Law, Recommendation])
def test_private_fields_are_in_no_file(editor: Client, model: Any, kind: str, language: str) -> None:
    for state in ("published", "draft", "withdrawn"):
        factories.evidence(factories.recommendation(), case=a_case(f"case-{state}", publication_state=state))
    a_law()
    asked_for = {f"{name}_{field}": "on" for name in ("caseresource", "resource") for field in PRIVATE}
    file = unfolded(export_file(editor, model, kind, language, **asked_for))
    shown = {Case: b"Max Bokayev", Law: b"Criminal Code", Recommendation: b"Do what is asked"}
    assert shown[model] in file
    assert [canary for canary in CANARIES if canary in file] == []


def test_case_without_a_public_name_is_not_named_in_a_file() -> None:
    factories.case("little", publication_state="draft", public_name_en="", **PRIVATE)
    [cells] = exported(CaseResource)
    assert (cells["key"], cells["public_name_en"]) == ("little", "")
    assert [value for value in cells.values() if "Canary" in str(value)] == []


@pytest.mark.parametrize("model", [Case, Law])
def test_files_are_for_those_who_may_see_and_change_what_is_in_them(model: Any) -> None:
    browser = browser_of("view_theme", "change_theme")
    assert browser.get(address(model, "export")).status_code == 403
    assert browser.get(address(model, "import")).status_code == 403
