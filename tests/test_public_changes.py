"""What the public reads changes only once somebody else has approved it, whatever way it is written.

Every way of writing is tried on every record, in every state of publication: first as if nobody had to
approve anything (and taken back), to see what the public would then read; then as an editor, with and
without the right to publish. What changes a public page waits and leaves it as it was, byte by byte;
approved by somebody else it leads to the same. Everything else takes place.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import transaction
from django.test import Client, RequestFactory

from cases.admin.laws import LawChangeInline
from cases.models import CaseRelation, Evidence, Law, LawChange, Mention, Provision
from foundation.models import Proposal
from foundation.publishing import proposals, rights
from foundation.publishing.approval import approve, digest_of_proposal
from foundation.publishing.guarded_admin import GuardedAdmin, GuardedInline
from foundation.publishing.guarded_forms import GuardedForm
from foundation.publishing.state import Publishable
from foundation.spreadsheets.admin import SpreadsheetAdmin
from foundation.spreadsheets.as_exported import AS_EXPORTED
from recommendations.models import Assessment, Citation, Organisation, Review, SchemeLabel, Target
from tests.support import factories
from tests.support.admin import address, as_shown, deleted, rows_as_shown, told, typed
from tests.support.effort import SOAK
from tests.support.public import read
from tests.support.public_records import EVIDENCE_OF, RECORDS, Record
from tests.support.spreadsheets import as_file, confirm, rows_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

APPS = ("recommendations", "cases")
STATES = ("draft", "in_review", "published", "withdrawn")
PAGES: dict[type[Any], Any] = {
    model: page
    for model, page in admin.site._registry.items()
    if model._meta.app_label in APPS and not model._meta.proxy
}
# What is written in other ways than a form: see the tests of imports.
WITHOUT_FORM = {"Import", "UnknownLabel"}
INLINES = [(parent, inline) for parent, page in PAGES.items() for inline in page.inlines]


def typed_values(values: dict[str, Any], row: Any) -> dict[str, Any]:
    return {name: value(row) if callable(value) else value for name, value in values.items()}


def always(values: dict[str, Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda _row: values


class Browser(Client):
    """Of an editor who opens forms of the admin and types into them."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user
        self.force_login(user)

    def opened(self, model: Any, key: int | None) -> Any:
        """The page with the form, of which nothing but the fields is looked at: not rendered."""
        request: Any = RequestFactory().get("/")
        request.user, request._messages = self.user, CookieStorage(request)
        page = PAGES[model]
        answer = page.add_view(request) if key is None else page.change_view(request, str(key))
        return SimpleNamespace(context=answer.context_data)

    def type_into(self, model: Any, key: int | None, values: dict[str, Any]) -> Any:
        where = address(model, "add") if key is None else address(model, "change", key)
        return self.post(where, {**as_shown(self.opened(model, key)), **values})


# Ways of writing: each leaves a row of `record` alone or writes it, and returns the last answer.

Way = Callable[[Browser, Record, Any], Any]


def change(browser: Browser, record: Record, row: Any) -> Any:
    return browser.type_into(type(row), row.pk, record.changed)


def change_private(browser: Browser, record: Record, row: Any) -> Any:
    return browser.type_into(type(row), row.pk, record.private)


def add(browser: Browser, record: Record, row: Any) -> Any:
    return browser.type_into(type(row), None, record.another(row))


def delete(browser: Browser, record: Record, row: Any) -> Any:
    return deleted(browser, row)


