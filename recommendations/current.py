"""The rule for which finding of an organisation stands, and which standing finding is the headline.

An organisation's standing finding on a recommendation is its newest published one that none of its
other published findings corrects: the latest evidence, then the last recorded. Evidence “up to November”
that was assessed on 20 November reaches to that day. A correction counts
even if it was itself corrected; drafts and withdrawn findings do not.

The headline, shown in lists, charts and files, is the standing finding of the review's
`headline_organisation`; without one, the newest standing finding.

The rule is written twice, for queries and for rows in memory; a test compares the two. A constraint
allows corrections of earlier findings only, so that they never form a circle.
"""

import datetime as dt
from collections.abc import Collection
from typing import Protocol, TypeVar

from django.apps import apps
from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Least

from foundation.choices import PublicationState

# For queries

# A month or year that is not over ends after the day of the assessment, its evidence does not.
NEWEST_FIRST = (Least("evidence_up_to", "assessed_on").desc(), "-pk")


def is_corrected() -> Exists:
    """Whether a published finding corrects the finding of the outer query."""
    corrections = apps.get_model("recommendations", "Assessment")._default_manager.filter(
        corrects=OuterRef("pk"),
        recommendation=OuterRef("recommendation"),
        organisation=OuterRef("organisation"),
        publication_state=PublicationState.PUBLISHED,
    )
    return Exists(corrections)


def headline_first() -> tuple[OrderBy | str, ...]:
    """The order of the uncorrected findings of one recommendation: the first is the headline."""
    by_headline_organisation = When(
        organisation=F("recommendation__review__headline_organisation"), then=Value(True)
    )
    return Case(by_headline_organisation, default=Value(False)).desc(), *NEWEST_FIRST


# For rows in memory


class OnRecommendation(Protocol):
    """A finding, as far as `may_correct` needs it."""

    @property
    def recommendation_id(self) -> int: ...
    @property
    def organisation_id(self) -> int: ...


class PublishedFinding(OnRecommendation, Protocol):
    """A published finding, as far as the rule needs it. `headline_organisation`: of its review."""

    @property
    def pk(self) -> int: ...
    @property
    def corrects_id(self) -> int | None: ...
    @property
    def evidence_up_to(self) -> dt.date: ...
    @property
    def assessed_on(self) -> dt.date: ...
    @property
    def headline_organisation(self) -> int | None: ...


_Finding = TypeVar("_Finding", bound=PublishedFinding)


def may_correct(finding: OnRecommendation, other: OnRecommendation) -> bool:
    """Whether both have the same organisation and recommendation."""
    return (finding.recommendation_id, finding.organisation_id) == (
        other.recommendation_id,
        other.organisation_id,
    )


def headlines(findings: Collection[_Finding]) -> dict[int, _Finding]:
    """The headline by recommendation. `findings`: all published ones of these recommendations."""
    corrected_keys = {
        (finding.corrects_id, finding.recommendation_id, finding.organisation_id)
        for finding in findings
        if finding.corrects_id is not None
    }
    headline_by_recommendation: dict[int, _Finding] = {}
    for finding in findings:
        recommendation = finding.recommendation_id
        if (finding.pk, recommendation, finding.organisation_id) in corrected_keys:
            continue
        headline = headline_by_recommendation.get(recommendation)
        if headline is None or _rank(finding) > _rank(headline):
            headline_by_recommendation[recommendation] = finding
    return headline_by_recommendation


def _rank(finding: PublishedFinding) -> tuple[bool, dt.date, int]:
    is_headline_organisation = finding.organisation_id == finding.headline_organisation
    covered_day = min(finding.evidence_up_to, finding.assessed_on)
    return is_headline_organisation, covered_day, finding.pk
