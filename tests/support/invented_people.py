"""People who do not exist, with names that are common in Kazakhstan."""

import itertools

from cases.models import Case
from tests.support import factories

MEN = ["Айдос", "Арман", "Асхат", "Бауыржан", "Данияр", "Дәурен", "Ербол", "Жандос", "Нұрлан", "Сергей"]
WOMEN = ["Айгүл", "Ақмарал", "Ботагөз", "Динара", "Жанар", "Мадина", "Сәуле", "Ирина", "Роза", "Вера"]
# The commonest family names of the country, of each kind of ending.
FAMILY_NAMES = [
    "Ахметов", "Омаров", "Оспанов", "Иванов", "Алиев", "Смағұлов", "Сүлейменов", "Ибраев",
    "Ибрагимов", "Жұмабаев", "Жүнісов", "Искаков", "Касымов", "Мусин", "Абдрахманов", "Нұрғалиев",
    "Садыков", "Байжанов", "Тулегенов", "Волков", "Кузнецов", "Попов", "Смирнов", "Петров",
    "Козлов", "Ковалёв", "Новиков", "Морозов", "Мельниченко", "Шевченко", "Ким", "Цой", "Пак", "Ли",
    "Югай", "Шмидт", "Миллер", "Вагнер", "Кравец", "Белый", "Высоцкий", "Мусульманбеков",
    "Қазақбаев", "Правдин", "Мирный", "Сәрсенбай", "Серік", "Болат", "Нұр", "Бек", "Темір",
    "Тоқтар", "Асқар", "Төлеген", "Есім", "Отан", "Азат", "Бостан",
]  # fmt: skip


def full_names() -> list[str]:
    """One man or woman for each family name and two given names."""
    given = itertools.cycle([*MEN, *WOMEN])
    return [f"{next(given)} {family}" for family in FAMILY_NAMES for _time in range(2)]


def hold_back(names: list[str]) -> list[Case]:
    """A draft for each name."""
    return [
        factories.case(f"person-{number}", public_name_en="", private_name=name, publication_state="draft")
        for number, name in enumerate(names)
    ]
