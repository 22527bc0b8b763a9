"""The totals of a plan: rows by outcome, and every sentence for the editor."""

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

# Rows of each outcome; the preview of a file of all States must fit on a page.
EXAMPLES_SHOWN = 200
# Stored with the import for good.
DOUBTS_KEPT = 2_000


@dataclass
class Tally:
    """Counts of a plan.

    `public_changes`: changed recommendations that are published; `public`: these, and the public
    reviews and sources that the import fills in.
    """

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
        """A tally with the doubts and refusals about the file itself."""
        tally = cls(doubts=list(file.doubts), refusals=list(file.refusals), skipped=Counter(file.skipped))
        source = source_for(file.provenance.symbol, file.provenance.slug)
        # A source that was only cited becomes one seen by us, which the public reads.
        if source and not source.seen_by_us and rights.is_public(source):
            tally.public.add(Source, str(source))
        return tally

    def watch(self, plan: Iterable[PlannedReview]) -> Iterator[PlannedReview]:
        """Counts each review as it goes by."""
        for planned_review in plan:
            self._add(planned_review)
            yield planned_review

    def _add(self, planned_review: PlannedReview) -> None:
        self.doubts += planned_review.doubts
        self.refusals += planned_review.refusals
        if planned_review.refusals:
            return
        self.reviews["recorded" if planned_review.recorded else "new"] += 1
        extended_review = (
            planned_review.recorded if planned_review.changes or planned_review.gains_report else None
        )
        if extended_review and rights.is_public(extended_review):
            self.public.add(Review, planned_review.slug)
        for row in planned_review.rows:
            self.outcomes[row.outcome] += 1
            self.conflicts += row.conflict
            self._note_public(planned_review, row)
            self.unknown_labels.update(row.unknown_labels)
        self._digest.update(repr(list(_written_values(planned_review))).encode())

    def _note_public(self, planned_review: PlannedReview, row: PlannedRow) -> None:
        if row.changes_public and row.recorded:
            self.public_changes += 1
            name = row.recorded.number or short(row.recorded.text)
            self.public.add(Recommendation, f"{planned_review.slug} {name}")

    @property
    def digest(self) -> str:
        """Equal for two plans that would write the same."""
        return self._digest.hexdigest()

    def as_json(self) -> dict[str, object]:
        """What the import stores in `counts`."""
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


def _written_values(planned_review: PlannedReview) -> Iterator[tuple[object, ...]]:
    """Everything that decides what will be written, for the digest."""
    yield planned_review.slug, planned_review.changes
    for row in planned_review.rows:
        if row.outcome != "unchanged":
            key = row.recorded.key if row.recorded else None
            # The place in the file changes nothing that is written.
            incoming = replace(row.incoming, place=Place())
            yield key, incoming, row.changes, row.statement, row.links, row.waiting_labels


@dataclass
class Preview:
    """What the editor sees before anything is written: the tally, and rows of each outcome."""

    tally: Tally
    new: list[tuple[str, PlannedRow]] = field(default_factory=list)
    changed: list[tuple[str, PlannedRow]] = field(default_factory=list)


def preview(file: IncomingFile, plan: Iterable[PlannedReview]) -> Preview:
    """Runs through the whole plan, keeping as many rows as a page can show."""
    summary = Preview(Tally.of(file))
    for planned_review in summary.tally.watch(plan):
        for row in planned_review.rows:
            examples = {"new": summary.new, "changed": summary.changed}.get(row.outcome)
            if examples is not None and len(examples) < EXAMPLES_SHOWN:
                examples.append((planned_review.slug, row))
    return summary
