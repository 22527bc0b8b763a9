"""What of a name is the given name, the family name, the patronymic: the parts that are looked for.

A string that an editor typed may hold several names (“Bokaev (Bokayev)”), a name with initials, or none: a
description in which all words are common. What is no name is not looked for.
"""

import enum
import itertools
import re
from dataclasses import dataclass

from ..choices import CaseKind
from .alphabets import plain_letters, sounds_of
from .endings import KAZAKH
from .reading import WORD, letters_of
from .vocabulary import is_common_word, is_given_name, is_place_or_day


class PartRole(enum.Enum):
    """What a part is in its name. The words of the name of an organisation stand in their order."""

    GIVEN = enum.auto()
    FAMILY = enum.auto()
    PATRONYMIC = enum.auto()
    INITIAL = enum.auto()
    WORD_OF_NAME = enum.auto()
    # Given and family name written as one word: maksbokaev.
    WHOLE = enum.auto()


@dataclass(frozen=True, repr=False)
class CaseName:
    """A name of a case as an editor typed it; `case`: its key, None for a name without a case.

    `public_names`: what the public may read of the same case, so that it is no secret there.
    """

    case: int | None
    kind: str
    text: str
    public_names: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class NamePart:
    """One word of a name. `order`: its place among the parts of the same role.

    `stands_alone`: whether the word alone may mean this person or organisation.
    """

    letters: str
    role: PartRole
    order: int = 0
    stands_alone: bool = False

    @property
    def is_acronym(self) -> bool:
        """Whether it is short for the name of an organisation: ДВК; the same letters in a word are not."""
        return (
            self.role == PartRole.WORD_OF_NAME
            and self.letters.isupper()
            and SHORTEST_ACRONYM <= len(self.letters) <= LONGEST_ACRONYM
        )


# What parts two spellings or two languages of a name.
_BETWEEN_NAMES = re.compile(r"[;/|()\[\]\n«»“”„\"]|\s[-–—]\s|,? (?:or|aka|или|он же|она же|немесе)(?= )")
_ASIDE = re.compile(r"[(\[«“„\"]([^()\[\]«»“”„\"]+)[)\]»”“\"]")
_PATRONYMIC = re.compile(r".{2,}(?:[oe]vic|[oe]vna|icna|ilic|kic|mic|uli|gizi|kizi|ogli|uglu)")
_DECLINED_PATRONYMIC = re.compile(
    rf"{_PATRONYMIC.pattern}(?:a|u|em|om|e|i|oi|oiu)?|.{{2,}}(?:[oe]vn|icn|inicn)(?:i|e|u|oi|oiu)"
)
_KAZAKH_PATRONYMIC = re.compile(f".{{2,}}(?:uli|kizi)(?:{KAZAKH})")
_MARKS_OF_PATRONYMIC = {
    "ұлы",
    "улы",
    "uly",
    "oğlu",
    "оглы",
    "ogly",
    "қызы",
    "кызы",
    "qyzy",
    "kyzy",
    "гызы",
    "уулу",
    "uulu",
}
PARTICLES = {
    "де",
    "фон",
    "ван",
    "аль",
    "эль",
    "ибн",
    "бин",
    "de",
    "von",
    "van",
    "al",
    "el",
    "ibn",
    "bin",
    "binti",
}
# Letters of our own, after `alphabets`: -ов, -ев, -ин, -ский, -енко, -чук, -ец, -ян, -швили, -дзе.
_FAMILY = re.compile(r".{2,}(?:[eo]va?|ina?|[sc]k(?:i|aia|oi)|enko|cuk|[ni]uk|[^aeiou]ec|ian|svili|dze|ih)")
_SHORTEST_FAMILY = 5
# Words that a name of an organisation may have or lack.
_SMALL_WORDS = frozenset(
    [
        *("a", "an", "and", "at", "by", "de", "for", "from", "in", "of", "on", "the", "to", "with"),
        *("в", "во", "для", "за", "и", "или", "из", "к", "на", "о", "об", "от", "по", "при", "с", "со", "у"),
        *("және", "мен", "бен", "пен"),
    ]
)
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 6
# A phrase of common words is a name from so many words on; of fewer where each has a capital letter.
SHORTEST_PHRASE = 3


