"""Which fields of a record say one thing together, so that a change of one counts for all of them.

A text is not joined with the source of another, nor a day with the precision of another. Each model says
it in `TOGETHER`, where its fields stand; forms and spreadsheets of editors ask here.
"""

from django.db.models import Model

from ..i18n.languages import codes


def together(model: type[Model]) -> tuple[tuple[str, ...], ...]:
    """The groups of a model and of what it derives from, translated fields by their columns.

    A name that is no column is that of the rows of another table (`other_spellings`).
    """
    groups: dict[tuple[str, ...], None] = {}
    for base in reversed(model.__mro__):
        for group in vars(base).get("TOGETHER", ()):
            groups[tuple(column for name in group for column in _columns(model, name))] = None
    return tuple(groups)


def _columns(model: type[Model], name: str) -> list[str]:
    columns = {field.name for field in model._meta.get_fields()}
    versions = [f"{name}_{code}" for code in codes() if f"{name}_{code}" in columns]
    return versions or [name]
