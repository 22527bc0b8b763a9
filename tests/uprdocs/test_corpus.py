"""Real reports beside the repository: Kazakhstan 2014 to the letter, others by their share."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from uprdocs import Report, read_report
from uprdocs.reports.states import state_called

SECTIONS = {
    "124": ("supported", "already_implemented"),
    "125": ("supported", "in_process"),
    "126": ("noted", "none"),
}
# A report of each layout: first cycle with and without lists of the dialogue, several States in one
# sentence, verbs that share a treaty, second cycle; and the least share of pairs (recommendation,
# State) that must be read alike by hand and by us.
FLOORS = {
    "vietnam2009": 0.95,
    "sweden2010": 0.97,
    "jordan2009": 0.95,
    "ireland2011": 0.97,
    "macedonia2014": 0.98,
    "italy2014": 0.98,
}


def report(shared: Path, name: str) -> Report:
    (path,) = (p for p in (shared / "corpus/wg_reports").iterdir() if p.stem.lower() == name)
    return read_report(path.read_bytes(), name=path.name)


def test_kazakhstan_2014_to_the_letter(shared: Path) -> None:
    written = json.loads((shared / "kazakhstan_2014/recommendations.json").read_text("utf-8"))
    expected = [
        (
            row["paragraph"],
            # A slip of the transcript, in 126.5 and 126.7; the report itself prints a space.
            row["text"].replace("abolition.of", "abolition of"),
            tuple(map(state_called, row["recommending_states"])),
            *SECTIONS[row["section"]],
        )
        for row in written["recommendations"]
    ]
    read = report(shared, "kazakhstan2014")
    assert [
        (r.paragraph, r.text, r.recommending_states, r.position, r.state_claim) for r in read.recommendations
    ] == expected
    assert (read.symbol, read.state_under_review, read.session) == ("A/HRC/28/10", "KAZ", 20)
    assert (str(read.reviewed_on), str(read.adopted_on)) == ("2014-10-30", "2014-11-04")
    assert read.doubts == ()


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_share_read_as_by_hand(shared: Path, name: str, floor: float) -> None:
    with (shared / "corpus/gold.csv").open(encoding="utf-8", newline="") as rows:
        by_hand = [
            (row["recommending_state"], words(row["text"]))
            for row in csv.DictReader(rows)
            if row["report"].lower() == name
        ]
    read = [
        (state, words(r.text))
        for r in report(shared, name).recommendations
        for state in r.recommending_states
    ]
    found, left = 0, list(read)
    for state, text in by_hand:
        alike = next((pair for pair in left if pair[0] == state and share(pair[1], text) > 0.84), None)
        if alike:
            left.remove(alike)
            found += 1
    assert by_hand
    assert 2 * found / (len(by_hand) + len(read)) >= floor


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


def share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
