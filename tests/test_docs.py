"""The docs say what is true: columns, commands, links, translations."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from cases.csv_files import CASE_COLUMNS, LAW_COLUMNS
from cases.filters import CaseFilterSet, LawFilterSet
from recommendations.index.filters import NewRecommendationFilterSet, RecommendationFilterSet
from upr_tracker.recommendations_csv import COLUMNS

ROOT: Path = settings.BASE_DIR
DOCS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


@pytest.mark.parametrize(
    ("file", "columns"),
    [("recommendations", COLUMNS), ("cases", CASE_COLUMNS), ("laws", LAW_COLUMNS)],
)
def test_data_dictionary_lists_the_columns_of_each_public_file(file: str, columns: Any) -> None:
    page = (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8")
    [part] = [part for part in page.split("\n## ") if part.startswith(f"`/{file}/export.csv`")]
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", part, re.MULTILINE)
    assert rows == [(column.name, str(column.description)) for column in columns]


@pytest.mark.parametrize(
    ("page", "filterset", "sort"),
    [
        ("recommendations", RecommendationFilterSet, ["sort"]),
        ("new-recommendations", NewRecommendationFilterSet, []),
        ("cases", CaseFilterSet, []),
        ("laws", LawFilterSet, []),
    ],
)
def test_changelog_names_the_parameters_of_each_list(page: str, filterset: Any, sort: list[str]) -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    parameters = re.search(rf"`/{page}/` takes (.*?)\. Unknown", text, re.DOTALL)
    assert parameters
    assert re.findall(r"`(\w+)`", parameters[1]) == [*filterset.base_filters, *sort, "all", "page"]


def test_version_and_its_day_are_the_same_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    unreleased, (version, day) = re.findall(r"^## ([\w.]+)(?: – (.*))?$", changelog, re.MULTILINE)[:2]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert unreleased == ("Unreleased", "")
    assert project["version"] == version
    assert re.findall(r"^version: (.*)$", citation, re.MULTILINE) == [version]
    assert re.findall(r'^date-released: "(.*)"$', citation, re.MULTILINE) == [day]
    assert re.findall(r"^license: (.*)$", citation, re.MULTILINE) == [project["license"]]


@pytest.mark.parametrize("file", [".ci/run", ".github/workflows/check.yml"])
def test_machines_run_what_a_contributor_runs(file: str) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if not line.lstrip().startswith("#")]
    assert re.findall(r"^\s*(?:- run: )?(make \w+)$", "\n".join(commands), re.MULTILINE) == [
        "make check",
        "make test",
    ]


def test_glossary_names_every_parameter_of_the_list() -> None:
    page = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`\?(\w+)=", page))
    lists = (RecommendationFilterSet, NewRecommendationFilterSet, CaseFilterSet, LawFilterSet)
    assert named == {name for one in lists for name in one.base_filters} - {"q"}


def test_glossary_is_in_order() -> None:
    page = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)[2:]
    assert words == sorted(words, key=str.casefold)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_docs_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"\]\((\d{4}[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_text_of_the_interface_is_translated(language: str) -> None:
    path = ROOT / f"locale/{language}/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    missing = [
        message.id
        for message in catalogue
        if message.id
        and (
            message.fuzzy
            or not all(message.string if isinstance(message.string, tuple) else [message.string])
        )
    ]
    assert missing == []
