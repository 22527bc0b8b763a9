"""Names in sentences: declined, transliterated, in any order; and words that only resemble them."""

import pytest

from cases.names import CaseName, Level, Matcher, TextPlace
from tests.support.sentences_with_names import (
    ENGLISH,
    KAZAKH,
    NEAR_MISSES,
    ORGANISATIONS,
    PEOPLE,
    RUSSIAN,
    sentences,
    without_marks,
)

PLACE = TextPlace("test", 1, "text", "")
MATCHER = Matcher(
    [
        *(CaseName(number, "person", name) for number, name in enumerate(PEOPLE)),
        *(CaseName(100 + number, "organisation", name) for number, name in enumerate(ORGANISATIONS)),
    ]
)
MARKS = {Level.CERTAIN: "{%s}", Level.POSSIBLE: "[%s]"}


def marked(text: str, matcher: Matcher = MATCHER) -> str:
    """The text with each hit in its marks."""
    for hit in reversed(matcher.hits({PLACE: text})):
        text = text[: hit.start] + MARKS[hit.level] % text[hit.start : hit.end] + text[hit.end :]
    return text


@pytest.mark.parametrize("sentence", sentences(RUSSIAN))
def test_name_stands_in_a_russian_sentence(sentence: str) -> None:
    assert marked(without_marks(sentence)) == sentence


@pytest.mark.parametrize("sentence", sentences(ENGLISH))
def test_name_stands_in_an_english_sentence(sentence: str) -> None:
    assert marked(without_marks(sentence)) == sentence


@pytest.mark.parametrize("sentence", sentences(KAZAKH))
def test_name_stands_in_a_kazakh_sentence(sentence: str) -> None:
    assert marked(without_marks(sentence)) == sentence


@pytest.mark.parametrize("sentence", sentences(NEAR_MISSES))
def test_words_that_resemble_names_are_none(sentence: str) -> None:
    assert marked(sentence) == sentence


# One name and one sentence each: kinds of names and spellings that the tables above do not have.
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Нұрсұлтан Қайратұлы", "{Нурсултану Кайратулы} отказали."),
        ("Нұрсұлтан Қайратұлы", "[Қайратұлына] айып тағылды."),
        ("Рысбек Сарсенбайулы", "Суд над {Рысбеком Сарсенбайулы} закрыт."),
        ("Бекзат Азимбек уулу", "{Азимбек уулу Бекзату} отказали."),
        ("Айгүл Марат қызы Ахметова", "{Айгуль Марат кызы Ахметову} задержали."),
        ("Ахметова Айгуль, 12.03.1985", "Aigul Bolatovna was not {Akhmetova, Aigul}."),
        ("Mr. Arman Tulegenov (born 1980)", "{Арман Тулегенов} освобождён."),
        ("Ахметова (Ким) Айгуль", "{Айгуль Ким}, она же {Айгуль Ахметова}. Айгуль Смагулова пришла."),
        ('Maks "Max" Bokaev', "{Макс Бокаев} пришёл. Макс Смагулов ушёл, Макс пришёл."),
        ("Айгуль Ахметова (Aigul Akhmetova)", "{Айгуль Ахметова} пришла."),
        ("Bokaev (Bokayev)", "[Бокаев] пришёл."),
        ("айгуль ахметова", "{Ахметова А. Б.} подала жалобу."),
        ("АХМЕТОВА АЙГУЛЬ", "{Айгуль Ахметова} подала жалобу."),
        ("А. Ахметова", "{А. Ахметова} подала жалобу."),
        ("Айгуль А.", "{Айгуль А.} подала жалобу."),
        ("Айгерім", "[Айгеримге] рұқсат берілді."),
        ("Айгерім", "Айгерим Смагулова пришла."),
        ("Kim Soo-young", "{Soo-young Kim} left."),
        ("Ahmad Al-Mansour", "{Ахмад аль-Мансур} уехал."),
        ("Иван Заяц", "[Зайцу] дали срок."),
        ("Анна Мороз", "В камере у [Мороз] нашли письмо."),
        ("Анна Мороз", "Мороз крепчал."),
        ("Анна Черных", "{Анне Черных} отказали."),
        ("Виктор Ким", "[КИМ] ОСВОБОЖДЁН"),
        ("Виктор Ким", "Аким области уволен."),
        ("Сауле Ли", "Придёт ли он?"),
        ("Сауле Ли", "{Сауле Ли} пришла."),
        ("Отто Вайс", "{Otto Weiss} is free."),
        ("Мақсат Уәлиханов", "{Максата Валиханова} судят."),
        ("Бауыржан Әуезов", "{Baurzhan Auezov} is free."),
        ("Yerlan Zhaqsybekov", "{Y. Zhaksybekov} is free."),
        ("Дулат Қожахметов", "[Ходжахметову] отказали."),
        ("Дулат Тілеуберді", "[Тлеуберди] отказали."),
        ("Дулат Ілиясов", "[Ильясову] отказали."),
        ("Дулат Ильясов", "[Ilyasov] was refused."),
        ("Дулат Ілиясов", "[Ilyasov] was refused."),
        ("Хадиша Ғабитова", "{K. Gabitova} is free."),
        ("Макс Бокаев", "#Свободу[Бокаеву]"),
        ("Макс Бокаев", "Письмо на адрес {mbokayev}@example.org"),
        ("Макс Бокаев", "Письмо на адрес {maks.bokayev}@example.org"),
        ("Макс Бокаев", "https://example.org/[%D0%91%D0%BE%D0%BA%D0%B0%D0%B5%D0%B2]"),
        ("Макс Бокаев", "[Б О К А Е В]"),
        ("Макс Бокаев", "{Ма-\nкса Бокаева} освободили."),
        ("Макс Бокаев", "Адвокат [Bokaev’тың] сөзі."),
        ("Yerlan Zhaqsybekov", "{Y\u00aderlan Z\u200bhaqs\u2060ybekov} is free."),
        ("Макс Бокаев", "Имя [Бока\u0301ева] не названо."),
        ("Макс Бокаев", "Пришёл [Бокаев]. Максим молчал."),
        ("Макс Бокаев", "[Макс Бакаев] освобождён."),
        ("Айгуль Ахметова", "[Айгуль Ахмтову] освободили."),
        ("Макс Бокаев", "Талгат [Бокаев] освобождён."),
    ],
)
def test_name_of_another_kind_stands_in_a_sentence(name: str, sentence: str) -> None:
    assert marked(without_marks(sentence), Matcher([CaseName(1, "person", name)])) == sentence


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Атажурт", "{Атажұрттың} өкілі."),
        ("Фонд «Ақ Барыс»", "Руководитель {Ак Барыса} задержан."),
        ("Ақ Барыс", "[Ақ барыс] – сирек аң."),
        ("Демократический выбор (ДВК)", "Сторонники {ДВК} задержаны."),
        ("Демократический выбор (ДВК)", "{ДВКның} жақтастары."),
        ("Демократический выбор (ДВК)", "Двкать."),
        ("Группа рабочих", "Группа рабочих вышла на площадь."),
        ("The activist", "The activist was detained."),
        ("Группа рабочих Карабулака", "{Группе рабочих Карабулака} отказали."),
        ("Congress of Independent Unions", "The [Congress of Independent Unions] was closed."),
        ("Congress of Independent Unions", "A congress of independent unions was held."),
    ],
)
def test_name_of_an_organisation_stands_in_a_sentence(name: str, sentence: str) -> None:
    assert marked(without_marks(sentence), Matcher([CaseName(1, "organisation", name)])) == sentence
