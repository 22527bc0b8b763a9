"""Numbers of recommendations and articles: one number is one record, however it is typed."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from cases.admin.resources import LawResource
from cases.models import Law, Provision
from recommendations.admin.resources import AssessmentResource, RecommendationResource
from recommendations.models import Recommendation
from recommendations.numbers import check_number, number_as_printed
from tests.support import factories
from tests.support.admin import address, refused, typed
from tests.support.public import read
from tests.support.spreadsheets import exported, imported, outcome, refusals, typed_by_hand

# How people and programs write 124.10 when they mean nothing else.
WAYS_TO_WRITE = (
    "124.10.", ".124.10", "124. 10", "124 .10", " 124.10 ", "124.10\u00a0",
    "１２４.１０", "１２４．１０", "١٢٤.١٠",
)  # fmt: skip
FORM = "A number is Latin letters, digits, dots and brackets, as printed: 124.21, 93 (a)."


def zeros(number: str, other: str) -> str:
    return (
        f"No report prints zeros in front, so “{number}” may be {other} or another number. "
        "Write it as printed."
    )


TAKEN_FOR_THOUSANDS = (
    "“138100” looks like “138.100”, whose dot a spreadsheet took for one between thousands. "
    "Format the column as text and write it again."
)
NUMBER_CELL = (
    "This cell holds a number, which loses its last zero or its dot (124.10 becomes 124.1, 124.100 becomes "
    "124100). Format the column as text and write it again."
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *((way, "124.10") for way in WAYS_TO_WRITE),
        ("93 （ａ）", "93 (a)"),
        ("93\u00a0 (a).", "93 (a)"),
        ("A‑12", "A-12"),
        ("124.10", "124.10"),
        ("5.1 (2)", "5.1 (2)"),
        (" . ", ""),
        # What could be another number stays as it is.
        ("124.010", "124.010"),
        ("124..10", "124..10"),
        ("124,10", "124,10"),
    ],
)
def test_number_as_printed(text: str, number: str) -> None:
    assert number_as_printed(text) == number


@pytest.mark.parametrize("number", ["124.10", "124", "93 (a)", "64.b", "5.1 (2)", "A-12", "10.100", "124.0"])
def test_printed_numbers_pass(number: str) -> None:
    check_number(number)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("124.010", zeros("124.010", "124.10")),
        ("0124.10", zeros("0124.10", "124.10")),
        ("5.1 (02)", zeros("5.1 (02)", "5.1 (2)")),
        ("124..10", FORM),
        ("124,10", FORM),
        ("§124.10", FORM),
        # A Cyrillic letter that looks like a Latin one.
        ("93 (\u0430)", FORM),
        ("text-0123", FORM),
    ],
)
def test_what_could_be_another_number_is_refused(number: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_number(number)
    assert refusal.value.messages == [sentence]


@pytest.mark.django_db
@pytest.mark.parametrize("number", WAYS_TO_WRITE)
def test_sheet_means_the_recommendation_that_is_there(number: str) -> None:
    factories.recommendation("124.10", title_en="Ratify it", themes=("women",))
    (row,) = exported(RecommendationResource)
    assert outcome(imported(RecommendationResource, {**row, "number": number})) == ["skip"]
    by_hand = {**typed_by_hand([row])[0], "number": number, "title_en": "Sign it"}
    assert outcome(imported(RecommendationResource, by_hand)) == ["update"]
    assert list(Recommendation.objects.values_list("number", "title_en")) == [("124.10", "Sign it")]


def new_row(**cells: Any) -> dict[str, Any]:
    return {"review": "kaz-2014", "number": "1", "title_en": "Ratify it", **cells}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("124.010", zeros("124.010", "124.10")),
        ("93(A)", "“93(A)” is there already, written “93 (a)”."),
        ("138100", TAKEN_FOR_THOUSANDS),
        *((number, NUMBER_CELL) for number in (124.1, 124, 124100)),
    ],
)
def test_sheet_with_what_could_be_another_number_is_refused(number: Any, sentence: str) -> None:
    for there in ("124.10", "93 (a)", "138.100"):
        factories.recommendation(there)
    result = imported(RecommendationResource, new_row(number=number))
    assert refusals(result) == [(1, "number", sentence)]
    assert Recommendation.objects.count() == 3


@pytest.mark.django_db
def test_one_number_written_twice_in_a_sheet_is_refused() -> None:
    factories.review()
    (sentence,) = refusals(imported(RecommendationResource, new_row(number="7"), new_row(number="7.")))
    assert sentence.startswith("Rows 1 and 2 are both “kaz-2014 7”.")
    assert Recommendation.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("number", WAYS_TO_WRITE)
def test_finding_names_its_recommendation(number: str) -> None:
    factories.assessment(factories.recommendation("124.10"))
    (row,) = exported(AssessmentResource)
    row["recommendation"] = f"kaz-2014 {number}"
    assert outcome(imported(AssessmentResource, row)) == ["skip"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", WAYS_TO_WRITE)
def test_address_leads_to_the_page_of_the_number(number: str) -> None:
    own = factories.recommendation("124.10").get_absolute_url()
    answer = Client().get(f"/recommendations/kaz-2014/{number}/")
    assert (answer.status_code, answer.headers.get("Location")) == (301, own)
    assert Client().get(f"/ru/recommendations/kaz-2014/{number}/compare/").headers["Location"] == (
        f"/ru{own}compare/"
    )


@pytest.mark.django_db
def test_address_of_what_is_not_public_leads_nowhere() -> None:
    factories.recommendation("124.10", publication_state="draft", published_at=None)
    factories.recommendation("124.11")
    assert read("/recommendations/kaz-2014/124.10./").status == 404
    assert read("/recommendations/kaz-2014/124.011/").status == 404


@pytest.mark.django_db
def test_form_takes_a_number_as_printed_once() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    row = factories.recommendation("124.9", publication_state="draft")
    factories.recommendation("124.10")
    where = address(Recommendation, "change", row.pk)
    typed(client, where, number="１２４. 11.")
    row.refresh_from_db()
    assert row.number == "124.11"
    assert refused(client, where, number="124.10.") == {
        "__all__": ["This review has a recommendation of that number."]
    }
    assert refused(client, where, number="124.010") == {"number": [zeros("124.010", "124.10")]}


@pytest.mark.django_db
def test_article_is_one_however_its_number_is_typed() -> None:
    law = factories.law()
    Provision.objects.create(law=law, number="174")
    (row,) = exported(LawResource)
    assert outcome(imported(LawResource, {**row, "provisions": "１７４."})) == ["skip"]
    # A whole number is what it says: no article number has a dot that a spreadsheet could lose.
    assert outcome(imported(LawResource, {**row, "provisions": 174})) == ["skip"]
    assert outcome(imported(LawResource, {**row, "provisions": "174;175 ."})) == ["update"]
    assert list(Law.objects.get().provisions.values_list("number", flat=True)) == ["174", "175"]
