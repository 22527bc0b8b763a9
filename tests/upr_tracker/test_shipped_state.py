"""A State is a folder: what every review speaks of alone, another State with it, and beside Kazakhstan."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from foundation.models import ShippedRow
from recommendations.models import Recommendation, Review, State
from tests.support.public import Answer, links, read, words

pytestmark = [
    pytest.mark.django_db,
    # What was loaded is the same on both engines: `test_fixtures.py`.
    pytest.mark.one_engine,
]

# Xerovia does not exist; ISO 3166 leaves codes from XAA to XZZ to whoever needs one.
INVENTED: Path = settings.BASE_DIR / "tests" / "fixtures"
REAL_STATE = re.compile(r"/states/(?!xe[ry]/)[a-z]{3}/")


@pytest.fixture
def reference() -> None:
    call_command("load_fixtures", only=["reference"], stdout=io.StringIO())


def load_invented_state() -> str:
    out = io.StringIO()
    call_command("load_fixtures", folder=INVENTED, stdout=out)
    return out.getvalue()


def site() -> dict[str, Answer]:
    """All that links lead to in English, but of the pages of States only those of the invented ones."""
    answers: dict[str, Answer] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address not in answers:
            answers[address] = read(address)
            waiting += [
                link.path
                for link in links(address, answers[address])
                if not (link.query or link.path.startswith(("/ru/", "/kk/")) or REAL_STATE.match(link.path))
            ]
    return answers


def failures(answers: dict[str, Answer]) -> dict[str, int]:
    return {address: answer.status for address, answer in answers.items() if answer.status != 200}


def test_reference_is_what_every_review_speaks_of_and_nothing_of_any_state(reference: None) -> None:
    models = set(ShippedRow.objects.values_list("model", flat=True))
    assert models == {
        f"recommendations.{name}"
        for name in (
            "affectedgroup", "cycle", "goal", "schemelabel", "state", "target", "theme",
            "workinggroupsession",
        )
    }  # fmt: skip


@pytest.mark.slow("reads every page of an empty tracker")
def test_tracker_without_a_review_answers_every_address(reference: None) -> None:
    answers = site()
    assert "/recommendations/" in answers
    assert failures(answers) == {}


@pytest.mark.slow("reads every page of the invented State")
def test_adding_a_state_is_adding_a_folder(reference: None, client: Client) -> None:
    assert load_invented_state() == "Fixtures: 23 rows added, 0 brought up to date, 0 as before.\n"
    answers = site()
    assert failures(answers) == {}
    assert {address for address in answers if "xer" in address} == {
        "/states/xer/",
        "/reviews/xer-2021/",
        "/reviews/xer-2021/from/xey/",
        "/reviews/xer-2026/",
        "/recommendations/xer-2021/7.1/",
        "/recommendations/xer-2021/8.1/",
        "/submissions/lantern-society-xerovia-2026/",
        "/new-recommendations/lantern-society-xerovia-2026/1.1/",
        "/laws/xerovia-press-act/",
        "/sources/xer-report-2021/",
        "/sources/lantern-xerovia-2024/",
    }
    page = words(client, "/recommendations/xer-2021/7.1/")
    for said in (
        "Let anybody print a newspaper without a licence",
        "Isle of Yonder",
        "Claimed as done",
        "Not implemented",
        "The licence for newspapers is still in the Press Act.",
        "The Act still asks for a licence.",
        "Repeal section 3 of the Press Act",
    ):
        assert said in page, said
    assert "Kazakhstan" not in words(client, "/reviews/")
    assert len(answers["/recommendations/export.csv"].body.splitlines()) == 1 + 2


@pytest.mark.usefixtures("shipped")
def test_another_state_beside_kazakhstan_changes_nothing_of_it(client: Client) -> None:
    before = list(Recommendation.objects.filter(review__slug="kaz-2014").order_by("pk").values())
    load_invented_state()
    assert list(Recommendation.objects.filter(review__slug="kaz-2014").order_by("pk").values()) == before
    reviews = words(client, "/reviews/")
    assert ("Kazakhstan" in reviews, "Xerovia" in reviews) == (True, True)
    assert Review.objects.filter(state_under_review__iso3="XER").count() == 2
    assert load_invented_state() == "Fixtures: 0 rows added, 0 brought up to date, 23 as before.\n"


# Where a row stands in fixtures/


def rows_by_file() -> dict[str, list[dict[str, Any]]]:
    files = sorted(settings.FIXTURES_DIR.rglob("*.json"))
    return {
        str(path.relative_to(settings.FIXTURES_DIR)): json.loads(path.read_text(encoding="utf-8"))
        for path in files
    }


@pytest.mark.usefixtures("shipped")
def test_each_folder_is_the_reference_data_or_a_state() -> None:
    folders = {file.split("/")[0] for file in rows_by_file()}
    states = {code.lower() for code in State.objects.values_list("iso3", flat=True)}
    assert "reference" in folders
    assert folders - {"reference"} <= states


def test_each_review_stands_in_the_folder_of_its_state_in_a_file_of_its_year() -> None:
    placed = {
        row["fields"]["slug"]: file
        for file, rows in rows_by_file().items()
        for row in rows
        if row["model"] == "recommendations.review"
    }
    assert len(placed) == 4
    assert placed == {slug: f"{slug.replace('-', '/')}.json" for slug in placed}


def test_guide_shows_the_files_of_kazakhstan() -> None:
    guide = (settings.BASE_DIR / "docs/adding-a-state.md").read_text(encoding="utf-8")
    shown = re.findall(r"^    (\S+\.json)\b", guide, re.MULTILINE)
    assert sorted(shown) == sorted(path.name for path in (settings.FIXTURES_DIR / "kaz").iterdir())
