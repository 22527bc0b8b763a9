"""The history of what is written in bulk: who, when and why, as for every other change.

Bulk writes send no signals, so the history of rows and of their links is written here.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from ..models import Recommendation

# Many-to-many fields whose history is kept.
LINKS = ("themes", "affected_groups", "goals")


def table_between(name: str) -> tuple[Any, str]:
    """The table behind one of `LINKS`, and the name of its column that leads to the other side."""
    field: Any = Recommendation._meta.get_field(name)
    return field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"


class History:
    """Writes history with one name, one day and one reason."""

    def __init__(self, by: User | None, reason: str) -> None:
        self.by, self.reason, self.at = by, reason, timezone.now()

    def created(self, rows: Iterable[Model], links: dict[str, list[Any]] | None = None) -> None:
        """`links`: the saved rows of the tables between, by the name of the field."""
        self._write("+", list(rows), links)

    def changed(self, recommendations: Iterable[Recommendation]) -> None:
        rows = list(recommendations)
        self._write("~", rows, _links_of(rows))

    def deleted(self, rows: list[Any]) -> None:
        links = _links_of(rows) if rows and isinstance(rows[0], Recommendation) else None
        self._write("-", rows, links)

    def _write(self, kind: str, rows: list[Any], links: dict[str, list[Any]] | None) -> None:
        if not rows:
            return
        historical = type(rows[0]).history.model
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


def _write_links(historical: Any, name: str, linked: list[Any], of_row: dict[int, int]) -> None:
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


def _links_of(rows: list[Any]) -> dict[str, list[Any]]:
    keys = [row.pk for row in rows]
    return {name: list(table_between(name)[0].objects.filter(recommendation__in=keys)) for name in LINKS}
