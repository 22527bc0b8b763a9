"""Who changed a recommendation, its States and its positions: what it said before, and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from django.db.models import Model
from django.utils.translation import gettext as _
from simple_history.models import ModelDelta
from simple_history.utils import get_history_manager_for_model

from ..models import PositionStatement, Recommendation, RecommendingState

# Entries on one page, newest first.
SHOWN = 200
# The columns that modeltranslation keeps beside those of each language.
BESIDE = {"title"}


class HistoryEntry(Protocol):
    """A row as it was once, as simple_history keeps it."""

    history_date: dt.datetime
    history_user: object
    history_type: str
    history_change_reason: str | None
    instance_type: type[Model]

    @property
    def id(self) -> int: ...
    def diff_against(self, old: "HistoryEntry", *, foreign_keys_are_objs: bool) -> ModelDelta: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `changes`: field, before, after, as a page prints them."""

    at: dt.datetime
    by: str
    what: str
    why: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def entries(recommendation: Recommendation) -> list[Entry]:
    """Everything recorded of a recommendation, newest first."""
    own = get_history_manager_for_model(Recommendation).filter(id=recommendation.pk)
    found = _of_one_row(own.select_related("history_user"), _("Recommendation"))
    parts = (
        (RecommendingState, RecommendingState._meta.verbose_name),
        (PositionStatement, PositionStatement._meta.verbose_name),
    )
    for model, name in parts:
        of_part: dict[int, list[HistoryEntry]] = {}
        recorded = get_history_manager_for_model(model).filter(recommendation_id=recommendation.pk)
        for record in recorded.select_related("history_user"):
            of_part.setdefault(record.id, []).append(record)
        for records in of_part.values():
            found += _of_one_row(records, str(name).capitalize())
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:SHOWN]


def _of_one_row(records: Iterable[HistoryEntry], name: str) -> list[Entry]:
    """`records`: newest first, as history is ordered."""
    kinds = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
    return [
        Entry(
            at=record.history_date,
            by=str(record.history_user or ""),
            what=f"{name}: {kinds[record.history_type]}",
            why=record.history_change_reason or "",
            changes=_differences(record, before),
        )
        for record, before in pairwise([*records, None])
        if record is not None
    ]


def _differences(record: HistoryEntry, before: HistoryEntry | None) -> list[tuple[str, str, str]]:
    if before is None or record.history_type != "~":
        return []
    delta = record.diff_against(before, foreign_keys_are_objs=True)
    return [
        (_label(record, change.field), _printed(change.old), _printed(change.new))
        for change in delta.changes
        if change.field not in BESIDE
    ]


def _label(record: HistoryEntry, name: str) -> str:
    return str(getattr(record.instance_type._meta.get_field(name), "verbose_name", name))


def _printed(value: object) -> str:
    """A value; of links the names on the other side."""
    if isinstance(value, list):
        return "; ".join(_other_side(link) for link in value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "–" if value in (None, "") else str(value)


def _other_side(link: dict[str, object]) -> str:
    return next(str(row) for name, row in link.items() if name != "recommendation")
