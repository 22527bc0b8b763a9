"""The admin as editors use it: its pages, “Update status”, findings, and what a form refuses.

`tests/cases/test_admin.py` uses the browser of an editor that is defined here.
"""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Mention
from recommendations.models import (
    Assessment,
    Goal,
    PositionStatement,
    Recommendation,
    SchemeLabel,
    Target,
    WorkingGroupSession,
)
from tests import factories
from upr_tracker.management.commands.load_fixtures import FILES

pytestmark = pytest.mark.django_db

UPDATE_STATUS = "recommendations_recommendation_update_status"


# The browser of an editor


def editors_browser(client: Client, settings: Any, folder: Path) -> Client:
    """Logged in as the editor whom `prepare_demo` makes, beside an empty database."""
    settings.VAR_DIR = settings.FIXTURES_DIR = folder
    for name in FILES:
        (folder / f"{name}.json").write_text("[]")
    call_command("prepare_demo", verbosity=0, stdout=StringIO())
    client.force_login(User.objects.get(username="editor"))
    return client


def browser_of(*permissions: str) -> Client:
    """Logged in as somebody who may do only what is named, as `add_assessment`."""
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def address(model: Any, page: str, *keys: Any, language: str = "") -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return (f"/{language}" if language else "") + reverse(name, args=keys)


def as_shown(page: Any) -> dict[str, Any]:
    """What a browser posts of a form of the admin in which nobody typed."""
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    forms = [page.context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    shown = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in shown.items() if value is not None}


def typed(client: Client, where: str, button: str = "_save", **values: Any) -> Any:
    """Type into the form of an address and press a button; returns the answer."""
    return client.post(where, {**as_shown(client.get(where)), **values, button: "on"})


def told(answer: Any) -> list[str]:
    """The messages that the next page shows."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def refusals(answer: Any) -> dict[str, list[str]]:
    """What a refused form says, by field; rules of the whole row stand under `__all__`."""
    form = answer.context["adminform"].form
    errors = {name: list(messages) for name, messages in form.errors.items()}
    for inline in answer.context["inline_admin_formsets"]:
        for row in inline.formset.forms:
            errors |= {f"{row.prefix}-{name}": list(found) for name, found in row.errors.items()}
    return errors


def act(client: Client, action: str, *rows: Any) -> list[str]:
    """Choose rows of a list and an action; returns the messages."""
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return told(client.post(address(type(rows[0]), "changelist"), chosen))


def state_of(row: Any) -> str:
    return str(type(row).objects.get(pk=row.pk).publication_state)


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


# Every page

# How to make the `n`-th row of each model that has pages; each belongs to a record of its own.
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
    "Review": lambda n: factories.review(
        f"{'abcde'[n]}aa-2014", report=factories.source(f"report-{n}")
    ),
    "Recommendation": lambda n: factories.recommendation(
        f"1.{n}", review=ROWS["Review"](n), states=("AAA", "BBB"), themes=(f"theme-{n}",)
    ),
    "Assessment": lambda n: factories.assessment(
        ROWS["Recommendation"](n), organisation=factories.organisation(f"organisation-{n}")
    ),
    "Submission": lambda n: factories.submission(f"submission-{n}", review=ROWS["Review"](n)),
    "Section": lambda n: factories.section(ROWS["Submission"](n)),
    "Citation": lambda n: factories.citation(
        ROWS["Section"](n), factories.recommendation(f"1.{n}", review=ROWS["Review"](n))
    ),
    "NewRecommendation": lambda n: factories.new_recommendation(ROWS["Section"](n)),
    "Body": lambda n: factories.body(f"body-{n}"),
    "Case": lambda n: factories.case(),
    "CaseEvent": lambda n: factories.case_event(
        factories.case(), provision=ROWS["Provision"](n), body=factories.body(f"body-{n}")
    ),
    "Law": lambda n: factories.law(),
    "Provision": lambda n: factories.provision(factories.law()),
    "LawChange": lambda n: factories.law_change(factories.law(), provision=ROWS["Provision"](n)),
    "Event": lambda n: factories.event(body=factories.body(f"body-{n}")),
    "Figure": lambda n: factories.figure(counted_by=factories.body(f"body-{n}")),
    "Evidence": lambda n: factories.evidence(
        ROWS["Recommendation"](n), law_change=ROWS["LawChange"](n)
    ),
    "Mention": lambda n: Mention.objects.create(
        new_recommendation=ROWS["NewRecommendation"](n), provision=ROWS["Provision"](n)
    ),
}
MODELS = {
    model.__name__: model
    for model in admin.site._registry
    if model._meta.app_label in ("recommendations", "cases")
}


def test_every_model_with_pages_is_tried() -> None:
    assert set(ROWS) == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_editor_opens_every_page_of_a_model(editor: Client, name: str) -> None:
    model, row = MODELS[name], ROWS[name](0)
    listed = editor.get(address(model, "changelist"))
    assert (listed.status_code, row in listed.context["cl"].result_list) == (200, True)
    searched = editor.get(address(model, "changelist"), {"q": "Жоқ: nowhere 0"})
    assert (searched.status_code, list(searched.context["cl"].result_list)) == (200, [])
    assert editor.get(address(model, "add")).status_code == 200
    page = editor.get(address(model, "change", row.pk))
    assert (page.status_code, page.context["original"]) == (200, row)
    saved = typed(editor, address(model, "change", row.pk))
    assert (saved.status_code, saved.get("Location")) == (302, address(model, "changelist"))


@pytest.mark.parametrize("name", MODELS)
def test_list_asks_the_database_as_often_for_three_rows_as_for_one(
    editor: Client, name: str
) -> None:
    asked = []
    for rows in ([0], [1, 2]):
        for n in rows:
            ROWS[name](n)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            editor.get(address(MODELS[name], "changelist"))
        asked.append([query["sql"] for query in queries])
    assert len(asked[1]) == len(asked[0])


@pytest.mark.parametrize("model", [User, Group])
def test_editor_has_nothing_to_do_with_accounts(editor: Client, model: Any) -> None:
    assert editor.get(address(model, "changelist")).status_code == 403
