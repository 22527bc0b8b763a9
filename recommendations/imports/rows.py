"""What becomes of each recommendation: which one is meant, and what the file may change of it.

The rules, in order of who may say what: an editor's own words are never written over; the UN's
document gives number, official text and States; a database fills in only what nobody else said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from ..addresses import fingerprint
from ..choices import ActionCategory, Position, SourceKind
from ..models.recommendations import NUMBER_FORM
from .incoming import Incoming, Remark, short
from .matching import Match, Texts, compared_words
from .messages import PlanCode, Sentence
from .plan import Document, FieldChange, PlannedReview, PlannedRow
from .vocabulary import KnownRecords, RecordedRow

NUMBER = re.compile(r"^(?!text-)[^\W_][\w.() -]{0,19}\Z")


def plan_rows(
    planned: PlannedReview, recorded: list[RecordedRow], document: Document, known: KnownRecords
) -> None:
    """Adds to a planned review its rows, and what is doubtful or refused of them."""
    if planned.incoming.answers_only:
        found = _answered(planned, recorded)
    elif recorded:
        found = _matched(planned, recorded, document)
    else:
        found = [(row, None) for row in _merged(planned, planned.incoming.rows)]
    for row, match in found:
        _refuse(planned, row, known)
        planned.rows.append(_planned(planned, row, match, document, known))


# Which one is meant

_Found = list[tuple[Incoming, RecordedRow | None]]


def _merged(planned: PlannedReview, rows: Iterable[Incoming]) -> list[Incoming]:
    """Rows of one recommendation, one for each State, as one: by number, else by words."""
    groups: dict[str, list[Incoming]] = defaultdict(list)
    for row in rows:
        groups[row.number or fingerprint(row.text)].append(row)
    return [_as_one(planned, group) for group in groups.values()]


def _as_one(planned: PlannedReview, rows: list[Incoming]) -> Incoming:
    first = rows[0]
    if len(rows) == 1:
        return first
    positions = {row.position for row in rows if row.position}
    if len(positions) > 1:
        sentence = Sentence(PlanCode.SEVERAL_POSITIONS, {"positions": tuple(sorted(positions))})
        planned.doubts.append(Remark(first.place, sentence))
    if len({compared_words(row.text) for row in rows if row.text}) > 1:
        sentence = Sentence(PlanCode.SEVERAL_TEXTS, {"number": first.number})
        planned.doubts.append(Remark(first.place, sentence))
    return replace(
        first,
        states=tuple(dict.fromkeys(state for row in rows for state in row.states)),
        position=positions.pop() if len(positions) == 1 else "",
        action_category=next((row.action_category for row in rows if row.action_category), ""),
        labels=tuple(dict.fromkeys(label for row in rows for label in row.labels)),
        goals=tuple(dict.fromkeys(goal for row in rows for goal in row.goals)),
    )


def _matched(planned: PlannedReview, recorded: list[RecordedRow], document: Document) -> _Found:
    """Each row with the recorded one it means; what is ambiguous is told and left out."""
    finder = _Finder(recorded, document)
    matched: dict[int, list[Incoming]] = defaultdict(list)
    new: list[Incoming] = []
    for row in planned.incoming.rows:
        match = finder.find(row)
        if match.found:
            matched[match.found.key].append(row)
        elif match.similar or not finder.may_be_new(row):
            planned.doubts.append(Remark(row.place, _unclear(row, match)))
        else:
            new.append(row)
    by_key = {one.key: one for one in recorded}
    if document.is_official:
        planned.doubts += [
            Remark(planned.slug, Sentence(PlanCode.NOT_IN_REPORT, {"text": short(one.text)}))
            for one in recorded
            if not one.number and one.key not in matched
        ]
    found: _Found = [(_as_one(planned, group), by_key[key]) for key, group in matched.items()]
    return found + [(row, None) for row in _merged(planned, new)]


def _unclear(row: Incoming, match: Match[RecordedRow]) -> Sentence:
    if not match.similar:
        return Sentence(PlanCode.NOT_IN_REVIEW, {"text": short(row.text)})
    numbers = ", ".join(one.number or f"“{short(one.text)}”" for one in match.similar)
    return Sentence(PlanCode.SEVERAL_LIKE_IT, {"numbers": numbers, "text": short(row.text)})


class _Finder:
    """Finds among the recorded rows of one review."""

    def __init__(self, recorded: list[RecordedRow], document: Document) -> None:
        self.document = document
        self.by_number: dict[str, list[RecordedRow]] = defaultdict(list)
        for row in recorded:
            if row.number:
                self.by_number[row.number].append(row)
                # “95.3 (2)” is the second recommendation of what is printed as 95.3.
                if (printed := row.number.partition(" (")[0]) != row.number:
                    self.by_number[printed].append(row)
        self.unnumbered = Texts(row for row in recorded if not row.number)
        self.all = Texts(recorded)
        self.taken: set[int] = set()

    def find(self, row: Incoming) -> Match[RecordedRow]:
        if not row.number:
            return self.all.find(row.text, row.states)
        same = self.by_number.get(row.number, [])
        if len(same) == 1:
            return Match(same[0]) if self._may_be(row, same[0]) else Match(None, (same[0],))
        if same:
            return Texts(same).find(row.text, row.states)
        whole = self.by_number.get(row.number.partition(" (")[0], [])
        if any(one.number == row.number.partition(" (")[0] for one in whole):
            return Match(None, tuple(whole))
        match = self.unnumbered.find(row.text, row.states)
        if match.found and match.found.key in self.taken:
            # Two numbers with the same words: the first has it.
            return Match(None)
        if match.found:
            self.taken.add(match.found.key)
        return match if match.found else Match(None)

    def _may_be(self, row: Incoming, recorded: RecordedRow) -> bool:
        """A database's number may be wrong; words that have nothing in common tell."""
        if self.document.is_official or not recorded.text or recorded.text_is_excerpt:
            return True
        return Texts([recorded]).resembles(row.text)

    def may_be_new(self, row: Incoming) -> bool:
        """Where the review is recorded with its numbers, what has no number is in it already."""
        return bool(row.number) or not self.by_number


