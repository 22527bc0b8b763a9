"""Constraints that many tables have, with the sentence for the editor."""

from django.db import models
from django.db.models import Q

from ..typing import StrOrPromise


def known_choice(
    field: str, choices: type[models.TextChoices], *, message: StrOrPromise, blank: bool = False
) -> models.CheckConstraint:
    """A constraint that holds a field to its vocabulary, whatever path writes it."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=Q(**{f"{field}__in": values}),
        violation_error_message=message,
    )


def not_empty(field: str, *, message: StrOrPromise) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_not_empty",
        # Translated columns can be NULL, and a check that is NULL passes.
        condition=Q(**{f"{field}__isnull": False}) & ~Q(**{field: ""}),
        violation_error_message=message,
    )
