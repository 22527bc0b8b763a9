"""What a file says, in one shape: reports, addenda and other people's exports alike.

Reads bytes, never the database, so that all parsing is over before a transaction begins.
"""

import datetime as dt
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from ..choices import ImportKind, LabelScheme, SourceKind
from ..documents import Addendum, Doubt, NotAReport, Report, read_addendum, read_report
from ..documents.formats import read_export
from ..documents.rows import ExportedRow, NotAnExport, ReadExport
from ..documents.state_names import NAMES
from ..documents.states import state_called
from .sentences import in_the_editors_language


class Refused(Exception):  # noqa: N818 - sentences for an editor, not a programming error
    """The file cannot be imported; nothing is written. `remarks` says where and why."""

    def __init__(self, *remarks: "Remark") -> None:
        super().__init__("\n".join(map(str, remarks)))
        self.remarks = remarks


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence for an editor with the place in the file: “page 12”, “row 14, column “From””."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One recommendation as a file says it; what the file lacks is empty.

    `number`: as printed, “124.21”. `states`: ISO 3166 alpha-3, in printed order. `labels`: of
    themes and of groups of persons, as printed. `goals`: numbers 1 to 17. `position_paragraph`:
    where in the document the position stands.
    """

    place: str
    number: str
    text: str
    states: tuple[str, ...]
    position: str = ""
    state_claim: str = "none"
    position_words: str = ""
    position_paragraph: str = ""
    action_category: str = ""
    labels: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()


@dataclass(slots=True)
class IncomingReview:
    """What a file says of one review. `stated_on`: when the State under review said so.

    `answers_only`: its rows hold positions, as an addendum does, and no recommendations.
    """

    state: str
    session: int | None = None
    symbol: str = ""
    reviewed_on: dt.date | None = None
    stated_on: dt.date | None = None
    rows: list[Incoming] = field(default_factory=list)
    answers_only: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which document or database a file is, and how far its word goes."""

    kind: ImportKind
    slug: str
    symbol: str = ""
    title: str = ""
    publisher: str = ""
    source_kind: SourceKind = SourceKind.SECONDARY_DATABASE
    # Of the labels in the file.
    scheme: str = ""

    @property
    def name(self) -> str:
        """As an editor calls it: the symbol, or whose database it is."""
        return self.symbol or self.publisher

    @property
    def is_official(self) -> bool:
        """A document of the UN itself; a database only repeats what such documents say."""
        return self.source_kind == SourceKind.UN_DOCUMENT


@dataclass(slots=True)
class IncomingFile:
    """A whole file. `skipped`: how many rows were left out, by reason."""

    name: str
    file_hash: str
    provenance: Provenance
    reviews: list[IncomingReview] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


UPR_INFO = Provenance(
    kind=ImportKind.UPR_INFO,
    slug="upr-info-database",
    title="Database of UPR recommendations",
    publisher="UPR Info",
    scheme=LabelScheme.UPR_INFO,
)
UHRI = Provenance(
    kind=ImportKind.UHRI,
    slug="universal-human-rights-index",
    title="Universal Human Rights Index",
    publisher="OHCHR",
    scheme=LabelScheme.UHRI,
)
THEMATIC_LIST = Provenance(
    kind=ImportKind.THEMATIC_LIST,
    slug="ohchr-thematic-lists",
    title="Thematic lists of UPR recommendations",
    publisher="OHCHR",
    scheme=LabelScheme.OHCHR,
)
# Columns of the State under review and of the recommending State, as each format heads them.
COLUMNS = {
    UPR_INFO: ("To / SuR", "From / RS"),
    UHRI: ("Countries Concerned", "UPR Reccomending States"),
    THEMATIC_LIST: ("header", "Recommendation"),
}
REPORT_TITLE = "Report of the Working Group on the Universal Periodic Review"
REPORT_PUBLISHER = "United Nations, Human Rights Council"


def slug_of(symbol: str) -> str:
    """How a UN document is named among our sources: A/HRC/28/10 is a-hrc-28-10."""
    return symbol.lower().replace("/", "-").replace(".", "-")


def read_file(data: bytes, *, name: str) -> IncomingFile:
    """What a file says, told by its content and not by its name.

    Raises `Refused` for a file that is none of the known kinds, or damaged.
    """
    content = _content(data)
    file_hash = hashlib.sha256(data).hexdigest()
    if isinstance(content, Report):
        return _from_report(content, name, file_hash)
    if isinstance(content, Addendum):
        return _from_addendum(content, name, file_hash)
    return _from_export(content, name, file_hash)