def _answered(planned: PlannedReview, recorded: list[RecordedRow]) -> _Found:
    """The recommendations that an addendum answers; it may leave out the paragraph: 5 is 115.5."""
    numbers: dict[str, list[RecordedRow]] = defaultdict(list)
    for one in recorded:
        printed = one.number.partition(" (")[0]
        numbers[printed].append(one)
        numbers[printed.rpartition(".")[2]].append(one)
    found: _Found = []
    for row in planned.incoming.rows:
        meant = numbers.get(row.number, [])
        lists = {one.number.rpartition(".")[0] for one in meant}
        if not meant or len(lists) > 1:
            code = PlanCode.NUMBER_IN_SEVERAL_LISTS if meant else PlanCode.NUMBER_UNKNOWN
            planned.doubts.append(Remark(row.place, Sentence(code, {"number": row.number})))
        else:
            found += [(row, one) for one in meant]
    return found


# What may change


def _refuse(planned: PlannedReview, row: Incoming, known: KnownRecords) -> None:
    """What the database would not take, in a sentence with its place."""
    sentences = [
        _("The State %(code)s is not in the table of States. Add it there first.") % {"code": code}
        for code in row.states
        if code not in known.states
    ]
    if row.number and not NUMBER.match(row.number):
        sentences.append(str(NUMBER_FORM))
    if row.position and row.position not in Position.values:
        sentences.append(_("The position “%(value)s” is unknown.") % {"value": row.position})
    if row.action_category and row.action_category not in ActionCategory.values:
        sentences.append(_("The category “%(value)s” is unknown.") % {"value": row.action_category})
    planned.refusals += [Remark(row.place, sentence) for sentence in sentences]


def _planned(
    planned: PlannedReview,
    row: Incoming,
    recorded: RecordedRow | None,
    document: Document,
    known: KnownRecords,
) -> PlannedRow:
    links, unknown = _links(row, document, known)
    result = PlannedRow(row, recorded, unknown_labels=unknown)
    if recorded is None:
        result.links, result.waiting_labels = links, unknown
        result.statement = bool(row.position)
        return result
    result.links = {name: keys for name, keys in links.items() if name not in recorded.has}
    if not recorded.has & {"themes", "affected_groups"}:
        # Where somebody chose themes already, nothing waits to be added to them.
        known_already = recorded.unknown_labels
        result.waiting_labels = tuple(label for label in unknown if label not in known_already)
    result.changes = [
        *_number_change(row, recorded),
        *_text_changes(planned, row, recorded, document),
        *_state_changes(planned, row, recorded, document),
        *(FieldChange(name, [], list(keys)) for name, keys in result.links.items()),
    ]
    if row.action_category and not recorded.action_category:
        result.changes.append(FieldChange("action_category", "", row.action_category))
    _position(planned, result, document)
    return result


