"""Paragraphs that hold several recommendations: one row in one document, “6.1 (1)” and “6.1 (2)” in another.

A report's item is divided into its recommendations; OHCHR's lists and the Index leave it whole. Whichever
came first stays as it is recorded, and the other is matched to it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from .incoming import Incoming, Remark
from .matching import NEARLY_THE_SAME, compared_words
from .messages import PlanCode, Sentence
from .plan import PlannedReview
from .vocabulary import RecordedRow

# The share of words in common from which one text holds another; names of States stand between the parts.
MOST = 0.7


def item_of(number: str) -> str:
    """The number of the paragraph without that of its part: “6.1 (2)” → “6.1”."""
    return number.partition(" (")[0]


def match_paragraphs(
    planned_review: PlannedReview, recorded_rows: list[RecordedRow], groups: dict[int, list[Incoming]]
) -> list[Incoming]:
    """Adds to the groups the rows of paragraphs that one side has whole and the other divided.

    Returns the other rows.
    """
    by_item: dict[str, list[RecordedRow]] = defaultdict(list)
    for recorded_row in recorded_rows:
        by_item[item_of(recorded_row.number)].append(recorded_row)
    matched_ids: set[int] = set()
    for recorded_whole, parts in _parts_of_recorded(planned_review.incoming.rows, recorded_rows):
        groups[recorded_whole.key].append(_as_whole(recorded_whole, parts))
        matched_ids.update(map(id, parts))
        sentence = Sentence(PlanCode.WHOLE_RECORDED, {"number": recorded_whole.number, "parts": len(parts)})
        planned_review.doubts.append(Remark(parts[0].place, sentence))
    unnumbered_parts = _unnumbered_parts(planned_review.incoming.rows, recorded_rows)
    for row in planned_review.incoming.rows:
        if parts_recorded := _recorded_parts(row, by_item[row.number]) or unnumbered_parts.get(id(row), []):
            matched_ids.add(id(row))
            for recorded_row, part in zip(parts_recorded, _as_parts(row, parts_recorded), strict=True):
                groups[recorded_row.key].append(part)
            sentence = Sentence(PlanCode.PARTS_RECORDED, {"number": row.number, "parts": len(parts_recorded)})
            planned_review.doubts.append(Remark(row.place, sentence))
            states = dict.fromkeys(state for part in parts_recorded for state in part.states)
            if row.states and set(row.states) != set(states):
                names = {"file": ", ".join(row.states), "recorded": ", ".join(states)}
                planned_review.doubts.append(Remark(row.place, Sentence(PlanCode.STATES_DIFFER, names)))
    return [row for row in planned_review.incoming.rows if id(row) not in matched_ids]


def _recorded_parts(row: Incoming, recorded_rows: Iterable[RecordedRow]) -> list[RecordedRow]:
    """The recorded parts of a paragraph that the file has whole; empty if it is no such row."""
    if not row.number or item_of(row.number) != row.number:
        return []
    parts = [
        recorded_row
        for recorded_row in recorded_rows
        if recorded_row.number != row.number and item_of(recorded_row.number) == row.number
    ]
    return parts if _holds_all(row.text, [part.text for part in parts]) else []


def _unnumbered_parts(
    rows: Iterable[Incoming], recorded_rows: Iterable[RecordedRow]
) -> dict[int, list[RecordedRow]]:
    """The recorded parts of paragraphs, by `id` of the file's row, where none has its number yet.

    UPR Info divides paragraphs as reports do, and knows no numbers. A part belongs to a paragraph if no
    other of the file holds its words, and if the parts together have most of the paragraph's.
    """
    unnumbered_rows = [recorded_row for recorded_row in recorded_rows if not recorded_row.number]
    words_by_key = {
        recorded_row.key: frozenset(compared_words(recorded_row.text).split())
        for recorded_row in unnumbered_rows
    }
    holders: Counter[int] = Counter()
    candidates: dict[int, tuple[Incoming, list[RecordedRow]]] = {}
    # UPR Info's own rows have no numbers either, and cost nothing here.
    for row in (row for row in rows if row.number and unnumbered_rows):
        words = frozenset(compared_words(row.text).split())
        parts = [
            recorded_row
            for recorded_row in unnumbered_rows
            if len(words & words_by_key[recorded_row.key]) >= MOST * len(words_by_key[recorded_row.key]) > 0
            and (not row.states or set(recorded_row.states) <= set(row.states))
        ]
        holders.update(part.key for part in parts)
        candidates[id(row)] = row, parts
    parts_by_row: dict[int, list[RecordedRow]] = {}
    for row_id, (row, held_rows) in candidates.items():
        parts = [part for part in held_rows if holders[part.key] == 1]
        words = frozenset(compared_words(row.text).split())
        together = frozenset[str]().union(*(words_by_key[part.key] for part in parts))
        if (
            row.number
            and len(words & together) >= MOST * len(words)
            and _holds_all(row.text, [part.text for part in parts])
        ):
            parts_by_row[row_id] = parts
    return parts_by_row


def _as_parts(row: Incoming, parts: Sequence[RecordedRow]) -> list[Incoming]:
    """What a whole paragraph says of each of its recorded parts: all but number, text and States."""
    return [replace(row, number=part.number, text=part.text, states=part.states) for part in parts]


def _parts_of_recorded(
    rows: Iterable[Incoming], recorded_rows: Iterable[RecordedRow]
) -> list[tuple[RecordedRow, list[Incoming]]]:
    """The recorded paragraphs that the file has in parts, each with these."""
    parts_by_item: dict[str, list[Incoming]] = defaultdict(list)
    for row in rows:
        if item_of(row.number) != row.number:
            parts_by_item[item_of(row.number)].append(row)
    return [
        (recorded_row, parts)
        for recorded_row in recorded_rows
        if (parts := parts_by_item.get(recorded_row.number, []))
        if _holds_all(recorded_row.text, [part.text for part in parts])
    ]


def _as_whole(recorded_row: RecordedRow, parts: Sequence[Incoming]) -> Incoming:
    """What the parts say of the whole; a position only if it is that of all."""
    positions = {part.position for part in parts}
    claims = {part.state_claim for part in parts}
    return replace(
        parts[0],
        number=recorded_row.number,
        text=recorded_row.text,
        states=tuple(dict.fromkeys(state for part in parts for state in part.states)),
        position=positions.pop() if len(positions) == 1 else "",
        state_claim=claims.pop() if len(claims) == 1 else "none",
        labels=tuple(dict.fromkeys(label for part in parts for label in part.labels)),
        goals=tuple(dict.fromkeys(goal for part in parts for goal in part.goals)),
    )


def _holds_all(text: str, parts: Sequence[str]) -> bool:
    """Whether a text is no single one of several parts, and holds the words of each."""
    words = compared_words(text)
    words_of_parts = [compared_words(part) for part in parts]
    if len(parts) < 2 or words in words_of_parts or not all(words_of_parts):
        return False
    distinct_words = set(words.split())
    return all(
        len(part_words) < len(words)
        # Of alternatives (“Sign, and ratify, it”) each part has words from several places.
        and (
            fuzz.partial_ratio(part_words, words) >= NEARLY_THE_SAME
            or set(part_words.split()) <= distinct_words
        )
        for part_words in words_of_parts
    )
