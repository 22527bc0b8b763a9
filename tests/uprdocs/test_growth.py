"""What reading costs grows with the length of a text, whatever is repeated in it: never with its square.

A report or an addendum has 200,000 letters, text of two million is read; at the square of a length a file
of 50 kB would take minutes.
"""

from collections.abc import Callable

import pytest

from tests.support.effort import growth
from tests.support.report_pages import FRONT, report_text
from uprdocs import Unreadable, read_addendum, read_document
from uprdocs.reports.brackets import brackets_of_states, named_without_bracket
from uprdocs.reports.items import LONGEST
from uprdocs.reports.states import states_in

pytestmark = pytest.mark.slow("reads long texts")

# Four times as long takes four times as long; sixteen times would be the square.
AT_MOST = 9.0
# In letters; four times as many are read too. A tenth of a second, or what is measured is the beginning.
SIZE = 12_000

HEADING = "5. The following enjoy the support of Chad:\n"
ADDENDUM = "A/HRC/28/15/Add.1\n1. Chad accepts recommendations 140.1 and 140.2.\n"
# Where a repeated text may stand.
PLACES: dict[str, Callable[[str], str]] = {
    "lists": lambda text: report_text(text),
    "dialogue": lambda text: report_text(f"{HEADING}5.1 Ratify (Cuba);", f"2. {text}"),
    "items": lambda text: report_text(
        HEADING + "".join(f"5.{at} Ratify {part} (Cuba);\n" for at, part in enumerate(parts(text, 2_000), 1))
    ),
    "heading": lambda text: report_text(f"5. The following enjoy the support {text}:\n5.1 Ratify (Cuba);"),
    "later answer": lambda text: report_text(f"{HEADING}5.1 Ratify (Cuba);\n6. It considers that {text}"),
    "footnote": lambda text: report_text(
        f"{HEADING}5.1 Ratify (Cuba);\n* The recommendation as read: {text}"
    ),
    "dialogue pointed at": lambda text: report_text(
        "5. Chad accepts the recommendations in paragraphs 35 (a) and 36.", f"35. France asked {text}"
    ),
    "front page": lambda text: FRONT.replace("review of Chad", f"review of {text}"),
    "sentence of an addendum": lambda text: f"{ADDENDUM}2. {text}\n",
    "sentences of an addendum": lambda text: f"{ADDENDUM}2. {'. The '.join(parts(text, 300))}\n",
    "object of an answer": lambda text: f"{ADDENDUM}2. Chad accepts {text} 140.3 and 140.4.\n",
    "subject of an answer": lambda text: f"{ADDENDUM}2. Recommendations 140.3, 140.4 {text} are accepted.\n",
    "before an answer": lambda text: f"{ADDENDUM}2. {text} accepts recommendations 140.3 and 140.4.\n",
    "paragraphs of an addendum": lambda text: (
        ADDENDUM + "".join(f"{at}. It {part}.\n" for at, part in enumerate(parts(text, 30), 2))
    ),
    "items of an addendum": lambda text: (
        ADDENDUM + "".join(f"140.{at} {part}\nSupported.\n" for at, part in enumerate(parts(text, 100), 1))
    ),
}
# What may be repeated: each of these took the square of its length, or could.
UNITS = (
    "(", ")", "()", "(a ", "(Chad, ", "(Chadd) ", "[", "/", ",", " and ", "1", "1.", "1.1 ", ".", " ", "a ",
    "AaA", "Aa ", "140.1 ", "140.1 (", "140.1–140.5, ", "140.1 (a) ", "“", "’", "*", "; ", ": ", "a-",
    "supported noted ", "except 140.1, ", "is implemented ", "is implemented 140.1 ", "already been ", "to ",
    "not ", "not that ", "which ", "article 5 ", "Sign (Peru)/ratify (Chad) ", "on behalf of ", "para. 1 ",
    "this recommendation ", "recommendation 5 ", "A/HRC/1/1 ", "3 March 2019 ", "(a) ", "the support of ",
    "II. Conclusions and/or recommendations ", "review of the ", "France asked ",
)  # fmt: skip
# In `make test`: those that had been found, each where it had.
FOUND = [
    ("sentence of an addendum", "140.1 "),
    ("sentence of an addendum", "except 140.1, "),
    ("sentence of an addendum", "is implemented "),
    ("sentence of an addendum", "to "),
    ("sentence of an addendum", "already been "),
    ("subject of an answer", "not "),
    ("object of an answer", "this recommendation "),
    ("items of an addendum", "Chad/"),
    ("items", "("),
    ("footnote", "(Chadd) "),
]


def parts(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def read(place: str, unit: str, size: int) -> None:
    """The document is read or refused: both take time."""
    data = PLACES[place](unit * (size // len(unit))).encode()
    try:
        (read_addendum if "A/HRC/28/15/Add.1" in PLACES[place]("") else read_document)(data)
    except Unreadable:
        return


@pytest.mark.parametrize(("place", "unit"), FOUND)
def test_a_text_of_repetitions_is_read_in_step_with_its_length(place: str, unit: str) -> None:
    assert growth(lambda size: read(place, unit, size), SIZE) <= AT_MOST


@pytest.mark.soak
@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_repeated_is_read_in_step_with_its_length(place: str) -> None:
    ratios = {unit: growth(lambda size, unit=unit: read(place, unit, size), SIZE) for unit in UNITS}
    assert {unit: ratio for unit, ratio in ratios.items() if ratio > AT_MOST} == {}


@pytest.mark.parametrize("unit", ["(", "(a", "()", "(Chadd, ", "(Chadd) ", "((a) ", "1.", ",", " ", "AaA"])
@pytest.mark.parametrize("reader", [brackets_of_states, named_without_bracket, states_in])
def test_an_item_is_searched_for_states_in_step_with_its_length(
    reader: Callable[[str], object], unit: str
) -> None:
    def search(size: int) -> None:
        for at in range(20):
            # Not one that is remembered.
            reader(f" A{size}{at} {unit * (size // len(unit))}!")

    assert growth(search, LONGEST // 4) <= AT_MOST
