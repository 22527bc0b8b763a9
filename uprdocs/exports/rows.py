"""One recommendation as other people's exports carry it, and the words they share.

The vocabularies are those of `recommendations.choices`; nothing here needs Django.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from uprdocs.messages import Code, Doubt, Message, NotAnExport, Value

# Rows of a sheet as printed: row n of the file is `table[n - 1]`.
Table = Sequence[Sequence[str]]

# Where the rows begin (0-based), and how to take a named cell out of one.
Columns = tuple[int, Callable[[Sequence[str], str], str]]

# Titles and notes may stand above the headings.
ROWS_BEFORE_HEADINGS = 10
# With fewer of its headings than this, a table is not taken for a damaged export.
HEADINGS_TO_RECOGNISE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportedRow:
    """A recommendation as one row of an export says it; what a format lacks is empty."""

    # 1-based: of the sheet, the table, or the list of JSON records.
    source_row: int
    # Names of States as printed.
    state_under_review: str
    recommending_states: tuple[str, ...]
    # Without the paragraph number and without the States in brackets.
    text: str
    # supported, noted, partially_supported, pending, or "" where the words are unknown.
    position: str
    position_words: str
    # Where the position stands, as printed: “A/HRC/28/15/Add.1 - Para. 3”.
    position_source: str = ""
    # minimal, continuing, considering, general, specific, or "".
    action_category: str
    # Themes, groups of persons and Sustainable Development Goals as printed.
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
    """All that a file says, and what was left out or is doubtful."""

    # upr_info_…, uhri_… and the kind of file; thematic_list_cycles_2_3, thematic_list_cycle_4.
    format: str
    rows: tuple[ExportedRow, ...]
    # (reason, number of rows) for rows that are not in `rows`.
    skipped: tuple[tuple[Message, int], ...]
    # Each with its row.
    doubts: tuple[Doubt, ...]


@dataclass
class Reading:
    """What has been read of a file so far."""

    rows: list[ExportedRow] = field(default_factory=list)
    # By code and values: most rows of an index are of other mechanisms, and a key is made for each.
    skipped: Counter[tuple[Code, tuple[tuple[str, Value], ...]]] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)

    def skip(self, code: Code, /, **values: Value) -> None:
        self.skipped[code, tuple(values.items())] += 1

    def doubt(self, row: int, code: Code, /, **values: Value) -> None:
        self.doubts.append(Doubt(code, values, row=row))

    def count_cells(self, row: int, cells: Sequence[str], headings: Sequence[str]) -> None:
        """A doubt where a row has another number of cells than the headings."""
        if len(cells) != len(headings):
            self.doubt(row, Code.CELLS_DIFFER, cells=len(cells), headings=len(headings))

    def position(self, row: int, words: str) -> str:
        """The slug for the words of a source; a doubt where they are not known."""
        slug = POSITIONS.get(" ".join(words.casefold().split()).rstrip("."), "")
        if not words:
            self.doubt(row, Code.POSITION_EMPTY)
        elif not slug:
            self.doubt(row, Code.POSITION_UNKNOWN, words=words)
        return slug

    def session(self, row: int, text: str) -> int | None:
        """The session's number in “20”, “20.0” or “20th session”; a doubt where there is none."""
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
    "supported / noted": "partially_supported",
    "noted/supported": "partially_supported",
    "partially supported": "partially_supported",
    "partly supported": "partially_supported",
    "supported in part": "partially_supported",
    "partially accepted": "partially_supported",
    "partly accepted": "partially_supported",
    "accepted in part": "partially_supported",
    "pending": "pending",
}


def find_columns(
    table: Table,
    headings: Mapping[str, tuple[str, ...]],
    source: Code,
    at_least: int = HEADINGS_TO_RECOGNISE,
) -> Columns | None:
    """Where the rows begin (0-based), and how to take a named cell out of one.

    `headings` gives for each name the spellings accepted, in any order and case. None where the
    table is something else; `NotAnExport` where it is one of `source` (the code of its name) with a
    column missing.
    """
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(table[:ROWS_BEFORE_HEADINGS]):
        cells = [" ".join(cell.casefold().split()) for cell in row]
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


