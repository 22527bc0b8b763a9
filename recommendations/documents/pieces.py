"""A numbered item cut into its recommendations, each with the States that made it.

"Ratify CPED (France) (Iraq) and recognize its Committee (Uruguay); ratify CRPD (Mexico)" holds
three: France and Iraq said "Ratify CPED", Uruguay "Ratify CPED and recognize its Committee",
Mexico "ratify CRPD".
"""

import re
from dataclasses import dataclass

from recommendations.documents.brackets import Bracket, brackets_of_states
from recommendations.documents.states import states_in
from recommendations.documents.verbs import (
    begins_anew,
    clauses,
    joining,
    only_joins,
    without_joining,
)

# After a bracket: the recommendation ends here, or an alternative to it begins.
ENDS = re.compile(r"\s*(?:[;.]|$)|\s+(?=[A-Z])")
# "; the Optional Protocol …": one more thing to ratify, under the verb that stands before.
OBJECT = re.compile(
    r"[\s;,]*(?:and\s+|as well as\s+)?(?:also\s+)?(?:the\s+)?(?:(?:1951|1954|1961)\s+)?"
    r"(?:[Ss]econd|[Ff]irst|[Tt]hird|[Oo]ptional|Additional|International|Inter-American"
    r"|Conventions?|Rome|Protocol|Hague|Kampala|Palermo|ILO|CAT|CED|CRC|CRPD|CEDAW|ICCPR|ICESCR|ICERD|CERD"
    r"|ICRMW|CMW|CPED|OP-?[A-Z-]+)\b"
)
SLASH = re.compile(r"\s*/\s*(?=[A-Z])")
ALTERNATIVE = re.compile(r"\s*(?:/|,|\bor\b)\s*(?:or\s+)?")
LEADING = re.compile(r"^[\s;,.:/]*(?:(?:and|or|as well as)\s+(?=[a-z]))?(?:also\s+)?")
# "Recommended to South Africa to …" says who speaks to whom, as the heading does.
REPORTED = re.compile(r"^Recommended to [A-Z][A-Za-z ]{2,40}? (?:to|that it)\s+")
AND = re.compile(r"(?<=[;,])\s*(?:and|or)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` without its brackets of States; `doubt` is empty or a sentence."""

    text: str
    states: tuple[str, ...]
    doubt: str = ""


@dataclass(slots=True)
class _Said:
    """A stretch of text up to a bracket, with the text it goes on from."""

    before: str
    text: str
    bracket: Bracket

    @property
    def whole(self) -> str:
        text = self.text.lstrip()
        return self.before.rstrip() + ("" if text[:1] in ",;." else " ") + text


def pieces(text: str) -> list[Piece]:
    """The recommendations of one item, in printed order; at least one."""
    brackets = brackets_of_states(text)
    if not brackets:
        return [_without_bracket(text)]
    sentences = _sentences(text, brackets)
    rest = text[brackets[-1].end :]
    last = sentences[-1][-1]
    if only_joins(last.whole):
        # "sign (Peru) or ratify (Chad) CAT": what is to be ratified follows the last bracket.
        last.text, rest = f"{last.text} {rest}", ""
    found = [piece for sentence in sentences for piece in _completed(sentence)]
    _append_rest(found, rest)
    return [piece for piece in found if piece.text]


def _sentences(text: str, brackets: list[Bracket]) -> list[list[_Said]]:
    """Stretches that go on from one another, together."""
    sentences: list[list[_Said]] = []
    at, open_ = 0, False
    for bracket in brackets:
        words = text[at : bracket.start]
        verbs = joining(sentences[-1][-1].whole) if sentences and OBJECT.match(words) else ""
        if verbs:
            said = _Said(verbs, LEADING.sub("", words.strip()), bracket)
            sentences[-1].append(said)
        elif not open_ or begins_anew(words):
            *over, words = clauses(words)
            sentences += [[_Said("", clause, bracket)] for clause in over]
            sentences.append([_Said("", words, bracket)])
        else:
            last = sentences[-1][-1]
            other = ALTERNATIVE.match(words) and only_joins(last.whole)
            before = "" if other or SLASH.match(words) else last.whole
            sentences[-1].append(_Said(before, words, bracket))
        at = bracket.end
        open_ = not ENDS.match(text, at)
    return sentences


def _completed(sentence: list[_Said]) -> list[Piece]:
    """Pieces of a sentence; "sign (Peru), ratify (Chad) CAT (Mali)" gives each its treaty."""
    found: list[Piece] = []
    for at, said in enumerate(sentence):
        text, doubt = said.whole, said.bracket.doubt
        if only_joins(text):
            following = next((s for s in sentence[at + 1 :] if not only_joins(s.whole)), None)
            if following:
                text = f"{_clean(text)} {without_joining(following.text)}"
                doubt = doubt or "Put together from alternatives that share their end."
        found.append(Piece(_clean(text), said.bracket.states, doubt))
    return found


def _clean(text: str) -> str:
    text = REPORTED.sub("", LEADING.sub("", " ".join(text.split())))
    while text != (shorter := AND.sub("", text.rstrip(" ;,:/"))):
        text = shorter
    return text.removesuffix(".").rstrip(" ;,:/")


def _append_rest(found: list[Piece], rest: str) -> None:
    """Words after the last bracket of States belong to the sentence before it."""
    rest = rest.strip(" ;.,:*")
    if len(rest) < 4 or not re.search(r"[a-z]{3}", rest) or rest.lower() == "and":
        return
    last = found[-1]
    found[-1] = Piece(f"{last.text} {rest}", last.states, "Words follow the recommending State.")


def _without_bracket(text: str) -> Piece:
    """An item whose State lost a bracket "… torture Mexico);", or that names none."""
    name = r"[\s(\[]((?:[A-ZÉÔ][\w’'.-]+(?:\s+(?:of|the|and|de))*\s*){1,6})[)\]]?[\s;.]*$"
    match = re.search(name, text)
    words = match[1].split() if match else []
    for first in range(len(words)):
        named = states_in(" ".join(words[first:]))
        if named and not named.guesses and match:
            rest = text[: match.start(1)] + " ".join(words[:first])
            doubt = "The bracket around the recommending State is incomplete."
            return Piece(_clean(rest.rstrip(" ([{")), named.states, doubt)
    return Piece(_clean(text), (), "No recommending State is named.")
