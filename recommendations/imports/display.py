"""A plan, or the changes of an import, as an editor reads them: names instead of keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.i18n.texts import shortened

from ..choices import ActionCategory, Position
from ..models import AffectedGroup, Goal, ImportChange, Recommendation, Review, Source, State, Theme
from .plan import PlannedRow

LINKED: dict[str, type[Model]] = {
    "themes": Theme,
    "affected_groups": AffectedGroup,
    "goals": Goal,
    "text_source": Source,
    "report": Source,
}
TABLES: dict[str, type[Recommendation | Review]] = {"recommendation": Recommendation, "review": Review}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field before and after, as a page prints it. `of`: the name of its row, or empty."""

    name: str
    before: str
    after: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One planned recommendation. `position`: that of the new statement, "" if there is none."""

    place: str
    review: str
    number: str
    text: str
    states: str
    position: str = ""
    conflict: bool = False
    changes: list[ShownChange] = field(default_factory=list)


class Shown:
    """Turns keys into names; reads each table at most once."""

    def __init__(self) -> None:
        self._names = cache(self._read_names)

    @staticmethod
    def _read_names(name: str) -> dict[object, str]:
        if name == "recommending_states":
            return {state.iso3: str(state) for state in State.objects.all()}
        if name == "action_category":
            return {value: str(label) for value, label in ActionCategory.choices}
        return {row.pk: str(row) for row in LINKED[name]._default_manager.all()} if name in LINKED else {}

    def value(self, name: str, value: object) -> str:
        """A field's value as stored with an import; “–” if it is empty."""
        if isinstance(value, list):
            return "; ".join(self.value(name, part) for part in value) or "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value in (None, ""):
            return "–"
        return self._names(name).get(value, str(value))

    def rows(self, planned_rows: Iterable[tuple[str, PlannedRow]]) -> list[ShownRow]:
        return [self._row(review, row) for review, row in planned_rows]

    def _row(self, review: str, row: PlannedRow) -> ShownRow:
        incoming, recorded_row = row.incoming, row.recorded
        position = Position(incoming.position).label if row.statement else ""
        return ShownRow(
            place=str(incoming.place),
            review=review,
            number=(recorded_row.number if recorded_row else "") or incoming.number,
            text=incoming.text or (recorded_row.text if recorded_row else ""),
            states=self.value("recommending_states", list(incoming.states)),
            position=str(position),
            conflict=row.conflict,
            changes=[
                ShownChange(
                    _label("recommendation", change.field),
                    self.value(change.field, change.before),
                    self.value(change.field, change.after),
                )
                for change in row.changes
            ],
        )

    def changes(self, import_changes: Iterable[ImportChange]) -> list[ShownChange]:
        import_changes = list(import_changes)
        rows = {
            model: table._default_manager.in_bulk(
                [change.row for change in import_changes if change.model == model]
            )
            for model, table in TABLES.items()
        }
        return [
            ShownChange(
                _label(change.model, change.field),
                self.value(change.field, change.before),
                self.value(change.field, change.after),
                of=_name_of(rows[change.model].get(change.row)),
            )
            for change in import_changes
            if change.model in TABLES
        ]


def _label(model: str, name: str) -> str:
    return str(getattr(TABLES[model]._meta.get_field(name), "verbose_name", name))


def _name_of(row: Recommendation | Review | None) -> str:
    """Unlike `str()`, needs no query."""
    if row is None:
        return _("deleted since")
    return str(row.number or shortened(row.heading, 60)) if isinstance(row, Recommendation) else row.slug
