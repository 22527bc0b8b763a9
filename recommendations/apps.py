from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = _("Recommendations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Triggers are made from what is declared here.
        from foundation.history.noted import note_history  # noqa: PLC0415
        from foundation.index.live import pages_show, register  # noqa: PLC0415
        from foundation.publishing.rights import declare  # noqa: PLC0415

        from . import index, privacy  # noqa: PLC0415

        register(index.RECOMMENDATIONS)
        register(index.NEW_RECOMMENDATIONS)
        pages_show(self, (name for name, fields in privacy.PUBLIC.items() if fields))
        declare(self, privacy)
        note_history(self, but=("ImportChange",))
