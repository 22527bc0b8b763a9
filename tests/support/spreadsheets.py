"""Files as editors export and import them, and what became of each row."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.forms import BooleanField
from django.test import Client
from django.utils import translation

from foundation.spreadsheets.as_exported import AS_EXPORTED
from tests.support.admin import address, opened

LANGUAGES = ("en", "ru", "kk")
KINDS = ("csv", "xlsx")


def keep_uploads_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what an import writes between its two pages in `uploads`, where a test can look."""
    (folder / "uploads").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "uploads"))


def rows_of(*tables: Any) -> dict[str, list[dict[str, Any]]]:
    """Every row of some tables, for “nothing changed”."""
    return {str(table._meta.label): list(models.QuerySet(table).order_by("pk").values()) for table in tables}


def dataset(*rows: dict[str, Any]) -> Any:
    """Rows as a table, with the columns of the first."""
    columns = list(rows[0])
    return tablib.Dataset(*([row[name] for name in columns] for row in rows), headers=columns)


def imported(resource: Any, *rows: dict[str, Any], language: str = "en") -> Any:
    """What became of a file of these rows, imported as the admin does it."""
    with translation.override(language):
        return resource().import_data(dataset(*rows), user=None)


def exported(resource: Any, language: str = "en") -> list[dict[str, Any]]:
    with translation.override(language):
        return list(resource().export().dict)


def typed_by_hand(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Exported rows without what says where they were exported from."""
    return [{name: cell for name, cell in row.items() if name != AS_EXPORTED} for row in rows]


def outcome(result: Any) -> list[str]:
    """For each row: `skip`, `new`, `update`, `invalid` or `error`."""
    return [row.import_type for row in result.rows]


def refusals(result: Any) -> list[Any]:
    """Sentences about the file; then (row, column, sentence), without a column for whole rows."""
    said: list[Any] = [str(error.error) for error in result.base_errors]
    for number, errors in result.row_errors():
        said += [(number, "", str(error.error)) for error in errors]
    for row in result.invalid_rows:
        for column, sentences in row.error_dict.items():
            said += [(row.number, column.replace("__all__", ""), one) for one in sentences]
    return said


def export_file(client: Client, model: Any, kind: str, language: str = "en", **chosen: Any) -> bytes:
    """The file of the page “Export”, with every column that it offers."""
    where = address(model, "export", language=language)
    with translation.override(language):
        fields = opened(client, where).context["form"].fields
    offered = {name: "on" for name, field in fields.items() if isinstance(field, BooleanField)}
    answer = client.post(where, {**offered, **chosen, "format": KINDS.index(kind), "resource": 0})
    return bytes(answer.content)


def upload(client: Client, model: Any, kind: str, data: bytes, language: str = "en") -> Any:
    """The page “Import” after a file was chosen: a preview, or what is wrong."""
    file = SimpleUploadedFile(f"file.{kind}", data)
    posted = {"import_file": file, "format": KINDS.index(kind), "resource": 0}
    return client.post(address(model, "import", language=language), posted)


def confirm(client: Client, model: Any, preview: Any, language: str = "en") -> Any:
    posted = preview.context["confirm_form"].initial
    return client.post(address(model, "process_import", language=language), posted)


def as_file(kind: str, *rows: dict[str, Any]) -> bytes:
    written = dataset(*rows).export(kind)
    return written if isinstance(written, bytes) else written.encode()
