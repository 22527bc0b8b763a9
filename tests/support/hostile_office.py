"""Word and Excel files that loop, nest, lie or unfold beyond measure: small, the same bytes each time."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator

from tests.support.report_pages import (
    RELATIONS,
    word_of_entities,
    word_paragraph,
    word_part,
    word_parts,
    word_within_word,
    zip_bomb,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Written in pieces of so many repetitions, never held as a whole.
PIECE = 1_000
# Any file has the same day.
DAY = (2020, 1, 1, 0, 0, 0)

Pieces = Iterable[str]


def archive(parts: dict[str, str | bytes | Pieces]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in parts.items():
            place = zipfile.ZipInfo(name, DAY)
            place.compress_type = zipfile.ZIP_DEFLATED
            with file.open(place, "w") as part:
                for piece in [content] if isinstance(content, str | bytes) else content:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return written.getvalue()


def repeated(before: str, unit: str, times: int, after: str) -> Iterator[str]:
    yield before
    for _ in range(times // PIECE):
        yield unit * PIECE
    yield unit * (times % PIECE) + after


def entities(name: str) -> str:
    """A letter that stands for ten, each for ten more, nine times over."""
    defined = '<!ENTITY e0 "a">' + "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    return f"<!DOCTYPE {name} [{defined}]>"


# Word


def word(before: str, unit: str, times: int, after: str) -> bytes:
    """A Word file whose body is `unit` so many times over."""
    begin, end = word_part("document", "<w:body>|</w:body>").split("|")
    document = repeated(begin + before, unit, times, after + end)
    return archive({"_rels/.rels": RELATIONS, "word/document.xml": document})


def numbered_paragraphs(level: str, depth: int = 0, *, override: str = "") -> bytes:
    """A thousand paragraphs of a list with this level."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    return word_parts(word_paragraph("Ratify.", numbered=(1, depth)) * 1_000, numbering=numbering)


def level(depth: int, *, start: int = 1, look: str = "%1.", kind: str = "decimal") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{look}"/></w:lvl>'
    )


def styles_in_a_loop() -> bytes:
    styles = "".join(
        f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{(at + 1) % 5_000}"/></w:style>'
        for at in range(5_000)
    )
    return word_parts(word_paragraph("Ratify.", style="s0") * 5_000, styles=styles)


def word_of_strangers() -> bytes:
    """Relations to other machines, and an entity that is a file."""
    target = 'Target="https://127.0.0.1:9/document.xml" TargetMode="External"'
    relations = RELATIONS.replace('Target="word/document.xml"', target)
    document = '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + word_part(
        "document", "<w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body>"
    )
    return archive({"_rels/.rels": relations, "word/document.xml": document})


def nested_archives(depth: int) -> bytes:
    data = word_parts(word_paragraph("Ratify."))
    for _ in range(depth):
        data = word_within_word(data)
    return data


def many_members() -> bytes:
    parts: dict[str, str | bytes | Pieces] = {"_rels/.rels": RELATIONS, "word/document.xml": "<d/>"}
    return archive(parts | {f"word/{number}.xml": "" for number in range(20_000)})


RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
TABLE = "<w:tbl><w:tr><w:tc>"
RUN = "<w:r><w:t>0</w:t></w:r>"

