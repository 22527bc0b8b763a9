"""What the project ships, read against the figures of the UN documents."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cases.models import Figure
from recommendations.choices import Position, StateClaim
from recommendations.index import Query, answer
from recommendations.models import (
    Goal,
    PositionStatement,
    Recommendation,
    RecommendingState,
    SchemeLabel,
    State,
    Target,
    Theme,
)
from recommendations.summaries.overview import overview
from tests.support.public import words
from uprdocs.reports.state_names import NAMES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("shipped"),
    # What was loaded is the same on both engines: `test_fixtures.py`.
    pytest.mark.one_engine,
]


def lists(**lookups: Any) -> Counter[str]:
    """How many recommendations of each list (124, 125, 126)."""
    numbers = Recommendation.objects.filter(**lookups).values_list("number", flat=True)
    return Counter(number.split(".")[0] for number in numbers)


def test_kazakhstan_2014_has_the_three_lists_of_the_report() -> None:
    assert lists(review__slug="kaz-2014") == {"124": 47, "125": 96, "126": 51}
    assert Recommendation.objects.count() == 194
    assert Recommendation.objects.published().count() == 194


def test_kazakhstan_2014_has_198_pairs_of_recommendation_and_state() -> None:
    assert RecommendingState.objects.count() == 198
    several = {
        row.number: [link.state.iso3 for link in row.recommending_state_set.order_by("order")]
        for row in Recommendation.objects.all()
        if row.recommending_state_set.count() > 1
    }
    assert several == {
        "125.8": ["HUN", "ESP"],
        "125.9": ["PRT", "URY", "ARG"],
        "126.8": ["HUN", "ESP"],
    }


def test_positions_in_the_report_and_after_adoption() -> None:
    report = PositionStatement.objects.filter(document__symbol="A/HRC/28/10")
    assert Counter(report.values_list("position", flat=True)) == {"supported": 143, "noted": 51}
    current = PositionStatement.objects.current()
    assert Counter(current.values_list("position", flat=True)) == {"supported": 144, "noted": 50}


def test_claims_after_adoption() -> None:
    claims = PositionStatement.objects.current().values_list("state_claim", flat=True)
    assert Counter(claims) == {"already_implemented": 48, "in_process": 96, "none": 50}


def test_126_27_has_two_answers_with_their_documents() -> None:
    answers = PositionStatement.objects.filter(recommendation__number="126.27")
    assert [
        (one.document.symbol, one.paragraph, one.position, one.state_claim, str(one.stated_on))
        for one in answers.order_by("stated_on")
    ] == [
        ("A/HRC/28/10", "126", Position.NOTED, StateClaim.NONE, "2014-11-04"),
        ("A/HRC/28/2", "602", Position.SUPPORTED, StateClaim.ALREADY_IMPLEMENTED, "2015-03-19"),
    ]
    assert PositionStatement.objects.count() == 195


def test_overview_of_the_review_says_the_same() -> None:
    counted = overview(answer(Query(review=("kaz-2014",))))
    assert [(one.value, one.count) for one in counted.positions] == [
        ("supported", 144),
        ("noted", 50),
    ]
    assert counted.claimed_done == 48


def test_every_recommendation_has_what_the_list_filters_by() -> None:
    for row in Recommendation.objects.all():
        assert row.themes.exists(), row
        assert row.action_category, row
        for language in ("en", "ru", "kk"):
            assert getattr(row, f"title_{language}"), row


def test_official_text_is_shipped_only_as_excerpts_with_their_source() -> None:
    texts = Recommendation.objects.exclude(text="")
    assert sorted(texts.values_list("number", flat=True)) == [
        "124.21", "124.27", "124.4", "124.40", "124.6", "125.91", "126.29", "126.45",
    ]  # fmt: skip
    assert set(texts.values_list("text_is_excerpt", "text_source__symbol")) == {(True, "A/HRC/28/10")}


def test_excerpts_stand_in_the_report(shared: Path) -> None:
    data = json.loads((shared / "kazakhstan_2014/recommendations.json").read_text())
    official = {row["paragraph"]: row["text"].casefold() for row in data["recommendations"]}
    for row in Recommendation.objects.exclude(text=""):
        for part in row.text.split("[…]"):
            assert part.strip().casefold() in official[row.number]


def test_titles_are_not_the_official_wording(shared: Path) -> None:
    data = json.loads((shared / "kazakhstan_2014/recommendations.json").read_text())
    official = {row["paragraph"]: row["text"] for row in data["recommendations"]}
    titles = Recommendation.objects.values_list("number", "title_en")
    copied = [number for number, title in titles if title.rstrip(".") == official[number]]
    assert copied == []


def test_recommending_states_are_those_of_the_report(shared: Path) -> None:
    data = json.loads((shared / "kazakhstan_2014/recommendations.json").read_text())
    for row in data["recommendations"]:
        links = RecommendingState.objects.filter(recommendation__number=row["paragraph"])
        assert links.count() == len(row["recommending_states"]), row["paragraph"]


def test_reference_data_is_complete() -> None:
    assert State.objects.filter(un_status="member").count() == 193
    assert sorted(State.objects.filter(un_status="observer").values_list("iso3", flat=True)) == [
        "PSE", "VAT",
    ]  # fmt: skip
    assert sorted(State.objects.filter(un_status="non_member").values_list("iso3", flat=True)) == [
        "COK", "NIU",
    ]  # fmt: skip
    assert Goal.objects.count() == 17
    assert Target.objects.count() == 169
    assert SchemeLabel.objects.filter(scheme="upr_info").count() == 54


def test_every_state_that_documents_name_is_shipped() -> None:
    assert set(State.objects.values_list("iso3", flat=True)) == {
        line[:3] for line in NAMES.strip().splitlines()
    }


@pytest.mark.parametrize("model", [State, Theme, Goal, Target, Recommendation])
def test_shipped_names_stand_in_three_languages(model: Any) -> None:
    field = "name" if hasattr(model, "name_en") else "title"
    for language in ("en", "ru", "kk"):
        assert not model.objects.filter(**{f"{field}_{language}": ""}).exists()
        assert not model.objects.filter(**{f"{field}_{language}": None}).exists()


@pytest.mark.slow("checks each of 1,700 rows")
def test_every_shipped_row_passes_the_rules_an_editor_must_pass() -> None:
    for model in (State, Theme, Recommendation, PositionStatement):
        for row in model.objects.all():
            row.full_clean()


def shipped_texts() -> list[tuple[str, list[str]]]:
    """Each translated text of the shipped files: its row and field, and what it says in each language."""
    texts = []
    for path in sorted(settings.FIXTURES_DIR.glob("*/*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            fields = row["fields"]
            name = fields.get("key") or fields.get("number") or fields.get("slug") or fields.get("order")
            for field in sorted(name.removesuffix("_en") for name in fields if name.endswith("_en")):
                versions = [fields.get(f"{field}_{language}") or "" for language in ("en", "ru", "kk")]
                texts.append((f"{path.name} {row['model']} {name} {field}", versions))
    return texts


def test_every_shipped_text_has_the_same_numbers_in_each_language() -> None:
    differing = {
        name: versions
        for name, versions in shipped_texts()
        if len({tuple(sorted(re.findall(r"\d+", text))) for text in versions}) > 1
    }
    assert differing == {}


def test_no_shipped_text_is_told_in_some_languages_only() -> None:
    assert [name for name, versions in shipped_texts() if len({bool(text) for text in versions}) > 1] == []


# As the source puts the numbers that it does not write in digits.
NUMBER_WORDS = {
    "en": {2: "two", 5: "five", 12: "twelve"},
    "ru": {2: "два", 5: "пять", 12: "двенадцать"},
    "kk": {2: "екі", 5: "бес", 12: "он екі"},
}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_number_stands_in_its_wording_unless_it_is_our_calculation(language: str) -> None:
    for figure in Figure.objects.filter(low__isnull=False):
        spelt = NUMBER_WORDS[language].get(figure.low, "")
        in_its_words = getattr(figure, f"wording_{language}") in {str(figure.low), spelt}
        assert in_its_words != bool(figure.calculation), figure


def test_our_calculation_is_one_and_says_so_in_each_language(client: Client) -> None:
    [figure] = Figure.objects.exclude(calculation="")
    left, right = figure.calculation.split(" − ")
    assert figure.low == figure.high == int(left) - int(right) == 7
    for prefix, told in {
        "": "the others were given suspended sentences (our calculation: 12 − 5 = 7)",
        "/ru": "остальные получили условные сроки (наш подсчет: 12 − 5 = 7)",
        "/kk": "қалғандары шартты түрде сотталды (біздің есебіміз: 12 − 5 = 7)",
    }.items():
        assert told in words(client, f"{prefix}/figures/")
        shown = words(client, prefix + "/figures/believers-with-suspended-sentences-2018/")
        assert f"7 {told[told.index('(') :]}" in shown
        assert f"; {told[told.index('(') + 1 : told.index(' =')]} = 7; " in shown
