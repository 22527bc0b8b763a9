"""A recommendation as a row of the public file.

Read in a few plain queries a chunk, and with no others: what values are called is looked up once a
file, not once a cell. `upr_tracker.recommendations_csv` makes the columns of it.
"""

import datetime as dt
import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext, override

from foundation.choices import PublicationState
from foundation.db.sql import Among, in_language, tuples
from foundation.lists.csv import SEPARATOR

from ..choices import (
    ActionCategory,
    CodingRule,
    FindingMethod,
    ImplementationStatus,
    Position,
    StateClaim,
)
from ..current import headlines
from ..index import RECOMMENDATIONS
from ..models import Assessment, PositionStatement, Recommendation
from ..models.recommendations import address_of
from ..querysets import is_claim_gap

# Of several values in one cell, so many are remembered as they were joined last.
REMEMBERED = 4_096


class Answer(NamedTuple):
    """What the State under review answers now. `source`: document and paragraph."""

    position: str
    state_claim: str
    source: str
    claim: str


class Finding(NamedTuple):
    """The headline of the findings that stand now."""

    status: str
    assessed_on: str
    evidence_up_to: str
    organisation: str
    summary: str
    method: str
    coding_rule: str
    found: str


class _Told(NamedTuple):
    """A published finding as it is read: what decides which is the headline, then the cells."""

    recommendation_id: int
    pk: int
    organisation_id: int
    corrects_id: int | None
    evidence_up_to: dt.date
    headline_organisation: int | None
    status: str
    assessed_on: dt.date
    method: str
    coding_rule: str
    summary: str
    organisation: str


# As the index has it.
NOT_ASSESSED = (ImplementationStatus.NOT_ASSESSED.value,)
NO_ANSWER = Answer("", "", "", StateClaim.NONE.value)


class Row(NamedTuple):
    """One published recommendation, in words. Several values are joined already."""

    key: int
    review: str
    number: str
    symbol: str
    title: str
    text: str
    action_category: str
    address: str
    states: tuple[str, ...]
    regional_groups: str
    affected_groups: str
    themes: str
    answer: Answer
    finding: Finding
    claim_gap: bool


class Words:
    """What values are called in a language; and addresses begin with in it."""

    def __init__(self, language: str, *, site: str) -> None:
        self.language = language
        self.snapshot = RECOMMENDATIONS.snapshot()
        with override(language):
            self.positions = _labels(Position)
            self.claims = _labels(StateClaim)
            self.statuses = _labels(ImplementationStatus)
            self.methods = _labels(FindingMethod)
            self.coding_rules = _labels(CodingRule)
            self.action_categories = _labels(ActionCategory)
            self.paragraph = gettext("para.")
            self.yes, self.no = gettext("yes"), gettext("no")
            self.recommendations = site + reverse("recommendations:recommendations")
        self.answer = _answered(self.positions, self.claims, self.paragraph)
        self.no_finding = Finding(
            self.statuses[ImplementationStatus.NOT_ASSESSED], "", "", "", "", "", "",
            ImplementationStatus.NOT_ASSESSED.value,
        )  # fmt: skip
        self.made_by = _made_by(
            self.snapshot.names("recommending_state", language),
            # A regional group is said of each of its States.
            self.snapshot.names("regional_group", language, of_all=True),
        )
        self.themes = _in_order(self.snapshot.names("theme", language))
        self.affected_groups = _in_order(self.snapshot.names("affected_group", language))

    def address(self, review: str, number: str, text_fingerprint: str) -> str:
        """As `reverse` writes it, which takes longer than all the rest of the row."""
        own = address_of(number, text_fingerprint)
        if not _PLAIN.fullmatch(own):
            own = quote(own, safe=_AS_IT_IS)
        return f"{self.recommendations}{review}/{own}/"


_PLAIN = re.compile(r"[0-9A-Za-z.-]*")
# The signs that `reverse` leaves in an address (RFC 3986, and Django’s own choice of the rest).
_AS_IT_IS = "!$&'()*+,;=/~:@"


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {"": "", **{member.value: str(member.label) for member in choices}}


