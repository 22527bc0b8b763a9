"""Names of States in sentences: every form of every State, held to the rules of each language."""

import json
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from recommendations.models import State
from recommendations.state_names import UnknownFormError, form_of, forms_in, sentence, sentence_html
from tests.support import factories
from tests.support.page_types import LANGUAGES

SHIPPED = {
    row["fields"]["iso3"]: row["fields"]
    for row in json.loads((settings.BASE_DIR / "fixtures/reference/states.json").read_text(encoding="utf-8"))
}
SHORTENED = {"BOL", "FSM", "GBR", "IRN", "NLD", "USA", "VEN"}

# English: who has the article in a sentence, and who has an apostrophe alone.
WITH_ARTICLE = {
    "ARE",
    "BHS",
    "CAF",
    "COD",
    "COG",
    "COK",
    "COM",
    "DOM",
    "GBR",
    "GMB",
    "KOR",
    "LAO",
    "MDA",
    "MDV",
    "MHL",
    "NER",
    "NLD",
    "PHL",
    "PRK",
    "PSE",
    "RUS",
    "SDN",
    "SYR",
    "TZA",
    "USA",
    "VAT",
}
PLURAL = {"ARE", "BHS", "COK", "COM", "MDV", "MHL", "NLD", "PHL", "SLB", "SYC", "USA", "VCT"}

# Russian: genitive, dative and prepositional of a noun by its ending, the longest first.
ENDINGS = {
    "ия": "ии ии ии",
    "ея": "еи ее ее",
    "ша": "ши ше ше",
    "жа": "жи же же",
    "ка": "ки ке ке",
    "га": "ги ге ге",
    "а": "ы е е",
    "ий": "ия ию ии",
    "й": "я ю е",
    "ль": "ля лю ле",
    "сь": "си си си",
}
ADJECTIVES = {"ая": "ой ой ой", "ый": "ого ому ом", "ой": "ого ому ом"}
PLURAL_ADJECTIVES = {"ие": "их им их", "ые": "ых ым ых", "овы": "овых овым овых"}
PLURAL_NOUNS = {"Острова": "Островов Островам Островах", "Штаты": "Штатов Штатам Штатах"}
NOT_BY_ENDING = {
    "ARE": "Объединенных Арабских Эмиратов|Объединенным Арабским Эмиратам|Объединенных Арабских Эмиратах",
    "ATG": "Антигуа и Барбуды|Антигуа и Барбуде|Антигуа и Барбуде",
    "BIH": "Боснии и Герцеговины|Боснии и Герцеговине|Боснии и Герцеговине",
    "COK": "Островов Кука|Островам Кука|Островах Кука",
    "COD": "Демократической Республики Конго|" + "|".join(["Демократической Республике Конго"] * 2),
    "EGY": "Египта|Египту|Египте",
    "GBR": "Соединенного Королевства|Соединенному Королевству|Соединенном Королевстве",
    "GNB": "Гвинеи-Бисау|Гвинее-Бисау|Гвинее-Бисау",
    "KNA": "Сент-Китса и Невиса|Сент-Китсу и Невису|Сент-Китсе и Невисе",
    "KOR": "Республики Корея|Республике Корея|Республике Корея",
    "MDA": "Республики Молдова|Республике Молдова|Республике Молдова",
    "NIC": "Никарагуа|Никарагуа|Никарагуа",
    "NLD": "Нидерландов|Нидерландам|Нидерландах",
    "PHL": "Филиппин|Филиппинам|Филиппинах",
    "PNG": "Папуа — Новой Гвинеи|Папуа — Новой Гвинее|Папуа — Новой Гвинее",
    "PSE": "Государства Палестина|Государству Палестина|Государстве Палестина",
    "STP": "Сан-Томе и Принсипи|Сан-Томе и Принсипи|Сан-Томе и Принсипи",
    "TTO": "Тринидада и Тобаго|Тринидаду и Тобаго|Тринидаде и Тобаго",
    "TZA": "Объединенной Республики Танзания|" + "|".join(["Объединенной Республике Танзания"] * 2),
    "VCT": "Сент-Винсента и Гренадин|Сент-Винсенту и Гренадинам|Сент-Винсенте и Гренадинах",
    "WSM": "Самоа|Самоа|Самоа",
}
ON = {
    "BHS",
    "BRB",
    "COK",
    "COM",
    "CUB",
    "CYP",
    "FJI",
    "GRD",
    "HTI",
    "JAM",
    "MDG",
    "MDV",
    "MHL",
    "MLT",
    "MUS",
    "NIU",
    "PHL",
    "SLB",
    "SYC",
}
BEFORE_TWO_CONSONANTS = {"FRA", "VNM"}

