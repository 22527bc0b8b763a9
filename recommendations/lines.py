"""A recommendation as one line of a list or a file.

Read in a few plain queries, however many lines: as objects with their links, fifty lines cost more
than all the rest of a page (docs/performance.md). Names of States, themes and groups are those that
the index holds in each language.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.urls import reverse
from django.utils.translation import get_language

from .choices import (
    ActionCategory,
    CodingRule,
    FindingMethod,
    ImplementationStatus,
    Position,
    StateClaim,
)
from .index import RECOMMENDATIONS
from .models import Assessment, PositionStatement, Recommendation, RecommendingState
from .models.findings import evidence_until
from .models.recommendations import address_of
from .querysets import is_claim_gap


@lru_cache(maxsize=512)
def _label(choices: type[TextChoices], value: str, language: str) -> str:
    """What a value is called; the labels of a vocabulary are translated once a language."""
    return str(choices(value).label) if value else ""


def label(choices: type[TextChoices], value: str) -> str:
    return _label(choices, value, get_language() or "en")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What the State under review answers now. `symbol`, `paragraph`: where it says so."""

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
    assessed_on: dt.date
    method: str
    coding_rule: str
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

    @property
    def method_label(self) -> str:
        return label(FindingMethod, self.method)

    @property
    def coding_rule_label(self) -> str:
        return label(CodingRule, self.coding_rule)

    @property
    def summary(self) -> str:
        return in_language(self, "summary")

    @property
    def organisation(self) -> str:
        return in_language(self, "organisation")


@dataclass(frozen=True, slots=True)
class Line:
    """One published recommendation. `states`: keys, in the order of the report; names beside."""

    key: int
    review: str
    symbol: str | None
    number: str
    text_fingerprint: str
    title_en: str | None
    title_ru: str | None
    title_kk: str | None
    text: str
    text_language: str
    action_category: str
    states: Sequence[str]
    regional_groups: Sequence[str]
    themes: Sequence[str]
    affected_groups: Sequence[str]
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

    @property
    def action_category_label(self) -> str:
        return label(ActionCategory, self.action_category)

    def get_absolute_url(self) -> str:
        address = address_of(self.number, self.text_fingerprint)
        return reverse("recommendations:recommendation", args=[self.review, address])


def in_language(row: Any, name: str) -> str:
    """A translated text in the reader's language, in English where nobody translated it."""
    own = getattr(row, f"{name}_{get_language() or 'en'}")
    return str(own or getattr(row, f"{name}_en") or "")


def lines(keys: Sequence[int], *, whole: bool = False, names: "Names | None" = None) -> list[Line]:
    """The published recommendations of these keys, in their order.

    `whole`: with themes, groups and regional groups, which only files show. Four queries, six where
    whole. What was withdrawn meanwhile is left out. `names`: of an earlier part of the same file.
    """
    names = names or Names()
    states = _linked(RecommendingState, "state_id", keys, "order")
    links = {
        name: _linked(getattr(Recommendation, field).through, column, keys, "pk") if whole else {}
        for name, field, column in (
            ("theme", "themes", "theme_id"),
            ("affected_group", "affected_groups", "affectedgroup_id"),
        )
    }
    answers, findings = _answers(keys), _findings(keys)
    found = {}
    for key, *values in _published().filter(pk__in=keys):
        own = states.get(key, ())
        parts: dict[str, Any] = {
            "states": _named(names.states, own),
            "regional_groups": _named(names.regional_groups, own) if whole else (),
            "themes": _in_order(names.themes, links["theme"].get(key, ())),
            "affected_groups": _in_order(
                names.affected_groups, links["affected_group"].get(key, ())
            ),
            "answer": answers.get(key),
            "finding": findings.get(key),
        }
        found[key] = Line(key, *values, **parts)
    return [found[key] for key in keys if key in found]


class Names:
    """What States, themes and groups are called in the reader's language, by key; no query."""

    def __init__(self) -> None:
        snapshot, language = RECOMMENDATIONS.snapshot(), get_language() or "en"
        self.states = snapshot.names("recommending_state", language)
        # A regional group is said of each of its States.
        self.regional_groups = snapshot.names("regional_group", language, of_all=True)
        self.themes = snapshot.names("theme", language)
        self.affected_groups = snapshot.names("affected_group", language)


def _named(known: Mapping[Hashable, str], keys: Sequence[int]) -> list[str]:
    """The names of these keys, each once."""
    return list(dict.fromkeys(known[key] for key in keys if key in known))


def _in_order(known: Mapping[Hashable, str], keys: Sequence[int]) -> list[str]:
    """The names of these keys in the order of the vocabulary."""
    if len(keys) < 2:
        return _named(known, keys)
    chosen = set(keys)
    return [name for key, name in known.items() if key in chosen]


def _linked(model: Any, column: str, keys: Sequence[int], order: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for key, other in _links(model, column, order).filter(recommendation__pk__in=keys):
        found[key].append(other)
    return found


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
            "title_en", "title_ru", "title_kk", "text", "text_language", "action_category",
        )
    )  # fmt: skip


@cache
def _links(model: Any, column: str, order: str) -> QuerySet[Any]:
    links: QuerySet[Any] = model.objects.order_by(order)
    return links.values_list("recommendation_id", column)


@cache
def _current_answers() -> QuerySet[Any]:
    return (
        PositionStatement.objects.current()
        .order_by()
        .values_list(
            "recommendation_id", "position", "state_claim", "document__symbol", "paragraph"
        )
    )


@cache
def _current_findings() -> QuerySet[Any]:
    return (
        Assessment.objects.current()
        .order_by()
        .values_list(
            "recommendation_id", "status", "evidence_up_to", "evidence_up_to_precision",
            "assessed_on", "method", "coding_rule", "summary_en", "summary_ru", "summary_kk",
            "organisation__name_en", "organisation__name_ru", "organisation__name_kk",
        )
    )  # fmt: skip
