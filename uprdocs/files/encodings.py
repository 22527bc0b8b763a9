"""The encoding of a text file: the one its mark or its zero bytes tell, UTF-8, or that of old Windows."""

import re
from collections.abc import Iterator

# Bytes that show whether every second one is zero. Headings and symbols are Latin letters.
BEGINNING = 200
# With what ends it; without going back over a line that has no end.
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|[\r\n])|[^\r\n]++")
# What stands before a text to tell its encoding; programs that add it again do not look for it first.
MARK = "\ufeff"


def encoding_of(data: bytes) -> str:
    """The codec of UTF-16 or UTF-32, by its mark or, without one, by Latin letters beside zeros; else "".

    >>> encoding_of("To,Text".encode("utf-16-le"))
    'utf-16-le'
    """
    if data.startswith(b"\xff\xfe\0\0") or _is_utf_32(data, zeros=(1, 2, 3)):
        return "utf-32-le"
    if data.startswith(b"\0\0\xfe\xff") or _is_utf_32(data, zeros=(0, 1, 2)):
        return "utf-32-be"
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if data.startswith(b"\xfe\xff"):
        return "utf-16-be"
    beginning = data[: BEGINNING - BEGINNING % 2]
    zeros_at_even, zeros_at_odd = beginning[::2].count(0), beginning[1::2].count(0)
    most = len(beginning) // 2 * 0.9
    if zeros_at_odd > most and not zeros_at_even:
        return "utf-16-le"
    if zeros_at_even > most and not zeros_at_odd:
        return "utf-16-be"
    return ""


def _is_utf_32(data: bytes, *, zeros: tuple[int, ...]) -> bool:
    """Whether each four bytes at the beginning have zeros at these places, and no zero at the other."""
    beginning = data[: min(BEGINNING, len(data)) // 4 * 4]
    most = len(beginning) // 4 * 0.9
    counts = [beginning[place::4].count(0) for place in range(4)]
    return bool(beginning) and all(
        count > most if place in zeros else not count for place, count in enumerate(counts)
    )


def unmarked(text: str) -> str:
    """A text without the marks before it, however many."""
    return text.lstrip(MARK)


def lines_with_ends(text: str) -> Iterator[str]:
    """The lines of a text, each with what ends it. `StringIO` would hold four bytes a letter, all at once."""
    for match in _LINE.finditer(text):
        yield match[0]
