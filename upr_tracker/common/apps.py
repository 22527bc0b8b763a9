from django.apps import AppConfig


class CommonConfig(AppConfig):
    """The floor: what both apps stand on. Imports neither."""

    name = "upr_tracker.common"
    label = "common"

    def ready(self) -> None:
        # A receiver is connected once its module is imported, and models must be there first.
        from . import sqlite  # noqa: F401, PLC0415
