from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    """What both apps stand on. Imports neither."""

    name = "foundation"
    # Tables and migrations keep the name under which databases and dumps know them.
    label = "common"

    def ready(self) -> None:
        # A receiver is connected once its module is imported, and models must be there first.
        from .db import sqlite  # noqa: F401, PLC0415

        # SQLite drops the triggers of a table that a migration remakes.
        post_migrate.connect(install_triggers, sender=self)


def install_triggers(using: str, **_kwargs: object) -> None:
    from .index.live import all_noted  # noqa: PLC0415
    from .index.triggers import install  # noqa: PLC0415

    connection = connections[using]
    tables = set(connection.introspection.table_names())
    reads = [one for one in all_noted() if one.table in tables]
    if {"common_change", "common_pending"} <= tables:
        install(connection, reads)
