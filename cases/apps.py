from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Evidence")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Which tables its index reads and its pages show must be known before triggers are made.
        from foundation.index.live import pages_show  # noqa: PLC0415
        from foundation.publishing.rights import declare  # noqa: PLC0415

        from . import index, privacy  # noqa: F401, PLC0415

        pages_show(self, (name for name, fields in privacy.PUBLIC.items() if fields))
        declare(self, privacy)
