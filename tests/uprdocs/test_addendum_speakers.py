"""Whose word an addendum gives: that of the State under review, never another State's."""

import time

import pytest

from uprdocs import Code, read_addendum
from uprdocs.reports.addendum import Addendum
from uprdocs.reports.answers.speakers import UNNAMED, state_answering, state_speaking


def addendum(state: str, body: str) -> Addendum:
    front = f"A/HRC/59/15/Add.1\nReport of the Working Group\n{state}*\nAddendum\n"
    return read_addendum(f"{front}1. The State has examined what was recommended.\n{body}".encode())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fiji accepts recommendation 140.1.", {"140.1": "supported"}),
        ("The Government of Fiji accepts recommendation 140.1.", {"140.1": "supported"}),
        ("The Government accepts recommendation 140.1.", {"140.1": "supported"}),
        ("The Republic of Fiji accepts recommendation 140.1.", {"140.1": "supported"}),
        ("Recommendation 140.1 is supported by Fiji.", {"140.1": "supported"}),
        ("Chile accepts recommendation 140.1.", {}),
        ("The delegation of Chile accepts recommendation 140.1.", {}),
        ("The United Kingdom of Great Britain and Northern Ireland also supports recommendation 140.1.", {}),
        ("Sweden and Norway support recommendation 140.1.", {}),
        ("Recommendation 140.1 is supported by Chile.", {}),
        ("Norway welcomed the acceptance of recommendation 140.1.", {}),
        ("Chile, which accepted recommendation 140.1 in its own review, asked for more.", {}),
        ("The recommendation of Chile (140.1) is accepted.", {"140.1": "supported"}),
    ],
)
def test_only_the_state_on_the_front_page_answers(sentence: str, expected: dict[str, str]) -> None:
    read = addendum("Fiji", f"2. {sentence}")
    assert read.positions == expected
    assert bool(read.doubts) == (not expected)


def test_another_state_in_the_words_under_a_number_answers_nothing() -> None:
    read = addendum(
        "Fiji", "140.1 Ratify CED (Chile)\nChile accepts this recommendation.\nNoted\n140.2 Peru Accepted"
    )
    assert read.positions == {"140.1": "noted", "140.2": "supported"}
    assert read.doubts == ()


def test_without_a_front_page_the_state_that_answers_most_answers() -> None:
    texts = ["Fiji accepts 140.1. Chile accepts 140.2.", "The Government of Fiji notes 140.3."]
    assert state_answering(texts) == "FJI"
    assert state_answering(["Fiji accepts 140.1. Chile accepts 140.2."]) == UNNAMED
    assert state_answering(["Ruritania accepts 140.1."]) == UNNAMED
    assert state_answering(["We accept 140.1. The Government notes 140.2."]) == ""


@pytest.mark.parametrize("words", ["A-", "Aa ", "Aa of Aa ", "Swiftly ", "Chile accepts "])
def test_a_text_of_nothing_but_names_takes_no_longer_than_its_length(words: str) -> None:
    begin = time.process_time()
    state_answering([words * 20_000])
    # Bounded, each takes a tenth to a half of a second here; unbounded, some took minutes.
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("The delegation of Chile", "CHL"),
        ("Iran", "IRN"),
        ("After talks with Peru , Chile", "CHL"),
        ("the recommendation of Chile", ""),
        ("recommendations from the Netherlands", ""),
        ("The Government", ""),
        ("the people of Chile", "CHL"),
    ],
)
def test_the_state_that_ends_the_words_before_a_verb(subject: str, code: str) -> None:
    assert state_speaking(subject) == code


def test_lettered_recommendations_of_the_first_cycle_are_named_as_in_its_reports() -> None:
    read = addendum(
        "Fiji", "2. Fiji accepts recommendations 64 (a) to (c), and notes 64 (e).\n64.f Build roads."
    )
    assert read.positions == {"64.a": "supported", "64.b": "supported", "64.c": "supported", "64.e": "noted"}


def test_a_part_of_a_recommendation_is_told_and_gets_no_position() -> None:
    read = addendum("Fiji", "2. Fiji accepts recommendations 140.1, 140.7 (a), (b) and (d), and 140.8.")
    assert read.positions == {"140.1": "supported", "140.8": "supported"}
    assert [(doubt.code, doubt.values) for doubt in read.doubts] == [
        (Code.RANGE_UNCLEAR, {"range": "140.7 (a), (b) and (d)"})
    ]
