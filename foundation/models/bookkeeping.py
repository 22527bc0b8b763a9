"""Rows that fixtures shipped, and writes that indexes have to notice."""

from django.db import models


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
