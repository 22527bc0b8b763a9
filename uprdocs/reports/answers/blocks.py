"""The parts of an addendum: headings, paragraphs, and items under the number of a recommendation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from uprdocs.model import Line
from uprdocs.reports.answers.grammar import read_sentence
from uprdocs.reports.answers.numbers import number_lists
from uprdocs.reports.answers.tokens import tokens_of
from uprdocs.reports.paragraphs import join_lines


class BlockKind(Enum):
    """ITEM: “140.7 Ratify …” or “Rec. 18 We consider …”, up to the next."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()


@dataclass(slots=True)
class Block:
    """A part of an addendum.

    `numbers`: of the recommendations at the beginning of an item; `flaws`: what could not be read of these.
    """

    kind: BlockKind
    page: int
    lines: list[str] = field(default_factory=list)
    numbers: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    is_numbered: bool = False

    @property
    def text(self) -> str:
        return join_lines(self.lines)


_DOTTED = r"\d{1,3}\.\d{1,3}(?!\d|\.\d)"
_LETTERED = r"\d{1,3}\s?\([a-z]\)"
_PLAIN = rf"(?:{_LETTERED}|\d{{1,3}}(?:\.\d{{1,3}})?)(?!\d)"
_BETWEEN = r"\s*(?:[-–—,;&]|to\b|and\b|,\s*and\b)\s*"
_LIST = rf"{_PLAIN}(?:{_BETWEEN}{_PLAIN})*"
_ITEM = re.compile(
    rf"\s*(?:[•▪●*-]\s*)?(?:(?:Recs?\.?|Recommendations?)\s*(?:Nos?\.?\s*)?(?P<headed>{_LIST})"
    rf"|(?:[A-Z]\s?[-–—]\s?)?(?P<list>(?:{_DOTTED}|{_LETTERED})(?:{_BETWEEN}{_PLAIN})*))(?!\d)"
    r"(?P<rest>(?:\.?\s*[:|–—-]\s*[^\s\d].*|\.?\s*:?|\.?\s+[(\[“\"]?[A-Z].*|\s*\((?![a-z]{1,3}\)).*))$"
)
_PARAGRAPH = re.compile(r"\s*(\d{1,3})\.\s+(?=[A-Z(“\"]|\d+\.\d)")
# Other lines that begin anew after a full stop: “(a) …”, “B. …”, “140.7, 140.8 are …”.
_BEGINNING = re.compile(
    rf"\s*(?:(?:\([a-z]{{1,3}}\)|[•▪●]|[A-Z]\.|[IVX]+\.)\s+(?=\S)|{_DOTTED}"
    r"|Recommendations? (?:\d|relating|concerning|regarding|on|from)\b)"
)
# A footnote mark may be glued to a full stop.
_CLOSED = re.compile(r"(?:[.:;!?)…”\"]|(?<=[a-z)])\.\d{1,2})\s*$")
# A line after which a number goes on with a list or a reference.
_OPEN = re.compile(
    r"(?i:[,–—&(-]|\b(?:and|or|to|of|in|the|see|nos?\.|recommendations?|recs?\.|paragraphs?|paras?\.|under"
    r"|also|with|on|for|from|by))\s*$"
)
_MARK = r"(?:(?:[IVX]+|[A-Z]|[a-z]|\d{1,2})[.)]\s+|\([a-z\d]{1,3}\)\s+)?"
_WORD = (
    r"(?:(?:partially |partly |not |un)?(?:accepted|supported)|noted|rejected|(?:not )?enjoying|pending"
    r"|(?:already )?implemented)"
)
_HEADING = re.compile(
    rf"(?i)\s*{_MARK}"
    r"(?:(?:list of|responses? to|the|table of|position on|comments on|explanations? (?:on|of|for)) )*"
    rf"(?:{_WORD}(?:(?:,| and| or|/) ?{_WORD})* recommendations?\b.*"
    rf"|recommendations? (?:which|that|not|under|in the process|{_WORD})\b.*|{_WORD})\s*:?\s*$"
)
# Headings that end the reach of the one before.
_OTHER_HEADING = re.compile(
    r"\s*(?:[IVX]+\.\s+[A-Z]\S.*|(?:[A-Z]\.\s+)?(?:Introduction|Conclusions?|Additional information"
    r"|Explanations?|Explanatory (?:notes|remarks)|Comments|General (?:remarks|comments)|Annex(?:es)?|Notes"
    r"|Voluntary (?:pledges|commitments)|Responses?(?: to .*)?|Clarifications?)\b[^.;]{0,80})$"
)
# “Response”, above what is said of one recommendation.
_ITEM_HEADING = re.compile(
    r"(?:Responses?|Repl(?:y|ies)|Answers?|Comments?|Explanations?|Clarifications?|Position)\W*"
)
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z(“\"]|\d+\.\s+[A-Z])")
_BARE = re.compile(
    r"(?:(?i:not |partially |partly )(?i:accepted|supported)|Accepted|Supported|Noted|Rejected|Partially \w+"
    r"|Partly \w+|Pending|Under (?:consideration|review|examination)|accepted|supported|noted)\b"
)
_CELL = re.compile(rf"(?<=[)\]])\s+(?:[–—:|-]\s*)?(?={_BARE.pattern})|\s*\|\s*")
# “Ratify the Convention” / “Ruritania accepts this recommendation.”
_SPEAKING = re.compile(
    r"(?:The )?[A-Z][\w’' ]{2,60}? (?:accept|support|note|take|reject|does not|cannot|is not)"
)
# “Noted: 140.6–8”, a line of its own.
_ANNOUNCING = re.compile(rf"\s*{_BARE.pattern}(?: recommendations?)?\s*[:–—]\s*(?:Recommendations? )?\d")
# In characters: a heading that names a position, one that follows a pattern, and each line of others.
_LONGEST_HEADING = 200
_LONGEST_PATTERN_HEADING = 110
_LONGEST_OTHER_HEADING = 120
_LONGEST_CONTINUATION = 80
# In lines.
_TALLEST_HEADING = 4
# In a table a cell is not as long as a line of prose.
_SHORT_LINE = 50


