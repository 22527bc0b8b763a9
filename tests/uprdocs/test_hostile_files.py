"""Files made to harm: each is answered, with a record or a sentence, at a bounded cost of its reader."""

import os
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from benchmarks.serving import json_printed_by
from tests.support.hostile_files import DOCUMENTS, SHEETS
from tests.support.report_pages import FRONT, pdf_file, report_text
from uprdocs import Addendum, ReadExport, Report, Unreadable, isolated
from uprdocs.files.sheet_faults import SheetFault
from uprdocs.isolated import read_document_isolated, read_sheet_isolated

pytestmark = pytest.mark.slow("starts processes")

# Of the process that reads: seconds of the processor, its beginning included, and bytes.
PROCESSOR_AT_MOST, MEMORY_AT_MOST = 10.0, 300 * 1024 * 1024
# Cheap to make and to read, one of each kind of trap.
SAMPLE = (
    "pdf, 2 layers of compression",
    "pdf, page tree in a loop",
    "pdf, form that draws itself",
    "docx, unfolds to 300 MB and says 1,000 bytes",
    "docx, list that begins at a thousand million letters",
    "xlsx, a cell far right",
    "xls, sectors in a loop",
    "csv, a million columns",
    "json, a million lists in each other",
    "text, 50 MB of brackets",
)


class Cost:
    """What reading cost: seconds of the processor, and the peak of memory in bytes."""

    def __init__(self) -> None:
        self.processor = 0.0
        self.memory = 0


@pytest.fixture
def cost(monkeypatch: pytest.MonkeyPatch) -> Cost:
    """The cost of the last process that read."""
    measured = Cost()

    class Measured(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.peak = 0
            self.watch = threading.Thread(target=self.look)
            self.watch.start()

        def look(self) -> None:
            """The kernel’s own count of the peak begins with that of the parent: look while it runs."""
            while self.returncode is None:
                try:
                    status = Path(f"/proc/{self.pid}/status").read_text()
                except OSError:
                    return
                peak = status.partition("VmHWM:")[2].split()[:1]
                if not peak:
                    return
                self.peak = max(self.peak, int(peak[0]) * 1024)
                time.sleep(0.005)

        def wait(self, timeout: float | None = None) -> int:
            _pid, status, usage = os.wait4(self.pid, 0)
            self.returncode = os.waitstatus_to_exitcode(status)
            self.watch.join()
            measured.processor, measured.memory = usage.ru_utime + usage.ru_stime, self.peak
            return self.returncode

    monkeypatch.setattr(isolated.subprocess, "Popen", Measured)  # type: ignore[attr-defined]
    return measured


def answer_to_document(data: bytes) -> str:
    """The kind of the record, or the sentence."""
    try:
        record = read_document_isolated(data)
    except Unreadable as refusal:
        return str(refusal)
    assert isinstance(record, Report | Addendum | ReadExport)
    return type(record).__name__


def assert_bounded(name: str, cost: Cost) -> None:
    figures = f"{name}: {cost.processor:.1f} s, {cost.memory // 1024**2} MB"
    print(figures)  # noqa: T201 - pytest -rP shows the table
    assert 0 < cost.processor <= PROCESSOR_AT_MOST, figures
    assert 0 < cost.memory <= MEMORY_AT_MOST, figures


def marked(names: Any) -> list[Any]:
    return [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.soak) for name in names]


def test_the_sample_is_of_the_set() -> None:
    assert set(SAMPLE) <= set(DOCUMENTS)
    assert len(DOCUMENTS) >= 60


@pytest.mark.parametrize("name", marked(DOCUMENTS))
def test_a_hostile_document_is_answered_at_a_bounded_cost(name: str, cost: Cost) -> None:
    answer = answer_to_document(DOCUMENTS[name]())
    assert answer
    assert_bounded(f"{name}: {answer[:60]}", cost)


@pytest.mark.soak
@pytest.mark.parametrize("name", SHEETS)
def test_a_hostile_sheet_is_answered_at_a_bounded_cost(name: str, cost: Cost) -> None:
    sheet = read_sheet_isolated("csv" if name.startswith("csv") else "workbook", SHEETS[name]())
    answer = ", ".join(fault.code for fault in sheet.faults) or "rows"
    assert_bounded(f"{name}: {answer}", cost)
    # Its sentence says what is too much, before the limits of the process do.
    assert SheetFault.LIMITS_EXCEEDED not in [fault.code for fault in sheet.faults]


