"""What queries of many rows are made of."""

from collections.abc import Collection
from typing import Any, TypeAlias

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Model, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.db.models.sql.compiler import SQLCompiler

from ..typing import Compiled


class Among(Func):
    """Whether a column holds one of these keys.

    They travel as one parameter: of thousands, each with a place of its own in the statement, the
    writing costs as much as the reading.
    """

    output_field = BooleanField()
    arity = 2

    def __init__(self, column: str, keys: Collection[int]) -> None:
        # As Python writes a list of whole numbers, so does JSON, which takes longer.
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
    """A translated text in a language, in English where nobody translated it; never NULL."""
    own = NullIf(F(f"{name}_{language}"), Value(""), output_field=TextField())
    return Coalesce(own, F(f"{name}_en"), Value(""), output_field=TextField())


# Rows of columns that the query names; whoever reads them knows their types.
Tuples: TypeAlias = "QuerySet[Any, tuple[Any, ...]]"


def tuples(rows: QuerySet[Model], *columns: str | Expression) -> Tuples:
    """The columns of the rows, each translated one named by its language.

    modeltranslation would make two dictionaries of each row to find the reader's language itself.
    """
    rewrite = getattr(rows, "rewrite", None)
    plain: QuerySet[Model] = rewrite(False) if rewrite else rows
    return plain.values_list(*columns)
