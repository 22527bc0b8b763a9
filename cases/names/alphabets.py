"""How a word of a name sounds, whatever alphabet it is written in.

`sounds_of` writes a word in the few letters that all its spellings share: Бокаев, Боқаев, Bokayev, Bokajew
and Boqaev are all “bokaev”. Vowels keep five letters (a e i o u), consonants lose what transliterations
disagree on: ш, щ, с are “s”, ч and ц “c”, ж “j”, х and һ “h”, қ “k”, ң “n”. Where a spelling can be read
in several ways (“j” is ж or й, “ia” is я or иа) the word has several sounds.

Systems covered: those of passports (ICAO 9303 and the ones before), BGN/PCGN, scholarly, German and
French custom, and the Kazakh Latin alphabets of 2017, 2018 and 2021.
"""

import functools
import itertools
import re
import unicodedata

# More ways to read one word than this, and the others are left out.
MOST_SOUNDS = 24
CACHED_SOUNDS = 200_000

# Stand within a word without being one of its letters.
INVISIBLE_SIGNS = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
APOSTROPHES = "'’‘ʼʹʺʻ`´′"
_LEFT_OUT = re.compile(f"[{INVISIBLE_SIGNS}]")

# Letters of the other alphabet that look the same; the last five as capitals only.
_CYRILLIC_LOOKALIKES, _LATIN_LOOKALIKES = "асеорхуіјѕһԛԝԁвкмнт", "aceopxyijshqwdbkmht"
_TO_LATIN = dict(zip(_CYRILLIC_LOOKALIKES, _LATIN_LOOKALIKES, strict=True))
# As a capital, H looks like Н, as a small letter like һ; the capital is met more often.
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _TO_LATIN.items()} | {"h": "н"}
_SORTS_OF_I = str.maketrans("ıïíî", "iiii")
_GREEK_LOOKALIKES = str.maketrans("αεικνορτυχ", "aeikvoptux")
# A whole word of these may be of the other alphabet; shorter ones are so by chance.
_LIKE_CYRILLIC, _LIKE_LATIN = frozenset("aceopxykmtbh"), frozenset("асеорхукмтвн")
_SHORTEST_LOOKALIKE = 4

_Readings = tuple[str, ...]

# “y” is a glide where a vowel follows; what becomes of it: `_settled`.
_CYRILLIC: dict[str, _Readings] = {
    "а": ("a",), "ә": ("a", "e"), "б": ("b",), "в": ("v",), "г": ("g",), "ғ": ("g",), "ґ": ("g",),
    "д": ("d",), "дж": ("j",), "е": ("e",), "є": ("e",), "э": ("e",), "ё": ("e", "yo"), "ж": ("j",),
    "җ": ("j",), "з": ("z",), "и": ("i",), "і": ("i",), "ї": ("i",), "ы": ("i",), "й": ("y",), "ј": ("y",),
    "к": ("k",), "қ": ("k",), "кс": ("ks",), "л": ("l",), "м": ("m",), "н": ("n",), "ң": ("n",), "нг": ("n",),
    "о": ("o",), "ө": ("o", "u"), "п": ("p",), "р": ("r",), "с": ("s",), "т": ("t",), "тс": ("c",),
    "у": ("u",), "уа": ("ua", "va"), "уә": ("ua", "va"), "ауы": ("aui", "au"), "ұ": ("u",), "ү": ("u",),
    "ў": ("u", "o"), "ф": ("f",), "х": ("h",), "һ": ("h",),
    "ҳ": ("h",), "ц": ("c",), "ч": ("c",), "ҷ": ("c", "j"), "ш": ("s",), "щ": ("s",), "ъ": ("",),
    "ь": ("",), "ю": ("yu",), "я": ("ya",),
    # Kazakh and Russian write the same names so: Қожахмет, Ходжахмет; Тілеу, Тлеу; Ілияс, Ильяс.
    "қож": ("koj", "hoj"), "кож": ("koj", "hoj"), "тіле": ("tile", "tle"), "ья": ("ya", "iya"),
    # After these “е” and “ё” are heard, and transliterated, alike.
    **{f"{sibilant}е": (f"{sound}e", f"{sound}o") for sibilant, sound in zip("жчшщц", "jcssc", strict=True)},
    **{f"{sibilant}ё": (f"{sound}e", f"{sound}o") for sibilant, sound in zip("жчшщц", "jcssc", strict=True)},
}  # fmt: skip

