"""The words of a text with their places, as a reader sees them.

Soft hyphens and other invisible signs belong to the word in which they stand, so do apostrophes; a hyphen
at the end of a line joins two halves; letters set apart (Б о к а е в) are one word,
words run together (СвободуБокаеву) several; what an address
writes as %D0%91 is read as the letter that it means.
"""

import itertools
import re
import urllib.parse
from typing import NamedTuple

from .alphabets import APOSTROPHES, INVISIBLE_SIGNS

_ACCENTS = "\u0300-\u036f"
_WITHIN = f"[{INVISIBLE_SIGNS}{APOSTROPHES}{_ACCENTS}]"
_LETTERS = "[^\\W\\d_]+"
_JOINED = rf"{_LETTERS}(?:{_WITHIN}{{1,4}}{_LETTERS})*[{_ACCENTS}]*"
_SET_APART = r"(?<!\w)[^\W\d_](?:[ \u00a0\u2009\u202f.·-][^\W\d_]){3,}(?!\w)"
WORD = re.compile(rf"{_SET_APART}|{_JOINED}(?:-[ \t]*\r?\n[ \t]*(?=[^\W\d_])(?-i:[a-zа-яёәіңғүұқөһ]+))?")
_NOT_LETTERS_BETWEEN = re.compile(r"[ \u00a0\u2009\u202f.·\r\n\t-]")
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


class Word(NamedTuple):
    """A word of a text: characters `start` to `end`. `letters`: what it is without line ends and spaces."""

    start: int
    end: int
    letters: str


def letters_of(match: str) -> str:
    """A word as `WORD` matches it, without what stands between its letters."""
    return match if match.isalpha() else _NOT_LETTERS_BETWEEN.sub("", match)


def words_in_text(text: str) -> list[Word]:
    """The words of a text in their order; of #СвободуБокаеву two."""
    return [
        Word(match.start() + start, match.start() + end, letters_of(match[0][start:end]))
        for match in WORD.finditer(text)
        for start, end in _humps(match[0])
    ]


def pieces_of(match: str) -> list[str]:
    """The words in what `WORD` matches, without what stands between their letters."""
    return [letters_of(match[start:end]) for start, end in _humps(match)]


def _humps(match: str) -> list[tuple[int, int]]:
    if match[1:].islower() or not match.isalpha() or match.isupper():
        return [(0, len(match))]
    starts = [
        place for place in range(1, len(match)) if match[place].isupper() and match[place - 1].islower()
    ]
    return list(itertools.pairwise([0, *starts, len(match)]))


def without_encoding(text: str) -> tuple[str, list[int] | None]:
    """The text with the letters that %D0%91 means, and where each character of it stood.

    The last number is the length of the text. None: every character is where it was.
    """
    if "%" not in text or not _ENCODED.search(text):
        return text, None
    parts: list[str] = []
    places: list[int] = []
    end = 0
    for match in _ENCODED.finditer(text):
        letters = _decoded(match[0])
        if letters is None:
            continue
        parts += [text[end : match.start()], letters]
        places += range(end, match.start())
        end = match.start()
        for letter in letters:
            places.append(end)
            end += len("%00") * len(letter.encode())
    parts.append(text[end:])
    return "".join(parts), [*places, *range(end, len(text) + 1)]


def _decoded(encoded: str) -> str | None:
    """The letters of a run of %D0%91; None where it is no UTF-8."""
    try:
        return urllib.parse.unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return None
