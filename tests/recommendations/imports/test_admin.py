"""Importing in the admin: upload, look, carry out, publish, undo."""

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from foundation.history.reading import RowChange, ValueChange
from foundation.publishing.state import publish
from recommendations.imports import carry_out, read_file
from recommendations.models import Import, Recommendation, SchemeLabel, Theme, UnknownLabel
from tests.support import factories
from tests.support import import_files as files
from tests.support.admin import address, approve_all, browser_of, browser_of_approver, editors_browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies() -> None:
    files.vocabularies()


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path) -> Client:
    return editors_browser(client, settings, tmp_path)


def upload(browser: Client, data: bytes, name: str = "report.txt") -> Any:
    answer = browser.post(address(Import, "add"), {"file": SimpleUploadedFile(name, data)}, follow=True)
    LOOKED_AT[browser] = digest_on(answer)
    return answer


# The digest of the preview on the page that a browser shows.
LOOKED_AT: "WeakKeyDictionary[Client, str]" = WeakKeyDictionary()


def digest_on(answer: Any) -> str:
    return str((answer.context or {}).get("previewed") or "")


def press(browser: Client, button: str, row: Import | None = None) -> Any:
    """Press a button of the page that was looked at last, of none: of the page as it is now."""
    where = address(Import, "change", (row or Import.objects.latest("pk")).pk)
    shown = LOOKED_AT.get(browser) or digest_on(browser.get(where))
    answer = browser.post(where, {button: "1", "previewed": shown}, follow=True)
    LOOKED_AT[browser] = digest_on(answer)
    return answer