_LATIN_LETTERS: dict[str, _Readings] = {
    **{letter: (letter,) for letter in "abdefghiklmnoprstuvz"},
    "shch": ("s",), "schtsch": ("s",), "stsch": ("s",), "chtch": ("s",), "sch": ("s", "sh"),
    "sh": ("s", "sh"),
    "tsch": ("c",), "tch": ("c",), "ch": ("c", "s", "h"), "ts": ("c",), "tz": ("c",), "zh": ("j",),
    "dzh": ("j",), "dj": ("j",), "dsch": ("j",), "kh": ("h",), "gh": ("g",), "ph": ("f",), "th": ("t",),
    "ck": ("k", "ck"), "c": ("k", "c"), "ce": ("se", "ce"), "ci": ("si", "ci"), "j": ("j", "y"), "q": ("k",),
    "w": ("v", "u"), "x": ("ks", "h"), "y": ("y",), "ng": ("n",),
    "ee": ("e", "i"), "oo": ("u", "o"), "ou": ("u",), "ae": ("a", "ae"), "oe": ("o", "u", "oe"),
    "ue": ("u", "ue"), "ia": ("ia", "ya"), "ie": ("ie", "ye"), "iu": ("iu", "yu"), "io": ("io", "yo", "e"),
    "kozh": ("koj", "hoj"), "qozh": ("koj", "hoj"), "qoj": ("koj", "hoj"), "ya": ("ya", "iya"),
    "ua": ("ua", "va"), "auy": ("aui", "au"), "ei": ("ei", "ai"), "ey": ("ey", "ay"),
    "yo": ("yo", "e"), "jo": ("yo", "e", "jo"),
    # With a mark: scholarly, Turkic, Kazakh of 2018 and 2021.
    "š": ("s",), "ş": ("s",), "ș": ("s",), "ŝ": ("s",), "č": ("c",), "ç": ("c",), "ć": ("c",),
    "ž": ("j",), "ğ": ("g",), "ǵ": ("g",), "ġ": ("g",), "ñ": ("n",), "ń": ("n",), "ŋ": ("n",),
    "ä": ("a", "e"), "á": ("a", "e"), "ə": ("a", "e"), "ö": ("o", "u", "e"), "ó": ("o", "u"), "ü": ("u",),
    "ú": ("u",), "ū": ("u",), "û": ("yu", "u"), "â": ("ya", "a"), "ë": ("e", "yo"), "ė": ("e",),
    "è": ("e",), "é": ("e",), "ý": ("u", "y"), "ł": ("l",),
    "ß": ("s",),
    # With an apostrophe: Kazakh of 2017; else it is a soft sign and left out.
    "s'": ("s",), "c'": ("c",), "g'": ("g",), "n'": ("n",), "a'": ("a", "e"), "o'": ("o", "u"),
    "u'": ("u",), "y'": ("u", "y"), "i'": ("i",), "'": ("",),
}  # fmt: skip


def _pattern(letters: dict[str, _Readings]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, letters), key=len, reverse=True)))


_CYRILLIC_LETTER, _LATIN_LETTER = _pattern(_CYRILLIC), _pattern(_LATIN_LETTERS)
# Here “ae” is two vowels, not one: Bokaev, Nazarbaewa.
_TWO_VOWELS = re.compile(r"([aou])e(?=[vwf])")
_LAST_F = re.compile(r"(?<=[eo])f+(?=e?s?$)")
_FIRST_GLIDE = re.compile(r"(^|[aeiou])y(?=[aou])")
_DROPPED_GLIDE = re.compile(r"y(?=[aeou])")
_I_BEFORE_E = re.compile(r"(^|(?<=[aeou]))i(?=e)")


