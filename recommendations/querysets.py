"""Which rows? Every public page and file starts from `.published()`.

Parts are public when their owners are: a position with its recommendation, a finding with its
recommendation too, a new recommendation with its submission, a source through one public citation.
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
    """Rows of a table that is asked nothing of its own.

    It stands here and not in `foundation`, because the type checker finds only what it reads together
    with the models.
    """


_Rows = TypeVar("_Rows", bound=models.QuerySet[models.Model])


def _rows_of(queryset: type[_Rows], model: str) -> _Rows:
    """All rows of a model of this app, whose module this one comes before."""
    rows = apps.get_model("recommendations", model)._default_manager.all()
    if not isinstance(rows, queryset):
        raise TypeError(f"The manager of {model} gives {type(rows)}.")
    return rows


class RecommendationQuerySet(PublishableQuerySet["Recommendation"]):
    def in_order(self) -> Self:
        """As the reports print them: newest review first, 124.2 before 124.10."""
        return self.order_by(
            F("review__reviewed_on").desc(nulls_last=True), "review_id", "number_order", "pk"
        )

    def with_current_position(self) -> Self:
        """Adds `position` and `state_claim` of the current position statement, or None."""
        statements = _rows_of(PositionStatementQuerySet, "PositionStatement").current()
        own = statements.filter(recommendation=OuterRef("pk"))
        return self.annotate(
            position=Subquery(own.values("position")[:1]),
            state_claim=Coalesce(Subquery(own.values("state_claim")[:1]), Value(StateClaim.NONE)),
        )

    def with_current_status(self) -> Self:
        """Adds `status` of the current published finding, or `not_assessed`."""
        findings = _rows_of(AssessmentQuerySet, "Assessment")
        own = findings.headlines_first().filter(recommendation=OuterRef("pk"))
        return self.annotate(
            status=Coalesce(Subquery(own.values("status")[:1]), Value(ImplementationStatus.NOT_ASSESSED))
        )

    def with_claim_gap(self) -> Self:
        """Adds `claim_gap`: the State says done, the current finding says otherwise."""
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
        """Everything a line of the list or of the CSV shows, in a fixed number of queries."""
        statements = _rows_of(PositionStatementQuerySet, "PositionStatement")
        findings = _rows_of(AssessmentQuerySet, "Assessment")
        recommending = _rows_of(PlainQuerySet["RecommendingState"], "RecommendingState")
        recommending = recommending.select_related("state").order_by("order")
        statements = statements.current().select_related("document")
        # The headline first.
        findings = findings.standing().select_related("organisation")
        return (
            self.select_related("review__state_under_review", "review__report")
            .prefetch_related(Prefetch("recommending_state_set", recommending))
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
    """The same of a row that has been read."""
    return state_claim == StateClaim.ALREADY_IMPLEMENTED and status in FOUND_OTHERWISE


class PositionStatementQuerySet(NaturalKeyQuerySet["PositionStatement"]):
    def published(self) -> Self:
        return self.filter(recommendation__publication_state=PUBLISHED)

    def official(self) -> Self:
        """Statements that rest on a UN document; a secondary database never counts."""
        return self.filter(document__kind=SourceKind.UN_DOCUMENT)

    def newest_first(self) -> Self:
        return self.order_by("-stated_on", "-pk")

    def current(self) -> Self:
        """The one that stands now, for each recommendation: the newest in a UN document."""
        newest = self.whole_table().filter(recommendation=OuterRef("recommendation"))
        newest = newest.official().newest_first()
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def conflicting(self) -> Self:
        """Statements of secondary databases that differ from the one that stands."""
        current = self.whole_table().filter(recommendation=OuterRef("recommendation")).current()
        return self.filter(
            # Before the State has answered, nothing can differ from its answer.
            Exists(current.exclude(position__in=[OuterRef("position"), Position.PENDING])),
            document__kind=SourceKind.SECONDARY_DATABASE,
        )


class AssessmentQuerySet(PublishableQuerySet["Assessment"]):
    def published(self) -> Self:
        return super().published().filter(recommendation__publication_state=PUBLISHED)

    def newest_first(self) -> Self:
        return self.order_by(*NEWEST_FIRST)

    def uncorrected(self) -> Self:
        """Without those that a published finding corrects."""
        return self.exclude(is_corrected())

    def headlines_first(self) -> Self:
        """What is published and was not corrected; of each recommendation the headline first."""
        rows = self.filter(publication_state=PUBLISHED).uncorrected()
        return rows.order_by(*headline_first())

    def current(self) -> Self:
        """The headline of each recommendation: one of the published findings that stand."""
        return self._first_of_each("recommendation")

    def standing(self) -> Self:
        """The published finding of each organisation that stands, the headlines first."""
        rows = self._first_of_each("recommendation", "organisation")
        return rows.order_by(*headline_first())

    def _first_of_each(self, *names: str) -> Self:
        own = self.whole_table().headlines_first().filter(**{name: OuterRef(name) for name in names})
        return self.filter(pk=Subquery(own.values("pk")[:1]))


class ReviewQuerySet(NaturalKeyQuerySet["Review"]):
    def published(self) -> Self:
        """Reviews of which the public can read at least one recommendation or submission."""
        recommendations = _rows_of(RecommendationQuerySet, "Recommendation").published()
        submissions = _rows_of(SubmissionQuerySet, "Submission").published()
        # Not EXISTS: without statistics SQLite then reads all published rows for each review.
        return self.filter(
            Q(pk__in=recommendations.values("review")) | Q(pk__in=submissions.values("review"))
        )


class ThemeQuerySet(NaturalKeyQuerySet["Theme"]):
    def in_use(self) -> Self:
        """Themes that a published record carries itself (their parents follow from the tree)."""
        recommendations = _rows_of(RecommendationQuerySet, "Recommendation").published()
        asks = _rows_of(NewRecommendationQuerySet, "NewRecommendation").published()
        own = {"themes": OuterRef("pk")}
        return self.filter(Exists(recommendations.filter(**own)) | Exists(asks.filter(**own)))


class AffectedGroupQuerySet(NaturalKeyQuerySet["AffectedGroup"]):
    def in_use(self) -> Self:
        recommendations = _rows_of(RecommendationQuerySet, "Recommendation").published()
        return self.filter(Exists(recommendations.filter(affected_groups=OuterRef("pk"))))


class OrganisationQuerySet(NaturalKeyQuerySet["Organisation"]):
    def published(self) -> Self:
        """Organisations that already speak in public here; a partner may not want to be named."""
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
