"""Lists of recommendations in a sentence: “140.1–5, 140.9 (Chile) and 12”, with ranges written out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from uprdocs.reports.answers.tokens import RECOMMENDATIONS, PrintedToken, TokenKind

# No list of a report is longer.
LONGEST_RANGE = 400
# In tokens: “(United Kingdom of Great Britain and Northern Ireland, …)”, and words of the recommendation.
_LONGEST_BRACKET = 120
# In tokens, between “recommendations” and a number with letters.
_NEAR = 6
# “(Chile, Iran (Islamic Republic of))” is two deep.
_DEEPEST_BRACKET = 4
_RANGE_WORDS = frozenset(("–", "-", "to", "through", "until", "till"))
_JOINING = frozenset((",", ";", "and", "&", "or", "/", "plus"))
_BEFORE_NUMBERS = frozenset(
    re.findall(
        r"[\w’'-]+",
        "no nos number numbers numbered paragraph paragraphs para paras in under",
    )
)
_SHORTENED = frozenset(["rec", "recs", "no", "nos", "para", "paras"])
# “5 other recommendations” counts.
_COUNTED = RECOMMENDATIONS | frozenset(
    ["other", "others", "more", "further", "additional", "of", "new", "such"]
)


@dataclass(slots=True)
class NumberList:
    """A list of recommendations; `start`, `end`: its tokens.

    `numbers`: as printed, ranges written out, a number that continues a list in full (“140.7, 9” is 140.7
    and 140.9). `flaws`: what of it could not be read. `is_headed`: “recommendations 1, 2”; `is_choice`:
    “140.7 or 140.8”; `is_dotted`: one at least has the paragraph of its list.
    """

    start: int
    end: int
    numbers: list[str] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    is_headed: bool = False
    is_choice: bool = False
    is_dotted: bool = True


def number_lists(tokens: Sequence[PrintedToken]) -> list[NumberList]:
    """All lists of recommendations in a sentence, in order."""
    groups = []
    at = 0
    while at < len(tokens):
        if tokens[at].is_number or tokens[at].kind is TokenKind.PART:
            group = _group_at(tokens, at)
            if not (group.numbers or group.flaws):
                pass
            elif group.is_dotted or group.is_headed or _is_list_after_colon(tokens, group):
                groups.append(group)
            at = group.end
        else:
            at += 1
    return groups


def _is_list_after_colon(tokens: Sequence[PrintedToken], group: NumberList) -> bool:
    before = tokens[group.start - 1].text if group.start else ":"
    return before in (":", "–") and len(group.numbers) > 1


def _group_at(tokens: Sequence[PrintedToken], start: int) -> NumberList:
    group = NumberList(start, start, is_headed=_is_headed(tokens, start))
    at: int | None = start
    while at is not None and (end := _element(tokens, at, group)) is not None:
        group.end = end
        at = _after_joint(tokens, end)
        group.is_choice |= "or" in [token.word for token in tokens[end:at]] if at else False
    group.numbers = list(dict.fromkeys(group.numbers))
    group.end = max(group.end, start + 1)
    return group


def _is_headed(tokens: Sequence[PrintedToken], at: int) -> bool:
    if tokens[at].kind is TokenKind.LETTERED:
        # “recommendations contained in paragraph 64 (a)”
        return any(token.word in RECOMMENDATIONS for token in tokens[max(0, at - _NEAR) : at])
    before = at - 1
    while before >= 0 and (
        tokens[before].word in _BEFORE_NUMBERS
        or tokens[before].text == ":"
        or (tokens[before].text == "." and tokens[before - 1].word in _SHORTENED)
    ):
        before -= 1
    return before >= 0 and tokens[before].word in RECOMMENDATIONS


def _element(tokens: Sequence[PrintedToken], at: int, group: NumberList) -> int | None:
    """Add the number or range at `at` to the group; the index after it, None if none stands there."""
    first = tokens[at]
    if first.kind is TokenKind.PART:
        group.flaws.append(first.text)
        return at + 1
    if not first.is_number or _is_count(tokens, at, group):
        return None
    if first.kind is TokenKind.DOTTED:
        group.is_dotted = True
    elif at == group.start:
        group.is_dotted = False
    if first.kind is TokenKind.LETTERED:
        group.numbers += lettered_numbers(first.text)
        return _after_brackets(tokens, at + 1)
    return _after_brackets(tokens, _range(tokens, at, group))


def _range(tokens: Sequence[PrintedToken], at: int, group: NumberList) -> int:
    """Add the number or range at `at` to the group; the index after it."""
    begin, end = _broken_number(tokens, at, group)
    last = ""
    if end + 1 < len(tokens) and tokens[end].word in _RANGE_WORDS and tokens[end + 1].is_number:
        if not group.numbers:
            group.numbers.append(_in_full(begin, group))
        last, end = _broken_number(tokens, end + 1, group)
    numbers, flaw = written_out(_in_full(begin, group), last)
    group.numbers += numbers
    if flaw:
        group.flaws.append(flaw)
    return end


def _is_count(tokens: Sequence[PrintedToken], at: int, group: NumberList) -> bool:
    """Whether the number counts what follows it: “5 other recommendations”, “3 of these”."""
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    is_counting = following in _COUNTED and not (following == "of" and group.is_headed)
    return tokens[at].kind is TokenKind.PLAIN and is_counting


def _broken_number(tokens: Sequence[PrintedToken], at: int, group: NumberList) -> tuple[str, int]:
    """The number at `at` and the index after it; “80.” and “7” on the next line are 80.7."""
    number = tokens[at].text
    prefix = group.numbers[-1].rpartition(".")[0] if group.numbers else ""
    if prefix == number and [token.kind for token in tokens[at + 1 : at + 3]] == [
        TokenKind.MARK,
        TokenKind.PLAIN,
    ]:
        return f"{number}.{tokens[at + 2].text}", at + 3
    return number, at + 1


def _in_full(number: str, group: NumberList) -> str:
    """“9” after “140.7” is 140.9; after a larger number it is printed wrong, and stays as it is."""
    if "." in number or not group.numbers or "." not in group.numbers[-1]:
        return number
    prefix, _, before = group.numbers[-1].rpartition(".")
    return f"{prefix}.{number}" if int(number) > int(before) else number


def written_out(first: str, last: str) -> tuple[list[str], str]:
    """The numbers from `first` to `last` (“” for a single one), and the range if it cannot be read.

    A range from one list into another gives its ends, one that runs backwards only where it begins.
    """
    if not last:
        return [first], ""
    prefix, dot, begin = first.rpartition(".")
    last_prefix, _, end = last.rpartition(".")
    if last_prefix and last_prefix != prefix:
        return [first, last], f"{first}–{last}"
    if not int(begin) <= int(end) < int(begin) + LONGEST_RANGE:
        return [first], f"{first}–{last}"
    return [f"{prefix}{dot}{number}" for number in range(int(begin), int(end) + 1)], ""


def lettered_numbers(printed_list: str) -> list[str]:
    """“64 (a) to (c) and (f)” → 64.a, 64.b, 64.c, 64.f, as reports name them."""
    paragraph = re.match(r"\d+", printed_list)
    letters: list[str] = []
    for link, letter in re.findall(r"(–|-|to)?\s?\(([a-z]{1,2})\)", printed_list):
        is_range = link and letters and len(letters[-1]) == len(letter) == 1
        first = ord(letters[-1]) + 1 if is_range else ord(letter[0])
        letters += [chr(code) for code in range(first, ord(letter[0]))] if is_range else []
        letters.append(letter)
    return [f"{paragraph[0]}.{letter}" for letter in letters] if paragraph else []


def _after_brackets(tokens: Sequence[PrintedToken], at: int) -> int:
    """The index after the recommending States in brackets, “(Chile) (Iran (Islamic Republic of))”."""
    while at < len(tokens) and tokens[at].text == "(":
        end = closing_bracket(tokens, at)
        inside = tokens[at + 1 : end]
        if not inside or any(token.is_number for token in inside) or not inside[0].text[0].isupper():
            break
        at = end + 1
    return at


def closing_bracket(tokens: Sequence[PrintedToken], at: int) -> int:
    """The index of the bracket that closes the one at `at`; of the last token near it, if none does."""
    depth, end = 0, min(at + _LONGEST_BRACKET, len(tokens))
    for place in range(at, end):
        depth += (tokens[place].text == "(") - (tokens[place].text == ")")
        if depth == 0:
            return place
        if depth > _DEEPEST_BRACKET:
            break
    return end - 1


def _after_joint(tokens: Sequence[PrintedToken], at: int) -> int | None:
    """The index of the number that continues the list after “,”, “and”, “as well as”; None at its end."""
    begin = at
    while at < len(tokens) and (tokens[at].word in _JOINING or _as_well_as(tokens, at)):
        at += 3 if _as_well_as(tokens, at) else 1
    if at == begin or at >= len(tokens) or not (tokens[at].is_number or tokens[at].kind is TokenKind.PART):
        return None
    return at


def _as_well_as(tokens: Sequence[PrintedToken], at: int) -> bool:
    return [token.word for token in tokens[at : at + 3]] == ["as", "well", "as"]


def compact(numbers: Sequence[str]) -> str:
    """Numbers for a sentence, with ranges: “140.1–140.3, 140.7”."""
    runs: list[list[str]] = []
    for number in sorted(numbers, key=_order):
        if runs and _order(number) == (*_order(runs[-1][-1])[:-1], _order(runs[-1][-1])[-1] + 1):
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", number)))
