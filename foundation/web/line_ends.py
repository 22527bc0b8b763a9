"""Where a line of a page may not end: before a separator or a dash, and between a sign and its number.

Said once for all pages, because most of these words come from sources and editors: “Civil Society ¶ 3”.
"""

import re

NO_BREAK_SPACE = "\u00a0"
_BLANKS = r"[ \t\r\n]+"
# Between the parts of a line of facts, and of the path to a page.
_BEFORE_SEPARATOR = rf"{_BLANKS}(?=[·›][\s<])"
_SHORT_WORDS = (
    "para",
    "paras",
    "art",
    "arts",
    "No",
    "Nos",
    "p",
    "pp",
    "п",
    "пп",
    "ст",
    "с",
    "стр",
    "гл",
    "абз",
)
_SIGNS = "|".join(["(?<=[¶§№])", *(rf"(?<=[\s(>;,]{word}\.)" for word in _SHORT_WORDS)])
_AFTER_SIGN = rf"(?:{_SIGNS}){_BLANKS}(?=[0-9])"
_BEFORE_UNIT = rf"(?<=[0-9]){_BLANKS}(?=%|гг?\.)"
_BREAKS = re.compile(f"{_BEFORE_SEPARATOR}|{_AFTER_SIGN}|{_BEFORE_UNIT}")
# A dash with a word before it. Not in a tag or a title: what was typed into a field goes back as it was.
_BEFORE_DASH = re.compile(rf"<title>[^<]*|<[^>]*>|(?<=[^\s>]){_BLANKS}(?=[–—]\s)")


def unbroken(page: bytes) -> bytes:
    """A page (HTML in UTF-8) with no-break spaces where its lines may not end."""
    text = _BREAKS.sub(NO_BREAK_SPACE, page.decode())
    return _BEFORE_DASH.sub(
        lambda match: match[0] if match[0].startswith("<") else NO_BREAK_SPACE, text
    ).encode()
