"""Every text of the database that is or can be public, with its language; generic over all tables.

What is public of a table says its app's `privacy.py`; what is translated, its `translation.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import CharField, ForeignKey, ManyToManyField, Model, QuerySet, TextField
from modeltranslation.translator import NotRegistered, translator

from foundation.i18n.languages import codes
from foundation.publishing.rights import ITSELF, is_public, rule_of

from ..models import Case
from .hits import Hit, TextPlace
from .protected import NameSet, case_names, matcher_of, names_in, protected_names

_CHUNK = 2_000


@dataclass(frozen=True, repr=False)
class NamingText:
    """A text in which names of a case stand. `is_public`: everybody reads it now.

    `belongs_to_case`: it is a text of the case or of a part of it, which goes with the case.
    """

    place: TextPlace
    text: str
    hits: tuple[Hit, ...]
    is_public: bool
    belongs_to_case: bool


@dataclass(frozen=True)
class TextColumn:
    """A column with public text and its language, or the field of the row that says it."""

    column: str
    language: str
    language_field: str


def tables_with_public_text() -> list[type[Model]]:
    """The tables of which any text may be public."""
    return [model for model in apps.get_models() if not model._meta.proxy and columns_of(model)]


def columns_of(model: type[Model]) -> list[TextColumn]:
    """The columns of a table that hold public text: words, addresses, links."""
    try:
        public = rule_of(model).public
    except LookupError:
        return []
    translated_fields = _translated_fields(model)
    columns: list[TextColumn] = []
    for field in model._meta.concrete_fields:
        if field.name not in public or not isinstance(field, CharField | TextField) or field.choices:
            continue
        if field.name in translated_fields:
            columns += [TextColumn(f"{field.name}_{code}", code, "") for code in codes()]
        else:
            columns.append(TextColumn(field.name, "", _language_field(model, field.name)))
    return columns


def _translated_fields(model: type[Model]) -> set[str]:
    try:
        return set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return set()


def _language_field(model: type[Model], field: str) -> str:
    """Who says in which language a text stands: `text_language`, else the `language` of a whole source."""
    columns = {column.name for column in model._meta.concrete_fields}
    names = [f"{field}_language", "language"]
    return next((name for name in names if name in columns and name != field), "")


def texts_of(row: Model) -> dict[TextPlace, str]:
    """Every text of a record that is or can be public, by place. No query."""
    model = row._meta.concrete_model or type(row)
    return {
        TextPlace(model._meta.label_lower, row.pk or 0, column.column, language): text
        for column in columns_of(model)
        if (text := getattr(row, column.column))
        for language in [column.language or _language_of(row, column)]
    }


def _language_of(row: Model, column: TextColumn) -> str:
    return str(getattr(row, column.language_field) or "") if column.language_field else ""


def parts_of_record(row: Model) -> Iterator[Model]:
    """The rows of other tables that become public with a record: its events, sections, evidence.

    One query for each kind of part.
    """
    model = row._meta.concrete_model or type(row)
    for table in apps.get_models():
        if not table._meta.proxy and columns_of(table):
            for path in _paths_to(table, model):
                yield from table._default_manager.filter(**{path: row.pk})


def _paths_to(table: type[Model], model: type[Model]) -> list[str]:
    paths = [path for alternatives in rule_of(table).paths for path in alternatives if path != ITSELF]
    return [path for path in paths if _end_of(table, path) is model]


def _end_of(table: type[Model], path: str) -> type[Model] | None:
    for name in path.split("__"):
        target = table._meta.get_field(name).related_model
        if not isinstance(target, type):
            return None
        table = target
    return table


def records_named_by(rows: Iterable[Model]) -> Iterator[Model]:
    """The reference records that are public where these rows are: sources, bodies, themes; theirs, too."""
    waiting = list(rows)
    visited = set(waiting)
    while waiting:
        row = waiting.pop()
        for record in _named_by(row):
            if record not in visited:
                visited.add(record)
                waiting.append(record)
                yield record


def _named_by(row: Model) -> Iterator[Model]:
    public = rule_of(type(row)).public
    for field in row._meta.get_fields():
        if field.name not in public or not isinstance(field, ForeignKey | ManyToManyField):
            continue
        target = field.related_model
        if not isinstance(target, type) or rule_of(target).paths:
            continue
        if isinstance(field, ManyToManyField):
            yield from getattr(row, field.name).all()
        elif (record := getattr(row, field.name)) is not None:
            yield record


def names_in_record(row: Model) -> list[Hit]:
    """Where protected names stand in what becomes public with a record: itself, its parts, what they name.

    To be asked before a record becomes public, and before a change of a public one. Of a case itself, its own
    public name is no hit.
    """
    rows = [row, *parts_of_record(row)]
    texts: dict[TextPlace, str] = {}
    for record in [*rows, *records_named_by(rows)]:
        texts |= texts_of(record)
    return names_in(texts, protected_names(as_published=row if isinstance(row, Case) else None))


def public_texts_naming(case: Case) -> list[NamingText]:
    """Every text that is or can be public in which a name of the case stands, in any language or alphabet.

    Titles of feeds, addresses and files are made of these texts. One query for each table, one for each kind
    of part of the case, and a few for each row with a hit.
    """
    names = case_names(case)
    own_rows = {case, *parts_of_record(case)}
    naming_texts: list[NamingText] = []
    for model in tables_with_public_text():
        for row, place, text, hits in _naming_rows(model, names):
            naming_texts.append(NamingText(place, text, hits, is_public(row), row in own_rows))
    return naming_texts


def _naming_rows(
    model: type[Model], names: NameSet
) -> Iterator[tuple[Model, TextPlace, str, tuple[Hit, ...]]]:
    matcher = matcher_of(names)
    rows: QuerySet[Model] = model._default_manager.order_by("pk")
    for row in rows.iterator(chunk_size=_CHUNK):
        for place, text in texts_of(row).items():
            if hits := tuple(matcher.hits_in(place, text)):
                yield row, place, text, hits
