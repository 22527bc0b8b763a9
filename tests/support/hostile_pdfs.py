"""PDFs that loop, nest or unfold beyond measure: small files, the same bytes each time."""

import zlib
from collections.abc import Callable

from tests.support.report_pages import locked_pdf, pdf_file, pdf_of_objects, scanned_pdf

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
TIMES_ROMAN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"
LINE = b"BT /F 10 Tf 1 0 0 1 72 700 Tm (140.1 Ratify the Convention \\(Chad\\);) Tj ET\n"


def folded(unit: bytes, times: int, layers: int = 1) -> bytes:
    """`unit` so many times over, compressed in so many layers, never held as a whole."""
    compressor = zlib.compressobj(6)
    data = b"".join(compressor.compress(unit) for _ in range(times)) + compressor.flush()
    for _layer in range(layers - 1):
        data = zlib.compress(data, 9)
    return data


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def page(*, resources: bytes = b"/Font << /F 5 0 R >>", box: bytes = b"[0 0 595 842]") -> bytes:
    """A page with the contents 4 and the font 5."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources << %s >> /Contents 4 0 R >>"
        % (box, resources)
    )  # fmt: skip


def one_page(contents: bytes, *others: bytes, font: bytes = TIMES_ROMAN, of: bytes = b"") -> bytes:
    """A PDF of one page: its contents are the object 4, its font 5, others from 6."""
    return pdf_of_objects([CATALOGUE, ONE_PAGE, of or page(), contents, font, *others])


def layers(count: int) -> bytes:
    """A page of 300 MB of text in so many layers of compression."""
    filters = b"/Filter [%s]" % (b"/FlateDecode " * count)
    return one_page(stream(folded(LINE * 20_000, 200, count), filters))


def shared_contents() -> bytes:
    """A hundred pages of one and the same 15 MB."""
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 106))
    pages = b"<< /Type /Pages /Kids [%s] /Count 100 >>" % kids
    contents = stream(folded(LINE * 20_000, 10), b"/Filter /FlateDecode")
    return pdf_of_objects([CATALOGUE, pages, b"null", contents, TIMES_ROMAN, *[page()] * 100])


def counted(count: int) -> bytes:
    """A page of which its tree says that there are so many."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count
    return pdf_of_objects([CATALOGUE, pages, page(), stream(LINE * 50), TIMES_ROMAN])


def page_tree_loop() -> bytes:
    """The tree of pages is its own branch."""
    pages = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R 3 0 R] /Count 100 >>"
    return pdf_of_objects([CATALOGUE, pages, page(), stream(LINE * 50), TIMES_ROMAN])


def deep_page_tree() -> bytes:
    """Twenty thousand branches above one page."""
    last = 20_005
    branches = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1 if number < last else 3)
        for number in range(6, last + 1)
    ]
    root = b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"
    return pdf_of_objects([CATALOGUE, root, page(), stream(LINE * 50), TIMES_ROMAN, *branches])


def doubling_page_tree() -> bytes:
    """Thirty branches, each twice in the one above: a thousand million pages."""
    branches = [
        b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 99 >>" % ((number + 1,) * 2 if number < 35 else (3, 3))
        for number in range(6, 36)
    ]
    root = b"<< /Type /Pages /Kids [6 0 R 6 0 R] /Count 99 >>"
    return pdf_of_objects([CATALOGUE, root, page(), stream(LINE * 50), TIMES_ROMAN, *branches])


def forms(*calls: tuple[int, int]) -> bytes:
    """A page that draws form 6; for each form from 6: which form it draws in turn, how many times."""
    with_forms = b"/XObject << %s >>" % b" ".join(
        b"/X%d %d 0 R" % (number, number) for number in range(6, 6 + len(calls))
    )
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> %s >>"
    drawn = [stream(LINE + b"/X%d Do\n" % called * times, entries % with_forms) for called, times in calls]
    return one_page(stream(b"/X6 Do"), *drawn, of=page(resources=with_forms))


