"""Which endings a name takes: Russian cases of both genders, Kazakh suffixes, English ’s and plural.

All in the letters of `alphabets`, so that «Бокаевым», “Boqaevtyñ” and “Bokayev’s” are one stem with endings.
A name has one stem or several (Кравец, Кравц-а), each with a pattern for what may follow.
"""

import functools
import re
from typing import NamedTuple

# Suffixes follow each other: plural, possessive, case, and what makes an adjective of it.
_PLURAL = "(?:[ldt][ae]r)?"
_POSSESSIVE = "(?:i?miz|i?niz|i?m|i?n|s?i)?"
_CASE = (
    "(?:[ndt]in|[ndt]iki(?:n|nin)?|n?[dt][ae](?:gi(?:n|nin|l[ae]r)?)?"
    "|[gk][ae]|n?[ae]|[ndt]i|n|n?[dtn][ae]n|[mbp]en)?"
)
_MORE = "(?:[dt][ae]i|[mbps]i?n|siz|miz)?"
KAZAKH = f"{_PLURAL}{_POSSESSIVE}{_CASE}{_MORE}"
_ENGLISH = "e?s"

_FAMILY_NAME = f"(?:a|u|im|em|om|e|oi|oiu|ou|ih|imi|i|am|ami|ah)?|[ai]?(?:{KAZAKH})|[ai]?{_ENGLISH}"
_ADJECTIVE = (
    "|ii?|aia|a|oi|oiu|ogo|ova|omu|ei|eiu|ego|eva|emu|uiu|u|im|om|em|ie|oie|ih|imi|"
    f"(?:i|oi|aia|a)(?:{KAZAKH}|{_ENGLISH})"
)
_IN_A = f"|i|e|u|oi|ei|oiu|eiu|em|am|ami|ah|a(?:{KAZAKH}|{_ENGLISH})|in|ina|inoi"
_IN_CONSONANT = f"(?:a|u|om|em|e|i|iu|ov|ev|am|ami|ah|ei|imi|ina|inoi)?|(?:{KAZAKH})|{_ENGLISH}"
_FLEETING = "a|u|om|em|e|i|ov|ev|am|ami|ah|evi"
_GLIDE = f"i(?:a|u|am|ami|ah|{_ENGLISH}|{KAZAKH})?|em|e|ev"
_UNDECLINED = f"(?:{KAZAKH})|{_ENGLISH}|"

_FAMILY_ENDING = re.compile(r"(.{1,}(?:[eo]v|in))(?:a|i|ih)?")
_ADJECTIVE_ENDING = re.compile(r"(.{2,}(?:[sc]k|[^aeiou]))(?:i|oi|aia|a?ia)")
_FLEETING_VOWEL = re.compile(r"(.+[^aeiou])[eo]([ckln])")
VOWELS = "aeiou"
SHORTEST_STEM = 2


class Stem(NamedTuple):
    """What the forms of a name begin with, and what may follow it."""

    letters: str
    endings: re.Pattern[str]

    def takes(self, ending: str) -> bool:
        """Whether the stem with this ending is a form of the name.

        A suffix that begins with the last letter of the stem lost it: Асан-ның is “asanin”.
        """
        return bool(
            self.endings.fullmatch(ending) or (ending and self.endings.fullmatch(self.letters[-1] + ending))
        )


@functools.cache
def _endings(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def stems_of(sound: str) -> list[Stem]:
    """The stems of a name from how its nominative sounds; of a family name those of both genders."""
    stems = [(sound, _UNDECLINED), *_declined_as_family_name(sound)]
    if sound[-1] in "ai" and len(sound) > SHORTEST_STEM:
        # Айша; Балтабай, Юрий.
        stems += [(sound[:-1], _IN_A)] if sound[-1] == "a" else [(sound[:-1], _GLIDE), (sound, _IN_CONSONANT)]
    if sound[-1] not in VOWELS:
        stems += [(sound, _IN_CONSONANT), *_with_another_last_letter(sound)]
    return [Stem(letters, _endings(pattern)) for letters, pattern in stems if len(letters) >= SHORTEST_STEM]


def _declined_as_family_name(sound: str) -> list[tuple[str, str]]:
    stems = []
    if family := _FAMILY_ENDING.fullmatch(sound):
        stems.append((family[1], _FAMILY_NAME))
    if adjective := _ADJECTIVE_ENDING.fullmatch(sound):
        stems.append((adjective[1], _ADJECTIVE))
    return stems


def _with_another_last_letter(sound: str) -> list[tuple[str, str]]:
    stems = []
    if fleeting := _FLEETING_VOWEL.fullmatch(sound):
        stems.append((fleeting[1] + fleeting[2], _FLEETING))
    if sound.endswith("iac"):
        # Заяц, Зайца.
        stems.append((f"{sound[:-2]}c", _FLEETING))
    if sound[-1] in "kp":
        # Серік, Серігі.
        stems.append((sound[:-1] + {"k": "g", "p": "b"}[sound[-1]], f"i(?:{KAZAKH})"))
    return stems
