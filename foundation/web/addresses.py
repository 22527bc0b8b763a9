"""What parts of an address may be: `<number:…>` is one that a list can have, written one way."""

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


register_converter(NumberConverter, "number")


def key_in(text: str) -> int | None:
    """The key of a row as an address writes it; None for what is no key."""
    return int(text) if _KEY.fullmatch(text) else None


def is_too_large(text: str) -> bool:
    """Whether a value, or one of several behind commas, is a number that no row can have."""
    return any(map(_TOO_LARGE.fullmatch, text.split(",")))
