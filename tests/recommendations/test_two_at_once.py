"""Of two who import, undo, publish or edit the same at once, one is told no, and nothing is lost."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.models import Evidence
from foundation.models import Proposal
from foundation.publishing.state import publish, withdraw
from recommendations.imports import (
    PreviewOutdated,
    Refused,
    Undone,
    carry_out,
    plan,
    preview,
    publish_drafts,
    read_file,
    record_upload,
    undo,
)
from recommendations.models import Assessment, Import, Recommendation
from tests.support import factories
from tests.support import import_files as files
from tests.support.admin import address, as_shown
from tests.support.two_at_once import InTheMiddle, both

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one transaction write at a time; what it then sees: test_state.py",
    ),
]
UNDOING = "recommendations.imports.undoing"
AT = dt.datetime(2019, 10, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def vocabularies() -> Iterator[None]:
    files.vocabularies()
    return


def uploaded() -> Import:
    """A report that waits to be carried out."""
    file = read_file(files.report(), name="report.txt")
    return record_upload(file, files.report(), preview(file, plan(file)).tally, by=None)


def carried_out(waiting: Import) -> Import:
    return carry_out(read_file(files.report(), name="report.txt"), by=None, uploaded=waiting)


def sentences(outcome: Any) -> list[str]:
    assert isinstance(outcome, Refused | ValidationError), outcome
    return [str(one) for one in (outcome.remarks if isinstance(outcome, Refused) else outcome.messages)]


def test_of_two_who_undo_an_import_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    row = files.imported(files.report())
    middle = InTheMiddle(monkeypatch, UNDOING, "_delete_created")
    first, second = both(middle, lambda: undo(row, by=None), lambda: undo(row, by=None))
    assert isinstance(first, Undone)
    assert first.deleted == 3
    assert sentences(second) == ["Only an import that was carried out can be undone."]


def test_of_two_who_carry_out_one_preview_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    row = uploaded()
    middle = InTheMiddle(monkeypatch, "recommendations.imports.writing", "_saved_source")
    first, second = both(middle, lambda: carried_out(row), lambda: carried_out(row))
    assert isinstance(first, Import)
    assert sentences(second) == ["This import was carried out already."]
    assert Recommendation.objects.count() == 3


def test_of_two_previews_of_one_file_one_is_carried_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = uploaded(), uploaded()
    middle = InTheMiddle(monkeypatch, "recommendations.imports.writing", "_saved_source")
    first, second = both(middle, lambda: carried_out(rows[0]), lambda: carried_out(rows[1]))
    assert isinstance(first, Import)
    assert isinstance(second, PreviewOutdated)
    assert Recommendation.objects.count() == 3


def test_who_publishes_what_is_being_undone_is_told_that_it_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    row = files.imported(files.report())
    draft = Recommendation.objects.get(number="5.1")
    middle = InTheMiddle(monkeypatch, UNDOING, "_delete_created")
    first, second = both(middle, lambda: undo(row, by=None), lambda: publish(draft, at=AT))
    assert first.left_in_place == []
    assert sentences(second) == ["Somebody else deleted it meanwhile."]
    assert not Recommendation.objects.exists()


def test_who_undoes_what_is_being_published_leaves_it_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    row = files.imported(files.report())
    draft = Recommendation.objects.get(number="5.1")
    middle = InTheMiddle(monkeypatch, "foundation.publishing.state", "_unchanged")
    _first, second = both(middle, lambda: publish(draft, at=AT), lambda: undo(row, by=None))
    assert [str(remark) for remark in second.left_in_place] == [
        "A/HRC/99/7, 5.1: Somebody worked on it since: it stays."
    ]
    assert [one.number for one in Recommendation.objects.published()] == ["5.1"]


def test_who_publishes_an_import_that_is_being_undone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = files.imported(files.report())
    middle = InTheMiddle(monkeypatch, UNDOING, "_delete_created")
    _first, second = both(middle, lambda: undo(row, by=None), lambda: publish_drafts(row, by=None))
    assert sentences(second) == ["Only what an import that was carried out brought can be published."]


def test_who_undoes_an_import_that_is_being_published_leaves_it_in_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = files.imported(files.report())
    middle = InTheMiddle(monkeypatch, "recommendations.imports.publishing", "lock")
    first, second = both(middle, lambda: publish_drafts(row, by=None), lambda: undo(row, by=None))
    assert (first, second.deleted, len(second.left_in_place)) == (3, 0, 3)
    assert Recommendation.objects.published().count() == 3


def test_of_two_who_publish_and_withdraw_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = factories.recommendation()
    mine, theirs = Recommendation.objects.get(pk=row.pk), Recommendation.objects.get(pk=row.pk)
    middle = InTheMiddle(monkeypatch, "foundation.publishing.state", "_unchanged")
    _first, second = both(middle, lambda: withdraw(theirs), lambda: publish(mine, at=AT))
    assert sentences(second) == [
        (
            "Somebody else changed its publication meanwhile: it is “Withdrawn from the public” now. "
            "Look at it again."
        )
    ]
    assert not Recommendation.objects.published().exists()


def browser(*permissions: str) -> Client:
    user = User.objects.create_user("somebody", is_staff=True, is_superuser=not permissions)
    user.user_permissions.set(
        [permission for permission in _permissions() if permission.codename in permissions]
    )
    client = Client()
    client.force_login(user)
    return client


def _permissions() -> Any:
    return User._meta.get_field("user_permissions").related_model._default_manager.all()  # type: ignore[union-attr]


def test_finding_on_what_is_being_undone_comes_back_with_what_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = files.imported(files.report())
    draft, organisation = Recommendation.objects.get(number="5.1"), factories.organisation()
    somebody, where = browser(), address(Assessment, "add")
    typed_in = {
        "recommendation": draft.pk, "organisation": organisation.pk, "status": "in_progress",
        "method": "by_organisation", "summary_en": "Trees were planted.", "evidence_up_to": "2019",
        "evidence_up_to_precision": "year", "assessed_on": "2020-01-01",
    }  # fmt: skip
    middle = InTheMiddle(monkeypatch, UNDOING, "_delete_created")
    first, answer = both(
        middle, lambda: undo(row, by=None), lambda: somebody.post(where, {**typed_in, "_save": "1"})
    )
    assert first.left_in_place == []
    form = answer.context["adminform"].form
    assert (answer.status_code, dict(form.errors)) == (
        200,
        {"recommendation": ["Select a valid choice. That choice is not one of the available choices."]},
    )
    assert form["summary_en"].value() == "Trees were planted."
    assert [str(message) for message in get_messages(answer.wsgi_request)] == []
    assert not Assessment.objects.exists()


def test_what_is_typed_while_a_draft_becomes_public_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = factories.recommendation(publication_state="draft", title_en="Ratify it")
    somebody = browser("view_recommendation", "change_recommendation", "view_review")
    where = address(Recommendation, "change", row.pk)
    typed_in = {**as_shown(somebody.get(where)), "title_en": "Typed at the same time", "_save": "1"}
    draft = Recommendation.objects.get(pk=row.pk)
    middle = InTheMiddle(monkeypatch, "foundation.publishing.state", "_unchanged")
    _first, answer = both(
        middle, lambda: publish(draft, at=timezone.now()), lambda: somebody.post(where, typed_in)
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.title_en, row.is_published) == ("Ratify it", True)
    [proposal] = Proposal.objects.all()
    assert [change["after"]["title_en"] for change in proposal.changes] == ["Typed at the same time"]


def test_evidence_that_was_recorded_before_keeps_its_recommendation(monkeypatch: pytest.MonkeyPatch) -> None:
    row = files.imported(files.report())
    factories.evidence(Recommendation.objects.get(number="5.1"), case=factories.case())
    assert [str(remark) for remark in undo(row, by=None).left_in_place] == [
        "A/HRC/99/7, 5.1: Somebody worked on it since: it stays."
    ]
    assert Evidence.objects.count() == 1
