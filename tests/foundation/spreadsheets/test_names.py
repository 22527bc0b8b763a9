"""Which names are offered for one that nobody knows."""

import pytest

from foundation.spreadsheets.names import nearest

STATUSES = ("Выполнена полностью", "Выполнена частично", "Не выполнена", "В процессе выполнения")
STATES = (
    "Republic of Korea", "Democratic People’s Republic of Korea", "Bolivia (Plurinational State of)",
    "Нидерланды (Королевство)", "Иран (Исламская Республика)", "Ирак", "Ireland", "Iceland",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "names", "near"),
    [
        # The opposite alone would be the worst of answers.
        ("Выполнено", STATUSES, {"Выполнена полностью", "Выполнена частично", "Не выполнена"}),
        ("Korea", STATES, {"Republic of Korea", "Democratic People’s Republic of Korea"}),
        ("Иран", STATES, {"Иран (Исламская Республика)"}),
        ("Нидерланды", STATES, {"Нидерланды (Королевство)"}),
        ("Bolivia", STATES, {"Bolivia (Plurinational State of)"}),
        ("Irland", STATES, {"Ireland"}),
        ("tortrue", ("torture", "women"), {"torture"}),
        ("comment", ("recommending_states", "number"), set()),
    ],
)
def test_nearest_names_are_whole_ones_and_those_that_have_the_word(
    name: str, names: tuple[str, ...], near: set[str]
) -> None:
    assert set(nearest(name, names)) == near
