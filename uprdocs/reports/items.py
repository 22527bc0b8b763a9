"""Splitting a numbered item into its recommendations, each with the States that made it.

A bracket of States follows their words, and the sentence may continue for other States:
"Ratify CPED (France, Iraq) and recognize its Committee (Uruguay, Iraq); ratify CRPD (Mexico)".
France said "Ratify CPED", Uruguay and Iraq "Ratify CPED and recognize its Committee", Mexico
"ratify CRPD". So the recommendation of a State consists of the stretches with its name, and of those
before the first of them, unless that one begins a new sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uprdocs.messages import Code, Message
from uprdocs.reports.brackets import Bracket, brackets_of_states, named_without_bracket
from uprdocs.reports.verbs import (
    ANY,
    all_verbs,
    begins_anew,
    clauses,
    joining,
    only_joins,
    parts_of_list,
    without_joining,
)

# In characters; the longest item in the corpus has 2,700.
LONGEST = 5_000
# After a bracket: the end of the recommendation, or the beginning of another.
ENDS = re.compile(r"\s*(?:[;.]|$)|\s+(?=[A-Z])")
# "; the Optional Protocol …": another object of the verb before it.
OBJECT = re.compile(
    r"[\s;,]*(?:and\s+|as well as\s+)?(?:also\s+)?(?:the\s+)?(?:(?:1951|1954|1961)\s+)?"
    r"(?:[Ss]econd|[Ff]irst|[Tt]hird|[Oo]ptional|Additional|International|Inter-American"
    r"|Conventions?|Rome|Protocol|Hague|Kampala|Palermo|ILO|CAT|CED|CRC|CRPD|CEDAW|ICCPR|ICESCR|ICERD|CERD"
    r"|ICRMW|CMW|CPED|OP-?[A-Z-]+)\b"
)
# "Sign (Peru)/ratify (Chad) CAT": alternative verbs; "Sign (Peru) and ratify …": additional ones.
OTHER = re.compile(r"\s*(?:[/,;]|or\b)")
TOO = re.compile(r"\s*and\b")
SLASH = re.compile(r"\s*/\s*(?=[A-Z])")
# "Introduce (Peru) the reform", "Step up efforts (Peru) to …", "The removal of (Peru) …": the words
# before the bracket need those after it.
NEEDED = re.compile(r"\s*(?:the|an?|its|their|any|all|of)\b")
TO = re.compile(r"\s*to\b")
UNFINISHED = re.compile(r"\b(?:of|to|for|with|against|the|from|into)\s*$")
# The end of an object shared by several verbs: "CAT, and create …", "CED, ensuring …".
SHARED_END = re.compile(
    rf"\s*;|,?\s+(?:and|as well as)\s+(?:to\s+)?(?:{ANY}|\w+ing\b)"
    r"|,\s+(?!aiming|including|concerning|relating)\w+ing\b"
)
# "and continue …" belongs to the same State's words before it; ", continue" and "and to continue" do not.
AND_DO = re.compile(r"\s*,?\s*and\s+(?!to\b|that\b)")
# "… and the Optional Protocol thereto" refers to the words before it.
LEANS = re.compile(r"\bthereto\b|^\W*(?:and|as well as) its\b")
LEADING = re.compile(r"^[\s;,.:/]*(?:(?:and|or|as well as)\s+(?=[a-z]))?(?:also\s+)?")
# "Recommended to South Africa to …" repeats the heading.
REPORTED = re.compile(
    rf"^Recommended (?:to|that) [A-Z][A-Za-z ]{{2,40}}? (?:to\s+|that it\s+|(?={ANY}))"
    r"|^(?:With regards? to|Regarding|Concerning) the recommendation to\s+"
)
# Here the words after the bracket are the answer of the State under review.
ANSWERED = re.compile(r"^(?:With regards? to|Regarding|Concerning) the recommendation\b")
# "The country offered the following comments: …" is not part of the recommendation.
COMMENT = re.compile(r"(?:The|This|[A-Z]\w+ (?:considers?|stated|notes?|has|is)) (?:\S+ ){5}")
AND = re.compile(r"(?<=[;,])\s*(?:and|or)$")
LINKS = {"ratification": "of", "process": "of", "signature": "of", "accession": "to", "party": "to"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A recommendation: `text` without its brackets of States, and a doubt or None."""

    text: str
    states: tuple[str, ...]
    doubt: Message | None = None


