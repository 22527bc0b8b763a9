"""Which characters a text may hold, on input and on output.

Invisible characters without a meaning are removed: control characters, noncharacters, byte order
marks, and bidirectional overrides. All languages of the site run from left to right; overrides come
along with copied text, or make a name look like another. So do spaces of no width and soft hyphens, which
hide a word from the search and make two titles of one. Meaningful ones stay: joiners, no-break spaces,
direction marks (LRM, RLM), and spaces of no width in scripts that write words without blanks.

In a text of one line (a title, a name) line breaks become spaces.
"""

import re
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

# Controls except tab and line ends; bidirectional embeddings, overrides and isolates; the BOM.
_REMOVED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff"
# Other line ends: vertical tab, form feed, NEL, line and paragraph separator.
_BREAKS = "\v\f\x85\u2028\u2029"
# Surrogates: UTF-8 cannot encode them, so no database takes them.
_HALVES = "\ud800-\udfff"

_ODD = re.compile(f"[{_REMOVED}{_BREAKS}{_HALVES}]")
_ODD_IN_LINES = re.compile(f"[{_REMOVED}{_BREAKS}{_HALVES}\r]")
_REMOVED_ONE = re.compile(f"[{_REMOVED}]")
_BREAK = re.compile(f"\r\n|[\r{_BREAKS}]")
_UNUSUAL_BREAK = re.compile(f"[{_BREAKS}]")
_BREAKS_IN_LINE = re.compile(f" *[\r\n\t{_BREAKS}]+ *")
_HALF = re.compile(f"[{_HALVES}]")
# The last two code points of each plane above the first. In one class with the others they make
# every search ten times slower.
_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_NONCHARACTER = re.compile(f"[{_OF_PLANES}]")
# Characters that have a meaning between others, and none where there are no others.
_ALONE = "\u00ad\u034f\u200b-\u200f\u2060-\u2064"
_NOTHING = re.compile(rf"\s*[{_ALONE}][\s{_ALONE}]*")
# Where a line may break or may not: the soft hyphen, the space of no width, the word joiner.
_WIDTHLESS = "\u00ad\u200b\u2060"
# Thai, Lao, Tibetan, Myanmar and Khmer: there a space of no width parts two words.
_WITHOUT_BLANKS = "\u0e00-\u109f\u1780-\u17ff"
_WIDTHLESS_ONE = re.compile(f"[\u00ad\u2060]|(?<![{_WITHOUT_BLANKS}])\u200b|\u200b(?![{_WITHOUT_BLANKS}])")
# Characters that may precede a text invisibly, for use in a character class.
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
    """The text as it is stored; `lines`: whether it may have several.

    Raises `NotStorable` for a lone surrogate, which cannot be repaired.
    """
    if _NOTHING.fullmatch(text):
        return ""
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
    text = _WIDTHLESS_ONE.sub("", _REMOVED_ONE.sub("", _NONCHARACTER.sub("", text)))
    return _BREAK.sub("\n", text) if lines else _BREAKS_IN_LINE.sub(" ", text).strip(" ")


def is_clean(text: str) -> bool:
    """Whether `cleaned` would leave a text of several lines unchanged. Fast."""
    if _ODD_IN_LINES.search(text):
        return False
    if text.isascii():
        return True
    # Most texts have none, and looking for one character is fast.
    if any(character in text for character in _WIDTHLESS) and _WIDTHLESS_ONE.search(text):
        return False
    return not (_NONCHARACTER.search(text) or _NOTHING.fullmatch(text))


def presentable(text: str) -> str:
    """A stored text made fit to be shown: never refused, line ends unchanged."""
    text = _HALF.sub("\ufffd", _NONCHARACTER.sub("", text))
    return _UNUSUAL_BREAK.sub(" ", _REMOVED_ONE.sub("", text))


# A fast test for a whole page: nearly all bytes are in _LETTERS. A character to remove begins with one
# of the other bytes; its remaining bytes are not in _LETTERS either.
_LETTERS = bytes([*b"\t\n\r", *range(0x20, 0x7F), 0xD0, 0xD1])
_ODD_BYTES = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef(?:\xb7[\x90-\xaf]|\xbb\xbf|\xbf[\xbe\xbf])|[\xf0-\xf4][\x80-\xbf]\xbf[\xbe\xbf]"
)


def presentable_bytes(page: bytes) -> bytes:
    """A page or a part of a file (UTF-8) without characters that no text may hold.

    Unusual line breaks become spaces, which is right in HTML, JSON and CSV.
    """
    if not _ODD_BYTES.search(page.translate(None, _LETTERS)):
        return page
    return presentable(page.decode()).encode()


def odd(text: str) -> bool:
    """Whether a text has characters that no text may hold."""
    return bool(_ODD.search(text) or _NONCHARACTER.search(text))


# How such characters, and some harmless ones, are written in an address.
_PERHAPS_ODD = re.compile(
    r"%(?:0[0-8BCEF]|1[0-9A-F]|7F|C2%[89]|E2%8[01]|EF%B[7BF]|F[0-4]%)|[^\t\n\r -~]", re.IGNORECASE
)


def perhaps_odd(query: str) -> bool:
    """A cheap test of a query, with false positives."""
    return bool(_PERHAPS_ODD.search(query))


def presentable_query(query: str) -> str:
    """The query string of WSGI with its names and values made fit to be shown."""
    # WSGI decodes bytes as Latin-1 (PEP 3333).
    pairs = parse_qsl(
        query.encode("latin-1").decode(errors="replace"), keep_blank_values=True, errors="replace"
    )
    if not any(odd(name) or odd(value) for name, value in pairs):
        return query
    return urlencode([(presentable(name), presentable(value)) for name, value in pairs])
