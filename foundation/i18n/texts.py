"""Which characters a text may hold, at every door and at every exit.

What nobody can see and nothing means is taken out: control characters, noncharacters, marks of byte
order, and the signs that turn the direction of letters about. Texts here are read from left to
right; such signs come along with what is copied, or make a name look like another. Without them
letters stand as search, files and screen readers have them all along. What has a meaning stays:
joiners, soft hyphens, no-break spaces, the marks of direction that turn nothing about (LRM, RLM).

A text of one line (a title, a name) has blanks where another text has line breaks.
"""

import re
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

# Controls but tab and line ends; embeddings, overrides and isolates; the mark of byte order.
_REMOVED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff"
# As Word and old systems end a line: vertical tab, form feed, NEL, line and paragraph separator.
_BREAKS = "\v\f\x85\u2028\u2029"
# Halves of characters; UTF-8 has no bytes for them, so no database takes them.
_HALVES = "\ud800-\udfff"

_ODD = re.compile(f"[{_REMOVED}{_BREAKS}{_HALVES}]")
_ODD_IN_LINES = re.compile(f"[{_REMOVED}{_BREAKS}{_HALVES}\r]")
_REMOVED_ONE = re.compile(f"[{_REMOVED}]")
_BREAK = re.compile(f"\r\n|[\r{_BREAKS}]")
_UNUSUAL_BREAK = re.compile(f"[{_BREAKS}]")
_BREAKS_IN_LINE = re.compile(f" *[\r\n\t{_BREAKS}]+ *")
_HALF = re.compile(f"[{_HALVES}]")
# The last two code points of each plane above the first. In the same class as the others they
# would slow every search down to a tenth.
_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_NONCHARACTER = re.compile(f"[{_OF_PLANES}]")
# What may stand before the first sign of a text without being seen, for a class of characters.
INVISIBLE = f"{_REMOVED}{_BREAKS}{_OF_PLANES}"


ELLIPSIS = "…"


def shortened(text: str, length: int) -> str:
    """The text in one line of at most `length` characters, cut between two words where it is longer.

    A cut text ends with “…”, and with no comma or dash before it. Only a single word that is longer
    than all the room there is, is cut itself.
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    room = line[:length]
    return (room.rpartition(" ")[0] or room[:-1]).rstrip(" ,;:.·–—-(„“«") + ELLIPSIS


class NotStorable(ValueError):  # noqa: N818  # a sentence for an editor
    """A text that no database takes. Its message is a sentence for an editor."""


def cleaned(text: str, *, lines: bool) -> str:
    """The text as it is kept; `lines`: whether it may have several.

    Raises `NotStorable` for half a character (a lone surrogate): what it was is lost.
    """
    if is_clean(text) and (lines or not _BREAKS_IN_LINE.search(text)):
        return text
    if half := _HALF.search(text):
        raise NotStorable(
            _(
                "Behind “%(words)s” stands half a character (U+%(code)s), which cannot be stored. "
                "Type that place again."
            )
            % {"words": presentable(text[: half.start()])[-20:], "code": f"{ord(half[0]):04X}"}
        )
    text = _REMOVED_ONE.sub("", _NONCHARACTER.sub("", text))
    return _BREAK.sub("\n", text) if lines else _BREAKS_IN_LINE.sub(" ", text).strip(" ")


def is_clean(text: str) -> bool:
    """Whether a text of several lines would stay as it is; fast, for all texts of a file."""
    return not _ODD_IN_LINES.search(text) and (text.isascii() or not _NONCHARACTER.search(text))


def presentable(text: str) -> str:
    """A text that is there already, as it may be shown: never refused, line ends as they are."""
    text = _HALF.sub("\ufffd", _NONCHARACTER.sub("", text))
    return _UNUSUAL_BREAK.sub(" ", _REMOVED_ONE.sub("", text))


# The same for a whole page, fast: nearly all bytes are letters, which need no second look. A
# character that is taken out begins with one of the other bytes, and its bytes stay together.
_LETTERS = bytes([*b"\t\n\r", *range(0x20, 0x7F), 0xD0, 0xD1])
_ODD_BYTES = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef(?:\xb7[\x90-\xaf]|\xbb\xbf|\xbf[\xbe\xbf])|[\xf0-\xf4][\x80-\xbf]\xbf[\xbe\xbf]"
)


def presentable_bytes(page: bytes) -> bytes:
    """A page or a part of a file (UTF-8) without what none may hold, whatever the database does.

    Where a line breaks unusually a blank stands, which is right in HTML, in JSON and in a cell.
    """
    if not _ODD_BYTES.search(page.translate(None, _LETTERS)):
        return page
    return presentable(page.decode()).encode()


def odd(text: str) -> bool:
    """Whether a text holds what none may hold."""
    return bool(_ODD.search(text) or _NONCHARACTER.search(text))


# How such characters are written in an address, and some others.
_PERHAPS_ODD = re.compile(
    r"%(?:0[0-8BCEF]|1[0-9A-F]|7F|C2%[89]|E2%8[01]|EF%B[7BF]|F[0-4]%)|[^\t\n\r -~]", re.IGNORECASE
)


def perhaps_odd(query: str) -> bool:
    """A look at the query of an address that costs next to nothing, however long it is."""
    return bool(_PERHAPS_ODD.search(query))


def presentable_query(query: str) -> str:
    """The query of an address, as a server hands it over, with values as they may be shown."""
    # Bytes stand as Latin-1 characters there (PEP 3333).
    pairs = parse_qsl(
        query.encode("latin-1").decode(errors="replace"), keep_blank_values=True, errors="replace"
    )
    if not any(odd(name) or odd(value) for name, value in pairs):
        return query
    return urlencode([(presentable(name), presentable(value)) for name, value in pairs])
