"""Nobody whose case is not public is named in what becomes public."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from cases.models import Case, Law
from foundation.models import Act, Proposal
from recommendations.imports import Refused, publish_drafts
from recommendations.models import Recommendation
from tests.support import factories
from tests.support.admin import address, browser_of_approver, editors_browser, told, typed

pytestmark = pytest.mark.django_db

NAMED = "1 text names Nurlan Bekturov, whose case is not public."
OFFICER_NEEDED = "A protection officer has to look at this before it becomes public."


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


@pytest.fixture
def held_back(editor: Client) -> Case:
    """Somebody whose case waits; nobody is a protection officer."""
    for group in User.objects.get(username="approver").groups.all():
        group.permissions.remove(*Permission.objects.filter(codename="protect_case"))
    return factories.case("held-back", publication_state="draft", public_name_en="Nurlan Bekturov")


def approve(browser: Client, reason: str = "") -> list[str]:
    where = address(Proposal, "change", Proposal.objects.latest("pk").pk)
    page = browser.get(where)
    values = {"seen": page.context["digest"], "reason": reason, "_approve": "on"} if page.context else {}
    return told(browser.post(where, values, follow=True))


def propose_text(editor: Client, text: str) -> Law:
    law = factories.law(summary_ru="Старый текст")
    typed(editor, address(Law, "change", law.pk), summary_ru=text)
    return law


def test_text_that_names_a_person_in_another_alphabet_and_case_is_stopped(
    editor: Client, held_back: Case
) -> None:
    law = propose_text(editor, "По этой статье осудили Нурлана Бектурова.")
    assert approve(browser_of_approver(), reason="Everybody knows.") == [NAMED]
    law.refresh_from_db()
    assert law.summary_ru == "Старый текст"
    page = browser_of_approver().get(address(Proposal, "change", Proposal.objects.get().pk))
    assert NAMED in page.content.decode()
    assert b'name="_approve"' not in page.content


def test_protection_officer_goes_on_with_a_reason(editor: Client, held_back: Case) -> None:
    law = propose_text(editor, "По этой статье осудили Нурлана Бектурова.")
    officer = User.objects.get(username="approver")
    officer.user_permissions.add(Permission.objects.get(codename="protect_case"))
    assert approve(browser_of_approver()) == [f"{NAMED} Say why it may become public all the same."]
    assert approve(browser_of_approver(), reason="It is his public speech.") == [
        "Approved: the public reads it now."
    ]
    law.refresh_from_db()
    assert law.summary_ru == "По этой статье осудили Нурлана Бектурова."
    assert Act.objects.get(way="proposal").reason == "It is his public speech."


def test_who_may_not_see_cases_reads_no_name(editor: Client, held_back: Case) -> None:
    propose_text(editor, "По этой статье осудили Нурлана Бектурова.")
    user = User.objects.create_user("lawyer", is_staff=True)
    names = ("view_law", "change_law", "publish_law")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    browser = Client()
    browser.force_login(user)
    assert approve(browser) == [OFFICER_NEEDED]
    page = browser.get(address(Proposal, "change", Proposal.objects.get().pk)).content.decode()
    assert OFFICER_NEEDED in page
    assert "Bekturov" not in page


def test_text_without_the_name_is_approved(editor: Client, held_back: Case) -> None:
    law = propose_text(editor, "По этой статье осудили человека.")
    assert approve(browser_of_approver()) == ["Approved: the public reads it now."]
    law.refresh_from_db()
    assert law.summary_ru == "По этой статье осудили человека."


def test_draft_whose_part_names_somebody_is_not_published(editor: Client, held_back: Case) -> None:
    law = factories.law(publication_state="draft")
    factories.law_change(law, summary_en="Mr Bekturov, Nurlan, was the first to be charged.")
    typed(editor, address(Law, "change", law.pk), "_review")
    assert approve(browser_of_approver()) == [NAMED]
    law.refresh_from_db()
    assert law.publication_state == "in_review"


def test_source_that_becomes_public_by_a_link_is_looked_at_too(editor: Client, held_back: Case) -> None:
    law, source = factories.law(), factories.source("letter", title="A letter of Nurlan Bekturov")
    typed(editor, address(Law, "change", law.pk), sources=[source.pk])
    assert approve(browser_of_approver()) == [NAMED]
    assert not law.sources.exists()


def test_case_that_becomes_public_may_name_itself(editor: Client, held_back: Case) -> None:
    Case.objects.filter(pk=held_back.pk).update(summary_en="Nurlan Bekturov was arrested.", basis="consent")
    typed(editor, address(Case, "change", held_back.pk), "_review")
    assert approve(browser_of_approver()) == ["Approved: the public reads it now."]
    held_back.refresh_from_db()
    assert held_back.publication_state == "published"


def test_drafts_of_an_import_that_name_somebody_are_not_published(held_back: Case) -> None:
    document_import = factories.document_import()
    factories.recommendation(
        publication_state="draft",
        imported_in=document_import,
        text="Free Nurlan Bekturov",
        text_source=factories.source(),
    )
    with pytest.raises(Refused, match=NAMED):
        publish_drafts(document_import, by=User.objects.get(username="approver"))
    assert not Recommendation.objects.published().exists()
