"""Files of each kind, good and bad, and the command that reads them."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from recommendations.documents import NotAReport, read_report
from recommendations.documents.pdf import read_pdf
from tests.recommendations.documents import pages

LISTS = "5. The following enjoy the support of Chad:\n5.1 Plant trees (Cuba);"


def printed(lists: list[tuple[float, float, str]]) -> bytes:
    """A PDF whose fourth page holds the lists."""
    lines = [line for line in pages.FRONT.splitlines() if "A/HRC" not in line]
    front = [(10.0, 700.0 - 14 * at, line) for at, line in enumerate(lines)]
    filler = [(10.0, 700.0, "Nothing is said here that matters. " * 3)]
    return pages.pdf_file([front, filler, filler, lists])


LIST_PAGE = [
    (9.0, 790.0, "A/HRC/99/7"),
    (14.0, 720.0, "II. Conclusions and/or recommendations"),
    (10.0, 700.0, "5. The following enjoy the support of Chad:"),
    (10.0, 680.0, "5.1 Plant trees in"),
    (10.0, 668.0, "every village (Cuba);"),
    (10.0, 648.0, "5.2 Build roads (Peru);"),
    (9.0, 120.0, "1 As it was read during the dialogue."),
    (9.0, 60.0, "14"),
]


def test_pdf_loses_headers_page_numbers_and_footnotes() -> None:
    assert [line.text for line in read_pdf(printed(LIST_PAGE))[3]] == [
        "II. Conclusions and/or recommendations",
        "5. The following enjoy the support of Chad:",
        "5.1 Plant trees in",
        "every village (Cuba);",
        "5.2 Build roads (Peru);",
    ]


def test_pdf_gives_the_page_a_recommendation_begins_on() -> None:
    report = read_report(printed(LIST_PAGE))
    assert [(r.text, r.page) for r in report.recommendations] == [
        ("Plant trees in every village", 4),
        ("Build roads", 4),
    ]


def test_word_reads_as_plain_text_does() -> None:
    text = pages.report_text(LISTS)
    assert read_report(pages.word_file(text)) == read_report(text.encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.4 cut off", "damaged"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "old Word document"),
        (b"\x00\x01\x02\x81", "neither PDF"),
        (pages.pdf_file([[]]), "pictures of pages"),
        (pages.pdf_file([[(10, 700, "A letter. " * 60)]]), "missing"),
        (pages.word_file("A letter."), "missing"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(NotAReport, match=said):
        read_report(data)


def test_a_zip_bomb_is_not_unfolded() -> None:
    with pytest.raises(NotAReport, match="unfolds to far more"):
        read_report(pages.zip_bomb())


def test_command_reads_the_other_files_after_a_bad_one(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.txt"
    bad.write_bytes(b"")
    good.write_text(pages.report_text(LISTS), encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("read_report", str(bad), str(good), stdout=out)
    first, second = map(json.loads, out.getvalue().splitlines())
    assert exit_.value.code == 1
    assert set(first) == {"file", "error"}
    assert second["recommendations"] == [
        {
            "paragraph": "5.1",
            "text": "Plant trees",
            "recommending_states": ["CUB"],
            "position": "supported",
            "state_claim": "none",
            "page": 0,
        }
    ]
