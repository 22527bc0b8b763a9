"""The program that reads one file for `isolated`: bytes on standard input, the pickled record on output.

Imports what it needs first; the limits begin with the foreign bytes.
"""

import contextlib
import ctypes
import os
import pickle
import pkgutil
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from uprdocs.messages import Code, Unreadable

# Each is imported by the child that needs it. Patterns of reports and openpyxl take longer than a small CSV.
READERS = {
    "document": "uprdocs.documents:read_document",
    "report": "uprdocs.documents:read_report",
    "csv": "uprdocs.files.csv_sheet:read_csv",
    "workbook": "uprdocs.files.excel_sheet:read_workbook",
}
# prctl(2): the signal that a process gets when its parent ends. Linux only.
PR_SET_PDEATHSIG = 1


def main(arguments: Sequence[str]) -> None:
    """`arguments`: the name of the reader, bytes of memory, seconds of the processor."""
    reader, memory, processor = reader_of(arguments[0]), int(arguments[1]), int(arguments[2])
    _end_with_parent()
    # Before the bytes are held: a file of 50 MB has so much less to unfold to.
    _limit(memory, processor)
    try:
        answer = reader(sys.stdin.buffer.read())
    except Unreadable as error:
        # Without its cause and its frames, which hold what was read.
        answer = type(error)(error.message.code, error.message.values)
    except (MemoryError, RecursionError):
        answer = Unreadable(Code.LIMITS_EXCEEDED)
    with contextlib.suppress(BrokenPipeError):
        pickle.dump(answer, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()
    # Nothing is left to do; freeing what was read takes as long as reading.
    os._exit(0)


def reader_of(name: str) -> Callable[[bytes], object]:
    """The function that reads such a file. `name`: a key of `READERS`."""
    reader: Callable[[bytes], object] = pkgutil.resolve_name(READERS[name])
    return reader


def _end_with_parent() -> None:
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _limit(memory: int, processor: int) -> None:
    """So much memory more than now, so many seconds more of the processor, no file, no core dump."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + processor
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + memory, mapped + memory))
