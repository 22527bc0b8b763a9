"""The answers in an addendum (A/HRC/…/Add.1): positions on recommendations by number.

Addenda have no fixed form. We read sentences that answer recommendations by number or range (“accepts
recommendations 1–5, 14–16”), and the heading above a sentence that has numbers but no verb. Numbers
are as printed: an addendum may number recommendations differently from the report.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from uprdocs.messages import Code, Doubt
from uprdocs.model import Line, Position, StateClaim

# The terms of Human Rights Council resolution 5/1, annex, para. 32, and what States write instead. The
# first match decides: “does not accept” contains “accept”.
_POSITIONS: dict[Position, re.Pattern[str]] = {
    "partially_supported": re.compile(r"\bpartial|\bin part\b|\bpartly\b", re.IGNORECASE),
    "noted": re.compile(
        r"\b(?:not|cannot|unable to|neither)\b[^.;]{0,40}?\b(?:accept|support|enjoy|agree)"
        r"|\breject|\btak(?:es?|en) note\b|\bnot(?:es?|ed)\b(?! that)",
        re.IGNORECASE,
    ),
    "supported": re.compile(
        r"\baccept(?:s|ed)?\b|\bsupports?\b (?:the |all )?(?:\w+ )?recommendations?\b"
        r"|\benjoys? the support|\bagree",
        re.IGNORECASE,
    ),
}
# “accepts 142 recommendations”, to compare with the number of answers.
_COUNT = re.compile(r"\b(\d{1,3})\s+(?:of the\s+)?recommendations\b", re.IGNORECASE)
_DONE = re.compile(r"\balready (?:been )?(?:fully )?implemented\b", re.IGNORECASE)
_IN_PROCESS = re.compile(
    r"\bin (?:the )?process of\b|\bbeing implemented\b|\bunder implementation\b", re.IGNORECASE
)
_NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
_ONE_OR_RANGE = rf"{_NUMBER}(?:\s*[-–—]\s*{_NUMBER}|\s+to\s+{_NUMBER})?"
_LIST = re.compile(
    rf"\b(?:recommendations?|recs?\.?|nos?\.|numbers?|paragraphs?)\s+(?:under\s+)?"
    rf"((?:{_ONE_OR_RANGE})(?:\s*(?:,|;|and|&)\s*(?:and\s+)?(?:{_ONE_OR_RANGE}))*)"
    r"(?![\d.]*\d|\s*recommendations?\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(?:[-–—]|\bto\b)\s*({_NUMBER}))?")
_HEADING = re.compile(r"(?:[IVX]+|[A-Z])\.\s+\S.*[\w)]")
# “Rec. 30 See recommendation 24.” refers to recommendations without answering them.
_EXPLAINS = re.compile(r"\bsee\b|^Recs?\.\s", re.IGNORECASE)
# “Rec. 18 We consider …” explains an answer given above.
_OF_ONE = re.compile(r"Recs?\.?\s+\d[\d.,–\s-]*\s[A-Z]")
_SYMBOL = re.compile(r"A/HRC/\d+/\d+/Add\.\d")
# A sentence ends before a capital letter or a new numbered paragraph, not inside “para. 115”.
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z(“\"]|\d+\.\s+[A-Z])")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the State under review to some recommendations.

    `numbers`: as printed, with ranges expanded; `words`: the sentence or heading with the answer.
    """

    numbers: tuple[str, ...]
    position: Position
    state_claim: StateClaim
    words: str
    page: int


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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its paragraph and the heading above."""

    text: str
    paragraph: str
    heading: str
    page: int


def read_answers(pages: Iterable[Iterable[Line]], *, symbol: str = "") -> Addendum:
    """The answers in pages of body lines, of the shape that `pdf.read_pdf` returns."""
    sentences = list(_sentences(line for lines in pages for line in lines))
    answers = [answer for sentence in sentences if (answer := _answer(sentence))]
    addendum = Addendum(symbol, tuple(answers), ())
    doubts = (*_double_claims(sentences), *_contradictions(answers), *_miscounts(sentences, addendum))
    return replace(addendum, doubts=doubts)


def _answer(sentence: _Sentence) -> Answer | None:
    numbers = _numbers(sentence)
    position, words = _position(sentence.text), sentence.text
    if position is None:
        position, words = _position(sentence.heading), sentence.heading
    if not numbers or position is None:
        return None
    claim = _claims(sentence)[-1] if position == "supported" else "none"
    return Answer(numbers, position, claim, words, sentence.page)


def _numbers(sentence: _Sentence) -> tuple[str, ...]:
    """The recommendations that a sentence answers; none if it only refers to them."""
    if _EXPLAINS.search(sentence.text):
        return ()
    lists = [written_out(match[1]) for match in _LIST.finditer(sentence.text)]
    return tuple(dict.fromkeys(number for numbers in lists for number in numbers))


def symbol_in(text: str) -> str:
    """The symbol of the addendum as printed: A/HRC/28/15/Add.1, or ""."""
    match = _SYMBOL.search(text)
    return match[0] if match else ""


def written_out(numbers: str) -> list[str]:
    """Expand ranges: “1–3, 5” to 1, 2, 3, 5; “124.4–6” to 124.4, 124.5, 124.6.

    A range that runs backwards gives its two ends.
    """
    numbers_in_full: list[str] = []
    for first, last in _RANGE.findall(numbers):
        prefix, dot, begin = first.rpartition(".")
        end = last.rpartition(".")[2] if last else begin
        same_list = not last or "." not in last or last.rpartition(".")[0] == prefix
        if same_list and int(begin) <= int(end) < int(begin) + 400:
            numbers_in_full += [f"{prefix}{dot}{number}" for number in range(int(begin), int(end) + 1)]
        else:
            numbers_in_full += [first, last]
    return numbers_in_full


def _sentences(lines: Iterable[Line]) -> Iterator[_Sentence]:
    heading, text, page = "", "", 0
    in_heading = False

    def flush() -> Iterator[_Sentence]:
        for sentence in _SENTENCE_END.split(text):
            if sentence.strip():
                yield _Sentence(sentence.strip(), text, heading, page)

    for line in lines:
        line_text = " ".join(line.text.split())
        begins = re.match(r"\d{1,3}\.\s+[A-Z]", line_text) is not None
        if _HEADING.fullmatch(line_text) and len(line_text) < 120 and _position(line_text):
            yield from flush()
            heading, text, page, in_heading = line_text, "", line.page, True
        elif in_heading and line_text[:1].islower():
            heading = f"{heading} {line_text}"
        elif begins or _OF_ONE.match(line_text):
            yield from flush()
            text, page, in_heading = line_text, line.page, False
        else:
            page, in_heading = page if text else line.page, False
            text = f"{text} {line_text}".strip()
    yield from flush()


def _position(words: str) -> Position | None:
    return next((position for position, pattern in _POSITIONS.items() if pattern.search(words)), None)


def _claims(sentence: _Sentence) -> list[StateClaim]:
    """The claims in the heading and the paragraph, the weaker one last."""
    words = f"{sentence.heading} {sentence.paragraph}"
    patterns: tuple[tuple[StateClaim, re.Pattern[str]], ...] = (
        ("already_implemented", _DONE),
        ("in_process", _IN_PROCESS),
    )
    return [claim for claim, pattern in patterns if pattern.search(words)] or ["none"]


def _double_claims(sentences: Iterable[_Sentence]) -> Iterator[Doubt]:
    for sentence in sentences:
        answer = _answer(sentence)
        if answer and answer.position == "supported" and len(_claims(sentence)) > 1:
            yield Doubt(Code.TWO_CLAIMS, page=sentence.page, paragraph=answer.numbers[0])


def _miscounts(sentences: Iterable[_Sentence], addendum: Addendum) -> Iterator[Doubt]:
    """Doubts for counts in the text that differ from the number of answers."""
    positions = list(addendum.positions.values())
    counted_positions: set[Position] = set()
    for sentence in sentences:
        count, position = _COUNT.search(sentence.text), _position(sentence.text)
        if count is None or position is None or position in counted_positions or _numbers(sentence):
            continue
        counted_positions.add(position)
        answer_count = positions.count(position)
        if int(count[1]) != answer_count:
            values = {"said": int(count[1]), "position": position, "named": answer_count}
            yield Doubt(Code.COUNT_DIFFERS, values, page=sentence.page)


def _contradictions(answers: Iterable[Answer]) -> list[Doubt]:
    positions: dict[str, Position] = {}
    doubts = []
    for answer in answers:
        for number in answer.numbers:
            if positions.setdefault(number, answer.position) != answer.position:
                values = {"earlier": positions[number], "later": answer.position}
                doubts.append(Doubt(Code.ANSWERED_TWICE, values, page=answer.page, paragraph=number))
            positions[number] = answer.position
    return doubts