def paragraph_of(block: Block) -> str:
    """The number of a numbered paragraph, "" of any other part."""
    match = _PARAGRAPH.match(block.lines[0]) if block.is_numbered else None
    return match[1] if match else ""


def blocks(lines: Iterable[Line]) -> list[Block]:
    """The parts of the addendum in order."""
    body = [line for line in lines if line.text.strip()]
    parts: list[Block] = []
    at = 0
    while at < len(body):
        if end := _heading_end(body, at, parts):
            parts.append(Block(BlockKind.HEADING, body[at].page, [line.text for line in body[at:end]]))
            at = end
        else:
            _take(body[at], parts)
            at += 1
    return parts


def _take(line: Line, parts: list[Block]) -> None:
    """Add a line that is no heading: it begins a part, or goes on with the last."""
    closed = _is_closed(parts)
    if (item := _item(line, parts, closed)) is not None:
        parts.append(item)
    elif (match := _PARAGRAPH.match(line.text)) and (closed or _follows(int(match[1]), parts)):
        parts.append(Block(BlockKind.PARAGRAPH, line.page, [line.text], is_numbered=True))
    elif _begins_paragraph(line, parts, closed=closed):
        parts.append(Block(BlockKind.PARAGRAPH, line.page, [line.text]))
    else:
        parts[-1].lines.append(line.text)


def _begins_paragraph(line: Line, parts: Sequence[Block], *, closed: bool) -> bool:
    if not parts or parts[-1].kind is BlockKind.HEADING:
        return True
    announcing = _ANNOUNCING.match(line.text) and not _OPEN.search(parts[-1].lines[-1])
    return bool(announcing or (closed and _BEGINNING.match(line.text)))


def _is_closed(parts: Sequence[Block]) -> bool:
    """Whether the line before ends something: a sentence, a heading, a number alone, a cell of a table."""
    if not parts or parts[-1].kind is BlockKind.HEADING:
        return True
    last_line = parts[-1].lines[-1]
    if _OPEN.search(last_line):
        return False
    if parts[-1].kind is BlockKind.ITEM and len(parts[-1].lines) == 1:
        return True
    return _CLOSED.search(last_line) is not None or _BARE.fullmatch(last_line.strip()) is not None


def _item(line: Line, parts: Sequence[Block], closed: bool) -> Block | None:
    match = _ITEM.match(line.text)
    if not match:
        return None
    printed_list = match["headed"] or match["list"]
    groups = number_lists(tokens_of(f"recommendations {printed_list}"))
    if len(groups) != 1:
        return None
    if not closed and not _goes_on(match, parts):
        return None
    rest = match["rest"].lstrip(" .") if match["rest"].strip() not in (".", ":") else ""
    return Block(BlockKind.ITEM, line.page, [rest], tuple(groups[0].numbers), tuple(groups[0].flaws))


