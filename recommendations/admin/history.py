"""The history of a recommendation with its States and positions: who, when, why, before and after."""

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

# The most entries on the page.
MOST_ENTRIES = 200
# The columns that modeltranslation keeps besides those of each language; they repeat one of these.
UNTRANSLATED_COLUMNS = {"title"}


class HistoryEntry(Protocol):
    """A row of a history table of simple_history."""

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
    """One change. `changes`: (field, before, after) in words."""

    changed_at: dt.datetime
    author: str
    action: str
    reason: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def entries(recommendation: Recommendation) -> list[Entry]:
    """All changes of a recommendation and its parts, newest first."""
    recommendation_records = get_history_manager_for_model(Recommendation).filter(id=recommendation.pk)
    history_entries = _entries_of_row(
        recommendation_records.select_related("history_user"), _("Recommendation")
    )
    related_models = (
        (RecommendingState, RecommendingState._meta.verbose_name),
        (PositionStatement, PositionStatement._meta.verbose_name),
    )
    for model, name in related_models:
        records_by_id: dict[int, list[HistoryEntry]] = {}
        part_records = get_history_manager_for_model(model).filter(recommendation_id=recommendation.pk)
        for record in part_records.select_related("history_user"):
            records_by_id.setdefault(record.id, []).append(record)
        for records in records_by_id.values():
            history_entries += _entries_of_row(records, str(name).capitalize())
    return sorted(history_entries, key=lambda entry: entry.changed_at, reverse=True)[:MOST_ENTRIES]


def _entries_of_row(records: Iterable[HistoryEntry], name: str) -> list[Entry]:
    """`records`: newest first."""
    kinds = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
    return [
        Entry(
            changed_at=record.history_date,
            author=str(record.history_user or ""),
            action=f"{name}: {kinds[record.history_type]}",
            reason=record.history_change_reason or "",
            changes=_differences(record, previous),
        )
        for record, previous in pairwise([*records, None])
        if record is not None
    ]


def _differences(record: HistoryEntry, previous: HistoryEntry | None) -> list[tuple[str, str, str]]:
    if previous is None or record.history_type != "~":
        return []
    delta = record.diff_against(previous, foreign_keys_are_objs=True)
    return [
        (_label(record, change.field), _as_text(change.old), _as_text(change.new))
        for change in delta.changes
        if change.field not in UNTRANSLATED_COLUMNS
    ]


def _label(record: HistoryEntry, name: str) -> str:
    return str(getattr(record.instance_type._meta.get_field(name), "verbose_name", name))


def _as_text(value: object) -> str:
    """A value in words; for links, the names of the linked rows."""
    if isinstance(value, list):
        return "; ".join(_other_side(link) for link in value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "–" if value in (None, "") else str(value)


def _other_side(link: dict[str, object]) -> str:
    return next(str(row) for name, row in link.items() if name != "recommendation")
