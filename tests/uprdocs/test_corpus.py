"""Real reports beside the repository: Kazakhstan 2014 to the letter, others by their share."""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from uprdocs import Code, ReadRecommendation, Report, read_report
from uprdocs.files.pdf import read_pdf
from uprdocs.reports.brackets import brackets_of_states
from uprdocs.reports.paragraphs import join_lines, paragraphs
from uprdocs.reports.report import LISTS
from uprdocs.reports.states import state_called
from uprdocs.reports.wording import ItemWords

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
    # The words of 124.24 as it was read, which the list shortens.
    assert [(doubt.code, doubt.page) for doubt in read.doubts] == [(Code.FOOTNOTE_HOLDS_RECOMMENDATION, 19)]


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
    matches, unmatched = 0, list(read)
    for state, text in by_hand:
        alike = next((pair for pair in unmatched if pair[0] == state and share(pair[1], text) > 0.84), None)
        if alike:
            unmatched.remove(alike)
            matches += 1
    assert by_hand
    assert 2 * matches / (len(by_hand) + len(read)) >= floor


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


def share(text: Counter[str], other: Counter[str]) -> float:
    return 2 * (text & other).total() / (text.total() + other.total())


@pytest.mark.slow("reads every report of the corpus")
def test_every_text_of_the_corpus_is_made_of_words_of_its_item(shared: Path) -> None:
    paths = sorted((shared / "corpus/wg_reports").iterdir())
    assert len(paths) == 106
    strangers = [
        (path.stem, recommendation.paragraph, recommendation.text)
        for path in paths
        for recommendation in texts_without_item(path.read_bytes())
    ]
    assert strangers == []


def texts_without_item(data: bytes) -> Iterator[ReadRecommendation]:
    """The recommendations of a report whose words no item of their number has in this order."""
    lines = [line for page in read_pdf(data) for line in page if not line.is_footnote]
    first = max(at for at, line in enumerate(lines) if LISTS.match(line.text))
    items: dict[str, list[str]] = defaultdict(list)
    for paragraph in paragraphs(lines[first + 1 :]):
        items[str(paragraph.number)].append(paragraph.text)
        for item in paragraph.items:
            label = item.mark if "." in item.mark else f"{paragraph.number}.{item.mark}"
            items[label].append(item.text)
    report = read_report(data)
    from_dialogue = {doubt.paragraph for doubt in report.doubts if doubt.code == Code.FROM_DIALOGUE}
    put_together = {doubt.paragraph for doubt in report.doubts if doubt.code == Code.PUT_TOGETHER}
    left_whole = {doubt.paragraph for doubt in report.doubts if doubt.code == Code.LEFT_WHOLE}
    dialogue = join_lines(line.text for line in lines[:first])
    for recommendation in report.recommendations:
        label, text = recommendation.paragraph, recommendation.text
        if label in from_dialogue:
            is_made = text in dialogue or any(text in item for item in items[label])
            # "adhere to" of letter (a) before "the OP-CAT" of letter (b).
            is_made |= label in put_together and is_in_order(text, dialogue)
        else:
            is_made = any(
                is_in_order(text, item)
                and (item_words.fits(text) or (label in left_whole and item_words.has(text)))
                for item in items[label]
                for item_words in [ItemWords(item, brackets_of_states(item))]
            )
        if not is_made:
            yield recommendation


def is_in_order(text: str, item: str) -> bool:
    """Whether the words of a text are words of the item, one after the other."""
    item_words = iter(re.findall(r"\w+", item))
    return all(word in item_words for word in re.findall(r"\w+", text))
