"""Who changed what."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import RevisionKind, Way


class Act(models.Model):
    """What one person did in one go, in one transaction: a form saved, a sheet or a document imported."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    done_at = models.DateTimeField(_("when"), default=timezone.now)
    way = models.CharField(_("how"), max_length=12, choices=Way)
    reason = models.TextField(_("why"), blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("approved by")
    )

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("who did what")
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.done_at:%Y-%m-%d %H:%M}"


class Revision(models.Model):
    """One change of one row. Triggers write it (`history.triggers`), whatever program made the change.

    `before` and `after` hold, by column, the values that differ; of a deleted row `before` holds all.
    Of a new row neither is there: the row itself tells it, or what was noted of it later.
    """

    # Null: another program than the tracker, or a command that did not say.
    act = models.ForeignKey(Act, models.CASCADE, null=True, related_name="revisions")
    table = models.CharField(max_length=63, db_column="table_name")
    row = models.BigIntegerField(db_column="row_key")
    kind = models.CharField(max_length=1, choices=RevisionKind)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    noted_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["table", "kind", "row"], name="revision_of_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.table} {self.row}"


class CurrentAct(models.Model):
    """On SQLite, the act that a transaction writes for; no other connection sees it."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.act)
