"""Plans each recommendation: which recorded one it matches, and what the file may change.

An editor's own words are never overwritten; a UN document sets number, official text and States; a
database fills in only what is still empty.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..addresses import fingerprint
from ..choices import ActionCategory, Position, SourceKind
from ..numbers import check_number
from .incoming import Incoming, Remark, short
from .matching import Match, Texts, compared_words
from .messages import PlanCode, Sentence
from .paragraphs import item_of, match_paragraphs
from .plan import Document, FieldChange, PlannedReview, PlannedRow
from .vocabulary import KnownRecords, RecordedRow


def plan_rows(
    planned_review: PlannedReview,
    recorded_rows: list[RecordedRow],
    document: Document,
    known_records: KnownRecords,
) -> None:
    """Adds to a planned review its rows, and their doubts and refusals."""
    if planned_review.incoming.answers_only:
        matches = _match_answers(planned_review, recorded_rows)
    elif recorded_rows:
        matches = _match_recorded(planned_review, recorded_rows, document)
    else:
        matches = [(row, None) for row in _merge_rows(planned_review, planned_review.incoming.rows)]
    for row, recorded_row in matches:
        _add_refusals(planned_review, row, known_records)
        planned_review.rows.append(_plan_row(planned_review, row, recorded_row, document, known_records))


# Matching

_Matches = list[tuple[Incoming, RecordedRow | None]]


def _merge_rows(planned_review: PlannedReview, rows: Iterable[Incoming]) -> list[Incoming]:
    """Merges the rows of one recommendation (one per State), by number or else by words."""
    groups: dict[str, list[Incoming]] = defaultdict(list)
    for row in rows:
        groups[row.number or fingerprint(row.text)].append(row)
    return [_merge_group(planned_review, group) for group in groups.values()]


def _merge_group(planned_review: PlannedReview, rows: list[Incoming]) -> Incoming:
    first = rows[0]
    if len(rows) == 1:
        return first
    positions = {row.position for row in rows if row.position}
    if len(positions) > 1:
        sentence = Sentence(PlanCode.SEVERAL_POSITIONS, {"positions": tuple(sorted(positions))})
        planned_review.doubts.append(Remark(first.place, sentence))
    if len({compared_words(row.text) for row in rows if row.text}) > 1:
        sentence = Sentence(PlanCode.SEVERAL_TEXTS, {"number": first.number})
        planned_review.doubts.append(Remark(first.place, sentence))
    return replace(
        first,
        states=tuple(dict.fromkeys(state for row in rows for state in row.states)),
        position=positions.pop() if len(positions) == 1 else "",
        action_category=next((row.action_category for row in rows if row.action_category), ""),
        labels=tuple(dict.fromkeys(label for row in rows for label in row.labels)),
        goals=tuple(dict.fromkeys(goal for row in rows for goal in row.goals)),
    )


def _match_recorded(
    planned_review: PlannedReview, recorded_rows: list[RecordedRow], document: Document
) -> _Matches:
    """Each row with its recorded one, or None if new; ambiguous rows become doubts."""
    finder = _Finder(recorded_rows, document)
    groups: dict[int, list[Incoming]] = defaultdict(list)
    new_rows: list[Incoming] = []
    waiting_rows = match_paragraphs(planned_review, recorded_rows, groups)
    for row in waiting_rows:
        match = finder.find(row)
        if match.row:
            groups[match.row.key].append(row)
        elif match.similar or not finder.may_be_new(row):
            planned_review.doubts.append(Remark(row.place, _unclear(row, match)))
        else:
            new_rows.append(row)
    by_key = {recorded_row.key: recorded_row for recorded_row in recorded_rows}
    if document.is_official:
        planned_review.doubts += [
            Remark(planned_review.slug, Sentence(PlanCode.NOT_IN_REPORT, {"text": short(recorded_row.text)}))
            for recorded_row in recorded_rows
            if not recorded_row.number and recorded_row.key not in groups
        ]
    matches: _Matches = [(_merge_group(planned_review, group), by_key[key]) for key, group in groups.items()]
    return matches + [(row, None) for row in _merge_rows(planned_review, new_rows)]


def _unclear(row: Incoming, match: Match[RecordedRow]) -> Sentence:
    if not match.similar:
        return Sentence(PlanCode.NOT_IN_REVIEW, {"text": short(row.text)})
    numbers = ", ".join(similar_row.number or f"“{short(similar_row.text)}”" for similar_row in match.similar)
    return Sentence(PlanCode.SEVERAL_LIKE_IT, {"numbers": numbers, "text": short(row.text)})


class _Finder:
    """Finds the recorded row of an incoming one, within one review."""

    def __init__(self, recorded_rows: list[RecordedRow], document: Document) -> None:
        self.document = document
        self.by_number: dict[str, list[RecordedRow]] = defaultdict(list)
        for row in recorded_rows:
            if row.number:
                self.by_number[row.number].append(row)
                # “95.3 (2)” is the second recommendation of item 95.3.
                if (item_number := item_of(row.number)) != row.number:
                    self.by_number[item_number].append(row)
        self.unnumbered = Texts(row for row in recorded_rows if not row.number)
        self.all_texts = Texts(recorded_rows)
        self.matched_keys: set[int] = set()

    def find(self, row: Incoming) -> Match[RecordedRow]:
        if not row.number:
            return self.all_texts.find(row.text, row.states)
        numbered_rows = self.by_number.get(row.number, [])
        if len(numbered_rows) == 1:
            return (
                Match(numbered_rows[0])
                if self._may_be(row, numbered_rows[0])
                else Match(None, (numbered_rows[0],))
            )
        if numbered_rows:
            return Texts(numbered_rows).find(row.text, row.states)
        item_rows = self.by_number.get(item_of(row.number), [])
        if any(item_row.number == item_of(row.number) for item_row in item_rows):
            return Match(None, tuple(item_rows))
        match = self.unnumbered.find(row.text, row.states)
        if match.row and match.row.key in self.matched_keys:
            # Another number with the same words came first.
            return Match(None)
        if match.row:
            self.matched_keys.add(match.row.key)
        return match if match.row else Match(None)

    def _may_be(self, row: Incoming, recorded_row: RecordedRow) -> bool:
        """False if the texts have nothing in common: a database's number may be wrong."""
        if self.document.is_official or not recorded_row.text or recorded_row.text_is_excerpt:
            return True
        return Texts([recorded_row]).resembles(row.text)

    def may_be_new(self, row: Incoming) -> bool:
        """A row without a number is never new in a review whose numbers are recorded."""
        return bool(row.number) or not self.by_number


