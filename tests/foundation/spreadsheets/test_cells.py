"""A cell is read as what it can only mean, or refused in a sentence."""

import datetime as dt
from typing import Any

import pytest

from foundation.spreadsheets.cells import (
    ChoiceWidget,
    DayWidget,
    TextWidget,
    TruthWidget,
    WholeNumberWidget,
    as_misread,
    is_failed,
)
from foundation.spreadsheets.names import NameTable, nearest
from foundation.spreadsheets.shortened import is_date_like, is_shortened
from recommendations.choices import ImplementationStatus

# As openpyxl reads the cell of a day.
EXCEL_DAY = dt.datetime.fromisoformat("2018-02-25 00:00:00")


def refusal(widget: Any, cell: object) -> str:
    with pytest.raises(ValueError, match=r".") as raised:
        widget.clean(cell)
    return str(raised.value)


@pytest.mark.parametrize(
    ("truth", "cells"),
    [
        (True, ["Yes", "да", "иә", "ИСТИНА", "TRUE", "1", 1, True, 1.0, " Да ", "АҚИҚАТ", "WAHR", "y"]),
        (True, ["Ja", "ja", "J", "1.0", "1,0", "1.00", "д", "верно", "ШЫН"]),
        (False, ["No", "нет", "жоқ", "ЛОЖЬ", "FALSE", "0", 0, False, 0.0, "Нет", "ЖАЛҒАН", "FALSCH", "n"]),
        (False, ["Nein", "nein", "0.0", "0,0", "0.00", "н", "неверно"]),
        (None, ["", " ", None]),
    ],
)  # fmt: skip
def test_words_for_yes_and_no_are_read(truth: bool | None, cells: list[Any]) -> None:
    assert [TruthWidget().clean(cell) for cell in cells] == [truth] * len(cells)


@pytest.mark.parametrize(
    "cell", ["x", "maybe", "2", 2, "–", "+", "✓", "не знаю", "yes/no", 0.5, "1.5", "0.1", "10.0", "1.", "-1"]
)
def test_what_is_neither_yes_nor_no_is_refused(cell: object) -> None:
    assert refusal(TruthWidget(), cell) == f"“{cell}” is neither yes nor no. Write 1 or 0."


@pytest.mark.parametrize(
    ("cell", "near"), [("WAHR?", "wahr"), ("Tru", "true"), ("yess", "yes"), ("истена", "истина")]
)
def test_slip_in_a_word_for_yes_is_refused_with_the_word(cell: str, near: str) -> None:
    told = f"“{cell}” is neither yes nor no. Write 1 or 0. Did you mean “{near}”?"
    assert refusal(TruthWidget(), cell) == told


@pytest.mark.parametrize(
    "cell",
    [
        "2018-02-25", "25.02.2018", "25.2.2018", "25/02/2018", "25-02-2018", "2018/02/25", "2018.02.25",
        "2018-02-25 00:00:00", "02/25/2018", "25 February 2018", "25 февраля 2018 г.", "25 ақпан 2018",
        dt.date(2018, 2, 25), EXCEL_DAY,
    ],
)  # fmt: skip
def test_day_that_can_be_read_one_way_is_read(cell: object) -> None:
    assert DayWidget().clean(cell) == dt.date(2018, 2, 25)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01.02.2018", dt.date(2018, 2, 1)), ("2018-02-01", dt.date(2018, 2, 1)),
        ("01/01/2018", dt.date(2018, 1, 1)), ("5-5-2018", dt.date(2018, 5, 5)),
        ("", None), (None, None),
    ],
)  # fmt: skip
def test_first_number_between_dots_is_the_day(cell: object, day: dt.date | None) -> None:
    assert DayWidget().clean(cell) == day


@pytest.mark.parametrize("cell", ["01/02/2018", "1/2/2018", "01-02-2018", "1 / 2 / 2018", "01/02/2018 00:00"])
def test_day_that_can_be_read_two_ways_is_refused_with_both(cell: str) -> None:
    told = cell.removesuffix(" 00:00")
    assert refusal(DayWidget(), cell) == (
        f"“{told}” can be read as 1 February 2018 and as 2 January 2018. Write the one that you mean with "
        "points, the day first: 01.02.2018, or with its month in words."
    )


@pytest.mark.parametrize(
    "cell",
    [
        "43132",
        43132,
        "1.2.18",
        "Feb-18",
        "2018-02-30",
        "32/01/2018",
        "13/13/2018",
        "soon",
        "2018-02-01 10:30",
    ],
)
def test_what_is_no_day_is_refused(cell: object) -> None:
    sentence = refusal(DayWidget(), cell)
    assert sentence.startswith(f"“{cell}” could not be read as a date. Write, for example, 30 October 2014")


@pytest.mark.parametrize("cell", ["2018", 2018, "February 2018", "02.2018", "2018-02", "қазан 2018"])
def test_month_or_year_is_not_taken_for_its_first_day(cell: object) -> None:
    assert refusal(DayWidget(), cell) == (
        f"“{cell}” is no single day, and a day is needed here. Write, for example, 30 October 2014, "
        "30.10.2014 or 2014-10-30."
    )


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", 12),
        (12, 12),
        (12.0, 12),
        ("1 200", 1200),
        ("1\u00a0200\u00a0000", 1_200_000),
        ("-3", -3),
        ("", None),
    ],
)
def test_whole_number_is_read(cell: object, number: int | None) -> None:
    assert WholeNumberWidget().clean(cell) == number


