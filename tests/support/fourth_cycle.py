"""A report of the fourth cycle, made up: as PDF, as Word file and as text, from one list."""

import textwrap

from tests.support import report_pages as pages

# Pages part at "====", paragraphs at empty lines; "#" is a numbered paragraph, "-" an item of it.
WRITTEN = """\
Report of the Working Group on the Universal Periodic Review

Contents

Introduction .......................................................... 2

II. Conclusions and/or recommendations ................................ 4

Annex Composition of the delegation ................................... 4

====

Introduction

# The Working Group on the Universal Periodic Review held its forty-ninth session from 28 April to
9 May 2025. The review of the Lao People’s Democratic Republic was held at the 5th meeting, on 30
April 2025. At its 10th meeting, held on 2 May 2025, the Working Group adopted the report on the
Lao People’s Democratic Republic.

# Recommendations made during the dialogue are to be found in section II of the present report.

====

# Nothing is said here that matters, as in most of what is said in meetings that take a whole day.

# Nor here, though it is said at some length, since a page without words would be taken for a
picture of a page.

====

II. Conclusions and/or recommendations

# The recommendations formulated during the interactive dialogue/listed below have been examined by
the Lao People’s Democratic Republic and enjoy the support of the Lao People’s Democratic Republic:

- Plant trees along all the rivers of the north, in line with targets 6.3 and 15.2 (Türkiye);

- Train judges (Bahamas (The)) (Netherlands (Kingdom of the));

# The recommendations formulated during the interactive dialogue/listed below have been examined by
the Lao People’s Democratic Republic and have been noted by it:

- Sell lakes (Gambia (Republic of The));

# The following recommendations will be examined by the Lao People’s Democratic Republic, which will
provide responses in due time, but no later than the sixtieth session of the Human Rights Council:

- Share maps (Bolivarian Republic of Venezuela), (Iran (Islamic Republic of)).

# All conclusions and/or recommendations contained in the present report reflect the position of the
submitting State(s) and the State under review.

Annex

Composition of the delegation

The delegation was headed by the Minister, with advisers (Chad).
"""
PAGES = [
    [" ".join(paragraph.split()) for paragraph in page.split("\n\n") if paragraph.strip()]
    for page in WRITTEN.split("====")
]
FEET = ["GE.25-01234 (E)", "2 GE.25-01234", "GE.25-01234 3", "4"]
READ = [
    (
        "5.1",
        "Plant trees along all the rivers of the north, in line with targets 6.3 and 15.2",
        ("TUR",),
        "supported",
    ),
    ("5.2", "Train judges", ("BHS", "NLD"), "supported"),
    ("6.1", "Sell lakes", ("GMB",), "noted"),
    ("7.1", "Share maps", ("VEN", "IRN"), "pending"),
]
# Both levels are one list of Word's: "5." and, below it, "5.1".
UN_LIST = """
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
"""


def printed() -> list[list[str]]:
    """Its pages as lines, with what stands at their head and foot."""
    paragraph, item = 0, 0
    made: list[list[str]] = []
    for page, foot in zip(PAGES, FEET, strict=True):
        lines = ["A/HRC/59/12"]
        for words in page:
            number = ""
            if words.startswith("# "):
                paragraph, item = paragraph + 1, 0
                number = f"{paragraph}. "
            elif words.startswith("- "):
                item += 1
                number = f"{paragraph}.{item} "
            lines += textwrap.wrap(number + words.lstrip("#- "), 88)
        made.append([*lines, foot])
    return made


def as_text() -> bytes:
    return "\f".join("\n".join(page) for page in printed()).encode()


def as_pdf() -> bytes:
    drawn = []
    for head, *body, foot in printed():
        lines = [(10.0, 700.0 - 14 * at, line) for at, line in enumerate(body)]
        drawn.append([(9.0, 790.0, head), *lines, (9.0, 40.0, foot)])
    return pages.pdf_file(drawn)


def as_word() -> bytes:
    """Its paragraphs numbered by Word, as they are in many files of the UN."""
    body = pages.word_paragraph("A/HRC/59/12")
    for words in (paragraph for page in PAGES for paragraph in page):
        level = {"# ": 0, "- ": 1}.get(words[:2])
        if level is None:
            body += pages.word_paragraph(words)
        else:
            body += pages.word_paragraph(words[2:], numbered=(1, level))
    return pages.word_parts(body, numbering=UN_LIST)
