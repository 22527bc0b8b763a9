"""Loading what the project ships, beside what editors have written since.

The files are Django fixtures with natural keys, so `loaddata` reads them too; but `loaddata`
would write over an editor's work each time. Here a row is compared field by field with what was
shipped before (`ShippedRow`): only a field that still is as shipped follows a newer version.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Deserializer, Serializer
from django.db import models, transaction

from .models import ShippedRow, plain_record


@dataclass
class LoadReport:
    """What became of the rows of the files."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    # (model, key) of rows whose newer version touches what an editor changed or deleted.
    kept: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def load(paths: Iterable[Path]) -> LoadReport:
    """Load fixture files in the order given; all of them or none.

    Raises `django.core.serializers.base.DeserializationError` for a malformed file.
    """
    report = LoadReport()
    ledger = {(row.model, row.key): row for row in ShippedRow.objects.all()}
    first_time: list[ShippedRow] = []
    for path in paths:
        for record in json.loads(path.read_text(encoding="utf-8"), object_hook=plain_record):
            name, fields = record["model"], record["fields"]
            model = apps.get_model(name)
            key = _key(model, fields)
            shipped = ledger.get((name, key))
            if shipped is None:
                first_time.append(ShippedRow(model=name, key=key, fields=fields))
                if _add(model, record):
                    report.added += 1
                else:
                    report.kept.append((name, key))
            elif shipped.fields == fields:
                report.unchanged += 1
            else:
                if _follow(model, record, shipped.fields):
                    report.updated += 1
                else:
                    report.kept.append((name, key))
                shipped.fields = fields
                shipped.save()
    ShippedRow.objects.bulk_create(first_time)
    return report


def _key(model: type[models.Model], fields: dict[str, Any]) -> str:
    """The natural key as the file itself writes it, also where the row is gone."""
    lookups: tuple[str, ...] = model.NATURAL_KEY  # type: ignore[attr-defined]
    roots = dict.fromkeys(lookup.split("__")[0] for lookup in lookups)
    values = [fields.get(root) for root in roots]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _read(record: dict[str, Any]) -> Any:
    """The row as an object, with the primary key of the row that has its natural key, if any."""
    [deserialized] = Deserializer([record], handle_forward_references=True)
    return deserialized


def _add(model: type[models.Model], record: dict[str, Any]) -> bool:
    """Insert a row that was never shipped; False where an editor has one or removed its owner."""
    row = _read(record)
    if row.deferred_fields or row.object.pk:
        return False
    row.save()
    return True


def _follow(model: type[models.Model], record: dict[str, Any], before: dict[str, Any]) -> bool:
    """Bring to the newer version the fields that are still as they were shipped.

    False where an editor deleted the row, or changed any field that the newer version changes.
    """
    row = _read(record)
    if row.deferred_fields or not row.object.pk:
        return False
    present = model._default_manager.get(pk=row.object.pk)
    [now] = Serializer().serialize(
        [present], use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    now_fields = json.loads(json.dumps(now["fields"], cls=DjangoJSONEncoder))
    after = record["fields"]
    changed = {name for name in after if after[name] != before.get(name)}
    blank = {name: _blank(model, name) for name in changed}
    untouched = {name for name in changed if _same(now_fields[name], before.get(name, blank[name]))}
    if untouched:
        merged = {name: after[name] if name in untouched else now_fields[name] for name in after}
        _read({"model": record["model"], "fields": merged}).save()
    return untouched == changed


def _blank(model: type[models.Model], name: str) -> Any:
    """What a field holds that the file did not name before."""
    model_field = model._meta.get_field(name)
    if model_field.many_to_many:
        return []
    return model_field.get_default()  # type: ignore[union-attr]


def _same(value: Any, shipped: Any) -> bool:
    if isinstance(value, list) and isinstance(shipped, list):
        # Many-to-many links come back in the order of the target's own list.
        return sorted(map(str, value)) == sorted(map(str, shipped))
    return bool(value == shipped)
