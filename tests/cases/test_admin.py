"""The admin: every page of both apps opens; and what protects the people in cases."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseEvent, Event, Evidence, LawChange, Mention, Provision
from recommendations.models import (
    Goal,
    Recommendation,
    SchemeLabel,
    Submission,
    Target,
    UnknownLabel,
    WorkingGroupSession,
)
from tests.support import factories
from tests.support.admin import (
    address,
    approve_all,
    browser_of_approver,
    editors_browser,
    refused,
    told,
    typed,
)
from tests.support.spreadsheets import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


# Every page


def changed(provision: Provision) -> LawChange:
    return factories.law_change(provision.law, provision=provision)


# How to make the `n`-th row of each model that has pages.
ROWS: dict[str, Callable[[int], Any]] = {
    "State": lambda n: factories.state(f"AA{'ABCDE'[n]}"),
    "Cycle": lambda n: factories.cycle(n + 1),
    "WorkingGroupSession": lambda n: WorkingGroupSession.objects.create(
        number=n, cycle=factories.cycle(), first_day=dt.date(2014, 10, 27), precision="since"
    ),
    "Theme": lambda n: factories.theme(f"theme-{n}", parent=factories.theme(f"parent-{n}")),
    "AffectedGroup": lambda n: factories.affected_group(f"group-{n}"),
    "SchemeLabel": lambda n: SchemeLabel.objects.create(
        scheme="uhri", label=f"Label {n}", theme=factories.theme(f"theme-{n}")
    ),
    "Goal": lambda n: Goal.objects.create(number=n + 1, title_en=f"Goal {n}"),
    "Target": lambda n: Target.objects.create(
        code=f"{n + 1}.1", goal=ROWS["Goal"](n), title_en=f"Target {n}"
    ),
    "Organisation": lambda n: factories.organisation(f"organisation-{n}"),
    "Source": lambda n: factories.source(f"source-{n}"),
    "Review": lambda n: factories.review(f"{'abcde'[n]}aa-2014", report=factories.source(f"report-{n}")),
    "Recommendation": lambda n: factories.recommendation(states=("AAA", "BBB"), themes=(f"theme-{n}",)),
    "Assessment": lambda n: factories.assessment(
        factories.recommendation(), organisation=factories.organisation(f"organisation-{n}")
    ),
    "Submission": lambda n: submission_of(n),
    "Section": lambda n: factories.section(submission_of(n)),
    "Citation": lambda n: factories.citation(ROWS["Section"](n), factories.recommendation()),
    "NewRecommendation": lambda n: factories.new_recommendation(ROWS["Section"](n)),
    "Body": lambda n: factories.body(f"body-{n}"),
    "Case": lambda n: factories.case(),
    "CaseEvent": lambda n: factories.case_event(
        factories.case(), provision=ROWS["Provision"](n), body=factories.body(f"body-{n}")
    ),
    "Law": lambda n: factories.law(),
    "Provision": lambda n: factories.provision(factories.law()),
    "LawChange": lambda n: changed(ROWS["Provision"](n)),
    "Event": lambda n: factories.event(body=factories.body(f"body-{n}")),
    "Figure": lambda n: factories.figure(counted_by=factories.body(f"body-{n}")),
    "Evidence": lambda n: factories.evidence(factories.recommendation(), law_change=ROWS["LawChange"](n)),
    "Mention": lambda n: Mention.objects.create(
        new_recommendation=ROWS["NewRecommendation"](n), provision=ROWS["Provision"](n)
    ),
    "Import": lambda n: factories.document_import(file_name=f"report-{n}.pdf"),
    "UnknownLabel": lambda n: UnknownLabel.objects.create(scheme="uhri", label=f"Label {n}"),
}
MODELS = {
    model.__name__: model
    for model in admin.site._registry
    if model._meta.app_label in ("recommendations", "cases") and not model._meta.proxy
}
# What has no form: tests/recommendations/imports/test_admin.py tries what can be done with it.
WITHOUT_FORM = ("Import", "UnknownLabel")
WITH_FORM = [name for name in MODELS if name not in WITHOUT_FORM]


def submission_of(n: int) -> Submission:
    row = factories.submission(f"submission-{n}")
    row.organisations.add(factories.organisation())
    return row


def test_every_model_with_pages_is_tried() -> None:
    assert set(ROWS) == set(MODELS)


@pytest.mark.parametrize("name", WITHOUT_FORM)
def test_list_of_what_has_no_form_shows_and_searches_its_rows(editor: Client, name: str) -> None:
    model, row = MODELS[name], ROWS[name](0)
    listed = editor.get(address(model, "changelist"))
    assert list(listed.context["cl"].result_list) == [row]
    searched = editor.get(address(model, "changelist"), {"q": "nowhere"})
    assert list(searched.context["cl"].result_list) == []


@pytest.mark.parametrize("name", WITH_FORM)
def test_editor_opens_every_page_of_a_model(editor: Client, name: str) -> None:
    model, row = MODELS[name], ROWS[name](0)
    listed = editor.get(address(model, "changelist"))
    assert (listed.status_code, row in listed.context["cl"].result_list) == (200, True)
    searched = editor.get(address(model, "changelist"), {"q": "Жоқ: nowhere 0"})
    assert (searched.status_code, list(searched.context["cl"].result_list)) == (200, [])
    assert editor.get(address(model, "add")).status_code == 200
    shown = editor.get(address(model, "change", row.pk))
    assert (shown.status_code, shown.context["original"]) == (200, row)


@pytest.mark.one_engine
@pytest.mark.parametrize("name", WITH_FORM)
def test_form_that_is_saved_as_shown_changes_nothing(editor: Client, name: str) -> None:
    """In Russian, where every field shows the English that nobody translated yet."""
    model, row = MODELS[name], ROWS[name](0)
    before = model._default_manager.filter(pk=row.pk).values().get()
    saved = typed(editor, address(model, "change", row.pk, language="ru"))
    assert (saved.status_code, saved.get("Location")) == (
        302,
        address(model, "changelist", language="ru"),
    )
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.one_engine
@pytest.mark.parametrize("name", MODELS)
def test_list_asks_the_database_as_often_for_three_rows_as_for_one(editor: Client, name: str) -> None:
    asked = []
    for rows in ([0], [1, 2]):
        for n in rows:
            ROWS[name](n)
        with CaptureQueriesContext(connection) as queries:
            editor.get(address(MODELS[name], "changelist"))
        asked.append(len(queries))
    assert asked[1] == asked[0]


def test_demo_that_is_prepared_again_keeps_its_editor(editor: Client, settings: Any) -> None:
    def login() -> str:
        call_command("prepare_demo", stdout=(output := StringIO()))
        return next(line for line in output.getvalue().splitlines() if "Log in as" in line).strip()

    note = settings.VAR_DIR / "demo-password"
    before = rows_of(User, Group, User.groups.through, Group.permissions.through)
    assert login() == (
        f"Log in as:     editor, password {note.read_text().strip()}; as approver, with the same, to approve "
        "what it writes"
    )
    assert rows_of(User, Group, User.groups.through, Group.permissions.through) == before
    assert oct(note.stat().st_mode)[-3:] == "600"
    user = User.objects.get(username="editor")
    user.set_password("chosen by the editor")
    user.save()
    assert login() == "Log in as:     editor or approver, with the passwords that you chose"


@pytest.mark.parametrize("model", [User, Group])
def test_editor_has_nothing_to_do_with_accounts(editor: Client, model: Any) -> None:
    assert editor.get(address(model, "changelist")).status_code == 403


@pytest.mark.parametrize("name", ["Боқаев", "БОКАЕВ", "bokayev", "ҚҰҚЫҚ", "private word"])
def test_search_finds_a_case_by_every_name_that_editors_know(editor: Client, name: str) -> None:
    meant = factories.case(public_name_ru="Макс Боқаев", public_name_kk="Құқық қорғаушы",
                           private_name="Private WORD")  # fmt: skip
    for spelling in ("Bokayev", "Бокаев"):
        meant.other_spellings.create(spelling=spelling)
    factories.case()
    found = editor.get(address(Case, "changelist"), {"q": name})
    assert list(found.context["cl"].result_list) == [meant]


# What a form refuses

NO_BASIS = "A published case needs a basis: consent, family or lawyer, own advocacy, or public sources."
NOT_NAMED = "A published case needs its public name in English and how it was chosen."
NOT_ACKNOWLEDGED = (
    "A published case needs “existence acknowledged”: somebody must have decided that the public "
    "may know of it."
)
DAYS_DO_NOT_FIT = (
    "The days do not fit the precision: a range ends after it begins; “since” has no last day; a "
    "quarter, half-year or part of a year begins with its first month and ends with its last."
)
NOT_ONE_TARGET = "Evidence is exactly one case, law, change in a law, event or figure. Use a row for each."
HIDDEN_EVIDENCE = (
    "2 of the pieces of evidence below belong to records that are not published. The public page "
    "shows and counts the recommendation without them."
)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"basis": ""}, NO_BASIS),
        ({"basis": "public_sources"}, "The basis “public sources” needs the source."),
        ({"public_name_en": ""}, NOT_NAMED),
        ({"name_display": ""}, NOT_NAMED),
        ({"existence_acknowledged": ""}, NOT_ACKNOWLEDGED),
    ],
)
def test_published_case_keeps_what_its_publication_rests_on(
    editor: Client, values: dict[str, str], said: str
) -> None:
    row = factories.case()
    before = Case.objects.values().get()
    assert refused(editor, address(Case, "change", row.pk), **values) == {"__all__": [said]}
    assert Case.objects.values().get() == before


def test_case_without_a_basis_is_refused_publication_with_the_rule(editor: Client) -> None:
    row = factories.case(basis="", publication_state="draft", public_name_en="An activist")
    typed(editor, address(Case, "change", row.pk), "_review", summary_en="Arrested.")
    assert approve_all(browser_of_approver()) == [NO_BASIS]
    row.refresh_from_db()
    assert (row.publication_state, row.slug, row.summary_en) == ("in_review", None, "Arrested.")


def test_address_is_made_at_first_publication_and_follows_the_public_name(editor: Client) -> None:
    row = factories.case(
        "dana-key", publication_state="draft", private_name="Dana Secret", name_display="initials"
    )
    where = address(Case, "change", row.pk)
    addresses, colleague = [], browser_of_approver()
    for button, name in (
        ("_save", "An activist"), ("_review", "An activist"), ("_withdraw", "Somebody else"),
        ("_review", "Somebody else"),
    ):  # fmt: skip
        typed(editor, where, button, public_name_en=name)
        approve_all(colleague)
        row.refresh_from_db()
        addresses.append((row.publication_state, row.slug))
    assert addresses == [
        ("draft", None),
        ("published", "an-activist"),
        ("withdrawn", "somebody-else"),
        ("published", "somebody-else"),
    ]


@pytest.mark.parametrize(
    ("model", "row", "values"),
    [
        (Event, factories.event, {"precision": "range", "last_day": "2018-05-09"}),
        (Event, factories.event, {"precision": "since", "last_day": "2018-05-12"}),
        (
            CaseEvent,
            lambda: factories.case_event(factories.case()),
            {"precision": "day", "last_day": "2018-05-12"},
        ),
    ],
)
def test_days_that_do_not_fit_their_precision_are_refused(
    editor: Client, model: Any, row: Callable[[], Any], values: dict[str, str]
) -> None:
    where = address(model, "change", row().pk)
    before = model.objects.values().get()
    assert refused(editor, where, **values) == {"__all__": [DAYS_DO_NOT_FIT]}
    assert model.objects.values().get() == before


def test_penalty_without_a_conviction_is_refused(editor: Client) -> None:
    event = factories.case_event(factories.case())
    assert refused(editor, address(CaseEvent, "change", event.pk), penalty_en="5 years") == {
        "__all__": ["Only a conviction carries a penalty."]
    }


# Evidence


def inline(**values: Any) -> dict[str, Any]:
    """One new row of evidence on the page of another record."""
    values = {"TOTAL_FORMS": 1, "0-direction": "no_change", **values}
    return {f"evidence-{name.replace('first_', '0-')}": value for name, value in values.items()}


def test_evidence_is_added_on_the_page_of_its_recommendation(editor: Client) -> None:
    row, case = factories.recommendation(), factories.case()
    answer = typed(editor, address(Recommendation, "change", row.pk), **inline(first_case=case.pk))
    assert answer.status_code == 302
    approve_all(browser_of_approver())
    assert [(one.recommendation, one.target) for one in Evidence.objects.all()] == [(row, case)]


@pytest.mark.parametrize("name", ["Case", "Law", "Event", "Figure"])
def test_evidence_is_added_on_the_page_of_what_it_is(editor: Client, name: str) -> None:
    row, target = factories.recommendation(), ROWS[name](0)
    answer = typed(editor, address(MODELS[name], "change", target.pk), **inline(first_recommendation=row.pk))
    assert answer.status_code == 302
    approve_all(browser_of_approver())
    assert [(one.recommendation, one.target) for one in Evidence.objects.all()] == [(row, target)]


@pytest.mark.parametrize("targets", [{"case": "Case", "law": "Law"}, {}])
def test_evidence_of_two_records_or_none_is_refused(editor: Client, targets: dict[str, str]) -> None:
    row = factories.recommendation()
    chosen = {f"first_{name}": ROWS[model](0).pk for name, model in targets.items()}
    assert refused(editor, address(Recommendation, "change", row.pk), **inline(**chosen)) == {
        "evidence-0-__all__": [NOT_ONE_TARGET]
    }
    assert list(Evidence.objects.all()) == []


def test_editor_is_warned_of_evidence_that_the_public_does_not_see(editor: Client) -> None:
    row = factories.recommendation()
    factories.evidence(row, law=factories.law())
    where = address(Recommendation, "change", row.pk)
    assert told(editor.get(where)) == []
    for state in ("draft", "withdrawn"):
        factories.evidence(row, case=factories.case(publication_state=state))
    assert told(editor.get(where)) == [HIDDEN_EVIDENCE]
