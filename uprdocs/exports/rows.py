"""The rows of exports, and helpers for all formats.

The vocabularies match `recommendations.choices`, without importing Django.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from openpyxl.utils import get_column_letter

from uprdocs.messages import Code, Doubt, Message, NotAnExport, Value

# Rows of a sheet as printed: row n of the file is `table[n - 1]`.
Table = Sequence[Sequence[str]]

# The index of the first row, and a function that gets a cell of a row by its name.
Columns = tuple[int, Callable[[Sequence[str], str], str]]

# Titles and notes may stand above the headings.
ROWS_BEFORE_HEADINGS = 10
# With fewer known headings, a table is not an export with missing columns but something else.
HEADINGS_TO_RECOGNISE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportedRow:
    """One row of an export. Fields that the format does not have are empty."""

    # 1-based: of the sheet, the table, or the list of JSON records.
    source_row: int
    # Names of States as written in the file.
    state_under_review: str
    recommending_states: tuple[str, ...]
    # Without the paragraph number and without the States in brackets.
    text: str
    # supported, noted, partially_supported, pending, or "" where the words are unknown.
    position: str
    position_words: str
    # The source of the position as written: “A/HRC/28/15/Add.1 - Para. 3”.
    position_source: str = ""
    # minimal, continuing, considering, general, specific, or "".
    action_category: str
    # Themes, groups of persons and Sustainable Development Goals as written.
    labels: tuple[str, ...]
    persons: tuple[str, ...]
    sdgs: tuple[str, ...]
    # Of the Working Group report (A/HRC/28/15), and the paragraph in it (115.1).
    symbol: str
    paragraph: str
    # Of the Working Group, from 1.
    session: int | None


@dataclass(frozen=True)
class ReadExport:
    """The contents of a file, with skipped rows and doubts."""

    # upr_info_…, uhri_… and the kind of file; thematic_list_cycles_2_3, thematic_list_cycle_4.
    format: str
    rows: tuple[ExportedRow, ...]
    # (reason, number of rows) for rows that are not in `rows`.
    skipped: tuple[tuple[Message, int], ...]
    # With their rows.
    doubts: tuple[Doubt, ...]


@dataclass
class Reading:
    """The rows, skipped rows and doubts read so far."""

    rows: list[ExportedRow] = field(default_factory=list)
    # By code and values: in UHRI most rows are of other mechanisms.
    skipped: Counter[tuple[Code, tuple[tuple[str, Value], ...]]] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)

    def skip(self, code: Code, /, **values: Value) -> None:
        self.skipped[code, tuple(values.items())] += 1

    def doubt(self, row: int, code: Code, /, **values: Value) -> None:
        self.doubts.append(Doubt(code, values, row=row))

    def count_cells(self, row: int, cells: Sequence[str], headings: Sequence[str]) -> None:
        """Add a doubt if a row does not have as many cells as there are headings."""
        if len(cells) != len(headings):
            self.doubt(row, Code.CELLS_DIFFER, cells=len(cells), headings=len(headings))

    def position(self, row: int, words: str) -> str:
        """The slug of a position; adds a doubt for unknown words."""
        plain_words = re.sub(r"\s*/\s*", "/", " ".join(words.casefold().split())).rstrip(".")
        slug = POSITIONS.get(plain_words, "")
        if not words:
            self.doubt(row, Code.POSITION_EMPTY)
        elif not slug:
            self.doubt(row, Code.POSITION_UNKNOWN, words=words)
        return slug

    def session(self, row: int, text: str) -> int | None:
        """The number in “20”, “20.0” or “20th session”; adds a doubt if there is none."""
        numbers = re.findall(r"\d+", text.removesuffix(".0"))
        if len(numbers) == 1 and 0 < int(numbers[0]) < 1000:
            return int(numbers[0])
        self.doubt(row, Code.SESSION_UNKNOWN, words=text)
        return None

    def finished(self, kind: str) -> ReadExport:
        skipped = [(Message(code, dict(values)), number) for (code, values), number in self.skipped.items()]
        skipped.sort(key=lambda reason: str(reason[0]))
        return ReadExport(kind, tuple(self.rows), tuple(skipped), tuple(self.doubts))


# UPR Info (Accepted, Noted, older exports Rejected), UHRI, and the words of UN reports.
POSITIONS: Mapping[str, str] = {
    "accepted": "supported",
    "supported": "supported",
    "enjoys the support": "supported",
    "enjoy the support": "supported",
    "enjoyed the support": "supported",
    "noted": "noted",
    "not accepted": "noted",
    "not supported": "noted",
    "rejected": "noted",
    "did not enjoy the support": "noted",
    "does not enjoy the support": "noted",
    "do not enjoy the support": "noted",
    "supported/noted": "partially_supported",
    "noted/supported": "partially_supported",
    "accepted/noted": "partially_supported",
    "noted/accepted": "partially_supported",
    "partially supported": "partially_supported",
    "partly supported": "partially_supported",
    "supported in part": "partially_supported",
    "partially accepted": "partially_supported",
    "partly accepted": "partially_supported",
    "accepted in part": "partially_supported",
    # Between the session of the Working Group and the addendum.
    "pending": "pending",
    "under consideration": "pending",
    "under examination": "pending",
    "to be considered": "pending",
    "to be examined": "pending",
    "pending response": "pending",
    "awaiting response": "pending",
}


def find_columns(
    table: Table,
    headings: Mapping[str, tuple[str, ...]],
    source: Code,
    at_least: int = HEADINGS_TO_RECOGNISE,
) -> Columns | None:
    """The index of the first row, and a function that gets a cell of a row by its name.

    `headings`: the accepted spellings by name, in any order and case. `source`: the code of the
    format's name. Returns None for another table; raises `NotAnExport` if a column is missing, or if two
    could be meant.
    """
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(table[:ROWS_BEFORE_HEADINGS]):
        cells = list(map(plain_heading, row))
        column_of = {
            name: cells.index(spelling.casefold())
            for name, spellings in headings.items()
            for spelling in reversed(spellings)
            if spelling.casefold() in cells
        }
        if len(column_of) > len(best[1]):
            best = number, column_of
    number, column_of = best
    if len(column_of) < at_least:
        return None
    cells = list(map(plain_heading, table[number]))
    for spellings in headings.values():
        plain_spellings = set(map(plain_heading, spellings))
        same_columns = [column for column, text in enumerate(cells) if text in plain_spellings]
        if len(same_columns) > 1:
            columns = ", ".join(
                f"“{visible(table[number][column])}” ({get_column_letter(column + 1)})"
                for column in same_columns
            )
            raise NotAnExport(
                Code.HEADING_REPEATED,
                {"row": number + 1, "source": Message(source), "columns": columns},
            )
    missing = [f"“{spellings[0]}”" for name, spellings in headings.items() if name not in column_of]
    if missing:
        columns = ", ".join(missing)
        raise NotAnExport(
            Code.COLUMNS_MISSING, {"row": number + 1, "source": Message(source), "columns": columns}
        )

    def cell(row: Sequence[str], name: str) -> str:
        column = column_of[name]
        return row[column].strip() if column < len(row) else ""

    return number + 1, cell


def visible(text: str) -> str:
    """A text without what is not seen: zero-width spaces, soft hyphens, marks of encoding or direction."""
    return " ".join("".join(letter for letter in text if category(letter) != "Cf").split())


def plain_heading(text: str) -> str:
    """A heading to compare by: as it is seen, in lower case."""
    return visible(text).casefold()


def one_line(text: str) -> str:
    """A text whose line breaks, which the width of a cell made, are one space each."""
    return " ".join(filter(None, (line.strip() for line in text.splitlines())))


def unescaped(text: str) -> str:
    """A text with the characters that a web page wrote as “&#39;” or “&amp;#39;”."""
    for _ in range(2):
        text = html.unescape(text)
    return text