def told(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_upload_shows_what_would_happen_and_writes_nothing(editor: Client) -> None:
    answer = upload(editor, files.report())
    page = answer.content.decode()
    assert "Nothing is written yet." in page
    assert [(row.number, row.text, row.states, row.position) for row in answer.context["new"]] == [
        ("5.1", "Plant trees in every village", "Cuba", "Supported (accepted)"),
        ("5.2", "Build roads that last", "Peru; Mexico", "Supported (accepted)"),
        ("6.1", "Abolish the tax on salt", "France", "Noted (not accepted)"),
    ]
    assert "Plant trees in every village" in page
    assert not Recommendation.objects.exists()
    assert Import.objects.get().state == "waiting"


def test_preview_shows_each_field_that_would_change_in_words(editor: Client) -> None:
    factories.recommendation(
        "5.2", review=factories.review("tcd-2015", report=None), states=("MEX",), position=None,
        text="[…] roads […]", text_is_excerpt=True, text_source=factories.source(),
    )  # fmt: skip
    [row] = upload(editor, files.report()).context["changed"]
    assert [(one.name, one.before, one.after) for one in row.changes] == [
        ("source of the text", "A/HRC/28/10", "A/HRC/99/7"),
        ("official text", "[…] roads […]", "Build roads that last"),
        ("excerpt", "yes", "no"),
        ("recommending States", "Mexico", "Peru; Mexico"),
    ]
    assert row.position == "Supported (accepted)"


def test_file_with_a_bad_row_is_refused_and_not_kept(editor: Client) -> None:
    data = files.upr_info(files.row("Plant trees", "Meksico"))
    page = upload(editor, data, "rows.csv").content.decode()
    assert "row 2, column “From / RS”: There is no State called “Meksico”." in page
    assert not Import.objects.exists()


def test_what_was_shown_is_carried_out_in_the_editors_name(editor: Client) -> None:
    upload(editor, files.report())
    answer = press(editor, "_carry_out")
    assert told(answer) == ["Imported: 3 new, 0 changed, 0 unchanged."]
    made = Import.objects.get()
    assert made.carried_out_by is not None
    assert (made.state, made.carried_out_by.username, made.content) == ("done", "editor", None)
    assert Recommendation.objects.filter(imported_in=made).count() == 3


def test_what_changed_since_the_preview_is_shown_anew_and_not_written(editor: Client) -> None:
    upload(editor, files.report())
    factories.recommendation(
        "5.1", review=factories.review("tcd-2015", report=None), publication_state="draft"
    )
    answer = press(editor, "_carry_out")
    assert told(answer)[0].startswith("Nothing was imported: something changed here")
    assert Recommendation.objects.count() == 1
    assert told(press(editor, "_carry_out")) == ["Imported: 2 new, 1 changed, 0 unchanged."]


def test_what_was_shown_in_one_language_is_carried_out_in_another(editor: Client) -> None:
    upload(editor, files.report())
    row = Import.objects.get()
    editor.post(
        address(Import, "change", row.pk, language="ru"), {"_carry_out": "1", "previewed": LOOKED_AT[editor]}
    )
    assert Recommendation.objects.count() == 3


def test_records_that_somebody_else_is_writing_are_told_of(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who carry out the same on PostgreSQL: the constraints let one of them through."""

    def beaten(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError

    upload(editor, files.report())
    with monkeypatch.context() as other:
        other.setattr("recommendations.admin.imports.carry_out", beaten)
        answer = press(editor, "_carry_out")
    assert told(answer)[0].startswith("Nothing was imported: somebody else was writing")
    assert told(press(editor, "_carry_out")) == ["Imported: 3 new, 0 changed, 0 unchanged."]


def test_import_is_carried_out_once(editor: Client) -> None:
    upload(editor, files.report())
    press(editor, "_carry_out")
    answer = press(editor, "_carry_out")
    assert Recommendation.objects.count() == 3
    assert told(answer) == ["This import was carried out already."]


def test_drafts_of_an_import_are_published_by_a_second_act(editor: Client) -> None:
    upload(editor, files.report())
    press(editor, "_carry_out")
    assert not Recommendation.objects.published().exists()
    assert told(press(editor, "_publish")) == ["You imported these: somebody else has to publish them."]
    assert told(press(browser_of_approver(), "_publish")) == ["3 records are public now."]
    assert Recommendation.objects.published().count() == 3
    assert client_sees("Plant trees in every village")


def client_sees(words: str) -> bool:
    return words in Client().get("/recommendations/").content.decode()


def test_import_is_undone_from_its_page(editor: Client) -> None:
    upload(editor, files.report())
    press(editor, "_carry_out")
    factories.assessment(Recommendation.objects.get(number="6.1"))
    told_of = "Partly undone: 2 deleted, 0 as before. What stays (1) is below."
    assert told(press(editor, "_undo")) == [told_of]
    assert Import.objects.get().state == "partly"
    assert told_of in [entry.get_change_message() for entry in LogEntry.objects.all()]


STAYS = {
    "en": ("Partly undone", "A/HRC/99/7, 6.1: Somebody worked on it since: it stays."),
    "ru": ("Отменено частично", "A/HRC/99/7, 6.1: С тех пор над этой записью кто-то работал: она остается."),
    "kk": (
        "Ішінара кері қайтарылды",
        "A/HRC/99/7, 6.1: Содан бері бұл жазбамен біреу жұмыс істеген: ол қалады.",
    ),
}


# What stays is found alike whatever the language: on one engine each says it, on the other English.
@pytest.mark.parametrize(
    "language", ["en", *(pytest.param(code, marks=pytest.mark.one_engine) for code in ("ru", "kk"))]
)
def test_import_of_which_something_stays_is_called_partly_undone_everywhere(
    editor: Client, language: str
) -> None:
    upload(editor, files.report())
    press(editor, "_carry_out")
    factories.assessment(Recommendation.objects.get(number="6.1"))
    press(editor, "_undo")
    whole = factories.document_import(state="undone", undone_at=timezone.now())
    row = Import.objects.get(state="partly")
    state, stays = STAYS[language]
    page = editor.get(address(Import, "change", row.pk, language=language))
    assert [str(remark) for remark in page.context["stays"]] == [stays]
    text = " ".join(page.content.decode().split())
    assert f"<strong>{state}</strong>" in text
    assert f"{state}: " in text
    changelist = address(Import, "changelist", language=language)
    listed = editor.get(changelist, {"state__exact": "partly"})
    assert list(listed.context["cl"].result_list) == [row]
    assert f'<td class="field-state">{state}</td>' in listed.content.decode()
    assert list(editor.get(changelist, {"state__exact": "undone"}).context["cl"].result_list) == [whole]


def test_publishing_an_import_tells_what_is_no_draft(editor: Client) -> None:
    upload(editor, files.report())
    press(editor, "_carry_out")
    Recommendation.objects.filter(number="5.1").update(publication_state="in_review")
    assert told(press(browser_of_approver(), "_publish")) == [
        "2 records are public now.",
        "1 record is no draft and stays as it was.",
    ]


def test_what_was_undone_meanwhile_is_not_published(editor: Client) -> None:
    upload(editor, files.report())
    press(editor, "_carry_out")
    press(editor, "_undo")
    assert told(press(browser_of_approver(), "_publish")) == [
        "Only what an import that was carried out brought can be published."
    ]


def test_waiting_file_is_discarded_or_forgotten_after_a_day(editor: Client) -> None:
    upload(editor, files.report())
    press(editor, "_discard")
    assert not Import.objects.exists()
    upload(editor, files.report())
    Import.objects.update(uploaded_at="2026-01-01T00:00:00Z")
    upload(editor, files.addendum("1. Chad accepts recommendations 5.1."))
    assert not Import.objects.filter(file_name="nothing").exists()


# In the order in which they are met. The report is filled in of a review that is public.
REFUSED = [
    f"{record}: It is public: only who has the right “{right}” can change it."
    for record, right in (
        (
            "tcd-2015",
            "Can change States, themes, sources and other reference records that are public",
        ),
        ("tcd-2015 5.1", "Can publish and withdraw recommendations"),
    )
]


def test_who_may_only_import_changes_nothing_that_is_public(editor: Client) -> None:
    factories.recommendation("5.1", review=factories.review("tcd-2015", report=None), states=("CUB",))
    somebody = browser_of("view_import", "add_import")
    answer = upload(somebody, files.report())
    assert "so you cannot carry it out" in answer.content.decode()
    assert [str(remark) for remark in answer.context["refused_public"]] == REFUSED
    assert told(press(somebody, "_carry_out")) == REFUSED
    assert Recommendation.objects.count() == 1
    assert told(press(editor, "_carry_out")) == ["Imported: 2 new, 1 changed, 0 unchanged."]


ANOTHER = "This changes what the public reads: somebody else than you has to confirm it."


def test_who_uploads_what_changes_public_records_does_not_carry_it_out_alone(editor: Client) -> None:
    factories.recommendation("5.1", review=factories.review("tcd-2015", report=None), states=("CUB",))
    answer = upload(editor, files.report())
    assert [str(remark) for remark in answer.context["refused_public"]] == [ANOTHER]
    assert told(press(editor, "_carry_out")) == [ANOTHER]
    assert Recommendation.objects.count() == 1
    assert told(press(browser_of_approver(), "_carry_out")) == ["Imported: 2 new, 1 changed, 0 unchanged."]


def test_file_that_only_leaves_labels_at_public_records_changes_nothing_public(
    editor: Client,
) -> None:
    """What a label means nobody has said yet, so the public reads nothing of it."""
    files.imported(files.upr_info(files.row("Build roads", issue="Roads")))
    publish(Recommendation.objects.get(), at=timezone.now())
    somebody = browser_of("view_import", "add_import")
    data = files.upr_info(files.row("Build roads", issue="Roads,Unheard of"))
    answer = upload(somebody, data, "rows.csv")
    assert answer.context["refused_public"] == []
    press(somebody, "_carry_out")
    waiting = UnknownLabel.objects.filter(recommendations=Recommendation.objects.get())
    assert {one.label for one in waiting} == {"Roads", "Unheard of"}


def test_undoing_what_changed_public_records_is_refused_by_name(editor: Client) -> None:
    review = factories.review("tcd-2015", report=factories.source(), session=None)
    row = factories.recommendation("5.2", review=review, states=("MEX",), position=None)
    upload(browser_of_approver(), files.report())
    press(editor, "_carry_out")
    somebody = browser_of("view_import", "undo_import")
    made = Import.objects.get()
    refused = (
        f"{row}: It is public: only who has the right “Can publish and withdraw recommendations” "
        "can change it."
    )
    page = somebody.get(address(Import, "change", made.pk))
    assert refused in [str(remark) for remark in page.context["refused_public"]]
    before = list(Recommendation.objects.order_by("pk").values())
    assert refused in told(press(somebody, "_undo"))
    assert list(Recommendation.objects.order_by("pk").values()) == before
    assert Import.objects.get().state == "done"
    assert told(press(editor, "_undo")) == [ANOTHER]
    assert told(press(browser_of_approver(), "_undo")) == ["Undone: 2 deleted, 1 as before."]


def test_undoing_what_changed_only_drafts_asks_for_no_right_to_publish(editor: Client) -> None:
    upload(editor, files.report())
    press(editor, "_carry_out")
    somebody = browser_of("view_import", "undo_import")
    page = somebody.get(address(Import, "change", Import.objects.get().pk))
    assert page.context["refused_public"] == []
    assert told(press(somebody, "_undo")) == ["Undone: 3 deleted, 0 as before."]


def test_label_goes_to_public_recommendations_once_somebody_else_approves(editor: Client) -> None:
    files.imported(files.upr_info(files.row("Build roads", issue="Roads")))
    publish(Recommendation.objects.get(), at=timezone.now())
    theme = Theme.objects.get(slug="environment")
    posted = {"scheme": "upr_info", "label": "Roads", "theme": theme.pk}
    editor.post(address(SchemeLabel, "add"), posted)
    assert list(Recommendation.objects.get().themes.all()) == []
    approve_all(browser_of_approver())
    assert list(Recommendation.objects.get().themes.all()) == [theme]


@pytest.mark.parametrize("button", ["_carry_out", "_publish", "_undo", "_discard"])
def test_who_may_only_look_changes_nothing(button: str) -> None:
    waiting = button in ("_carry_out", "_discard")
    if waiting:
        factories.document_import(state="waiting", content=files.report())
    else:
        carry_out(read_file(files.report(), name="report.txt"), by=None)
    before = list(Import.objects.values())
    looker = browser_of("view_import", "view_recommendation")
    assert press(looker, button).status_code == 403
    assert list(Import.objects.values()) == before
    assert looker.get(address(Import, "change", Import.objects.get().pk)).status_code == 200
    assert looker.get(address(Import, "add")).status_code == 403


def test_label_that_an_editor_maps_is_handed_out(editor: Client) -> None:
    files.imported(files.upr_info(files.row("Build roads", issue="Roads")))
    queue = editor.get(address(UnknownLabel, "changelist")).content.decode()
    assert "scheme=upr_info&amp;label=Roads" in queue
    theme = Theme.objects.get(slug="environment")
    answer = editor.post(
        address(SchemeLabel, "add"),
        {"scheme": "upr_info", "label": "Roads", "theme": theme.pk},
        follow=True,
    )
    assert "1 recommendation that came with this label has it now." in told(answer)
    assert [one.slug for one in Recommendation.objects.get().themes.all()] == ["environment"]


def test_history_tells_what_a_recommendation_said_before_and_why(editor: Client) -> None:
    files.imported(files.upr_info(files.row("Plant trees in every village.")))
    row = Recommendation.objects.get()
    upload(editor, files.report())
    press(editor, "_carry_out")
    answer = editor.get(address(Recommendation, "history", row.pk))
    by_report, by_export = answer.context["entries"]
    assert [(one.author, one.way, one.reason) for one in (by_report, by_export)] == [
        ("editor", "Import of a document", "report.txt"),
        ("", "Import of a document", "file"),
    ]
    [changed] = [one for one in by_report.rows if one.row.startswith("Recommendation:")]
    assert (changed.action, changed.changes) == (
        "changed",
        [
            ValueChange("number", "–", "5.1"),
            ValueChange("official text", "Plant trees in every village.", "Plant trees in every village"),
            ValueChange("source of the text", "Database of UPR recommendations", "A/HRC/99/7"),
        ],
    )
    assert next((one.row, one.action) for one in by_export.rows) == (
        "Recommendation: A/HRC/99/7, 5.1",
        "added",
    )
    assert "Plant trees in every village." in answer.content.decode()


def test_history_tells_of_themes_that_an_editor_adds(editor: Client) -> None:
    row = factories.recommendation("5.1")
    row.themes.add(Theme.objects.get(slug="environment"))
    entry = editor.get(address(Recommendation, "history", row.pk)).context["entries"][0]
    assert (entry.author, entry.way, entry.rows) == (
        "", "Outside the tracker", [RowChange("Themes: Environment", "added")]
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_pages_speak_the_editors_language(editor: Client, language: str) -> None:
    upload(editor, files.report())
    row = Import.objects.get()
    page = editor.get(address(Import, "change", row.pk, language=language)).content.decode()
    assert "Nothing is written yet." not in page
    assert "Plant trees in every village" in page