def _answered(positions: dict[str, str], claims: dict[str, str], para: str) -> Any:
    """What puts an answer in words; a State answers most of a review alike."""

    # Of no object that holds the index: one that remembers its own method is freed late.
    @lru_cache(REMEMBERED)
    def answered(position: str, claim: str, symbol: str, paragraph: str) -> Answer:
        source = f"{symbol}, {para} {paragraph}" if paragraph else symbol
        return Answer(positions[position], claims[claim], source, claim)

    return answered


def _in_order(names: Mapping[Hashable, str]) -> Any:
    """What joins the names of keys, in the order of the vocabulary."""
    places = {key: place for place, key in enumerate(names)}

    @lru_cache(REMEMBERED)
    def joined(keys: tuple[Hashable, ...]) -> str:
        known = sorted((key for key in keys if key in places), key=places.__getitem__)
        return SEPARATOR.join(names[key] for key in known)

    return joined


def _made_by(states: Mapping[Hashable, str], groups: Mapping[Hashable, str]) -> Any:
    """What gives the names of States in their order, and their regional groups, each once."""

    @lru_cache(REMEMBERED)
    def named(keys: tuple[Hashable, ...]) -> tuple[tuple[str, ...], str]:
        of_groups = dict.fromkeys(groups[key] for key in keys if key in groups)
        return tuple(states[key] for key in keys if key in states), SEPARATOR.join(of_groups)

    return named


def rows(keys: list[int], words: Words) -> list[Row]:
    """The published recommendations of these keys, in their order. At most three queries.

    What was withdrawn meanwhile is left out. Themes, groups, who made it and whether there is a
    finding at all are as the index had them when it chose the rows.
    """
    indexed = {key: words.snapshot.values_of(key) for key in keys}
    answers = _answers(keys, words)
    findings = _findings(
        [key for key, values in indexed.items() if values.get("status") != NOT_ASSESSED], words
    )
    found = {}
    for key, review, symbol, number, fingerprint, title, text, category in tuples(
        Recommendation.objects.published().filter(Among("pk", keys)).order_by(),
        "pk", "review__slug", "review__report__symbol", "number", "text_fingerprint",
        in_language("title", words.language), "text", "action_category",
    ):  # fmt: skip
        values = indexed[key]
        made_by, groups = words.made_by(tuple(values.get("recommending_state", ())))
        answer, finding = answers.get(key, NO_ANSWER), findings.get(key, words.no_finding)
        found[key] = Row(
            key,
            review,
            number,
            symbol or "",
            title,
            text,
            words.action_categories[category],
            words.address(review, number, fingerprint),
            made_by,
            groups,
            words.affected_groups(tuple(values.get("affected_group", ()))),
            words.themes(tuple(values.get("theme", ()))),
            answer,
            finding,
            is_claim_gap(answer.claim, finding.found),
        )
    return [found[key] for key in keys if key in found]


def _answers(keys: Collection[int], words: Words) -> dict[int, Answer]:
    said = PositionStatement.objects.official().filter(Among("recommendation_id", keys))
    return {
        key: words.answer(*answer)
        for key, *answer in _newest(
            tuples(
                said.newest_first(),
                "recommendation_id", "position", "state_claim", "document__symbol", "paragraph",
            )
        )
    }  # fmt: skip


def _findings(keys: Collection[int], words: Words) -> dict[int, Finding]:
    # Of which recommendations are public `rows` decides; asking here again costs as much as all.
    published = tuples(
        Assessment.objects.filter(
            Among("recommendation_id", keys), publication_state=PublicationState.PUBLISHED
        ).order_by(),
        "recommendation_id", "pk", "organisation_id", "corrects_id", "evidence_up_to",
        "recommendation__review__headline_organisation", "status", "assessed_on", "method",
        "coding_rule", in_language("summary", words.language),
        in_language("organisation__name", words.language),
    )  # fmt: skip
    return {
        key: Finding(
            words.statuses[told.status],
            told.assessed_on.isoformat(),
            told.evidence_up_to.isoformat(),
            told.organisation,
            told.summary,
            words.methods[told.method],
            words.coding_rules[told.coding_rule],
            told.status,
        )
        for key, told in headlines([_Told._make(row) for row in published]).items()
    }


def _newest(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Of rows with the newest first, the first of each recommendation."""
    newest: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        newest.setdefault(row[0], row)
    return newest.values()
