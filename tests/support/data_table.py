"""Reading docs/data.md: how it names a row, and which page shows a row to the public."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from foundation.db.natural_keys import NaturalKey
from tests.support.rules import tables

PAGE = Path(settings.BASE_DIR) / "docs/data.md"


class Fact(NamedTuple):
    fact: str
    passage: str
    row: str
    page: str


def facts() -> list[Fact]:
    text = PAGE.read_text(encoding="utf-8")
    return [Fact(*cells) for cells in re.findall(r"^\| (.*) \| (.*) \| `(.*)` \| (.*) \|$", text, re.M)]


def row_name(row: Any) -> str:
    """“caseevent maks-bokaev convicted 2016-05-01 0”."""
    return " ".join([row._meta.model_name, *(str(part) for part in row.natural_key() if part)])


def rows_by_name() -> dict[str, Any]:
    return {
        row_name(row): row
        for app in ("recommendations", "cases")
        for model in tables(app)
        # What an import leaves behind is nothing that is shipped.
        if issubclass(model, NaturalKey)
        for row in model._default_manager.all()
    }


# The record whose page shows a part, and with which the part becomes public.
OWNERS = {
    "section": "submission",
    "citation": "section",
    "newrecommendation": "section",
    "otherspelling": "case",
    "caserelation": "from_case",
    "caseevent": "case",
    "provision": "law",
    "formernumber": "provision",
    "lawchange": "law",
}


def owner_of(row: Any) -> Any:
    """The root record that a row belongs to; a body, to a public record that names it."""
    if row._meta.model_name == "body":
        named = [
            *row.case_events.filter(case__publication_state="published"),
            *row.events.published(),
            *row.figures.published(),
            *row.caseevents_asserted.filter(case__publication_state="published"),
        ]
        return owner_of(named[0])
    owner = OWNERS.get(row._meta.model_name)
    return owner_of(getattr(row, owner)) if owner else row


def page_of(row: Any) -> str:
    """The address of the page that shows the row, or “draft”."""
    if row._meta.model_name == "newrecommendation":
        return str(row.get_absolute_url())
    owner = owner_of(row)
    return str(owner.get_absolute_url()) if owner.is_published else "draft"