def delete_selected(browser: Browser, record: Record, row: Any) -> Any:
    where = address(type(row), "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
    asked = browser.post(where, {**rows_as_shown(browser.get(where)), **chosen})
    return browser.post(where, {**rows_as_shown(asked), **chosen, "post": "yes"})


def sheet_change(browser: Browser, record: Record, row: Any) -> Any:
    return sheet(browser, row, record.changed)


def sheet_add(browser: Browser, record: Record, row: Any) -> Any:
    """A copy of its row, as another: under another key, or on another day."""
    another = record.another(row)
    names = (
        "key",
        "number",
        "first_day",
        "last_day",
        "kind",
        "title_en",
        "assessed_on",
        "precision",
    )
    # A copy that is a new record says of none that it was exported from it.
    copied = {name: another[name] for name in names if name in another} | {AS_EXPORTED: ""}
    return sheet(browser, row, copied)


def sheet(browser: Browser, row: Any, values: dict[str, Any]) -> Any:
    """A file of its row with other values, uploaded and, where that is offered, confirmed."""
    resource = PAGES[type(row)].resource_classes[0]
    [own] = resource().export(type(row).objects.filter(pk=row.pk)).dict
    preview = upload(browser, type(row), "csv", as_file("csv", {**own, **values}))
    if "confirm_form" not in preview.context:
        return preview
    return confirm(browser, type(row), preview)


def in_formset(act: str, parent: Any, inline: Any) -> Way:
    """On the page of the row's owner."""

    def write(browser: Browser, record: Record, row: Any) -> Any:
        owner = owner_in(parent, row)
        formset = formset_of(browser.opened(parent, owner.pk), inline)
        count, own = formset.initial_form_count(), {}
        [at] = [n for n in range(count) if formset.forms[n].instance.pk == row.pk]
        if act == "add":
            values, at = record.another(row), count
            own[f"{formset.prefix}-TOTAL_FORMS"] = count + 1
        else:
            values = {"DELETE": "on"} if act == "delete" else record.changed
        own |= {f"{formset.prefix}-{at}-{name}": value for name, value in values.items()}
        return browser.type_into(parent, owner.pk, own)

    return write


def formset_of(page: Any, inline: Any) -> Any:
    return next(
        shown.formset for shown in page.context["inline_admin_formsets"] if isinstance(shown.opts, inline)
    )


def owner_in(parent: Any, row: Any) -> Any:
    names = [field.name for field in row._meta.fields if field.related_model is parent]
    return next(owner for name in names if (owner := getattr(row, name)))


# What comes of it


def as_read(record: Record) -> list[bytes]:
    return [read(page).body for page in record.pages]


def browser_of_editor(*, may_publish: bool) -> Browser:
    """Of somebody who may do everything with the content, or all but publish."""
    may = Permission.objects.filter(content_type__app_label__in=APPS)
    if not may_publish:
        may = may.exclude(codename__startswith="publish_")
    return browser_with(may)


def browser_with(permissions: Any) -> Browser:
    user = User.objects.create_user(f"editor-{User.objects.count()}", is_staff=True)
    user.user_permissions.set(permissions)
    return Browser(user)


@contextmanager
def as_if_nobody_approved_anything() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proposals, "public_parts", lambda changes: [None] * len(changes))
        yield


def approved_by_somebody_else() -> None:
    [proposal] = Proposal.objects.filter(state="waiting")
    second = browser_of_editor(may_publish=True).user
    approve(proposal, by=second, seen_digest=digest_of_proposal(proposal))