# Kazakh: suffixes follow the last vowel and the last sound.
BACK, FRONT = "аоұыуёюя", "әөүіеэи"
# Sounds at the end of borrowed words that are written voiced and spoken voiceless stand with these.
VOICELESS = "кқпстфхцчшщбвгд"
# “Республикасы” and its like end in a suffix of possession, which takes others.
POSSESSED = re.compile(r"(?:сы|сі|лары|лері|дігі|Мемлекеті|аралдары|Әмірліктері)\Z")
FRONT_THOUGH_BACK = {"Люксембург", "Перу"}


def state(iso3: str) -> State:
    fields = SHIPPED[iso3]
    return State(**fields)


def forms_of(iso3: str) -> dict[str, str]:
    return forms_in(translation.get_language() or "en")[iso3].forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_state_has_its_forms_under_its_name(language: str) -> None:
    listed = {iso3: row.listed_name for iso3, row in forms_in(language).items()}
    assert listed == {iso3: fields[f"name_{language}"] for iso3, fields in SHIPPED.items()}
    assert [iso3 for iso3, row in forms_in(language).items() if not all(row.forms.values())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_names_that_nobody_says_in_full_are_shorter_in_a_sentence(language: str) -> None:
    shortened = {
        iso3
        for iso3, row in forms_in(language).items()
        if row.forms["name"].removeprefix("the ") != row.listed_name
    }
    assert shortened == SHORTENED


def test_english_names_have_their_article_and_apostrophe() -> None:
    rows = {iso3: row.forms for iso3, row in forms_in("en").items()}
    assert {iso3 for iso3, forms in rows.items() if forms["name"].startswith("the ")} == WITH_ARTICLE
    assert {iso3: forms["possessive"] for iso3, forms in rows.items()} == {
        iso3: forms["name"] + ("’" if iso3 in PLURAL else "’s") for iso3, forms in rows.items()
    }


def by_ending(word: str, endings: dict[str, str]) -> list[str] | None:
    for ending, others in endings.items():
        if word.endswith(ending):
            return [word.removesuffix(ending) + other for other in others.split()]
    return None


def declined(name: str) -> list[str]:
    """A Russian name in the genitive, dative and prepositional, by the endings of its words."""
    *before, noun = name.split()
    if noun in PLURAL_NOUNS:
        words = [by_ending(word, PLURAL_ADJECTIVES) or [] for word in before]
        words.append(PLURAL_NOUNS[noun].split())
    else:
        words = [by_ending(word, ADJECTIVES) or [] for word in before]
        if noun[-1] in "оеиуэ":
            words.append([noun] * 3)
        elif noun[-1] not in "аяйь":
            words.append([noun + ending for ending in "ауе"])
        else:
            words.append(by_ending(noun, ENDINGS) or [])
    return [" ".join(forms) for forms in zip(*words, strict=True)]


def test_russian_names_are_declined() -> None:
    expected = {}
    for iso3, row in forms_in("ru").items():
        plain = NOT_BY_ENDING[iso3].split("|") if iso3 in NOT_BY_ENDING else declined(row.forms["name"])
        preposition = "на" if iso3 in ON else "во" if iso3 in BEFORE_TWO_CONSONANTS else "в"
        expected[iso3] = (plain[0], plain[1], f"{preposition} {plain[2]}")
    assert {
        iso3: (row.forms["genitive"], row.forms["dative"], row.forms["locative"])
        for iso3, row in forms_in("ru").items()
    } == expected


def suffixed(name: str) -> tuple[str, str, str, str]:
    """A Kazakh name in the genitive, dative, locative and ablative, by the harmony of sounds."""
    if name == "АҚШ":
        return "АҚШ-тың", "АҚШ-қа", "АҚШ-та", "АҚШ-тан"
    vowels = [letter for letter in name.lower() if letter in BACK + FRONT]
    front = vowels[-1] in FRONT or name[-1] == "ь" or name in FRONT_THOUGH_BACK
    sound = name.rstrip("ь")[-1]
    if POSSESSED.search(name):
        back, fore = "ның на нда нан", "нің не нде нен"
    elif sound in VOICELESS:
        back, fore = "тың қа та тан", "тің ке те тен"
    elif sound in "мнң":
        back, fore = "ның ға да нан", "нің ге де нен"
    elif sound in "аәоөұүыіеэяё":
        back, fore = "ның ға да дан", "нің ге де ден"
    else:  # л, р, й, з and the vowels и, у, ю, which end like consonants
        back, fore = "дың ға да дан", "дің ге де ден"
    genitive, dative, locative, ablative = (name + suffix for suffix in (fore if front else back).split())
    return genitive, dative, locative, ablative


def test_kazakh_names_have_their_suffixes() -> None:
    assert {
        iso3: (
            row.forms["genitive"],
            row.forms["dative"],
            row.forms["locative"],
            row.forms["ablative"],
        )
        for iso3, row in forms_in("kk").items()
    } == {iso3: suffixed(row.forms["name"]) for iso3, row in forms_in("kk").items()}


@pytest.mark.parametrize(
    ("language", "iso3", "answer"),
    [
        ("en", "KAZ", "Kazakhstan’s answer"),
        ("en", "USA", "The United States’ answer"),
        ("en", "GMB", "The Gambia’s answer"),
        ("en", "NLD", "The Netherlands’ answer"),
        ("ru", "KAZ", "Ответ Казахстана"),
        ("ru", "USA", "Ответ Соединенных Штатов"),
        ("ru", "BOL", "Ответ Боливии"),
        ("kk", "KAZ", "Қазақстанның жауабы"),
        ("kk", "USA", "АҚШ-тың жауабы"),
        ("kk", "MDV", "Мальдив аралдарының жауабы"),
        ("kk", "MLI", "Малидің жауабы"),
    ],
)
def test_the_answer_of_a_state_is_told_as_a_person_says_it(language: str, iso3: str, answer: str) -> None:
    with translation.override(language):
        told = sentence(
            translation.gettext("{sur:possessive} answer"),
            translation.gettext("Answer of the State: {sur}"),
            sur=state(iso3),
        )
    assert told == answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Answer of the State: Republic of Kazakhstan"),
        ("ru", "Ответ государства: Республика Казахстан"),
        ("kk", "Мемлекеттің жауабы: Қазақстан Республикасы"),
    ],
)
def test_a_name_that_the_tables_do_not_have_stands_in_a_sentence_without_forms(
    language: str, answer: str
) -> None:
    renamed = factories.state(
        name_en="Republic of Kazakhstan", name_ru="Республика Казахстан", name_kk="Қазақстан Республикасы"
    )
    with translation.override(language):
        told = sentence(
            translation.gettext("{sur:possessive} answer"),
            translation.gettext("Answer of the State: {sur}"),
            sur=renamed,
        )
    assert told == answer


