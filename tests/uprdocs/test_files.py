"""Files of each kind, good and bad, and the command that reads them."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from django.core.management import call_command

from tests.support import fourth_cycle
from tests.support import report_pages as pages
from uprdocs import NotAReport, read_report
from uprdocs.files.pdf import read_pdf
from uprdocs.files.word import read_word

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
    (9.0, 120.0, "1 The recommendation as read: Plant trees (Cuba). 2 See paragraph 4."),
    (9.0, 60.0, "14"),
]


def test_pdf_loses_headers_and_page_numbers_and_sets_footnotes_apart() -> None:
    lines = read_pdf(printed(LIST_PAGE))[3]
    assert [line.text for line in lines if line.is_footnote] == [
        "1 The recommendation as read: Plant trees (Cuba). 2 See paragraph 4.",
    ]
    assert [line.text for line in lines if not line.is_footnote] == [
        "II. Conclusions and/or recommendations",
        "5. The following enjoy the support of Chad:",
        "5.1 Plant trees in",
        "every village (Cuba);",
        "5.2 Build roads (Peru);",
    ]


def test_footnotes_of_word_and_text_are_told_and_no_part_of_a_recommendation() -> None:
    note = "Recommendation originally read: “Plant\nall trees” (Cuba)."
    lists = f"{LISTS}\n1 {note}\n5.2 Build roads (Peru);\n* See paragraph 4."
    # Stars on the front page are no footnotes.
    text = pages.report_text(lists, "2. Chad spoke.\n" * 12)
    footnotes = f"<w:footnote><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>"
    lines = pages.report_text(f"{LISTS}\n5.2 Build roads (Peru);").splitlines()
    word = pages.word_parts("".join(map(pages.word_paragraph, lines)), footnotes=footnotes)
    for data in (text.encode(), word):
        report = read_report(data)
        assert [(r.paragraph, r.text) for r in report.recommendations] == [
            ("5.1", "Plant trees"),
            ("5.2", "Build roads"),
        ]
        assert list(map(str, report.doubts)) == [
            "A footnote holds a recommendation: “Recommendation originally read: “Plant all trees” (Cuba).”"
        ]


def test_pdf_gives_the_page_a_recommendation_begins_on() -> None:
    report = read_report(printed(LIST_PAGE))
    assert [(r.text, r.page) for r in report.recommendations] == [
        ("Plant trees in every village", 4),
        ("Build roads", 4),
    ]
    assert [(str(doubt), doubt.page) for doubt in report.doubts] == [
        ("A footnote holds a recommendation: “The recommendation as read: Plant trees (Cuba).”", 4)
    ]


def test_word_reads_as_plain_text_does() -> None:
    text = pages.report_text(LISTS)
    assert read_report(pages.word_file(text)) == read_report(text.encode())


@pytest.mark.parametrize("data", [fourth_cycle.as_pdf(), fourth_cycle.as_word(), fourth_cycle.as_text()])
def test_a_report_of_the_fourth_cycle_in_each_format(data: bytes) -> None:
    report = read_report(data)
    assert [
        (r.paragraph, r.text, r.recommending_states, r.position) for r in report.recommendations
    ] == fourth_cycle.READ
    assert (report.symbol, report.state_under_review, report.session) == ("A/HRC/59/12", "LAO", 49)
    assert (report.reviewed_on, report.adopted_on) == (date(2025, 4, 30), date(2025, 5, 2))
    assert report.doubts == ()


# A list of two levels as Word keeps it: "6." and, below it, "6.1".
TWO_LEVELS = """
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:start w:val="6"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>
"""


def word_lines(*paragraphs: str, numbering: str = TWO_LEVELS, styles: str = "") -> list[str]:
    (page,) = read_word(pages.word_parts("".join(paragraphs), numbering=numbering, styles=styles))
    return [line.text for line in page]


def test_word_numbers_paragraphs_by_its_lists() -> None:
    item = pages.word_paragraph
    assert word_lines(
        item("The following enjoy support:", numbered=(1, 0)),
        item("Plant trees (Cuba);", numbered=(1, 1)),
        item("Not numbered"),
        item("Build roads (Peru);", numbered=(1, 1)),
        item("The following did not:", numbered=(1, 0)),
        item("Sell rivers (Fiji).", numbered=(1, 1)),
        item("Of no list", numbered=(0, 0)),
    ) == [
        "6. The following enjoy support:",
        "6.1 Plant trees (Cuba);",
        "Not numbered",
        "6.2 Build roads (Peru);",
        "7. The following did not:",
        "7.1 Sell rivers (Fiji).",
        "Of no list",
    ]


def test_word_numbers_by_style_and_the_style_it_is_based_on() -> None:
    styles = """
    <w:style w:styleId="Item"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>
    </w:pPr></w:style>
    <w:style w:styleId="LastItem"><w:basedOn w:val="Item"/></w:style>
    """
    assert word_lines(
        pages.word_paragraph("List:", numbered=(1, 0)),
        pages.word_paragraph("One;", style="Item"),
        pages.word_paragraph("Two.", style="LastItem"),
        styles=styles,
    ) == ["6. List:", "6.1 One;", "6.2 Two."]


def test_word_gives_a_style_the_level_its_list_links_to() -> None:
    linked = TWO_LEVELS.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Item"/>', 1)
    styles = '<w:style w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    paragraphs = [pages.word_paragraph(text, style="Item") for text in ("One;", "Two.")]
    assert word_lines(*paragraphs, numbering=linked, styles=styles) == ["6.1 One;", "6.2 Two."]


def test_word_restarts_a_list_where_told() -> None:
    again = """
    <w:num w:numId="2"><w:abstractNumId w:val="3"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="30"/></w:lvlOverride></w:num>
    """
    numbers = [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)]
    paragraphs = [pages.word_paragraph("x", numbered=place) for place in numbers]
    assert word_lines(*paragraphs, numbering=TWO_LEVELS + again) == [
        "6. x",
        "7. x",
        "30. x",
        "31. x",
        "32. x",
    ]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ('<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/>', "(b) x"),
        ('<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/>', "B. x"),
        ('<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/>', "(ii) x"),
        ('<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>', "II. x"),
        ('<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>', "x"),
        ('<w:numFmt w:val="none"/><w:lvlText w:val=""/>', "x"),
    ],
)
def test_word_prints_a_number_as_its_list_says(level: str, expected: str) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>{level}</w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    paragraphs = [pages.word_paragraph("x", numbered=(1, 0))] * 2
    assert word_lines(*paragraphs, numbering=numbering)[1] == expected


def test_word_list_made_with_the_library_people_use() -> None:
    document = docx.Document()
    for text in ("Plant trees", "Build roads"):
        document.add_paragraph(text, style="List Number")
    written = io.BytesIO()
    document.save(written)
    (page,) = read_word(written.getvalue())
    assert [line.text for line in page] == ["1. Plant trees", "2. Build roads"]


def test_word_reads_inserted_text_and_content_controls_and_leaves_deleted_text() -> None:
    inserted = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Plant</w:t></w:r><w:ins><w:r><w:t> trees</w:t></w:r>"
        "</w:ins><w:del><w:r><w:delText> shrubs</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>(Cuba)</w:t><w:br/><w:t>again</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert word_lines(inserted) == ["Plant trees (Cuba)", "again"]


GOOD_PDF = printed(LIST_PAGE)
GOOD_WORD = pages.word_file(pages.report_text(LISTS))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.4 cut off", "damaged"),
        (GOOD_PDF[: len(GOOD_PDF) // 2], "damaged"),
        (pages.locked_pdf(), "locked with a password"),
        (pages.pdf_file([[]]), "pictures of pages"),
        (pages.pdf_file([[(10, 700, "A letter. " * 60)]]), "missing"),
        (pages.pdf_file([[(10, 700, "A page of a book.")]] * 500), "500 pages"),
        (b"PK\x03\x04 cut off", "damaged"),
        (GOOD_WORD[: len(GOOD_WORD) // 2], "damaged"),
        (pages.word_file("A letter."), "missing"),
        (b"\xd0\xcf\x11\xe0 old", "old Word document"),
        (b"{\\rtf1 A letter.}", "web page or rich text"),
        (b"<!DOCTYPE html>", "web page or rich text"),
        (b"\x00\x01\x02\x81", "neither PDF"),
        (b"A long book. " * 200_000, "ten times as long"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(NotAReport, match=said):
        read_report(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_word_saves_it_in(encoding: str) -> None:
    text = pages.report_text(LISTS.replace("Cuba", "Côte d’Ivoire"))
    (read,) = read_report(text.encode(encoding)).recommendations
    assert read.recommending_states == ("CIV",)


# Reads the file named in the arguments twice: a good one first, which loads what is loaded once.
MEASURED = """
import json, resource, sys, time
from uprdocs import NotAReport, read_report
good, bad = (open(name, "rb").read() for name in sys.argv[1:])
read_report(good)
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before, begin = peak(), time.process_time()
try:
    read_report(bad)
    said = ""
