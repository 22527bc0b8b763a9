"""Whether a text is made of its item."""

import pytest

from uprdocs.reports.brackets import brackets_of_states
from uprdocs.reports.wording import ItemWords

VERBS = "Sign (Peru)/ratify (Chad) CED;"
TREATIES = "Consider ratifying CED (Peru), the Convention (Chad) and OP-CAT (Mali);"
LETTERS = "Ratify (i) CAT and (ii) CED (Peru);"


def words_of_item(item: str) -> ItemWords:
    return ItemWords(item, brackets_of_states(item))


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (VERBS, "Sign CED"),
        (VERBS, "ratify CED"),
        (TREATIES, "Consider ratifying OP-CAT"),
        (LETTERS, "Ratify CED"),
        ("Issue (Peru)/consider issuing an invitation (Chad);", "Issue an invitation"),
        ("Train judges (Peru) in towns (Chad) and pay them (Peru);", "Train judges and pay them"),
        ("Respect women’s rights (Peru);", "Respect women's rights"),
        ("Ratify what it is not yet party to (Peru);", "Ratify what it is not yet party to"),
    ],
)
def test_stretches_joined_where_the_item_joins(item: str, text: str) -> None:
    assert words_of_item(item).fits(text)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (VERBS, "Sign the CED"),
        (VERBS, "CED Sign"),
        (VERBS, "Sign"),
        (VERBS, "Sign/ratify CED"),
        (VERBS, "Sign ratify CED"),
        (VERBS, "/ratify CED"),
        (VERBS, ""),
        (TREATIES, "Consider ratifying"),
        (TREATIES, "Consider OP-CAT ratifying"),
        ("Train judges (Peru) of all the courts (Chad);", "Train courts"),
        ("Train and pay judges (Peru);", "Train pay judges"),
        ("Accede to (Peru)/sign (Chad) and ratify CED (Mali);", "Accede to ratify CED"),
        ("Adhere (Peru)/continue with the steps to ratify CED (Chad);", "Adhere the steps to ratify CED"),
        ("Issue (Peru)/consider issuing an invitation (Chad);", "Issue issuing an invitation"),
        ("Issue (Peru)/consider issuing an invitation (Chad);", "Issue invitation"),
        ("Adopt measures to combat (Peru)/end torture (Chad);", "Adopt measures to combat"),
        ("Take legal (Peru) and other measures (Chad);", "Take legal"),
    ],
)
def test_other_words_do_not_fit(item: str, text: str) -> None:
    assert not words_of_item(item).fits(text)


def test_an_item_without_its_states() -> None:
    assert words_of_item("Sign (Peru) / ratify (Chad) CED (Mali), soon;").text == "Sign/ratify CED, soon;"


def test_an_item_that_repeats_itself_costs_little() -> None:
    words = words_of_item("Build and pay, build and pay (Peru); " * 100)
    assert not words.fits("Build and pay " * 150 + "nobody")
