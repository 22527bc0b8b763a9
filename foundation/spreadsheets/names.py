"""What a cell may call things: their slugs, or their labels in any language of the site.

What nobody knows is refused with the names that are nearest to it; what could be two things is
refused with both.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeVar

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

_Value = TypeVar("_Value")

# How alike two names are, of 100, where one may be a slip of the other. “tortrue” and “torture”: 86.
ALIKE = 70
SUGGESTIONS = 3
# What a word of a name counts against the whole of another, and how long it is at least.
PART, LEAST_PART = 0.86, 4
NEARLY_AS_ALIKE = 10
# A scale that is told as a whole.
SHORT = 10
# “O’Neill” is typed with any of these.
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | {"ё": "е"})
# Of a Russian participle: a recommendation is “не выполнена”, what it asks for “не выполнено”.
_GENDER = re.compile(r"(?<=\w\w[нт])[аоы]\b")


def comparable(name: str) -> str:
    """A name as it is compared: in any case, spacing and gender, with any apostrophe, ё as е."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_APOSTROPHES)
    return " ".join(_GENDER.sub("", text).split())


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Up to three of the names that may have been meant, the likeliest first."""
    # Of a slug and a label that read the same, the first.
    candidates = {comparable(candidate): candidate for candidate in reversed(list(names))}
    matches = process.extract(
        comparable(name),
        candidates,
        scorer=_likeness,
        processor=comparable,
        score_cutoff=ALIKE,
        limit=SUGGESTIONS,
    )
    best = max((score for _candidate, score, _key in matches), default=0)
    return [candidate for candidate, score, _key in matches if best - score <= NEARLY_AS_ALIKE]


def _likeness(name: str, candidate: str, **_options: object) -> float:
    """Of 100: as a whole, or as one of its words, “Korea” of “Republic of Korea”."""
    # A slip in a short word is not looked for among the words of long names.
    words = [word.strip("(),") for word in candidate.split()]
    parts = [PART * fuzz.ratio(name, word) for word in words if len(word) >= LEAST_PART]
    return max([fuzz.ratio(name, candidate), *parts])


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """“Did you mean “torture”?” with a blank before it; nothing where nothing is near."""
    names_near = nearest(name, names)
    if not names_near:
        return ""
    return " " + _("Did you mean “%(names)s”?") % {"names": "”, “".join(names_near)}


class NameTable(Generic[_Value]):
    """Values by the names that cells have for them."""

    def __init__(
        self, entries: Iterable[tuple[str, _Value, Iterable[str]]], *, is_scale: bool = False
    ) -> None:
        """`entries`: of each value its slug, itself, and its labels. `is_scale`: whether the names are
        those of a fixed scale, and not of rows that come and go."""
        self._is_scale = is_scale
        self._by_slug: dict[str, _Value] = {}
        self._slugs_by_label: dict[str, list[str]] = {}
        self._names: dict[str, None] = {}
        for slug, value, labels in entries:
            self._by_slug[slug] = value
            for label in filter(None, dict.fromkeys((slug, *labels))):
                self._names[label] = None
                slugs = self._slugs_by_label.setdefault(comparable(label), [])
                if slug not in slugs:
                    slugs.append(slug)

    def value(self, name: str) -> _Value:
        """Raises `ValueError`, a sentence, where no value or several have this name."""
        if name in self._by_slug:
            return self._by_slug[name]
        slugs = self._slugs_by_label.get(comparable(name), [])
        if len(slugs) == 1:
            return self._by_slug[slugs[0]]
        if slugs:
            raise ValueError(
                _("“%(name)s” can mean several: %(slugs)s. Write which.")
                % {"name": name, "slugs": ", ".join(slugs)}
            )
        raise ValueError(_("Unknown: %(name)s.") % {"name": name} + self._what_instead(name))

    def _what_instead(self, name: str) -> str:
        """What is near; of a short scale all of it, where nothing is."""
        near = did_you_mean(name, self._names)
        if near or not self._is_scale or len(self._by_slug) > SHORT:
            return near
        return " " + _("One of: %(names)s.") % {"names": ", ".join(self._by_slug)}

    def values(self, names: Iterable[str]) -> list[_Value]:
        """The values of several names, each once. Raises `ValueError` that tells of all it cannot read."""
        values, refusals = [], []
        for name in dict.fromkeys(names):
            try:
                values.append(self.value(name))
            except ValueError as error:
                refusals.append(str(error))
        if refusals:
            raise ValueError(" ".join(refusals))
        return [value for place, value in enumerate(values) if value not in values[:place]]