def without_null(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """A form makes “” of NULL, a proposal leaves it: to everybody the same."""
    return {
        table: [{name: "" if value is None else value for name, value in row.items()} for row in of_table]
        for table, of_table in rows.items()
    }


def try_way(
    way: Way,
    model: Any,
    state: str,
    *,
    changes_public: bool,
    record: Record | None = None,
    may_publish: bool = False,
) -> None:
    record = record or RECORDS[model]
    row = record.make(state)
    # What the values name is there before anything is typed.
    record = replace(record, changed=typed_values(record.changed, row), another=always(record.another(row)))
    is_public = state == "published" or record.always_public
    waits = changes_public and is_public
    before, read_before = rows_of(model), as_read(record) if is_public else []
    with transaction.atomic():
        with as_if_nobody_approved_anything():
            way(browser_of_editor(may_publish=may_publish), record, row)
        after, read_after = rows_of(model), as_read(record) if is_public else []
        transaction.set_rollback(True)
    assert after != before
    assert (read_after != read_before) == (waits and not record.nowhere)
    answer = way(browser_of_editor(may_publish=may_publish), record, row)
    assert Proposal.objects.exists() == waits, told(answer)
    assert rows_of(model) == (before if waits else after)
    assert not is_public or as_read(record) == read_before
    if waits:
        approved_by_somebody_else()
        assert without_null(rows_of(model)) == without_null(after)
        assert as_read(record) == read_after


def is_root(model: Any) -> bool:
    return issubclass(model, Publishable)


def forms_of(*, only: Callable[[Any, Record], bool] = lambda model, record: True) -> list[Any]:
    return [
        pytest.param(model, id=model.__name__)
        for model in PAGES
        if model.__name__ not in WITHOUT_FORM and only(model, RECORDS[model])
    ]


@pytest.mark.parametrize(
    ("model", "state"),
    [
        pytest.param(model, state, id=f"{model.__name__}-{state}")
        for model in PAGES
        if model.__name__ not in WITHOUT_FORM
        # That a part goes with its owner in the other states too is shown further down.
        for state in (STATES if is_root(model) else ("draft", "published"))
    ],
)
def test_form_that_changes_what_the_public_reads_waits(model: Any, state: str) -> None:
    try_way(change, model, state, changes_public=True)


@pytest.mark.parametrize("model", forms_of(only=lambda model, record: bool(record.private)))
def test_form_that_changes_only_what_editors_read_is_saved(model: Any) -> None:
    try_way(change_private, model, "published", changes_public=False)


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize("model", forms_of())
def test_part_that_is_added_to_a_public_record_waits(model: Any, state: str) -> None:
    """A root begins as a draft; a reference record is public once something names it."""
    try_way(add, model, state, changes_public=RECORDS[model].part)


@pytest.mark.parametrize("way", [delete, delete_selected])
@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize(
    "model",
    forms_of(only=lambda model, record: not is_root(model) and not record.in_use),
)
def test_deleting_what_the_public_reads_waits_without_the_right(model: Any, state: str, way: Way) -> None:
    try_way(way, model, state, changes_public=True)


def acts_on_parts() -> Iterator[Any]:
    """What can be done to each part on the page of its owner.

    To parts of drafts, where nothing is refused, one thing each by turns: `make soak` tries all.
    """
    everywhere, by_turns = ("add", "change", "delete"), cycle(("change", "delete", "add"))
    seen = set()
    for parent, inline in INLINES:
        # The same inline on another page: once is enough.
        acts = ("add",) if inline in seen else everywhere
        seen.add(inline)
        in_draft = acts if SOAK in os.environ else (next(by_turns),) if acts == everywhere else ()
        for state, tried in (("published", acts), ("draft", in_draft)):
            for act in tried:
                name = f"{inline.model.__name__} of {parent.__name__}-{act}-{state}"
                yield pytest.param(parent, inline, act, state, id=name)


@pytest.mark.parametrize(("parent", "inline", "act", "state"), list(acts_on_parts()))
def test_part_on_the_page_of_its_owner_waits(parent: Any, inline: Any, act: str, state: str) -> None:
    record = EVIDENCE_OF.get(parent) if inline.model is Evidence else None
    way = in_formset(act, parent, inline)
    try_way(way, inline.model, state, changes_public=True, record=record)


def has_sheet(model: Any, _record: Record) -> bool:
    return isinstance(PAGES[model], SpreadsheetAdmin)


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize(
    "model",
    # Findings of a sheet are only added.
    forms_of(only=lambda model, record: has_sheet(model, record) and model.__name__ != "Assessment"),
)
def test_spreadsheet_that_changes_what_the_public_reads_waits(model: Any, state: str) -> None:
    try_way(sheet_change, model, state, changes_public=True)


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize("model", forms_of(only=has_sheet))
def test_spreadsheet_that_adds_to_a_public_record_waits(model: Any, state: str) -> None:
    try_way(sheet_add, model, state, changes_public=RECORDS[model].part)


# Nobody is forgotten


def test_every_page_and_every_inline_of_the_admin_is_guarded() -> None:
    pages = [page for model, page in admin.site._registry.items() if model._meta.app_label in APPS]
    assert [page for page in pages if not isinstance(page, GuardedAdmin)] == []
    assert [page for page in pages if not issubclass(page.form, GuardedForm)] == []
    inlines = [inline for page in pages for inline in page.inlines]
    assert [inline for inline in inlines if not issubclass(inline, GuardedInline)] == []
    assert [inline for inline in inlines if not issubclass(inline.form, GuardedForm)] == []


def test_every_table_that_editors_write_is_tried() -> None:
    written = {model for model in PAGES if model.__name__ not in WITHOUT_FORM}
    assert set(RECORDS) == written | {inline.model for _parent, inline in INLINES}


# Ways that few records have


def test_list_that_can_be_edited_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """None can today; whoever names `list_editable` need not think of this."""
    monkeypatch.setattr(PAGES[Law], "list_editable", ("kind",))

    def edit_list(browser: Browser, record: Record, row: Any) -> Any:
        page = browser.get(address(Law, "changelist")).content.decode()
        [shown] = re.findall(r'name="form-0-as_shown" value="([^"]+)"', page)
        values = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 1, "0-id": row.pk, "0-as_shown": shown}
        posted = {f"form-{name}": value for name, value in {**values, **record.changed}.items()}
        return browser.post(address(Law, "changelist"), {**posted, "_save": "on"})

    record = replace(RECORDS[Law], changed={"0-kind": "code"})
    for state in ("draft", "published"):
        with transaction.atomic():
            try_way(edit_list, Law, state, changes_public=True, record=record)
            transaction.set_rollback(True)