WORDS: dict[str, Callable[[], bytes]] = {
    "docx, unfolds to 300 MB": zip_bomb,
    "docx, unfolds to 300 MB and says 1,000 bytes": lambda: zip_bomb(said_size=1_000),
    "docx, unfolds to 300 MB and says 4 GB": lambda: zip_bomb(said_size=2**32 - 2),
    "docx, 30 archives in each other": lambda: nested_archives(30),
    "docx, 20,000 parts": many_members,
    "docx, a thousand million laughs": word_of_entities,
    "docx, 200 tables in each other": lambda: word("", TABLE, 200, word_paragraph("Ratify.")),
    "docx, 200,000 tables in each other": lambda: word("", TABLE, 200_000, word_paragraph("Ratify.")),
    "docx, 50,000 paragraphs in each other": lambda: word("", "<w:p>", 50_000, "</w:p>" * 50_000),
    "docx, 200 paragraphs in each other, a long text within": lambda: word(
        "<w:p>" * 200 + "<w:r><w:t>" + "a" * 1_000_000 + "</w:t></w:r>", "</w:p>", 200, ""
    ),
    "docx, a million empty paragraphs": lambda: word("", "<w:p/>", 1_000_000, ""),
    "docx, a million runs": lambda: word("<w:p>", RUN, 1_000_000, "</w:p>"),
    "docx, 200,000 runs": lambda: word("<w:p>", RUN, 200_000, "</w:p>"),
    "docx, an attribute of 4 MB": lambda: word('<w:p w:rsidR="', "0", 4_000_000, '"/>'),
    "docx, 300,000 attributes": lambda: word_parts(
        "<w:p " + " ".join(f'w:a{number}="0"' for number in range(300_000)) + "/>"
    ),
    "docx, 300,000 name spaces": lambda: word_parts(
        "<w:p " + " ".join(f'xmlns:a{number}="a{number}"' for number in range(100_000)) + "/>"
    ),
    "docx, list a million million deep": lambda: numbered_paragraphs(level(10**12), 10**12),
    "docx, list that begins at a thousand million letters": lambda: numbered_paragraphs(
        level(0, start=10**9, kind="lowerLetter")
    ),
    "docx, list that begins at a roman million million": lambda: numbered_paragraphs(
        level(0, start=10**12, kind="lowerRoman")
    ),
    "docx, list number of a million places": lambda: numbered_paragraphs(level(0, look="%1" * 500_000)),
    "docx, list whose number is taken from itself": lambda: numbered_paragraphs(
        level(0, look="%1%2%3"), override=RESTART * 9
    ),
    "docx, styles in a loop": styles_in_a_loop,
    "docx, relations to strangers": word_of_strangers,
    "docx, cut": lambda: word_parts(word_paragraph("Ratify.") * 100)[:-60],
}  # fmt: skip


# Excel


KINDS = {"workbook": "sheet.main", "sheet": "worksheet", "strings": "sharedStrings", "styles": "styles"}


def workbook(
    sheet: str | Pieces, *, strings: str | Pieces = "", styles: str | Pieces = "", sheets: int = 1
) -> bytes:
    """An Excel file; `sheet`: the XML within its sheets, which may all be the first."""
    names = "".join(f'<sheet name="s{at}" sheetId="{at}" r:id="r1"/>' for at in range(1, sheets + 1))
    parts: dict[str, str | bytes | Pieces] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.spreadsheetml.{kind}+xml"/>'
            for name, kind in KINDS.items()
            if {"strings": strings, "styles": styles}.get(name, True)
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Target="xl/workbook.xml" Type="{OFFICE}/officeDocument"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Target="sheet.xml" Type="{OFFICE}/worksheet"/></Relationships>',
        "xl/sheet.xml": within("worksheet", sheet),
    }  # fmt: skip
    if strings:
        parts["xl/strings.xml"] = within("sst", strings)
    if styles:
        parts["xl/styles.xml"] = within("styleSheet", styles)
    return archive(parts)


def within(root: str, content: str | Pieces) -> Iterator[str]:
    yield f'<{root} xmlns="{MAIN}">'
    yield from [content] if isinstance(content, str) else content
    yield f"</{root}>"


def rows(unit: str, times: int) -> Iterator[str]:
    return repeated("<sheetData>", unit, times, "</sheetData>")


def cell(place: str, value: str = "1", attributes: str = "") -> str:
    return f'<c r="{place}" {attributes}><v>{value}</v></c>'


def data(content: str) -> str:
    return f"<sheetData>{content}</sheetData>"


ROW = "<row><c><v>1</v></c></row>"
TEXT_ROW = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
SHARED_ROW = "<row><c t='s'><v>0</v></c></row>"


def sheet_of_entities() -> bytes:
    parts = {
        name: content for name, content in _parts(workbook(data("<row/>"))).items() if "sheet.xml" not in name
    }
    laughs = f'<worksheet xmlns="{MAIN}">{data(TEXT_ROW.format("&e9;"))}</worksheet>'
    return archive({**parts, "xl/sheet.xml": entities("worksheet") + laughs})