def _goes_on(match: re.Match[str], parts: Sequence[Block]) -> bool:
    """Whether an item follows a line that has no full stop, as in tables."""
    last_line = parts[-1].lines[-1] if parts else ""
    if _OPEN.search(last_line) or re.match(r"\.\s", match["rest"]):
        return False
    return bool(match["rest"].strip()) or len(last_line) < _SHORT_LINE


def _follows(number: int, parts: Sequence[Block]) -> bool:
    """Whether a paragraph of this number comes after those before, as its number says."""
    before = next((paragraph_of(part) for part in reversed(parts) if part.is_numbered), "")
    if not before:
        return number == 1
    return number == int(before) + 1 and not _OPEN.search(parts[-1].lines[-1])


def _heading_end(body: Sequence[Line], at: int, parts: Sequence[Block]) -> int:
    """The index after the heading that begins at `at`; 0 if none does."""
    first = body[at].text.strip()
    if not (first[:1].isupper() or re.match(r"\(?\w{1,3}[.)]\s+[A-Z]", first)) or not _is_closed(parts):
        return 0
    if _ITEM.match(first) or _is_cell(first, parts):
        return 0
    if len(first) < _LONGEST_OTHER_HEADING and _OTHER_HEADING.match(first) and not _HEADING.match(first):
        return at + 1 + _continuation(body, at + 1)
    for end in range(at + 1, min(at + _TALLEST_HEADING, len(body)) + 1):
        text = join_lines(line.text for line in body[at:end])
        following = body[end].text if end < len(body) else ""
        if re.search(r"[.;,]\s*$", body[end - 1].text) or len(text) > _LONGEST_HEADING:
            return 0
        if _is_answering(text) and (not following or _begins(following)):
            return end
        is_whole = following != "" and not following.strip()[:1].islower()
        if is_whole and len(text) < _LONGEST_PATTERN_HEADING and _HEADING.match(text):
            return end
    return 0


def _is_cell(line: str, parts: Sequence[Block]) -> bool:
    """Whether “Noted” or “Response” on a line of its own is of the item above, not of the list below.

    “Noted” is, unless the lists have such headings.
    """
    if not parts or parts[-1].kind is not BlockKind.ITEM:
        return False
    heading = next((part.text for part in reversed(parts) if part.kind is BlockKind.HEADING), "")
    under_bare = _BARE.fullmatch(heading.rstrip(" :")) is not None
    is_bare = _BARE.fullmatch(line.rstrip(" :")) is not None
    return _ITEM_HEADING.fullmatch(line) is not None or (is_bare and not under_bare)


def _continuation(body: Sequence[Line], at: int) -> int:
    """How many lines of a heading follow its first: one that begins with a small letter, or none."""
    if at == len(body):
        return 0
    return int(body[at].text.strip()[:1].islower() and len(body[at].text) < _LONGEST_CONTINUATION)


def _is_answering(text: str) -> bool:
    """Whether a line tells a position and no number, as headings do."""
    if not re.search(r"(?i)recommendation", text) and not _HEADING.match(text):
        return False
    reading = read_sentence(re.sub(rf"^\s*{_MARK}", "", text))
    return any(verb.position for verb in reading.verbs) and not reading.mentioned


def _begins(text: str) -> bool:
    return bool(_PARAGRAPH.match(text) or _ITEM.match(text) or _BEGINNING.match(text))


def sentences(block: Block) -> Iterator[str]:
    """The sentences of a part; in an item also what stands on a line or in a cell of its own."""
    if block.kind is not BlockKind.ITEM:
        mark = _PARAGRAPH if block.is_numbered else re.compile(_MARK)
        yield from _split(mark.sub("", block.text, count=1))
        return
    pieces: list[list[str]] = [[block.lines[0]]]
    for before, line in pairwise(block.lines):
        if _ends_cell(before, line):
            pieces.append([line])
        else:
            pieces[-1].append(line)
    for piece in pieces:
        for cell in _CELL.split(join_lines(piece)):
            yield from _split(cell)


def _ends_cell(before: str, line: str) -> bool:
    """Whether a line of an item begins something else than the line before: an answer, a speaker."""
    if not line.strip()[:1].isupper() or _OPEN.search(before):
        return False
    if re.search(r"[;:)…]\s*$", before) or not before.strip() or _BARE.match(line.strip()):
        return True
    return _SPEAKING.match(line) is not None


def _split(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        if sentence.strip():
            yield sentence.strip()
