"""Converts exports of UPR Info, UHRI and OHCHR's lists to an `IncomingFile`."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from foundation.i18n.texts import NotStorable, is_clean, shortened
from uprdocs import Code, Message
from uprdocs.exports.rows import ExportedRow, ReadExport
from uprdocs.reports.state_names import NAMES
from uprdocs.reports.states import state_meant

from ..choices import ImportKind, LabelScheme
from ..numbers import number_as_printed
from .incoming import Incoming, IncomingFile, IncomingReview, Place, Provenance, Remark, cleaned_record
from .messages import PlanCode, Sentence

UPR_INFO = Provenance(
    kind=ImportKind.UPR_INFO,
    slug="upr-info-database",
    title="Database of UPR recommendations",
    publisher="UPR Info",
    scheme=LabelScheme.UPR_INFO,
)
UHRI = Provenance(
    kind=ImportKind.UHRI,
    slug="universal-human-rights-index",
    title="Universal Human Rights Index",
    publisher="OHCHR",
    scheme=LabelScheme.UHRI,
)
THEMATIC_LIST = Provenance(
    kind=ImportKind.THEMATIC_LIST,
    slug="ohchr-thematic-lists",
    title="Thematic lists of UPR recommendations",
    publisher="OHCHR",
    scheme=LabelScheme.OHCHR,
)
# A file without any recommendation is refused with what the reader noticed, up to so many sentences.
REASONS_AT_MOST = 10
# Named as recommending by mistake. Only States take part in the review (Council resolution 5/1, annex,
# paragraph 18), so the recommendation is read without them.
NO_MEMBER_STATES = frozenset({"european union", "eu", "kosovo", "taiwan"})
# Told by the import, with what it did.
WITHOUT_REVIEW = frozenset({Code.STATE_UNDER_REVIEW_EMPTY, Code.STATE_UNDER_REVIEW_UNKNOWN})
# Among the groups of persons of OHCHR's lists and of the Index.
NOBODY_IN_PARTICULAR = "general"
# The headings of the State under review and the recommending State in each format.
COLUMNS = {
    UPR_INFO: ("To / SuR", "From / RS"),
    UHRI: ("Countries Concerned", "UPR Reccomending States"),
    THEMATIC_LIST: ("header", "Recommendation"),
}


def from_export(export: ReadExport, name: str, file_hash: str) -> IncomingFile:
    [provenance] = [candidate for candidate in COLUMNS if export.format.startswith(candidate.kind)]
    incoming = IncomingFile(name, file_hash, provenance)
    for reason, number in export.skipped:
        incoming.skipped[Sentence.of(reason)] += number
    incoming.doubts += [
        Remark(Place(row=doubt.row), Sentence.of(doubt))
        for doubt in export.doubts
        if doubt.code not in WITHOUT_REVIEW
    ]
    sorter = _ReviewSorter(incoming)
    for row in export.rows:
        sorter.take(row)
    if not export.rows:
        incoming.refusals.append(
            Remark("", _("The file holds no recommendation of the Universal Periodic Review."))
        )
        # Why, as far as the reader can tell.
        incoming.refusals += incoming.doubts[:REASONS_AT_MOST]
    sorter.tell_unknown_states()
    incoming.reviews = list(sorter.reviews.values())
    return incoming


@dataclass(frozen=True, slots=True)
class UnknownState:
    """A name in a column of States that is none; "" where the State under review is missing."""

    name: str
    row: int
    column: str

    @property
    def near_name(self) -> str:
        return next(iter(get_close_matches(self.name, _names(), 1, 0.75)), "")

    def doubt(self) -> Sentence:
        if not self.name:
            return Sentence(PlanCode.ROW_WITHOUT_REVIEW)
        values = {"name": shortened(self.name, 60)}
        if near_name := self.near_name:
            return Sentence(PlanCode.STATE_UNKNOWN_NEAR, {**values, "near": near_name})
        return Sentence(PlanCode.STATE_UNKNOWN, values)

    def refusal(self) -> str:
        if not self.name:
            return _("The State under review is missing. Fill it in, or delete the row.")
        sentence = _("There is no State called “%(name)s”.") % {"name": shortened(self.name, 60)}
        if near_name := self.near_name:
            sentence += " " + _("Did you mean “%(name)s”?") % {"name": near_name}
        return sentence


class _ReviewSorter:
    """Converts the rows of an export one by one, and groups them by review."""

    def __init__(self, file: IncomingFile) -> None:
        self.file = file
        self.provenance = file.provenance
        self.columns = COLUMNS[file.provenance]
        self.reviews: dict[tuple[str, int | None], IncomingReview] = {}
        self._codes: dict[str, str] = {}
        self._guesses: dict[str, Message | None] = {}
        self._known_columns: set[str] = set()
        self._unknown: list[UnknownState] = []

    def take(self, row: ExportedRow) -> None:
        if not is_clean(_all_text(row)):
            try:
                row = cleaned_record(row)
            except NotStorable as error:
                self.file.refusals.append(Remark(Place(row=row.source_row), str(error)))
                return
        state_under_review = self._code(row.state_under_review, row.source_row, self.columns[0])
        states = [
            code
            for name in row.recommending_states
            if (code := self._code(name, row.source_row, self.columns[1]))
        ]
        if not state_under_review:
            if not row.state_under_review:
                self._unknown.append(UnknownState("", row.source_row, self.columns[0]))
            return
        key = state_under_review, row.session
        review = self.reviews.setdefault(key, IncomingReview(state_under_review, row.session))
        review.symbol = review.symbol or row.symbol
        review.rows.append(self._incoming(row, tuple(dict.fromkeys(states))))

    def _incoming(self, row: ExportedRow, states: tuple[str, ...]) -> Incoming:
        words = row.position_words
        if row.position_source:
            words = f"{words} ({row.position_source})"
        return Incoming(
            place=Place(row=row.source_row),
            number=number_as_printed(row.paragraph),
            text=row.text,
            states=states,
            position=row.position,
            position_words=words,
            action_category=row.action_category,
            labels=(*row.labels, *(name for name in row.persons if name.casefold() != NOBODY_IN_PARTICULAR)),
            goals=self._goals(row),
        )

    def _code(self, name: str, row: int, column: str) -> str:
        """The State's code, or ""; a misspelt name adds a doubt, an unknown one is told at the end."""
        if not name:
            return ""
        if name not in self._codes:
            self._codes[name], self._guesses[name] = state_meant(name)
        if column == self.columns[1] and _plain_name(name) in NO_MEMBER_STATES:
            doubt = Sentence(PlanCode.NO_MEMBER_STATE, {"name": shortened(name, 60)})
            self.file.doubts.append(Remark(Place(row=row, column=column), doubt))
            return ""
        if not self._codes[name]:
            self._unknown.append(UnknownState(name, row, column))
            return ""
        self._known_columns.add(column)
        if guess := self._guesses[name]:
            self.file.doubts.append(Remark(Place(row=row, column=column), Sentence.of(guess)))
        return self._codes[name]

    def tell_unknown_states(self) -> None:
        """A doubt for each State that nobody knows; a refusal where a column names no other.

        Such a column is no column of States, or not in English: then it is not known what the file means.
        """
        for unknown in self._unknown:
            place = Place(row=unknown.row, column=unknown.column)
            if unknown.column in self._known_columns:
                self.file.doubts.append(Remark(place, unknown.doubt()))
            else:
                self.file.refusals.append(Remark(place, unknown.refusal()))

    def _goals(self, row: ExportedRow) -> tuple[int, ...]:
        """Goals by number: “16 - PEACE, JUSTICE …”, “SDG 16”, “16.3”, “S16 SDG 16 - peace …”."""
        goals = []
        for label in row.sdgs:
            number = re.search(r"\d+", re.sub(r"^[A-Z]\d+\s+(?=\D)", "", label))
            if number and 1 <= int(number[0]) <= 17:
                goals.append(int(number[0]))
            else:
                sentence = Sentence(PlanCode.NO_GOAL, {"name": shortened(label, 60)})
                self.file.doubts.append(Remark(Place(row=row.source_row), sentence))
        return tuple(dict.fromkeys(goals))


def _all_text(row: ExportedRow) -> str:
    """All text of a row, for one check: of 100,000 rows hardly any needs cleaning."""
    lists = (*row.recommending_states, *row.labels, *row.persons, *row.sdgs)
    position = row.position_words, row.position_source
    return "".join((row.state_under_review, row.text, row.symbol, row.paragraph, *position, *lists))


def _plain_name(name: str) -> str:
    return name.casefold().strip(" *").removeprefix("the ")


def _names() -> list[str]:
    return [name for line in NAMES.strip().splitlines() for name in line[4:].split(" | ")]
