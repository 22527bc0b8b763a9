"""OHCHR's thematic lists of recommendations (“matrices”): a Word table, one file for each review.

Source: the lists of cycles 2, 3 and 4 on the page of each review at ohchr.org. The last column of
cycles 2 and 3 is for stakeholders to fill, and is not read.
"""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table as WordTable

from uprdocs.exports.rows import (
    ExportedRow,
    ReadExport,
    Reading,
    closing_states,
    find_columns,
    numbered,
    one_line,
    source_of_position,
    state_names,
    values_in_cell,
    visible,
)
from uprdocs.messages import Code, NotAnExport

HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "thematic_list_cycles_2_3": {
        "recommendation": ("Recommendation",),
        "position": ("Position",),
        "themes": ("Full list of themes",),
        "assessment": ("Assessment/comments on level of implementation",),
    },
    # Of the second cycle, in portrait, with the States in a column of their own.
    "thematic_list_cycle_2": {
        "recommendation": ("Recommendation",),
        "states": (
            "Recommending state/s",
            "Recommending State",
            "Recommending States",
            "Recommending State(s)",
        ),
        "position": ("Position",),
        "themes": ("Full list of rights/affected persons", "Full list of rights"),
    },
    "thematic_list_cycle_4": {
        "recommendation": ("Recommendation and recommending State",),
        "position": ("Position of the State under review",),
        "themes": ("Human rights themes and groups of persons",),
        "sdgs": ("Relevant SDGs",),
    },
}

