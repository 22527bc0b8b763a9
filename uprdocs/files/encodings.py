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
    """The codec of UTF-16, told by its mark or, without one, by Latin letters beside zeros; else "".

    >>> encoding_of("To,Text".encode("utf-16-le"))
    'utf-16-le'
    """
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


def unmarked(text: str) -> str:
    """A text without the marks before it, however many."""
    return text.lstrip(MARK)


def lines_with_ends(text: str) -> Iterator[str]:
    """The lines of a text, each with what ends it. `StringIO` would hold four bytes a letter, all at once."""
    for match in _LINE.finditer(text):
        yield match[0]
