"""Recommendation numbers that a spreadsheet shortened: whose row is “124.1”?

A program that takes 124.10 for a number writes 124.1, which is another recommendation. Where both are
possible, the rest of the row decides: its title, text, States, themes. If it does not, it is refused.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from import_export import fields
from rapidfuzz import fuzz

from foundation.i18n.languages import versions
from foundation.spreadsheets.shortened import is_shortenable, is_shortened
from foundation.spreadsheets.vocabularies import Cells, KnownRows, RowsField

from ..models import Recommendation

# Columns that tell recommendations apart; words do so better than lists.
WORDS = (*versions("title"), "text")
LISTS = ("recommending_states", "themes", "affected_groups", "goals")
WEIGHT_OF_WORDS = 3
# Similarity, from 0 to 1, of a cell to a record whose text it has with a word corrected; and how much
# it must exceed the similarity to another record.
ALIKE, MORE_ALIKE = 0.8, 0.1
# 124.100 is a hundred and twenty-four thousand one hundred where dots stand between thousands.
_IN_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")


class ShortenedNumbers:
    """Compares the numbers in one sheet with those of the reviews that its rows name."""

    def __init__(self, columns: Iterable[fields.Field], numbers: Iterable[str]) -> None:
        """`columns`: those of the resource; `numbers`: all numbers in the sheet, as written."""
        self._columns = {field.column_name: field for field in columns}
        # If one final zero survived, the sheet keeps its numbers as text.
        self._keeps_zeros = any(map(is_shortenable, numbers))
        self._by_review: dict[str, dict[str, int]] = {}

    def has(self, review: str, number: str) -> bool:
        """Whether a review, given by its slug, has a recommendation of this number."""
        return number in self._numbers(review)

    def refusal(self, review: str, row: Cells, record: Recommendation | None) -> str:
        """A sentence if the number of a row may be a longer one, shortened; otherwise empty.

        `record`: the recommendation with the number as written, if there is one.
        """
        number = str(row.get("number") or "").strip()
        numbers = self._numbers(review)
        for full_number in [longer for longer in numbers if is_shortened(number, longer)]:
            longer_record = Recommendation.objects.get(pk=numbers[full_number])
            values = {"number": number, "whole": full_number}
            columns = self._columns_of(row, longer_record, record)
            if columns:
                return _(
                    "“%(number)s” looks like “%(whole)s” shortened by a spreadsheet: what this row says "
                    "under %(columns)s is that of %(whole)s. Format the column as text and write it again."
                ) % {**values, "columns": ", ".join(columns)}
            if (
                record is not None
                and not self._keeps_zeros
                and not self._columns_of(row, record, longer_record)
            ):
                return (
                    _(
                        "“%(number)s” may be %(number)s, or %(whole)s shortened by a spreadsheet: no number "
                        "in this sheet ends with a zero, and nothing else in this row tells. Export again "
                        "and keep the column “as_exported”, or add the titles."
                    )
                    % values
                )
        return self._without_dot(number, numbers) if record is None else ""

    def _without_dot(self, number: str, numbers: Iterable[str]) -> str:
        """A sentence if a number that is new is another whose dot stood between thousands, for a program."""
        for full_number in numbers:
            if _IN_THOUSANDS.fullmatch(full_number) and full_number.replace(".", "") == number:
                return _(
                    "“%(number)s” looks like “%(whole)s”, whose dot a spreadsheet took for one between "
                    "thousands. Format the column as text and write it again."
                ) % {"number": number, "whole": full_number}
        return ""

    def _numbers(self, review: str) -> dict[str, int]:
        if review not in self._by_review:
            rows = Recommendation.objects.filter(review__slug=review).exclude(number="")
            self._by_review[review] = dict(rows.values_list("number", "pk"))
        return self._by_review[review]

    def _columns_of(self, row: Cells, record: Recommendation, other: Recommendation | None) -> list[str]:
        """The columns in which a row is like `record` and not like `other`; none where as much speaks
        for the other."""
        own, others = [], []
        for column in (*WORDS, *LISTS):
            cell = self._as_cell(column, row)
            if not cell:
                continue
            likeness = self._likeness(column, cell, record)
            other_likeness = self._likeness(column, cell, other) if other else 0.0
            if likeness >= ALIKE and likeness - other_likeness > MORE_ALIKE:
                own.append(column)
            elif other and other_likeness >= ALIKE and other_likeness - likeness > MORE_ALIKE:
                others.append(column)
        if other is None and not self._same_request(row, record, own):
            return []
        return own if _weight(own) > _weight(others) else []

    def _same_request(self, row: Cells, record: Recommendation, columns: list[str]) -> bool:
        """Of a number that is new: the words of a recommendation, asked by none but its States."""
        cell = self._as_cell("recommending_states", row)
        asked_by_others = bool(cell) and self._likeness("recommending_states", cell, record) == 0
        return _weight(columns) >= WEIGHT_OF_WORDS and not asked_by_others

    def _as_cell(self, column: str, row: Cells) -> str:
        """What a cell says, as an export writes it; nothing where it cannot be read."""
        field = self._columns[column]
        if column not in row:
            return ""
        try:
            if isinstance(field, RowsField):
                return field.as_cell(row)
            if isinstance(field.widget, KnownRows):
                return field.widget.joined(field.clean(row))
        except ValueError:
            return ""
        return str(row[column] or "").strip()

    def _likeness(self, column: str, cell: str, record: Recommendation) -> float:
        own = str(self._columns[column].export(record) or "").strip()
        if column in WORDS:
            return fuzz.ratio(cell, own) / 100 if own else 0.0
        names, own_names = set(cell.split(";")), set(own.split(";"))
        return len(names & own_names) / len(names | own_names)


def _weight(columns: list[str]) -> int:
    return sum(WEIGHT_OF_WORDS if column in WORDS else 1 for column in columns)
