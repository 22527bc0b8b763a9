"""Of several who type into the same record, nobody undoes what another saved: forms merge what does not
overlap, and show the rest side by side.
"""

import datetime as dt
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseEvent, OtherSpelling
from foundation.publishing.as_shown import AS_SHOWN
from recommendations.models import Assessment, Recommendation, RecommendingState, Theme
from tests.support import factories
from tests.support.admin import act, address, as_shown, deleted, refusals, rows_as_shown, state_of, told
from tests.support.public_records import RECORDS

pytestmark = pytest.mark.django_db

BOTH = (
    "This was changed while you were typing. {}It says now: "
    '<span class="stands-now">{}</span> Your text is still in the field; saving again puts it in place of '
    "that."
)
NOT_SAVED = (
    "Nothing was saved yet: what you changed was changed by somebody else, too. Both stand beside each "
    "other below. Settle what is to stand, and save again."
)


def browser(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user(name, is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def mine() -> Client:
    return browser("me")


@pytest.fixture
def theirs() -> Client:
    return browser("colleague")


def case(**values: Any) -> Case:
    for slug in ("torture", "water", "prisons"):
        factories.theme(slug)
    row = factories.case("activist", publication_state="draft", **{"summary_en": "Old", **values})
    row.themes.set(Theme.objects.filter(slug="torture"))
    return row


def page_of(row: Any) -> str:
    return address(type(row), "change", row.pk)


def shown(client: Client, row: Any) -> dict[str, Any]:
    return as_shown(client.get(page_of(row)))


def save(client: Client, row: Any, page: dict[str, Any], **typed: Any) -> Any:
    return client.post(page_of(row), {**page, "_save": "1", **typed})


def themes(*slugs: str) -> Any:
    return lambda: sorted(Theme.objects.filter(slug__in=slugs).values_list("pk", flat=True))


def source(slug: str) -> Any:
    return lambda: factories.source(slug, symbol="", kind="publication", title=slug).pk


# A field of each kind: what I type, what a colleague saves, and how a page says that.
KINDS: dict[str, tuple[str, Any, Any, str]] = {
    "text of lines": ("summary_en", "Mine\r\nin lines", "Their\ntext <b>", "Their\ntext &lt;b&gt;"),
    "text of one line": ("private_name", "Mine", "Theirs", "Theirs"),
    "choice": ("role", "lawyer", "journalist", "Journalist or media outlet"),
    "day": ("protection_review_due_on", "2031-05-01", dt.date(2032, 6, 2), "2032-06-02"),
    "several": ("themes", themes("torture", "water"), themes("prisons"), "Prisons"),
}
kinds = pytest.mark.parametrize(("name", "typed", "saved", "words"), KINDS.values(), ids=KINDS)


def value(of: Any) -> Any:
    return of() if callable(of) else of


def set_past_forms(row: Any, name: str, saved: Any) -> None:
    """As an import or plain SQL does."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        getattr(row, name).set(saved)
    else:
        type(row).objects.filter(pk=row.pk).update(**{name: saved})


def stands(row: Any, name: str) -> Any:
    fresh = type(row).objects.get(pk=row.pk)
    if row._meta.get_field(name).many_to_many:
        return sorted(getattr(fresh, name).values_list("pk", flat=True))
    return getattr(fresh, name)


def as_typed(stored: Any) -> Any:
    """A stored value as a form would hold it, to compare with what was typed."""
    return str(stored) if isinstance(stored, dt.date) else stored


@kinds
def test_field_that_i_left_alone_stays_as_a_colleague_saved_it(
    mine: Client, name: str, typed: Any, saved: Any, words: str
) -> None:
    row = case()
    page, saved = shown(mine, row), value(saved)
    set_past_forms(row, name, saved)
    answer = save(mine, row, page, key="renamed")
    assert answer.status_code == 302, refusals(answer)
    assert (stands(row, name), stands(row, "key")) == (saved, "renamed")
    assert told(answer)[0].startswith("Changed by others while you were typing, and left as they saved it: ")


@kinds
def test_field_that_i_changed_is_written_beside_what_a_colleague_saved(
    mine: Client, name: str, typed: Any, saved: Any, words: str
) -> None:
    row = case()
    page, typed = shown(mine, row), value(typed)
    set_past_forms(row, "key", "renamed")
    answer = save(mine, row, page, **{name: typed})
    assert answer.status_code == 302, refusals(answer)
    expected = typed.replace("\r\n", "\n") if isinstance(typed, str) else typed
    assert (as_typed(stands(row, name)), stands(row, "key")) == (expected, "renamed")


@kinds
def test_what_two_change_to_the_same_is_no_conflict(
    mine: Client, name: str, typed: Any, saved: Any, words: str
) -> None:
    row = case()
    page, saved = shown(mine, row), value(saved)
    set_past_forms(row, name, saved)
    answer = save(mine, row, page, **{name: as_typed(saved)})
    assert answer.status_code == 302, refusals(answer)
    assert stands(row, name) == saved


@kinds
def test_what_two_change_differently_stands_side_by_side_until_one_decides(
    mine: Client, name: str, typed: Any, saved: Any, words: str
) -> None:
    row = case()
    page, typed, saved = shown(mine, row), value(typed), value(saved)
    set_past_forms(row, name, saved)
    answer = save(mine, row, page, **{name: typed})
    assert answer.status_code == 200
    assert refusals(answer) == {"__all__": [NOT_SAVED], name: [BOTH.format("", words)]}
    assert stands(row, name) == saved
    again = as_shown(answer)
    assert again[name] == ([str(key) for key in typed] if isinstance(typed, list) else typed)
    assert save(mine, row, again).status_code == 302
    expected = typed.replace("\r\n", "\n") if isinstance(typed, str) else typed
    assert as_typed(stands(row, name)) == expected


def test_page_that_came_back_does_not_overwrite_what_is_saved_after_it(mine: Client) -> None:
    """Who saves again decides about what the page shows, not about what it does not."""
    row = case()
    page = shown(mine, row)
    set_past_forms(row, "summary_en", "Theirs")
    again = as_shown(save(mine, row, page, summary_en="Mine"))
    set_past_forms(row, "summary_en", "Theirs, later")
    answer = save(mine, row, again)
    assert refusals(answer)["summary_en"] == [BOTH.format("", "Theirs, later")]
    assert stands(row, "summary_en") == "Theirs, later"


def test_page_says_who_saved_it_and_when(mine: Client, theirs: Client) -> None:
    row = case()
    page = shown(mine, row)
    User.objects.filter(username="colleague").update(first_name="Aigul", last_name="Omarova")
    save(theirs, row, shown(theirs, row), summary_en="Theirs")
    [sentence] = refusals(save(mine, row, page, summary_en="Mine"))["summary_en"]
    moment = LogEntry.objects.get().action_time
    assert sentence == BOTH.format(f"Saved by Aigul Omarova, {moment:%-d %B %Y, %H:%M}. ", "Theirs")


def test_line_ends_of_browsers_are_no_change(mine: Client) -> None:
    row = case(summary_en="One\nTwo ")
    page = shown(mine, row)
    set_past_forms(row, "summary_en", "Theirs")
    answer = save(mine, row, page, summary_en="One\r\nTwo")
    assert (answer.status_code, stands(row, "summary_en")) == (302, "Theirs")


# What says one thing together


def withheld(row: Case) -> None:
    Case.objects.filter(pk=row.pk).update(
        name_display="description", public_name_en="A teacher", public_name_ru=""
    )
    row.other_spellings.all().delete()


def named_case() -> Case:
    row = case(public_name_en="Aizhan Bekova", public_name_ru="Айжан Бекова", name_display="full_name")
    row.other_spellings.create(spelling="Aijan Bekova")
    return row


def names_of(row: Case) -> list[str]:
    fresh = Case.objects.get(pk=row.pk)
    spellings = list(fresh.other_spellings.values_list("spelling", flat=True))
    return [fresh.name_display, fresh.public_name_en, fresh.public_name_ru or "", *spellings]


def test_old_form_does_not_bring_a_withheld_name_back(mine: Client) -> None:
    row = named_case()
    page = shown(mine, row)
    withheld(row)
    answer = save(mine, row, page, summary_en="Mine")
    assert answer.status_code == 302, refusals(answer)
    assert names_of(row) == ["description", "A teacher", ""]
    assert stands(row, "summary_en") == "Mine"


@pytest.mark.parametrize(
    "typed",
    [
        {"public_name_ru": "Айжан Бекова-Омарова"},
        {"public_name_kk": "Айжан Бекова"},
        {"basis": "consent"},
        {
            "other_spellings-TOTAL_FORMS": 2,
            "other_spellings-1-spelling": "Aizhan Bekowa",
        },
        {"other_spellings-0-spelling": "Aizhan Bekowa"},
    ],
    ids=["the name", "another language", "the ground", "another spelling", "the spelling"],
)
def test_name_does_not_come_back_with_anything_that_goes_together_with_it(
    mine: Client, typed: dict[str, Any]
) -> None:
    row = named_case()
    page = shown(mine, row)
    withheld(row)
    answer = save(mine, row, page, **typed)
    assert answer.status_code == 200
    assert names_of(row) == ["description", "A teacher", ""]
    errors = refusals(answer)
    assert {"name_display", "public_name_en"} <= set(errors)
    assert errors["__all__"][0] == NOT_SAVED
    again = as_shown(answer)
    assert again["name_display"] == "description"


def test_precision_does_not_change_under_a_day(mine: Client) -> None:
    event = factories.case_event(case(), first_day=dt.date(2018, 5, 1))
    page = shown(mine, event)
    CaseEvent.objects.filter(pk=event.pk).update(
        first_day=dt.date(2018, 5, 1), last_day=dt.date(2018, 5, 31), precision="month"
    )
    answer = save(mine, event, page, first_day="2018-05-02", last_day="2018-05-02")
    assert set(refusals(answer)) == {"__all__", "first_day", "last_day", "precision"}
    event.refresh_from_db()
    assert event.precision == "month"


def test_words_that_come_to_what_was_saved_are_no_conflict(mine: Client) -> None:
    """“May 2018” is the first day of the month, its last, and the precision."""
    event = factories.case_event(case(), first_day=dt.date(2018, 5, 1))
    page = shown(mine, event)
    CaseEvent.objects.filter(pk=event.pk).update(last_day=dt.date(2018, 5, 31), precision="month")
    answer = save(mine, event, page, first_day="May 2018", last_day="")
    assert answer.status_code == 302, refusals(answer)


# What cannot be compared


@pytest.mark.parametrize("broken", ["", "at:1", "nonsense summary_en:zz", "at:x summary_en:00000000"])
def test_page_that_does_not_say_what_it_showed_overwrites_nothing(mine: Client, broken: str) -> None:
    row = case()
    page = {**shown(mine, row), AS_SHOWN: broken}
    set_past_forms(row, "summary_en", "Theirs")
    answer = save(mine, row, page)
    assert (answer.status_code, stands(row, "summary_en")) == (200, "Theirs")
    assert "summary_en" in refusals(answer)
    again = as_shown(answer)
    assert (again["summary_en"], save(mine, row, again).status_code) == ("Old", 302)


def test_page_that_does_not_say_what_it_showed_may_say_what_stands(mine: Client) -> None:
    row = case()
    assert save(mine, row, {**shown(mine, row), AS_SHOWN: ""}).status_code == 302


def test_digest_of_one_record_says_nothing_of_another(mine: Client) -> None:
    row, other = case(), factories.case("other", publication_state="draft", summary_en="Old")
    digests = [
        {
            part
            for part in shown(mine, one)[AS_SHOWN].split()
            if part.startswith(("summary_en:", "summary_ru:"))
        }
        for one in (row, other)
    ]
    assert len(digests[0] | digests[1]) == 4


def test_digests_are_of_what_can_be_typed_into_only() -> None:
    """What a finding says cannot be changed once it is published, so nothing of it is in the form."""
    finding = factories.assessment(factories.recommendation())
    names = {part.partition(":")[0] for part in shown(browser("me"), finding)[AS_SHOWN].split()}
    assert names == {"at", "summary_ru", "summary_kk", "sources"}


def test_text_typed_into_what_was_published_meanwhile_is_shown_not_lost(mine: Client) -> None:
    finding = factories.assessment(factories.recommendation(), publication_state="draft")
    page = shown(mine, finding)
    Assessment.objects.filter(pk=finding.pk).update(
        publication_state="published", published_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    )
    answer = save(mine, finding, page, summary_en="Typed for an hour", summary_ru="И это")
    assert refusals(answer)["__all__"] == [
        (
            "“summary [en]” cannot be changed here any more. Nothing was saved; you typed: "
            '<span class="stands-now">Typed for an hour</span>'
        )
    ]
    assert as_shown(answer)["summary_ru"] == "И это"


# Nothing is written for nothing


def writes(queries: CaptureQueriesContext) -> list[str]:
    """What is written, but for the session and the act of the history, which goes again if it is empty."""
    changing = ("INSERT", "UPDATE", "DELETE")
    bookkeeping = ("django_session", "common_act", "common_currentact")
    return [
        query["sql"]
        for query in queries
        if query["sql"].startswith(changing) and not any(table in query["sql"] for table in bookkeeping)
    ]


@pytest.mark.parametrize(
    "model",
    [
        pytest.param(model, id=model.__name__)
        for model, page in admin.site._registry.items()
        if model in RECORDS and page.has_change_permission.__qualname__.startswith("BaseModelAdmin")
    ],
)
def test_form_without_changes_writes_nothing(model: Any) -> None:
    row = RECORDS[model].make("published")
    client = browser("me")
    page = shown(client, row)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = save(client, row, page)
    assert answer.status_code == 302, refusals(answer)
    assert writes(queries) == []
    # It would be written, had something been typed.
    with CaptureQueriesContext(connection) as queries:
        changed = {
            name: value(row) if callable(value) else value for name, value in RECORDS[model].changed.items()
        }
        answer = save(client, row, page, **changed)
    assert answer.status_code == 302, refusals(answer)
    assert writes(queries) != []


# Rows on the page of their owner


def spellings(row: Case) -> list[str]:
    return sorted(row.other_spellings.values_list("spelling", flat=True))


def spelled(*texts: str) -> Case:
    row = case()
    for text in texts:
        row.other_spellings.create(spelling=text)
    return row


def number_of(page: dict[str, Any], text: str) -> int:
    [number] = [
        number
        for number in range(int(page["other_spellings-TOTAL_FORMS"]))
        if page[f"other_spellings-{number}-spelling"] == text
    ]
    return number


def with_row(page: dict[str, Any], text: str) -> dict[str, Any]:
    number = int(page["other_spellings-TOTAL_FORMS"])
    return {
        **page,
        "other_spellings-TOTAL_FORMS": number + 1,
        f"other_spellings-{number}-spelling": text,
    }


def test_rows_that_two_add_are_both_there(mine: Client) -> None:
    row = spelled("a")
    page = shown(mine, row)
    row.other_spellings.create(spelling="theirs")
    assert save(mine, row, with_row(page, "mine")).status_code == 302
    assert spellings(row) == ["a", "mine", "theirs"]


def test_row_that_a_colleague_deleted_stays_deleted(mine: Client) -> None:
    row = spelled("a", "b")
    page = shown(mine, row)
    row.other_spellings.filter(spelling="a").delete()
    assert save(mine, row, page, summary_en="Mine").status_code == 302
    assert (spellings(row), stands(row, "summary_en")) == (["b"], "Mine")


def test_row_that_i_changed_and_a_colleague_deleted_comes_back_with_my_text(mine: Client) -> None:
    row = spelled("a", "b")
    page = shown(mine, row)
    row.other_spellings.filter(spelling="a").delete()
    answer = save(mine, row, page, **{f"other_spellings-{number_of(page, 'a')}-spelling": "typed"})
    assert (answer.status_code, spellings(row)) == (200, ["b"])
    again = as_shown(answer)
    number = number_of(again, "typed")
    assert refusals(answer) == {
        f"other_spellings-{number}-__all__": [
            (
                "This row was deleted while you were typing. Your text is still here: saving again "
                "adds it as a new row."
            )
        ]
    }
    assert save(mine, row, again).status_code == 302
    assert spellings(row) == ["b", "typed"]


def test_row_that_i_delete_and_a_colleague_changed_is_told_first(mine: Client) -> None:
    row = spelled("a", "b")
    page = shown(mine, row)
    row.other_spellings.filter(spelling="a").update(spelling="theirs")
    number = number_of(page, "a")
    answer = save(mine, row, page, **{f"other_spellings-{number}-DELETE": "on"})
    assert (answer.status_code, spellings(row)) == (200, ["b", "theirs"])
    [formset] = [
        one.formset for one in answer.context["inline_admin_formsets"] if one.opts.model is OtherSpelling
    ]
    assert formset.non_form_errors() == [
        (
            "You delete “theirs”, but it was changed while you were typing. It says now: "
            '<span class="stands-now">Spelling: theirs</span> Nothing was saved yet; saving again deletes it.'
        )
    ]
    again = as_shown(answer)
    assert save(mine, row, again).status_code == 302
    assert spellings(row) == ["b"]


def test_row_that_both_delete_is_deleted(mine: Client) -> None:
    row = spelled("a", "b")
    page = shown(mine, row)
    row.other_spellings.filter(spelling="a").delete()
    answer = save(mine, row, page, **{f"other_spellings-{number_of(page, 'a')}-DELETE": "on"})
    assert (answer.status_code, spellings(row)) == (302, ["b"])


def test_row_that_two_change_differently_stands_side_by_side(mine: Client) -> None:
    row = spelled("a", "b")
    page = shown(mine, row)
    row.other_spellings.filter(spelling="a").update(spelling="theirs")
    name = f"other_spellings-{number_of(page, 'a')}-spelling"
    answer = save(mine, row, page, **{name: "mine"})
    assert refusals(answer)[name] == [BOTH.format("", "theirs")]
    assert save(mine, row, as_shown(answer)).status_code == 302
    assert spellings(row) == ["b", "mine"]


def test_rows_that_two_change_are_merged_row_by_row(mine: Client) -> None:
    row = spelled("a", "b")
    page = shown(mine, row)
    row.other_spellings.filter(spelling="a").update(spelling="theirs")
    answer = save(mine, row, page, **{f"other_spellings-{number_of(page, 'b')}-spelling": "mine"})
    assert (answer.status_code, spellings(row)) == (302, ["mine", "theirs"])


def test_same_row_added_by_two_is_told(mine: Client) -> None:
    row = case()
    page = shown(mine, row)
    theirs = factories.case_event(row, kind="arrested", first_day=dt.date(2018, 5, 1), order=0)
    copied = {
        name.replace("events-0", "events-0", 1): value
        for name, value in shown(mine, row).items()
        if name.startswith("events-0-") and name not in ("events-0-id", f"events-0-{AS_SHOWN}")
    }
    answer = save(mine, row, page, **copied, **{"events-TOTAL_FORMS": 1})
    assert answer.status_code == 200
    assert any("added the same row" in str(text) for text in refusals(answer).values()), refusals(answer)
    assert list(row.events.all()) == [theirs]


def test_order_that_two_change_stands_side_by_side(mine: Client) -> None:
    recommendation = factories.recommendation(states=("IRL", "DEU", "FRA"))
    links = {link.state.iso3: link for link in recommendation.recommending_state_set.all()}
    page = shown(mine, recommendation)
    prefix = "recommending_state_set" if any(n.startswith("recommending_state_set") for n in page) else ""
    numbers = {int(page[f"{prefix}-{n}-id"]): n for n in range(int(page[f"{prefix}-TOTAL_FORMS"]))}
    RecommendingState.objects.filter(pk=links["IRL"].pk).update(order=7)
    answer = save(
        mine, recommendation, page,
        **{f"{prefix}-{numbers[links['IRL'].pk]}-order": 9, f"{prefix}-{numbers[links['FRA'].pk]}-order": 1},
    )  # fmt: skip
    assert refusals(answer)[f"{prefix}-{numbers[links['IRL'].pk]}-order"] == [BOTH.format("", "7")]
    assert RecommendingState.objects.get(pk=links["FRA"].pk).order == links["FRA"].order


# Publishing


def test_what_the_page_did_not_show_is_not_sent_to_review(mine: Client) -> None:
    row = factories.recommendation(publication_state="draft", title_en="Shown")
    page = shown(mine, row)
    Recommendation.objects.filter(pk=row.pk).update(title_ru="Никто не видел")
    answer = mine.post(page_of(row), {**page, "title_en": "Mine", "_review": "1"})
    assert (
        "Saved, but not sent to review: others changed the record while you were typing. Look at it as it is "
        "now, and send it then."
    ) in told(answer)
    row.refresh_from_db()
    assert (row.publication_state, row.title_en, row.title_ru) == ("draft", "Mine", "Никто не видел")
    mine.post(page_of(row), {**shown(mine, row), "_review": "1"})
    row.refresh_from_db()
    assert row.publication_state == "in_review"


# Lists


def edited_list(client: Client) -> tuple[dict[str, Any], dict[str, str]]:
    """The list of themes with the column `order` to type into, as a browser posts it."""
    formset = client.get(address(Theme, "changelist")).context["cl"].formset
    forms = [formset.management_form, *formset.forms]
    page = {field.html_name: field.value() for form in forms for field in form}
    orders = {str(form.instance): f"{form.prefix}-order" for form in formset.forms}
    return page, orders


def test_columns_of_a_list_are_merged_as_forms_are(mine: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin.site._registry[Theme], "list_editable", ("order",))
    rows = [factories.theme(slug) for slug in ("a", "b", "c", "d")]
    page, orders = edited_list(mine)
    names = [orders[str(row)] for row in rows]
    Theme.objects.filter(slug="a").update(order=71)
    Theme.objects.filter(slug="b").update(order=72)
    where = address(Theme, "changelist")
    assert mine.post(where, {**page, names[2]: 83, "_save": "1"}).status_code == 302
    assert list(Theme.objects.order_by("slug").values_list("order", flat=True)) == [71, 72, 83, rows[3].order]
    Theme.objects.filter(slug="d").delete()
    answer = mine.post(where, {**page, names[1]: 92, names[3]: 94, "_save": "1"})
    formset = answer.context["cl"].formset
    assert [dict(form.errors) for form in formset.forms if form.errors] == [
        {"__all__": [NOT_SAVED], "order": [BOTH.format("", "72")]}
    ]
    assert formset.non_form_errors() == [
        (
            "Nothing was saved yet: a row was deleted while you were typing. You typed: "
            '<span class="stands-now">94</span>'
        )
    ]
    again = {
        field.html_name: field.value() for form in [formset.management_form, *formset.forms] for field in form
    }
    assert mine.post(where, {**again, "_save": "1"}).status_code == 302
    assert list(Theme.objects.order_by("slug").values_list("order", flat=True)) == [71, 92, 83]


STATES = {"published": "withdraw_selected", "draft": "publish_selected", "in_review": "publish_selected"}


@pytest.mark.parametrize(("state", "action"), STATES.items())
def test_action_leaves_out_what_changed_after_its_list_was_made(
    mine: Client, state: str, action: str
) -> None:
    rows = [factories.case(key, publication_state=state) for key in ("one", "two", "three")]
    where = address(Case, "changelist")
    shown_rows = rows_as_shown(mine.get(where))
    Case.objects.filter(key="two").update(summary_ru="Никто не видел")
    rows[2].themes.add(factories.theme("water"))
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    answer = mine.post(where, {**shown_rows, **chosen}, follow=True)
    assert told(answer)[0] == (
        "Left as they were: “Three”, “Two” changed after this page was made. Look at them and choose them "
        "again."
    )
    assert [state_of(row) == state for row in rows] == [False, True, True]
    act(mine, action, *rows[1:])
    assert [state_of(row) == state for row in rows] == [False, False, False]


def test_action_says_how_many_of_the_chosen_are_gone(mine: Client) -> None:
    rows = [factories.case(key, publication_state="draft") for key in ("one", "two")]
    where = address(Case, "changelist")
    shown_rows = rows_as_shown(mine.get(where))
    Case.objects.filter(key="two").delete()
    chosen = {"action": "publish_selected", "_selected_action": [row.pk for row in rows]}
    assert told(mine.post(where, {**shown_rows, **chosen}, follow=True)) == [
        "1 chosen record is no longer in this list: it was changed or deleted meanwhile.",
        "1 record is public now.",
    ]


def test_action_without_what_its_list_showed_does_nothing(mine: Client) -> None:
    row = factories.case("one", publication_state="draft")
    chosen = {"action": "publish_selected", "_selected_action": [row.pk]}
    answer = mine.post(address(Case, "changelist"), chosen, follow=True)
    assert told(answer) == [
        "Left as it was: “One” changed after this page was made. Look at it and choose it again."
    ]
    assert state_of(row) == "draft"


def test_action_on_all_pages_of_a_list_leaves_out_what_somebody_saved_since(
    mine: Client, theirs: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site._registry[Case], "list_per_page", 1)
    rows = [factories.case(key, publication_state="draft", summary_en="Old") for key in ("a", "b", "c")]
    where = address(Case, "changelist")
    shown_rows = rows_as_shown(mine.get(where))
    assert len(shown_rows[AS_SHOWN]) == 1
    save(theirs, rows[2], shown(theirs, rows[2]), summary_en="Theirs")
    chosen = {
        "action": "publish_selected",
        "_selected_action": [rows[0].pk],
        "select_across": "1",
        "index": "0",
    }
    mine.post(where, {**shown_rows, **chosen})
    assert [state_of(row) for row in rows] == ["published", "published", "draft"]


# Deleting


def test_record_that_changed_after_the_page_asked_is_not_deleted(mine: Client) -> None:
    row = case()
    row.other_spellings.create(spelling="Old")
    where = address(Case, "delete", row.pk)
    page = rows_as_shown(mine.get(where))
    row.other_spellings.create(spelling="New")
    answer = mine.post(where, {**page, "post": "yes"})
    assert (answer["Location"], told(answer)) == (
        where,
        ["Nothing was deleted: this changed after you were asked. Here is what would be deleted now."],
    )
    assert Case.objects.filter(pk=row.pk).exists()
    assert deleted(mine, row).status_code == 302
    assert not Case.objects.filter(pk=row.pk).exists()


def test_chosen_records_that_changed_after_the_page_asked_are_not_deleted(mine: Client) -> None:
    rows = [factories.theme("one"), factories.theme("two")]
    where = address(Theme, "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    asked = mine.post(where, {**rows_as_shown(mine.get(where)), **chosen})
    Theme.objects.filter(slug="two").update(order=9)
    answer = mine.post(where, {**rows_as_shown(asked), **chosen, "post": "yes"}, follow=True)
    assert list(Theme.objects.values_list("slug", flat=True)) == ["two"]
    assert told(answer)[0].startswith("Left as it was: “Two” changed after this page was made.")


# “Update status”


def test_finding_is_not_added_beside_one_that_the_page_did_not_show(mine: Client) -> None:
    row = factories.recommendation("124.21")
    where = address(Recommendation, "update_status") + f"?rows={row.pk}"
    page = mine.get(where)
    factories.assessment(row, status="partially_implemented")
    typed = {
        "status": "not_implemented", "method": "by_organisation", "summary_en": "Typed for an hour",
        "organisation": factories.organisation().pk, "evidence_up_to": "2021-01-31",
        "evidence_up_to_precision": "month", "assessed_on": "2021-10-02",
    }  # fmt: skip
    answer = mine.post(where, {**rows_as_shown(page), **typed})
    assert answer.context["form"].non_field_errors() == [
        (
            "Nothing was saved yet: 124.21 changed after this page was made. What is found now stands in the "
            "list above; save again if your finding still holds."
        )
    ]
    assert answer.context["form"]["summary_en"].value() == "Typed for an hour"
    assert mine.post(where, {**rows_as_shown(answer), **typed}).status_code == 302
    assert sorted(row.assessments.values_list("status", flat=True)) == [
        "not_implemented",
        "partially_implemented",
    ]
