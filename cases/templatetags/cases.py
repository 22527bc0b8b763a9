"""What the pages of recommendations and of what is asked next show of the evidence."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.models import Source
from upr_tracker.common.models import StrOrPromise

from ..choices import CaseKind, Direction, LawStatus
from ..models import Case, CaseEvent, Evidence, Mention
from ..querysets import EvidenceQuerySet, MentionQuerySet
from ..standing import Standing, law_status, standing
from ..strongest import Strongest, strongest

register = template.Library()

# In the order of the page; `kind` is that of `EvidenceQuerySet.with_kind`.
KIND_LABELS = {
    "case": gettext_lazy("Cases"),
    "law": gettext_lazy("Laws and their changes"),
    "event": gettext_lazy("Events"),
    "figure": gettext_lazy("Figures"),
}
DIRECTIONS = list(Direction)


@dataclass(frozen=True)
class Counted:
    """How many pieces of evidence point one way."""

    direction: Direction
    count: int

    def __str__(self) -> str:
        said = {
            Direction.PROGRESS: _("%(count)s progress"),
            Direction.NO_CHANGE: _("%(count)s no change"),
            Direction.REGRESSION: _("%(count)s regression"),
        }
        return said[self.direction] % {"count": self.count}


@dataclass(frozen=True)
class Piece:
    """One piece of evidence, with where its case or law stands and where we read of it."""

    row: Any
    sources: list[Source]
    passage: str = ""
    standing: Standing | None = None
    # Of a case that stands in no way that has a day: what happened last.
    newest: CaseEvent | None = None
    law_status: tuple[LawStatus, Any | None] | None = None


@dataclass(frozen=True)
class KindOfEvidence:
    label: StrOrPromise
    pieces: list[Piece]
    tally: list[Counted]


@dataclass(frozen=True)
class EvidenceShown:
    """The public evidence on a recommendation: by kind, and within by direction and day."""

    kinds: list[KindOfEvidence]
    tally: list[Counted]

    @property
    def total(self) -> int:
        return sum(one.count for one in self.tally)


@register.simple_tag
def evidence_on(recommendation: Any) -> EvidenceShown:
    """The public evidence on a recommendation, in a number of queries that rows do not change."""
    published: EvidenceQuerySet = Evidence.objects.published()
    rows = sorted(published.filter(recommendation=recommendation).for_display(), key=_place)
    groups = {kind: [row for row in rows if row.kind == kind] for kind in KIND_LABELS}
    kinds = [
        KindOfEvidence(KIND_LABELS[kind], [_piece(row) for row in group], _tally(group))
        for kind, group in groups.items()
        if group
    ]
    return EvidenceShown(kinds, _tally(rows))


def _place(row: Any) -> tuple[int, dt.date, int]:
    """By direction, then by the day; what has no day of its own comes first."""
    dated = row.law_change or row.event or row.figure
    day = dated.first_day if dated else dt.date.min
    return DIRECTIONS.index(row.direction), day, row.pk


def _tally(rows: list[Any]) -> list[Counted]:
    counts = Counter(row.direction for row in rows)
    return [Counted(one, counts[one]) for one in DIRECTIONS if counts[one]]


def _piece(row: Any) -> Piece:
    if row.case:
        return _case_piece(row, row.case)
    if row.law:
        status = law_status(row.law.changes.all())
        return Piece(row, *_read_in(row.law, row.law.changes.all()), law_status=status)
    target = row.law_change or row.event or row.figure
    return Piece(row, *_read_in(target))


def _case_piece(row: Any, case: Case) -> Piece:
    events = list(case.events.all())
    now = standing(events)
    told = now.restrictions or (case.kind == CaseKind.PERSON and now.liberty_as_of)
    newest = None if told else max(events, key=lambda event: event.first_day, default=None)
    return Piece(row, *_read_in(case, events), standing=now, newest=newest)


def _read_in(target: Any, parts: Iterable[Any] = ()) -> tuple[list[Source], str]:
    """The sources of a record or, where it names none itself, of its parts, and where in them."""
    readers = [target] if target.sources.all() else list(parts)
    sources = {source.pk: source for reader in readers for source in reader.sources.all()}
    passages = {reader.passage for reader in readers}
    # Several passages belong to several statements: they stand on the page of the record.
    return list(sources.values()), passages.pop() if len(passages) == 1 else ""


@register.inclusion_tag("cases/_mentions.html")
def mentions_of(new_recommendation: Any) -> dict[str, Any]:
    """The published cases, laws and provisions that a new recommendation speaks of."""
    rows: MentionQuerySet = Mention.objects.published()
    return {
        "mentions": rows.filter(new_recommendation=new_recommendation).select_related(
            "case", "law", "provision__law"
        )
    }


@register.simple_tag
def with_strongest_evidence(rows: Sequence[Any], most: int) -> list[tuple[Any, Strongest | None]]:
    """Each line of recommendations with its strongest public evidence, if it has any."""
    found = strongest([row.key for row in rows], most=most)
    return [(row, found.get(row.key)) for row in rows]


@register.filter
def direction_sign(direction: str) -> str:
    """A sign beside the word, so that the direction does not hang on colour."""
    return {Direction.PROGRESS: "↗", Direction.NO_CHANGE: "→", Direction.REGRESSION: "↘"}[
        Direction(direction)
    ]
