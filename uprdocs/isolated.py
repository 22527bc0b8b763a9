"""Reading files in a process of their own, which may break without harm.

Parsers of PDF, Word and spreadsheets meet bytes of strangers: a file of some kilobytes can unfold to
gigabytes, run for minutes or end the process that reads it. Each file is therefore read by a child process
(`isolated_child`) with limits of memory, time and output, without the environment of its parent, which
may hold secrets. Whatever the child does, the parent answers in a sentence.
"""

import contextlib
import io
import os
import pickle
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from enum import Enum
from pathlib import Path
from typing import IO, Literal

import uprdocs
from uprdocs import Addendum, ReadExport, Report, Unreadable
from uprdocs.files.sheet_faults import Fault, SheetFault
from uprdocs.files.sheets import ReadSheet
from uprdocs.messages import Code

ROOT = Path(uprdocs.__file__).parent.parent
# Pages go first: beside one that is made a child gets a quarter of a processor, so it still ends in time.
BEHIND_PAGES = 5
PROGRAM = (
    f"import os, sys; os.nice({BEHIND_PAGES}); sys.path.insert(0, sys.argv[1]); "
    "from uprdocs.isolated_child import main; main(sys.argv[2:])"
)
# Where a Python looks for its own libraries; nothing else of the parent’s environment is handed on.
INHERITED = ("LD_LIBRARY_PATH", "SYSTEMROOT")
READ_AT_ONCE = 64 * 1024
# What cells hold beside text and numbers.
TIMES: dict[str, type[object]] = {
    "date": date,
    "datetime": datetime,
    "time": time_of_day,
    "timedelta": timedelta,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost.

    `memory` and `result` in bytes; `processor`, `turn` (to wait for one) and `patience` (with the child) in
    seconds.
    """

    memory: int = 230 * 1024 * 1024
    # Tables of 20,000 rows take four seconds on a calm machine, and twice that on a busy one.
    processor: int = 9
    # Sixteen files that each take all they may are read in 72 s on a calm machine, two at a time.
    turn: float = 120.0
    patience: float = 60.0
    # What genuine files need: a report of 300 pages 0.1 MB, 120,000 rows of UPR Info or 40,000 of UHRI’s JSON
    # 30 MB, a sheet of 20,000 rows and 20 columns 27 MB. The bounds of sheets allow 60 MB, all in Cyrillic.
    # The process that serves holds it twice while it is put together.
    result: int = 64 * 1024 * 1024


LIMITS = Limits()
# Of one process of ours. Who comes later waits, which holds a thread of the server; so that pages have some
# left (`make demo` starts 24), who finds so many here already is told at once to come again.
AT_ONCE, IN_ALL = 2, 16
_turns, _places = threading.BoundedSemaphore(AT_ONCE), threading.BoundedSemaphore(IN_ALL)


def read_document_isolated(data: bytes, *, limits: Limits = LIMITS) -> Report | Addendum | ReadExport:
    """`read_document` in a process of its own: the same errors, and one where a limit was exceeded."""
    record = run_isolated("document", data, limits=limits)
    if isinstance(record, Report | Addendum | ReadExport):
        return record
    raise Unreadable(Code.LIMITS_EXCEEDED)


def read_report_isolated(data: bytes, *, limits: Limits = LIMITS) -> Report:
    """`read_report` in a process of its own: the same errors, and one where a limit was exceeded."""
    record = run_isolated("report", data, limits=limits)
    if isinstance(record, Report):
        return record
    raise Unreadable(Code.LIMITS_EXCEEDED)


def read_sheet_isolated(
    kind: Literal["csv", "workbook"], data: bytes, *, limits: Limits = LIMITS
) -> ReadSheet:
    """The table of a spreadsheet program; one with a fault where a limit was exceeded, or no turn came."""
    try:
        sheet = run_isolated(kind, data, limits=limits)
    except Unreadable as error:
        return ReadSheet([], (Fault(SheetFault(error.message.code)),))
    return sheet if isinstance(sheet, ReadSheet) else ReadSheet([], (Fault(SheetFault.LIMITS_EXCEEDED),))


def run_isolated(reader: str, data: bytes, *, limits: Limits = LIMITS) -> object:
    """The record that a reader of `isolated_child.READERS` makes of the bytes; who calls looks which it is.

    Raises the `Unreadable` that the reader raised, or one that says that a limit was exceeded.
    """
    with _held(_places, 0.0), _held(_turns, limits.turn):
        record = _record_in(_answer(reader, data, limits))
    if isinstance(record, Unreadable):
        raise record
    return record


@contextlib.contextmanager
def _held(places: threading.BoundedSemaphore, patience: float) -> Iterator[None]:
    if not places.acquire(timeout=patience):
        raise Unreadable(Code.TOO_MANY_AT_ONCE)
    try:
        yield
    finally:
        places.release()


def _answer(reader: str, data: bytes, limits: Limits) -> bytes:
    """What the child wrote. It and all that it started are gone afterwards."""
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    limits_of_child = (str(limits.memory), str(limits.processor))
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as pipe, _in_memory(data) as file:
        try:
            child = subprocess.Popen(  # noqa: S603 - this Python and our own program
                [sys.executable, "-I", "-c", PROGRAM, str(ROOT), reader, *limits_of_child],
                stdin=file, stdout=writing, stderr=subprocess.DEVNULL,
                # A group of its own, to be ended as a whole. A session of its own would be as important to
                # Linux as that of the server, however nice its processes are (sched(7), autogroup).
                env=environment, cwd=os.sep, process_group=0,
            )  # fmt: skip
        finally:
            os.close(writing)
        try:
            return _read_until(pipe, time.monotonic() + limits.patience, limits.result)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _in_memory(data: bytes) -> IO[bytes]:
    """The bytes as a file that no other program sees: what is uploaded may be confidential."""
    if hasattr(os, "memfd_create"):
        file: IO[bytes] = os.fdopen(os.memfd_create("upload"), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(data)
    file.seek(0)
    return file


def _read_until(pipe: IO[bytes], deadline: float, most: int) -> bytes:
    """All that comes before the pipe is closed; empty if that is too much or takes too long."""
    # Not `select`, which knows no file beyond the 1,024th.
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    parts: list[bytes] = []
    size = 0
    while True:
        if not waiting.poll(max(0.0, deadline - time.monotonic()) * 1000):
            return b""
        part = os.read(pipe.fileno(), READ_AT_ONCE)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > most:
            return b""


class _RecordsOnly(pickle.Unpickler):
    """Makes records, codes and days, and calls nothing else (Python’s advice: “Restricting Globals”)."""

    def find_class(self, module: str, name: str) -> type[object]:
        if module == "datetime" and name in TIMES:
            return TIMES[name]
        record = getattr(sys.modules.get(module), name, None) if module.startswith("uprdocs.") else None
        if isinstance(record, type) and (is_dataclass(record) or issubclass(record, Enum | Unreadable)):
            return record
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def _record_in(answer: bytes) -> object:
    try:
        return _RecordsOnly(io.BytesIO(answer)).load()
    except Exception as error:  # Whatever a broken child wrote: it is no answer.
        raise Unreadable(Code.LIMITS_EXCEEDED) from error
