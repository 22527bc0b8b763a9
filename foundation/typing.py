"""Types that several packages use."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.db.models.sql.compiler import _AsSqlType
    from django_stubs_ext import StrPromise as _StrPromise

# What the `as_sql` of an expression returns: SQL, and its parameters.
Compiled: TypeAlias = "_AsSqlType"
# Fields of a model that say one thing together: see `foundation.publishing.together`.
FieldGroups: TypeAlias = tuple[tuple[str, ...], ...]
# A sentence, translated now or when it is shown.
StrOrPromise: TypeAlias = "str | _StrPromise"