def values_in_cell(cell: str) -> tuple[str, ...]:
    """The values of a cell with one value on each line, with or without a leading dash.

    Dashes inside a value (Timor-Leste, “1.4 - Equal rights”) do not separate. If values have leading
    dashes, a line without one continues the value before it.
    """
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    has_dashes = any(re.match(r"[-–•](\s|$)", line) for line in lines)
    values: list[str] = []
    for line in lines:
        value, dashes = re.subn(r"^[-–•](\s+|$)", "", line)
        if dashes or not has_dashes or not values:
            values.append(value)
        else:
            values[-1] = f"{values[-1]} {value}"
    return tuple(value for value in values if value)


def numbered(text: str) -> tuple[str, str]:
    """The leading paragraph number of a text as a report gives it, or "", and the rest.

    >>> numbered("115.1 Ratify it")
    ('115.1', 'Ratify it')
    >>> numbered("A - 115.1 Ratify it")
    ('115.1', 'Ratify it')
    >>> numbered("64 (b) Ratify it")
    ('64.b', 'Ratify it')
    """
    if lettered := re.match(r"\s*(\d{1,3})\s?\(([a-z])\)\s+(?=\S)", text):
        return f"{lettered[1]}.{lettered[2]}", text[lettered.end() :].strip()
    text = re.sub(r"^\s*[A-Z]\s?[-–—]\s?(?=\d{1,3}\.\d)", "", text)
    match = re.match(r"\s*(\d{1,3}(?:\.\d{1,3}){0,2})(?:[.)]+\s*|\s+|(?=[A-Z]))(?=\D)", text)
    return (match[1], text[match.end() :].strip()) if match else ("", text.strip())