def _links(
    row: Incoming, document: Document, known: KnownRecords
) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    """Keys of the themes, groups and goals that the row's labels mean, and labels that mean
    nothing here yet."""
    scheme = document.provenance.scheme
    meanings = {label: known.meaning(scheme, label) for label in row.labels}
    themes = [m.theme for m in meanings.values() if m and m.theme]
    groups = [m.affected_group for m in meanings.values() if m and m.affected_group]
    links = {
        "themes": tuple(dict.fromkeys(themes)),
        "affected_groups": tuple(dict.fromkeys(groups)),
        "goals": tuple(known.goals[goal] for goal in row.goals),
    }
    unknown = tuple(label[:200] for label, meaning in meanings.items() if meaning is None)
    return {name: keys for name, keys in links.items() if keys}, unknown


def _number_change(row: Incoming, recorded: RecordedRow) -> list[FieldChange]:
    if not row.number or recorded.number or not row.text:
        return []
    return [FieldChange("number", "", row.number)]


def _text_changes(
    planned: PlannedReview, row: Incoming, recorded: RecordedRow, document: Document
) -> list[FieldChange]:
    """The official text fills in where it is missing or an excerpt, or from a database only."""
    if not row.text:
        return []
    if not _may_be_filled_in(recorded, document):
        if document.is_official and compared_words(row.text) != compared_words(recorded.text):
            planned.doubts.append(Remark(row.place, Sentence(PlanCode.TEXT_DIFFERS)))
        return []
    if recorded.text_is_excerpt and not _holds(row.text, recorded.text):
        sentence = Sentence(PlanCode.EXCERPT_DIFFERS, {"text": short(recorded.text)})
        planned.doubts.append(Remark(row.place, sentence))
    changes = []
    if recorded.text_source is None or recorded.text_source != document.source:
        # By its name: its key is known only once it is saved.
        changes.append(FieldChange("text_source", recorded.text_source, document.provenance.name))
    if recorded.text != row.text:
        changes.append(FieldChange("text", recorded.text, row.text))
    if recorded.text_is_excerpt:
        changes.append(FieldChange("text_is_excerpt", True, False))
    return changes


def _may_be_filled_in(recorded: RecordedRow, document: Document) -> bool:
    from_database = recorded.text_source_kind == SourceKind.SECONDARY_DATABASE
    incomplete = recorded.text_is_excerpt or from_database
    return not recorded.text or (incomplete and document.is_official)


def _holds(text: str, excerpt: str) -> bool:
    """Whether the parts of an excerpt stand in a text, in any order."""
    words = compared_words(text)
    return all(compared_words(part) in words for part in re.split(r"\[…\]|…", excerpt))


def _state_changes(
    planned: PlannedReview, row: Incoming, recorded: RecordedRow, document: Document
) -> list[FieldChange]:
    """States are added, never taken away; only what a database alone said gives way to a report."""
    if not row.states or set(row.states) == set(recorded.states):
        return []
    only_from_database = document.is_official and not recorded.number
    if only_from_database or not recorded.states:
        return [FieldChange("recommending_states", list(recorded.states), list(row.states))]
    missing = [state for state in row.states if state not in recorded.states]
    if document.is_official and set(recorded.states) <= set(row.states):
        return [FieldChange("recommending_states", list(recorded.states), list(row.states))]
    if missing and not document.is_official and not recorded.number:
        after = [*recorded.states, *missing]
        return [FieldChange("recommending_states", list(recorded.states), after)]
    if missing or document.is_official:
        names = {"file": ", ".join(row.states), "recorded": ", ".join(recorded.states)}
        planned.doubts.append(Remark(row.place, Sentence(PlanCode.STATES_DIFFER, names)))
    return []


def _position(planned: PlannedReview, result: PlannedRow, document: Document) -> None:
    """Another position becomes a statement of its own, beside the one that is recorded."""
    row, recorded = result.incoming, result.recorded
    if not row.position or recorded is None:
        return
    in_document = [s for s in recorded.statements if s.document == document.source]
    if any(s.position == row.position for s in in_document):
        return
    if in_document:
        positions = {"earlier": in_document[0].position, "later": row.position}
        planned.doubts.append(Remark(row.place, Sentence(PlanCode.POSITION_DIFFERS, positions)))
        return
    current = recorded.current
    answered = current is not None and current.position != Position.PENDING
    result.conflict = answered and current is not None and current.position != row.position
    # A database that says what is known already adds nothing.
    is_news = result.conflict or (
        not answered and all(s.position != row.position for s in recorded.statements)
    )
    result.statement = document.is_official or is_news
