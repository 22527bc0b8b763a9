"""Reports made up for the tests, as lines, plain text, Word files and PDFs."""

import hashlib
import io
import zipfile
import zlib

import docx

from uprdocs.model import Line

FRONT = """\
A/HRC/99/7
1. The Working Group on the Universal Periodic Review held its twenty-first session from
1 to 5 June 2015. The review of Chad was held at the 3rd meeting, on 2 June 2015.
At its 9th meeting, held on 4 June 2015, the Working Group adopted the report on Chad.
"""


def report_text(lists: str, dialogue: str = "") -> str:
    """A report in plain text with these lists, and paragraphs from 2 on before them."""
    closing = "99. All conclusions and/or recommendations contained in the present report are theirs."
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


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


FILE_ID = b"0123456789abcdef"


def word_parts(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "") -> bytes:
    """A Word file of bare XML: what stands in the body, the lists' rules, the styles and the footnotes."""
    parts = {"_rels/.rels": RELATIONS, "word/document.xml": word_part("document", _body(body))}
    if numbering:
        parts["word/numbering.xml"] = word_part("numbering", numbering)
    if footnotes:
        parts["word/footnotes.xml"] = word_part("footnotes", footnotes)
    if styles:
        parts["word/styles.xml"] = word_part("styles", styles)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def word_part(root: str, inside: str) -> str:
    """A part of a Word file, as XML."""
    return f'<w:{root} xmlns:w="{WORD}">{inside}</w:{root}>'


def _body(inside: str) -> str:
    return f"<w:body>{inside}</w:body>"


def word_paragraph(text: str, *, numbered: tuple[int, int] | None = None, style: str = "") -> str:
    """A paragraph's XML; `numbered` is its list and its level from 0."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        number, level = numbered
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb(*, said_size: int | None = None) -> bytes:
    """A Word file whose text unfolds to 300 MB; its header says so, or tells `said_size`."""
    run = b"<w:r><w:t>0</w:t></w:r>"
    begin, end = word_part("document", _body("<w:p>|</w:p>")).encode().split(b"|")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        with archive.open("word/document.xml", "w") as part:
            part.write(begin)
            for _ in range(300):
                part.write(run * (1_000_000 // len(run)))
            part.write(end)
        size = archive.getinfo("word/document.xml").file_size
    data = written.getvalue()
    if said_size is None:
        return data
    return data.replace(size.to_bytes(4, "little"), said_size.to_bytes(4, "little"))


def word_within_word(inner: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", inner)
    return written.getvalue()


def word_of_entities() -> bytes:
    """A Word file of one letter that stands for ten, each for ten more, nine times over."""
    defined = '<!ENTITY e0 "a">' + "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    text = word_part("document", _body("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"))
    return word_within_word(f"<!DOCTYPE d [{defined}]>{text}".encode())


def scanned_pdf(count: int) -> bytes:
    """A PDF of pages that are pictures, 300 dots to the inch, and no text."""
    picture = zlib.compress(bytes(2480 * 3508))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + at) for at in range(count)), count),
        b"<< /Type /XObject /Subtype /Image /Width 2480 /Height 3508 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(picture), picture),
        b"<< /Length 28 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        b"/Resources << /XObject << /I 3 0 R >> >> /Contents 4 0 R >>"
    )
    return pdf_of_objects(objects + [page] * count)


def locked_pdf() -> bytes:
    """A PDF that opens with the password "secret" only (standard handler, 40 bits, RC4)."""
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    padded, permissions = (b"secret" + padding)[:32], -4
    owner = _rc4(_key(padded), padded)
    seed = padded + owner + permissions.to_bytes(4, "little", signed=True) + FILE_ID
    user = _rc4(_key(seed), padding)
    lock = f"<< /Filter /Standard /V 1 /R 2 /P {permissions} /O <{owner.hex()}> /U <{user.hex()}> >>"
    return pdf_file([[(10, 700, "A letter. " * 60)]], encrypt=lock.encode())


def _key(seed: bytes) -> bytes:
    return hashlib.md5(seed).digest()[:5]  # noqa: S324 - what the format asks for


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def pdf_file(pages: list[list[tuple[float, float, str]]], *, encrypt: bytes = b"") -> bytes:
    """A PDF of these pages; a line is (font size, height above the foot, text), in points."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 72 {y} Tm ({_escaped(text)}) Tj ET\n" for size, y, text in lines
        ).encode("cp1252")
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(drawn), drawn))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf_of_objects(objects, encrypt=encrypt)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def pdf_of_objects(objects: list[bytes], *, encrypt: bytes = b"") -> bytes:
    """A PDF of objects numbered from 1, the first its catalogue.

    `encrypt`: the dictionary of a lock, which goes last and is named in the trailer.
    """
    written, places, lock = bytearray(b"%PDF-1.4\n"), [], b""
    if encrypt:
        objects = [*objects, encrypt]
        lock = b"/Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), FILE_ID.hex().encode(), b"00")
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF" % (written, len(objects) + 1, table, len(objects) + 1, lock, len(written))
    )