def source_of_position(text: str) -> tuple[str, str]:
    """Split off the last line “Source of position: A/HRC/28/15/Add.1 - Para. 3”."""
    match = re.search(r"\bSource\s+of\s+position\s*:(.*)\Z", text, re.IGNORECASE | re.DOTALL)
    return (text[: match.start()].rstrip(), match[1].strip()) if match else (text, "")


def closing_states(text: str) -> tuple[str, tuple[str, ...]]:
    """Split off the brackets with States at the end of a text; returns the rest and the names in order.

    Brackets without States stay in the text: “… the Convention (CRPD) (Egypt)”. If several sentences
    end with their own States (“Sign it (Mali); Ratify it (Peru);”), the inner brackets stay in the text
    but their States count. Without such a bracket at the end, the text is returned whole.
    """
    body = text.strip()
    remainder = body.rstrip(_SPACE + ";.,")
    groups: list[tuple[str, ...]] = []
    while remainder.endswith(")"):
        opening = _opening(remainder)
        names = _states_in(remainder[opening + 1 : -1]) if opening >= 0 else ()
        if not names:
            break
        groups.append(names)
        body = remainder[:opening].rstrip()
        remainder = body.rstrip(_SPACE + ",;/").removesuffix(" and").rstrip(_SPACE + ",;/")
    if groups:
        groups.extend(reversed([_states_in(match[1]) for match in _BETWEEN.finditer(body)]))
    names_in_order = (name for names in reversed(groups) for name in names)
    return body, tuple(dict.fromkeys(names_in_order))


# Including the no-break space.
_SPACE = " \t\r\n\v\f\xa0"
# A bracket at the end of one of several sentences, with nested brackets.
_BETWEEN = re.compile(r"\(([^()]{0,300}(?:\([^()]{0,99}\)[^()]{0,300}){0,9})\)\s?;\s?(?=[A-Z])")
# All UN members in one bracket are shorter.
_LONGEST_BRACKET = 5000


def _opening(text: str) -> int:
    """The index of the opening bracket that matches the last character; -1 without one."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return place
    return -1


# Names that contain “and”.
_NAMES_WITH_AND = re.compile(
    r"(Antigua|Bosnia|Saint Kitts|St\.? Kitts|S[aã]o Tom[eé]|Saint Vincent|St\.? Vincent|Trinidad"
    r"|Great Britain|Serbia) and (?=Barbuda|Herzegovina|Nevis|Pr[ií]ncipe|the Grenadines|Tobago"
    r"|Northern Ireland|Montenegro)",
    re.IGNORECASE,
)


def state_names(inside: str) -> tuple[str, ...]:
    """The names of States in a bracket, separated by “,”, “;”, “/” and “and” outside inner brackets.

    >>> state_names("Portugal, Iran (Islamic Republic of) and Trinidad and Tobago")
    ('Portugal', 'Iran (Islamic Republic of)', 'Trinidad and Tobago')
    """
    protected = _NAMES_WITH_AND.sub(lambda match: match[0].replace(" and ", " \0 "), inside)
    pieces = re.split(r"[,;/](?![^(]*\))|\s+and\s+(?![^(]*\))", protected)
    names = (" ".join(re.sub(r"^and\s+", "", piece.strip()).split()) for piece in pieces)
    return tuple(name.replace("\0", "and") for name in names if name)


_NOT_A_STATE = re.compile(
    r"\d|\b(convention|protocol|covenant|treaty|agenda|principles?|rules|law|act|code|council"
    r"|committee|commission|institutions?|article|paragraph|rights|goals?|charter|declaration"
    r"|statute|programme|plan)\b",
    re.IGNORECASE,
)
_ABBREVIATED_STATES = frozenset({"USA", "UK", "UAE", "DRC", "DPRK"})


def _states_in(inside: str) -> tuple[str, ...]:
    """The names in a bracket; empty if any of them cannot be a State."""
    names = state_names(inside) if len(inside) <= _LONGEST_BRACKET else ()
    return names if all(map(_may_be_state, names)) else ()


def _may_be_state(name: str) -> bool:
    """Names of States begin with a capital (after “the”) and are not acronyms."""
    if name in _ABBREVIATED_STATES:
        return True
    begins = name.removeprefix("the ").removeprefix("former ")
    return (
        begins[:1].isupper() and any(letter.islower() for letter in begins) and not _NOT_A_STATE.search(name)
    )