@pytest.mark.parametrize("name", ["xlsx, rows backwards", "xlsx, shared string that is not there"])
def test_a_sheet_that_contradicts_itself_is_refused(name: str) -> None:
    sheet = read_sheet_isolated("workbook", SHEETS[name]())
    assert [fault.code for fault in sheet.faults] == [SheetFault.DAMAGED_EXCEL]


def pages_of_report(count: int) -> bytes:
    """A report as a PDF of so many pages, its list on the last ones."""
    front = [(10.0, 700.0 - 14 * at, line) for at, line in enumerate(FRONT.splitlines())]
    talk = [(10.0, 700.0 - 14 * at, f"Line {at} of what was said here at length.") for at in range(40)]
    lists = [
        (14.0, 720.0, "II. Conclusions and/or recommendations"),
        (10.0, 700.0, "5. The following enjoy the support of Chad:"),
        *[(10.0, 680.0 - 14 * at, f"5.{at} Plant trees in village {at} (Cuba);") for at in range(1, 30)],
    ]
    return pdf_file([front, *[talk] * (count - 2), lists])


def test_a_report_of_three_hundred_pages_passes(cost: Cost) -> None:
    report = read_document_isolated(pages_of_report(300))
    assert isinstance(report, Report)
    assert [(item.text, item.page) for item in report.recommendations] == [
        (f"Plant trees in village {at}", 300) for at in range(1, 30)
    ]
    assert_bounded("300 pages", cost)


SMALL = (
    "pdf, page tree in a loop",
    "docx, cut",
    "csv, a million columns",
    "json, a million lists in each other",
)


# A child that reads documents takes half a second to begin, sixteen eight seconds; one that reads a CSV a
# seventh of that, so there are twenty rounds of those.
@pytest.mark.parametrize("rounds", [1, pytest.param(200, marks=pytest.mark.soak)])
def test_sixteen_documents_at_once_are_all_answered(rounds: int) -> None:
    good, *hostile = [
        report_text("5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);").encode(),
        *(DOCUMENTS[name]() for name in SMALL),
    ]
    answers = {data: answer_to_document(data) for data in (good, *hostile)}
    assert answers[good] == "Report"
    files = [hostile[at // 2 % len(hostile)] if at % 2 else good for at in range(16)]
    children = children_of_ours()
    with ThreadPoolExecutor(16) as uploads:
        for _round in range(rounds):
            assert list(uploads.map(answer_to_document, files)) == [answers[data] for data in files]
    assert children_of_ours() == children


TINY_SHEETS = {
    "number,title\n124.10,Заң\n": [],
    'number,title\n124.10,"open\n': [SheetFault.CSV_BROKEN],
    "number,title\n124.10,Law,more\n": [SheetFault.CELL_UNDER_NO_HEADING],
    "number,title\n124.10,\0\n": [SheetFault.ZERO_BYTES],
    "," * 50_000: [SheetFault.TOO_WIDE],
}


def test_sixteen_sheets_at_once_are_each_answered_as_alone_twenty_times_over() -> None:
    texts = [text for _turn in range(4) for text in TINY_SHEETS][:16]
    expected = [
        ([["number", "title"], ["124.10", "Заң"]] if not TINY_SHEETS[text] else [], TINY_SHEETS[text])
        for text in texts
    ]
    children = children_of_ours()
    with ThreadPoolExecutor(16) as uploads:
        for _round in range(20):
            read_sheets = uploads.map(lambda text: read_sheet_isolated("csv", text.encode()), texts)
            answers = [(sheet.rows, [fault.code for fault in sheet.faults]) for sheet in read_sheets]
            assert answers == expected
    assert children_of_ours() == children


def children_of_ours() -> set[str]:
    """Their process numbers, of all threads."""
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}


@pytest.mark.soak
def test_a_server_lives_through_sixteen_uploads_at_once() -> None:
    """Two hundred times, through the form of the admin."""
    result = json_printed_by("benchmarks.hostile_uploads", "--rounds", "200", environment=dict(os.environ))
    assert result == {"rounds": 200, "uploads": 3_200, "different": 0, "children_left": 0}
