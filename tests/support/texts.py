"""Characters that texts come with from Word, from spreadsheets and from the network."""

from django.db import connection

# What is taken out of a text, and what becomes a line break or a blank.
LOST = {
    "a control": "\x01",
    "backspace": "\x08",
    "escape": "\x1b",
    "unit separator": "\x1f",
    "delete": "\x7f",
    "a control of Latin-1": "\x92",
    "embedding": "\u202b",
    "end of embedding": "\u202c",
    "override": "\u202e",
    "isolate": "\u2066",
    "end of isolate": "\u2069",
    "byte order mark": "\ufeff",
    "noncharacter": "\ufffe",
    "last noncharacter": "\uffff",
    "Arabic noncharacter": "\ufdd0",
    "noncharacter of a plane": "\U0001ffff",
    "NUL": "\x00",
}
TO_BREAKS = {
    "vertical tab": "\v",
    "form feed": "\f",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "carriage return": "\r",
    "end of line of Windows": "\r\n",
}
HALF = "\ud800"


def storable() -> str:
    """All of them that the database of the tests takes, one behind the other."""
    everything = "".join([*LOST.values(), *TO_BREAKS.values()])
    return everything.replace("\x00", "") if connection.vendor == "postgresql" else everything
