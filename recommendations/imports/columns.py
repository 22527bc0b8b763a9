"""The columns behind the fields that an import writes in bulk."""

from django.db.models import Field, ManyToManyField, Model

from ..models import Recommendation

# Many-to-many fields that an import fills.
LINKS = ("themes", "affected_groups", "goals")


def column_of(name: str, of: type[Model] = Recommendation) -> str:
    """The attribute that stores a field: for a foreign key, the one with `_id`."""
    field = of._meta.get_field(name)
    return field.attname if isinstance(field, Field) else name


def table_between(name: str) -> tuple[type[Model], str]:
    """The through table of one of `LINKS`, and its column that points away from the recommendation."""
    field = Recommendation._meta.get_field(name)
    if not isinstance(field, ManyToManyField) or field.remote_field.through is None:
        raise TypeError(f"{name} has no through table")
    return field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
