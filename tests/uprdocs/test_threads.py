"""Several editors upload PDFs at once: the library that reads them serves one thread at a time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pypdfium2.internal.bases import ObjectTracker

from tests.support import report_pages as pages
from tests.uprdocs.test_files import LIST_PAGE, printed
from uprdocs import NotAReport
from uprdocs.files.pdf import open_pdf, read_pdf


@pytest.mark.slow("eight threads in a process of their own")
def test_eight_threads_read_reports_at_once_and_the_process_lives(tmp_path: Path) -> None:
    """In a process of its own: what went wrong here ended the whole process."""
    report = printed(LIST_PAGE)
    (tmp_path / "damaged.pdf").write_bytes(report[:300])
    for number in range(49):
        (tmp_path / f"{number}.pdf").write_bytes(report)
    command = [sys.executable, "-m", "benchmarks.concurrent_reading", "--one", "--threads", "8"]
    process = subprocess.run(  # noqa: S603 - our own program
        [*command, "--folder", tmp_path],
        cwd=settings.BASE_DIR, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    assert json.loads(process.stdout) == {"read": 8 * 50, "different": 0}


def still_open() -> list[str]:
    """Documents, pages and texts that PDFium holds; the garbage collector would close them."""
    return [kind.__name__ for kind, references in ObjectTracker.items() for _ in references]


def test_nothing_of_a_pdf_stays_open_where_reading_fails() -> None:
    # The error holds on to everything that was there when it was raised.
    with pytest.raises(NotAReport, match="holds no text") as refused:
        read_pdf(pages.pdf_file([[(10.0, 700.0, "Too short.")]] * 3))
    assert refused.tb is not None
    assert still_open() == []


def test_document_closes_what_was_opened_of_it_when_something_fails() -> None:
    opened_objects = []
    held = []

    def fail_half_way() -> None:
        with open_pdf(printed(LIST_PAGE)) as document:
            held.append(document[0].get_textpage())
            opened_objects.extend(still_open())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert sorted(opened_objects) == ["PdfDocument", "PdfPage", "PdfTextPage"]
    assert still_open() == []