@functools.lru_cache(maxsize=CACHED_SOUNDS)
def sounds_of(word: str) -> tuple[str, ...]:
    """The ways in which a word sounds, the likeliest first, in the letters abcdefghijklmnoprstuvz.

    Digits and signs are left out. A word in another alphabet than Cyrillic and Latin is its own sound.
    """
    sounds: dict[str, None] = {}
    plain = plain_letters(word)
    for reading in _readings(plain):
        for sound in _sounds_in_one_alphabet(reading):
            if sound:
                sounds[sound] = None
    return tuple(itertools.islice(sounds, MOST_SOUNDS)) or tuple(filter(None, [plain]))


def plain_letters(word: str) -> str:
    """A word in small letters, each letter with its mark as one character, without invisible signs."""
    plain = unicodedata.normalize("NFKC", _LEFT_OUT.sub("", word)).casefold()
    return re.sub(f"[{APOSTROPHES}]", "'", unicodedata.normalize("NFC", plain))


def _readings(word: str) -> list[str]:
    """The word in one alphabet: as it stands, or with letters that only look like others replaced."""
    word = word.translate(_GREEK_LOOKALIKES)
    is_cyrillic = [is_cyrillic_letter(letter) for letter in word if letter.isalpha()]
    if all(is_cyrillic):
        return [word, *_whole_lookalike(word, _LIKE_LATIN, _TO_LATIN)]
    if not any(is_cyrillic):
        return [word, *_whole_lookalike(word, _LIKE_CYRILLIC, _TO_CYRILLIC)]
    return [
        "".join(_TO_CYRILLIC.get(letter, letter) for letter in word),
        "".join(_TO_LATIN.get(letter, letter) for letter in word),
        word,
    ]


def _whole_lookalike(word: str, lookalikes: frozenset[str], other_letters: dict[str, str]) -> list[str]:
    if len(word) < _SHORTEST_LOOKALIKE or not lookalikes.issuperset(word):
        return []
    return ["".join(other_letters[letter] for letter in word)]


def is_cyrillic_letter(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def _sounds_in_one_alphabet(word: str) -> list[str]:
    alternatives: list[_Readings] = []
    for is_cyrillic, letters in itertools.groupby(word, is_cyrillic_letter):
        run = "".join(letters)
        alternatives += _cyrillic(run) if is_cyrillic else _latin(run)
    sounds = itertools.product(*alternatives)
    return [_settled("".join(sound)) for sound in itertools.islice(sounds, MOST_SOUNDS)]


def _latin(word: str) -> list[_Readings]:
    # A separator keeps two vowels apart; it is no letter, so it is left out later.
    word = _TWO_VOWELS.sub(r"\1|e", _LAST_F.sub("v", word.translate(_SORTS_OF_I)))
    alternatives = []
    position = 0
    while position < len(word):
        if match := _LATIN_LETTER.match(word, position):
            alternatives.append(_LATIN_LETTERS[match[0]])
            position = match.end()
        else:
            base = unicodedata.normalize("NFKD", word[position])[0]
            alternatives.append(_LATIN_LETTERS.get(base, ("",)))
            position += 1
    return alternatives


def _cyrillic(word: str) -> list[_Readings]:
    return [_CYRILLIC[match[0]] for match in _CYRILLIC_LETTER.finditer(word)]


def _settled(sound: str) -> str:
    """A sound without doubled letters, its glides where all transliterations have them.

    “ya”: after a vowel and at the beginning “ia” (Аян, Ayan, Aian), after a consonant “a”; “ye”: “e”.
    """
    sound = _FIRST_GLIDE.sub(r"\1i", sound)
    sound = _DROPPED_GLIDE.sub("", sound).replace("y", "i")
    sound = _I_BEFORE_E.sub("", sound).replace("ou", "u").replace("ng", "n")
    return "".join(letter for letter, _run in itertools.groupby(sound))
