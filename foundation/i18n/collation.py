"""Sort keys by the alphabet of each language.

Python sorts by code points, which puts Ә, Ғ, Қ … after Я, and É after Z.
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
        # After Latin letters, as in Unicode.
        places.append(0x400 + place if place >= 0 else plain)
    return places, text
