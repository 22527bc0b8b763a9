"""Trying every rule of the database: a change that keeps to it, one that breaks it, what is read.

A `Rule` saves a valid row and names two changes to it: one that the rule still allows, as near to
its edge as there is one, and one that breaks this rule and no other. Both are written past all
validation. The tables stand in `test_constraints.py` of each app; what is done with their lines
stands here, in `RulesOfAnApp`. A constraint without a line fails
`test_every_constraint_has_its_rule`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction

Change = dict[str, Any]
Row = Callable[[], Any]
Two = Callable[[], tuple[Any, Any]]
Where = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A constraint, a row, a change of the row that breaks it and one that keeps to it.

    A value that depends on the row is written as a function of it.
    """

    name: str
    row: Row
    broken: Change
    kept: Change = field(default_factory=dict)
    # The field whose own check stops an editor before the rule can speak.
    stopped_by: str = ""

    def __str__(self) -> str:
        return self.name

    def constraint(self, row: models.Model) -> Any:
        [found] = [known for known in row._meta.constraints if known.name == self.name]
        return found


def changes(row: models.Model, change: Change) -> Change:
    return {name: value(row) if callable(value) else value for name, value in change.items()}


def write(row: models.Model, change: Change) -> None:
    """Change a row as an import or a shell could: past all validation."""
    if change:
        models.QuerySet(type(row)).filter(pk=row.pk).update(**change)


