"""Which characters a text may hold, and what becomes of the others."""

import json
import unicodedata

import pytest
from django.utils import translation

from foundation.i18n.texts import (
    NotStorable,
    cleaned,
    is_clean,
    odd,
    perhaps_odd,
    presentable,
    presentable_bytes,
    presentable_query,
    shortened,
)
from tests.support.texts import LOST, TO_BREAKS

# What is no letter and stays all the same: each has a meaning.
KEPT = {
    "tab": "\t",
    "line feed": "\n",
    "no-break space": "\u00a0",
    "joiner": "\u200d",
    "non-joiner": "\u200c",
    "mark from left to right": "\u200e",
    "mark from right to left": "\u200f",
    "replacement": "\ufffd",
    "emoji": "\U0001f600",
}

# Classes of Unicode’s algorithm: embeddings, overrides, isolates, and what ends them.
TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("name", LOST)
def test_invisible_character_without_a_meaning_is_taken_out(name: str) -> None:
    text = f"Lift {LOST[name]}curbs"
    assert cleaned(text, lines=True) == cleaned(text, lines=False) == "Lift curbs"
    assert presentable(text) == "Lift curbs"


@pytest.mark.parametrize("name", TO_BREAKS)
def test_unusual_line_break_becomes_a_usual_one_or_a_blank(name: str) -> None:
    text = f"Lift{TO_BREAKS[name]}curbs"
    assert cleaned(text, lines=True) == "Lift\ncurbs"
    assert cleaned(text, lines=False) == "Lift curbs"


@pytest.mark.parametrize("name", KEPT)
def test_character_with_a_meaning_stays(name: str) -> None:
    text = f"Lift{KEPT[name]}curbs"
    assert cleaned(text, lines=True) == text
    assert presentable(text) == text
    assert not odd(text)


@pytest.mark.parametrize(
    ("text", "cleaned_text"),
    [
        ("Lift\u200b curbs", "Lift curbs"),
        ("tor\u00adture", "torture"),
        ("пы\u00adток", "пыток"),
        ("\u200bLift curbs\u2060", "Lift curbs"),
        ("Lift\ufeff curbs", "Lift curbs"),
        # Persian joins and parts letters so, Thai and Khmer part words so.
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("สิทธิ\u200bมนุษยชน", "สิทธิ\u200bมนุษยชน"),
        ("សិទ្ធិ\u200bមនុស្ស", "សិទ្ធិ\u200bមនុស្ស"),
        ("สิทธิ\u200b rights", "สิทธิ rights"),
    ],
)
def test_space_of_no_width_goes_but_where_a_language_needs_it(text: str, cleaned_text: str) -> None:
    assert cleaned(text, lines=False) == cleaned(text, lines=True) == cleaned_text
    assert is_clean(text) is (text == cleaned_text)


def test_line_that_is_cleaned_has_one_blank_where_it_broke_and_none_at_its_ends() -> None:
    assert cleaned("\v Lift \v\n\tcurbs\r\n", lines=False) == "Lift curbs"
    assert cleaned("two  blanks ", lines=False) == "two  blanks "


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            (
                "Behind “Lift” stands half a character (U+D800), which cannot be stored. Type that "
                "place again."
            ),
        ),
        (
            "ru",
            (
                "После слов «Lift» стоит половина символа (U+D800): ее нельзя сохранить. Наберите "
                "это место заново."
            ),
        ),
        (
            "kk",
            (
                "«Lift» сөздерінен кейін таңбаның жартысы тұр (U+D800): оны сақтау мүмкін емес. "
                "Бұл жерді қайта теріңіз."
            ),
        ),
    ],
)
def test_half_a_character_is_refused_in_a_sentence(language: str, sentence: str) -> None:
    with translation.override(language), pytest.raises(NotStorable) as refusal:
        cleaned("Lift\ud800 curbs", lines=True)
    assert str(refusal.value) == sentence


