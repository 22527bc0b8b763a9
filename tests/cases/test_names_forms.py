"""Each form that a grammar or a system of transliteration makes of a name is found."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names import CaseName, Hit, Level, Matcher, TextPlace
from tests.support.forms_of_names import (
    RUSSIAN,
    RUSSIAN_GIVEN,
    SYSTEMS,
    kazakh_forms,
    transliterated,
)
from tests.support.invented_people import FAMILY_NAMES, MEN, WOMEN

PLACE = TextPlace("test", 1, "text", "")
# Family names that are no common words, nor shorter than a name must be to mean anybody alone.
DISTINCTIVE = [name for name in FAMILY_NAMES if not {name} & {"Ли", "Нұр", "Бек", "Болат", "Темір", "Серік",
               "Азат", "Отан", "Есім", "Пак", "Мирный", "Белый"}]  # fmt: skip
PEOPLE = [f"{name} {family}" for name, family in zip(itertools.cycle([*MEN, *WOMEN]), DISTINCTIVE)]


def matcher(name: str) -> Matcher:
    return Matcher([CaseName(1, "person", name)])


def whole(text: str, level: Level) -> list[Hit]:
    # The apostrophe of a last letter (Tsoi') may as well be a quotation mark.
    return [Hit(PLACE, 0, len(text.rstrip("'’ʹ")), 1, level)]


def missed(found_by: Matcher, forms: list[str], level: Level) -> list[str]:
    """The forms that are not one hit of this level from their beginning to their end."""
    return [form for form in forms if found_by.hits({PLACE: form}) != whole(form, level)]


@pytest.mark.parametrize("family", RUSSIAN)
def test_family_name_is_found_in_every_russian_case(family: str) -> None:
    forms = [family, *RUSSIAN[family].split()]
    assert missed(matcher(f"Жигер {family}"), forms, Level.POSSIBLE) == []
    assert missed(matcher(f"Жигер {family}"), [f"Жигера {form}" for form in forms], Level.CERTAIN) == []


@pytest.mark.parametrize("name", RUSSIAN_GIVEN)
def test_full_name_is_found_in_every_russian_case(name: str) -> None:
    forms = [f"{form} Ахметова" for form in (name, *RUSSIAN_GIVEN[name].split())]
    assert missed(matcher(f"{name} Ахметов"), forms, Level.CERTAIN) == []


@pytest.mark.parametrize("person", PEOPLE)
def test_name_is_found_with_every_kazakh_suffix(person: str) -> None:
    given_name, family = person.split()
    forms = kazakh_forms(family)
    assert missed(matcher(person), [f"{given_name} {form}" for form in forms], Level.CERTAIN) == []
    assert missed(matcher(person), forms, Level.POSSIBLE) == []
    swapped = [f"{family} {form}" for form in kazakh_forms(given_name)]
    assert missed(matcher(person), swapped, Level.CERTAIN) == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_name_is_found_in_every_transliteration_and_back(system: str) -> None:
    for person in PEOPLE:
        latin = transliterated(person, system)
        assert missed(matcher(person), [latin, latin.upper()], Level.CERTAIN) == []
        assert missed(matcher(latin), [person, person.upper()], Level.CERTAIN) == []


@pytest.mark.parametrize(("system", "other"), list(itertools.permutations(SYSTEMS, 2)))
def test_name_is_found_from_one_transliteration_in_another(system: str, other: str) -> None:
    for person in PEOPLE[:20]:
        entered, written = transliterated(person, system), transliterated(person, other)
        assert missed(matcher(entered), [written], Level.CERTAIN) == [], entered


HIDDEN = ["\u00ad", "\u200b", "\u200d", "\ufeff", "\u2060"]


@given(person=st.sampled_from(PEOPLE), data=st.data())
@settings(max_examples=150)
def test_name_is_found_however_it_is_written(person: str, data: st.DataObject) -> None:
    """Order, brackets, line breaks, hidden signs, look-alike letters, capitals: all at once."""
    words = person.split()
    if data.draw(st.booleans()):
        words.reverse()
    look_alike = {"а": "a", "о": "o", "е": "e", "с": "c", "р": "p", "у": "y", "х": "x"}
    letters = [
        [look_alike.get(letter, letter) if data.draw(st.booleans()) else letter for letter in word]
        for word in words
    ]
    for word in letters:
        place = data.draw(st.integers(1, len(word) - 1))
        word.insert(place, data.draw(st.sampled_from(["", *HIDDEN])))
    separator = data.draw(st.sampled_from([" ", "\n", "\u00a0", ", ", "  ", "-", "_", " («", "\r\n"]))
    text = separator.join("".join(word) for word in letters)
    text = text.upper() if data.draw(st.booleans()) else text
    assert missed(matcher(person), [text], Level.CERTAIN) == []


@pytest.mark.parametrize(
    "error", ["Мусулманбеков", "Мусульманбекков", "Мусульмнабеков", "Мусульманбиков", "Мусульмабеков"]
)
def test_one_typing_error_in_a_long_family_name_is_forgiven(error: str) -> None:
    assert matcher("Айдос Мусульманбеков").hits({PLACE: error}) == whole(error, Level.POSSIBLE)


@pytest.mark.parametrize(
    "other", ["Усульманбеков", "Мусульмвебеков", "Мусил", "Мусульмане", "Мусульнамбкеов"]
)
def test_another_name_is_no_typing_error(other: str) -> None:
    assert matcher("Айдос Мусульманбеков").hits({PLACE: other}) == []