def _match_answers(planned_review: PlannedReview, recorded_rows: list[RecordedRow]) -> _Matches:
    """The recommendations that an addendum answers; it may write 115.5 as 5."""
    rows_by_number: dict[str, list[RecordedRow]] = defaultdict(list)
    for recorded_row in recorded_rows:
        item_number = item_of(recorded_row.number)
        rows_by_number[item_number].append(recorded_row)
        rows_by_number[item_number.rpartition(".")[2]].append(recorded_row)
    matches: _Matches = []
    for row in planned_review.incoming.rows:
        answered_rows = rows_by_number.get(row.number, [])
        paragraphs = {recorded_row.number.rpartition(".")[0] for recorded_row in answered_rows}
        if not answered_rows or len(paragraphs) > 1:
            code = PlanCode.NUMBER_IN_SEVERAL_LISTS if answered_rows else PlanCode.NUMBER_UNKNOWN
            planned_review.doubts.append(Remark(row.place, Sentence(code, {"number": row.number})))
        else:
            matches += [(row, recorded_row) for recorded_row in answered_rows]
    planned_review.doubts += _without_answer(planned_review, recorded_rows, matches)
    return matches


def _without_answer(
    planned_review: PlannedReview, recorded_rows: list[RecordedRow], matches: _Matches
) -> list[Remark]:
    """A doubt for the recommendations that wait for an answer which this addendum does not give."""
    answered_keys = {recorded_row.key for _row, recorded_row in matches if recorded_row}
    waiting_numbers = [
        recorded_row.number
        for recorded_row in recorded_rows
        if recorded_row.number
        and recorded_row.key not in answered_keys
        and (recorded_row.current is None or recorded_row.current.position == Position.PENDING)
    ]
    if not waiting_numbers:
        return []
    sentence = Sentence(PlanCode.WITHOUT_ANSWER, {"numbers": ", ".join(waiting_numbers)})
    return [Remark(planned_review.slug, sentence)]


