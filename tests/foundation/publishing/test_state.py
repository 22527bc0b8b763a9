"""What is public, since when, and under which address."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from django.utils.crypto import get_random_string

from cases.models import Case, Law
from foundation.models import Proposal
from foundation.publishing.state import publish, submit_for_review, withdraw
from recommendations.models import Recommendation
from tests.support import factories
from tests.support.admin import act, address, browser_of, editors_browser, state_of, told, typed

pytestmark = pytest.mark.django_db

AT = dt.datetime(2019, 10, 1, 12, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=100)
STATES = ("draft", "in_review", "published", "withdrawn")
NO_BASIS = "A published case needs a basis: consent, family or lawyer, own advocacy, or public sources."
NOT_ACKNOWLEDGED = (
    "A published case needs “existence acknowledged”: somebody must have decided that the public "
    "may know of it."
)

# One record of each kind that the public may read, as a draft.
ROOTS: dict[str, Callable[..., Any]] = {
    "recommendation": factories.recommendation,
    "finding": lambda **values: factories.assessment(factories.recommendation(), **values),
    "submission": lambda **values: factories.submission(get_random_string(8).lower(), **values),
    "case": factories.case,
    "law": factories.law,
    "event": factories.event,
    "figure": factories.figure,
}


def draft(kind: str, **values: Any) -> Any:
    return ROOTS[kind](publication_state="draft", **values)


def saved(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("kind", ROOTS)
def test_record_is_a_draft_until_it_is_published(kind: str) -> None:
    row = draft(kind)
    assert (row.is_published, row.published_at) == (False, None)
    publish(row, at=AT)
    row = saved(row)
    assert (row.is_published, row.published_at) == (True, AT)
    assert list(type(row).objects.published()) == [row]
    assert list(type(row).objects.unpublished()) == []


@pytest.mark.parametrize("kind", ROOTS)
def test_withdrawn_record_is_not_public_and_nothing_of_it_is_deleted(kind: str) -> None:
    row = draft(kind)
    publish(row, at=AT)
    before = type(row).objects.filter(pk=row.pk).values().get()
    withdraw(row)
    after = type(row).objects.filter(pk=row.pk).values().get()
    assert after == {**before, "publication_state": "withdrawn"}
    assert list(type(row).objects.published()) == []
    assert list(type(row).objects.unpublished()) == [row]


def test_record_that_is_published_again_keeps_its_first_day() -> None:
    row = draft("law")
    publish(row, at=AT)
    withdraw(row)
    publish(row, at=LATER)
    assert saved(row).published_at == AT


@pytest.mark.parametrize("kind", ROOTS)
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_publishing_in_another_language_writes_no_translation(kind: str, language: str) -> None:
    """What nobody translated stays untranslated, though it is shown in English meanwhile."""
    row = draft(kind)
    before = type(row).objects.filter(pk=row.pk).values().get()
    with translation.override(language):
        publish(saved(row), at=AT)
    after = type(row).objects.filter(pk=row.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"slug"} == {"publication_state", "published_at"}


def test_recommendation_with_its_official_text_only_is_published() -> None:
    row = draft("recommendation", title_en="", text="Ratify it.", text_source=factories.source())
    publish(row, at=AT)
    assert saved(row).is_published


# Addresses


def test_address_is_made_of_the_english_words_that_the_public_reads() -> None:
    row = draft("law", title_en="Code of 2014: “Offences”", title_ru="Кодекс", slug=None)
    with translation.override("ru"):
        publish(row, at=AT)
    assert saved(row).slug == "code-of-2014-offences"


def test_draft_has_no_address() -> None:
    assert draft("law").slug is None


def test_address_stays_whatever_changes_afterwards() -> None:
    row = draft("law", title_en="First title")
    publish(row, at=AT)
    withdraw(row)
    row.title_en = "Second title"
    row.save()
    assert saved(row).slug == "first-title"
    publish(row, at=LATER)
    assert saved(row).slug == "first-title"


def test_address_of_a_withdrawn_record_stays_reserved() -> None:
    first, second = (draft("law", title_en="Law on assemblies") for _ in range(2))
    publish(first, at=AT)
    withdraw(first)
    publish(second, at=AT)
    assert (saved(first).slug, saved(second).slug) == ("law-on-assemblies", "law-on-assemblies-2")


def test_addresses_of_records_of_one_name_are_numbered() -> None:
    rows = [draft("law", title_en="Law") for _ in range(11)]
    for row in rows:
        publish(row, at=AT)
    assert [saved(row).slug for row in rows] == ["law", *(f"law-{n}" for n in range(2, 12))]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Закон", "law"),
        ("—", "law"),
        ("a" * 200, "a" * 70),
        (f"{'a' * 69} b", "a" * 69),
    ],
)
def test_address_is_always_a_short_and_plain_word(title: str, slug: str) -> None:
    row = draft("law", title_en=title)
    publish(row, at=AT)
    assert saved(row).slug == slug


def test_address_of_a_case_is_its_public_name_and_nothing_that_is_private() -> None:
    row = draft("case", public_name_en="An activist from Almaty", name_display="description",
                key="dana-editors-name", private_name="Dana Secret", basis_note="Dana agreed",
                protection_note="Dana’s phone")  # fmt: skip
    publish(row, at=AT)
    assert saved(row).slug == "an-activist-from-almaty"


# Refusals


def test_record_that_breaks_a_rule_is_not_published_and_nothing_is_written() -> None:
    row = draft("case", basis="")
    before = Case.objects.filter(pk=row.pk).values().get()
    row.summary_en = "Written by the same save"
    with pytest.raises(ValidationError) as refusal:
        publish(row, at=AT)
    assert refusal.value.messages == [NO_BASIS]
    assert Case.objects.filter(pk=row.pk).values().get() == before


def test_every_rule_that_a_record_breaks_is_told() -> None:
    row = draft("case", basis="", existence_acknowledged=False, public_name_en="")
    with pytest.raises(ValidationError) as refusal:
        publish(row, at=AT)
    assert refusal.value.messages == [
        NOT_ACKNOWLEDGED,
        "A published case needs its public name in English and how it was chosen.",
        NO_BASIS,
    ]


def test_case_without_a_public_name_is_not_named_by_its_private_one() -> None:
    row = draft("case", public_name_en="", private_name="Dana Secret")
    with pytest.raises(ValidationError):
        publish(row, at=AT)
    assert (saved(row).slug, saved(row).public_name_en) == (None, "")


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_published_is_public(state: str) -> None:
    row = factories.recommendation(publication_state=state)
    is_public = state == "published"
    assert row.is_published == is_public
    assert list(Recommendation.objects.published()) == ([row] if is_public else [])
    assert list(Recommendation.objects.unpublished()) == ([] if is_public else [row])


def test_keys_that_nobody_chose_tell_nothing_and_differ() -> None:
    laws = [Law.objects.create(title_en="Law on assemblies", kind="act") for _ in range(20)]
    keys = [law.key for law in laws]
    assert len(set(keys)) == 20
    assert [key for key in keys if len(key) != 10 or not key.isalnum()] == []


# In the admin


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


@pytest.mark.parametrize("kind", ROOTS)
def test_editor_publishes_and_withdraws_the_chosen_records(editor: Client, kind: str) -> None:
    [*rows, other] = [draft(kind) for _ in range(3)]
    assert act(editor, "publish_selected", *rows) == ["2 records are public now."]
    assert [state_of(row) for row in (*rows, other)] == ["published", "published", "draft"]
    assert act(editor, "withdraw_selected", *rows) == ["2 records were taken from the public."]
    assert [state_of(row) for row in (*rows, other)] == ["withdrawn", "withdrawn", "draft"]


@pytest.mark.parametrize("kind", ROOTS)
@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected"])
def test_who_may_change_a_record_but_not_publish_it_does_neither(kind: str, action: str) -> None:
    row = ROOTS[kind](publication_state="draft" if action == "publish_selected" else "published")
    before = state_of(row)
    name = row._meta.model_name
    browser = browser_of(f"view_{name}", f"change_{name}", f"delete_{name}", f"add_{name}")
    assert act(browser, action, row) == ["No action selected."]
    assert state_of(row) == before


def test_button_of_a_form_needs_the_permission_to_withdraw_too() -> None:
    row = factories.law()
    where = address(Law, "change", row.pk)
    browser = browser_of("view_law", "change_law", "publish_case")
    assert b"_withdraw" not in browser.get(where).content
    assert told(typed(browser, where, "_withdraw", key="renamed")) == [
        "It is as public as before: only who has the right “Can publish and withdraw laws” can withdraw it."
    ]
    assert (Law.objects.get().key, state_of(row)) == (row.key, "published")


def test_record_that_breaks_a_rule_is_told_and_the_others_are_published(editor: Client) -> None:
    rows = [
        draft("case", basis=basis, public_name_en=f"Activist {number}", key=f"activist-{number}")
        for number, basis in enumerate(["consent", "", "own_advocacy"], 1)
    ]
    before = Case.objects.filter(pk=rows[1].pk).values().get()
    assert act(editor, "publish_selected", *rows) == [
        f"Not published: Activist 2. {NO_BASIS}",
        "2 records are public now.",
    ]
    assert [state_of(row) for row in rows] == ["published", "draft", "published"]
    assert Case.objects.filter(pk=rows[1].pk).values().get() == before


def test_state_of_a_record_is_not_typed(editor: Client) -> None:
    row = draft("law")
    typed(
        editor, address(Law, "change", row.pk), slug="chosen", publication_state="published",
        published_at="2019-10-01 12:00", published_at_0="2019-10-01", published_at_1="12:00",
    )  # fmt: skip
    assert (state_of(row), saved(row).slug, saved(row).published_at) == ("draft", None, None)


def test_what_is_not_public_is_sent_to_review(editor: Client) -> None:
    rows = [factories.law(publication_state=state) for state in STATES]
    assert act(editor, "send_to_review", *rows) == [
        "3 records wait for review.",
        "1 record is public and stays as it was.",
    ]
    assert [state_of(row) for row in rows] == ["in_review", "in_review", "published", "withdrawn"]
    assert Proposal.objects.filter(kind="publish", state="waiting").count() == 3


def test_withdrawing_what_is_not_public_changes_nothing(editor: Client) -> None:
    row = draft("law")
    assert act(editor, "withdraw_selected", row) == [
        "1 record was not published: there was nothing to withdraw."
    ]
    assert state_of(row) == "draft"


def test_what_is_published_already_is_told_apart_from_what_becomes_public(editor: Client) -> None:
    rows = [factories.law(publication_state=state) for state in ("draft", "published")]
    assert act(editor, "publish_selected", *rows) == [
        "1 record is public now.",
        "1 record was published already.",
    ]


def test_finding_on_a_draft_is_published_but_not_called_public(editor: Client) -> None:
    seen = factories.assessment(factories.recommendation(), publication_state="draft")
    hidden = factories.assessment(
        factories.recommendation(publication_state="draft"), publication_state="draft"
    )
    assert act(editor, "publish_selected", seen, hidden) == [
        "1 record is public now.",
        "1 record is published, but the public sees it only when what it belongs to is too.",
    ]
    assert [state_of(row) for row in (seen, hidden)] == ["published", "published"]


# Two at once: each read the record before the other wrote it


def test_of_two_who_publish_and_withdraw_at_once_the_second_is_told() -> None:
    row = draft("law")
    mine, theirs = Law.objects.get(pk=row.pk), Law.objects.get(pk=row.pk)
    publish(theirs, at=AT)
    for act_of_mine in (withdraw, submit_for_review, lambda law: publish(law, at=LATER)):
        with pytest.raises(ValidationError) as refusal:
            act_of_mine(mine)
        assert refusal.value.messages == [
            "Somebody else changed its publication meanwhile: it is “Published” now. Look at it again."
        ]
    assert (state_of(row), saved(row).published_at) == ("published", AT)


def test_record_that_somebody_deleted_meanwhile_does_not_come_back() -> None:
    row = draft("law")
    mine = Law.objects.get(pk=row.pk)
    row.delete()
    with pytest.raises(ValidationError) as refusal:
        publish(mine, at=AT)
    assert refusal.value.messages == ["Somebody else deleted it meanwhile."]
    assert not Law.objects.exists()


def test_publishing_does_not_undo_what_somebody_typed_meanwhile() -> None:
    row = draft("law")
    mine = Law.objects.get(pk=row.pk)
    Law.objects.filter(pk=row.pk).update(summary_en="Typed meanwhile.")
    publish(mine, at=AT)
    assert (saved(row).summary_en, state_of(row)) == ("Typed meanwhile.", "published")
