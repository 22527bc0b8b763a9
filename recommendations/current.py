"""Which finding stands on a recommendation, and which of several is the headline: one rule.

Of each organisation the finding that stands is the newest that no published finding of the same
recommendation and organisation corrects: whose evidence reaches furthest, and among equals the one
recorded last. A correction that was itself corrected still counts; a draft, or one that was
withdrawn, does not. The headline, which lists, charts and files show, is the standing finding of
the organisation that the review names. Where the review names none, or that one has no standing
finding there, it is the newest of those that stand.

The rule is said twice, of rows in the database and of rows that were read; a test holds the two
together. A finding corrects only what was recorded before it (a constraint of the table), so
findings never correct one another in a circle until none is left.
"""

import datetime as dt
from collections.abc import Collection
from typing import Protocol, TypeVar

from django.apps import apps
from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.db.models.expressions import OrderBy

from foundation.choices import PublicationState

# Of rows in the database

NEWEST_FIRST = ("-evidence_up_to", "-pk")


def is_corrected() -> Exists:
    """Whether a published finding corrects the finding that a query is at."""
    corrections = apps.get_model("recommendations", "Assessment")._default_manager.filter(
        corrects=OuterRef("pk"),
        recommendation=OuterRef("recommendation"),
        organisation=OuterRef("organisation"),
        publication_state=PublicationState.PUBLISHED,
    )
    return Exists(corrections)


def headline_first() -> tuple[OrderBy | str, ...]:
    """The order of the uncorrected findings of one recommendation: the first is the headline."""
    named = When(organisation=F("recommendation__review__headline_organisation"), then=Value(True))
    return Case(named, default=Value(False)).desc(), *NEWEST_FIRST


# Of rows that were read


class OnRecommendation(Protocol):
    """What makes a finding one of a recommendation and an organisation."""

    @property
    def recommendation_id(self) -> int: ...
    @property
    def organisation_id(self) -> int: ...


class PublishedFinding(OnRecommendation, Protocol):
    """What the rule asks of a published finding. `headline_organisation`: of its review."""

    @property
    def pk(self) -> int: ...
    @property
    def corrects_id(self) -> int | None: ...
    @property
    def evidence_up_to(self) -> dt.date: ...
    @property
    def headline_organisation(self) -> int | None: ...


_Finding = TypeVar("_Finding", bound=PublishedFinding)


def may_correct(finding: OnRecommendation, other: OnRecommendation) -> bool:
    """Whether both are of one organisation on one recommendation: nobody corrects others."""
    return (finding.recommendation_id, finding.organisation_id) == (
        other.recommendation_id,
        other.organisation_id,
    )


def headlines(findings: Collection[_Finding]) -> dict[int, _Finding]:
    """By the key of the recommendation, the headline of all its published findings."""
    corrected = {
        (finding.corrects_id, finding.recommendation_id, finding.organisation_id)
        for finding in findings
        if finding.corrects_id is not None
    }
    first: dict[int, _Finding] = {}
    for finding in findings:
        recommendation = finding.recommendation_id
        if (finding.pk, recommendation, finding.organisation_id) in corrected:
            continue
        before = first.get(recommendation)
        if before is None or _place(finding) > _place(before):
            first[recommendation] = finding
    return first


def _place(finding: PublishedFinding) -> tuple[bool, dt.date, int]:
    is_named = finding.organisation_id == finding.headline_organisation
    return is_named, finding.evidence_up_to, finding.pk