# Changes


def _add_refusals(planned_review: PlannedReview, row: Incoming, known_records: KnownRecords) -> None:
    """Refuses what the database would reject, with a sentence for the editor."""
    sentences = [
        _("The State %(code)s is not in the table of States. Add it there first.") % {"code": code}
        for code in row.states
        if code not in known_records.states
    ]
    if row.number:
        try:
            check_number(row.number)
        except ValidationError as error:
            sentences += error.messages
    if row.position and row.position not in Position.values:
        sentences.append(_("The position “%(value)s” is unknown.") % {"value": row.position})
    if row.action_category and row.action_category not in ActionCategory.values:
        sentences.append(_("The category “%(value)s” is unknown.") % {"value": row.action_category})
    planned_review.refusals += [Remark(row.place, sentence) for sentence in sentences]


def _plan_row(
    planned_review: PlannedReview,
    row: Incoming,
    recorded_row: RecordedRow | None,
    document: Document,
    known_records: KnownRecords,
) -> PlannedRow:
    links, unknown_labels = _links(row, document, known_records)
    planned_row = PlannedRow(row, recorded_row, unknown_labels=unknown_labels)
    if recorded_row is None:
        planned_row.links, planned_row.waiting_labels = links, unknown_labels
        planned_row.statement = bool(row.position)
        return planned_row
    planned_row.links = {name: keys for name, keys in links.items() if name not in recorded_row.filled_links}
    if not recorded_row.filled_links & {"themes", "affected_groups"}:
        # Labels are only stored for rows whose themes and groups nobody chose yet.
        stored_labels = recorded_row.unknown_labels
        planned_row.waiting_labels = tuple(label for label in unknown_labels if label not in stored_labels)
    planned_row.changes = [
        *_number_change(row, recorded_row),
        *_text_changes(planned_review, row, recorded_row, document),
        *_state_changes(planned_review, row, recorded_row, document),
        *(FieldChange(name, [], list(keys)) for name, keys in planned_row.links.items()),
    ]
    if row.action_category and not recorded_row.action_category:
        planned_row.changes.append(FieldChange("action_category", "", row.action_category))
    _plan_position(planned_review, planned_row, document)
    return planned_row


def _links(
    row: Incoming, document: Document, known_records: KnownRecords
) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    """Keys of the row's themes, groups and goals by field, and its unmapped labels."""
    scheme = document.provenance.scheme
    meanings = {label: known_records.meaning(scheme, label) for label in row.labels}
    themes = [meaning.theme for meaning in meanings.values() if meaning and meaning.theme]
    groups = [meaning.affected_group for meaning in meanings.values() if meaning and meaning.affected_group]
    links = {
        "themes": tuple(dict.fromkeys(themes)),
        "affected_groups": tuple(dict.fromkeys(groups)),
        "goals": tuple(known_records.goals[goal] for goal in row.goals),
    }
    unknown_labels = tuple(label[:200] for label, meaning in meanings.items() if meaning is None)
    return {name: keys for name, keys in links.items() if keys}, unknown_labels


def _number_change(row: Incoming, recorded_row: RecordedRow) -> list[FieldChange]:
    if not row.number or recorded_row.number or not row.text:
        return []
    return [FieldChange("number", "", row.number)]