def _parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as source:
        return {name: source.read(name) for name in source.namelist()}


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "xlsx, a million rows of one cell": lambda: workbook(rows(ROW, 1_000_000)),
    "xlsx, three million empty rows": lambda: workbook(rows("<row/>", 3_000_000)),
    "xlsx, 95,000 rows of 30 cells": lambda: workbook(
        rows("<row>" + "<c><v>1</v></c>" * 30 + "</row>", 95_000)
    ),
    "xlsx, one row of three million cells": lambda: workbook(rows("<c/>", 3_000_000)),
    "xlsx, a cell far right": lambda: workbook(data(f"<row>{cell('XFD1')}</row>")),
    "xlsx, a cell beyond the last column": lambda: workbook(data(f"<row>{cell('ZZZZZZ1')}</row>")),
    "xlsx, 90,000 cells far right": lambda: workbook(rows('<row><c r="SF1"><v>1</v></c></row>', 90_000)),
    "xlsx, a cell far below": lambda: workbook(data(f'<row r="1048576">{cell("A1048576")}</row>')),
    "xlsx, a row beyond all": lambda: workbook(data(f'<row r="999999999999">{cell("A1")}</row>')),
    "xlsx, rows backwards": lambda: workbook(
        data("".join(f'<row r="{at}">{cell(f"A{at}")}</row>' for at in range(50_000, 0, -1)))
    ),
    "xlsx, two million shared strings": lambda: workbook(
        data(SHARED_ROW), strings=repeated("", "<si><t>a</t></si>", 2_000_000, "")
    ),
    "xlsx, shared string of 90 MB": lambda: workbook(
        data(SHARED_ROW),
        strings=repeated("<si><t>", "a" * 1_000, 90_000, "</t></si>")
    ),
    "xlsx, 90,000 cells of one long shared string": lambda: workbook(
        rows(SHARED_ROW, 90_000),
        strings="<si><t>" + "a_x000B_" * 10_000 + "</t></si>"
    ),
    "xlsx, shared string that is not there": lambda: workbook(
        data("<row><c t='s'><v>999999</v></c></row>"), strings="<si><t>a</t></si>"
    ),
    "xlsx, dimensions that lie": lambda: workbook('<dimension ref="A1:XFD1048576"/>' + data(ROW)),
    "xlsx, dimensions of nothing": lambda: workbook('<dimension ref="A0:"/>' + data(ROW)),
    "xlsx, a million styles": lambda: workbook(
        data(ROW), styles=repeated("<cellXfs>", '<xf numFmtId="0"/>', 1_000_000, "</cellXfs>")
    ),
    "xlsx, 500,000 fonts": lambda: workbook(
        data(ROW), styles=repeated("<fonts>", '<font><sz val="9"/></font>', 500_000, "</fonts>")
    ),
    "xlsx, a million formulas without a value": lambda: workbook(
        rows("<row><c><f>A1</f></c></row>", 1_000_000)
    ),
    "xlsx, formula of a million letters": lambda: workbook(
        data("<row><c><f>" + "SUM(" * 250_000 + "</f><v>1</v></c></row>")
    ),
    "xlsx, a million merged cells": lambda: workbook(
        repeated(data(ROW) + "<mergeCells>", '<mergeCell ref="A1:XFD9"/>', 1_000_000, "</mergeCells>")
    ),
    "xlsx, a million links": lambda: workbook(
        repeated(data(ROW) + "<hyperlinks>", '<hyperlink ref="A1"/>', 1_000_000, "</hyperlinks>")
    ),
    "xlsx, a million column widths": lambda: workbook(
        repeated("<cols>", '<col min="1" max="16384" hidden="1"/>', 1_000_000, "</cols>" + data(ROW))
    ),
    "xlsx, hidden columns to the last": lambda: workbook(
        '<cols><col min="2" max="16384" hidden="1"/></cols>' + data(ROW)
    ),
    "xlsx, hidden columns beyond the last": lambda: workbook(
        '<cols><col min="999999999" max="9999999999999" hidden="1"/></cols>' + data(ROW)
    ),
    "xlsx, 5,000 sheets": lambda: workbook(data(""), sheets=5_000),
    "xlsx, 300 sheets that are one of 90,000 rows": lambda: workbook(
        rows("<row><c/></row>", 90_000), sheets=300
    ),
    "xlsx, a thousand million laughs": sheet_of_entities,
    "xlsx, elements a million deep": lambda: workbook(
        repeated(data(ROW), "<a>", 1_000_000, "</a>" * 1_000_000)
    ),
    "xlsx, number of a million digits": lambda: workbook(data(f"<row>{cell('A1', '9' * 1_000_000)}</row>")),
    "xlsx, day after all days": lambda: workbook(data("<row>" + cell("A1", "1e308", "t='d'") + "</row>")),
    "xlsx, text of 90 MB in a cell": lambda: workbook(
        repeated("<sheetData>" + TEXT_ROW.partition("{}")[0], "a" * 1_000, 90_000,
        "</t></is></c></row></sheetData>")
    ),
    "xlsx, cut": lambda: workbook(data(ROW))[:-60],
}  # fmt: skip