@pytest.mark.django_db
def test_a_state_without_a_russian_name_is_called_and_marked_in_english() -> None:
    unnamed = factories.state("XXA", name_en="R&D")
    with translation.override("ru"):
        html = sentence_html("Ответ {sur:genitive}", "Ответ государства: {sur}", sur=unnamed)
    assert html == 'Ответ государства: <span lang="en">R&amp;D</span>'


def test_a_form_that_no_table_has_is_an_error_of_its_sentence() -> None:
    with translation.override("ru"), pytest.raises(UnknownFormError, match="vocative of KAZ in ru"):
        form_of(state("KAZ"), "vocative")


def test_values_in_a_sentence_are_escaped_for_a_page_only() -> None:
    assert sentence_html("{sur:name} <b>{day}</b>", "", sur=state("KAZ"), day="<") == "Kazakhstan <b>&lt;</b>"
    assert sentence("{sur:name} {day}", "", sur=state("KAZ"), day="<") == "Kazakhstan <"


def fields(text: str) -> set[tuple[str, str]]:
    """The names in braces of a text, each with the form that is asked for."""
    return {(name, form or "") for _text, name, form, _conversion in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_translations_ask_for_the_same_names_in_forms_that_the_language_has(language: str) -> None:
    path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES/django.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if "{" in str(message.id)]
    forms = set(forms_in(language)["KAZ"].forms)
    english_forms = set(forms_in("en")["KAZ"].forms)
    wrong = []
    for message in messages:
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        told = [message.string] if isinstance(message.string, str) else list(message.string or ())
        names = {name for text in originals for name, _form in fields(text)}
        asked = {form for text in told for _name, form in fields(text)} - {""}
        asked_in_english = {form for text in originals for _name, form in fields(text)} - {""}
        same = all({name for name, _form in fields(text)} == names for text in told)
        # A sentence without forms in English is the one for States that have none.
        if not same or asked - forms or asked_in_english - english_forms or (asked and not asked_in_english):
            wrong.append(message.id)
    assert wrong == []
    assert len(messages) > 20
