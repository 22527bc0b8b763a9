from django.apps import AppConfig


class CommonConfig(AppConfig):
    """The floor: what both apps stand on. Imports neither."""

    name = "upr_tracker.common"
    label = "common"

    def ready(self) -> None:
        from . import sqlite  # noqa: F401  # connects its receiver