@pytest.mark.parametrize(("before", "after"), [("draft", "published"), ("published", "draft")])
def test_part_that_moves_from_or_to_a_public_record_waits(before: str, after: str) -> None:
    row = factories.provision(factories.law(publication_state=before))
    other = factories.law(publication_state=after)
    where, browser = address(Provision, "change", row.pk), browser_of_editor(may_publish=True)
    typed(browser, where, law=other.pk)
    assert Provision.objects.get().law_id == row.law_id
    approved_by_somebody_else()
    assert Provision.objects.get().law == other


@pytest.mark.parametrize("way", [delete, delete_selected, in_formset("delete", Law, LawChangeInline)])
def test_deleting_waits_without_the_right_to_what_goes_with_it(way: Way) -> None:
    """Who may publish laws alone does not take the evidence of a public recommendation away."""
    row = factories.law_change(factories.law())
    factories.evidence(factories.recommendation(), law_change=row)
    tables = ("law", "lawchange", "evidence")
    names = [f"{verb}_{name}" for verb in ("view", "change", "delete") for name in tables]
    may = Permission.objects.filter(codename__in=["publish_law", *names])
    way(browser_with(may), RECORDS[LawChange], row)
    assert (LawChange.objects.count(), Evidence.objects.count()) == (1, 1)
    approved_by_somebody_else()
    assert (LawChange.objects.count(), Evidence.objects.count()) == (0, 0)


@pytest.mark.parametrize("way", [delete, delete_selected])
@pytest.mark.parametrize(
    "model", forms_of(only=lambda model, record: not is_root(model) and not record.in_use)
)
def test_taking_away_what_the_public_reads_takes_one_person_with_the_right(model: Any, way: Way) -> None:
    record = RECORDS[model]
    row = record.make("published")
    way(browser_of_editor(may_publish=True), record, row)
    assert not model.objects.filter(pk=row.pk).exists()
    assert not Proposal.objects.exists()


