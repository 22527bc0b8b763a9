"""Which words say nothing of a person alone: common words, places, months, frequent given names.

The lists stand in `words/`, one for each language; other forms of a word are found by its stem or suffix.
"""

import functools
import re
from pathlib import Path

from babel import Locale

from foundation.i18n.languages import codes
from foundation.index.words import stem

from .alphabets import is_cyrillic_letter, plain_letters, sounds_of
from .endings import KAZAKH, stems_of

_FOLDER = Path(__file__).with_name("words")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The ending of a family name looks like that of a genitive to a stemmer: Волков is no wolf.
_FAMILY_NAME = re.compile(r"[оеёиы][вн](?:а|у|ым|ой|ою|е|ых|ыми|ы|ом)?|(?:[оеёы]в|ин|yn|ev|ov|in|eff|off)a?")
_SHORTEST_KAZAKH_WORD = 3
_LONGEST_SUFFIX = 9


def folded_letters(word: str) -> str:
    """A word in small letters, “ё” as “е”."""
    return plain_letters(word).replace("ё", "е")


def words_of_list(name: str) -> tuple[str, ...]:
    """The words of a list in `words/`, in small letters: “en”, “given_names”."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    text = " ".join(line for line in lines if not line.startswith("#"))
    return tuple(folded_letters(word) for word in text.split())


@functools.cache
def _common_words() -> frozenset[str]:
    return _places_and_days() | {word for code in codes() for word in words_of_list(code)}


@functools.cache
def _places_and_days() -> frozenset[str]:
    entries = [*words_of_list("places"), *_words_of_calendars_and_countries()]
    return frozenset(word for entry in entries for word in (entry, *entry.split("-")))


def is_place_or_day(word: str) -> bool:
    """Whether a word is a place, a month or a day: no name of a person with a capital letter either."""
    return folded_letters(word) in _places_and_days()


def _words_of_calendars_and_countries() -> list[str]:
    entries = []
    for code in codes():
        locale = Locale(code)
        for names in (locale.months, locale.days):
            for width in ("wide", "abbreviated"):
                for context in ("format", "stand-alone"):
                    entries += names[context][width].values()
        entries += [name for key, name in locale.territories.items() if key.isalpha()]
    return [folded_letters(word) for entry in entries for word in _WORD.findall(entry)]


@functools.cache
def _common_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _common_words() if not _FAMILY_NAME.fullmatch(word[-4:]))


@functools.lru_cache(maxsize=50_000)
def is_common_word(word: str) -> bool:
    """Whether a word, in any form, is one of the lists: no name where it stands alone."""
    word = folded_letters(word)
    if word in _common_words():
        return True
    if _FAMILY_NAME.search(word[-5:]) and _ends_as_family_name(word):
        return False
    return stem(word) in _common_stems() or (_is_cyrillic(word) and _is_kazakh_form(word))


def _ends_as_family_name(word: str) -> bool:
    return any(_FAMILY_NAME.fullmatch(word[-length:]) for length in range(2, 6))


def _is_cyrillic(word: str) -> bool:
    return any(is_cyrillic_letter(letter) for letter in word)


def _is_kazakh_form(word: str) -> bool:
    for length in range(max(_SHORTEST_KAZAKH_WORD, len(word) - _LONGEST_SUFFIX), len(word)):
        if word[:length] in _common_words() and any(
            re.fullmatch(KAZAKH, sound) for sound in sounds_of(word[length:])
        ):
            return True
    return False


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(sound for word in words_of_list("given_names") for sound in sounds_of(word))


@functools.lru_cache(maxsize=50_000)
def is_given_name(word: str) -> bool:
    """Whether a word sounds as a frequent given name does, in its nominative."""
    return not _given_names().isdisjoint(sounds_of(word))


@functools.cache
def _given_name_stems() -> dict[str, tuple[str, ...]]:
    stems: dict[str, tuple[str, ...]] = {}
    for sound in _given_names():
        for letters, _endings in stems_of(sound):
            stems[letters] = (*stems.get(letters, ()), sound)
    return stems


@functools.lru_cache(maxsize=50_000)
def is_form_of_given_name(word: str) -> bool:
    """Whether a word is a form of a frequent given name: Талғатты, Талгату."""
    for sound in sounds_of(word):
        for length in range(2, len(sound) + 1):
            for nominative in _given_name_stems().get(sound[:length], ()):
                stems = (one_stem for one_stem in stems_of(nominative) if one_stem.letters == sound[:length])
                if any(one_stem.takes(sound[length:]) for one_stem in stems):
                    return True
    return False
