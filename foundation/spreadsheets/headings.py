"""The first row of a sheet: each column once, by its exact name."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from tablib import Dataset

from .names import did_you_mean


def check_headings(dataset: Dataset, expected: Sequence[str], required: Collection[str]) -> None:
    """Take out columns that are wholly empty, and blanks around headings.

    Raises `ValueError`: a heading that stands twice, that nobody knows, or that is missing.
    """
    headings = [str(heading or "").strip() for heading in dataset.headers or []]
    _drop_empty_columns(dataset, headings)
    refusals = [*_repeated(headings), *_unknown(headings, expected)]
    if refusals:
        raise ValueError("\n".join(refusals))
    missing = [name for name in required if name not in headings]
    if missing:
        raise ValueError(_("Missing column: %(names)s.") % {"names": ", ".join(missing)})
    dataset.headers = [heading for heading in headings if heading]


def _drop_empty_columns(dataset: Dataset, headings: list[str]) -> None:
    """Spreadsheets leave such. A column with cells and without a heading is refused."""
    bare = [place for place, heading in enumerate(headings) if not heading]
    for place in bare:
        for number, row in enumerate(dataset, 1):
            if str(row[place] if row[place] is not None else "").strip():
                raise ValueError(
                    _("Column %(letter)s has no heading, but row %(number)s has “%(cell)s” in it.")
                    % {"letter": get_column_letter(place + 1), "number": number, "cell": row[place]}
                )
    if bare:
        rows = [[cell for heading, cell in zip(headings, row, strict=True) if heading] for row in dataset]
        del dataset[:]
        # A table takes no headings of another width than it had.
        dataset.headers = None
        dataset.headers = [heading for heading in headings if heading]
        dataset.extend(rows)


def _repeated(headings: list[str]) -> list[str]:
    refusals = []
    for heading in dict.fromkeys(filter(None, headings)):
        letters = [get_column_letter(at + 1) for at, name in enumerate(headings) if name == heading]
        if len(letters) > 1:
            refusals.append(
                _(
                    "The heading “%(heading)s” stands %(count)s times, over columns %(letters)s. "
                    "Each column once: rename or delete the others."
                )
                % {"heading": heading, "count": len(letters), "letters": ", ".join(letters)}
            )
    return refusals


def _unknown(headings: list[str], expected: Sequence[str]) -> list[str]:
    refusals = []
    for place, heading in enumerate(headings):
        if heading and heading not in expected:
            told = {"letter": get_column_letter(place + 1), "heading": heading}
            sentence = _("Column %(letter)s: nothing is called “%(heading)s”.") % told
            refusals.append(sentence + did_you_mean(heading.replace(" ", "_"), expected))
    if refusals:
        refusals.append(_("The columns are: %(names)s.") % {"names": ", ".join(expected)})
    return refusals
