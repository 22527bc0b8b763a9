"""Joining lines into numbered paragraphs: "124.", "124.1", "1.", "(a)".

A number at the start of a line begins a paragraph only if it continues the numbering: a year, a
percentage or "article 5." may have wrapped to the start of a line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from uprdocs.model import Line
from uprdocs.reports.verbs import ANY

# PDFium's mark for a hyphen at the end of a line.
SWALLOWED = "\ufffe"

# "A - 124.1": the list may have a letter, which its numbers do not need.
DECIMAL = re.compile(r"\s*([A-Z]\s?[-–—]\s?)?(\d{1,3})\s?[.,]\s?(\d{1,3})\s?[.:]?(?!\d)\s*[|]?\s*(?=\D|$)")
PLAIN = re.compile(r"\s*(\d{1,3})\s?\.(?!\d)\s*")
# "73 Promote …" after "72. … (Peru);": without its full stop.
DOTLESS = re.compile(r"\s*(\d{1,3})\s+(?=[A-Z])")
ENDED = re.compile(r"[;.]\s*(?:and\s*)?$")
# "… (Peru, Chad);": an item with its States.
CLOSED = re.compile(r"[)\]]\s*[;.,]?\s*(?:and\s*)?$")
LETTER = re.compile(r"\s*\(?([a-z]{1,2})\)\s*(?=\S)")
# Since 2022 lists are in paragraphs 5 to 9, and "6.3 and 15.2" may be targets of the Goals.
LIKE_TARGETS = 18
VERB = re.compile(rf"(?:to )?{ANY}")
# The beginnings of paragraphs that introduce or close a list.
INTRODUCES = re.compile(
    r"(?i)\W*(?:the |all |these |following |with regard |in the course|in relation"
    r"|as (?:for|regards)|recommendations?\b|conclusions and|regarding|concerning|during"
    r"|of the|those)"
)


@dataclass(slots=True)
class Item:
    """A numbered item of a list; `mark`: "124.1", "1" or "a" as printed."""

    mark: str
    page: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return join_lines(self.lines)

    @property
    def number(self) -> int:
        """The position in the list, "124.1" → 1; 0 for a letter."""
        number = self.mark.rpartition(".")[2]
        return int(number) if number.isdecimal() else 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the report with the items below it."""

    number: int
    page: int
    lines: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def text(self) -> str:
        return join_lines(self.lines)


def join_lines(lines: Iterable[str]) -> str:
    """Join printed lines into running text.

    Hyphens at line ends are kept: UN documents are set without hyphenation, so they belong to the word
    ("follow-up").
    """
    text = ""
    for raw_line in lines:
        line = raw_line.strip() if raw_line.isascii() else _plain_hyphens(raw_line)
        tight = text.endswith("-") and text[-2:-1].isalnum() and line[:1].isalnum()
        text += line if tight or not text else " " + line
    if SWALLOWED in text:
        text = re.sub(SWALLOWED + r"\s*", "-", text)
    return " ".join(text.split())


def _plain_hyphens(line: str) -> str:
    return line.replace("\xad", "").replace("\u2011", "-").strip()


def paragraphs(lines: Iterable[Line]) -> list[Paragraph]:
    """Numbered paragraphs with their items; lines before the first number are left out."""
    reader = _Reader()
    for line in lines:
        reader.take(line)
    return reader.paragraphs


