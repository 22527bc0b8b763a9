"""A stranger’s file is read in a process that may break: the one that asked answers in a sentence."""

import contextlib
import datetime as dt
import io
import os
import pickle
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.uprdocs.test_files import LIST_PAGE, printed
from tests.uprdocs.test_upr_info import csv_of, row_of
from uprdocs import Addendum, Code, NotAReport, ReadExport, Report, Unreadable, isolated, read_document
from uprdocs.files.csv_sheet import read_csv
from uprdocs.files.excel_sheet import read_workbook
from uprdocs.files.sheet_faults import SheetFault
from uprdocs.isolated import Limits, read_document_isolated, read_sheet_isolated, run_isolated

pytestmark = pytest.mark.slow("starts processes")


def pdf_of_layers(size: int) -> bytes:
    """A page whose text was compressed twice: some kilobytes that unfold to `size` bytes."""
    stream = zlib.compress(zlib.compress(bytes(size), 9), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
        % (len(stream), stream),
    ]
    body = b"%PDF-1.4\n"
    for number, content in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return body + b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF"


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program of the test in the place of the one that reads."""

    def put(program: str) -> None:
        monkeypatch.setattr(isolated, "PROGRAM", program)

    return put


def test_record_is_the_same_as_read_here() -> None:
    data = printed(LIST_PAGE)
    assert read_document_isolated(data) == read_document(data)


@pytest.mark.parametrize("data", [b"", b"no report of anybody", printed(LIST_PAGE)[:-600]])
def test_error_is_the_same_as_read_here(data: bytes) -> None:
    with pytest.raises(Unreadable) as here:
        read_document(data)
    with pytest.raises(Unreadable) as there:
        read_document_isolated(data)
    assert (type(there.value), there.value.message) == (type(here.value), here.value.message)


def test_a_file_that_unfolds_to_a_gigabyte_is_given_up() -> None:
    data = pdf_of_layers(1_000_000_000)
    assert len(data) < 5_000
    with pytest.raises(Unreadable) as refused:
        read_document_isolated(data)
    assert refused.value.message.code == Code.LIMITS_EXCEEDED
    assert not isinstance(refused.value, NotAReport)


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("import os; os.abort()", id="crashes"),
        pytest.param("import os; os.kill(os.getpid(), 9)", id="is killed"),
        pytest.param("import ctypes; ctypes.string_at(0)", id="reads where nothing is"),
        pytest.param("raise SystemExit(3)", id="ends without a word"),
        pytest.param("print('hello')", id="says what nobody understands"),
        pytest.param("import sys, pickle; pickle.dump(['a list'], sys.stdout.buffer)", id="another thing"),
        pytest.param("import sys\nwhile True: sys.stdout.buffer.write(b'x' * 65536)", id="talks for ever"),
        pytest.param("import time; time.sleep(600)", id="sleeps"),
        pytest.param(
            "import os, time\nif os.fork(): os._exit(0)\ntime.sleep(600)", id="leaves a child behind"
        ),
        pytest.param(
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)", id="stays"
        ),
    ],
)
def test_whatever_a_child_does_the_answer_is_a_sentence(child: Callable[[str], None], program: str) -> None:
    child(program)
    with pytest.raises(Unreadable) as refused:
        read_document_isolated(b"any", limits=Limits(patience=1, result=1_000_000))
    assert refused.value.message.code == Code.LIMITS_EXCEEDED
    assert "save it anew" in str(refused.value)


def test_a_child_and_what_it_started_are_gone_afterwards(
    child: Callable[[str], None], tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    child(
        "import os, time\n"
        f"other = os.fork()\nopen({str(pids)!r}, 'a').write(f'{{os.getpid()}} ')\ntime.sleep(600)"
    )
    with pytest.raises(Unreadable):
        read_document_isolated(b"any", limits=Limits(patience=3))
    started = [int(pid) for pid in pids.read_text().split()]
    assert len(started) == 2
    time.sleep(0.2)
    assert [pid for pid in started if _runs(pid)] == []


def _runs(pid: int) -> bool:
    try:
        return "\tZ" not in Path(f"/proc/{pid}/status").read_text().partition("State:")[2][:3]
    except (FileNotFoundError, ProcessLookupError):
        return False


class _Harm:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch harm",)


@pytest.mark.parametrize("harm", [_Harm(), subprocess.Popen, os.system, isolated.run_isolated])
def test_an_answer_calls_nothing(harm: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that a document took over could answer with anything that pickle knows."""
    monkeypatch.chdir(tmp_path)
    answer = pickle.dumps(harm)
    with pytest.raises(Unreadable):
        isolated._record_in(answer)
    assert list(tmp_path.iterdir()) == []


def test_a_child_knows_no_secret_of_its_parent(
    child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for strangers")
    seen = tmp_path / "environment"
    child(f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))")
    with pytest.raises(Unreadable):
        read_document_isolated(b"any")
    assert "not for strangers" not in seen.read_text()
    assert "DATABASE_URL" not in seen.read_text()


def test_more_files_at_once_than_turns_wait_and_then_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for _turn in range(isolated.AT_ONCE):
        assert isolated._turns.acquire(timeout=1)
    try:
        with pytest.raises(Unreadable) as refused:
            run_isolated("document", b"", limits=Limits(turn=0.1))
        assert refused.value.message.code == Code.TOO_MANY_AT_ONCE
        sheet = read_sheet_isolated("csv", b"", limits=Limits(turn=0.1))
        assert [fault.code for fault in sheet.faults] == [SheetFault.TOO_MANY_AT_ONCE]
    finally:
        for _turn in range(isolated.AT_ONCE):
            isolated._turns.release()


