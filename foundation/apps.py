from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    """The floor under both apps; imports neither."""

    name = "foundation"
    # Existing databases and dumps have the tables and migrations under this name.
    label = "common"
    verbose_name = _("Review and history")

    def ready(self) -> None:
        # Importing the module connects its receiver; the models must be loaded first.
        from .db import sqlite  # noqa: F401, PLC0415

        # SQLite drops the triggers of a table that a migration remakes.
        post_migrate.connect(install_triggers, sender=self)


def install_triggers(using: str, **_kwargs: object) -> None:
    from .history import triggers as of_history  # noqa: PLC0415
    from .index import triggers as of_index  # noqa: PLC0415
    from .index.live import noted_dependencies  # noqa: PLC0415

    connection = connections[using]
    tables = set(connection.introspection.table_names())
    dependencies = [dependency for dependency in noted_dependencies() if dependency.table in tables]
    if {"common_change", "common_pending"} <= tables:
        of_index.install(connection, dependencies)
    if "common_revision" in tables:
        of_history.install_history_triggers(connection)
