"""Where a name stands in a text: places, levels, and what is put instead of it.

Nothing here shows a text or a name in its `repr`, so that neither comes into a log.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext, override


class TextPlace(NamedTuple):
    """One text of the database. `field`: its column, summary_ru; `language`: “” where nobody says it."""

    table: str
    row: int
    field: str
    language: str


class Level(enum.IntEnum):
    """How sure it is that a name stands there. Either stops a publication; a person decides."""

    POSSIBLE = 1
    CERTAIN = 2


@dataclass(frozen=True, order=True)
class Hit:
    """A protected name in a text: characters `start` to `end` of the text at `place`; `case`: its key."""

    place: TextPlace
    start: int
    end: int
    case: int
    level: Level


def neutral_words(language: str) -> str:
    """What stands instead of a name in a text of this language; English for one that the site has not."""
    with override(language or "en"):
        return gettext("[name withheld]")


def masked(text: str, hits: Iterable[Hit], by: str) -> str:
    """The text with `by` instead of each hit; of hits that overlap, instead of all they cover together.

    All hits are of this text. Everything else stays as it is, character for character.
    """
    parts, end = [], 0
    for start, stop in _united((hit.start, hit.end) for hit in hits):
        parts += [text[end:start], by]
        end = stop
    return "".join([*parts, text[end:]])


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
