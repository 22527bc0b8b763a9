"""The shapes of a plan: what an import would do, review by review and row by row."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from ..models import Review
from .incoming import Incoming, IncomingReview, Provenance, Remark
from .vocabulary import RecordedRow


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a recorded row; values as JSON: keys of linked rows, codes of States."""

    field: str
    before: Any
    after: Any


@dataclass(slots=True)
class PlannedRow:
    """What becomes of one recommendation.

    `recorded` is None for a new one. `statement`: its position is recorded as a statement of its
    own. `links`: keys by the field's name (themes, affected_groups, goals).
    """

    incoming: Incoming
    recorded: RecordedRow | None
    changes: list[FieldChange] = field(default_factory=list)
    statement: bool = False
    # The position differs from the one that stands now.
    conflict: bool = False
    links: dict[str, tuple[int, ...]] = field(default_factory=dict)
    # Labels that mean nothing here yet; those of them that wait at this row to be mapped.
    unknown_labels: tuple[str, ...] = ()
    waiting_labels: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        if self.recorded is None:
            return "new"
        changed = self.changes or self.statement or self.waiting_labels
        return "changed" if changed else "unchanged"

    @property
    def changes_public(self) -> bool:
        """The public reads something else at once. Of labels that wait it reads nothing."""
        is_public = self.recorded is not None and self.recorded.is_public
        return is_public and bool(self.changes or self.statement)


@dataclass(slots=True)
class PlannedReview:
    """What becomes of one review. `recorded` is None for a new one, made of `values`.

    `stated_on`: the day of its positions, as near as the file and the record know it.
    """

    incoming: IncomingReview
    recorded: Review | None
    stated_on: dt.date = dt.date.min
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[FieldChange] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)

    @property
    def gains_report(self) -> bool:
        """The file is, or names, the report that the recorded review lacks."""
        lacks = self.recorded is not None and self.recorded.report_id is None
        return lacks and bool(self.incoming.symbol)

    @property
    def slug(self) -> str:
        return self.recorded.slug if self.recorded else str(self.values["slug"])


@dataclass(frozen=True, slots=True)
class Document:
    """What a file's statements rest on: its source where it is recorded already."""

    provenance: Provenance
    source: int | None

    @property
    def is_official(self) -> bool:
        return self.provenance.is_official