# The first two planes, and the end of each other: the rest of them is letters or not assigned.
ENDS = [plane << 16 | low for plane in range(2, 17) for low in range(0xFFF0, 0x10000)]
CHARACTERS = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x20000), *ENDS]))


def test_what_is_cleaned_every_database_and_every_xml_takes() -> None:
    """Of all characters: what XML 1.0 and JSON hold, and nothing that turns letters about."""
    text = cleaned(CHARACTERS, lines=True)
    assert {c for c in text if c < " "} == {"\t", "\n"}
    assert "".join(map(presentable, ("\t", "\n"))) == "\t\n"
    # Nothing but controls, formats, separators of lines and what is no character was taken out.
    gone = set(CHARACTERS) - set(text)
    assert {unicodedata.category(c) for c in gone} == {"Cc", "Cf", "Cn", "Zl", "Zp"}
    turning = {c for c in CHARACTERS[:0x3000] if unicodedata.bidirectional(c) in TURNING}
    widthless = set("\u00ad\u200b\u2060")
    assert {c for c in gone if unicodedata.category(c) == "Cf"} == turning | {"\ufeff"} | widthless
    noncharacters = {c for c in CHARACTERS if "\ufdd0" <= c <= "\ufdef" or ord(c) & 0xFFFE == 0xFFFE}
    assert {c for c in gone if unicodedata.category(c) == "Cn"} == noncharacters
    assert all(map(odd, gone - {"\r"} - widthless))


def test_page_is_cleaned_by_its_bytes_as_a_text_is_by_its_letters() -> None:
    """The fast way looks at bytes; it must take out what the slow one takes out, and no more."""
    assert presentable_bytes(CHARACTERS.encode()).decode() == presentable(CHARACTERS)
    # One at a time, beside letters that the fast way does not look at, and beside their neighbours.
    gone = set(CHARACTERS) - set(presentable(CHARACTERS))
    beside = {ord(c) + step for c in gone for step in (-1, 0, 1)}
    for character in sorted(beside & set(map(ord, CHARACTERS))):
        text = f"я{chr(character)}a"
        assert presentable_bytes(text.encode()).decode() == presentable(text)


def test_page_that_holds_json_holds_json_still() -> None:
    text = json.dumps({"name": "a\u2028b\u202ec\x85d"}, ensure_ascii=False)
    assert json.loads(presentable_bytes(text.encode())) == {"name": "a bc d"}


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("q=law&theme=a&theme=b", "q=law&theme=a&theme=b"),
        ("q=%00law&theme=", "q=law&theme="),
        ("q=a%0Ab%e2%80%aec", "q=a%0Abc"),
        ("q%00=%C2%85&q=1", "q=+&q=1"),
        ("q=\x00law", "q=law"),
        # “Ratify” in quotes, bytes that are no UTF-8, and what only looks like an escape.
        ("q=%E2%80%9CRatify%E2%80%9D", "q=%E2%80%9CRatify%E2%80%9D"),
        ("q=%ff&page=%zz", "q=%ff&page=%zz"),
    ],
)
def test_query_is_left_as_it_is_but_for_what_nobody_sees(query: str, plain: str) -> None:
    assert presentable_query(query) == plain
    assert perhaps_odd(query) or query == plain


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("Adopt a law", 11, "Adopt a law"),
        ("Adopt a law", 10, "Adopt a…"),
        ("Adopt\n a  law", 11, "Adopt a law"),
        ("Stop it, and report", 12, "Stop it…"),
        ("Stop it – and report", 13, "Stop it…"),
        ("Приостановить смертную казнь", 22, "Приостановить…"),
        ("Приостановить смертную казнь", 23, "Приостановить смертную…"),
        ("Free “Ak Zhol” now", 10, "Free “Ak…"),
        ("Free “Ak Zhol” now", 8, "Free…"),
        # There is no place between words in it.
        ("Unconstitutionality", 8, "Unconst…"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_between_words(text: str, length: int, short: str) -> None:
    assert shortened(text, length) == short
    assert len(short) <= length
