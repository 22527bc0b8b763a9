"""Numbers of recommendations that a spreadsheet shortened: whose row is “124.1”?

A program that takes 124.10 for a number writes 124.1, which is another recommendation. Where both may
be meant, the rest of the row tells: its title, text, States, themes. What does not tell is refused.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from import_export import fields
from rapidfuzz import fuzz

from foundation.i18n.languages import versions
from foundation.spreadsheets.shortened import is_shortenable, is_shortened
from foundation.spreadsheets.vocabularies import Cells, KnownRows, RowsField

from ..models import Recommendation

# Columns that tell one recommendation from another; words tell more than lists.
WORDS = (*versions("title"), "text")
LISTS = ("recommending_states", "themes", "affected_groups", "goals")
WEIGHT_OF_WORDS = 3
# How alike, of 1, a cell and a record are that say the same with a word mended; and how much more
# alike than to another record.
ALIKE, MORE_ALIKE = 0.8, 0.1


class ShortenedNumbers:
    """The rows of one sheet, beside the numbers that their reviews have."""

    def __init__(self, columns: Iterable[fields.Field], numbers: Iterable[str]) -> None:
        """`columns`: those of the resource; `numbers`: all of the sheet, as they stand there."""
        self._columns = {field.column_name: field for field in columns}
        # If one zero survived, the sheet keeps its numbers as text.
        self._keeps_zeros = any(map(is_shortenable, numbers))
        self._by_review: dict[str, dict[str, int]] = {}

    def has(self, review: str, number: str) -> bool:
        """Whether a review has a recommendation of this number. `review`: its slug."""
        return number in self._numbers(review)

    def refusal(self, review: str, row: Cells, record: Recommendation | None) -> str:
        """A sentence where the number of a row may be a longer one, cut; else nothing.

        `record`: the recommendation of the number as it stands, if there is one.
        """
        number = str(row.get("number") or "").strip()
        numbers = self._numbers(review)
        for whole in [whole for whole in numbers if is_shortened(number, whole)]:
            longer = Recommendation.objects.get(pk=numbers[whole])
            told = {"number": number, "whole": whole}
            columns = self._columns_of(row, longer, record)
            if columns:
                return _(
                    "“%(number)s” looks like “%(whole)s” shortened by a spreadsheet: what this row says "
                    "under %(columns)s is that of %(whole)s. Format the column as text and write it again."
                ) % {**told, "columns": ", ".join(columns)}
            if record is not None and not self._keeps_zeros and not self._columns_of(row, record, longer):
                return (
                    _(
                        "“%(number)s” may be %(number)s, or %(whole)s shortened by a spreadsheet: no number "
                        "in this sheet ends with a zero, and nothing else in this row tells. Export again "
                        "and keep the column “as_exported”, or add the titles."
                    )
                    % told
                )
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
