"""Names in sentences: declined, transliterated, in any order; and words that only resemble them."""

import pytest

from cases.names import CaseName, Level, Matcher, Place
from tests.support.sentences_with_names import (
    ENGLISH,
    KAZAKH,
    NEAR_MISSES,
    ORGANISATIONS,
    PEOPLE,
    RUSSIAN,
    sentences,
    without_marks,
)

PLACE = Place("test", 1, "text", "")
MATCHER = Matcher(
    [
        *(CaseName(number, "person", name) for number, name in enumerate(PEOPLE)),
        *(CaseName(100 + number, "organisation", name) for number, name in enumerate(ORGANISATIONS)),
    ]
)
MARKS = {Level.CERTAIN: "{%s}", Level.POSSIBLE: "[%s]"}


def marked(text: str) -> str:
    """The text with each hit in its marks."""
    for hit in reversed(MATCHER.hits({PLACE: text})):
        text = text[: hit.start] + MARKS[hit.level] % text[hit.start : hit.end] + text[hit.end :]
    return text


@pytest.mark.parametrize("sentence", sentences(RUSSIAN))
def test_name_stands_in_a_russian_sentence(sentence: str) -> None:
    assert marked(without_marks(sentence)) == sentence


@pytest.mark.parametrize("sentence", sentences(ENGLISH))
def test_name_stands_in_an_english_sentence(sentence: str) -> None:
    assert marked(without_marks(sentence)) == sentence


@pytest.mark.parametrize("sentence", sentences(KAZAKH))
def test_name_stands_in_a_kazakh_sentence(sentence: str) -> None:
    assert marked(without_marks(sentence)) == sentence


@pytest.mark.parametrize("sentence", sentences(NEAR_MISSES))
def test_words_that_resemble_names_are_none(sentence: str) -> None:
    assert marked(sentence) == sentence