@pytest.mark.parametrize(
    "cell", ["12.5", 12.5, "12,5", "1.200", "1,200", "1e3", "about 12", "1 20", "12 or 13"]
)
def test_what_is_no_whole_number_is_not_cut_off(cell: object) -> None:
    assert refusal(WholeNumberWidget(), cell) == f"“{cell}” is not a whole number. Write digits only: 1200."


@pytest.mark.parametrize("cell", [124.1, 1e5, True, EXCEL_DAY, dt.date(2024, 5, 1), dt.time(12, 5)])
def test_text_that_a_spreadsheet_took_for_something_else_is_refused(cell: object) -> None:
    assert refusal(TextWidget(), cell).endswith("Format the column as text and write it again.")


def test_text_and_whole_number_are_texts() -> None:
    assert [TextWidget().clean(cell) for cell in ("124.10", 124, "", None)] == ["124.10", "124", "", ""]


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#NAME?", "#ЗНАЧ!", "#ССЫЛКА!", "#####", " #Н/Д "])
def test_error_of_a_formula_is_no_text(cell: str) -> None:
    assert is_failed(cell)


def test_text_with_a_hash_is_one() -> None:
    assert [is_failed(cell) for cell in ("#MeToo", "№ 5", "# 12", "##", 12, None)] == [False] * 6


@pytest.mark.parametrize(
    "cell",
    ["not_implemented", "Not implemented", "NOT IMPLEMENTED", "Не выполнена", "не выполнено", "Орындалмады"],
)
def test_word_of_a_scale_is_read_by_slug_or_label_in_any_language(cell: str) -> None:
    assert ChoiceWidget(ImplementationStatus.choices).clean(cell) == "not_implemented"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("not_implemeted", "Did you mean “not_implemented”"),
        ("Не выполненна", "Did you mean “Не выполнена”"),
        ("Not implmented", "Did you mean “Not implemented”, “not_implemented”"),
        ("орындалмади", "Did you mean “Орындалмады”"),
        ("bogus", f"One of: {', '.join(slug for slug in ImplementationStatus.values if slug)}."),
    ],
)
def test_unknown_word_of_a_scale_is_answered_with_the_nearest(cell: str, told: str) -> None:
    assert refusal(ChoiceWidget(ImplementationStatus.choices), cell).startswith(f"Unknown: {cell}. {told}")


NAMES = NameTable(
    [
        ("IRL", 1, ["Ireland", "Ирландия"]), ("GEO", 2, ["Georgia", "Грузия"]),
        ("state", 3, ["Georgia"]), ("CIV", 4, ["Côte d’Ivoire"]), ("ALB", 5, ["Албания, Ё"]),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [("IRL", 1), ("irl", 1), ("Ireland", 1), ("  ИРЛАНДИЯ ", 1), ("Côte d'Ivoire", 4), ("албания,  е", 5)],
)
def test_name_is_read_in_any_language_and_spelling(name: str, value: int) -> None:
    assert NAMES.value(name) == value


def test_name_of_several_is_refused_with_all_of_them() -> None:
    with pytest.raises(ValueError, match=r"“Georgia” can mean several: GEO, state\. Write which\."):
        NAMES.value("Georgia")


def test_every_unknown_name_of_a_cell_is_told() -> None:
    with pytest.raises(ValueError, match="Irland") as raised:
        NAMES.values(["Irland", "IRL", "Atlantis"])
    assert str(raised.value) == "Unknown: Irland. Did you mean “Ireland”? Unknown: Atlantis."


def test_nearest_names_are_each_told_once() -> None:
    assert nearest("tortrue", ["Torture", "torture", "water"]) == ["Torture"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("124.1", "124.10"),
        ("124.2", "124.20"),
        ("7", "007"),
        ("5", "5.0"),
        ("100000", "1e5"),
        ("124,1", "124,10"),
    ],
)
def test_number_that_lost_its_zeros_is_seen_and_the_other_way_is_not(text: str, whole: str) -> None:
    assert (is_shortened(text, whole), is_shortened(whole, text)) == (True, False)


def test_different_numbers_and_texts_are_not_shortened() -> None:
    pairs = [
        ("124.1", "124.1"),
        ("124.1", "124.11"),
        ("124.1", "1241"),
        ("a", "a0"),
        ("5.1 (a)", "5.10 (a)"),
        ("", "0"),
    ]
    assert [is_shortened(*pair) for pair in pairs] == [False] * len(pairs)


@pytest.mark.parametrize(
    "text", ["1.5.2024", "May-24", "24-May", "01.май", "окт.24", "01/05/24", "2024-05-01 00:00:00"]
)
def test_number_that_became_a_date_is_seen(text: str) -> None:
    assert is_date_like(text)


def test_numbers_of_reports_are_no_dates() -> None:
    numbers = ["124.21", "93 (a)", "5.1.2", "93.a", "A-12", "131.5 (1)", "text-1"]
    assert [is_date_like(number) for number in numbers] == [False] * len(numbers)


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "latin-1"])
@pytest.mark.parametrize("text", ["Принять закон", "«Қазақстан» — ел", "Côte d’Ivoire", "п"])
def test_text_that_was_read_in_a_wrong_encoding_is_seen(encoding: str, text: str) -> None:
    misread = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())
    assert as_misread(misread) == text


def test_text_of_people_is_never_taken_for_a_misread_one() -> None:
    texts = [
        "Принять закон",
        "Қазақ",
        "«Ё»",
        "Côte d’Ivoire",
        "São Tomé",
        "№ 5 — «да»",
        "§ 3 ¶ 1",
        "plain",
        "",
        "Ñandú",
    ]
    assert [as_misread(text) for text in texts] == [""] * len(texts)
