"""Expressions for queries of many rows."""

from collections.abc import Collection
from typing import Any, TypeAlias

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Model, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.db.models.sql.compiler import SQLCompiler

from ..typing import Compiled


class Among(Func):
    """Whether a column holds one of these keys.

    They are passed as one parameter: a placeholder for each of thousands of keys takes as long to
    build as the query takes to run.
    """

    output_field = BooleanField()
    arity = 2

    def __init__(self, column: str, keys: Collection[int]) -> None:
        # `str` gives the same text as `json.dumps` for a list of integers, faster.
        super().__init__(F(column), Value(str(list(keys))))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str) -> Compiled:
        template, joiner = "%(expressions)s)", " IN (SELECT value FROM json_each("
        return self.as_sql(compiler, connection, template=template + ")", arg_joiner=joiner, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> Compiled:
        # A JSON list of numbers becomes an array by changing its brackets to braces. Without
        # statistics the planner misjudges a constant list and skips the index of the column; inside
        # a sub-SELECT it does not look at the values.
        template = "%(expressions)s, '[]', '{}')::bigint[])::bigint[])"
        return self.as_sql(
            compiler,
            connection,
            template=template,
            arg_joiner=" = ANY((SELECT translate(",
            **context,
        )


def in_language(name: str, language: str) -> Expression:
    """A translated text in a language, or in English if there is no translation; never NULL."""
    text = NullIf(F(f"{name}_{language}"), Value(""), output_field=TextField())
    return Coalesce(text, F(f"{name}_en"), Value(""), output_field=TextField())


# Rows of columns that the query names; the caller knows their types.
Tuples: TypeAlias = "QuerySet[Any, tuple[Any, ...]]"


def tuples(rows: QuerySet[Model], *columns: str | Expression) -> Tuples:
    """The columns of the rows; translated columns are named with their language.

    This avoids modeltranslation's rewriting, which builds two dictionaries for each row.
    """
    rewrite = getattr(rows, "rewrite", None)
    plain: QuerySet[Model] = rewrite(False) if rewrite else rows
    return plain.values_list(*columns)
