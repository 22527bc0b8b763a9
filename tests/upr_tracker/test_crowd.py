"""Of the edits that several editors make at once, none is lost: in the record, its rows, a list, a bulk
action, a sheet, an import. Four of them; `make soak` sends ten, twenty-five and fifty.
"""

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin

from cases.admin.resources import CaseResource
from cases.models import Case, OtherSpelling
from foundation.models import Proposal
from foundation.publishing.merged_forms import MergedForm
from foundation.publishing.proposals import as_if_approved
from recommendations.imports import plan, preview, read_file, record_upload
from recommendations.models import Import, Recommendation, Theme
from tests.support import factories
from tests.support import import_files as files
from tests.support.admin import address, rows_as_shown, told
from tests.support.crowd import MOST_TRIES, Journal, QuietBrowser, at_once, editors, page_shown
from tests.support.databases import for_many_writers
from tests.support.spreadsheets import as_file, confirm, exported, keep_uploads_in, refusals, upload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow("several editors at once")]

crowds = pytest.mark.parametrize(
    "count", [4, *(pytest.param(count, marks=pytest.mark.soak) for count in (10, 25, 50))]
)
TEXTS = ("summary_en", "summary_ru", "summary_kk", "private_name", "protection_note")
Act = Callable[[Callable[[], None]], None]


@pytest.fixture(autouse=True)
def many_writers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    keep_uploads_in(tmp_path, monkeypatch)
    with for_many_writers(tmp_path):
        yield


def crowd(count: int, part: Callable[..., None], journal: Journal, *details: Any) -> None:
    at_once(
        *(
            functools.partial(_one, part, browser, number, journal, details)
            for number, browser in enumerate(editors(count))
        )
    )


def _one(
    part: Callable[..., None],
    browser: QuietBrowser,
    number: int,
    journal: Journal,
    details: tuple[Any, ...],
    wait: Callable[[], None],
) -> None:
    part(browser, number, journal, wait, *details)


def save_until_accepted(browser: QuietBrowser, where: str, opened: Any, name: str, value: str) -> str:
    """Type into a field and save, again where the page comes back; returns what the last page showed."""
    answer = opened
    for _ in range(MOST_TRIES):
        shown = shown_in(answer, name)
        answer = browser.post(where, {**page_shown(answer), name: value, "_save": "1"})
        if answer.status_code == 302:
            return shown
    raise AssertionError("never accepted")


def shown_in(answer: Any, name: str) -> str:
    """What stood in a field when its page was made: beside what is typed, where the page came back."""
    forms = [answer.context_data["adminform"].form]
    for inline in answer.context_data["inline_admin_formsets"]:
        forms += inline.formset.forms
    [shown] = [form.initial.get(field.name) for form in forms for field in form if field.html_name == name]
    return str(shown or "")


def record_part(
    browser: QuietBrowser, number: int, journal: Journal, wait: Callable[[], None], row: Case
) -> None:
    where, name = address(Case, "change", row.pk), TEXTS[number % len(TEXTS)]
    opened = browser.get(where)
    wait()
    shown = save_until_accepted(browser, where, opened, name, f"of {number}")
    journal.accepted(f"{name} of {row.pk}", f"of {number}", shown)


def texts_of(row: Any, *names: str) -> dict[str, str]:
    fresh = type(row).objects.get(pk=row.pk)
    return {f"{name} of {row.pk}": str(getattr(fresh, name) or "") for name in names}


@crowds
def test_record(count: int) -> None:
    row, journal = factories.case("activist", publication_state="draft", summary_en="Old"), Journal()
    crowd(count, record_part, journal, row)
    assert len(journal.edits) == count
    assert journal.lost(texts_of(row, *TEXTS)) == []


