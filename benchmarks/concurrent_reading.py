"""Reading reports in several threads of one process: does it survive, and are the results right?

    python -m benchmarks.concurrent_reading [--threads 8] [--reports 50] [--runs 3] [--folder PDFS]

Each run is a process of its own, in which every thread reads every report, starting with a different
one. Prints how many processes died, and for how many reports the threads got different results; the
last line is JSON. PDFS is a folder; the default is the corpus of ../shared.
"""

import argparse
import json
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

from uprdocs import NotAReport, read_report

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "wg_reports"


def answer(data: bytes) -> str:
    try:
        return repr(read_report(data))
    except NotAReport as error:
        return str(error)


def in_process(reports: list[Path], threads: int) -> dict[str, int]:
    """Read every report in every thread; counts reads, and reports with different results."""
    data = [path.read_bytes() for path in reports]
    answers: dict[int, list[str]] = defaultdict(list)

    def read_all(first: int) -> None:
        for at in range(len(data)):
            number = (first + at) % len(data)
            answers[number].append(answer(data[number]))

    readers = [
        threading.Thread(target=read_all, args=[number * len(data) // threads]) for number in range(threads)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return {
        "read": sum(map(len, answers.values())),
        "different": sum(len(set(several)) > 1 for several in answers.values()),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=CORPUS)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    reports = sorted(arguments.folder.glob("*.pdf"))[: arguments.reports]
    if not reports:
        parser.error(f"there are no PDFs in {arguments.folder}")
    if arguments.one:
        print(json.dumps(in_process(reports, arguments.threads)))
        return
    died, different = 0, 0
    for run in range(1, arguments.runs + 1):
        begin = time.perf_counter()
        process = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-m", "benchmarks.concurrent_reading", "--one", *sys.argv[1:]],
            cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        seconds = time.perf_counter() - begin
        if process.returncode:
            died += 1
            print(f"run {run}: ended with {process.returncode} after {seconds:.1f} s", flush=True)
        else:
            result = json.loads(process.stdout)
            different += result["different"]
            summary = f"read {result['read']}, {result['different']} not the same"
            print(f"run {run}: {summary}, {seconds:.1f} s", flush=True)
    outcome = {"runs": arguments.runs, "died": died, "different": different}
    print(f"{died} of {arguments.runs} processes died")
    print(json.dumps(outcome))


if __name__ == "__main__":
    main()
