"""What an addendum answers, by number and by range. The texts are invented."""

import csv
import re
import time
from datetime import date
from pathlib import Path

import pytest

from uprdocs import read_addendum, read_report
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


SOURCE = re.compile(r"^(\d+\.\d+) .*Source of [Pp]osition: .*Para\. ?(\d+)", re.DOTALL)


def by_ohchr(shared: Path, cycle: int) -> dict[str, tuple[str, str]]:
    """Position and paragraph of the addendum by number, from OHCHR’s thematic list, made by hand."""
    path = shared / f"formats/ohchr_thematic_list_cycle{cycle}_slovenia.expected.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [list(row.values()) for row in csv.DictReader(file)]
    matches = [(SOURCE.match(text), row_position) for _theme, text, row_position, *_rest in rows]
    return {match[1]: (row_position.lower(), match[2]) for match, row_position in matches if match}


def test_real_addendum_says_what_ohchr_reads_in_it_paragraph_by_paragraph(shared: Path) -> None:
    """A/HRC/28/15/Add.1, which numbers 115.7 as 7."""
    data = (shared / "formats/addendum_slovenia_A_HRC_28_15_Add1.pdf").read_bytes()
    expected = by_ohchr(shared, 2)
    found = read_addendum(data, numbers=expected)
    assert len(expected) == 163
    # OHCHR has paragraph 4, the addendum prints 141–143 in paragraph 3.
    assert expected["115.141"] == ("supported", "4")
    expected["115.141"] = ("supported", "3")
    assert {
        f"115.{number}": (answer.position, answer.paragraph)
        for answer in found.answers
        for number in answer.numbers
    } == expected
    # What it says to be “implemented or in the process” and tells no more of.
    assert [(doubt.code, doubt.paragraph) for doubt in found.doubts] == [(Code.TWO_CLAIMS, "30")]


def test_real_addendum_answers_each_waiting_recommendation_of_its_report(shared: Path) -> None:
    """A/HRC/43/15 and Add.1: 58 were supported at once; of the other 157, 124 are supported and 33 noted."""
    report = read_report((shared / "formats/wg_report_cycle3_slovenia_A_HRC_43_15.pdf").read_bytes())
    waiting = [r.paragraph for r in report.recommendations if r.position == "pending"]
    data = (shared / "formats/addendum_cycle3_slovenia_A_HRC_43_15_Add1.pdf").read_bytes()
    found = read_addendum(data, numbers=waiting)
    assert (found.symbol, found.issued_on) == ("A/HRC/43/15/Add.1", date(2020, 2, 19))
    assert sorted(found.positions) == sorted(set(waiting))
    positions = list(found.positions.values())
    assert (positions.count("supported"), positions.count("noted")) == (124, 33)
    by_claim: dict[tuple[str, str], int] = {}
    for answer in found.answers:
        key = (answer.paragraph, answer.state_claim)
        by_claim[key] = by_claim.get(key, 0) + len(answer.numbers)
    assert by_claim == {
        # The heading of the paragraph claims nothing; that of the next one does.
        ("3", "none"): 80,
        ("4", "in_process"): 34,
        ("4", "already_implemented"): 10,
        ("5", "none"): 32,
        # “122.54 Slovenia considers this recommendation implemented.”
        ("5", "already_implemented"): 1,
    }
    assert [(doubt.code, doubt.paragraph) for doubt in found.doubts] == [(Code.TWO_CLAIMS, "122.23")]


def test_addendum_in_the_layout_of_these_is_read_whole_for_the_third_review_too(shared: Path) -> None:
    """OHCHR’s list for A/HRC/59/15/Add.1, set as Slovenia sets its addenda: 217 supported, 37 noted."""
    expected = by_ohchr(shared, 4)
    lists = {
        paragraph: ", ".join(n for n, (_position, place) in expected.items() if place == paragraph)
        for paragraph in ("3", "4", "5")
    }
    found = answers(
        "2. Slovenia received 254 recommendations, of which 217 are supported and 37 noted.\n"
        f"Accepted recommendations\n3. The Government accepts the following recommendations {lists['3']}.\n"
        "Accepted recommendations that Slovenia considers already\nimplemented\n"
        f"4. The Government accepts the following recommendations {lists['4']}.\n"
        f"Noted recommendations\n5. For the time being, the Government notes recommendations {lists['5']}."
    )
    assert {
        number: (answer.position, answer.paragraph) for answer in found.answers for number in answer.numbers
    } == expected
    assert [(answer.state_claim, len(answer.numbers)) for answer in found.answers] == [
        ("none", 172),
        ("already_implemented", 45),
        ("none", 37),
    ]
    assert found.doubts == ()


