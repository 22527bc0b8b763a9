"""The names of the two people whose cases wait for a protection review, as the document has them.

They stand in no file of ours, this one included; where ../shared is not, nobody can look for them.
"""

import re
from pathlib import Path

from foundation.index.words import sound, tokens

DOCUMENT = "source/hrw_upr_submission_kazakhstan_2019.txt"
# By case: what stands around the name.
PASSAGES = {
    "draft-1": r"-based activist ([A-Z]\w+ [A-Z]\w+) with",
    "draft-2": r"citizen, ([A-Z]\w+ [A-Z]\w+), a",
}


def document(shared: Path) -> str:
    text = (shared / DOCUMENT).read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text)


def names_held_back(shared: Path) -> dict[str, str]:
    """First and last name by the key of the case; raises `ValueError` where the document has no such."""
    text = document(shared)
    names = {}
    for key, passage in PASSAGES.items():
        [names[key]] = re.findall(passage, text)
    return names


def words_that_tell(text: str, names: dict[str, str]) -> set[str]:
    """The words of a text that sound as one of these names does, in Latin or Cyrillic letters.

    With whatever ending: Russian and Kazakh decline names.
    """
    sounds = tuple(sound(word) for name in names.values() for word in tokens(name))
    return {word for word in set(tokens(text)) if sound(word).startswith(sounds)}
