"""Alphabetical order in three alphabets."""

import pytest
from django.utils import translation

from foundation.i18n.collation import alphabetical


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["Chad", "Côte d’Ivoire", "Cuba", "Türkiye", "Tuvalu", "Zambia"]),
        ("ru", ["Австрия", "Ежи", "Ёлка", "Йемен", "Япония"]),
        ("kk", ["Австрия", "Әзербайжан", "Гана", "Ғарыш", "Кения", "Қазақстан", "Үндістан"]),
    ],
)
def test_words_stand_in_the_order_of_the_alphabet(code: str, words: list[str]) -> None:
    backwards = words[::-1]
    with translation.override(code):
        assert sorted(backwards, key=alphabetical) == words
