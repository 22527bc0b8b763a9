"""Editors read what the readers say in their own language.

What can be said is taken from the source of `uprdocs`: a new sentence fails here
until it stands in `sentences.py`.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from recommendations.imports import read_file
from recommendations.imports.sentences import FIXED, TEMPLATES, in_the_editors_language
from recommendations.models import Import
from tests.recommendations.imports.said import SAMPLE, Readers, said
from tests.support import import_files as files
from tests.support.admin import address, editors_browser


def fits(sentence: str) -> list[str]:
    """The entries of the list that a sentence can be."""
    if sentence in FIXED:
        return [sentence]
    return [entry for entry, pattern in TEMPLATES.items() if pattern.fullmatch(sentence)]


# Nothing missing, nothing left over


@pytest.mark.parametrize("sentence", said())
def test_each_sentence_of_the_readers_is_one_of_the_list(sentence: str) -> None:
    assert len(fits(sentence)) == 1


def test_each_sentence_of_the_list_is_said_by_a_reader() -> None:
    all_said = "\n".join(said())
    unsaid = [entry for entry in FIXED if entry not in all_said]
    unsaid += [entry for entry, pattern in TEMPLATES.items() if not any(map(pattern.fullmatch, said()))]
    assert not unsaid


NEW = """
ASKED = "Is this a list?"
def read(rows, which):
    reason = f"Row {rows} is odd."
    reading.doubt(1, reason)
    raise NotAnExport(sentence_for("x") + " Ask again.")
def sentence_for(name):
    for number, sentence in ((1, "One is too few."), (2, "Two are.")):
        reading.skip(sentence)
    return f"No {name}, {'nor that' if name else ASKED}."
def other():
    read(1, which)
    yield Piece("text", (), doubt=ASKED)
"""


def test_scan_finds_what_is_said_in_any_of_these_ways() -> None:
    assert set(Readers([NEW]).sentences()) == {
        "Row 7 is odd.",
        "No x, nor that. Ask again.",
        "No x, Is this a list?. Ask again.",
        "One is too few.",
        "Two are.",
        "Is this a list?",
    }


def test_scan_fails_where_it_cannot_tell_what_is_said() -> None:
    with pytest.raises(AssertionError, match="What is said here"):
        list(Readers(["reading.skip(REASONS[3])"]).sentences())


# In the editor's language


@pytest.mark.parametrize("sentence", said())
def test_english_stays_word_for_word(sentence: str) -> None:
    assert in_the_editors_language(sentence) == sentence


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("sentence", said())
def test_each_sentence_is_told_in_other_words_with_the_same_values(sentence: str, language: str) -> None:
    [entry] = fits(sentence)
    with translation.override(language):
        told = in_the_editors_language(sentence)
    assert re.search("[а-яёәғқңөұүһі]{3}", told)
    assert "%(" not in told
    assert told.count(SAMPLE) == sentence.count(SAMPLE)
    assert not re.search(r"can be read|a UPR Info|a UHRI|a thematic", told), entry


def in_russian(sentence: str) -> str:
    with translation.override("ru"):
        return in_the_editors_language(sentence)


def test_words_of_the_file_stay_as_they_are_whatever_they_look_like() -> None:
    words = "no” is not known. The position “100 %(words)s\nempty row"
    assert in_russian(f"The position “{words}” is not known.") == f"Неизвестная позиция: «{words}»."
    assert in_russian("The session “empty row” is not a number.") == ("Номер сессии «empty row» — не число.")


def test_words_of_ours_inside_a_sentence_are_translated_too() -> None:
    guesses = "Misspelt State: “Austira” read as AUT; “Perru” read as PER"
    assert in_russian(guesses) == (
        "Опечатка в названии государства: «Austira» прочитано как AUT; «Perru» прочитано как PER"
    )
    twice = "It is answered twice: supported and noted."
    assert in_the_editors_language(twice) == twice
    assert in_russian(twice) == (
        "На нее дано два ответа: «Поддержана» и «Принята к сведению (не поддержана)»."
    )


def test_sentence_that_nobody_listed_stays_english() -> None:
    assert in_russian("The moon is full.") == "The moon is full."


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


def test_editor_reads_doubts_and_what_was_left_out_in_russian(editor: Client) -> None:
    odd = files.row("Plant trees", response="Perhaps")
    page = upload(editor, files.upr_info(files.row("Build roads"), odd, files.row("")), "ru")
    assert "Неизвестная позиция: «Perhaps»." in page
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


def test_doubts_about_a_report_and_an_addendum_are_told_in_kazakh() -> None:
    gap = "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);\n5.4 Build roads;"
    twice = "1. Chad accepts recommendations 5.1.\n2. Chad notes recommendations 5.1."
    with translation.override("kk"):
        report = read_file(files.report(gap), name="report.txt")
        addendum = read_file(files.addendum(twice), name="addendum.txt")
    assert [doubt.sentence for doubt in report.doubts] == [
        "Ұсыным берген мемлекет көрсетілмеген.",
        "5.1 нөмірінен кейін бірден 5.4 келеді: біреуі түсіп қалған жоқ па?",
    ]
    [doubt] = addendum.doubts
    assert doubt.sentence == (
        "Оған екі жауап берілген: «Қолдау тапты (қабылданды)» және «Назарға алынды (қабылданған жоқ)»."
    )