def refused(row: models.Model, change: Change) -> str:
    """What the engine says it refused, without what PostgreSQL adds about the row."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write(row, change)
    if connection.vendor == "sqlite":
        return str(refusal.value)
    cause: Any = refusal.value.__cause__
    return str(cause.diag.constraint_name or f"{cause.diag.table_name}.{cause.diag.column_name}")


def in_the_words_of_the_engine(row: models.Model, constraint: models.BaseConstraint) -> str:
    """PostgreSQL gives the name of a constraint; SQLite the columns of a unique one."""
    if connection.vendor != "sqlite":
        return constraint.name
    if isinstance(constraint, models.UniqueConstraint):
        columns = [row._meta.get_field(name).column for name in constraint.fields]  # type: ignore[union-attr]
        return "UNIQUE constraint failed: " + ", ".join(
            f"{row._meta.db_table}.{column}" for column in columns
        )
    return f"CHECK constraint failed: {constraint.name}"


def told(row: models.Model, change: Change) -> dict[str, list[str]]:
    """What an editor reads who makes a change: sentences by field, `__all__` for the whole row."""
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


# What a table must list


def tables(app: str) -> list[type[models.Model]]:
    """The models of an app that have a table of their own, but for those that keep history.

    History repeats what rows held, without rules of its own, and no public page reads it.
    """
    return [model for model in apps.get_app_config(app).get_models() if not model._meta.proxy]


def constraint_names(app: str) -> set[str]:
    return {rule.name for model in tables(app) for rule in model._meta.constraints}


def unique_fields(app: str) -> set[tuple[str, str]]:
    return {
        (model.__name__, known.name)
        for model in tables(app)
        for known in model._meta.concrete_fields
        if known.unique and not known.primary_key
    }


def required_links_and_dates(app: str) -> set[tuple[str, str]]:
    """Text and numbers have values of their own for “nothing”; links and dates have only NULL."""
    return {
        (model.__name__, known.name)
        for model in tables(app)
        for known in model._meta.concrete_fields
        if isinstance(known, models.ForeignKey | models.DateField) and not known.null
    }


# The lines of a table


def last(*rows: Any) -> Any:
    return rows[-1]


def itself(row: Any) -> Any:
    return row


def known_choice(table: str, row: Row, name: str) -> list[Rule]:
    return [Rule(f"{table}_{name}_known", row, {name: "unknown"}, stopped_by=name)]


def not_empty(table: str, row: Row, name: str) -> list[Rule]:
    """Of a translated text, only the rule asks for the English; it can be empty or NULL."""
    rule = f"{table}_{name}_not_empty"
    if name.endswith("_en"):
        return [Rule(rule, row, {name: nothing}, {name: "A"}) for nothing in ("", None)]
    return [Rule(rule, row, {name: ""}, {name: "A"}, stopped_by=name)]


def publishable(table: str, row: Row) -> list[Rule]:
    return [
        *known_choice(table, row, "publication_state"),
        Rule(
            f"{table}_published_has_date",
            row,
            {"published_at": None},
            {"publication_state": "withdrawn", "published_at": None},
        ),
    ]


def addressed(table: str, row: Row) -> list[Rule]:
    return [
        *publishable(table, row),
        Rule(
            f"{table}_published_has_address",
            row,
            {"slug": None},
            {"publication_state": "in_review", "slug": None},
        ),
    ]


def dated(table: str, row: Row) -> list[Rule]:
    """That the rule stands; what it says of each precision, `test_dated.py` shows."""
    first_day = dt.date(2018, 5, 10)
    days = {"first_day": first_day, "precision": "range"}
    return [
        Rule(
            f"{table}_days_fit_precision",
            row,
            {**days, "last_day": first_day - dt.timedelta(days=1)},
            {**days, "last_day": first_day + dt.timedelta(days=1)},
        ),
        Rule(
            f"{table}_days_plausible",
            row,
            {"first_day": dt.date(1899, 12, 31), "last_day": None, "precision": "since"},
            {"first_day": dt.date(1900, 1, 1), "last_day": None, "precision": "since"},
            stopped_by="first_day",
        ),
    ]


# What is tried of each line


class RulesOfAnApp:
    """The tests of the tables of one app: a subclass names the app and gives the tables.

    `twice` makes two rows, `required` one, for the model and the field that they are listed under.
    """

    app: str
    rules: list[Rule]
    twice: dict[Where, Two]
    required: dict[Where, Row]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Each test runs over the lines of the table that its argument is named after."""
        if "rule" in metafunc.fixturenames:
            metafunc.parametrize("rule", self.rules, ids=str)
        if "unique" in metafunc.fixturenames:
            metafunc.parametrize("unique", self.twice, ids="-".join)
        if "link_or_date" in metafunc.fixturenames:
            metafunc.parametrize("link_or_date", self.required, ids="-".join)

    def test_change_that_keeps_the_rule_is_saved(self, rule: Rule) -> None:
        row = rule.row()
        change = changes(row, rule.kept)
        write(row, change)
        saved = type(row).objects.get(pk=row.pk)
        assert {name: getattr(saved, name) for name in change} == change

    def test_change_that_keeps_the_rule_passes_validation(self, rule: Rule) -> None:
        row = rule.row()
        for name, value in changes(row, rule.kept).items():
            setattr(row, name, value)
        row.full_clean()

    def test_change_that_breaks_the_rule_is_refused_by_the_database(self, rule: Rule) -> None:
        row = rule.row()
        expected = in_the_words_of_the_engine(row, rule.constraint(row))
        assert refused(row, changes(row, rule.broken)) == expected

    def test_editor_who_breaks_the_rule_reads_why(self, rule: Rule) -> None:
        row = rule.row()
        messages = told(row, changes(row, rule.broken))
        if rule.stopped_by:
            assert list(messages) == [rule.stopped_by]
        else:
            assert messages[NON_FIELD_ERRORS] == [rule.constraint(row).violation_error_message]

    def test_every_constraint_has_its_rule(self) -> None:
        assert {rule.name for rule in self.rules} == constraint_names(self.app)

    def test_value_that_identifies_a_row_is_refused_a_second_time(self, unique: Where) -> None:
        """Neither the database nor a form lets the second row take the first one's value."""
        first, second = self.twice[unique]()
        _model, name = unique
        table, column = second._meta.db_table, second._meta.get_field(name).column
        change = {name: getattr(first, name)}
        assert refused(second, change) == (
            f"UNIQUE constraint failed: {table}.{column}"
            if connection.vendor == "sqlite"
            else f"{table}_{column}_key"
        )
        assert list(told(second, change)) == [name]

    def test_every_unique_field_is_tried_twice(self) -> None:
        assert set(self.twice) == unique_fields(self.app)

    def test_row_without_what_it_hangs_on_is_refused(self, link_or_date: Where) -> None:
        saved = self.required[link_or_date]()
        _model, name = link_or_date
        column = f"{saved._meta.db_table}.{saved._meta.get_field(name).column}"
        assert refused(saved, {name: None}) == (
            f"NOT NULL constraint failed: {column}" if connection.vendor == "sqlite" else column
        )
        assert told(saved, {name: None})[name] == ["This field cannot be null."]

    def test_every_required_link_and_date_is_tried_without(self) -> None:
        assert set(self.required) == required_links_and_dates(self.app)