def test_who_finds_all_places_taken_is_told_at_once() -> None:
    """Who waits holds a thread of the server."""
    with contextlib.ExitStack() as taken:
        for _place in range(isolated.IN_ALL):
            taken.enter_context(isolated._held(isolated._places, 0.0))
        begin = time.monotonic()
        with pytest.raises(Unreadable) as refused:
            run_isolated("document", b"", limits=Limits(turn=60))
        assert refused.value.message.code == Code.TOO_MANY_AT_ONCE
        assert time.monotonic() - begin < 30
    assert isinstance(read_document_isolated(printed(LIST_PAGE)), Report)


def test_a_child_stands_behind_pages(child: Callable[[str], None], tmp_path: Path) -> None:
    """Nice within the session of the server: Linux weighs sessions alike, whatever runs in them."""
    seen = tmp_path / "seen"
    own_program = isolated.PROGRAM.partition("sys.path")[0]
    child(
        own_program + f"open({str(seen)!r}, 'w').write(f'{{os.nice(0)}} {{os.getsid(0)}} {{os.getpgid(0)}}')"
    )
    with pytest.raises(Unreadable):
        read_document_isolated(b"any")
    nice, session, group = map(int, seen.read_text().split())
    assert nice == min(19, os.nice(0) + isolated.BEHIND_PAGES)
    assert session == os.getsid(0)
    assert group != os.getpgid(0)


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    child_program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import os, time; from uprdocs import isolated_child; "
        f"isolated_child._end_with_parent(); open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    )
    program = (
        f"from uprdocs import isolated; isolated.PROGRAM = {child_program!r}; isolated.run_isolated('', b'')"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2])  # noqa: S603 - ours
    for _ in range(200):
        if pid.exists() and pid.read_text():
            break
        time.sleep(0.1)
    started = int(pid.read_text())
    assert _runs(started)
    parent.kill()
    parent.wait()
    time.sleep(0.5)
    assert not _runs(started)


def workbook_of_rows(count: int) -> bytes:
    """A sheet of one-cell rows, whose XML folds to a thousandth."""
    output = io.BytesIO()
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = (
                    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                    + b"<row><c><v>1</v></c></row>" * count
                    + b"</sheetData></worksheet>"
                )
            target.writestr(name, content)
    return output.getvalue()


def test_a_sheet_is_the_same_as_read_here() -> None:
    book = openpyxl.Workbook()
    book.active.append(["number", "day", "share", "is_public", "text"])
    # A spreadsheet knows no time zones.
    day = dt.datetime(2018, 2, 1)  # noqa: DTZ001
    book.active.append([124.1, day, 0.5, True, "Ратификация"])
    output = io.BytesIO()
    book.save(output)
    here = read_workbook(output.getvalue())
    assert here.rows[1] == [124.1, day, 0.5, True, "Ратификация"]
    assert read_sheet_isolated("workbook", output.getvalue()) == here
    data = "\ufeffnumber;title\r\n124.10;Заң\r\n".encode()
    assert read_sheet_isolated("csv", data) == read_csv(data)


def printed_by_python(program: str) -> str:
    """What a fresh Python prints that has imported nothing of ours yet."""
    root = Path(__file__).parents[2]
    return subprocess.check_output([sys.executable, "-c", program], cwd=root, text=True).strip()  # noqa: S603 - ours


def test_who_reads_a_csv_imports_nothing_of_reports_and_workbooks() -> None:
    """Else each upload of a small file takes six times as long."""
    program = (
        "import sys; from uprdocs.isolated_child import reader_of; reader_of('csv'); "
        "print(*sorted(name for name in sys.modules if name.startswith(('uprdocs', 'openpyxl'))))"
    )
    files = ("csv_sheet", "encodings", "sheet_bytes", "sheet_faults", "sheets")
    assert printed_by_python(program).split() == [
        "uprdocs", "uprdocs.files", *(f"uprdocs.files.{name}" for name in files),
        "uprdocs.isolated_child", "uprdocs.messages",
    ]  # fmt: skip


def test_who_asks_knows_all_records_without_the_modules_that_read_them(tmp_path: Path) -> None:
    addendum = "A/HRC/28/15/Add.1\n1. Ruritania accepts recommendations 1–3.\n2. It notes the others.\n"
    documents = [printed(LIST_PAGE), csv_of(row_of()), addendum.encode()]
    records = [read_document(data) for data in documents]
    assert [type(record) for record in records] == [Report, ReadExport, Addendum]
    for at, data in enumerate(documents):
        (tmp_path / str(at)).write_bytes(data)
    program = (
        "from uprdocs import isolated; from pathlib import Path\n"
        f"for path in sorted(Path({str(tmp_path)!r}).iterdir()): "
        "print(isolated.read_document_isolated(path.read_bytes()))"
    )
    assert printed_by_python(program).splitlines() == [str(record) for record in records]


def test_a_million_rows_in_a_small_file_are_refused() -> None:
    data = workbook_of_rows(1_000_000)
    assert len(data) < 100_000
    sheet = read_sheet_isolated("workbook", data)
    assert [fault.code for fault in sheet.faults] == [SheetFault.TOO_MANY_ROWS]


def test_a_table_of_twenty_thousand_rows_passes() -> None:
    data = ("number,title\n" + "".join(f"124.{n},Title {n}\n" for n in range(20_000))).encode()
    sheet = read_sheet_isolated("csv", data)
    assert (len(sheet.rows), sheet.faults) == (20_001, ())


def test_a_sheet_that_costs_too_much_is_given_up() -> None:
    sheet = read_sheet_isolated("workbook", workbook_of_rows(90_000), limits=Limits(processor=1))
    assert [fault.code for fault in sheet.faults] == [SheetFault.LIMITS_EXCEEDED]