def font_of_widths() -> bytes:
    """A font with the widths of two million letters."""
    widths = stream(folded(b"500 " * 10_000, 200), b"/Filter /FlateDecode")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /A /FirstChar 0 /LastChar 2000000 /Widths [%s] >>"
    return one_page(stream(LINE * 50), widths, font=font % (b"500 " * 200_000))


def character_map(body: bytes, times: int = 1) -> bytes:
    """A font whose letters mean what a table says: `body` so many times over."""
    beginning = folded(b"/CIDInit /ProcSet findresource begin begincmap\n" + body, 1)
    table = folded(body, times) if times > 1 else beginning
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R "
        b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A >>] >>"
    )
    return one_page(stream(LINE * 50), stream(table, b"/Filter /FlateDecode"), font=font)


def drawing_of_a_letter_draws_it() -> bytes:
    """A font whose only letter is drawn with itself."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 "
        b"/LastChar 65 /Widths [9] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >> "
        b"/Resources << /Font << /F 5 0 R >> >> >>"
    )
    letter = stream(b"9 0 d0 BT /F 9 Tf (AAAA) Tj ET")
    return one_page(stream(b"BT /F 9 Tf (AAAA) Tj ET" * 50), letter, font=font)


def broken_font_program() -> bytes:
    """A TrueType font of 60 MB of zeros."""
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 6 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontFile2 7 0 R >>"
    program = stream(folded(bytes(1_000_000), 60), b"/Filter /FlateDecode")
    return one_page(stream(LINE * 50), descriptor, program, font=font)


def of_streamed_objects(entries: bytes, content: bytes) -> bytes:
    """A PDF all of whose objects are said to stand in the compressed object 5."""
    packed = stream(content, b"/Type /ObjStm /Filter /FlateDecode " + entries)
    body = b"%PDF-1.5\n5 0 obj\n" + packed + b"\nendobj\n"
    rows = b"".join(b"\x02\x00\x05" + bytes([at]) for at in range(5)) + b"\x01\x00\x09\x00"
    table = stream(rows, b"/Type /XRef /W [1 2 1] /Size 6 /Index [0 6] /Root 1 0 R")
    return b"%s6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (body, table, len(body))


def table_of_places(entries: bytes) -> bytes:
    """A PDF with a cross-reference stream of these entries."""
    plain = one_page(stream(LINE * 50))
    body = plain[: plain.index(b"xref\n0")]
    table = stream(folded(bytes(1_000_000), 50), b"/Type /XRef /Filter /FlateDecode /Root 1 0 R " + entries)
    return b"%s9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (body, table, len(body))


def with_trailer(entries: bytes) -> bytes:
    """A PDF whose trailer holds these too."""
    return one_page(stream(LINE * 50)).replace(b"/Root", entries + b" /Root")


def without_table_of_places() -> bytes:
    """A PDF whose places are all wrong, with a million beginnings of objects to look through."""
    plain = one_page(stream(LINE * 50))
    return plain[: plain.index(b"xref\n0")] + b"9 0 obj\n" * 300_000


def circular(name: bytes) -> bytes:
    """A page that refers to itself where another object should stand."""
    return one_page(stream(LINE * 50), of=page().replace(b"/Contents 4 0 R", b"%s 3 0 R" % name))


PDFS: dict[str, Callable[[], bytes]] = {
    "pdf, one stream shared by 100 pages": shared_contents,
    **{f"pdf, {count} layers of compression": lambda count=count: layers(count) for count in range(1, 6)},
    "pdf, count of two thousand million pages": lambda: counted(2**31 - 1),
    "pdf, count below nothing": lambda: counted(-5),
    "pdf, 10,000 pages": lambda: pdf_file([[(10, 700, "A page.")]] * 10_000),
    "pdf, 400 pages of pictures": lambda: scanned_pdf(400),
    "pdf, page tree in a loop": page_tree_loop,
    "pdf, page tree 20,000 deep": deep_page_tree,
    "pdf, page tree that doubles": doubling_page_tree,
    "pdf, form that draws itself": lambda: forms((6, 2)),
    "pdf, two forms that draw each other": lambda: forms((7, 2), (6, 2)),
    "pdf, forms to the power of ten": lambda: forms(*[(number, 10) for number in range(7, 16)], (99, 1)),
    "pdf, forms 5,000 deep": lambda: forms(*[(number, 1) for number in range(7, 5_006)], (99, 1)),
    "pdf, font of two million widths": font_of_widths,
    "pdf, character map of all numbers": lambda: character_map(
        b"1 beginbfrange\n<0000> <FFFFFFFF> <0000>\nendbfrange\n1 begincidrange\n<0000> <FFFFFFFF> 0\n"
    ),
    "pdf, character map of 100 MB": lambda: character_map(
        b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100 + b"endbfrange\n", 50_000
    ),
    "pdf, letter that draws itself": drawing_of_a_letter_draws_it,
    "pdf, font program of zeros": broken_font_program,
    "pdf, object stream of a thousand million": lambda: of_streamed_objects(
        b"/N 1000000000 /First 10", folded(b"1 0 ", 10_000)
    ),
    "pdf, object stream that unfolds": lambda: of_streamed_objects(
        b"/N 5 /First 40", folded(b"1 0 2 5 3 9 4 11 " + bytes(1_000_000), 400)
    ),
    "pdf, object stream in itself": lambda: of_streamed_objects(
        b"/N 1 /First 4 /Extends 5 0 R", folded(b"5 0 << >>", 1)
    ),
    "pdf, table of places that unfolds": lambda: table_of_places(b"/W [1 4 2] /Size 2000000000"),
    "pdf, table of places of no width": lambda: table_of_places(b"/W [0 0 0] /Size 8 /Index [0 2000000000]"),
    "pdf, table of places in a loop": lambda: with_trailer(b"/Prev 9"),
    "pdf, locked with a loop": lambda: with_trailer(b"/Encrypt 1 0 R /ID [<00> <00>]"),
    "pdf, no table of places": without_table_of_places,
    "pdf, endless contents": lambda: one_page(stream(LINE * 60_000)),
    "pdf, a million letters in a line": lambda: one_page(stream(LINE.replace(b"140.1", b"140.1 " * 200_000))),
    "pdf, a state kept a million times": lambda: one_page(stream(b"q " * 1_000_000 + LINE * 50)),
    "pdf, list in list in list": lambda: one_page(stream(b"[" * 1_000_000 + LINE)),
    "pdf, dictionary in dictionary": lambda: one_page(b"<< /A " * 300_000 + b">>" * 300_000),
    "pdf, picture without an end": lambda: one_page(
        stream(b"BI /W 99999 /H 99999 /BPC 8 ID " + b"x" * 1_000_000)
    ),
    "pdf, length of a stream is the stream": lambda: one_page(b"<< /Length 4 0 R >>\nstream\n" + LINE * 50),
    "pdf, page as large as can be": lambda: one_page(
        stream(LINE * 50), of=page(box=b"[-99999999999 -99999999999 99999999999 99999999999]")
    ),
    "pdf, page of no size": lambda: one_page(stream(LINE * 50), of=page(box=b"[0 0 0 nan]")),
    "pdf, page that is its own contents": lambda: circular(b"/Contents"),
    "pdf, page that is its own parent": lambda: circular(b"/Contents 4 0 R /Parent"),
    "pdf, run lengths on run lengths": lambda: one_page(
        stream(b"81 41" * 200_000 + b">", b"/Filter [/ASCIIHexDecode /RunLengthDecode /RunLengthDecode]")
    ),
    "pdf, locked with a password": locked_pdf,
    "pdf, cut": lambda: pdf_file([[(10, 700, "A page.")]] * 50)[:4_000],
}  # fmt: skip
