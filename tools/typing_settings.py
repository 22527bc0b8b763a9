"""Settings of the type checker: those of the site, with managers that it can follow.

django-modeltranslation replaces the manager of every model with translated texts by a class that it
builds at runtime, which exists in no source file: mypy then takes all that the manager returns for `Any`.
Our code calls nothing that it adds by name, so the type checker sees the managers as the models declare
them.
"""

from django.apps import AppConfig
from django.db.models import Model

from upr_tracker.settings import *  # noqa: F403
from upr_tracker.settings import INSTALLED_APPS


def leave_as_declared(model: type[Model]) -> None:
    """Replaces no manager."""


class DeclaredManagers(AppConfig):
    """Comes before modeltranslation and takes the step from it that replaces managers."""

    name = "tools"

    def ready(self) -> None:
        # Not before the settings are read.
        from modeltranslation import translator  # noqa: PLC0415

        translator.add_manager = leave_as_declared


INSTALLED_APPS = ["tools.typing_settings.DeclaredManagers", *INSTALLED_APPS]