@dataclass(slots=True)
class _Stretch:
    """Words up to a bracket of States (None: up to the end of the item).

    `opens`: the words before do not belong to it; `apart`: not even if the same State said both;
    `verbs`: verbs of an earlier stretch that apply to it; `dangles`: the object of its verbs is in a
    later stretch.
    """

    words: str
    bracket: Bracket | None
    opens: bool = False
    apart: bool = False
    verbs: str = ""
    dangles: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        return self.bracket.states if self.bracket else ()


def pieces(text: str) -> list[Piece]:
    """The recommendations of one item, in printed order; none if it consists of brackets."""
    if len(text) > LONGEST:
        return [Piece(text, (), Message(Code.TOO_LONG_TO_DIVIDE))]
    brackets = brackets_of_states(text)
    if not brackets:
        outside = named_without_bracket(text)
        return [Piece(_clean(outside.text), outside.states, Message(outside.doubt))]
    sentences = _sentences(text, brackets)
    rest = text[brackets[-1].end :]
    last = sentences[-1][-1]
    last.dangles = only_joins(last.words) or all_verbs(last.words)
    if last.dangles:
        # "sign (Peru) or ratify (Chad) CAT": the object is after the last bracket.
        sentences[-1].append(_Stretch(rest, None))
        rest = ""
    all_pieces = [piece for sentence in sentences for piece in _pieces_of_sentence(sentence)]
    if not ANSWERED.match(text):
        _append_rest(all_pieces, rest)
    return [
        Piece(words, piece.states, piece.doubt)
        for piece in all_pieces
        for part in parts_of_list(piece.text)
        if (words := _clean(part))
    ]


def _sentences(text: str, brackets: list[Bracket]) -> list[list[_Stretch]]:
    """The stretches of an item, grouped into sentences."""
    sentences: list[list[_Stretch]] = []
    at, open_ = 0, False
    for bracket in brackets:
        words = text[at : bracket.start]
        sentence = sentences[-1] if sentences else []
        stretch = _following(sentence, words, bracket, open_=open_)
        if stretch:
            sentence.append(stretch)
        else:
            *over, words = clauses(words)
            sentences += [[_Stretch(clause, bracket, opens=True)] for clause in over]
            sentences.append([_Stretch(words, bracket, opens=True)])
        at = bracket.end
        open_ = not ENDS.match(text, at)
    return sentences


def _following(sentence: list[_Stretch], words: str, bracket: Bracket, *, open_: bool) -> _Stretch | None:
    """The next stretch of the sentence; None if it begins another sentence."""
    if not sentence:
        return None
    last, whole = sentence[-1], _words(sentence, _way_to(sentence, len(sentence) - 1))
    verbs = joining(whole)
    only_verbs = only_joins(whole) or (open_ and all_verbs(whole))
    if verbs and not only_verbs and OBJECT.match(words) and not LEANS.search(words):
        return _Stretch(words, bracket, opens=True, apart=True, verbs=verbs)
    if not open_ and not only_verbs:
        return None
    last.dangles = only_verbs or _needs(whole, words)
    if last.dangles:
        is_alternative = (OTHER.match(words) or SLASH.match(words)) is not None
        opens = is_alternative or bool(TOO.match(words) or TO.match(words))
        return _Stretch(words, bracket, opens=opens, apart=is_alternative)
    opens = begins_anew(words) or bool(SLASH.match(words))
    return _Stretch(words, bracket, opens=opens, apart=opens and not AND_DO.match(words))


