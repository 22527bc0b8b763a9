"""Whether a text is made of its item: stretches in the item's order, joined only where the item joins.

A numbered item may hold several recommendations, and their texts are put together from its words.
Nothing official may be invented, so every text is held against its item. "Sign CED" fits
"Sign (Peru)/ratify (Chad) CED": what is left out between its two stretches begins at a slash and ends
with the verb of another alternative. "Sign" lacks its object, "Sign/ratify CED" runs two States'
words together, "Sign the CED" has a word too many: none of them fits.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from uprdocs.reports.brackets import Bracket
from uprdocs.reports.verbs import (
    ARTICLES,
    GOVERNORS,
    REPORTED,
    TREATY,
    VERB_WORDS,
    WHERE_AT_END,
    all_verbs,
    ends_open,
    is_gerund,
    only_joins,
)

# A bracket of States, the marks of lists "(a)" and "(ii)", punctuation and words.
TOKEN = re.compile(r"\0|\((?:[a-h]|i{1,3}|iv|vi{0,3})\)|as well as\b|[/,;:]|[^\s/,;:\0]+")
MARK = re.compile(r"\((?:[a-h]|i{1,3}|iv|vi{0,3})\)")
CONJUNCTIONS = frozenset(("and", "or", "as well as"))
JOINTS = CONJUNCTIONS | {"/", ",", ";", ":"}
# Words that take their object with one of the prepositions: "adhere to", "the ratification of".
LINKED = frozenset(
    re.findall(
        r"\w+",
        "accede acceding accession adhere adhering adhesion commitment efforts measures party process "
        "ratification signature steps",
    )
)
LINKS = frozenset(("for", "in", "of", "to", "towards", "with"))
WHEN = re.compile(
    r"(?:(?:as (?:soon|quickly|early) as possible|(?:at|on) the earliest(?: possible)?(?: date| opportunity)?"
    r"|without (?:further )?delay|in the near future|as a (?:matter of )?priority|promptly|rapidly|speedily"
    r"|swiftly|urgently|immediately)(?: |$))+"
)
STATES = "\0"
# Spaces that a bracket leaves behind.
AROUND = re.compile(r" \0 ?([,;.:])|\s?\0?\s?(/)\s?\0?\s?")
# How no text begins or ends.
STRAY_FIRST = tuple("/,;:.)")
STRAY_LAST = (*"/,;:(", " and", " or", " as well as")
# "Consider becoming a party to (Peru); the possibility of (Chad) ratifying": an object never follows.
STRAY_AMID = re.compile(r"\b(?:of|to|with|the|and|or)\s*;")
# In characters: "Consider the possibility of signing and ratifying".
HEADS_SHORTER_THAN = 60
# Places tried for the words of one text; a text that fits takes as many as it has words, or a few more.
PLACES_AT_MOST = 5_000


class ItemWords:
    """The words of an item, and the places where stretches of it may be joined.

    A place is the index of a word. Words are compared as `_plain` gives them.
    """

    def __init__(self, text: str, brackets: list[Bracket]) -> None:
        self.item_text, self.brackets = text, brackets

    @cached_property
    def marked(self) -> str:
        """The item with a mark in place of each bracket of States."""
        starts = [0, *(bracket.end for bracket in self.brackets)]
        ends = [*(bracket.start for bracket in self.brackets), len(self.item_text)]
        parts = [self.item_text[start:end] for start, end in zip(starts, ends, strict=True)]
        return f" {STATES} ".join(" ".join(part.split()) for part in parts)

    @cached_property
    def text(self) -> str:
        """The item without brackets of States: "Sign (Peru)/ratify CED" → "Sign/ratify CED"."""
        return AROUND.sub(r"\1\2", self.marked).replace(f" {STATES}", "")

    @cached_property
    def words(self) -> list[str]:
        return [word for word in _words(self.marked) if word != STATES]

    @cached_property
    def after_states(self) -> list[bool]:
        """Whether a bracket of States stands before each word, and at the end."""
        flags = [False]
        for word in _words(self.marked):
            if word == STATES:
                flags[-1] = True
            else:
                flags.append(False)
        return flags

    @cached_property
    def places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            places.setdefault(word, []).append(place)
        return places

    @cached_property
    def clause_starts(self) -> list[int]:
        """For each place, where the words since the last joint or bracket begin."""
        starts = (place if self._follows_joint(place) else 0 for place in range(len(self.words) + 1))
        return list(accumulate(starts, max))

    def has(self, text: str) -> bool:
        """Whether the words stand together in the item, but for brackets of States."""
        return next(self._ends_of(_words(text)), None) is not None

    def _ends_of(self, words: list[str]) -> Iterator[int]:
        for start in self.places.get(words[0], ()) if words else ():
            if self.words[start : start + len(words)] == words:
                yield start + len(words)

    def fits(self, text: str) -> bool:
        """Whether the text is made of this item, has its object, and no slash between two States' words."""
        is_stray = text.startswith(STRAY_FIRST) or text.endswith(STRAY_LAST) or STRAY_AMID.search(text)
        is_head = len(text) < HEADS_SHORTER_THAN and (only_joins(text) or all_verbs(text))
        if not text or is_stray or is_head:
            return False
        if ends_open(text) and not any(map(self._is_closed, self._ends_of(_words(text)))):
            return False
        # Most items end with their only bracket.
        first_end = self.brackets[0].start if self.brackets else len(self.item_text)
        if text in self.item_text[:first_end]:
            return True
        return ("/" not in text and self._has_letter_by_letter(text)) or self._is_made_of(_words(text))

    def _has_letter_by_letter(self, text: str) -> bool:
        """Whether the item has the text as it is printed: the quick way to find most of them."""
        start = self.text.find(text)
        around = self.text[max(start - 1, 0) : start] + self.text[start + len(text) : start + len(text) + 1]
        return start >= 0 and not any(map(str.isalnum, around))

    def _is_closed(self, end: int) -> bool:
        """Whether a sentence ends here in print, whatever its last word: "… is not yet party to (Peru);"."""
        at_end = end == len(self.words) or self.words[end] in (";", ".")
        return at_end and self.after_states[end]

    def _is_made_of(self, words: list[str]) -> bool:
        """Depth first: each word directly after the one before it, or else behind a seam."""
        # For each word of the text so far, the places that are left to try.
        left = [iter(self.places.get(words[0], ()))]
        tried: set[tuple[int, int]] = set()
        while left and len(tried) < PLACES_AT_MOST:
            place = next(left[-1], None)
            if place is None:
                left.pop()
            elif (len(left), place) not in tried and not self._parts_states(place):
                if len(left) == len(words):
                    return True
                tried.add((len(left), place))
                left.append(self._following(place + 1, words[len(left)]))
        return False

    def _following(self, end: int, word: str) -> Iterator[int]:
        """The places where a word may follow a stretch that ends at `end`, the likeliest first."""
        if end < len(self.words) and self.words[end] == word:
            yield end
        if self._may_end(end):
            for place in self.places.get(word, ()):
                if place > end and self._may_start(place) and self._is_seam(end, place):
                    yield place

    def _parts_states(self, place: int) -> bool:
        """Whether a slash stands between the words of two States."""
        return self.words[place] == "/" and (self.after_states[place] or self.after_states[place + 1])

    def _is_seam(self, end: int, start: int) -> bool:
        """Whether a text may go on at `start`, without the words from `end`."""
        words = self.words
        left_out = words[end:start]
        if all(word in CONJUNCTIONS or word == "/" for word in left_out):
            # "Ratify CRPD (Peru)/and its Protocol (Chad)" has a slash too many, the others need theirs.
            return "/" in left_out and words[start] in CONJUNCTIONS
        if words[start - 1] in CONJUNCTIONS and words[start] in VERB_WORDS:
            # "Accede to (Peru)/sign (Chad) and ratify CED" is not "Accede to ratify CED".
            return False
        if words[start - 1].lower() in ARTICLES:
            return False
        parted = words[start - 1].lower() in GOVERNORS and words[end - 1].lower() not in GOVERNORS
        if parted and is_gerund(words[start]):
            # "Issue (Peru)/consider issuing (Chad) a report" is not "Issue issuing a report".
            return False
        if words[end - 1].lower() in LINKED and words[start] not in LINKS:
            # "Become a party (Peru), ratify CED (Chad)": before a treaty "to" may be missing.
            return TREATY.match(" ".join(words[start : start + 4])) is not None
        edges = (words[end - 1], words[end], words[start - 1], words[start])
        is_printed = "/" in left_out or any(map(_is_joint, edges))
        return is_printed or self._lacks_joint(end, start) or self._is_others_adverb(end, start)

    def _is_others_adverb(self, end: int, start: int) -> bool:
        """Whether another State says only when: “Ratify (Chile) as soon as possible (France) CAT”."""
        is_stretch = self.after_states[end] and self.after_states[start]
        return is_stretch and WHEN.fullmatch(" ".join(self.words[end:start])) is not None

    def _lacks_joint(self, end: int, start: int) -> bool:
        """Whether a comma was forgotten after a bracket: “CAT (Peru) the Optional Protocol … (Chad)”."""
        following = " ".join(self.words[start : start + 4])
        return self.after_states[start] and not self.after_states[end] and TREATY.match(following) is not None

    def _may_end(self, end: int) -> bool:
        """Whether a stretch may end here: at a joint or bracket, or with verbs that others share."""
        return end < len(self.words) and (_is_joint(self.words[end]) or self._may_start(end))

    def _may_start(self, place: int) -> bool:
        """Whether a stretch may start here: at a joint or bracket, or after verbs of another alternative."""
        if _is_joint(self.words[place]) or self._follows_joint(place):
            return True
        verbs = REPORTED.sub("", " ".join(self.words[self.clause_starts[place] : place]))
        if TREATY.match(" ".join(self.words[place : place + 4])):
            verbs = WHERE_AT_END.sub("", verbs)
        return only_joins(verbs) or all_verbs(verbs)

    def _follows_joint(self, place: int) -> bool:
        return self.after_states[place] or (place > 0 and _is_joint(self.words[place - 1]))


def _is_joint(word: str) -> bool:
    return word in JOINTS or MARK.fullmatch(word) is not None


def _words(text: str) -> list[str]:
    return [_plain(word) for word in TOKEN.findall(text)]


def _plain(word: str) -> str:
    """The word with one kind of apostrophe, and without a full stop at its end."""
    return word.replace("’", "'").rstrip(".") or word
