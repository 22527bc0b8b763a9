"""The history of bulk writes: who, when and why, as for every other change.

Bulk writes send no signals, so simple_history misses them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db.models import Field, ManyToManyField, Model
from django.utils import timezone
from simple_history.utils import get_history_manager_for_model

from ..models import Recommendation

# Many-to-many fields with a history.
LINKS = ("themes", "affected_groups", "goals")


# Saved rows of the through tables by field name; Django generates their models, hence `Any`.
Links: TypeAlias = Mapping[str, Sequence[Any]]


def column_of(name: str, of: type[Model] = Recommendation) -> str:
    """The attribute that stores a field: for a foreign key, the one with `_id`."""
    field = of._meta.get_field(name)
    return field.attname if isinstance(field, Field) else name


def table_between(name: str) -> tuple[type[Model], str]:
    """The through table of one of `LINKS`, and its column that points away from the recommendation."""
    field = Recommendation._meta.get_field(name)
    if not isinstance(field, ManyToManyField) or field.remote_field.through is None:
        raise TypeError(f"{name} has no through table")
    return field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"


class History:
    """Writes history with one user, one time and one reason."""

    def __init__(self, by: User | None, reason: str) -> None:
        self.user, self.reason, self.written_at = by, reason, timezone.now()

    def created(self, rows: Iterable[Model], links: Links | None = None) -> None:
        """`links`: the saved rows of the through tables, by field name."""
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
        history_rows = historical.objects.bulk_create(
            historical(
                history_date=self.written_at,
                history_user=self.user,
                history_change_reason=self.reason,
                history_type=kind,
                **{name: getattr(row, name) for name in names},
            )
            for row in rows
        )
        history_ids = {history_row.id: history_row.pk for history_row in history_rows}
        for name, field_links in (links or {}).items():
            _write_links(historical, name, field_links, history_ids)


def _write_links(
    historical: type[Model], name: str, links: Sequence[Any], history_ids: dict[int, int]
) -> None:
    history_link = getattr(historical, name).model
    _through, target = table_between(name)
    history_link.objects.bulk_create(
        history_link(
            id=link.pk,
            history_id=history_ids[link.recommendation_id],
            recommendation_id=link.recommendation_id,
            **{target: getattr(link, target)},
        )
        for link in links
    )


def _links_of(rows: Sequence[Model]) -> Links:
    keys = [row.pk for row in rows]
    return {
        name: list(table_between(name)[0]._default_manager.filter(recommendation__in=keys)) for name in LINKS
    }
