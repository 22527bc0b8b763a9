"""Pages do not depend on the engine: what PostgreSQL answers is what SQLite answered."""

from pathlib import Path

import pytest
from django.db import connection

from tests.support.page_types import LANGUAGES, PAGES, VARIANTS
from tests.support.public import read
from tests.support.site import read_on_sqlite

pytestmark = pytest.mark.django_db


@pytest.mark.slow("reads some of each kind of page")
# SQLite’s answers are the ones compared with: on SQLite it would compare them with themselves.
@pytest.mark.skipif(connection.vendor == "sqlite", reason="compares the other engine with SQLite")
def test_pages_and_files_are_the_same_bytes_on_both_engines(demo: None, folder_of_run: Path) -> None:
    on_sqlite = read_on_sqlite(folder_of_run)
    if on_sqlite is None:
        pytest.skip("the site was not read on SQLite in this run: `make test` does")
    assert len(on_sqlite) > len(LANGUAGES) * len({**PAGES, **VARIANTS})
    different = [where for where, answer in on_sqlite.items() if read(where).body != answer.body]
    assert different == []
