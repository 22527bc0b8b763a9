"""Guesses at passwords and codes, and invitations."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Guess(models.Model):
    """A guess at a password or code in the last hour (`accounts.throttling`).

    `key` says at what and from where, without a name; `slot` is one of the few that it has.
    """

    key = models.CharField(max_length=100)
    slot = models.PositiveSmallIntegerField()
    guessed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "slot"], name="guess_unique")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key} {self.slot}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, moment: dt.datetime) -> Self:
        """Those that somebody can still accept."""
        return self.filter(accepted_at=None, ended_at=None, expires_at__gt=moment)


class Invitation(models.Model):
    """A mail with a link that starts an account, once and for some days (`accounts.invitations`).

    Of the word in the link only a digest is kept: who reads the database cannot accept it.
    """

    email = models.EmailField()
    # The name of a group.
    role = models.CharField(max_length=150)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, unique=True)
    # Nobody, where it was sent from the server.
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="invitation_lasts"),
            # What somebody accepted is not taken back: their account is closed instead.
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(ended_at=None), name="invitation_accepted_or_ended"
            ),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.email} {self.role}"