FRONT = """\
Human Rights Council
Fifty-ninth session
16 June–11 July 2025
Agenda item 6
United Nations A/HRC/59/15/Add.1
General Assembly {}
Original: English
1. On 3 March 2024 Ruritania read A/HRC/59/14/Add.1.
2. Ruritania accepts recommendations 140.7, 140.8."""


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Distr.: General\n8 April 2025", date(2025, 4, 8)),
        ("Distr.: General 8 April 2025", date(2025, 4, 8)),
        ("Distr. GENERAL\n8 April 2025", date(2025, 4, 8)),
        ("8 April 2025", date(2025, 4, 8)),
        # Neither the last day of the session nor that of a paragraph.
        ("Distr.: General", None),
    ],
)
def test_day_is_that_of_the_document_and_not_of_the_session(printed: str, day: date | None) -> None:
    found = read_addendum(FRONT.format(printed).encode())
    assert (found.symbol, found.issued_on) == ("A/HRC/59/15/Add.1", day)
    assert found.positions == {"140.7": "supported", "140.8": "supported"}


def test_day_after_the_distribution_counts_where_the_session_breaks_over_two_lines() -> None:
    session = FRONT.replace("16 June–11 July 2025", "16 June to\n11 July 2025")
    assert read_addendum(session.format("Distr.: General\n8 April 2025").encode()).issued_on == date(
        2025, 4, 8
    )


def test_numbers_of_the_report_tell_what_is_outside_and_what_is_left() -> None:
    text = "A/HRC/59/15/Add.1\n1. Ruritania accepts recommendations 140.1 and 140.33."
    found = read_addendum(text.encode(), numbers=["140.1", "140.2", "140.3 (1)", "140.3 (2)"])
    assert found.positions == {"140.1": "supported"}
    assert [(doubt.code, *doubt.values.values()) for doubt in found.doubts] == [
        (Code.NUMBER_OUTSIDE, "140.33"),
        (Code.UNANSWERED, "140.2–140.3"),
    ]
    # Without them only what the addendum itself names can be missed.
    assert set(read_addendum(text.encode()).positions) == {"140.1", "140.33"}


def test_numbers_unlike_all_others_are_left_out_with_a_doubt() -> None:
    """“14.9” is a slip for 140.9 or something else, and 12 is another body’s."""
    found = answers("1. Ruritania accepts recommendations 140.1–140.5, 14.9 and 141.2 and recommendation 12.")
    assert list(found.positions) == ["140.1", "140.2", "140.3", "140.4", "140.5", "141.2"]
    assert [doubt.paragraph for doubt in found.doubts if doubt.code is Code.NUMBER_OUTSIDE] == ["12", "14.9"]


REMAINING = (
    "1. Chad received 9 recommendations, of which 5 were immediately supported. Of the remaining 4 "
    "recommendations, 3 are supported and 1 noted."
)
ANSWERING = "2. Chad accepts recommendations 5.1–5.3.\n3. Chad notes recommendation 5.4."


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        # Of which some were accepted before.
        (REMAINING, []),
        (
            "1. Chad accepts 3 recommendations and takes note of 2.",
            [(Code.COUNT_DIFFERS, 2, "noted", 1)],
        ),
        ("1. Out of 5 recommendations, 3 enjoy the support of Chad.", [(Code.TOTAL_DIFFERS, 5, 4)]),
        # A year, an article and a share of them count nothing.
        ("1. In 2012 Chad accepted 120 recommendations; 85 per cent are done.", []),
    ],
)
def test_what_it_says_of_itself_is_compared_with_what_was_read(
    text: str, doubts: list[tuple[object, ...]]
) -> None:
    doubts_read = answers(f"{text}\n{ANSWERING}").doubts
    assert [(doubt.code, *doubt.values.values()) for doubt in doubts_read] == doubts


@pytest.mark.parametrize(
    "words",
    [
        "Chad accepts the recommendations of the accepted ",
        "((",
        "recommendations 140.1 , which see on the of in ",
        "140.1–140.300, ",
        "140. ",
    ],
)
def test_sentence_without_end_takes_no_long_time_and_answers_nothing(words: str) -> None:
    start = time.process_time()
    found = answers(f"1. {words * (10_000 // len(words))}")
    assert found.positions == {}
    assert time.process_time() - start < 2
