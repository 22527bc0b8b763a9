"""What a page showed of whole rows: a list above which something is done with the chosen ones, or a
page that asks before it deletes. One digest for each row, in hidden fields, as `as_shown` has them for
the fields of a form.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BinaryField, ManyToManyField, Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .as_shown import AS_SHOWN, digest_of

_ROW = re.compile(r"([0-9]{1,18}):([0-9a-f]{8}):([0-9]{1,11})")


@dataclass(frozen=True)
class RowsAsShown:
    """Digests of rows by key, and when the page was made; None where it does not say."""

    digests: dict[int, str]
    shown_at: dt.datetime | None


def row_digests(model: type[Model], keys: Iterable[int]) -> dict[int, str]:
    """Of each row that there is: what stands in its columns, and which rows it is linked with."""
    concrete = model._meta.concrete_model or model
    columns = [
        column.attname
        for column in concrete._meta.concrete_fields
        if not isinstance(column, BinaryField) and not column.generated
    ]
    rows = concrete._base_manager.filter(pk__in=list(keys)).values_list("pk", *columns)
    values: dict[int, list[object]] = {key: list(cells) for key, *cells in rows}
    for link in concrete._meta.many_to_many:
        other_keys = _linked_keys(link, list(values))
        for key, cells in values.items():
            cells.append((link.name, other_keys[key]))
    table = concrete._meta.label_lower
    return {key: digest_of(table, key, repr(cells)) for key, cells in values.items()}


def _linked_keys(link: "ManyToManyField[Model, Model]", keys: list[int]) -> dict[int, list[int]]:
    own, other = link.m2m_field_name(), link.m2m_reverse_field_name()
    other_keys: dict[int, list[int]] = defaultdict(list)
    table = link.remote_field.through
    if table is None:
        return other_keys
    through = table._base_manager.filter(**{f"{own}__in": keys})
    for key, other_key in through.order_by(f"{own}_id", f"{other}_id").values_list(
        f"{own}_id", f"{other}_id"
    ):
        other_keys[key].append(other_key)
    return other_keys


def digest_with_parts(row: Model) -> str:
    """Of a row with all that would be deleted with it."""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect([row])
    digests = [
        (model._meta.label_lower, sorted(row_digests(model, [part.pk for part in rows]).items()))
        for model, rows in collector.data.items()
        if isinstance(next(iter(rows)).pk, int)
    ]
    return digest_of(repr(sorted(digests)))


def as_hidden(digests: dict[int, str]) -> SafeString:
    """Hidden fields for a form."""
    moment = int(timezone.now().timestamp())
    return format_html_join(
        "",
        '<input type="hidden" name="{}" value="{}:{}:{}">',
        ((AS_SHOWN, key, digest, moment) for key, digest in digests.items()),
    )


def rows_as_posted(request: HttpRequest) -> RowsAsShown:
    """What the page said of its rows from which this was posted."""
    matches = [match for text in request.POST.getlist(AS_SHOWN) if (match := _ROW.fullmatch(text))]
    moments = [int(match[3]) for match in matches]
    return RowsAsShown(
        {int(match[1]): match[2] for match in matches},
        dt.datetime.fromtimestamp(min(moments), dt.UTC) if moments else None,
    )


def beside(checkbox: str, digests: dict[int, str]) -> SafeString:
    """The box with which a row of a list is chosen, with what the list shows of the row."""
    return format_html("{}{}", checkbox, as_hidden(digests))