def parts_of(name: CaseName) -> list[list[NamePart]]:
    """The names in the string, each as its parts; none where it only describes."""
    is_person = name.kind == CaseKind.PERSON
    reader = _parts_of_person if is_person else _parts_of_organisation
    whole_texts = _with_and_without_aside(name.text) if is_person else [name.text]
    texts = [text for entry in whole_texts for text in _BETWEEN_NAMES.split(entry) if text.strip()]
    pieces = itertools.chain.from_iterable(_without_lists(text) for text in texts)
    return [parts for piece in pieces if (parts := reader(piece))]


def _with_and_without_aside(text: str) -> list[str]:
    """A name with a bracket in it, or a nickname in quotes, as the names that it means.

    Ахметова (Ким) Айгуль: Ахметова Айгуль, Ким Айгуль. Айгуль Ахметова (Aigul Akhmetova): each by itself.
    """
    aside = _ASIDE.search(text)
    if aside is None:
        return [text]
    before, inside, after = text[: aside.start()].split(), aside[1].split(), text[aside.end() :].split()
    if len(before) + len(after) < 2:
        return [text]
    if len(inside) == 1 and before:
        inside = [*before[:-1], *inside, *after]
    return [" ".join([*before, *after]), " ".join(inside)]


def _without_lists(text: str) -> list[str]:
    """The text in pieces at its commas, unless these part a family name from a given one: Бокаев, Макс."""
    pieces = [piece for piece in text.split(",") if piece.strip()]
    return [text] if any(len(piece.split()) == 1 for piece in pieces) else pieces


def _parts_of_person(text: str) -> list[NamePart]:
    # Of Soo-young the second half is no word written small.
    in_capitals = re.sub(r"(?<=[^\W\d_]-)[^\W\d_]", lambda match: match[0].upper(), text)
    words = [letters_of(match) for match in WORD.findall(in_capitals)]
    initials = {letters_of(match[1]) for match in re.finditer(r"\b([^\W\d_]{1,4})\.", text)}
    words = _words_of_name([word for word in words if plain_letters(word) not in PARTICLES])
    if not words or not _names_somebody(words):
        return []
    full_words = [word for word in words if len(word) > 1 and word not in initials]
    abbreviations = [word for word in words if len(word) == 1 or word in initials]
    parts = _with_roles(full_words)
    if any(part.role == PartRole.GIVEN for part in parts):
        return parts
    return [*parts, *(NamePart(letters, PartRole.INITIAL) for letters in abbreviations[:1])]


def _words_of_name(words: list[str]) -> list[str]:
    """Without what is written small in a description; a name typed in small letters is one all the same."""
    is_small = [word[0].islower() and plain_letters(word) not in _MARKS_OF_PATRONYMIC for word in words]
    if not any(is_small):
        return words
    if all(is_small):
        return words if len(words) <= SHORTEST_PHRASE else []
    capitalised = [word for word, small in zip(words, is_small, strict=True) if not small]
    names = [word for word in capitalised if is_given_name(word) or not is_common_word(word)]
    # The first word of a description has a capital letter whatever it is.
    if names[:1] == words[:1] and not (is_given_name(names[0]) or _is_family_name(names[0])):
        return names[1:]
    return names


def _names_somebody(words: list[str]) -> bool:
    long_words = [word for word in words if len(word) > 1]
    if any(not is_common_word(word) for word in long_words):
        return True
    return len(long_words) > 1 and any(is_given_name(word) for word in long_words)


def _is_family_name(word: str) -> bool:
    return any(len(sound) >= _SHORTEST_FAMILY and _FAMILY.fullmatch(sound) for sound in sounds_of(word))


