"""Bookkeeping of the floor: rows that fixtures shipped, writes that indexes have to notice, who changed what,
and what waits until somebody else approves it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import OPEN_PROPOSALS, ProposalKind, ProposalState, RevisionKind, Way


class ShippedRow(models.Model):
    """A fixture row as this installation last received it.

    A later version of the fixtures changes only fields that nobody has edited here since. Rows that
    an editor deleted or withdrew stay so.
    """

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    fields = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="shippedrow_unique")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"


class Change(models.Model):
    """A note that rows which an index reads were written. Triggers write it (`index.triggers`).

    `place` is the position in the order of commits; `source` names table and column; `keys` holds
    the values of that column, separated by commas, or “*” for all rows.
    """

    place = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=130)
    keys = models.TextField()
    nonce = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.source} {self.keys}"


class Pending(models.Model):
    """On PostgreSQL, a change that is not committed yet; no other connection sees it."""

    source = models.CharField(max_length=130)
    keys = models.TextField()
    nonce = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source} {self.keys}"


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


class Proposal(models.Model):
    """What somebody wrote that the public would read, until somebody else approves it.

    The tables hold what the public reads, so a change of that waits here. `changes`: in order, what the
    history would have noted; of a new row `after` holds all values, under the key that it will have.
    A proposal to publish has none: what is not public is written where it belongs.
    """

    kind = models.CharField(_("what is proposed"), max_length=10, choices=ProposalKind)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    changes = models.JSONField(default=list)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("written by"))
    reason = models.TextField(_("why"), blank=True)
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    # The last change; an office of one waits a day from here.
    written_at = models.DateTimeField(_("last written at"), default=timezone.now)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who reviews it"),
    )
    comment = models.TextField(_("why it was sent back"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["written_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="proposal_decided_has_day",
                condition=models.Q(state__in=OPEN_PROPOSALS, decided_at=None)
                | models.Q(decided_at__isnull=False) & ~models.Q(state__in=OPEN_PROPOSALS),
                violation_error_message=_("What was decided has a day."),
            ),
            models.CheckConstraint(
                name="proposal_sent_back_says_why",
                condition=~models.Q(state=ProposalState.SENT_BACK) | ~models.Q(comment=""),
                violation_error_message=_("Say why it is sent back."),
            ),
            models.CheckConstraint(
                name="proposal_to_change_has_changes",
                condition=models.Q(kind=ProposalKind.PUBLISH, changes=[])
                | models.Q(kind=ProposalKind.CHANGE) & ~models.Q(changes=[]),
                violation_error_message=_("A proposal to change something says what."),
            ),
        ]

    def __str__(self) -> str:
        # No record is named: mails and addresses hold this.
        return f"{self.get_kind_display()}, {self.proposed_at:%Y-%m-%d %H:%M}"


class ProposalSubject(models.Model):
    """A record that a proposal is about; the first is the main one."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="subjects")
    table = models.CharField(max_length=63, db_column="table_name")
    row = models.BigIntegerField(db_column="row_key")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["proposal", "table", "row"], name="proposalsubject_unique")
        ]
        indexes = [models.Index(fields=["table", "row"], name="proposals_of_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
