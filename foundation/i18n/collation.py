"""Lists in alphabetical order, as the alphabet of each language has it.

Python sorts by code points: that puts Ә, Ғ, Қ … behind Я, and É behind Z.
"""

import unicodedata

from django.utils.translation import get_language

ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
}


def alphabetical(text: str) -> tuple[list[int], str]:
    """The sort key of a text in the active language; accents of Latin letters count last."""
    return alphabetical_in(get_language() or "en", text)


def alphabetical_in(language: str, text: str) -> tuple[list[int], str]:
    alphabet = ALPHABETS.get(language, "")
    places = []
    for character in text.casefold():
        place = alphabet.find(character)
        plain = ord(unicodedata.normalize("NFKD", character)[0])
        # Behind everything Latin, where Cyrillic stands in any case.
        places.append(0x400 + place if place >= 0 else plain)
    return places, text
