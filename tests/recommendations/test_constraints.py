"""Every rule of the database: a change that keeps to it, one that breaks it, what an editor reads.

A line of `RULES` saves a valid row and makes two changes to it past all validation: one that the
rule still allows, as near to its edge as there is one, and one that breaks this rule and no other.
A constraint without a line fails the last test. `tests/cases` reads its own lines the same way.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction

from recommendations.models import (
    Goal,
    Recommendation,
    RecommendingState,
    SchemeLabel,
    Target,
    WorkingGroupSession,
)
from recommendations.models.recommendations import fingerprint
from tests import factories

pytestmark = pytest.mark.django_db

Change = dict[str, Any]


@dataclass(frozen=True)
class Rule:
    """One constraint, and a row with a change that keeps to it and one that breaks it.

    A value that depends on the row is given as a function of it.
    """

    name: str
    row: Callable[[], Any]
    broken: Change
    kept: Change = field(default_factory=dict)
    # The field whose own check stops an editor before the rule can speak.
    stopped_by: str = ""

    def __str__(self) -> str:
        return self.name

    def assert_kept(self) -> None:
        row = self.row()
        change = _for_row(self.kept, row)
        _write(row, change)
        saved = type(row).objects.get(pk=row.pk)
        assert {name: getattr(saved, name) for name in change} == change
        saved.full_clean()

    def assert_refused(self) -> None:
        row = self.row()
        change = _for_row(self.broken, row)
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            _write(row, change)
        assert words(refusal) == violation(constraint(row, self.name))

    def assert_told(self) -> None:
        row = self.row()
        for name, value in _for_row(self.broken, row).items():
            setattr(row, name, value)
        with pytest.raises(ValidationError) as refusal:
            row.full_clean()
        told = refusal.value.message_dict
        if self.stopped_by:
            assert list(told) == [self.stopped_by]
        else:
            assert told[NON_FIELD_ERRORS] == [constraint(row, self.name).violation_error_message]


def _for_row(change: Change, row: models.Model) -> Change:
    return {name: value(row) if callable(value) else value for name, value in change.items()}


def _write(row: models.Model, change: Change) -> None:
    """Straight to the database, as an import or a shell could."""
    if change:
        models.QuerySet(type(row)).filter(pk=row.pk).update(**change)


def constraint(row: models.Model, name: str) -> Any:
    [found] = [known for known in row._meta.constraints if known.name == name]
    return found


def words(refusal: pytest.ExceptionInfo[IntegrityError]) -> str:
    """What the engine says it refused, without what PostgreSQL says of the row."""
    if connection.vendor == "sqlite":
        return str(refusal.value)
    diagnosis = refusal.value.__cause__.diag  # type: ignore[union-attr]
    return diagnosis.constraint_name or f"{diagnosis.table_name}.{diagnosis.column_name}"


def violation(rule: models.BaseConstraint, *, vendor: str = "") -> str:
    """The words by which the engine names a rule; SQLite names the columns of a unique one."""
    if (vendor or connection.vendor) != "sqlite":
        return rule.name
    if isinstance(rule, models.UniqueConstraint):
        return f"UNIQUE constraint failed: {rule.name}"
    return f"CHECK constraint failed: {rule.name}"
