"""Work queues of the editors in what every review rests on: what is missing."""

from django.utils.translation import gettext_lazy as _

from .reviews import Source


class SourceWithoutLink(Source):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("source without a link")
        verbose_name_plural = _("To do: sources without a link")
