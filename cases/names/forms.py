"""The dictionary of all protected names: which parts of which names a word of a text may be.

It is made once for a set of names. A word is looked up by the beginnings of its sounds; what follows must be
an ending.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .alphabets import sounds_of
from .endings import SHORTEST_STEM, Stem, stems_of
from .parts import CaseName, NamePart, PartRole, parts_of
from .reading import pieces_of

# An ending of more letters is none: -лардікінен.
_LONGEST_ENDING = 13
# A typing error is forgiven in a family name that sounds in so many letters; in one alone, in more.
SHORTEST_WITH_ERROR, SHORTEST_ALONE_WITH_ERROR = 5, 8
# An initial is joined to a family name of so many letters.
SHORTEST_AFTER_INITIAL = 6
_MOST_WORDS = 300_000


@dataclass(frozen=True, repr=False)
class Bearer:
    """Who has a name: one case with all its names, or somebody of whom everybody may read."""

    case: int | None
    is_public: bool


class PartOfName(NamedTuple):
    """A part with whose it is. `name`: which of all names; `length`: how many parts it has.

    `is_open`: the public may read this part of the same case.
    """

    bearer: int
    name: int
    part: NamePart
    length: int
    is_open: bool


class Fit(NamedTuple):
    """A word of a text that may be this part. `is_exact`: without a typing error."""

    part: PartOfName
    is_exact: bool


class Forms:
    """The parts of names by how they sound; `repr` shows none of them."""

    def __init__(self, protected: Sequence[CaseName], public: Sequence[CaseName]) -> None:
        self.bearers: list[Bearer] = []
        self.names: list[list[NamePart]] = []
        self.initials: dict[int, set[str]] = defaultdict(set)
        self._stems: dict[str, list[tuple[Stem, PartOfName]]] = defaultdict(list)
        self._joined: dict[str, list[PartOfName]] = defaultdict(list)
        self._with_error: dict[str, list[tuple[Stem, PartOfName]]] = defaultdict(list)
        self._fits: dict[str, tuple[Fit, ...]] = {}
        self._may_name: dict[str, bool] = {}
        numbers: dict[tuple[int | None, bool], int] = {}
        for is_public, names in ((False, protected), (True, public)):
            for number, name in enumerate(names):
                # Each public name is somebody’s of its own; all names of a protected case are one person’s.
                key = (name.case if name.case is not None else -1 - number, is_public)
                if key not in numbers:
                    numbers[key] = len(self.bearers)
                    self.bearers.append(Bearer(name.case, is_public))
                self._add(numbers[key], name, is_public=is_public)

    def _add(self, bearer: int, name: CaseName, *, is_public: bool) -> None:
        open_sounds = set(
            itertools.chain.from_iterable(
                sounds_of(part.letters)
                for text in name.public_names
                for parts in parts_of(CaseName(name.case, name.kind, text))
                for part in parts
            )
        )
        for parts in parts_of(name):
            number = len(self.names)
            self.names.append(parts)
            for part in parts:
                is_open = not open_sounds.isdisjoint(sounds_of(part.letters))
                self._add_part(PartOfName(bearer, number, part, len(parts), is_open), is_public=is_public)
            if not is_public:
                self._add_joined(bearer, number, parts)

    def _add_part(self, part: PartOfName, *, is_public: bool) -> None:
        letters, role = part.part.letters, part.part.role
        has_given_name = any(other.role == PartRole.GIVEN for other in self.names[part.name])
        if role in (PartRole.GIVEN, PartRole.INITIAL) or (role == PartRole.FAMILY and not has_given_name):
            self.initials[part.bearer] |= set(sounds_of(letters))
        if role == PartRole.INITIAL:
            return
        forgives_error = not is_public and role == PartRole.FAMILY and not part.is_open
        for sound in sounds_of(letters):
            for stem in stems_of(sound):
                self._stems[stem.letters].append((stem, part))
                if forgives_error and len(stem.letters) >= SHORTEST_WITH_ERROR:
                    for shortened in _without_one_letter(stem.letters):
                        self._with_error[shortened].append((stem, part))

    def _add_joined(self, bearer: int, number: int, parts: list[NamePart]) -> None:
        """What addresses and files make of a name: maksbokaev, mbokaev."""
        given_names = [part for part in parts if part.role == PartRole.GIVEN][:1]
        families = [part for part in parts if part.role == PartRole.FAMILY]
        for part, family in itertools.product(given_names, families):
            spellings = [part.letters + family.letters, family.letters + part.letters]
            if len(family.letters) >= SHORTEST_AFTER_INITIAL:
                # А and Ким would be «аким».
                spellings.append(part.letters[0] + family.letters)
            joined_name = PartOfName(
                bearer, number, NamePart(family.letters, PartRole.WHOLE), 1, is_open=False
            )
            for sound in itertools.chain.from_iterable(map(sounds_of, spellings)):
                self._joined[sound].append(joined_name)

    def fits(self, letters: str) -> tuple[Fit, ...]:
        """The parts of names that a word may be."""
        fits = self._fits.get(letters)
        if fits is None:
            if len(self._fits) > _MOST_WORDS:
                self._fits.clear()
            fits = self._fits[letters] = tuple(self._looked_up(letters))
        return fits

    def may_name(self, match: str) -> bool:
        """Whether any word in what `reading.WORD` matches may be a part of a name. Fast for words known."""
        answer = self._may_name.get(match)
        if answer is None:
            if len(self._may_name) > _MOST_WORDS:
                self._may_name.clear()
            answer = self._may_name[match] = any(map(self.fits, pieces_of(match)))
        return answer

    def _looked_up(self, letters: str) -> Iterator[Fit]:
        sounds = sounds_of(letters)
        parts = dict.fromkeys(self._exact(sounds)) or dict.fromkeys(
            part for sound in sounds for part in self._joined.get(sound, ())
        )
        yield from (Fit(part, is_exact=True) for part in parts)
        if not parts and letters[0].isupper():
            yield from (Fit(part, is_exact=False) for part in dict.fromkeys(self._nearly(letters)))

    def _exact(self, sounds: Iterable[str]) -> Iterator[PartOfName]:
        for sound in sounds:
            for length in range(len(sound), max(SHORTEST_STEM, len(sound) - _LONGEST_ENDING) - 1, -1):
                for stem, part in self._stems.get(sound[:length], ()):
                    if stem.takes(sound[length:]):
                        yield part

    def _nearly(self, letters: str) -> Iterator[PartOfName]:
        """Family names from which it differs by one letter: too many, missing, wrong, or two turned round."""
        for sound in sounds_of(letters)[:4]:
            # The shorter beginnings, too: a declined form.
            for length in range(max(SHORTEST_WITH_ERROR - 1, len(sound) - 4), len(sound) + 1):
                beginning = sound[:length]
                for shortened in _without_one_letter(beginning) if length <= len(sound) else ():
                    for stem, part in self._with_error.get(shortened, ()):
                        if _is_one_error(beginning, stem.letters) and stem.takes(sound[length:]):
                            yield part


def _without_one_letter(sound: str) -> list[str]:
    """Not without the first: a name that begins with another letter is another one."""
    return [sound, *(sound[:place] + sound[place + 1 :] for place in range(1, len(sound)))]


def _is_one_error(word: str, name: str) -> bool:
    if word[0] != name[0]:
        return False
    start = next(
        (place for place, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]), None
    )
    if start is None:
        return abs(len(word) - len(name)) <= 1
    rest, rest_of_name = word[start:], name[start:]
    return (
        rest[1:] == rest_of_name[1:]
        or rest[1:] == rest_of_name
        or rest == rest_of_name[1:]
        or (rest[:2] == rest_of_name[1::-1] and rest[2:] == rest_of_name[2:])
    )
