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
from docx.table import Table as WordTable

from uprdocs.exports.rows import (
    ExportedRow,
    ReadExport,
    Reading,
    closing_states,
    find_columns,
    numbered,
    source_of_position,
    values_in_cell,
)
from uprdocs.messages import Code, NotAnExport

HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "thematic_list_cycles_2_3": {
        "recommendation": ("Recommendation",),
        "position": ("Position",),
        "themes": ("Full list of themes",),
        "assessment": ("Assessment/comments on level of implementation",),
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
# Headings inside the cell of themes. Cycle 3 has “SDGs:” there, cycle 4 in a column.
_SECTION = re.compile(
    r"^[ \t]*(affected persons|groups? of persons|sdgs)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_SYMBOL = re.compile(r"A/HRC/[A-Z0-9./]*[A-Z0-9]", re.IGNORECASE)


def read_thematic_list(data: bytes) -> ReadExport:
    """The recommendations of a thematic list, each once with all its themes.

    `source_row` counts the rows of the table through all its parts. Raises `NotAnExport` if there is no
    such table, or a column is missing.
    """
    document = docx.Document(BytesIO(data))
    kind, rows = _table(document)
    reading = Reading()
    state, session = _review(document)
    if not state:
        reading.doubt(1, Code.NO_REVIEW_IN_HEADER)
    if document.element.body.xpath(".//w:ins | .//w:del"):
        reading.doubt(1, Code.TRACKED_CHANGES)
    rows_with_sources = _recommendations(reading, rows, HEADINGS[kind])
    symbol = _report_symbol([source for _, source in rows_with_sources])
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


def _review(document: Document) -> tuple[str, int | None]:
    """The State under review and the session, from headers or the lines above the table."""
    lines = [
        paragraph.text
        for section in document.sections
        for header in (section.header, section.first_page_header)
        for paragraph in header.paragraphs
    ]
    for line in [*lines, *(paragraph.text for paragraph in document.paragraphs)]:
        if title := _TITLE.search(line):
            return " ".join(title["state"].split()), int(title["session"])
    return "", None


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
    """The texts of each row; a single text for a row merged across the table."""
    for row in table.rows:
        texts = [cell.text for cell in row.cells]
        is_merged = len(texts) > 1 and len(set(texts)) == 1 and texts[0].strip()
        yield texts[:1] if is_merged else texts


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
    if colon and label.strip().casefold() == "theme":
        return theme.strip()
    reading.skip(Code.SKIPPED_NO_THEME)
    reading.doubt(number, Code.NO_THEME, words=heading.strip()[:80])
    return ""


def _recommendation(
    reading: Reading, number: int, theme: str, cells: Mapping[str, str]
) -> tuple[ExportedRow, str]:
    text_with_number, source = source_of_position(cells["recommendation"])
    paragraph, rest = numbered(text_with_number)
    text, states = closing_states(rest)
    if not paragraph:
        reading.doubt(number, Code.NO_PARAGRAPH_NUMBER)
    if not states:
        reading.doubt(number, Code.NO_CLOSING_STATE)
    themes, *sections = _SECTION.split(cells["themes"])
    # Alternating names and contents of sections.
    parts = {"sdgs": cells.get("sdgs", ""), "persons": ""}
    for name, content in zip(sections[::2], sections[1::2], strict=True):
        parts["sdgs" if name.casefold() == "sdgs" else "persons"] += f"\n{content}"
    row = ExportedRow(
        source_row=number,
        state_under_review="",
        recommending_states=states,
        text=text,
        position=reading.position(number, cells["position"]),
        position_words=cells["position"],
        position_source=source,
        action_category="",
        labels=_together(values_in_cell(themes), (theme,) if theme else ()),
        persons=values_in_cell(parts["persons"]),
        sdgs=values_in_cell(parts["sdgs"]),
        symbol="",
        paragraph=paragraph,
        session=None,
    )
    return row, source


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
