"""The shapes of a plan: what an import would write, by review and by row."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from ..models import Review
from .incoming import Incoming, IncomingReview, Provenance, Remark
from .vocabulary import RecordedRow


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A changed field of a recorded row. Values are JSON: keys of linked rows, codes of States."""

    field: str
    before: Any
    after: Any


@dataclass(slots=True)
class PlannedRow:
    """The plan for one recommendation.

    `recorded`: the row it updates, None for a new one. `statement`: whether a position statement is
    added. `links`: keys to add, by field (themes, affected_groups, goals).
    """

    incoming: Incoming
    recorded: RecordedRow | None
    changes: list[FieldChange] = field(default_factory=list)
    statement: bool = False
    # The position differs from the current one.
    conflict: bool = False
    links: dict[str, tuple[int, ...]] = field(default_factory=dict)
    # Labels that nobody has mapped yet, and those of them to store with this row.
    unknown_labels: tuple[str, ...] = ()
    waiting_labels: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        if self.recorded is None:
            return "new"
        has_changes = self.changes or self.statement or self.waiting_labels
        return "changed" if has_changes else "unchanged"

    @property
    def changes_public(self) -> bool:
        """Whether a public page changes at once; unmapped labels appear on none."""
        is_public = self.recorded is not None and self.recorded.is_public
        return is_public and bool(self.changes or self.statement)


@dataclass(slots=True)
class PlannedReview:
    """The plan for one review. `recorded`: None for a new one, created from `values`.

    `stated_on`: the day of its positions, or the nearest known day.
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
        has_no_report = self.recorded is not None and self.recorded.report_id is None
        return has_no_report and bool(self.incoming.symbol)

    @property
    def slug(self) -> str:
        return self.recorded.slug if self.recorded else str(self.values["slug"])


@dataclass(frozen=True, slots=True)
class Document:
    """The document of a file's statements. `source`: its key, None before it is recorded."""

    provenance: Provenance
    source: int | None

    @property
    def is_official(self) -> bool:
        return self.provenance.is_official
