"""Parts of addresses: the path converters `<number:…>` and `<iso3:…>`, and keys in queries."""

import re

from django.urls import register_converter

# The digits of a key. Some numbers of 19 digits do not fit SQLite's integers.
_MOST_DIGITS = 18
_KEY = re.compile(rf"[0-9]{{1,{_MOST_DIGITS}}}")
# Everything that `int()` accepts: digits of any script, “_” between them, a sign.
_TOO_LARGE = re.compile(rf"\s*[-+]?[\d_]{{{_MOST_DIGITS + 1},}}\s*")


class NumberConverter:
    """An integer without leading zeros, far below the limits of both databases."""

    regex = "0|[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Iso3Converter:
    """The code of a State (ISO 3166 alpha-3): capitals in the database, none in an address."""

    regex = "[-a-z0-9_]{3}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value.lower()


register_converter(NumberConverter, "number")
register_converter(Iso3Converter, "iso3")


def key_in(text: str) -> int | None:
    """The key of a row in an address; None if the text is not one."""
    return int(text) if _KEY.fullmatch(text) else None


def is_too_large(text: str) -> bool:
    """Whether a value, or one of several between commas, is a number too large for a key."""
    return any(map(_TOO_LARGE.fullmatch, text.split(",")))