class _Reader:
    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []

    def take(self, line: Line) -> None:
        if not (self._decimal(line) or self._plain(line) or self._letter(line)) and self.paragraphs:
            self._open().append(line.text)

    def _open(self) -> list[str]:
        """The lines of the current item or paragraph."""
        last = self.paragraphs[-1]
        return last.items[-1].lines if last.items else last.lines

    def _decimal(self, line: Line) -> bool:
        match = DECIMAL.match(line.text)
        if not match or not self.paragraphs:
            return False
        letter, paragraph, number = match[1], int(match[2]), int(match[3])
        last = self.paragraphs[-1]
        if paragraph != last.number and not (
            # The introduction has no number, or a number in the list is mistyped.
            (paragraph in (last.number + 1, last.number + 2) and number == 1)
            or ((last.items and number == self._ordinal(last) + 1) and abs(paragraph - last.number) < 3)
        ):
            return False
        rest = line.text[match.end() :].lstrip()
        if paragraph == last.number and not (
            letter or self._near(number, last) or _jumps(number, last, rest)
        ):
            return False
        if paragraph < LIKE_TARGETS and rest[:1].islower() and not VERB.match(rest):
            return False
        mark = f"{paragraph}.{number}"
        last.items.append(Item(mark, line.page, [line.text[match.end() :]]))
        return True

    @staticmethod
    def _ordinal(paragraph: Paragraph) -> int:
        """The number of the last item; 0 for none or a letter."""
        return paragraph.items[-1].number if paragraph.items else 0

    def _near(self, number: int, paragraph: Paragraph) -> bool:
        before = self._ordinal(paragraph)
        if not paragraph.items and len(self.paragraphs) > 1:
            # "125.48" after "124.47": numbering may continue in the next list.
            before = max((0, self._ordinal(self.paragraphs[-2])), key=lambda n: -abs(number - n - 1))
        # Mistakes skip or repeat only a few numbers.
        return -4 < number - before < 8

    def _plain(self, line: Line) -> bool:
        match = PLAIN.match(line.text)
        if not match:
            return self._dotless(line)
        number, rest = int(match[1]), line.text[match.end() :]
        if not self.paragraphs:
            self.paragraphs.append(Paragraph(number, line.page, [rest]))
            return True
        last = self.paragraphs[-1]
        follows = last.number < number <= last.number + 2
        continues = self._continues(last, number)
        if follows and not (continues and not INTRODUCES.match(rest)):
            self.paragraphs.append(Paragraph(number, line.page, [rest]))
            return True
        if continues or (last.items and last.items[-1].mark.isdecimal() and _jumps(number, last, rest)):
            last.items.append(Item(str(number), line.page, [rest]))
            return True
        return False

    def _dotless(self, line: Line) -> bool:
        match = DOTLESS.match(line.text)
        items = self.paragraphs[-1].items if match and self.paragraphs else []
        if not match or not items or not ENDED.search(items[-1].lines[-1]):
            return False
        if not items[-1].mark.isdecimal() or int(match[1]) != items[-1].number + 1:
            return False
        items.append(Item(match[1], line.page, [line.text[match.end() :]]))
        return True

    def _continues(self, last: Paragraph, number: int) -> bool:
        """Whether the number continues a plainly numbered list, or begins one."""
        if not last.items:
            return number == 1
        return last.items[-1].mark.isdecimal() and 0 < number - int(last.items[-1].mark) < 4

    def _letter(self, line: Line) -> bool:
        match = LETTER.match(line.text)
        if not match or not self.paragraphs:
            return False
        last, letter = self.paragraphs[-1], match[1]
        mark = last.items[-1].mark if last.items else ""
        if letter == _letter_after(mark):
            last.items.append(Item(letter, line.page, [line.text[match.end() :]]))
            return True
        return False


def _jumps(number: int, paragraph: Paragraph, rest: str) -> bool:
    """Whether a number far ahead begins an item: after a closed one with States, before a new sentence."""
    if not paragraph.items or not (rest[:1].isupper() or VERB.match(rest)):
        return False
    return number > paragraph.items[-1].number and CLOSED.search(paragraph.items[-1].lines[-1]) is not None


def _letter_after(mark: str) -> str:
    """The next letter in a list: "" → "a", "c" → "d", "z" → "aa", "aa" → "bb"."""
    if not mark:
        return "a"
    if not mark.isalpha():
        return ""
    return "aa" if mark == "z" else chr(ord(mark[0]) + 1) * len(mark)
