"""Who writes first, where two people do the same at once: the other waits, and then sees it.

On SQLite a transaction that writes is alone from its beginning (`transaction_mode`), and nothing of
this is needed. On PostgreSQL what is looked at before it is written has to be locked.
"""

import zlib
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

_Row = TypeVar("_Row", bound=Model)


def lock(rows: QuerySet[_Row]) -> list[int]:
    """Lock rows until the transaction ends, in the order of their keys; returns the keys."""
    own = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    return list(own.order_by("pk").select_for_update().values_list("pk", flat=True))


def locked(record: _Row) -> _Row | None:
    """The record as it is now, locked until the transaction ends; None where somebody deleted it."""
    rows = type(record)._base_manager.filter(pk=record.pk)
    return rows.order_by("pk").select_for_update().first()


def one_at_a_time(model: type[Model]) -> None:
    """Wait until nobody else does in a transaction what is told of this table."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(model._meta.label.encode())])
