"""A recommendation as one line of a list.

Read in a few plain queries, however many lines: as objects with their links, fifty lines cost more
than all the rest of a page (docs/performance.md). Names of States are those that the index holds in
each language. A row of the file is in `exports`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.urls import reverse
from django.utils.translation import get_language

from ..choices import ImplementationStatus, Position, StateClaim
from ..index import RECOMMENDATIONS
from ..models import Assessment, PositionStatement, Recommendation
from ..models.findings import evidence_until
from ..models.recommendations import address_of
from ..querysets import is_claim_gap


@lru_cache(maxsize=512)
def _label(choices: type[TextChoices], value: str, language: str) -> str:
    """What a value is called; the labels of a vocabulary are translated once a language."""
    return str(choices(value).label) if value else ""


def label(choices: type[TextChoices], value: str) -> str:
    return _label(choices, value, get_language() or "en")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What the State under review answers now."""

    position: str
    state_claim: str
    symbol: str
    paragraph: str

    @property
    def position_label(self) -> str:
        return label(Position, self.position)

    @property
    def state_claim_label(self) -> str:
        return label(StateClaim, self.state_claim)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """The finding that stands now."""

    status: str
    evidence_up_to: dt.date
    evidence_up_to_precision: str
    summary_en: str | None
    summary_ru: str | None
    summary_kk: str | None
    organisation_en: str | None
    organisation_ru: str | None
    organisation_kk: str | None

    @property
    def get_status_display(self) -> str:
        return label(ImplementationStatus, self.status)

    @property
    def evidence_until(self) -> str:
        return evidence_until(self.evidence_up_to, self.evidence_up_to_precision)


@dataclass(frozen=True, slots=True)
class Line:
    """One published recommendation. `states`: their names, in the order of the report."""

    key: int
    review: str
    # Of the report that prints it, where that is known.
    symbol: str | None
    number: str
    text_fingerprint: str
    title_en: str | None
    title_ru: str | None
    title_kk: str | None
    text: str
    text_language: str
    states: Sequence[str]
    answer: AnswerLine | None
    finding: FindingLine | None

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def claim_gap(self) -> bool:
        claim = self.answer.state_claim if self.answer else StateClaim.NONE
        status = self.finding.status if self.finding else ImplementationStatus.NOT_ASSESSED
        return is_claim_gap(claim, status)

    def get_absolute_url(self) -> str:
        address = address_of(self.number, self.text_fingerprint)
        return reverse("recommendations:recommendation", args=[self.review, address])


def in_language(row: Any, name: str) -> str:
    """A translated text in the reader's language, in English where nobody translated it."""
    own = getattr(row, f"{name}_{get_language() or 'en'}")
    return str(own or getattr(row, f"{name}_en") or "")


def lines(keys: Sequence[int]) -> list[Line]:
    """The published recommendations of these keys, in their order. Three queries.

    What was withdrawn meanwhile is left out. Who made it is as the index has it.
    """
    snapshot = RECOMMENDATIONS.snapshot()
    names = snapshot.names("recommending_state", get_language() or "en")
    answers, findings = _answers(keys), _findings(keys)
    found = {}
    for key, *values in _published().filter(pk__in=keys):
        parts: dict[str, Any] = {
            "states": [
                names[state]
                for state in snapshot.values_of(key).get("recommending_state", ())
                if state in names
            ],
            "answer": answers.get(key),
            "finding": findings.get(key),
        }
        found[key] = Line(key, *values, **parts)
    return [found[key] for key in keys if key in found]


def _answers(keys: Sequence[int]) -> dict[int, AnswerLine]:
    current = _current_answers().filter(recommendation__pk__in=keys)
    return {key: AnswerLine(*values) for key, *values in current}


def _findings(keys: Sequence[int]) -> dict[int, FindingLine]:
    current = _current_findings().filter(recommendation__pk__in=keys)
    return {key: FindingLine(*values) for key, *values in current}


# Putting a query together took longer than running it, and of these only the keys ever change.


@cache
def _published() -> QuerySet[Any]:
    return (
        Recommendation.objects.published()
        .order_by()
        .values_list(
            "pk", "review__slug", "review__report__symbol", "number", "text_fingerprint",
            "title_en", "title_ru", "title_kk", "text", "text_language",
        )
    )  # fmt: skip


@cache
def _current_answers() -> QuerySet[Any]:
    return (
        PositionStatement.objects.current()
        .order_by()
        .values_list("recommendation_id", "position", "state_claim", "document__symbol", "paragraph")
    )


@cache
def _current_findings() -> QuerySet[Any]:
    return (
        Assessment.objects.current()
        .order_by()
        .values_list(
            "recommendation_id", "status", "evidence_up_to", "evidence_up_to_precision",
            "summary_en", "summary_ru", "summary_kk",
            "organisation__name_en", "organisation__name_ru", "organisation__name_kk",
        )
    )  # fmt: skip
