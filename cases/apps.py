from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Evidence")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Triggers are made from what is declared here.
        from foundation.history.noted import note_history  # noqa: PLC0415
        from foundation.index.live import pages_show, register  # noqa: PLC0415
        from foundation.publishing.checks import register_check  # noqa: PLC0415
        from foundation.publishing.rights import declare  # noqa: PLC0415

        from . import held_back, index, privacy  # noqa: PLC0415

        register(index.CASES)
        register(index.LAWS)
        pages_show(self, (name for name, fields in privacy.PUBLIC.items() if fields))
        declare(self, privacy)
        note_history(self)
        register_check(held_back.object_to_names)
