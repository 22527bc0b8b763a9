"""Small documents and exports, written for the tests, and the tables to import them into."""

import csv
import io
import json
from typing import Any

from recommendations.imports import Remark, carry_out, plan, preview, read_file
from recommendations.imports.tally import Preview
from recommendations.models import AffectedGroup, Goal, Import, SchemeLabel, State, Theme
from tests.support import factories
from tests.support import recommendation_rows as rows
from tests.support import report_pages as pages

NAMES = {"TCD": "Chad", "CUB": "Cuba", "PER": "Peru", "MEX": "Mexico", "FRA": "France"}
LISTS = """\
5. The following enjoy the support of Chad:
5.1 Plant trees in every village (Cuba);
5.2 Build roads that last (Peru) (Mexico);
6. The following did not enjoy the support of Chad and are noted:
6.1 Abolish the tax on salt (France);"""


def vocabularies() -> None:
    """The States, the session and the labels that the files here speak of."""
    for iso3, name in NAMES.items():
        factories.state(iso3, name_en=name)
    rows.session(21)
    factories.theme("environment")
    factories.affected_group("women")
    rows.goal(13)
    SchemeLabel.objects.create(
        scheme="upr_info", label="Environment", theme=Theme.objects.get(slug="environment")
    )
    SchemeLabel.objects.create(
        scheme="uhri",
        label="Women & girls",
        affected_group=AffectedGroup.objects.get(slug="women"),
    )
    assert State.objects.count() >= len(NAMES)
    assert Goal.objects.get().number == 13


def report(lists: str = LISTS) -> bytes:
    """A/HRC/99/7: Chad, session 21, adopted on 4 June 2015."""
    return pages.report_text(lists).encode()


def addendum(answers: str) -> bytes:
    return f"A/HRC/99/7/Add.1\nDistr.: General\n3 September 2015\n{answers}\n".encode()


HEADINGS = ["To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org"]
HEADINGS += ["Response", "Action", "Issue", "Session"]


def upr_info(*told: tuple[Any, ...]) -> bytes:
    """Rows of (State under review, text, recommending State, response, issue, session)."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADINGS)
    for under_review, text, by, response, issue, session in told:
        writer.writerow([under_review, "", "", text, by, "", "", response, "5", issue, session])
    return written.getvalue().encode()


def row(text: str, by: str = "Cuba", response: str = "Accepted", **told: Any) -> tuple[Any, ...]:
    under_review = told.get("under_review", "Chad")
    return under_review, text, by, response, told.get("issue", "Environment"), 21


def uhri(**told: Any) -> bytes:
    """One record of the Index, of the UPR unless told otherwise."""
    record = {
        "Text": "5.1 Plant trees in every village (Cuba);",
        "Countries": ["Chad"],
        "Body": ["UPR"],
        "Symbol": "A/HRC/99/7",
        "Themes": [],
        "AffectedPersons": ["Women & girls"],
        "Sdgs": ["13 - CLIMATE ACTION"],
        "UprRecommendingCountry": ["Cuba"],
        "UprPositions": ["Supported"],
        "UprSession": ["21st session"],
    }
    return json.dumps([{**record, **told}]).encode()


def imported(data: bytes, name: str = "file") -> Import:
    return carry_out(read_file(data, name=name), by=None)


def previewed(data: bytes) -> Preview:
    file = read_file(data, name="file")
    return preview(file, plan(file))


def outcomes(made: Import) -> tuple[int, int, int]:
    """How many are new, changed, unchanged."""
    return made.counts["new"], made.counts["changed"], made.counts["unchanged"]


def sentences(made: Import) -> list[str]:
    """What is to be looked at, with its place."""
    return [str(Remark.from_json(doubt)) for doubt in made.doubts]