except NotAReport as error:
    said = str(error)
print(json.dumps([said, time.process_time() - begin, peak() - before]))
"""


@pytest.mark.slow("measures a process of its own")
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (pages.zip_bomb, "unfolds to far more"),
        # Smaller than the truth the reading ends early, larger it is not believed either.
        (lambda: pages.zip_bomb(said_size=1000), "damaged"),
        (lambda: pages.zip_bomb(said_size=2**32 - 2), "unfolds to far more"),
        (lambda: pages.word_parts("<w:p/>" * 800_000), "unfolds to far more"),
        (lambda: pages.word_parts("<w:p/>", styles="<w:style/>" * 400_000), "unfolds to far more"),
        (lambda: pages.word_within_word(pages.zip_bomb()), "no Word document"),
        (lambda: pages.word_of_entities(), "no Word document"),
        (pages.locked_pdf, "password"),
        (lambda: pages.scanned_pdf(30), "pictures of pages"),
        (lambda: GOOD_PDF[:-600], "damaged"),
        (lambda: b"A line of a book, of no weight.\n" * 60_000, "missing"),
    ],
)
def test_a_bad_file_costs_a_second_and_100_megabytes_at_most(
    make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(GOOD_WORD)
    bad.write_bytes(make())
    told = subprocess.run(  # noqa: S603 - this Python, with what stands above
        [sys.executable, "-c", MEASURED, str(good), str(bad)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    message, seconds, grown = json.loads(told.stdout)
    assert said in message
    assert seconds < 1
    assert grown < 100_000_000


def test_command_reads_the_other_files_after_a_bad_one(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.txt"
    bad.write_bytes(b"")
    lists = LISTS.replace("Cuba", "Austira")
    good.write_text(pages.report_text(lists), encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("read_report", str(bad), str(good), stdout=out)
    first, second = map(json.loads, out.getvalue().splitlines())
    assert exit_.value.code == 1
    assert first == {
        "file": str(bad),
        "error": "bad.pdf: The file is empty: download it again.",
        "code": "empty_document",
        "values": {},
    }
    assert second["recommendations"] == [
        {
            "paragraph": "5.1",
            "text": "Plant trees",
            "recommending_states": ["AUT"],
            "position": "supported",
            "state_claim": "none",
            "page": 0,
        }
    ]
    assert second["doubts"] == [
        {
            "page": 0,
            "paragraph": "5.1",
            "code": "state_misspelt",
            "values": {"guesses": [{"code": "name_read_as", "values": {"name": "Austira", "state": "AUT"}}]},
            "sentence": "Misspelt State: “Austira” read as AUT",
        }
    ]
