"""Finding the brackets that name States, among others with acronyms and remarks."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from uprdocs.messages import Code, Message
from uprdocs.reports.states import state_at_start, states_in

# The maximum length of a bracket of States, in characters; sixty States fit.
LONGEST = 900
# Brackets within one of States, and itself: five States have one in their names.
NESTED_AT_MOST = 16
EITHER_BRACKET = re.compile("[()]")
# Where a bracket may end that is not closed; of these, so many are tried.
CLOSING_MARK = re.compile(r"[;\])]|\.\s|\.$")
MARKS_TRIED = 4
# After a bracket with a name that had to be guessed at.
GOES_NO_FURTHER = re.compile(r"\s*(?:[;.,(]|$)")
# The text between two brackets that belong together.
NEIGHBOURS = re.compile(r"[\s,;./)(]*+(?:and|&)?[\s/)(]*+")
# "… torture Mexico);": the last words of an item, in capital letters.
LAST_WORDS = re.compile(
    r"[\s(\[]((?:[A-ZÉÔ][\w’'.-]++(?:\s++(?:of|the|and|de)\b)*+\s*+){1,6})[)\]]?[\s;.]*+$"
)
# "With regard to the recommendation of Peru reflected in paragraph 3, Chad would build roads".
TAKEN_UP = re.compile(
    r"With regards? to the recommendation (?:of|by) (?:the )?(.{3,60}?) "
    r"(?:reflected|contained|included) in .{3,60}?, .{3,60}? (?:would|can|will|should) "
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """`start` and `end`: indices in the text, brackets included; `guesses` as in `StatesRead`."""

    start: int
    end: int
    states: tuple[str, ...]
    guesses: tuple[Message, ...]

    @property
    def doubt(self) -> Message | None:
        return Message(Code.STATE_MISSPELT, {"guesses": self.guesses}) if self.guesses else None


def brackets_of_states(text: str) -> list[Bracket]:
    """Brackets of States in printed order; neighbours "(France) (Iraq)" are merged."""
    brackets: list[Bracket] = []
    for bracket in _brackets(text):
        if brackets and NEIGHBOURS.fullmatch(text, brackets[-1].end, bracket.start):
            before = brackets.pop()
            states = tuple(dict.fromkeys(before.states + bracket.states))
            guesses = before.guesses + bracket.guesses
            brackets.append(Bracket(before.start, bracket.end, states, guesses))
        else:
            brackets.append(bracket)
    return brackets


def _brackets(text: str) -> Iterator[Bracket]:
    marks = BracketMarks(text)
    at = 0
    while (start := text.find("(", at)) >= 0:
        bracket = _bracket_at(text, start, marks)
        if bracket:
            yield bracket
        at = bracket.end if bracket else start + 1


def _bracket_at(text: str, start: int, marks: "BracketMarks") -> Bracket | None:
    for end, inside in marks.closings(start):
        reading = states_in(inside)
        if reading and (not reading.guesses or GOES_NO_FURTHER.match(text, end)):
            return Bracket(start, end, reading.states, reading.guesses)
    return None


class BracketMarks:
    """Where the brackets of a text may end: found once for all of them, or many would take their square."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.opened: list[int] = []
        self.balanced: dict[int, int] = {}
        still_open: list[int] = []
        for match in EITHER_BRACKET.finditer(text):
            if match[0] == "(":
                self.opened.append(match.start())
                still_open.append(match.start())
            elif still_open:
                self.balanced[still_open.pop()] = match.start()
        self.marks = [(match.start(), match[0]) for match in CLOSING_MARK.finditer(text)]

    def closings(self, start: int) -> Iterator[tuple[int, str]]:
        """Possible ends of the bracket at `start`, each with its content; the balanced one first."""
        text, farthest = self.text, min(len(self.text), start + LONGEST)
        balanced = self.balanced.get(start, -1)
        if 0 <= balanced < farthest and self._may_be_states(start, balanced):
            yield balanced + 1, text[start + 1 : balanced]
        # It may not be closed, be closed once too few "(Iran (Islamic Republic of);", or by another mark.
        first = bisect_left(self.marks, (start,))
        near = [place for place in self.marks[first : first + MARKS_TRIED] if place[0] < farthest]
        for end, mark in [*near, (farthest, "")][:MARKS_TRIED]:
            if not self._may_be_states(start, end):
                break
            if end != balanced:
                yield end + (mark in (")", "]")), text[start + 1 : end]

    def _may_be_states(self, start: int, end: int) -> bool:
        return bisect_left(self.opened, end) - bisect_left(self.opened, start) <= NESTED_AT_MOST


@dataclass(frozen=True, slots=True)
class NamedOutside:
    """The text of an item without States that it names outside brackets, with a doubt."""

    text: str
    states: tuple[str, ...]
    doubt: Code


def named_without_bracket(text: str) -> NamedOutside:
    """Read an item without a complete bracket: its State may be in the sentence, or missing."""
    take_up = TAKEN_UP.match(text)
    state = state_at_start(take_up[1]) if take_up else ""
    if take_up and state:
        return NamedOutside(text[take_up.end() :], (state,), Code.WORDS_OF_STATE_UNDER_REVIEW)
    match = LAST_WORDS.search(text)
    words = match[1].split() if match else []
    for first in range(len(words)):
        reading = states_in(" ".join(words[first:]))
        if reading and not reading.guesses and match:
            rest = text[: match.start(1)] + " ".join(words[:first])
            return NamedOutside(rest.rstrip(" ([{"), reading.states, Code.BRACKET_INCOMPLETE)
    return NamedOutside(text, (), Code.NO_STATE)
