"""Bookkeeping: rows that fixtures shipped, writes that indexes notice, guesses, invitations."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


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
