"""The querysets of this app. Every public page and file starts from `.published()`.

A part is public only with its owner: positions and findings with their recommendation, a new
recommendation with its submission.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from foundation.choices import PublicationState
from foundation.db.natural_keys import NaturalKeyQuerySet
from foundation.db.sql import Among, in_language, tuples
from foundation.publishing.state import PublishableQuerySet

from .choices import ImplementationStatus, Position, SourceKind, StateClaim
from .current import NEWEST_FIRST, headline_first, is_corrected

if TYPE_CHECKING:
    from .models import (
        AffectedGroup,
        Assessment,
        Citation,
        NewRecommendation,
        Organisation,
        PositionStatement,
        Recommendation,
        RecommendingState,
        Review,
        Submission,
        Theme,
    )

PUBLISHED = PublicationState.PUBLISHED


_Row = TypeVar("_Row", bound=models.Model)


class PlainQuerySet(NaturalKeyQuerySet[_Row]):
    """The rows of a table without queries of its own.

    Not in `foundation`: the Django plugin of mypy finds it only beside the models.
    """


_Rows = TypeVar("_Rows", bound=models.QuerySet[models.Model])


def _rows_of(queryset: type[_Rows], model: str) -> _Rows:
    """All rows of a model of this app; this module cannot import the models, which import it."""
    rows = apps.get_model("recommendations", model)._default_manager.all()
    if not isinstance(rows, queryset):
        raise TypeError(f"The manager of {model} gives {type(rows)}.")
    return rows


class RecommendationQuerySet(PublishableQuerySet["Recommendation"]):
    def in_order(self) -> Self:
        """Newest review first, then in the order of the report: 124.2 before 124.10."""
        return self.order_by(
            F("review__reviewed_on").desc(nulls_last=True), "review_id", "number_order", "pk"
        )

    def with_current_position(self) -> Self:
        """Adds `position` and `state_claim` of the current position statement, or None."""
        statements = _rows_of(PositionStatementQuerySet, "PositionStatement").current()
        statement = statements.filter(recommendation=OuterRef("pk"))
        return self.annotate(
            position=Subquery(statement.values("position")[:1]),
            state_claim=Coalesce(Subquery(statement.values("state_claim")[:1]), Value(StateClaim.NONE)),
        )

    def with_current_status(self) -> Self:
        """Adds `status` of the current published finding, or `not_assessed`."""
        findings = _rows_of(AssessmentQuerySet, "Assessment")
        headline = findings.headlines_first().filter(recommendation=OuterRef("pk"))
        return self.annotate(
            status=Coalesce(Subquery(headline.values("status")[:1]), Value(ImplementationStatus.NOT_ASSESSED))
        )

    def with_claim_gap(self) -> Self:
        """Adds `claim_gap`: the State says it is done, the headline finding says otherwise."""
        return (
            self.with_current_position()
            .with_current_status()
            .annotate(
                claim_gap=models.Case(
                    models.When(CLAIM_GAP, then=Value(True)),
                    default=Value(False),
                    output_field=models.BooleanField(),
                )
            )
        )

    def for_display(self) -> Self:
        """With everything that a page shows of a recommendation, in a fixed number of queries."""
        statements = _rows_of(PositionStatementQuerySet, "PositionStatement")
        findings = _rows_of(AssessmentQuerySet, "Assessment")
        recommending_states = _rows_of(PlainQuerySet["RecommendingState"], "RecommendingState")
        recommending_states = recommending_states.select_related("state").order_by("order")
        statements = statements.current().select_related("document")
        # `standing()` puts the headline first.
        findings = findings.standing().select_related("organisation")
        return (
            self.select_related("review__state_under_review", "review__report")
            .prefetch_related(Prefetch("recommending_state_set", recommending_states))
            .prefetch_related("themes", "affected_groups")
            .prefetch_related(Prefetch("position_statements", statements, to_attr="current_positions"))
            .prefetch_related(Prefetch("assessments", findings, to_attr="standing_findings"))
        )


# “Kazakhstan says done; we found otherwise.” A finding of “not enough information” is no gap.
FOUND_OTHERWISE = (
    ImplementationStatus.PARTIALLY_IMPLEMENTED,
    ImplementationStatus.IN_PROGRESS,
    ImplementationStatus.NOT_IMPLEMENTED,
    ImplementationStatus.REGRESSED,
)
CLAIM_GAP = Q(state_claim=StateClaim.ALREADY_IMPLEMENTED, status__in=FOUND_OTHERWISE)


def is_claim_gap(state_claim: str, status: str) -> bool:
    """`CLAIM_GAP` for values in memory."""
    return state_claim == StateClaim.ALREADY_IMPLEMENTED and status in FOUND_OTHERWISE


class PositionStatementQuerySet(NaturalKeyQuerySet["PositionStatement"]):
    def published(self) -> Self:
        return self.filter(recommendation__publication_state=PUBLISHED)

    def official(self) -> Self:
        """Statements in a UN document; those of secondary databases never count."""
        return self.filter(document__kind=SourceKind.UN_DOCUMENT)

    def newest_first(self) -> Self:
        return self.order_by("-stated_on", "-pk")

    def current(self) -> Self:
        """The current one of each recommendation: the newest in a UN document."""
        statements = self.whole_table().filter(recommendation=OuterRef("recommendation"))
        statements = statements.official().newest_first()
        return self.filter(pk=Subquery(statements.values("pk")[:1]))

    def conflicting(self) -> Self:
        """Statements of secondary databases that differ from the current one."""
        current = self.whole_table().filter(recommendation=OuterRef("recommendation")).current()
        return self.filter(
            # A pending answer conflicts with nothing.
            Exists(current.exclude(position__in=[OuterRef("position"), Position.PENDING])),
            document__kind=SourceKind.SECONDARY_DATABASE,
        )


class AssessmentQuerySet(PublishableQuerySet["Assessment"]):
    def published(self) -> Self:
        return super().published().filter(recommendation__publication_state=PUBLISHED)

    def newest_first(self) -> Self:
        return self.order_by(*NEWEST_FIRST)

    def uncorrected(self) -> Self:
        """Findings that no published one corrects."""
        return self.exclude(is_corrected())

    def headlines_first(self) -> Self:
        """Published, uncorrected findings, the headline of each recommendation first."""
        rows = self.filter(publication_state=PUBLISHED).uncorrected()
        return rows.order_by(*headline_first())

    def current(self) -> Self:
        """The headline finding of each recommendation."""
        return self._first_of_each("recommendation")

    def standing(self) -> Self:
        """The standing finding of each organisation, headlines first."""
        rows = self._first_of_each("recommendation", "organisation")
        return rows.order_by(*headline_first())

    def _first_of_each(self, *fields: str) -> Self:
        findings = self.whole_table().headlines_first().filter(**{field: OuterRef(field) for field in fields})
        return self.filter(pk=Subquery(findings.values("pk")[:1]))


class ReviewQuerySet(NaturalKeyQuerySet["Review"]):
    def published(self) -> Self:
        """Reviews with at least one published recommendation or submission."""
        recommendations = _rows_of(RecommendationQuerySet, "Recommendation").published()
        submissions = _rows_of(SubmissionQuerySet, "Submission").published()
        # Not EXISTS: without statistics SQLite would scan all published rows for each review.
        return self.filter(
            Q(pk__in=recommendations.values("review")) | Q(pk__in=submissions.values("review"))
        )


class ThemeQuerySet(NaturalKeyQuerySet["Theme"]):
    def in_use(self) -> Self:
        """Themes of published records, without their parents."""
        recommendations = _rows_of(RecommendationQuerySet, "Recommendation").published()
        asks = _rows_of(NewRecommendationQuerySet, "NewRecommendation").published()
        with_theme = {"themes": OuterRef("pk")}
        return self.filter(Exists(recommendations.filter(**with_theme)) | Exists(asks.filter(**with_theme)))


class AffectedGroupQuerySet(NaturalKeyQuerySet["AffectedGroup"]):
    def in_use(self) -> Self:
        recommendations = _rows_of(RecommendationQuerySet, "Recommendation").published()
        return self.filter(Exists(recommendations.filter(affected_groups=OuterRef("pk"))))


class OrganisationQuerySet(NaturalKeyQuerySet["Organisation"]):
    def published(self) -> Self:
        """Organisations with something published; a partner without may not want to be named."""
        findings = _rows_of(AssessmentQuerySet, "Assessment").published()
        submissions = _rows_of(SubmissionQuerySet, "Submission").published()
        return self.filter(
            Exists(findings.filter(organisation=OuterRef("pk")))
            | Exists(submissions.filter(organisations=OuterRef("pk")))
        )


class SubmissionQuerySet(PublishableQuerySet["Submission"]):
    pass


class NewRecommendationQuerySet(NaturalKeyQuerySet["NewRecommendation"]):
    def published(self) -> Self:
        return self.filter(section__submission__publication_state=PUBLISHED)

    def in_order(self) -> Self:
        return self.order_by("section__submission", "section__order", "order")

    def texts_by_followed_up(self, recommendations: list[int], *, language: str) -> dict[int, list[str]]:
        """The texts of new recommendations by the key of the recommendation they follow up."""
        texts: dict[int, list[str]] = defaultdict(list)
        rows = self.filter(Among("follows_up", recommendations)).in_order()
        for key, text in tuples(rows, "follows_up", in_language("text", language)):
            texts[key].append(text)
        return texts


class CitationQuerySet(NaturalKeyQuerySet["Citation"]):
    def published(self) -> Self:
        return self.filter(
            section__submission__publication_state=PUBLISHED,
            recommendation__publication_state=PUBLISHED,
        )