def test_whose_finding_leads_waits_though_no_page_names_it() -> None:
    row = factories.recommendation()
    factories.assessment(row)
    factories.assessment(row, organisation=factories.organisation("forum"), status="in_progress")
    where = address(Review, "change", row.review.pk)
    leads = {"headline_organisation": str(Organisation.objects.get(slug="watch").pk)}
    page = read(row.get_absolute_url())
    typed(browser_of_editor(may_publish=True), where, **leads)
    assert read(row.get_absolute_url()) == page
    approved_by_somebody_else()
    assert read(row.get_absolute_url()) != page


def test_line_ends_that_a_browser_sends_are_no_change() -> None:
    row = factories.law(summary_en="One.\nTwo.\n")
    browser = browser_of_editor(may_publish=False)
    answer = typed(browser, address(Law, "change", row.pk), summary_en="One.\r\nTwo.\r\n", key="renamed")
    assert answer.status_code == 302
    assert Law.objects.values_list("key", "summary_en").get() == ("renamed", "One.\nTwo.\n")


# When is a row public?

HAS_PUBLISHED = [
    pytest.param(model, id=model.__name__) for model in RECORDS if hasattr(model.objects.all(), "published")
]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("model", HAS_PUBLISHED)
def test_rights_and_pages_agree_which_rows_are_public(model: Any, state: str) -> None:
    RECORDS[model].make(state)
    rows = list(model.objects.all())
    assert [row for row in rows if rights.is_public(row)] == list(model.objects.published())
    assert set(rights.public_rows(model)) == set(model.objects.published())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("model", [SchemeLabel, Target])
def test_row_of_a_reference_record_is_public_with_it(model: Any, state: str) -> None:
    row = RECORDS[model].make(state)
    assert rights.is_public(row) == (state == "published")
    assert list(rights.public_rows(model)) == ([row] if state == "published" else [])


def test_day_of_a_review_is_public_beside_a_public_review_of_its_state() -> None:
    other = factories.review("kaz-2030", cycle=factories.cycle(5), report=None)
    row = factories.recommendation(publication_state="draft")
    assert (rights.is_public(other), list(rights.public_rows(Review))) == (False, [])
    factories.recommendation("124.2")
    assert rights.is_public(other)
    assert set(rights.public_rows(Review)) == {other, row.review}
    assert rights.is_public(Review(slug="kaz-2035", state_under_review=other.state_under_review))


@pytest.mark.parametrize("far_end", ["draft", "published"])
@pytest.mark.parametrize("model", [Assessment, Citation, CaseRelation, Evidence, Mention])
def test_row_between_two_roots_is_public_with_both(model: Any, far_end: str) -> None:
    row = RECORDS[model].make("published")
    far: Any = {
        Assessment: lambda: row.recommendation, Citation: lambda: row.recommendation,
        CaseRelation: lambda: row.to_case, Evidence: lambda: row.recommendation,
        Mention: lambda: row.law,
    }[model]()  # fmt: skip
    type(far).objects.filter(pk=far.pk).update(publication_state=far_end)
    row = model.objects.get(pk=row.pk)
    assert rights.is_public(row) == (far_end == "published")
    assert list(model.objects.published()) == ([row] if far_end == "published" else [])


def test_source_that_only_a_private_field_names_is_not_public() -> None:
    ground = factories.source("ground", symbol="", kind="publication", title="A letter")
    factories.case(basis="public_sources", basis_source=ground)
    assert not rights.is_public(ground)


def test_theme_is_public_where_a_public_record_carries_one_below_it() -> None:
    above = factories.theme("rights")
    below = factories.theme("torture", parent=above)
    assert [rights.is_public(theme) for theme in (above, below)] == [False, False]
    factories.recommendation(themes=("torture",))
    assert [rights.is_public(theme) for theme in (above, below)] == [True, True]
