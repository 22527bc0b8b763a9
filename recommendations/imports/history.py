"""The history of what is written in bulk: who, when and why, as for every other change.

Bulk writes send no signals, so the history of rows and of their links is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db.models import Field, ManyToManyField, Model
from django.utils import timezone
from simple_history.utils import get_history_manager_for_model

from ..models import Recommendation

# Many-to-many fields whose history is kept.
LINKS = ("themes", "affected_groups", "goals")


# Saved rows of the tables between, by the name of the field. Django builds the models of these itself.
Links: TypeAlias = Mapping[str, Sequence[Any]]


def column_of(name: str, of: type[Model] = Recommendation) -> str:
    """The attribute that holds a field's own value: the key of what it links to."""
    field = of._meta.get_field(name)
    return field.attname if isinstance(field, Field) else name


def table_between(name: str) -> tuple[type[Model], str]:
    """The table behind one of `LINKS`, and the name of its column that leads to the other side."""
    field = Recommendation._meta.get_field(name)
    if not isinstance(field, ManyToManyField) or field.remote_field.through is None:
        raise TypeError(f"{name} has no table between")
    return field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"


class History:
    """Writes history with one name, one day and one reason."""

    def __init__(self, by: User | None, reason: str) -> None:
        self.by, self.reason, self.at = by, reason, timezone.now()

    def created(self, rows: Iterable[Model], links: Links | None = None) -> None:
        """`links`: the saved rows of the tables between, by the name of the field."""
        self._write("+", list(rows), links)

    def changed(self, recommendations: Iterable[Recommendation]) -> None:
        rows = list(recommendations)
        self._write("~", rows, _links_of(rows))

    def deleted(self, rows: Sequence[Model]) -> None:
        links = _links_of(rows) if rows and isinstance(rows[0], Recommendation) else None
        self._write("-", rows, links)

    def _write(self, kind: str, rows: Sequence[Model], links: Links | None) -> None:
        if not rows:
            return
        historical = get_history_manager_for_model(type(rows[0])).model
        names = [field.attname for field in historical.tracked_fields]
        made = historical.objects.bulk_create(
            historical(
                history_date=self.at,
                history_user=self.by,
                history_change_reason=self.reason,
                history_type=kind,
                **{name: getattr(row, name) for name in names},
            )
            for row in rows
        )
        of_row = {one.id: one.pk for one in made}
        for name, linked in (links or {}).items():
            _write_links(historical, name, linked, of_row)


def _write_links(historical: type[Model], name: str, linked: Sequence[Any], of_row: dict[int, int]) -> None:
    between = getattr(historical, name).model
    _through, target = table_between(name)
    between.objects.bulk_create(
        between(
            id=link.pk,
            history_id=of_row[link.recommendation_id],
            recommendation_id=link.recommendation_id,
            **{target: getattr(link, target)},
        )
        for link in linked
    )


def _links_of(rows: Sequence[Model]) -> Links:
    keys = [row.pk for row in rows]
    return {
        name: list(table_between(name)[0]._default_manager.filter(recommendation__in=keys)) for name in LINKS
    }
