"""What a file says, in one shape: reports, addenda and other people's exports alike."""

import dataclasses
import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from foundation.i18n.texts import cleaned, presentable

from ..choices import ImportKind, SourceKind


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

    def __post_init__(self) -> None:
        # It quotes files, also those that are refused for what they hold.
        object.__setattr__(self, "sentence", presentable(self.sentence))

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


def short(text: str) -> str:
    """As much of a recommendation's text as names it in a sentence."""
    return text if len(text) < 80 else f"{text[:79]}…"


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


REPORT_TITLE = "Report of the Working Group on the Universal Periodic Review"
REPORT_PUBLISHER = "United Nations, Human Rights Council"


def slug_of(symbol: str) -> str:
    """How a UN document is named among our sources: A/HRC/28/10 is a-hrc-28-10."""
    return symbol.lower().replace("/", "-").replace(".", "-")


def plain(record: Any) -> Any:
    """What `documents` read of a file with its texts as the tracker keeps them.

    Only the official text has lines. Raises `NotStorable`.
    """
    if isinstance(record, str):
        return cleaned(record, lines=False)
    if isinstance(record, tuple):
        return tuple(map(plain, record))
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    values = {one.name: getattr(record, one.name) for one in dataclasses.fields(record)}
    return dataclasses.replace(
        record,
        **{
            name: cleaned(value, lines=True) if name == "text" else plain(value)
            for name, value in values.items()
        },
    )