# “UPR of Slovenia (2nd Cycle – 20th session)”, in the header of the pages.
_TITLE = re.compile(
    r"UPR\s+of\s+(?P<state>.+?)\s*\(\s*\w+\s+cycle\s*[-–—,]\s*(?P<session>\d+)\s*\w*\s+session",
    re.IGNORECASE,
)
# “UPR of Slovenia - Second Cycle”, which leaves the session to the report’s symbol.
_TITLE_WITHOUT_SESSION = re.compile(
    r"UPR\s+of\s+(?P<state>.+?)\s*[-–—,(]\s*(?P<cycle>\w+)\s+cycle\b", re.IGNORECASE
)
# Elements around what is printed, which a reader of rows, cells and words would pass over with it: content
# controls, and marks of custom XML, of direction and of fields.
_WRAPPERS = ("sdt", "customXml", "smartTag", "bdo", "dir", "fldSimple")
# Headings inside the cell of themes. Cycle 3 has “SDGs:” there, cycle 4 in a column.
_SECTION = re.compile(
    r"^[ \t]*(affected persons|groups? of persons|sdgs)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
# “S16 SDG 16 - peace, justice and strong institutions”, among the themes.
_GOAL = re.compile(r"(?:[A-Z]\d+\s+)?SDG\s*\d", re.IGNORECASE)
_SYMBOL = re.compile(r"A/HRC/[A-Z0-9./]*[A-Z0-9]", re.IGNORECASE)


def read_thematic_list(data: bytes) -> ReadExport:
    """The recommendations of a thematic list, each once with all its themes.

    `source_row` counts the rows of the table through all its parts. Raises `NotAnExport` if there is no
    such table, or a column is missing.
    """
    document = docx.Document(BytesIO(data))
    _unwrap(document.element.body)
    kind, rows = _table(document)
    reading = Reading()
    state, session, is_second_cycle = _review(document)
    if not state:
        reading.doubt(1, Code.NO_REVIEW_IN_HEADER)
    if document.element.body.xpath(".//w:ins | .//w:del"):
        reading.doubt(1, Code.TRACKED_CHANGES)
    rows_with_sources = _recommendations(reading, rows, HEADINGS[kind])
    symbol = _report_symbol([source for _, source in rows_with_sources])
    if session is None and is_second_cycle:
        session = _session_of_second_cycle(symbol)
    places: dict[str, list[int]] = defaultdict(list)
    for row, source in rows_with_sources:
        own_symbol = _symbol(source)
        if not own_symbol:
            reading.doubt(row.source_row, Code.NO_SOURCE_OF_POSITION)
        complete = dataclasses.replace(
            row, state_under_review=state, session=session, symbol=symbol or own_symbol
        )
        _add(reading, places, complete)
    return reading.finished(kind)


def _review(document: Document) -> tuple[str, int | None, bool]:
    """The State under review, the session, and whether the second cycle is named instead: from the header."""
    headers = [
        header for section in document.sections for header in (section.header, section.first_page_header)
    ]
    for header in headers:
        _unwrap(header._element)
    lines = [paragraph.text for header in headers for paragraph in header.paragraphs]
    lines += [paragraph.text for paragraph in document.paragraphs]
    for line in lines:
        if title := _TITLE.search(line):
            return " ".join(title["state"].split()), int(title["session"]), False
    for line in lines:
        if title := _TITLE_WITHOUT_SESSION.search(line):
            is_second_cycle = title["cycle"].casefold() in ("second", "2nd")
            return " ".join(title["state"].split()), None, is_second_cycle
    return "", None, False


def _session_of_second_cycle(symbol: str) -> int | None:
    """The session of the Working Group behind a report to the Council: A/HRC/27/8 is of the 19th.

    In the whole second cycle (sessions 13 to 26) the Council adopted the outcomes eight sessions on by its
    own count, 21 to 34. Source: the symbols of the reports.
    """
    match = re.match(r"A/HRC/(\d+)/", symbol)
    council_session = int(match[1]) if match else 0
    return council_session - 8 if 21 <= council_session <= 34 else None


def _unwrap(root: BaseOxmlElement) -> None:
    """Put what stands inside wrappers in their place."""
    for name in _WRAPPERS:
        for wrapper in root.xpath(f".//w:{name}"):
            parent = wrapper.getparent()
            # What a control shows until somebody fills it: “Choose an item.”
            if wrapper.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
                for text in wrapper.iter(qn("w:t")):
                    text.text = ""
            contents = wrapper.find(qn("w:sdtContent")) if name == "sdt" else wrapper
            for child in list(() if contents is None else contents):
                if not child.tag.endswith("Pr"):
                    wrapper.addprevious(child)
            parent.remove(wrapper)


def _table(document: Document) -> tuple[str, list[Sequence[str]]]:
    """The kind of list, and all rows of its tables, including headings."""
    missing: NotAnExport | None = None
    for kind, headings in HEADINGS.items():
        parts: list[Sequence[str]] = []
        for table in document.tables:
            cells = list(_cells(table))
            try:
                if parts or find_columns(cells, headings, Code.A_THEMATIC_LIST, at_least=3):
                    parts.extend(cells)
            except NotAnExport as problem:
                missing = problem
        if parts:
            return kind, parts
    raise missing or NotAnExport(Code.NO_THEMATIC_TABLE)


def _cells(table: WordTable) -> Iterator[Sequence[str]]:
    """The texts of each row, that of a wide cell in its first column; one text for a row merged across."""
    for row in table.rows:
        cells = row.cells
        texts = [cell.text for cell in cells]
        if len(texts) > 1 and len(set(texts)) == 1 and texts[0].strip():
            yield texts[:1]
        else:
            before = (None, *cells)
            yield [
                "" if left is not None and left._tc is cell._tc else text
                for left, cell, text in zip(before, cells, texts, strict=False)
            ]


def _recommendations(
    reading: Reading, rows: Sequence[Sequence[str]], headings: Mapping[str, tuple[str, ...]]
) -> list[tuple[ExportedRow, str]]:
    """The recommendations of the table, each with its source of position."""
    columns = find_columns(rows, headings, Code.A_THEMATIC_LIST, at_least=3)
    assert columns is not None  # noqa: S101 - `_table` has found them
    begin, cell = columns
    theme = ""
    rows_with_sources = []
    for number, row in enumerate(rows[begin:], begin + 1):
        if not any(text.strip() for text in row):
            reading.skip(Code.SKIPPED_EMPTY)
        elif len(row) == 1:
            theme = _theme(reading, number, row[0]) or theme
        elif [text.strip() for text in row] == [text.strip() for text in rows[begin - 1]]:
            reading.skip(Code.SKIPPED_HEADINGS)
        else:
            cells = {name: cell(row, name) for name in headings}
            if cells["recommendation"]:
                rows_with_sources.append(_recommendation(reading, number, theme, cells))
            else:
                reading.skip(Code.SKIPPED_WITHOUT_TEXT)
                reading.doubt(number, Code.FIRST_CELL_EMPTY)
    return rows_with_sources


def _theme(reading: Reading, number: int, heading: str) -> str:
    """The theme of a full-width row."""
    label, colon, theme = heading.strip().partition(":")
    if colon and visible(label).casefold() in ("theme", "right or area"):
        return theme.strip()
    reading.skip(Code.SKIPPED_NO_THEME)
    reading.doubt(number, Code.NO_THEME, words=heading.strip()[:80])
    return ""


def _recommendation(
    reading: Reading, number: int, theme: str, cells: Mapping[str, str]
) -> tuple[ExportedRow, str]:
    text_with_number, source = source_of_position(cells["recommendation"])
    paragraph, rest = numbered(text_with_number)
    text, states = closing_states(one_line(rest))
    states = _states_of_column(cells.get("states", "")) or states
    if not paragraph:
        reading.doubt(number, Code.NO_PARAGRAPH_NUMBER)
    if not states:
        reading.doubt(number, Code.NO_CLOSING_STATE)
    themes, *sections = _SECTION.split(cells["themes"])
    # Alternating names and contents of sections.
    parts = {"sdgs": cells.get("sdgs", ""), "persons": ""}
    for name, content in zip(sections[::2], sections[1::2], strict=True):
        parts["sdgs" if name.casefold() == "sdgs" else "persons"] += f"\n{content}"
    labels = _together(values_in_cell(themes), (theme,) if theme else ())
    goals = tuple(label for label in labels if _GOAL.match(label))
    row = ExportedRow(
        source_row=number,
        state_under_review="",
        recommending_states=states,
        text=text,
        position=reading.position(number, visible(cells["position"])),
        position_words=cells["position"],
        position_source=source,
        action_category="",
        labels=tuple(label for label in labels if label not in goals),
        persons=values_in_cell(parts["persons"]),
        sdgs=(*values_in_cell(parts["sdgs"]), *goals),
        symbol="",
        paragraph=paragraph,
        session=None,
    )
    return row, source


def _states_of_column(cell: str) -> tuple[str, ...]:
    """The names in a cell, one on each line or in a list."""
    return tuple(dict.fromkeys(name for value in values_in_cell(cell) for name in state_names(value)))


def _together(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Both, in order, without repeats."""
    return tuple(dict.fromkeys((*first, *second)))


def _add(reading: Reading, places: dict[str, list[int]], row: ExportedRow) -> None:
    """Add a recommendation, or its themes to an equal one that was read before.

    `places`: by paragraph, the indices in `reading.rows`.
    """
    for place in places[row.paragraph] if row.paragraph else ():
        earlier = reading.rows[place]
        if _says(earlier) == _says(row):
            reading.rows[place] = dataclasses.replace(
                earlier,
                labels=_together(earlier.labels, row.labels),
                persons=_together(earlier.persons, row.persons),
                sdgs=_together(earlier.sdgs, row.sdgs),
            )
            reading.skip(Code.SKIPPED_REPEATED)
            return
        reading.doubt(row.source_row, Code.PARAGRAPH_REPEATED, number=row.paragraph, row=earlier.source_row)
    places[row.paragraph].append(len(reading.rows))
    reading.rows.append(row)


def _says(row: ExportedRow) -> tuple[object, ...]:
    """What two rows of one paragraph must have in common to be one recommendation."""
    return " ".join(row.text.replace("’", "'").split()), row.recommending_states, row.position_words


def _symbol(source: str) -> str:
    """The symbol of the report in a source of position, without “/Add.1”."""
    match = _SYMBOL.search(source)
    return re.sub(r"/(?:Add|Corr|Rev)\..*$", "", match[0], flags=re.IGNORECASE) if match else ""


def _report_symbol(sources: Sequence[str]) -> str:
    """The report of all addenda in these sources; "" if there is none, or more than one.

    Sources without an addendum are ignored: they can be the report of the session.
    """
    symbols = {_symbol(source) for source in sources if "/add." in source.casefold()}
    return symbols.pop() if len(symbols) == 1 else ""