def _text_changes(
    planned_review: PlannedReview, row: Incoming, recorded_row: RecordedRow, document: Document
) -> list[FieldChange]:
    """The official text replaces an empty text, and an excerpt or a database's if it is official."""
    if not row.text:
        return []
    if not _may_be_filled_in(recorded_row, document):
        if document.is_official and compared_words(row.text) != compared_words(recorded_row.text):
            planned_review.doubts.append(Remark(row.place, Sentence(PlanCode.TEXT_DIFFERS)))
        return []
    if recorded_row.text_is_excerpt and not _holds(row.text, recorded_row.text):
        sentence = Sentence(PlanCode.EXCERPT_DIFFERS, {"text": short(recorded_row.text)})
        planned_review.doubts.append(Remark(row.place, sentence))
    changes = []
    if recorded_row.text_source is None or recorded_row.text_source != document.source:
        # By name: the source has no key before it is saved.
        changes.append(FieldChange("text_source", recorded_row.text_source, document.provenance.name))
    if recorded_row.text != row.text:
        changes.append(FieldChange("text", recorded_row.text, row.text))
    if recorded_row.text_is_excerpt:
        changes.append(FieldChange("text_is_excerpt", True, False))
    return changes


def _may_be_filled_in(recorded_row: RecordedRow, document: Document) -> bool:
    from_database = recorded_row.text_source_kind == SourceKind.SECONDARY_DATABASE
    incomplete = recorded_row.text_is_excerpt or from_database
    return not recorded_row.text or (incomplete and document.is_official)


def _holds(text: str, excerpt: str) -> bool:
    """Whether a text contains all parts of an excerpt, in any order."""
    words = compared_words(text)
    return all(compared_words(part) in words for part in re.split(r"\[…\]|…", excerpt))


def _state_changes(
    planned_review: PlannedReview, row: Incoming, recorded_row: RecordedRow, document: Document
) -> list[FieldChange]:
    """States are added, never removed; only a report replaces those of a database."""
    if not row.states or set(row.states) == set(recorded_row.states):
        return []
    only_from_database = document.is_official and not recorded_row.number
    if only_from_database or not recorded_row.states:
        return [FieldChange("recommending_states", list(recorded_row.states), list(row.states))]
    missing = [state for state in row.states if state not in recorded_row.states]
    if document.is_official and set(recorded_row.states) <= set(row.states):
        return [FieldChange("recommending_states", list(recorded_row.states), list(row.states))]
    if missing and not document.is_official and not recorded_row.number:
        after = [*recorded_row.states, *missing]
        return [FieldChange("recommending_states", list(recorded_row.states), after)]
    if missing or document.is_official:
        names = {"file": ", ".join(row.states), "recorded": ", ".join(recorded_row.states)}
        planned_review.doubts.append(Remark(row.place, Sentence(PlanCode.STATES_DIFFER, names)))
    return []


def _plan_position(planned_review: PlannedReview, planned_row: PlannedRow, document: Document) -> None:
    """A new position is added as a statement; the recorded ones stay."""
    row, recorded_row = planned_row.incoming, planned_row.recorded
    if not row.position or recorded_row is None:
        return
    document_statements = [
        statement for statement in recorded_row.statements if statement.document == document.source
    ]
    if any(statement.position == row.position for statement in document_statements):
        return
    if document_statements:
        positions = {"earlier": document_statements[0].position, "later": row.position}
        planned_review.doubts.append(Remark(row.place, Sentence(PlanCode.POSITION_DIFFERS, positions)))
        return
    current = recorded_row.current
    has_answer = current is not None and current.position != Position.PENDING
    planned_row.conflict = has_answer and current is not None and current.position != row.position
    # A database adds a statement only if it says something new.
    is_news = planned_row.conflict or (
        not has_answer and all(statement.position != row.position for statement in recorded_row.statements)
    )
    planned_row.statement = document.is_official or is_news
