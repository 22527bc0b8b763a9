"""What an addendum answers, by number and by range. The texts are invented."""

from datetime import date
from pathlib import Path

import pytest

from uprdocs import read_addendum
from uprdocs.messages import Code
from uprdocs.model import Line
from uprdocs.reports.addendum import Addendum, read_answers, symbol_in
from uprdocs.reports.answers.numbers import number_lists
from uprdocs.reports.answers.tokens import tokens_of


def answers(text: str) -> Addendum:
    lines = [Line(line, 1) for line in text.strip().splitlines()]
    return read_answers([lines])


@pytest.mark.parametrize(
    ("numbers", "expected", "unclear"),
    [
        ("1–3, 5", ["1", "2", "3", "5"], []),
        ("14– 16 and 20", ["14", "15", "16", "20"], []),
        ("124.4–124.6", ["124.4", "124.5", "124.6"], []),
        ("124.4-6", ["124.4", "124.5", "124.6"], []),
        ("124.9 to 124.11", ["124.9", "124.10", "124.11"], []),
        ("124.9, 11 and 14", ["124.9", "124.11", "124.14"], []),
        # What runs backwards may be “9–17” or “9–7” or anything.
        ("9–7", ["9"], ["9–7"]),
        ("124.130–14", ["124.130"], ["124.130–14"]),
        # How far the first list goes is not printed.
        ("124.1–125.3", ["124.1", "125.3"], ["124.1–125.3"]),
        ("124.1 (a) and 124.2", ["124.2"], ["124.1 (a)"]),
        ("1–900", ["1"], ["1–900"]),
    ],
)
def test_ranges_are_written_out(numbers: str, expected: list[str], unclear: list[str]) -> None:
    [group] = number_lists(tokens_of(f"recommendations {numbers}"))
    assert (group.numbers, group.flaws) == (expected, unclear)
    assert list(answers(f"1. Ruritania accepts recommendations {numbers}.").positions) == expected
    assert [
        doubt.values["range"]
        for doubt in answers(f"1. Ruritania accepts recommendations {numbers}.").doubts
        if doubt.code is Code.RANGE_UNCLEAR
    ] == unclear


@pytest.mark.parametrize(
    ("sentence", "positions"),
    [
        ("1. Ruritania accepts recommendations 1–3.", {"1": "supported", "3": "supported"}),
        ("1. Ruritania supports the recommendations 110.4 and 110.7.",
         {"110.4": "supported", "110.7": "supported"}),
        ("1. Ruritania does not accept recommendation 12.", {"12": "noted"}),
        ("1. Recommendations 12 and 13 do not enjoy the support of Ruritania.",
         {"12": "noted", "13": "noted"}),
        ("1. Ruritania takes note of recommendations 4, 9.", {"4": "noted", "9": "noted"}),
        ("1. Ruritania cannot support recommendation 110.2.", {"110.2": "noted"}),
        ("1. Ruritania partially accepts recommendation 8.", {"8": "partially_supported"}),
        ("1. Ruritania rejects recommendation 8.", {"8": "noted"}),
        ("1. See recommendation 24, which Ruritania accepts.", {}),
        ("1. The Working NumberList made recommendations 1 to 9.", {}),
    ],
)  # fmt: skip
def test_sentence_gives_the_position(sentence: str, positions: dict[str, str]) -> None:
    found = answers(sentence).positions
    assert {number: found.get(number) for number in positions} == positions
    assert bool(found) == bool(positions)


def test_list_over_several_lines_is_one_list() -> None:
    found = answers("3. Ruritania accepts the recommendations 1–2, 14–\n16, 20, 31.")
    assert list(found.positions) == ["1", "2", "14", "15", "16", "20", "31"]


def test_heading_answers_where_the_sentence_only_lists() -> None:
    found = answers(
        """
        II. Recommendations that do not enjoy the support
        5. Recommendations 6–7, 9.
        """
    )
    assert found.positions == {"6": "noted", "7": "noted", "9": "noted"}


def test_claim_stands_in_the_heading_or_in_the_same_paragraph() -> None:
    [done] = answers(
        "I. Accepted recommendations that Ruritania considers\nalready implemented\n"
        "2. Ruritania accepts recommendations 4, 5."
    ).answers
    assert done.state_claim == "already_implemented"
    [going_on] = answers(
        "2. Ruritania accepts recommendation 4. It is in the process of implementation."
    ).answers
    assert going_on.state_claim == "in_process"


def test_two_claims_at_once_are_a_doubt() -> None:
    found = answers(
        "2. Ruritania accepts recommendation 4. It is already implemented or in the process of it."
    )
    assert [(doubt.paragraph, str(doubt)) for doubt in found.doubts] == [
        ("4", "The addendum says of these at once that they are done and being done.")
    ]


def test_number_answered_twice_is_a_doubt_and_the_later_counts() -> None:
    found = answers("1. Ruritania accepts recommendation 4.\n2. Ruritania notes recommendation 4.")
    assert found.positions == {"4": "noted"}
    assert [str(doubt) for doubt in found.doubts] == ["It is answered twice: “supported” and “noted”."]


def test_count_that_differs_from_what_is_named_is_a_doubt() -> None:
    text = "1. Ruritania accepts {} recommendations.\n2. Ruritania accepts recommendations 4, 5."
    assert answers(text.format(2)).doubts == ()
    [doubt] = answers(text.format(3)).doubts
    assert str(doubt) == "It says that 3 recommendations are “supported”, and names 2."


def test_explanations_of_single_recommendations_answer_nothing_again() -> None:
    found = answers(
        "2. Ruritania notes recommendation 6.\nRec. 6 A law is planned that supports recommendation 7."
    )
    assert found.positions == {"6": "noted"}


def test_symbol_is_that_of_the_addendum() -> None:
    assert symbol_in("United Nations A/HRC/28/15/Add.1") == "A/HRC/28/15/Add.1"
    assert symbol_in("United Nations A/HRC/28/15") == ""


def test_real_addendum_names_as_many_as_it_says(shared: Path) -> None:
    """Slovenia 2014: 142 accepted, 21 noted; it says so itself in its second paragraph."""
    data = (shared / "formats/addendum_slovenia_A_HRC_28_15_Add1.pdf").read_bytes()
    found = read_addendum(data)
    assert found.symbol == "A/HRC/28/15/Add.1"
    positions = list(found.positions.values())
    assert (positions.count("supported"), positions.count("noted")) == (142, 21)
    assert found.positions["14"] == "supported"
    assert found.positions["163"] == "noted"
    assert [(answer.paragraph, answer.state_claim, len(answer.numbers)) for answer in found.answers] == [
        ("3", "none", 70),
        # “Rec. 18 We consider that this recommendation is implemented.”
        ("4", "already_implemented", 3),
        ("4", "in_process", 69),
        ("5", "none", 21),
    ]
    assert found.issued_on == date(2015, 3, 4)
