"""Reading Working Group reports: correctness, and speed against extracting the text of the PDFs.

    python -m benchmarks.reading FOLDER_OF_PDFS [GOLD.csv SCORE.py] [rounds]

Both are measured in one process, file by file and in turn, so that noise affects both. Prints the
slowest files, the ratio over all files, and, with a gold table and its scoring program, the output of
that program. The last line is JSON.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from uprdocs import read_report
from uprdocs.files.pdf import open_pdf

# Goal: reading a report takes at most this many times as long as extracting its text.
GOAL = 1.5


def extract(data: bytes) -> int:
    """The floor: all text of the PDF, by the same library."""
    with open_pdf(data) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def measure(data: bytes, rounds: int) -> tuple[float, float]:
    """Median seconds of extracting and of reading."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, work_times in zip((extract, read_report), times, strict=True):
            begin = time.perf_counter()
            work(data)
            work_times.append(time.perf_counter() - begin)
    return statistics.median(times[0]), statistics.median(times[1])


def score(folder: Path, gold: str, program: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as output:
        for path in sorted(folder.glob("*.pdf")):
            report = asdict(read_report(path.read_bytes(), name=path.name))
            row = {"file": path.name, "recommendations": report["recommendations"]}
            output.write(json.dumps(row) + "\n")
        output.flush()
        result = subprocess.run(  # noqa: S603 - the reader of this benchmark names the program
            [sys.executable, program, gold, output.name], capture_output=True, text=True, check=True
        )
    return result.stdout


def main(arguments: list[str]) -> None:
    rounds = int(arguments.pop()) if arguments[-1].isdecimal() else 3
    folder = Path(arguments[0])
    rows = []
    for path in sorted(folder.glob("*.pdf")):
        floor, reading_time = measure(path.read_bytes(), rounds)
        rows.append((reading_time / floor, floor, reading_time, path.name))
    for ratio, floor, reading_time, name in sorted(rows, reverse=True)[:5]:
        print(f"{name:32} {floor * 1000:7.1f} ms text {reading_time * 1000:7.1f} ms read {ratio:5.2f} ×")
    total = sum(row[2] for row in rows) / sum(row[1] for row in rows)
    print(f"all {len(rows)} reports: {total:.2f} × the text alone (goal: at most {GOAL})")
    score_text = score(folder, *arguments[1:3]) if len(arguments) >= 3 else ""
    print(score_text, end="")
    last = score_text.strip().splitlines()[-1] if score_text.strip() else ""
    print(json.dumps({"reports": len(rows), "ratio": round(total, 3), "score": last}))


if __name__ == "__main__":
    main(sys.argv[1:])
