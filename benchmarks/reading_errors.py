"""Where reports as they are read and the rows made by hand differ, by kind and by report.

    python -m benchmarks.reading_errors FOLDER_OF_PDFS GOLD.csv [LEFT_OUT …]

GOLD.csv has the columns `report`, `text` and `recommending_state`; reports named as LEFT_OUT are not
counted. A pair of recommendation and State is right where the State is the same and 85 % of the words.
Each row by hand that has no such pair is of one kind:

- cut: words of one State's sentence, printed without a bracket inside, of which the hand made several rows;
- divided: of several stretches that we read as recommendations of their own;
- joined: of stretches with a bracket of States inside, that we read as one;
- state: the words are read, for another State;
- reworded: anything else whose words are half there;
- missing: the rest.

The second score joins the rows that were cut: what is right if one State's sentence is one recommendation.
The last line is JSON.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from uprdocs import read_report
from uprdocs.files.pdf import read_pdf
from uprdocs.reports.brackets import brackets_of_states
from uprdocs.reports.paragraphs import join_lines

ALIKE = 0.85
HALF = 0.5


@dataclass(frozen=True)
class Pair:
    """A recommendation of one State, read or by hand."""

    text: str
    state: str

    @cached_property
    def words(self) -> Counter[str]:
        text = re.sub("[’'‘ʼ`´]", "", re.sub("[‐‑–—−]", "-", self.text))
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        return Counter(re.findall(r"[a-z0-9]+", plain))


def alike(pair: Pair, other: Pair) -> float:
    total = pair.words.total() + other.words.total()
    return 2 * (pair.words & other.words).total() / total if total else 0.0


def holds(pair: Pair, part: Pair) -> bool:
    """Whether the pair has nearly all words of a part."""
    return (pair.words & part.words).total() >= ALIKE * part.words.total()


def rows_by_hand(path: Path) -> dict[str, list[Pair]]:
    rows: dict[str, list[Pair]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["report"]].append(Pair(row["text"], row["recommending_state"]))
    return rows


def unmatched(rows: list[Pair], pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The rows by hand and the pairs read that have no counterpart; each counts once."""
    left, missed = list(pairs), []
    for row in rows:
        candidates = [pair for pair in left if pair.state == row.state]
        best = max(candidates, key=lambda pair: alike(pair, row), default=None)
        if best is not None and alike(best, row) >= ALIKE:
            left.remove(best)
        else:
            missed.append(row)
    return missed, left


def kind_of(row: Pair, pairs: Iterable[Pair], printed_text: str) -> str:
    same_state = [pair for pair in pairs if pair.state == row.state]
    whole = [pair for pair in same_state if holds(pair, row)]
    if any(pair.text in printed_text for pair in whole):
        return "cut"
    if whole:
        return "joined"
    if any(alike(pair, row) >= ALIKE for pair in pairs):
        return "state"
    if any(pair.words.total() > 3 and holds(row, pair) for pair in same_state):
        return "divided"
    return "reworded" if any(alike(pair, row) >= HALF for pair in pairs) else "missing"


def joined_by_sentence(rows: list[Pair], pairs: list[Pair], printed_text: str) -> list[Pair]:
    """The rows, those joined that were cut from one sentence that is read whole."""
    missed, left = unmatched(rows, pairs)
    for sentence in [pair for pair in left if pair.text in printed_text]:
        parts = [row for row in missed if row.state == sentence.state and holds(sentence, row)]
        joined_row = Pair(" ".join(row.text for row in parts), sentence.state)
        if len(parts) > 1 and holds(joined_row, sentence):
            rows = [row for row in rows if not any(row is part for part in parts)] + [sentence]
            missed = [row for row in missed if not any(row is part for part in parts)]
    return rows


def printed_words(data: bytes) -> str:
    """All text of a report, a mark in place of each bracket of States."""
    text = join_lines(line.text for page in read_pdf(data) for line in page if not line.is_footnote)
    for bracket in reversed(brackets_of_states(text)):
        text = f"{text[: bracket.start]}\0{text[bracket.end :]}"
    return text


def f1(right: int, rows: int, pairs: int) -> float:
    return round(2 * right / (rows + pairs), 4)


def main(arguments: list[str]) -> None:
    folder, gold, left_out = Path(arguments[0]), rows_by_hand(Path(arguments[1])), arguments[2:]
    kinds: dict[str, Counter[str]] = {}
    counts, sentences = Counter[str](), Counter[str]()
    for path in sorted(folder.glob("*.pdf")):
        if path.stem in left_out:
            continue
        data, rows = path.read_bytes(), gold[path.stem]
        pairs = [
            Pair(recommendation.text, state)
            for recommendation in read_report(data, name=path.name).recommendations
            for state in recommendation.recommending_states or ("",)
        ]
        printed_text = printed_words(data)
        missed, left = unmatched(rows, pairs)
        kinds[path.stem] = Counter(kind_of(row, pairs, printed_text) for row in missed)
        kinds[path.stem]["read only"] = len(left)
        counts.update(rows=len(rows), pairs=len(pairs), right=len(rows) - len(missed))
        joined_rows = joined_by_sentence(rows, pairs, printed_text)
        missed, _ = unmatched(joined_rows, pairs)
        sentences.update(rows=len(joined_rows), pairs=len(pairs), right=len(joined_rows) - len(missed))
    for name, of_report in sorted(kinds.items(), key=lambda item: -item[1].total()):
        if of_report.total():
            print(name, ", ".join(f"{kind} {count}" for kind, count in of_report.most_common() if count))
    total = sum(kinds.values(), Counter[str]())
    scores = [f1(score["right"], score["rows"], score["pairs"]) for score in (counts, sentences)]
    print(json.dumps({**counts, **total, "F1": scores[0], "F1, cut rows joined": scores[1]}))


if __name__ == "__main__":
    main(sys.argv[1:])