def values_in_cell(cell: str) -> tuple[str, ...]:
    """The values of a cell with one value a line, each “- X”; without dashes every line is one.

    A dash inside a value (Timor-Leste, “1.4 - Equal rights”) divides nothing; where values have
    dashes, a line without one goes on with the value before it.
    """
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    dashed = any(re.match(r"[-–•](\s|$)", line) for line in lines)
    values: list[str] = []
    for line in lines:
        value, dashes = re.subn(r"^[-–•](\s+|$)", "", line)
        if dashes or not dashed or not values:
            values.append(value)
        else:
            values[-1] = f"{values[-1]} {value}"
    return tuple(value for value in values if value)


def numbered(text: str) -> tuple[str, str]:
    """The paragraph number that a text begins with ("" where there is none), and the rest.

    >>> numbered("115.1 Ratify it")
    ('115.1', 'Ratify it')
    """
    match = re.match(r"\s*(\d{1,3}(?:\.\d{1,3}){0,2})(?:[.)]+\s*|\s+|(?=[A-Z]))(?=\D)", text)
    return (match[1], text[match.end() :].strip()) if match else ("", text.strip())


def source_of_position(text: str) -> tuple[str, str]:
    """A text without its last line “Source of position: A/HRC/28/15/Add.1 - Para. 3”, and that."""
    match = re.search(r"\bSource\s+of\s+position\s*:(.*)\Z", text, re.IGNORECASE | re.DOTALL)
    return (text[: match.start()].rstrip(), match[1].strip()) if match else (text, "")


def closing_states(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the States in brackets that close it, and their names as printed, in order.

    Brackets before them stay in the text where they hold no States: “… the Convention (CRPD)
    (Egypt)”. Where one paragraph has several sentences, each closed by its States (“Sign it
    (Mali); Ratify it (Peru);”), the brackets between them stay too, and their States count.
    No names where no such bracket closes the text: then it is returned whole.
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


# `str.strip` takes the no-break space for space too.
_SPACE = " \t\r\n\v\f\xa0"
# A bracket that closes one of several sentences; inside it brackets of one name.
_BETWEEN = re.compile(r"\(([^()]{0,300}(?:\([^()]{0,99}\)[^()]{0,300}){0,9})\)\s?;\s?(?=[A-Z])")
# All members of the United Nations in one bracket would not be longer.
_LONGEST_BRACKET = 5000


def _opening(text: str) -> int:
    """Where the bracket opens that closes at the end of a text; -1 where it does not."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return place
    return -1


# “and” inside a name divides nothing.
_NAMES_WITH_AND = re.compile(
    r"(Antigua|Bosnia|Saint Kitts|St\.? Kitts|S[aã]o Tom[eé]|Saint Vincent|St\.? Vincent|Trinidad"
    r"|Great Britain|Serbia) and (?=Barbuda|Herzegovina|Nevis|Pr[ií]ncipe|the Grenadines|Tobago"
    r"|Northern Ireland|Montenegro)",
    re.IGNORECASE,
)


def state_names(inside: str) -> tuple[str, ...]:
    """The names of States in one bracket: between “,”, “;”, “/” and “and”, not in inner brackets.

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
    """The names in a bracket; none where any of them can be no State."""
    names = state_names(inside) if len(inside) <= _LONGEST_BRACKET else ()
    return names if all(map(_may_be_state, names)) else ()


def _may_be_state(name: str) -> bool:
    """Names of States begin with a capital (after “the”) and are no acronyms."""
    if name in _ABBREVIATED_STATES:
        return True
    begins = name.removeprefix("the ").removeprefix("former ")
    return (
        begins[:1].isupper() and any(letter.islower() for letter in begins) and not _NOT_A_STATE.search(name)
    )
