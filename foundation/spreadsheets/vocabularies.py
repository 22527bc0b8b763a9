"""Cells that name rows of other tables."""

from collections.abc import Iterable
from typing import Generic, TypeAlias, TypeVar

from django.conf import settings
from django.db.models import Manager, Model, QuerySet
from import_export import fields, widgets

from .cells import in_cell
from .names import NameTable

_Row = TypeVar("_Row", bound=Model)

# The cells of one row of a file, by column.
Cells: TypeAlias = dict[str, object]

SEPARATOR = ";"
# What a record is called, where it has such a text in each language. Names that protect somebody
# are not among them: a sheet is not the place to find out whether a name is known.
_LABELS = ("name", "title", "public_name")


class Vocabulary(Generic[_Row]):
    """The rows of a table by the names that files give them, read once for each import."""

    model: type[_Row]
    field: str
    _table: NameTable[_Row] | None = None

    def every(self) -> QuerySet[_Row]:
        return self.model._default_manager.all()

    def name(self, row: _Row) -> str:
        """How files name a row."""
        return str(getattr(row, self.field))

    def labels(self, row: _Row) -> Iterable[str]:
        """How editors read it, in each language."""
        columns = [f"{label}_{code}" for label in _LABELS for code, _name in settings.LANGUAGES]
        return [text for column in columns if (text := getattr(row, column, ""))]

    def named(self, names: list[str]) -> list[_Row]:
        """The rows of these names. Raises `ValueError` that says which nobody knows."""
        if self._table is None:
            self._table = NameTable((self.name(row), row, self.labels(row)) for row in self.every())
        return self._table.values(names)


class KnownRow(Vocabulary[_Row], widgets.ForeignKeyWidget):
    """A foreign key by name; a name nobody knows is refused in words."""

    def clean(self, value: object, row: Cells | None = None, **kwargs: object) -> _Row | None:
        name = in_cell(value)
        return self.named([name])[0] if name else None

    def render(self, value: _Row | None, obj: object = None, **kwargs: object) -> str:
        return self.name(value) if value else ""


class KnownRows(Vocabulary[_Row], widgets.ManyToManyWidget):
    """Several names in one cell. The stock widget silently drops those it cannot find."""

    def __init__(self, model: type[_Row], field: str) -> None:
        super().__init__(model, separator=SEPARATOR, field=field)

    def clean(self, value: object, row: Cells | None = None, **kwargs: object) -> list[_Row]:
        names = [name.strip() for name in in_cell(value).split(SEPARATOR)]
        return self.named([name for name in names if name])

    def render(self, value: Manager[_Row] | None, obj: object = None, **kwargs: object) -> str:
        return self.joined(value.all()) if value else ""

    def joined(self, rows: Iterable[_Row]) -> str:
        """Rows as one cell, in the order of their names."""
        return SEPARATOR.join(sorted(self.name(row) for row in rows))


class RowsField(fields.Field, Generic[_Row]):
    """A cell that stands for rows of another table."""

    def changes(self, instance: _Row, row: Cells) -> bool:
        """Whether the cell of a file's row says something else than the rows that are there."""
        raise NotImplementedError

    def as_cell(self, row: Cells) -> str:
        """What a file's row says, as an export would write it. Raises `ValueError`."""
        raise NotImplementedError
