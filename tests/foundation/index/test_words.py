"""Which spellings a search takes for the same word."""

import pytest

from foundation.index.search import Term, terms
from foundation.index.words import folded, sound, stem, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Türkiye’s Law, No. 124.21", ["turkiye", "s", "law", "no", "124.21"]),
        ("ЁЛКА и Йод", ["елка", "и", "йод"]),
        ("Қазақстан Өңірі", ["қазақстан", "өңірі"]),
        ("A/HRC/28/10", ["a", "hrc", "28", "10"]),
        ("\u202eevil\x00 _x_", ["evil", "x"]),
        ("Cafe\u0301 Cote\u0302", ["cafe", "cote"]),
        ("и\u0306од", ["йод"]),
    ],
)
def test_words_lose_case_and_latin_accents_and_nothing_else(text: str, found: list[str]) -> None:
    assert tokens(text) == found


@pytest.mark.parametrize(
    "forms",
    [
        ("right", "rights"),
        ("religion", "religions"),
        ("ratify", "ratified", "ratifying"),
        ("закон", "законы", "законом", "законах"),
        ("пытка", "пытки", "пытками"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("Bokaev", "Bokayev", "Бокаев"),
        ("Larisa", "Larissa", "Лариса"),
        ("Kharkova", "Харькова"),
        ("Sergei", "Sergey", "Сергей"),
        ("Dmitry", "Dmitriy", "Дмитрий"),
        ("Mariya", "Maria", "Мария"),
        ("Zhakishev", "Jakishev", "Жакишев"),
        ("Narymbaev", "Narymbayev", "Нарымбаев"),
        ("Yermek", "Ermek", "Ермек"),
        ("Qairat", "Kairat", "Қайрат"),
        ("Serikzhan", "Серікжан"),
    ],
)
def test_spellings_of_a_name_sound_the_same(spellings: tuple[str, ...]) -> None:
    assert len({sound(folded(one)) for one in spellings}) == 1
    assert sound(folded(spellings[0]))


@pytest.mark.parametrize(("one", "other"), [("Bokaev", "Bekaev"), ("Maks", "Amin")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(folded(one)) != sound(folded(other))


@pytest.mark.parametrize("word", ["124.21", "law", "b2b4"])
def test_numbers_and_short_words_have_no_sound(word: str) -> None:
    assert sound(word) == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("law Rights", (Term(("law",)), Term(("rights",)))),
        ('"human rights" -torture', (Term(("human", "rights")), Term(("torture",), excluded=True))),
        ("“права человека”", (Term(("права", "человека")),)),
        ("rat*", (Term(("rat",), beginning=True),)),
        ('-"death penalty"', (Term(("death", "penalty"), excluded=True),)),
        ("human-rights", (Term(("human", "rights")),)),
        ("law law", (Term(("law",)),)),
        # Nothing that a person typed is lost to a slip.
        ('"a "b" c"', (Term(("a",)), Term(("b",)), Term(("c",)))),
        ('"never closed', (Term(("never", "closed")),)),
        ("\"'((((%", ()),
        ('- * "" «»', ()),
    ],
)
def test_query_is_read_as_people_write_it(query: str, found: tuple[Term, ...]) -> None:
    assert terms(query) == found


def test_query_of_a_machine_is_cut() -> None:
    assert len(terms(" ".join(f"word{number}" for number in range(1000)))) == 32
