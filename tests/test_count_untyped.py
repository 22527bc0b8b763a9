"""The count of lines where the type checker is blind (`tools/count_untyped.py`)."""

from tools.count_untyped import LIMIT, lines_of_apps, untyped_lines

CODE = '''
"""Says Any, cast and type: ignore."""
import typing
from typing import (
    Any,
    cast,
)
from typing import Any as Anything

row: Any = 1
rows: "list[Any]" = []
both = cast(Any, row)  # Any
title = "Any other"
other: typing.Any = 2
third: Anything = 3
fourth: int = "4"  # type: ignore[assignment]


def cell(value: object, **rest: Any) -> None:
    """Any."""
'''


def test_lines_count_once_and_by_their_code_alone():
    assert untyped_lines(CODE) == {10, 11, 12, 14, 15, 16, 19}


def test_there_are_no_more_than_the_limit():
    assert len(list(lines_of_apps())) <= LIMIT
