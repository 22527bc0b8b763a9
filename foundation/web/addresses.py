"""What parts of an address may be: `<number:…>`, `<iso3:…>`; each value is written one way only."""

import re

from django.urls import register_converter

# Digits of a key: with one more, SQLite could not hold every number.
_MOST_DIGITS = 18
_KEY = re.compile(rf"[0-9]{{1,{_MOST_DIGITS}}}")
# As Python reads numbers: in any script, with “_” between digits, with a sign.
_TOO_LARGE = re.compile(rf"\s*[-+]?[\d_]{{{_MOST_DIGITS + 1},}}\s*")


class NumberConverter:
    """A whole number without leading zeros, far below what either database can hold."""

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
    """The key of a row as an address writes it; None for what is no key."""
    return int(text) if _KEY.fullmatch(text) else None


def is_too_large(text: str) -> bool:
    """Whether a value, or one of several behind commas, is a number that no row can have."""
    return any(map(_TOO_LARGE.fullmatch, text.split(",")))
