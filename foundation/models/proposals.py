"""What waits until somebody else approves it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import OPEN_PROPOSALS, ProposalKind, ProposalState


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
