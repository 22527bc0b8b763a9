"""What stands in one cell: yes or no, a day, a whole number, a word of a vocabulary, a text.

A cell is read as what it can only mean, or refused with a sentence. Spreadsheets rewrite cells:
ИСТИНА for a truth, 1.5.2024 for a number, 43132 for a day. Each reader knows what they do to it.
"""

import datetime as dt
import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export import widgets

from .days import day_in_cell
from .names import NameTable, comparable, did_you_mean

# The truths of Excel and LibreOffice in the languages of their users, and words of people. A cross
# or a tick is none: in some tables it means yes, in others no.
_TRUE = (
    "1 true yes y да д верно истина иә ия ақиқат шын ja j "
    "wahr vrai verdadero verdadeiro vero waar prawda істина sann sand tosi doğru"
)
_FALSE = (
    "0 false no n нет н неверно ложь жоқ жалған nein "
    "falsch faux falso onwaar fałsz хибність falskt falsk epätosi yanlış"
)
_WORDS = (*_TRUE.split(), *_FALSE.split())
TRUTHS = dict.fromkeys(map(comparable, _TRUE.split()), True) | dict.fromkeys(
    map(comparable, _FALSE.split()), False
)

# What a formula that failed leaves behind, and ##### where a column was too narrow for its day.
_FAILED = re.compile(
    r"#{3,}|#(?:(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC|ССЫЛКА|ЗНАЧ|ДЕЛ/0|ЧИСЛО|ПУСТО|ПЕРЕНОС)!"
    r"|(?:NAME|ИМЯ)\?|N/A|Н/Д)"
)
# 1 and 0 as a column of decimals has them.
_ONE_OR_ZERO = re.compile(r"([01])[.,]0+")
_DIGITS = re.compile(r"[+-]?\d+")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")


def is_failed(value: object) -> bool:
    """Whether a cell holds the error of a formula instead of a value."""
    return isinstance(value, str) and bool(_FAILED.fullmatch(value.strip()))


def as_misread(text: str) -> str:
    """What a text was before a program read its UTF-8 in the encoding of a country; empty if it is none.

    In such a text each letter stands as two: “Ð¿” or “Рї” for “п”. What people write never does.
    """
    if text.isascii():
        return ""
    for encoding in ("cp1252", "cp1251"):
        try:
            return b"".join(_byte(character, encoding) for character in text).decode()
        except UnicodeError:
            continue
    return ""


def _byte(character: str, encoding: str) -> bytes:
    """Where an encoding leaves a place empty, programs put the control character of that number."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def in_cell(value: object) -> str:
    """A cell as text, without blanks around it; a whole number without decimals."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


class TruthWidget(widgets.BooleanWidget):
    """Yes or no, in English, Russian, Kazakh or German, or as a spreadsheet of another language writes it."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> bool | None:
        text = in_cell(value)
        if not text:
            return None
        truth = TRUTHS.get(comparable(_ONE_OR_ZERO.sub(r"\1", text)))
        if truth is None:
            sentence = _("“%(text)s” is neither yes nor no. Write 1 or 0.") % {"text": text}
            raise ValueError(sentence + did_you_mean(text, _WORDS))
        return truth


class DayWidget(widgets.DateWidget):
    """A day, as an editor types it or as a spreadsheet keeps it."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> dt.date | None:
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        text = in_cell(value)
        return day_in_cell(text) if text else None

    def render(self, value: dt.date | None, obj: object = None, **kwargs: object) -> str:
        return value.isoformat() if value else ""


class WholeNumberWidget(widgets.IntegerWidget):
    """A whole number; what is none is refused, not cut off (12.5 was 12, 1.200 was 1)."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> int | None:
        text = _GROUPS.sub("", in_cell(value))
        if not text:
            return None
        if isinstance(value, bool) or not _DIGITS.fullmatch(text) or len(text) > 18:
            raise ValueError(
                _("“%(text)s” is not a whole number. Write digits only: 1200.") % {"text": in_cell(value)}
            )
        return int(text)

    def render(self, value: int | None, obj: object = None, **kwargs: object) -> str:
        return "" if value is None else str(value)


class TextWidget(widgets.CharWidget):
    """A text. A cell that a spreadsheet took for something else has lost what was typed."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> str:
        if isinstance(value, bool | float | dt.date | dt.time | dt.timedelta):
            raise ValueError(
                _(
                    "A spreadsheet took what was typed here for a number, a date or a truth (%(value)s). "
                    "Format the column as text and write it again."
                )
                % {"value": value}
            )
        return "" if value is None else str(value)


class ChoiceWidget(TextWidget):
    """A word of a vocabulary: its slug, or its label in any language of the site."""

    def __init__(
        self,
        choices: Iterable[tuple[object, object]] = (),
        coerce_to_string: bool = True,
        allow_blank: bool = True,
    ) -> None:
        super().__init__(coerce_to_string, allow_blank)
        self.choices = [(str(slug), label) for slug, label in choices if slug]
        self._table: NameTable[str] | None = None

    def clean(self, value: object, row: object = None, **kwargs: object) -> str:
        name = super().clean(value, row, **kwargs).strip()
        if not name:
            return ""
        if self._table is None:
            words = ((slug, slug, self._labels(label)) for slug, label in self.choices)
            self._table = NameTable(words, is_scale=True)
        return self._table.value(name)

    def _labels(self, label: object) -> list[str]:
        labels = []
        for code, _name in settings.LANGUAGES:
            with override(code):
                labels.append(str(label))
        return labels
