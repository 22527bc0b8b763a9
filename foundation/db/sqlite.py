"""Makes SQLite search Russian and Kazakh as PostgreSQL does, and tolerate bytes that are not UTF-8.

SQLite's LIKE, UPPER and LOWER fold only ASCII letters: a search for “ратиф” in the admin would not
find “Ратифицировать”. The replacements are deterministic Python functions.

PostgreSQL refuses bytes that are not UTF-8. SQLite stores them (its shell writes them, in a terminal
with another encoding), and one such title would break every list.
"""

import functools
import re

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver


@functools.lru_cache(maxsize=256)
def _like_pattern(pattern: str, escape: str | None) -> re.Pattern[str]:
    """A LIKE pattern as a case-insensitive regular expression."""
    parts, characters = [], iter(pattern)
    for character in characters:
        if escape and character == escape:
            parts.append(re.escape(next(characters, escape)))
        elif character == "%":
            parts.append(".*")
        elif character == "_":
            parts.append(".")
        else:
            parts.append(re.escape(character))
    return re.compile("".join(parts), re.DOTALL | re.IGNORECASE)


def like(pattern: object, value: object, escape: str | None = None) -> bool | None:
    """SQL's `value LIKE pattern ESCAPE escape`, for every alphabet."""
    if pattern is None or value is None:
        return None
    return _like_pattern(str(pattern), escape).fullmatch(str(value)) is not None


def upper(value: object) -> str | None:
    return None if value is None else str(value).upper()


def lower(value: object) -> str | None:
    return None if value is None else str(value).lower()


def readable(text: bytes) -> str:
    """A stored text, with U+FFFD for bytes that are not UTF-8."""
    return text.decode(errors="replace")


@receiver(connection_created, dispatch_uid="upr_tracker.prepare_sqlite")
def prepare(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    if connection.vendor != "sqlite":
        return
    database = connection.connection
    database.text_factory = readable
    database.create_function("like", 2, like, deterministic=True)
    database.create_function("like", 3, like, deterministic=True)
    database.create_function("upper", 1, upper, deterministic=True)
    database.create_function("lower", 1, lower, deterministic=True)
