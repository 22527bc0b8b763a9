"""The heading row of a sheet: each column once, by its exact name."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from tablib import Dataset

from .as_exported import AS_EXPORTED, table_of_export
from .names import did_you_mean

# What only the files of the public site have: who a row is about, and the address of its page.
_OF_PUBLIC_FILES = ("id", "address")


def check_headings(
    dataset: Dataset, expected: Sequence[str], required: Collection[str], *, table: str
) -> None:
    """Remove empty columns, and blanks around headings. `table`: the one that is imported to.

    Raises `ValueError` for repeated, unknown and missing headings, and for another file of ours.
    """
    headings = [str(heading or "").strip() for heading in dataset.headers or []]
    if set(headings) - set(expected):
        _refuse_other_files(dataset, headings, table)
    _drop_empty_columns(dataset, headings)
    refusals = [*_repeated(headings), *_unknown(headings, expected)]
    if refusals:
        raise ValueError("\n".join(refusals))
    missing = [name for name in required if name not in headings]
    if missing:
        raise ValueError(_("Missing column: %(names)s.") % {"names": ", ".join(missing)})
    dataset.headers = [heading for heading in headings if heading]


def _refuse_other_files(dataset: Dataset, headings: list[str], table: str) -> None:
    """Raises one `ValueError` for a file that is not this table’s export at all, and which it is."""
    if AS_EXPORTED not in headings and all(heading in headings for heading in _OF_PUBLIC_FILES):
        raise ValueError(
            _(
                "This is the file that the public site gives its readers: its columns are not those of the "
                "tables, so it cannot be imported. Press “Export” above this list, change that file and "
                "import it."
            )
        )
    if AS_EXPORTED in headings and len(dataset):
        other_table = table_of_export(str(dataset[0][headings.index(AS_EXPORTED)] or ""))
        if other_table not in ("", table):
            raise ValueError(
                _(
                    "This sheet was exported from another table: %(name)s. Import it above the list that it "
                    "came from."
                )
                % {"name": other_table}
            )


def _drop_empty_columns(dataset: Dataset, headings: list[str]) -> None:
    """Remove columns that spreadsheets leave behind. Raises `ValueError` for cells without a heading."""
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
        # A dataset refuses headings of a different width until it has none.
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
            values = {"letter": get_column_letter(place + 1), "heading": heading}
            sentence = _("Column %(letter)s: nothing is called “%(heading)s”.") % values
            refusals.append(sentence + did_you_mean(heading.replace(" ", "_"), expected))
    if refusals:
        refusals.append(_("The columns are: %(names)s.") % {"names": ", ".join(expected)})
    return refusals
