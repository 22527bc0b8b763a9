"""The content of a file, in the same shape for reports, addenda and exports."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from foundation.i18n.texts import cleaned, presentable, shortened

from ..choices import ImportKind, SourceKind
from .messages import Sentence


class Refused(Exception):  # noqa: N818 - sentences for an editor, not a programming error
    """The file cannot be imported; nothing is written. `remarks` says where and why."""

    def __init__(self, *remarks: "Remark") -> None:
        super().__init__("\n".join(map(str, remarks)))
        self.remarks = remarks


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: page and paragraph of a UN document, or row and column of an export.

    `str()` is in the active language: “page 12, para. 124.5”, “row 14, column “From””.
    """

    page: int = 0
    paragraph: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = []
        if self.page:
            parts.append(_("page %(number)s") % {"number": self.page})
        if self.paragraph:
            parts.append(_("para. %(number)s") % {"number": self.paragraph})
        if self.row and self.column:
            values = {"number": self.row, "column": self.column}
            parts.append(_("row %(number)s, column “%(column)s”") % values)
        elif self.row:
            parts.append(_("row %(number)s") % {"number": self.row})
        return ", ".join(parts)

    def as_json(self) -> dict[str, object]:
        return {name: value for name, value in dataclasses.asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence for the editor about a place in the file, or about a record by its name.

    A doubt is stored with the import and has a `Sentence`; a refusal is shown at once and may be a
    string in the active language.
    """

    place: Place | str
    sentence: Sentence | str

    def __post_init__(self) -> None:
        # It may quote a file that is refused because of characters no page can show.
        if isinstance(self.sentence, str):
            object.__setattr__(self, "sentence", presentable(self.sentence))

    def __str__(self) -> str:
        place, sentence = str(self.place), str(self.sentence)
        return f"{place}: {sentence}" if place else sentence

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> "Remark":
        """Reads `as_json`; old imports stored two strings."""
        place, sentence = data
        return cls(
            place if isinstance(place, str) else Place(**place),
            sentence if isinstance(sentence, str) else Sentence.from_json(sentence),
        )

    def as_json(self) -> list[object]:
        """[place, sentence]: objects that any language can show, or strings in one language."""
        return [part if isinstance(part, str) else part.as_json() for part in (self.place, self.sentence)]


def short(text: str) -> str:
    """The beginning of a text, short enough to quote in a sentence."""
    return shortened(text, 80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One recommendation of a file; fields that the file lacks are empty.

    `number`: as printed, “124.21”. `states`: ISO 3166 alpha-3, in printed order. `labels`: of
    themes and of groups of persons, as printed. `goals`: numbers 1 to 17. `position_paragraph`:
    the paragraph of the document with the position.
    """

    place: Place
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
    """One review of a file. `stated_on`: the day of the State's answers.

    `answers_only`: the rows of an addendum, which have positions and no recommendations.
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
    """The document or database that a file comes from."""

    kind: ImportKind
    slug: str
    symbol: str = ""
    title: str = ""
    publisher: str = ""
    source_kind: SourceKind = SourceKind.SECONDARY_DATABASE
    # The scheme of the labels in the file.
    scheme: str = ""

    @property
    def name(self) -> str:
        """What editors call it: the symbol, or the publisher of the database."""
        return self.symbol or self.publisher

    @property
    def is_official(self) -> bool:
        """Whether it is a UN document; a database only repeats what those say."""
        return self.source_kind == SourceKind.UN_DOCUMENT


@dataclass(slots=True)
class IncomingFile:
    """A whole file. `skipped`: the number of rows left out, by reason."""

    name: str
    file_hash: str
    provenance: Provenance
    reviews: list[IncomingReview] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    skipped: Counter[Sentence] = field(default_factory=Counter)


REPORT_TITLE = "Report of the Working Group on the Universal Periodic Review"
REPORT_PUBLISHER = "United Nations, Human Rights Council"


def slug_of(symbol: str) -> str:
    """The slug of a UN document among our sources: a-hrc-28-10 for A/HRC/28/10."""
    return symbol.lower().replace("/", "-").replace(".", "-")


def cleaned_record(record: Any) -> Any:
    """A record of `uprdocs` with its texts cleaned for the database.

    Only the official text keeps its line breaks. Raises `NotStorable`.
    """
    if isinstance(record, str) and not isinstance(record, Enum):
        return cleaned(record, lines=False)
    if isinstance(record, tuple):
        return tuple(map(cleaned_record, record))
    if isinstance(record, Mapping):
        return {name: cleaned_record(value) for name, value in record.items()}
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    values = {
        record_field.name: getattr(record, record_field.name) for record_field in dataclasses.fields(record)
    }
    return dataclasses.replace(
        record,
        **{
            name: cleaned(value, lines=True) if name == "text" else cleaned_record(value)
            for name, value in values.items()
        },
    )
