"""The answers in an addendum (A/HRC/…/Add.1): positions on recommendations by number.

Addenda have no fixed form. A sentence answers recommendations by number or range (“accepts
recommendations 1–5, 14–16”), a heading or an introduction the list below it, and the prose under a
number that one recommendation (`answers`). Numbers are as printed: an addendum may number
recommendations differently from the report. What could not be read is a doubt, never a position.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from uprdocs.messages import Doubt
from uprdocs.model import Line, Position, StateClaim
from uprdocs.reports.answers.blocks import blocks
from uprdocs.reports.answers.checks import answers_within, doubts_about
from uprdocs.reports.answers.collect import content_of
from uprdocs.reports.front_page import DAY, first_day_in
from uprdocs.reports.states import state_called

_SYMBOL = re.compile(r"A/HRC/\d+/\d+/Add\.\d+")
# The front page ends with the first numbered paragraph.
_FIRST_PARAGRAPH = re.compile(r"\s*1\.\s+\S")
# “Distr.: General 8 April 2025”, and a line that is nothing but a day.
_DISTRIBUTED = re.compile(r"Distr\.?\s*:?\s*(?:General|GENERAL|Limited|Restricted)?\s+" + DAY)
_ALONE = re.compile(r"\s*" + DAY + r"\s*")
# “16 June–11 July 2025” is a session.
_SESSION = re.compile(r"\d{1,2}(?:\s+[A-Z][a-z]+(?:\s+\d{4})?)?\s*(?:[-–—]|to)\s*" + DAY)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the State under review to some recommendations.

    `numbers`: as printed, with ranges expanded; `words`: the sentence or heading with the answer;
    `paragraph`: of the addendum, "" where it has no number.
    """

    numbers: tuple[str, ...]
    position: Position
    state_claim: StateClaim
    words: str
    page: int
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Addendum:
    """The answers of one addendum in order; `symbol` is empty if not printed.

    `issued_on`: the day printed on the first page, or None.
    """

    symbol: str
    answers: tuple[Answer, ...]
    doubts: tuple[Doubt, ...]
    issued_on: date | None = None

    @property
    def positions(self) -> dict[str, Position]:
        """Positions by number as printed. Of two answers to one number the later counts."""
        return {number: answer.position for answer in self.answers for number in answer.numbers}


def read_answers(
    pages: Iterable[Iterable[Line]],
    *,
    symbol: str = "",
    numbers: Collection[str] = (),
    issued_on: date | None = None,
    state_under_review: str = "",
) -> Addendum:
    """The answers in pages of body lines, of the shape that `pdf.read_pdf` returns.

    `numbers`: of the report that the addendum answers, if they are known. Then a number that is not
    among them is left out, and each that is not answered is a doubt. `state_under_review`: its ISO code,
    where the front page names it; what another State says is no answer.
    """
    parts = blocks(line for lines in pages for line in lines)
    content = answers_within(content_of(parts, state_under_review), numbers)
    answers = tuple(
        Answer(answer.numbers, answer.position, answer.claim, answer.words, answer.page, answer.paragraph)
        for answer in content.answers
    )
    return Addendum(symbol, answers, tuple(doubts_about(content, numbers)), issued_on)


def symbol_in(text: str) -> str:
    """The symbol of the addendum as printed: A/HRC/28/15/Add.1, or ""."""
    match = _SYMBOL.search(text)
    return match[0] if match else ""


def front_of(lines: Iterable[str]) -> list[str]:
    """The lines of the front page: those before the first numbered paragraph."""
    front = []
    for line in lines:
        if _FIRST_PARAGRAPH.match(line):
            break
        front.append(line)
    return front


def state_on(front: Iterable[str]) -> str:
    """The code of the State that a line of the front page names, alone or with a footnote mark; or ""."""
    return next((code for line in front if (code := state_called(line.strip(" *†")))), "")


def issue_day(front: list[str]) -> date | None:
    """The day on which the addendum was issued; never a day of the session it was written for."""
    text = " ".join(front)
    if match := _DISTRIBUTED.search(text):
        return first_day_in(match[0])
    alone = next((line for line in front if _ALONE.fullmatch(line)), "")
    return first_day_in(alone or _SESSION.sub(" ", text))
