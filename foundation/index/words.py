"""Words as a search compares them: folded, stemmed, and by how a name sounds.

Letters of an alphabet such as “Қ” and “й” are kept; only accents of Latin letters and the dots of
“ё” are removed. Snowball stems English and Russian. It has no Kazakh stemmer; since Kazakh words
take suffixes, `postings` matches them by their beginning.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

import snowballstemmer

# Numbers of recommendations and articles stay whole: 124.21.
TOKEN = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
# A name shorter than this sounds like too many words.
SHORTEST_SOUND = 4
CACHED_WORDS = 200_000

_english = snowballstemmer.stemmer("english")
_russian = snowballstemmer.stemmer("russian")

_LATIN = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ж": "zh",
        "з": "z", "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n",
        "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u",
        "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
        "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
# Different transliterations of the same Cyrillic letters.
_SAME_SOUND = (("kh", "h"), ("zh", "j"), ("gh", "g"), ("shch", "sh"), ("ng", "n"),
               ("x", "ks"), ("q", "k"), ("w", "v"))  # fmt: skip
_GLIDE = re.compile(r"y(?=[aeiou])")


@functools.lru_cache(maxsize=CACHED_WORDS)
def folded(word: str) -> str:
    """A word without its case, accents of Latin letters and the dots of “ё”."""
    word = word.casefold()
    if word.isascii():
        return word
    letters = []
    for letter in word:
        if "\u0400" <= letter <= "\u04ff":
            letters.append("е" if letter == "ё" else letter)
        else:
            plain = unicodedata.normalize("NFKD", letter)
            letters += [part for part in plain if not unicodedata.combining(part)]
    return "".join(letters)


def composed(text: str) -> str:
    """The text in NFC: each letter and its accent as one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[str]:
    """The folded words of a text, in its order."""
    return [folded(word) for word in TOKEN.findall(composed(text))]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, folded word) for each word of a composed text."""
    for match in TOKEN.finditer(text):
        yield match.start(), match.end(), folded(match[0])


@functools.lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """The stem that the forms of a folded word share."""
    if word.isascii():
        return str(_english.stemWord(word)) if word.isalpha() else word
    return str(_russian.stemWord(word))


@functools.lru_cache(maxsize=CACHED_WORDS)
def sound(word: str) -> str:
    """How a folded name sounds, in Latin letters: bokaev for Bokaev, Bokayev and Бокаев.

    Empty for numbers and short words.
    """
    if not word.isalpha():
        return ""
    latin = word.translate(_LATIN)
    for spelling, replacement in _SAME_SOUND:
        latin = latin.replace(spelling, replacement)
    latin = _GLIDE.sub("", latin).replace("y", "i")
    latin = "".join(letter for letter, _run in groupby(latin))
    return latin if len(latin) >= SHORTEST_SOUND else ""
