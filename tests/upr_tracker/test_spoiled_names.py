"""Names of records that a spreadsheet took for numbers."""

from typing import Any

import pytest

from cases.admin.resources import CaseResource, EventResource, FigureResource, LawResource
from cases.models import Provision
from tests.support import factories
from tests.support.spreadsheets import exported, imported, outcome, refusals

pytestmark = pytest.mark.django_db

AS_TEXT = "Format the column as text and write it again."


@pytest.mark.parametrize(
    ("resource", "make", "cells"),
    [
        (CaseResource, factories.case, {"kind": "person", "public_name_en": "New"}),
        (LawResource, factories.law, {"kind": "act", "title_en": "New"}),
        (EventResource, factories.event, {"kind": "visit", "title_en": "New", "first_day": "2018-01-01"}),
        (
            FigureResource,
            factories.figure,
            {"title_en": "New", "wording_en": "5", "unit_en": "cases", "first_day": "2018-01-01"},
        ),
    ],
)
@pytest.mark.parametrize(("key", "cell"), [("007", "7"), ("007", 7), ("1e5", "100000"), ("0120", "120")])
def test_key_that_lost_its_zeros_is_no_new_record(
    resource: Any, make: Any, cells: Any, key: str, cell: Any
) -> None:
    make(key)
    result = imported(resource, {"key": cell, **cells})
    assert refusals(result) == [
        (1, "key", f"“{cell}” looks like “{key}” shortened by a spreadsheet. {AS_TEXT}")
    ]
    assert len(exported(resource)) == 1


def test_key_that_only_ends_alike_is_a_new_record() -> None:
    factories.law("007")
    assert outcome(imported(LawResource, {"key": "17", "kind": "act", "title_en": "New"})) == ["new"]


@pytest.mark.parametrize("cell", ["174.1", 174.1, "174.1;405", "405;174.1"])
def test_article_that_lost_its_zero_does_not_replace_the_article(cell: Any) -> None:
    law = factories.law("law")
    factories.provision(law, "174.10")
    factories.provision(law, "405")
    [(number, column, told)] = refusals(imported(LawResource, {"key": "law", "provisions": cell}))
    assert (number, column) == (1, "provisions")
    assert told.endswith(AS_TEXT)
    assert sorted(Provision.objects.values_list("number", flat=True)) == ["174.10", "405"]


def test_article_with_and_without_the_zero_are_two() -> None:
    law = factories.law("law")
    factories.provision(law, "174.10")
    assert outcome(imported(LawResource, {"key": "law", "provisions": "174.1;174.10"})) == ["update"]


@pytest.mark.parametrize("cell", ["May-24", "01.май", "1.5.2024"])
def test_article_that_became_a_date_is_refused(cell: str) -> None:
    factories.provision(factories.law("law"), "5.24")
    [(number, column, told)] = refusals(imported(LawResource, {"key": "law", "provisions": cell}))
    assert (number, column) == (1, "provisions")
    assert told.startswith(f"“{cell}” is a number or a date to the spreadsheet")
