"""Reports made up for the tests, as lines, plain text, Word files and PDFs."""

import io
import zipfile

import docx

from recommendations.documents.model import Line

FRONT = """\
A/HRC/99/7
1. The Working Group on the Universal Periodic Review held its twenty-first session from
1 to 5 June 2015. The review of Chad was held at the 3rd meeting, on 2 June 2015.
At its 9th meeting, held on 4 June 2015, the Working Group adopted the report on Chad.
"""


def report_text(lists: str, dialogue: str = "") -> str:
    """A report in plain text with these lists, and paragraphs from 2 on before them."""
    closing = (
        "99. All conclusions and/or recommendations contained in the present report are theirs."
    )
    return f"{FRONT}{dialogue}\nII. Conclusions and/or recommendations**\n{lists}\n{closing}\n"


def as_lines(text: str, page: int = 3) -> list[Line]:
    return [Line(line, page) for line in text.splitlines()]


def word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def zip_bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    return written.getvalue()


def pdf_file(pages: list[list[tuple[float, float, str]]]) -> bytes:
    """A PDF of these pages; a line is (font size, height above the foot, text), in points."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>")
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(part)}) Tj ET\n"
            for size, y, text in lines
            for x, part in [(72, text)]
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _numbered(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _numbered(objects: list[str]) -> bytes:
    written, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    )
    return f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
