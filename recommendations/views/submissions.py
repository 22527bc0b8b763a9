"""Submissions of NGOs to the UN, and the new recommendations they ask for."""

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from foundation.lists.views import FilteredList
from foundation.web.page_cache import CachedPage

from ..index.filters import NewRecommendationFilterSet
from ..models import Citation, NewRecommendation, Section, State, Submission
from ..summaries.follow_ups import FollowUp, in_order, read_follow_ups
from ..summaries.review_calendar import review_calendar
from ..summaries.rows import RecommendationRow
from ..summaries.rows import rows as recommendation_rows
from .states import by_name


class SubmissionDetail(CachedPage, DetailView[Submission]):
    """One submission: its sections, the recommendations they cite and those they ask for."""

    def get_queryset(self) -> QuerySet[Submission]:
        return (
            Submission.objects.published()
            .select_related("review__state_under_review", "source")
            .prefetch_related("organisations")
        )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        review = self.object.review
        citations = list(Citation.objects.published().filter(section__submission=self.object))
        cited_rows = recommendation_rows(in_order({citation.recommendation_id for citation in citations}))
        sections = self.object.sections.prefetch_related(
            Prefetch(
                "new_recommendations",
                queryset=NewRecommendation.objects.select_related("section__submission"),
            ),
        )
        return super().get_context_data(
            sections=[
                (section, _cited_in(section, citations, cited_rows), section.new_recommendations.all())
                for section in sections
            ],
            entry=review_calendar(review.state_under_review).entry(review),
            cited=len(cited_rows),
            asked=NewRecommendation.objects.filter(section__submission=self.object).count(),
            **kwargs,
        )


def _cited_in(
    section: Section, citations: list[Citation], rows: list[RecommendationRow]
) -> list[tuple[Citation, RecommendationRow]]:
    """The citations of a section with their recommendations, in the order of the reports."""
    citation_by_key = {
        citation.recommendation_id: citation for citation in citations if citation.section_id == section.pk
    }
    return [(citation_by_key[row.key], row) for row in rows if row.key in citation_by_key]


class NewRecommendationList(FilteredList):
    """The new recommendations, filtered by the reader."""

    template_name = "recommendations/newrecommendation_list.html"
    filterset_class = NewRecommendationFilterSet

    def read_rows(self, keys: list[int]) -> list[FollowUp]:
        asks = read_follow_ups(NewRecommendation.objects.published().filter(pk__in=keys))
        return sorted(asks, key=lambda ask: keys.index(ask.row.pk))


class NewRecommendationDetail(CachedPage, DetailView[NewRecommendation]):
    """One new recommendation: what it follows up, its themes, and what took it up."""

    def get_object(self, queryset: QuerySet[NewRecommendation] | None = None) -> NewRecommendation:
        return get_object_or_404(
            NewRecommendation.objects.published()
            .select_related("section__submission__review__state_under_review")
            .prefetch_related("themes", "section__submission__organisations"),
            section__submission__slug=self.kwargs["submission"],
            section__order=self.kwargs["section"],
            order=self.kwargs["order"],
        )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        [ask] = read_follow_ups(NewRecommendation.objects.filter(pk=self.object.pk))
        review = self.object.section.submission.review
        return super().get_context_data(
            ask=ask,
            review=review,
            asked_before_by=by_name(
                State.objects.filter(recommendations_made__in=[row.key for row in ask.follows_up])
            ),
            entry=review_calendar(review.state_under_review).entry(review),
            **kwargs,
        )
