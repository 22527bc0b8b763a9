"""The tables of the floor: what was shipped, and what was written since an index last looked."""

from django.db import models


class ShippedRow(models.Model):
    """What this installation was given of the fixtures, so that it is given only once.

    A later version of the fixtures changes only what nobody changed here since, and what was
    deleted or withdrawn stays so.
    """

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    fields = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="shippedrow_unique")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"


class Change(models.Model):
    """That rows were written which an index reads. Written by triggers (`index.triggers`).

    `place` is the place in the order of commits; `source` names table and column, `keys` holds
    what that column had, separated by commas, or “*” for all rows.
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
    """On PostgreSQL, a change that is not committed yet; empty to everybody else."""

    source = models.CharField(max_length=130)
    keys = models.TextField()
    nonce = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source} {self.keys}"
