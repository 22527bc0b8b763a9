"""What the public would read waits until somebody else approves it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from cases.models import Case, CaseEvent, Evidence, Law
from foundation.models import Act, Proposal
from foundation.publishing.approval import OWN_WAITS
from recommendations.models import Source
from tests.support import factories
from tests.support.admin import (
    act,
    address,
    as_shown,
    browser_of,
    browser_of_approver,
    deleted,
    editors_browser,
    told,
    typed,
)
from tests.support.public import read

pytestmark = pytest.mark.django_db

SAVED = (
    "Saved as a proposal: the public reads it once somebody else has approved it. Until then the form "
    "shows the record as you left it."
)


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


@pytest.fixture
def colleague(editor: Client) -> Client:
    return browser_of_approver()


@pytest.fixture
def case() -> Case:
    return factories.case("nurlan", public_name_en="Nurlan", summary_en="Arrested.", basis="consent")


def page_of(row: Any) -> str:
    return read(row.get_absolute_url()).body.decode()


def decide(browser: Client, button: str, proposal: Proposal | None = None, **values: str) -> list[str]:
    """Press a button on the page of a proposal; returns the messages."""
    where = address(Proposal, "change", (proposal or Proposal.objects.latest("pk")).pk)
    seen = browser.get(where).context["digest"]
    return told(browser.post(where, {"seen": seen, button: "on", **values}, follow=True))


# Changing what is public


def test_change_of_a_public_record_waits_and_the_form_shows_it(editor: Client, case: Case) -> None:
    before, where = page_of(case), address(Case, "change", case.pk)
    answer = typed(editor, where, summary_en="Released.")
    proposal = Proposal.objects.get()
    assert (told(answer), answer["Location"]) == ([SAVED], address(Proposal, "change", proposal.pk))
    assert (page_of(case), Case.objects.get().summary_en) == (before, "Arrested.")
    shown = editor.get(where)
    assert shown.context["adminform"].form["summary_en"].value() == "Released."
    assert f"{proposal}" in shown.content.decode()
    assert [author.username for author in proposal.authors.all()] == ["editor"]


def test_somebody_else_approves_it_and_the_history_names_both(
    editor: Client, colleague: Client, case: Case
) -> None:
    typed(editor, address(Case, "change", case.pk), summary_en="Released.")
    assert decide(colleague, "_approve") == ["Approved: the public reads it now."]
    assert Case.objects.get().summary_en == "Released."
    assert "Released." in page_of(case)
    done = Act.objects.filter(way="proposal").get()
    assert (str(done.user), str(done.approved_by)) == ("editor", "approver")
    assert Proposal.objects.get().state == "approved"
    [entry, *_older] = editor.get(address(Case, "history", case.pk)).context["entries"]
    assert entry.author == "editor, approved by approver"


def test_who_wrote_it_does_not_approve_it(editor: Client, case: Case) -> None:
    typed(editor, address(Case, "change", case.pk), summary_en="Released.")
    sentence = "You wrote this, or a part of it: somebody else has to approve it."
    page = editor.get(address(Proposal, "change", Proposal.objects.get().pk))
    assert sentence in page.content.decode()
    assert decide(editor, "_approve", reason="Holidays") == [sentence]
    assert Case.objects.get().summary_en == "Arrested."


def test_each_who_wrote_a_part_of_it_is_its_author(editor: Client, colleague: Client, case: Case) -> None:
    where = address(Case, "change", case.pk)
    typed(editor, where, summary_en="Released.")
    typed(colleague, where, summary_ru="Освобождён.")
    proposal = Proposal.objects.get()
    assert {author.username for author in proposal.authors.all()} == {"editor", "approver"}
    for browser in (editor, colleague):
        assert "somebody else" in decide(browser, "_approve")[0]
    third = User.objects.create_user("third", is_staff=True)
    third.groups.set(Group.objects.all())
    browser = Client()
    browser.force_login(third)
    assert decide(browser, "_approve") == ["Approved: the public reads it now."]
    saved = Case.objects.get()
    assert (saved.summary_en, saved.summary_ru) == ("Released.", "Освобождён.")


def test_without_the_right_nobody_approves(editor: Client, case: Case) -> None:
    typed(editor, address(Case, "change", case.pk), summary_en="Released.")
    browser = browser_of("view_case", "change_case")
    assert decide(browser, "_approve") == [
        "Only somebody with the right “Can publish and withdraw cases” can approve this."
    ]
    assert Case.objects.get().summary_en == "Arrested."


def test_proposal_on_what_somebody_may_not_see_is_not_there(editor: Client, case: Case) -> None:
    typed(editor, address(Case, "change", case.pk), summary_en="Released.")
    browser = browser_of("view_law", "change_law", "publish_law")
    assert browser.get(address(Proposal, "change", Proposal.objects.get().pk)).status_code == 404
    assert "Nurlan" not in browser.get(address(Proposal, "changelist")).content.decode()


def test_private_fields_are_saved_at_once(editor: Client, case: Case) -> None:
    typed(editor, address(Case, "change", case.pk), summary_en="Released.", protection_note="Call first.")
    saved = Case.objects.get()
    assert (saved.summary_en, saved.protection_note) == ("Arrested.", "Call first.")
    assert Proposal.objects.get().changes[0]["after"].keys() >= {"summary_en"}
    assert "protection_note" not in Proposal.objects.get().changes[0]["after"]


def test_form_without_a_public_change_makes_no_proposal(editor: Client, case: Case) -> None:
    typed(editor, address(Case, "change", case.pk), protection_note="Call first.")
    typed(editor, address(Case, "change", case.pk))
    assert not Proposal.objects.exists()


def test_new_part_waits_under_the_key_that_it_will_have(
    editor: Client, colleague: Client, case: Case
) -> None:
    where = address(Case, "change", case.pk)
    shown = as_shown(editor.get(where))
    event = {"kind": "arrested", "first_day": "2018-03-01", "precision": "day", "order": "1"}
    source = factories.source("report")
    values = {f"events-0-{name}": value for name, value in event.items()} | {
        "events-TOTAL_FORMS": "1", "events-0-sources": [source.pk], "events-0-assertion": "reported",
    }  # fmt: skip
    answer = editor.post(where, {**shown, **values, "_save": "on"})
    assert told(answer) == [SAVED], answer.context and answer.context["errors"]
    assert not CaseEvent.objects.exists()
    [key] = [
        change["row"] for change in Proposal.objects.get().changes if change["table"] == "cases_caseevent"
    ]
    # Meanwhile others get other keys.
    other = factories.case_event(factories.case("other", publication_state="draft"))
    assert other.pk != key
    [form] = editor.get(where).context["inline_admin_formsets"][2].formset.initial_forms
    assert form.instance.pk == key
    decide(colleague, "_approve")
    added = CaseEvent.objects.get(pk=key)
    assert (added.case, added.kind, list(added.sources.all())) == (case, "arrested", [source])


def test_part_taken_away_by_who_may_publish_is_gone_at_once(editor: Client, case: Case) -> None:
    event = factories.case_event(case)
    answer = deleted(editor, event)
    assert "deleted successfully" in told(answer)[0]
    assert not CaseEvent.objects.exists()


def test_part_taken_away_by_who_may_not_publish_waits(case: Case) -> None:
    event = factories.case_event(case)
    browser = browser_of("view_caseevent", "delete_caseevent", "view_case", "change_caseevent")
    assert told(deleted(browser, event)) == [SAVED]
    assert CaseEvent.objects.exists()


def test_record_of_its_own_with_evidence_on_a_public_one_waits(editor: Client, colleague: Client) -> None:
    law, recommendation = factories.law(), factories.recommendation()
    shown = as_shown(editor.get(address(Evidence, "add")))
    values = {
        "recommendation": recommendation.pk,
        "law": law.pk,
        "direction": "progress",
        "reason_en": "Amended.",
    }
    answer = editor.post(address(Evidence, "add"), {**shown, **values})
    assert told(answer) == [SAVED]
    assert not Evidence.objects.exists()
    decide(colleague, "_approve")
    assert Evidence.objects.get().law == law


# Deciding


def test_sent_back_with_a_comment_and_mended(editor: Client, colleague: Client, case: Case) -> None:
    where = address(Case, "change", case.pk)
    typed(editor, where, summary_en="Relesed.")
    assert decide(colleague, "_send_back") == ["Say what is to be mended."]
    assert decide(colleague, "_send_back", comment="A letter is missing.") == ["Sent back to who wrote it."]
    assert Proposal.objects.get().state == "sent_back"
    assert "A letter is missing." in editor.get(where).content.decode()
    typed(editor, where, summary_en="Released.")
    assert Proposal.objects.get().state == "waiting"
    decide(colleague, "_approve")
    assert Case.objects.get().summary_en == "Released."


def test_given_up_it_leaves_everything_as_it_was(editor: Client, case: Case) -> None:
    where = address(Case, "change", case.pk)
    typed(editor, where, summary_en="Released.")
    assert decide(editor, "_drop") == ["Given up: the public goes on reading what it reads."]
    assert editor.get(where).context["adminform"].form["summary_en"].value() == "Arrested."


def test_approver_who_saw_another_state_is_told(editor: Client, colleague: Client, case: Case) -> None:
    where = address(Case, "change", case.pk)
    typed(editor, where, summary_en="Released.")
    page = address(Proposal, "change", Proposal.objects.get().pk)
    seen = colleague.get(page).context["digest"]
    typed(editor, where, summary_en="Released on parole.")
    answer = colleague.post(page, {"seen": seen, "_approve": "on"}, follow=True)
    assert told(answer) == ["It was changed since you looked at it. Look at it again."]
    assert Case.objects.get().summary_en == "Arrested."


def test_proposal_that_no_longer_fits_is_told_with_both_values(
    editor: Client, colleague: Client, case: Case
) -> None:
    where = address(Case, "change", case.pk)
    typed(editor, where, summary_en="Released.")
    Case.objects.update(summary_en="Transferred.")
    [said] = decide(colleague, "_approve")
    assert said.startswith("It no longer fits: somebody has changed the same since.")
    assert said.endswith(" “Transferred.” now; “Released.” is proposed.")
    assert Case.objects.get().summary_en == "Transferred."
    page = editor.get(where)
    assert page.context["adminform"].form["summary_en"].value() == "Transferred."


def test_other_fields_that_changed_meanwhile_are_kept(editor: Client, colleague: Client, case: Case) -> None:
    typed(editor, address(Case, "change", case.pk), summary_en="Released.")
    Case.objects.update(role="journalist")
    decide(colleague, "_approve")
    saved = Case.objects.get()
    assert (saved.summary_en, saved.role) == ("Released.", "journalist")


def test_approver_sees_what_differs_and_the_page_as_it_would_be(
    editor: Client, colleague: Client, case: Case
) -> None:
    typed(editor, address(Case, "change", case.pk), summary_en="Released.")
    where = address(Proposal, "change", Proposal.objects.get().pk)
    page = colleague.get(where)
    [row] = page.context["outlook"].rows
    assert (row.row, [(one.before, one.after) for one in row.changes]) == (
        "Case: Nurlan", [("Arrested.", "Released.")]
    )  # fmt: skip
    preview = colleague.get(f"/admin/common/proposal/{Proposal.objects.get().pk}/page/0/en/")
    assert preview.status_code == 200
    assert "Released." in preview.content.decode()
    assert "no-store" in preview["Cache-Control"]
    assert "Released." not in page_of(case)
    now, then = page_of(case), preview.content.decode()
    assert then == now.replace("Arrested.", "Released.")


# Publishing


def test_draft_is_sent_to_review_and_published_by_somebody_else(editor: Client, colleague: Client) -> None:
    row = factories.law(publication_state="draft", title_en="Law")
    answer = typed(editor, address(Law, "change", row.pk), "_review", title_en="Law on assemblies")
    assert told(answer)[0] == "1 record waits for review."
    row.refresh_from_db()
    assert (row.title_en, row.publication_state) == ("Law on assemblies", "in_review")
    assert decide(editor, "_approve") == ["You wrote this, or a part of it: somebody else has to approve it."]
    assert decide(colleague, "_approve") == ["Approved: the public reads it now."]
    row.refresh_from_db()
    assert (row.publication_state, row.slug) == ("published", "law-on-assemblies")


def test_who_wrote_a_draft_that_another_sends_to_review_does_not_publish_it(
    editor: Client, colleague: Client
) -> None:
    row = factories.law(publication_state="draft", title_en="Law")
    typed(editor, address(Law, "change", row.pk), title_en="Law on assemblies")
    act(colleague, "send_to_review", row)
    assert act(editor, "publish_selected", row) == [
        "Not published: Law on assemblies. You wrote this, or a part of it: somebody else has to approve it."
    ]
    row.refresh_from_db()
    assert row.publication_state == "in_review"


def test_withdrawing_takes_one_person_and_publishing_again_two(editor: Client, colleague: Client) -> None:
    row = factories.law(title_en="Law")
    assert act(editor, "withdraw_selected", row) == ["1 record was taken from the public."]
    assert act(editor, "publish_selected", row) == [
        "Not published: Law. It was withdrawn: somebody has to send it to review first."
    ]
    act(editor, "send_to_review", row)
    assert act(editor, "publish_selected", row)[-1].startswith("Not published: Law. You wrote this")
    assert act(colleague, "publish_selected", row) == ["1 record is public now."]


def test_withdraw_button_saves_what_was_typed_as_what_nobody_reads(editor: Client) -> None:
    row = factories.law(title_en="Law")
    typed(editor, address(Law, "change", row.pk), "_withdraw", title_en="Law on assemblies")
    row.refresh_from_db()
    assert (row.title_en, row.publication_state) == ("Law on assemblies", "withdrawn")
    assert not Proposal.objects.exists()


# An office of one


def test_office_of_one_approves_its_own_a_day_later_with_a_reason(
    editor: Client, case: Case, settings: Any
) -> None:
    settings.OFFICE_OF_ONE = True
    typed(editor, address(Case, "change", case.pk), summary_en="Released.")
    proposal = Proposal.objects.get()
    assert decide(editor, "_approve", reason="I work alone.") == [
        "You wrote this yourself: you can approve it a day after it was last changed, not before."
    ]
    Proposal.objects.update(written_at=proposal.written_at - OWN_WAITS - dt.timedelta(minutes=1))
    assert decide(editor, "_approve") == ["You wrote this yourself: say why nobody else can look at it."]
    assert decide(editor, "_approve", reason="I work alone.") == ["Approved: the public reads it now."]
    assert Case.objects.get().summary_en == "Released."


# Reference records


def test_title_of_a_source_that_the_public_reads_waits(editor: Client, colleague: Client) -> None:
    source = factories.source("report", title="Old report")
    factories.recommendation(text_source=source)
    typed(editor, address(Source, "change", source.pk), title="New report")
    assert Source.objects.get(pk=source.pk).title == "Old report"
    decide(colleague, "_approve")
    assert Source.objects.get(pk=source.pk).title == "New report"
