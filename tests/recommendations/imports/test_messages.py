"""What an editor is told about a file: kept as codes, read by everybody in a language of their own."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from recommendations.imports import Remark, Sentence, read_file
from recommendations.imports.incoming import Place
from recommendations.imports.messages import SENTENCES, PlanCode, StayCode
from recommendations.models import Import
from tests.recommendations.imports.test_command import run, saved
from tests.support import factories
from tests.support import import_files as files
from tests.support.admin import address, editors_browser
from uprdocs import Code
from uprdocs.messages import ENGLISH

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
LANGUAGES = ["en", "ru", "kk"]


# The table


def test_every_code_has_a_sentence_and_no_two_codes_are_stored_alike() -> None:
    codes = [*Code, *PlanCode, *StayCode]
    assert set(SENTENCES) == set(codes)
    assert len({code.value for code in codes}) == len(codes)


def in_language(language: str) -> dict[str, str]:
    with translation.override(language):
        return {code: str(sentence) for code, sentence in SENTENCES.items()}


def test_english_sentences_are_those_of_the_readers() -> None:
    assert {code: in_language("en")[code] for code in Code} == ENGLISH


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_sentences_in_other_languages_have_the_same_placeholders_and_other_words(language: str) -> None:
    english, translated = in_language("en"), in_language(language)
    assert {code: sorted(PLACEHOLDER.findall(translated[code])) for code in SENTENCES} == {
        code: sorted(PLACEHOLDER.findall(english[code])) for code in SENTENCES
    }
    assert [code for code in SENTENCES if not re.search("[а-яёәғқңөұүһі]{2}", translated[code])] == []


# What planning doubts


def together(*records: bytes) -> bytes:
    """Several records of the Index in one file."""
    return json.dumps([record for one in records for record in json.loads(one)]).encode()


ROADS = "5. The following enjoy the support of Chad:\n5.1 Build many new roads in the {} (Cuba);"
# What is recorded before: a file, or fields of a recommendation of the review; then the file, and
# the values of the only doubt about it.
DOUBTS: dict[PlanCode, tuple[bytes | dict[str, Any] | None, bytes, dict[str, Any]]] = {
    PlanCode.NO_GOAL: (None, files.uhri(Sdgs=["Peace"]), {"name": "Peace"}),
    PlanCode.REVIEW_DAY_DIFFERS: (
        {"number": "5.1", "reviewed_on": dt.date(2015, 6, 1)},
        files.report("5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);"),
        {"file": "2015-06-02", "recorded": "2015-06-01"},
    ),
    PlanCode.SEVERAL_POSITIONS: (
        None,
        files.upr_info(files.row("Plant trees", "Cuba"), files.row("Plant trees", "Peru", "Noted")),
        {"positions": ("noted", "supported")},
    ),
    PlanCode.SEVERAL_TEXTS: (
        None,
        together(files.uhri(), files.uhri(Text="5.1 Ratify every treaty (Cuba);")),
        {"number": "5.1"},
    ),
    PlanCode.NOT_IN_REVIEW: (
        files.report(),
        files.upr_info(files.row("Feed the fish")),
        {"text": "Feed the fish"},
    ),
    PlanCode.SEVERAL_LIKE_IT: (
        files.report(ROADS.format("north")),
        files.uhri(Text="5.1 Ratify every treaty there is, at once (Cuba);"),
        {"numbers": "5.1", "text": "Ratify every treaty there is, at once"},
    ),
    PlanCode.NOT_IN_REPORT: (
        files.upr_info(files.row("Feed the fish")),
        files.report(),
        {"text": "Feed the fish"},
    ),
    PlanCode.NUMBER_IN_SEVERAL_LISTS: (
        files.report(),
        files.addendum("1. Chad accepts recommendations 1 and 2."),
        {"number": "1"},
    ),
    PlanCode.NUMBER_UNKNOWN: (
        files.report(),
        files.addendum("1. Chad accepts recommendations 5.1 and 5.9."),
        {"number": "5.9"},
    ),
    PlanCode.WITHOUT_ANSWER: (
        files.report(files.LISTS.replace("enjoy the support of Chad:", "will be examined by Chad:")),
        files.addendum("1. Chad accepts recommendation 5.1."),
        {"numbers": "5.2"},
    ),
    PlanCode.PARTS_RECORDED: (
        files.report(
            "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba); Build roads (Peru);"
        ),
        files.uhri(
            Text="5.1 Plant trees (Cuba); Build roads (Peru);", UprRecommendingCountry=["Cuba", "Peru"]
        ),
        {"number": "5.1", "parts": 2},
    ),
    PlanCode.WHOLE_RECORDED: (
        files.uhri(
            Text="5.1 Plant trees (Cuba); Build roads (Peru);", UprRecommendingCountry=["Cuba", "Peru"]
        ),
        files.report(
            "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba); Build roads (Peru);"
        ),
        {"number": "5.1", "parts": 2},
    ),
    PlanCode.NO_MEMBER_STATE: (
        None,
        files.uhri(Text="5.1 Plant trees", UprRecommendingCountry=["Cuba", "EU"]),
        {"name": "EU"},
    ),
    PlanCode.STATE_UNKNOWN: (
        None,
        files.upr_info(files.row("Plant trees"), files.row("Build roads", "Xanadu")),
        {"name": "Xanadu"},
    ),
    PlanCode.STATE_UNKNOWN_NEAR: (
        None,
        files.upr_info(files.row("Plant trees"), files.row("Build roads", "Meksico")),
        {"name": "Meksico", "near": "Mexico"},
    ),
    PlanCode.ROW_WITHOUT_REVIEW: (
        None,
        files.upr_info(files.row("Plant trees"), files.row("Build roads", under_review="")),
        {},
    ),
    PlanCode.TEXT_DIFFERS: ({"number": "5.1", "text": "Plant flowers"}, files.report(), {}),
    PlanCode.EXCERPT_DIFFERS: (
        {"number": "5.1", "text": "[…] flowers […]", "text_is_excerpt": True},
        files.report(),
        {"text": "[…] flowers […]"},
    ),
    PlanCode.STATES_DIFFER: (
        {"number": "6.1", "position": "noted"},
        files.report(),
        {"file": "FRA", "recorded": "CUB"},
    ),
    PlanCode.POSITION_DIFFERS: (
        {"number": "5.1", "document": "a-hrc-99-7", "position": "noted"},
        files.report(),
        {"earlier": "noted", "later": "supported"},
    ),
}


def record(
    number: str,
    *,
    reviewed_on: dt.date = dt.date(2015, 6, 2),
    position: str = "supported",
    document: str = "a-hrc-98-1",
    **values: Any,
) -> None:
    review = factories.review("tcd-2015", report=None, reviewed_on=reviewed_on)
    source = factories.source(document)
    if "text" in values:
        values["text_source"] = source
    row = factories.recommendation(number, review=review, states=("CUB",), position=None, **values)
    factories.position_statement(row, position=position, document=source)


@pytest.mark.django_db
@pytest.mark.parametrize("code", PlanCode)
def test_planning_doubts_it_with_its_values(code: PlanCode) -> None:
    before, data, values = DOUBTS[code]
    files.vocabularies()
    if isinstance(before, bytes):
        files.imported(before)
    elif before:
        record(**before)
    [doubt] = map(Remark.from_json, files.imported(data).doubts)
    assert doubt.sentence == Sentence(code, values)
    assert set(PLACEHOLDER.findall(in_language("en")[code])) == set(values)


# How it reads


def in_russian(code: Code | PlanCode, **values: Any) -> str:
    with translation.override("ru"):
        return str(Sentence(code, values))


def test_words_of_the_file_stay_as_they_are_whatever_they_look_like() -> None:
    words = "no” is not known. The position “100 %(words)s\nempty row"
    assert in_russian(Code.POSITION_UNKNOWN, words=words) == f"Неизвестная позиция: «{words}»."
    assert in_russian(Code.SESSION_UNKNOWN, words="empty row") == "Номер сессии «empty row» — не число."


def test_what_no_text_may_hold_is_taken_out_of_the_words_of_the_file() -> None:
    sentence = Sentence(Code.POSITION_UNKNOWN, {"words": "Not\x00ed\ud83d", "more": ("\x00",)})
    assert sentence.values == {"words": "Noted\ufffd", "more": ("",)}


def test_sentences_inside_a_sentence_are_translated_too() -> None:
    guesses = tuple(
        Sentence(Code.NAME_READ_AS, {"name": name, "state": state})
        for name, state in (("Austira", "AUT"), ("Perru", "PER"))
    )
    assert in_russian(Code.STATE_MISSPELT, guesses=guesses) == (
        "Опечатка в названии государства: «Austira» прочитано как AUT; «Perru» прочитано как PER"
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It is answered twice: “Supported (accepted)” and “Noted (not accepted)”."),
        ("ru", "На нее дано два ответа: «Поддержана» и «Принята к сведению (не поддержана)»."),
    ],
)
def test_positions_are_told_by_their_labels(language: str, sentence: str) -> None:
    with translation.override(language):
        assert str(Sentence(Code.ANSWERED_TWICE, {"earlier": "supported", "later": "noted"})) == sentence


def test_code_that_this_version_does_not_know_is_shown_itself() -> None:
    assert str(Sentence("moon_is_full", {"number": 1})) == "moon_is_full"


@pytest.mark.parametrize(
    ("place", "english", "russian"),
    [
        (Place(), "", ""),
        (Place(page=12), "page 12", "стр. 12"),
        (Place(page=12, paragraph="124.5"), "page 12, para. 124.5", "стр. 12, п. 124.5"),
        (Place(paragraph="124.5"), "para. 124.5", "п. 124.5"),
        (Place(row=3), "row 3", "строка 3"),
        (Place(row=3, column="From"), "row 3, column “From”", "строка 3, столбец «From»"),
    ],
)
def test_place_is_told_in_the_language_of_who_looks(place: Place, english: str, russian: str) -> None:
    with translation.override("en"):
        assert str(place) == english
    with translation.override("ru"):
        assert str(place) == russian


# What an import keeps

GUESSES = (Sentence(Code.NAME_READ_AS, {"name": "Austira", "state": "AUT"}),)


@pytest.mark.parametrize(
    "remark",
    [
        Remark(Place(page=3, paragraph="5.1"), Sentence(Code.NO_STATE)),
        Remark(Place(row=2), Sentence(Code.CELLS_DIFFER, {"cells": 4, "headings": 11})),
        Remark("tcd-2015", Sentence(Code.STATE_MISSPELT, {"guesses": GUESSES})),
        Remark("", Sentence(PlanCode.SEVERAL_POSITIONS, {"positions": ("noted", "pending")})),
        Remark("row 2", "No recommending State is named."),
    ],
)
def test_remark_is_the_same_after_it_was_kept(remark: Remark) -> None:
    assert Remark.from_json(json.loads(json.dumps(remark.as_json()))) == remark


def test_what_is_kept_has_codes_and_no_words_of_any_language() -> None:
    guessed = Sentence(Code.STATE_MISSPELT, {"guesses": GUESSES})
    assert Remark(Place(page=3, paragraph="5.1"), guessed).as_json() == [
        {"page": 3, "paragraph": "5.1"},
        {
            "code": "state_misspelt",
            "values": {"guesses": [{"code": "name_read_as", "values": {"name": "Austira", "state": "AUT"}}]},
        },
    ]


# From a file to the page


@pytest.fixture
def editor(client: Client, settings: Any, tmp_path: Path, db: None) -> Client:
    files.vocabularies()
    return editors_browser(client, settings, tmp_path)


def upload(browser: Client, data: bytes, language: str) -> str:
    return browser.post(
        address(Import, "add", language=language),
        {"file": SimpleUploadedFile("file.csv", data)},
        follow=True,
    ).content.decode()


def page_of(row: Import, browser: Client, language: str) -> str:
    return browser.get(address(Import, "change", row.pk, language=language)).content.decode()


def test_editor_reads_doubts_and_what_was_left_out_in_russian(editor: Client) -> None:
    odd = files.row("Plant trees", response="Perhaps")
    page = upload(editor, files.upr_info(files.row("Build roads"), odd, files.row("")), "ru")
    assert "<td>строка 3</td><td>Неизвестная позиция: «Perhaps».</td>" in page
    assert "Пропущено: нет текста рекомендации" in page
    assert "is not known" not in page
    assert "no text of a recommendation" not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\r\n", "Файл пуст (0 байт содержимого). Скачайте его еще раз."),
        (b"%PDF-1.4 cut off", "PDF поврежден или скачан не до конца: скачайте его еще раз."),
    ],
)
def test_editor_reads_in_russian_why_a_file_is_refused(editor: Client, data: bytes, sentence: str) -> None:
    assert sentence in upload(editor, data, "ru")
    assert not Import.objects.exists()


def test_doubts_of_an_import_are_read_by_each_editor_in_another_language(editor: Client) -> None:
    with translation.override("kk"):
        row = files.imported(files.upr_info(files.row("Plant trees", response="Perhaps")))
    for language, place, sentence in (
        ("en", "row 2", "The position “Perhaps” is not known."),
        ("ru", "строка 2", "Неизвестная позиция: «Perhaps»."),
        ("kk", "2-жол", "Белгісіз ұстаным: «Perhaps»."),
    ):
        assert f"<td>{place}</td><td>{sentence}</td>" in page_of(row, editor, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubts_that_were_kept_as_sentences_are_shown_as_they_are(editor: Client, language: str) -> None:
    sentence = "“<Austira>” read as AUT: 100 % sure, %(words)s"
    row = factories.document_import(
        doubts=[["page 12, para. 124.5", "No recommending State is named."], ["", sentence]],
        counts={"new": 1, "changed": 0, "unchanged": 0, "conflicts": 0, "skipped": {"empty row": 2}},
    )
    page = page_of(row, editor, language)
    assert "<td>page 12, para. 124.5</td><td>No recommending State is named.</td>" in page
    assert f"<td></td><td>{escape(sentence)}</td>" in page


@pytest.mark.django_db
def test_command_tells_doubts_and_what_was_left_out_with_their_places(tmp_path: Path) -> None:
    files.vocabularies()
    rows = files.upr_info(files.row("Plant trees", response="Perhaps"), files.row(""))
    assert run(saved(tmp_path, "rows.csv", rows)).splitlines()[1:] == [
        "  left out, no text of a recommendation: 1",
        "  row 2: The position “Perhaps” is not known.",
        "  row 3: The row has no text and was left out.",
    ]


def test_doubts_about_a_report_and_an_addendum_are_told_in_kazakh() -> None:
    gap = "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);\n5.4 Build roads;"
    twice = "1. Chad accepts recommendations 5.1.\n2. Chad notes recommendations 5.1."
    report = read_file(files.report(gap), name="report.txt")
    addendum = read_file(files.addendum(twice), name="addendum.txt")
    with translation.override("kk"):
        assert [str(doubt.sentence) for doubt in (*report.doubts, *addendum.doubts)] == [
            "Ұсыным берген мемлекет көрсетілмеген.",
            "5.1 нөмірінен кейін бірден 5.4 келеді: біреуі түсіп қалған жоқ па?",
            "Оған екі жауап берілген: «Қолдау тапты (қабылданды)» және «Назарға алынды (қабылданған жоқ)».",
        ]