# Excel 97: records of a number, a length and bytes, in a file of sectors of 512 bytes

SECTOR = 512
FREE, END, TABLE_ITSELF = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(number: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def beginning(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0x600))


def sheets_97(cells: bytes, *, count: int = 1, before: bytes = b"", place: int | None = None) -> bytes:
    """The stream of a workbook whose sheets are all the same one; `place`: where they are said to stand."""
    one_sheet = len(record(0x85, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"s"))
    at = len(beginning(5)) + len(before) + one_sheet * count + 4 if place is None else place
    sheets = record(0x85, struct.pack("<IBBBB", at, 0, 0, 1, 0) + b"s") * count
    return beginning(5) + before + sheets + record(0xA) + beginning(16) + cells + record(0xA)


def number_97(row: int, column: int) -> bytes:
    return record(0x27E, struct.pack("<HHHi", row, column, 0, 6))


def ole(content: bytes, *, chain: dict[int, int] | None = None, size: int | None = None) -> bytes:
    """A file with the stream Workbook; `chain`: which sector is said to follow which, instead of the next."""
    content += bytes(-len(content) % SECTOR + 4_096)
    content = content[: len(content) // SECTOR * SECTOR]
    count = len(content) // SECTOR
    tables = -(-(count + 130) // 128)
    table = [TABLE_ITSELF] * tables + [END]
    table += [*range(tables + 2, tables + 1 + count), END]
    for sector, following in (chain or {}).items():
        table[sector if sector >= 0 else tables + 1 - sector] = following
    table += [FREE] * (tables * 128 - len(table))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, tables, 0, 4_096, END, 0, END, 0,
    )  # fmt: skip
    first_tables = struct.pack("<109I", *[*range(min(tables, 109)), *[FREE] * (109 - min(tables, 109))])
    entries = _entry("Root Entry", 5, END, 0, 1) + _entry(
        "Workbook", 2, tables + 1, size or len(content), FREE
    )
    return (
        head + first_tables + struct.pack(f"<{len(table)}I", *table) + entries.ljust(SECTOR, b"\0") + content
    )


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIII", coded, len(coded), kind, 1, FREE, FREE, child, 0, start, size, 0
    )  # fmt: skip


FAR = b"".join(number_97(row, 255) for row in range(65_000))

OLD_WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "xls, 65,000 cells far right": lambda: ole(sheets_97(FAR[: len(FAR) // 10])),
    "xls, 2,000 sheets that are one": lambda: ole(sheets_97(FAR[: 18 * 5_000], count=2_000)),
    "xls, sheet that is the workbook": lambda: ole(sheets_97(b"", count=50, place=0)),
    "xls, sheet beyond the end": lambda: ole(sheets_97(b"", place=2**31)),
    "xls, text of a thousand million strings": lambda: ole(
        sheets_97(b"", before=record(0xFC, struct.pack("<II", 2**30, 2**30) + b"\1\0\0a" * 2_000))
    ),
    "xls, sectors in a loop": lambda: ole(sheets_97(number_97(0, 0)), chain={-2: 3}),
    "xls, directory in a loop": lambda: ole(sheets_97(number_97(0, 0)), chain={2: 2}),
    "xls, sectors beyond the end": lambda: ole(sheets_97(number_97(0, 0)), chain={-2: 99_999}),
    "xls, size of 2 GB": lambda: ole(sheets_97(number_97(0, 0)), size=2**31 - 1),
    "xls, cut": lambda: ole(sheets_97(FAR[:9_000]))[:2_000],
}
