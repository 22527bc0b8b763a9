"""What NGOs send to the UN, and what they ask for next."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from upr_tracker.common.lists import FilteredList, of_keys

from ..filters import NewRecommendationFilterSet
from ..lines import lines
from ..models import Citation, NewRecommendation, Recommendation, Submission


class SubmissionDetail(DetailView[Submission]):
    """What an NGO sent to the UN: its sections, what they cite, what they ask for."""

    def get_queryset(self) -> QuerySet[Submission]:
        rows: QuerySet[Submission] = Submission.objects.published()
        return rows.select_related("review__state_under_review", "source").prefetch_related(
            "organisations"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        citations = Citation.objects.published().select_related("recommendation__review")
        sections = self.object.sections.prefetch_related(
            Prefetch("citations", queryset=citations, to_attr="public_citations"),
            Prefetch(
                "new_recommendations",
                queryset=NewRecommendation.objects.select_related("section__submission"),
            ),
        )
        return super().get_context_data(sections=sections, **kwargs)


class NewRecommendationList(FilteredList):
    """What is asked for in the next review, narrowed by whatever the reader chose."""

    template_name = "recommendations/newrecommendation_list.html"
    filterset_class = NewRecommendationFilterSet

    def read(self, keys: list[int]) -> list[NewRecommendation]:
        rows = NewRecommendation.objects.published().select_related("section__submission")
        return of_keys(rows, keys)


class NewRecommendationDetail(DetailView[NewRecommendation]):
    """One new recommendation: what it follows up, whom and what it names, what became of it."""

    def get_object(self, queryset: QuerySet[NewRecommendation] | None = None) -> NewRecommendation:
        row: NewRecommendation = get_object_or_404(
            NewRecommendation.objects.published()
            .select_related("section__submission__review__state_under_review")
            .prefetch_related("themes"),
            section__submission__slug=self.kwargs["submission"],
            section__order=self.kwargs["section"],
            order=self.kwargs["order"],
        )
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        published = Recommendation.objects.published().in_order().values_list("pk", flat=True)
        return super().get_context_data(
            follows_up=lines(list(published.filter(followed_up_by=self.object))),
            taken_up_in=lines(list(published.filter(took_up=self.object))),
            **kwargs,
        )