def _content(data: bytes) -> Report | Addendum | ReadExport:
    if not data.lstrip(b"\r\n ").startswith(b"%PDF"):
        try:
            return read_export(data)
        except NotAnExport as no_export:
            if not _may_be_document(data):
                raise Refused(Remark("", in_the_editors_language(str(no_export)))) from no_export
    try:
        return read_report(data)
    except NotAReport as no_report:
        if addendum := _addendum(data):
            return addendum
        raise Refused(Remark("", in_the_editors_language(str(no_report)))) from no_report


# Where in a text the symbol of a UN document must have come.
FIRST_PAGES = 20_000


def _may_be_document(data: bytes) -> bool:
    """Whether what is no export could be a report or an addendum; reading it costs."""
    if data.startswith(b"PK"):
        return b"word/document.xml" in data
    return any("A/HRC".encode(code) in data[:FIRST_PAGES] for code in ("ascii", "utf-16-le"))


def _addendum(data: bytes) -> Addendum | None:
    try:
        addendum = read_addendum(data)
    except NotAReport:
        return None
    return addendum if addendum.symbol and addendum.answers else None


# Reports and addenda


def _from_report(report: Report, name: str, file_hash: str) -> IncomingFile:
    provenance = Provenance(
        kind=ImportKind.REPORT,
        slug=slug_of(report.symbol),
        symbol=report.symbol,
        title=REPORT_TITLE,
        publisher=REPORT_PUBLISHER,
        source_kind=SourceKind.UN_DOCUMENT,
    )
    incoming = IncomingFile(name, file_hash, provenance)
    first_pages = _("first pages")
    if not report.state_under_review:
        incoming.refusals.append(
            Remark(
                first_pages,
                _(
                    "The State under review could not be read. Check that this is the English "
                    "report of the Working Group."
                ),
            )
        )
    if not report.symbol:
        incoming.refusals.append(
            Remark(
                first_pages,
                _(
                    "The symbol of the document (A/HRC/…) could not be read. Take the file from "
                    "docs.un.org."
                ),
            )
        )
    review = IncomingReview(
        state=report.state_under_review,
        session=report.session,
        symbol=report.symbol,
        reviewed_on=report.reviewed_on,
        stated_on=report.adopted_on or report.reviewed_on,
        rows=list(_report_rows(report)),
    )
    incoming.reviews.append(review)
    # Each of several recommendations of one item tells the same.
    incoming.doubts += dict.fromkeys(map(_doubt, report.doubts))
    return incoming


def _report_rows(report: Report) -> list[Incoming]:
    """An item that holds several recommendations gives “64.3 (1)”, “64.3 (2)”, …"""
    printed = Counter(one.paragraph for one in report.recommendations)
    seen: Counter[str] = Counter()
    rows = []
    for one in report.recommendations:
        seen[one.paragraph] += 1
        several = printed[one.paragraph] > 1
        number = f"{one.paragraph} ({seen[one.paragraph]})" if several else one.paragraph
        rows.append(
            Incoming(
                place=_page(one.page, one.paragraph),
                number=number,
                text=one.text,
                states=one.recommending_states,
                position=one.position,
                state_claim=one.state_claim if one.position != "pending" else "none",
                position_words=one.heading,
                position_paragraph=one.paragraph.partition(".")[0],
            )
        )
    return rows


def _doubt(doubt: Doubt) -> Remark:
    return Remark(_page(doubt.page, doubt.paragraph), in_the_editors_language(doubt.reason))


def _page(page: int, paragraph: str) -> str:
    where = [_("page %(number)s") % {"number": page}] if page else []
    return ", ".join([*where, *([_("para.") + f" {paragraph}"] if paragraph else [])])


def _from_addendum(addendum: Addendum, name: str, file_hash: str) -> IncomingFile:
    provenance = Provenance(
        kind=ImportKind.ADDENDUM,
        slug=slug_of(addendum.symbol),
        symbol=addendum.symbol,
        title=f"{REPORT_TITLE}: Addendum",
        publisher=REPORT_PUBLISHER,
        source_kind=SourceKind.UN_DOCUMENT,
    )
    incoming = IncomingFile(name, file_hash, provenance)
    report_symbol = re.sub(r"/Add\..*$", "", addendum.symbol)
    review = IncomingReview(
        state="", symbol=report_symbol, stated_on=addendum.issued_on, answers_only=True
    )
    # Of two answers to one number, which is a doubt, the later.
    answers = {number: answer for answer in addendum.answers for number in answer.numbers}
    review.rows = [
        Incoming(
            place=_page(answer.page, number),
            number=number,
            text="",
            states=(),
            position=answer.position,
            state_claim=answer.state_claim,
            position_words=answer.words,
        )
        for number, answer in answers.items()
    ]
    incoming.reviews.append(review)
    incoming.doubts += map(_doubt, addendum.doubts)
    return incoming


