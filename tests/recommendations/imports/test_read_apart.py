"""On the site every document and sheet is read in a process of its own, as other tests do not."""

import pytest
from import_export.formats.base_formats import Format

from foundation.spreadsheets.files import FORMATS
from recommendations.imports import Refused, read_file
from uprdocs import isolated

pytestmark = [pytest.mark.isolated, pytest.mark.slow("starts processes")]


@pytest.fixture
def broken_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a file holds, the child that reads it dies."""
    monkeypatch.setattr(isolated, "PROGRAM", "import os; os.abort()")


def test_a_document_on_which_a_child_dies_is_refused_in_a_sentence(broken_child: None) -> None:
    with pytest.raises(Refused, match="more memory or time than any report or export needs"):
        read_file(b"To,From\nPeru,Mali\n", name="export.csv")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_sheet_on_which_a_child_dies_is_refused_in_a_sentence(
    broken_child: None, kind: type[Format]
) -> None:
    with pytest.raises(ValueError, match="more memory or time than any table needs"):
        kind().create_dataset(b"number,title\n124.1,Title\n")