def _needs(whole: str, following: str) -> bool:
    """Whether a sentence is incomplete without the words after its bracket."""
    short = len(whole.split()) < 5
    return bool(UNFINISHED.search(whole) or NEEDED.match(following) or (short and TO.match(following)))


def _pieces_of_sentence(sentence: list[_Stretch]) -> Iterator[Piece]:
    """The recommendation of each State in the sentence; equal ones are merged."""
    ways: list[tuple[str, list[int]]] = []
    for at, stretch in enumerate(sentence):
        for state in stretch.states:
            way = next((way for way_state, way in reversed(ways) if way_state == state), None)
            if way is None or stretch.apart:
                ways.append((state, _way_to(sentence, at)))
            else:
                way.append(at)
    states_by_way: dict[tuple[int, ...], list[str]] = {}
    for state, way in ways:
        states_by_way.setdefault(tuple(way), []).append(state)
    for indices, states in states_by_way.items():
        yield _piece(sentence, indices, tuple(states))


def _way_to(sentence: list[_Stretch], at: int) -> list[int]:
    """The indices of a stretch and of those before it that belong to it."""
    first = at
    while not sentence[first].opens:
        first -= 1
    return list(range(first, at + 1))


def _piece(sentence: list[_Stretch], indices: tuple[int, ...], states: tuple[str, ...]) -> Piece:
    stretches = [sentence[at] for at in indices]
    text = _words(sentence, indices)
    doubt = next((s.bracket.doubt for s in stretches if s.bracket and s.bracket.doubt), None)
    if stretches[-1].dangles:
        text = _join(text, _shared(sentence[indices[-1] + 1 :], text))
        doubt = doubt or Message(Code.PUT_TOGETHER)
    return Piece(text, states, doubt)


def _words(sentence: list[_Stretch], indices: Iterable[int]) -> str:
    first, *rest = (sentence[at] for at in indices)
    text = f"{first.verbs} {_opening(first.words)}".strip()
    for stretch in rest:
        text = _join(text, stretch.words)
    return text


def _shared(following: list[_Stretch], text: str) -> str:
    """The object of the verbs at the end of `text`, from the following stretches."""
    thing = next((stretch for stretch in following if not stretch.dangles), None)
    if thing is None:
        return ""
    words = LEADING.sub("", thing.words)
    if thing.apart or words.split(" ")[0] in text.split():
        words = without_joining(words)
    end = SHARED_END.search(words, len(joining(words)))
    words = words[: end.start()] if end else words
    # "Complete the ratification (Peru), ratify (Chad) CED": the noun needs “of”.
    link = LINKS.get(text.rpartition(" ")[2], "")
    return words if words.startswith(link) else f"{link} {words}"


def _join(text: str, words: str) -> str:
    words = words.strip()
    return text.rstrip() + ("" if words[:1] in (",", ";", ".") else " ") + words


def _opening(words: str) -> str:
    return REPORTED.sub("", LEADING.sub("", words.strip()))


def _clean(text: str) -> str:
    text = _opening(" ".join(text.split()))
    while text != (shorter := AND.sub("", text.rstrip(" ;,:/"))):
        text = shorter
    return text.removesuffix(".").rstrip(" ;,:/")


def _append_rest(all_pieces: list[Piece], rest: str) -> None:
    """Words after the last bracket of States belong to the sentence before it."""
    rest = rest.strip(" ;.,:*")
    if len(rest) < 4 or not re.search(r"[a-z]{3}", rest) or rest.lower() == "and":
        return
    last = all_pieces[-1]
    if COMMENT.match(rest):
        all_pieces[-1] = Piece(last.text, last.states, Message(Code.COMMENT_LEFT_OUT))
    else:
        all_pieces[-1] = Piece(f"{last.text} {rest}", last.states, Message(Code.WORDS_AFTER_STATE))
