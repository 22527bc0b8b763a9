"""Searches fold the letters of every alphabet, on SQLite as on PostgreSQL.

The tests that read rows run on both engines: what they say is the same for each.
"""

from typing import Any

import pytest
from django.db import connection

from foundation.db import sqlite
from recommendations.models import Theme
from tests.support import factories

# What an editor types, and a name that it finds.
FOLDED = [
    ("torture", "Prevention of TORTURE"),
    ("РАТИФ", "Ратифицировать Протокол"),
    ("ратиф", "РАТИФИЦИРОВАТЬ"),
    ("ёлка", "ЁЛКА"),
    ("ҚҰҚЫҚ", "Адам құқықтары"),
    ("құқық", "АДАМ ҚҰҚЫҚТАРЫ"),
    ("әғқңөұүһі", "ӘҒҚҢӨҰҮҺІ"),
    ("ÉTAT", "l’état"),
]
# What a LIKE pattern would take for any characters, and a name that holds none of them.
LITERAL = [("100%", "100 times"), ("a_b", "axb"), ("a\\b", "axb"), (".*", "anything"), ("[а", "а")]


def found(**lookup: str) -> list[str]:
    return sorted(Theme.objects.filter(**lookup).values_list("slug", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "name"), FOLDED)
def test_search_finds_a_name_in_either_case(typed: str, name: str) -> None:
    factories.theme("meant", name_ru=name)
    factories.theme("other", name_ru="Другое")
    assert found(name_ru__icontains=typed) == ["meant"]


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "name"), FOLDED)
def test_name_is_equal_to_itself_in_the_other_case(typed: str, name: str) -> None:
    factories.theme("meant", name_ru=name)
    assert found(name_ru__iexact=name.swapcase()) == ["meant"]
    assert found(name_ru__istartswith=name[:4].swapcase()) == ["meant"]
    assert found(name_ru__iendswith=name[-4:].swapcase()) == ["meant"]
    assert found(name_ru__iexact=typed + "?") == []


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "name"), LITERAL)
def test_search_takes_signs_for_themselves(typed: str, name: str) -> None:
    factories.theme("literal", name_ru=f"Имя {typed} имя")
    factories.theme("other", name_ru=name)
    assert found(name_ru__icontains=typed) == ["literal"]


@pytest.mark.django_db
def test_search_reads_over_line_ends_and_leaves_out_what_was_never_translated() -> None:
    factories.theme("lines", name_ru="первая\nвторая СТРОКА")
    factories.theme("untranslated")
    assert found(name_ru__icontains="строка") == ["lines"]
    assert found(name_ru__icontains="") == ["lines"]


@pytest.mark.django_db
def test_upper_and_lower_fold_every_alphabet_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT UPPER('құқық, é'), LOWER('РАТИФ, É'), UPPER(NULL), LOWER(NULL)")
        assert cursor.fetchone() == ("ҚҰҚЫҚ, É", "ратиф, é", None, None)


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("%ратиф%", "Ратифицировать", True),
        ("ратиф", "Ратифицировать", False),
        ("р_тиф%", "РАТИФИЦИРОВАТЬ", True),
        ("_", "", False),
        ("%", "", True),
        ("%a%", "b\nA", True),
        ("1%", 124, True),
        (None, "text", None),
        ("%", None, None),
    ],
)
def test_like_means_what_sql_means(pattern: Any, value: Any, expected: bool | None) -> None:
    assert sqlite.like(pattern, value) is expected


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        (r"100\%", "100%", True),
        (r"100\%", "1000", False),
        (r"a\_b", "axb", False),
        (r"a\\b", r"a\b", True),
        ("a\\", "a\\", True),
    ],
)
def test_like_escapes_signs_that_stand_for_themselves(pattern: str, value: str, expected: bool) -> None:
    assert sqlite.like(pattern, value, "\\") is expected
