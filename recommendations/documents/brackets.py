"""Brackets that name States, told from those that hold acronyms and remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recommendations.documents.states import states_in

# No bracket of States is longer, in characters; sixty States fit.
LONGEST = 900
# Between brackets that belong together.
NEIGHBOURS = re.compile(r"[\s,;./)(]*(?:and|&)?[\s/)(]*")


@dataclass(frozen=True, slots=True)
class Bracket:
    """`start` and `end` in the text, brackets included; `guesses` as in `states.Named`."""

    start: int
    end: int
    states: tuple[str, ...]
    guesses: tuple[str, ...]

    @property
    def doubt(self) -> str:
        return "Misspelt State: " + "; ".join(self.guesses) if self.guesses else ""


def brackets_of_states(text: str) -> list[Bracket]:
    """Brackets of States in printed order; neighbours "(France) (Iraq)" are one."""
    merged: list[Bracket] = []
    for bracket in _brackets(text):
        if merged and NEIGHBOURS.fullmatch(text, merged[-1].end, bracket.start):
            before = merged.pop()
            states = tuple(dict.fromkeys(before.states + bracket.states))
            guesses = before.guesses + bracket.guesses
            merged.append(Bracket(before.start, bracket.end, states, guesses))
        else:
            merged.append(bracket)
    return merged


def _brackets(text: str) -> Iterator[Bracket]:
    at = 0
    while (start := text.find("(", at)) >= 0:
        bracket = _bracket_at(text, start)
        if bracket:
            yield bracket
        at = bracket.end if bracket else start + 1


def _bracket_at(text: str, start: int) -> Bracket | None:
    for end, inside in _closings(text, start):
        named = states_in(inside)
        if named and (not named.guesses or re.match(r"\s*(?:[;.,(]|$)", text[end:])):
            return Bracket(start, end, named.states, named.guesses)
    return None


def _closings(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Where the bracket at `start` may end, with what it then holds; the nested way first."""
    depth, nested = 0, -1
    for at in range(start, min(len(text), start + LONGEST)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            nested = at
            yield at + 1, text[start + 1 : at]
            break
    # Never closed, closed once too few "(Iran (Islamic Republic of);", or by another mark.
    marks = list(re.finditer(r"[;\])]|\.\s|\.?$", text[start : start + LONGEST]))
    for match in marks[:4]:
        end = start + match.start()
        if end != nested:
            yield end + (match[0] in (")", "]")), text[start + 1 : end]