# Exports


def _from_export(export: ReadExport, name: str, file_hash: str) -> IncomingFile:
    [provenance] = [one for one in COLUMNS if export.format.startswith(one.kind)]
    incoming = IncomingFile(name, file_hash, provenance)
    for reason, number in export.skipped:
        incoming.skipped[in_the_editors_language(reason)] += number
    incoming.doubts += [
        Remark(_row(row), in_the_editors_language(reason)) for row, reason in export.doubts
    ]
    reading = _Rows(incoming)
    for row in export.rows:
        reading.take(row)
    if not export.rows:
        incoming.refusals.append(
            Remark("", _("The file holds no recommendation of the Universal Periodic Review."))
        )
    incoming.reviews = list(reading.reviews.values())
    return incoming


def _row(number: int, column: str = "") -> str:
    if column:
        return _("row %(number)s, column “%(column)s”") % {"number": number, "column": column}
    return _("row %(number)s") % {"number": number}


class _Rows:
    """Takes the rows of an export one after the other, and sorts them by review."""

    def __init__(self, file: IncomingFile) -> None:
        self.file = file
        self.provenance = file.provenance
        self.columns = COLUMNS[file.provenance]
        self.reviews: dict[tuple[str, int | None], IncomingReview] = {}
        self._codes: dict[str, str] = {}

    def take(self, row: ExportedRow) -> None:
        under_review = self._code(row.state_under_review, row.source_row, self.columns[0])
        states = [
            code
            for name in row.recommending_states
            if (code := self._code(name, row.source_row, self.columns[1]))
        ]
        if not under_review:
            if not row.state_under_review:
                sentence = _("The State under review is missing. Fill it in, or delete the row.")
                place = _row(row.source_row, self.columns[0])
                self.file.refusals.append(Remark(place, sentence))
            return
        key = under_review, row.session
        review = self.reviews.setdefault(key, IncomingReview(under_review, row.session))
        review.symbol = review.symbol or row.symbol
        review.rows.append(self._incoming(row, tuple(dict.fromkeys(states))))

    def _incoming(self, row: ExportedRow, states: tuple[str, ...]) -> Incoming:
        words = row.position_words
        if row.position_source:
            words = f"{words} ({row.position_source})"
        return Incoming(
            place=_row(row.source_row),
            number=row.paragraph,
            text=row.text,
            states=states,
            position=row.position,
            position_words=words,
            action_category=row.action_category,
            labels=(*row.labels, *row.persons),
            goals=self._goals(row),
        )

    def _code(self, name: str, row: int, column: str) -> str:
        """The State's code; a name nobody knows refuses the file, with the nearest known one."""
        if not name:
            return ""
        if name not in self._codes:
            self._codes[name] = state_called(name)
        if not self._codes[name]:
            sentence = _("Nobody knows a State called “%(name)s”.") % {"name": name[:60]}
            if near := get_close_matches(name, _names(), 1, 0.75):
                sentence += " " + _("Is “%(name)s” meant?") % {"name": near[0]}
            self.file.refusals.append(Remark(_row(row, column), sentence))
        return self._codes[name]

    def _goals(self, row: ExportedRow) -> tuple[int, ...]:
        """Goals by number: “16 - PEACE, JUSTICE …”, “SDG 16”, “16.3”."""
        goals = []
        for printed in row.sdgs:
            number = re.search(r"\d+", printed)
            if number and 1 <= int(number[0]) <= 17:
                goals.append(int(number[0]))
            else:
                sentence = _("“%(name)s” is no Sustainable Development Goal.")
                remark = Remark(_row(row.source_row), sentence % {"name": printed[:60]})
                self.file.doubts.append(remark)
        return tuple(dict.fromkeys(goals))


def _names() -> list[str]:
    return [name for line in NAMES.strip().splitlines() for name in line[4:].split(" | ")]
