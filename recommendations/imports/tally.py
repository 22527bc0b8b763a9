"""What a plan comes to: how many rows of each outcome, and every sentence for the editor."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from foundation.publishing import rights

from ..models import Recommendation, Review, Source
from .incoming import IncomingFile, Place, Remark, short
from .messages import Sentence
from .plan import PlannedReview, PlannedRow
from .public_records import PublicRecords
from .vocabulary import source_for

# Of each outcome, so that the preview of a file of all States still fits on a page.
SHOWN = 200
# Kept with the import for good.
DOUBTS_KEPT = 2_000


@dataclass
class Tally:
    """Counts of a plan. `public_changes`: of published recommendations, seen by all at once;
    `public`: which they are, and which public reviews and sources are filled in."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reviews: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    public_changes: int = 0
    public: PublicRecords = field(default_factory=PublicRecords)
    unknown_labels: Counter[str] = field(default_factory=Counter)
    doubts: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    skipped: Counter[Sentence] = field(default_factory=Counter)
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    @classmethod
    def of(cls, file: IncomingFile) -> "Tally":
        """Begins with what was read of the file itself."""
        tally = cls(doubts=list(file.doubts), refusals=list(file.refusals), skipped=Counter(file.skipped))
        source = source_for(file.provenance.symbol, file.provenance.slug)
        # What was only cited so far is seen now.
        if source and not source.seen_by_us and rights.is_public(source):
            tally.public.add(Source, str(source))
        return tally

    def watch(self, plan: Iterable[PlannedReview]) -> Iterator[PlannedReview]:
        """Counts each review as it goes by."""
        for planned in plan:
            self._add(planned)
            yield planned

    def _add(self, planned: PlannedReview) -> None:
        self.doubts += planned.doubts
        self.refusals += planned.refusals
        if planned.refusals:
            return
        self.reviews["recorded" if planned.recorded else "new"] += 1
        filled_in = planned.recorded if planned.changes or planned.gains_report else None
        if filled_in and rights.is_public(filled_in):
            self.public.add(Review, planned.slug)
        for row in planned.rows:
            self.outcomes[row.outcome] += 1
            self.conflicts += row.conflict
            self._note_public(planned, row)
            self.unknown_labels.update(row.unknown_labels)
        self._digest.update(repr(list(_essence(planned))).encode())

    def _note_public(self, planned: PlannedReview, row: PlannedRow) -> None:
        if row.changes_public and row.recorded:
            self.public_changes += 1
            name = row.recorded.number or short(row.recorded.text)
            self.public.add(Recommendation, f"{planned.slug} {name}")

    @property
    def digest(self) -> str:
        """The same for two plans that would do the same."""
        return self._digest.hexdigest()

    def as_json(self) -> dict[str, object]:
        """What the import keeps of it."""
        return {
            "reviews": dict(self.reviews),
            **{name: self.outcomes[name] for name in ("new", "changed", "unchanged")},
            "conflicts": self.conflicts,
            "doubtful": len(self.doubts),
            "skipped": [[reason.as_json(), number] for reason, number in self.skipped.items()],
            "unknown_labels": dict(self.unknown_labels.most_common()),
        }

    def doubts_as_json(self) -> list[list[object]]:
        return [doubt.as_json() for doubt in self.doubts[:DOUBTS_KEPT]]


def _essence(planned: PlannedReview) -> Iterator[tuple[object, ...]]:
    """What decides what will be written."""
    yield planned.slug, planned.changes
    for row in planned.rows:
        if row.outcome != "unchanged":
            key = row.recorded.key if row.recorded else None
            # Where it stands in the file decides nothing.
            incoming = replace(row.incoming, place=Place())
            yield key, incoming, row.changes, row.statement, row.links, row.waiting_labels


@dataclass
class Preview:
    """What the editor sees before anything is written: the tally, and examples of each outcome."""

    tally: Tally
    new: list[tuple[str, PlannedRow]] = field(default_factory=list)
    changed: list[tuple[str, PlannedRow]] = field(default_factory=list)


def preview(file: IncomingFile, plan: Iterable[PlannedReview]) -> Preview:
    """Goes through the whole plan, and keeps of it what a page can show."""
    seen = Preview(Tally.of(file))
    for planned in seen.tally.watch(plan):
        for row in planned.rows:
            kept = {"new": seen.new, "changed": seen.changed}.get(row.outcome)
            if kept is not None and len(kept) < SHOWN:
                kept.append((planned.slug, row))
    return seen
