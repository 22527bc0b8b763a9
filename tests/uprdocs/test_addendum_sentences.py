"""A table of sentences with the answers they give, and random lists written down and read back."""

import pytest

from tests.uprdocs.addendum_sentences import SENTENCES, Sentence
from uprdocs.messages import Code
from uprdocs.model import Line
from uprdocs.reports.addendum import Addendum, read_answers


def read(text: str) -> Addendum:
    return read_answers([[Line(line, 1) for line in text.splitlines()]])


def by_number(lists: dict[str, str]) -> dict[str, str]:
    """{"140.1–3, 140.7": "noted"} → {"140.1": "noted", "140.2": "noted", …}"""
    return {number: value for numbers, value in lists.items() for number in spread(numbers)}


def spread(numbers: str) -> list[str]:
    """ "140.1–3, 140.7" → 140.1, 140.2, 140.3, 140.7"""
    numbers_in_full = []
    for element in filter(None, numbers.split(", ")):
        if not element[-1].isdecimal():
            numbers_in_full.append(element)
            continue
        first, _, last = element.partition("–")
        prefix, dot, begin = first.rpartition(".")
        numbers_in_full += [f"{prefix}{dot}{number}" for number in range(int(begin), int(last or begin) + 1)]
    return numbers_in_full


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence.text[:70] for sentence in SENTENCES])
def test_sentence_gives_these_positions_and_no_other(sentence: Sentence) -> None:
    addendum, missed = read(sentence.text), spread(sentence.missed)
    expected = by_number(sentence.positions)
    assert addendum.positions == {number: expected[number] for number in expected if number not in missed}
    claims = {number: answer.state_claim for answer in addendum.answers for number in answer.numbers}
    assert claims | by_number(sentence.claims) == claims
    assert not missed or addendum.doubts


@pytest.mark.parametrize(
    ("text", "printed_range"),
    [
        ("140.7–141.2 Ratify CED (Chile)\nAccepted", "140.7–141.2"),
        ("Recommendations 140.9–7: Noted", "140.9–7"),
        ("140.7 (a) Accepted", "140.7 (a)"),
    ],
)
def test_a_range_at_the_beginning_of_a_row_that_cannot_be_read_is_told(text: str, printed_range: str) -> None:
    assert [(doubt.code, doubt.values) for doubt in read(text).doubts] == [
        (Code.RANGE_UNCLEAR, {"range": printed_range})
    ]


def test_a_document_that_ends_with_a_heading_is_read() -> None:
    addendum = read("140.1 Ratify CED (Chile)\nAccepted\n\nRecommendations that")
    assert addendum.positions == {"140.1": "supported"}


def test_few_answers_of_the_table_are_missed() -> None:
    """Precision is held by the test above; recall is this."""
    expected = sum(len(by_number(sentence.positions)) for sentence in SENTENCES)
    missed = sum(len(spread(sentence.missed)) for sentence in SENTENCES)
    assert len(SENTENCES) > 100
    assert 1 - missed / expected > 0.95