@pytest.mark.one_engine
def test_record_without_merging_loses_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other tests would see, if forms wrote whatever they post."""
    monkeypatch.setattr(MergedForm, "_merge", lambda form, shown: form.merge.edited.update(form.fields))
    row, journal = factories.case("activist", publication_state="draft", summary_en="Old"), Journal()
    crowd(6, record_part, journal, row)
    assert len(journal.edits) == 6
    assert len(journal.lost(texts_of(row, *TEXTS))) >= 4


def inline_part(
    browser: QuietBrowser, number: int, journal: Journal, wait: Callable[[], None], row: Case
) -> None:
    """Type into one of three rows, and add one."""
    where = address(Case, "change", row.pk)
    opened = answer = browser.get(where)
    page = page_shown(opened)
    key = page[f"other_spellings-{number % 3}-id"]
    wait()
    typed: dict[str, Any] = {}
    for _ in range(MOST_TRIES):
        page = page_shown(answer)
        total = int(page["other_spellings-TOTAL_FORMS"])
        [at] = [n for n in range(total) if str(page.get(f"other_spellings-{n}-id")) == str(key)]
        name = f"other_spellings-{at}-spelling"
        shown = shown_in(answer, name)
        typed = {name: f"of {number}"}
        if f"added by {number}" not in page.values():
            typed |= {"other_spellings-TOTAL_FORMS": total + 1}
            typed |= {f"other_spellings-{total}-spelling": f"added by {number}"}
        answer = browser.post(where, {**page, **typed, "_save": "1"})
        if answer.status_code == 302:
            journal.accepted(key, f"of {number}", shown)
            journal.accepted(f"added by {number}", f"added by {number}", "")
            return
    raise AssertionError("never accepted")


@crowds
def test_rows_on_the_page(count: int) -> None:
    row, journal = factories.case("activist", publication_state="draft"), Journal()
    for text in ("one", "two", "three"):
        row.other_spellings.create(spelling=text)
    crowd(count, inline_part, journal, row)
    spellings = dict(OtherSpelling.objects.values_list("pk", "spelling"))
    assert len(spellings) == 3 + count
    stands_now = {str(key): text for key, text in spellings.items()} | {t: t for t in spellings.values()}
    assert len(journal.edits) == 2 * count
    assert journal.lost(stands_now) == []


def list_part(browser: QuietBrowser, number: int, journal: Journal, wait: Callable[[], None]) -> None:
    where = address(Theme, "changelist")
    answer = browser.get(where)
    wait()
    for _ in range(MOST_TRIES):
        formset = answer.context_data["cl"].formset
        forms = [formset.management_form, *formset.forms]
        page = {field.html_name: field.value() for form in forms for field in form}
        [form] = [form for form in formset.forms if form.instance.slug == f"theme-{number % 4}"]
        shown = form.initial["order"]
        answer = browser.post(where, {**page, f"{form.prefix}-order": 100 + number, "_save": "1"})
        if answer.status_code == 302:
            journal.accepted(form.instance.slug, str(100 + number), shown)
            return
    raise AssertionError("never accepted")


@crowds
def test_list_with_columns_to_type_into(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin.site._registry[Theme], "list_editable", ("order",))
    for number in range(4):
        factories.theme(f"theme-{number}")
    journal = Journal()
    crowd(count, list_part, journal)
    assert len(journal.edits) == count
    assert journal.lost({row.slug: str(row.order) for row in Theme.objects.all()}) == []


def bulk_part(
    browser: QuietBrowser, number: int, journal: Journal, wait: Callable[[], None], rows: list[Case]
) -> None:
    """The even ones edit a record each, the odd ones publish all that their list shows."""
    if number % 2 == 0:
        record_part(browser, number, journal, wait, rows[number // 2 % len(rows)])
        return
    where = address(Case, "changelist")
    chosen = {"action": "publish_selected", "_selected_action": [row.pk for row in rows]}
    shown = rows_as_shown(browser.get(where))
    wait()
    browser.post(where, {**shown, **chosen})


@crowds
def test_bulk_action(count: int) -> None:
    rows = [factories.case(f"case-{n}", publication_state="draft", summary_en="Old") for n in range(3)]
    journal = Journal()
    crowd(count, bulk_part, journal, rows)
    stands_now: dict[str, str] = {}
    # What is typed into a record that has become public waits.
    with as_if_approved(Proposal.objects.filter(state="waiting")):
        for row in rows:
            stands_now |= texts_of(row, *TEXTS)
    assert len(journal.edits) == count // 2 + count % 2
    assert journal.lost(stands_now) == []


def sheet_part(
    browser: QuietBrowser, number: int, journal: Journal, wait: Callable[[], None], rows: list[Case]
) -> None:
    name, row = ("summary_en", "summary_ru", "summary_kk")[number % 3], rows[number % len(rows)]

    def own_row() -> dict[str, Any]:
        return next(cells for cells in exported(CaseResource) if cells["key"] == row.key)

    cells = own_row()
    wait()
    for _ in range(MOST_TRIES):
        shown = cells[name]
        data = as_file("csv", {**cells, name: f"of {number}"})
        context = upload(browser, Case, "csv", data).context_data
        if "confirm_form" in context:
            answer = confirm(browser, Case, SimpleNamespace(context=context))
            if any("1 updated" in sentence for sentence in told(answer)):
                journal.accepted(f"{name} of {row.pk}", f"of {number}", shown)
                return
        else:
            assert refusals(context["result"]) != []
        cells = own_row()
    raise AssertionError("never accepted")


@crowds
def test_sheet(count: int) -> None:
    rows = [factories.case(f"case-{n}", publication_state="draft", summary_en="Old") for n in range(2)]
    journal = Journal()
    crowd(count, sheet_part, journal, rows)
    stands_now: dict[str, str] = {}
    for row in rows:
        stands_now |= texts_of(row, "summary_en", "summary_ru", "summary_kk")
    assert len(journal.edits) == count
    assert journal.lost(stands_now) == []


def import_part(
    browser: QuietBrowser, number: int, journal: Journal, wait: Callable[[], None], row: Recommendation
) -> None:
    """One carries out what its preview shows; others write the text that it would replace, or titles."""
    if number:
        where = address(Recommendation, "change", row.pk)
        opened = browser.get(where)
        wait()
        name = ("text", "title_en", "title_ru")[number % 3]
        shown = save_until_accepted(browser, where, opened, name, f"of {number}")
        journal.accepted(f"{name} of {row.pk}", f"of {number}", shown)
        return
    where = address(Import, "change", Import.objects.get().pk)
    page = browser.get(where).content.decode()
    wait()
    for _ in range(MOST_TRIES):
        [digest] = re.findall('name="previewed" value="([^"]*)"', page)
        before = re.findall(r"official text</th><td>([^<]*)</td>", page)
        browser.post(where, {"_carry_out": "1", "previewed": digest})
        if Import.objects.get().state == "done":
            if before:
                journal.accepted(f"text of {row.pk}", "Build roads that last", before[0])
            return
        page = browser.get(where).content.decode()
    raise AssertionError("never carried out")


@crowds
def test_import(count: int) -> None:
    files.vocabularies()
    file = read_file(files.report(), name="report.txt")
    row = factories.recommendation(
        "5.2", review=factories.review("tcd-2015", report=None), states=("PER", "MEX"), position=None,
        publication_state="draft", text="[…] roads […]", text_is_excerpt=True, text_source=factories.source(),
    )  # fmt: skip
    record_upload(file, files.report(), preview(file, plan(file)).tally, by=None)
    journal = Journal()
    crowd(count, import_part, journal, row)
    assert len([edit for edit in journal.edits if edit.value.startswith("of ")]) == count - 1
    assert journal.lost(texts_of(row, "text", "title_en", "title_ru")) == []