def is_patronymic(word: str) -> bool:
    """Whether a word ends as a patronymic does: Маратович, Маратовна, Маратұлы, Maratqyzy."""
    return any(_PATRONYMIC.fullmatch(sound) for sound in sounds_of(word))


def is_patronymic_form(word: str) -> bool:
    """Whether a word is a patronymic in any case, or what makes one: Маратовичу, Маратқызына, «қызы»."""
    if plain_letters(word) in _MARKS_OF_PATRONYMIC:
        return True
    return any(
        _DECLINED_PATRONYMIC.fullmatch(sound) or _KAZAKH_PATRONYMIC.fullmatch(sound)
        for sound in sounds_of(word)
    )


def _with_roles(words: list[str]) -> list[NamePart]:
    patronymics, others = _without_patronymics(words)
    if len(others) == 1 and _replaces_family_name(patronymics):
        # Серік Жұмабекұлы has no other family name; of Рысбек nobody says that he is not called so.
        others, patronymics = [*others, patronymics[-1]], patronymics[:-1]
        families = others[is_given_name(others[0]) :]
    else:
        has_patronymic_last = bool(patronymics) and words[-1] in patronymics
        families = _family_names(others, has_patronymic_last=has_patronymic_last)
    given_names = [word for word in others if word not in families]
    return [
        *(NamePart(word, PartRole.GIVEN, order) for order, word in enumerate(given_names)),
        *(
            NamePart(word, PartRole.FAMILY, order, stands_alone=not is_place_or_day(word))
            for order, word in enumerate(families)
        ),
        *(NamePart(word, PartRole.PATRONYMIC, order) for order, word in enumerate(patronymics)),
    ]


def _replaces_family_name(patronymics: list[str]) -> bool:
    return any(
        re.fullmatch(".{2,}(?:uli|kizi)", sound) for word in patronymics[-1:] for sound in sounds_of(word)
    )


def _without_patronymics(words: list[str]) -> tuple[list[str], list[str]]:
    patronymics: list[str] = []
    others: list[str] = []
    for word in words:
        if plain_letters(word) in _MARKS_OF_PATRONYMIC:
            # Марат қызы.
            patronymics += [others.pop()] if len(others) > 1 else []
        elif len(words) > 1 and is_patronymic(word):
            patronymics.append(word)
        else:
            others.append(word)
    return (patronymics, others) if others else ([], words)


def _family_names(words: list[str], *, has_patronymic_last: bool) -> list[str]:
    if len(words) < 2:
        return words
    families = [word for word in words if not is_given_name(word) and _is_family_name(word)]
    unusual = [word for word in words if not is_given_name(word)]
    if not families and unusual and is_given_name(words[-1]) and not has_patronymic_last:
        # Жигер Серикбай: either may be the family name.
        return words
    families = families or unusual
    if 0 < len(families) < len(words):
        return families
    return words[:1] if has_patronymic_last else words[-1:]


def is_acronym_form(word: str) -> bool:
    """Whether a word of a text is an acronym, with a suffix or without: ДВКның."""
    return len(word) >= SHORTEST_ACRONYM and word[:SHORTEST_ACRONYM].isupper()


def _parts_of_organisation(text: str) -> list[NamePart]:
    words = [letters_of(match[0]) for match in WORD.finditer(text)]
    words = [word for word in words if plain_letters(word) not in _SMALL_WORDS]
    telling_words = [word for word in words if not word[0].islower() and not is_common_word(word)]
    is_written_as_name = len(words) > 1 and not any(word[0].islower() for word in words)
    if not telling_words and len(words) < SHORTEST_PHRASE and not is_written_as_name:
        return []
    # «Союз матерей Карабулака» is not Карабулак; of “Ak Dala” neither word is the name.
    stands_alone = len(telling_words) == 1 and not any(word[0].islower() for word in words)
    return [
        NamePart(word, PartRole.WORD_OF_NAME, order, stands_alone=stands_alone and word in telling_words)
        for order, word in enumerate(words)
    ]
