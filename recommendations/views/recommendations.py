"""The list of recommendations, and each with its whole chain."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from upr_tracker.common.lists import FilteredList

from ..facets import status_by_theme
from ..filters import RecommendationFilterSet
from ..lines import Line, lines
from ..models import Assessment, Citation, NewRecommendation, PositionStatement, Recommendation
from ..models.recommendations import TEXT_ADDRESS, named_by


class RecommendationList(FilteredList):
    """The list, narrowed by whatever the reader chose."""

    template_name = "recommendations/recommendation_list.html"
    csv_address = "recommendations_csv"
    filterset_class = RecommendationFilterSet
    sort_names = {"report": _("In the order of the report"), "finding": _("Newest finding first")}

    def read(self, keys: list[int]) -> list[Line]:
        return lines(keys)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "by_theme": status_by_theme(context["filterset"])}


class RecommendationDetail(DetailView[Recommendation]):
    """The whole chain of one recommendation."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An address from before the number was known leads on to the one that has it."""
        address = self.kwargs["number"]
        if "\x00" in address:
            raise Http404
        if address.startswith(TEXT_ADDRESS):
            moved = self._published().filter(former_address=address).first()
            if moved:
                return HttpResponsePermanentRedirect(moved.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def _published(self) -> QuerySet[Recommendation]:
        rows: QuerySet[Recommendation] = Recommendation.objects.published()
        return rows.filter(review__slug=self.kwargs["review"]).select_related("review")

    def get_object(self, queryset: QuerySet[Recommendation] | None = None) -> Recommendation:
        rows: Any = self._published().filter(**named_by(self.kwargs["number"]))
        row: Recommendation = get_object_or_404(
            rows.with_claim_gap()
            .for_display()
            .prefetch_related("goals")
            .select_related("text_source")
        )
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        published = Recommendation.objects.published().select_related("review")
        siblings = published.filter(review=row.review)
        return super().get_context_data(
            position_statements=PositionStatement.objects.published()
            .filter(recommendation=row)
            .select_related("document"),
            assessments=Assessment.objects.published()
            .filter(recommendation=row)
            .select_related("organisation")
            .prefetch_related("sources"),
            citations=Citation.objects.published()
            .filter(recommendation=row)
            .select_related("section__submission__source"),
            new_recommendations=NewRecommendation.objects.published()
            .filter(follows_up=row)
            .select_related("section__submission")
            .in_order(),
            precursors=published.filter(successors=row).in_order(),
            successors=published.filter(precursors=row).in_order(),
            previous=siblings.filter(number_order__lt=row.number_order)
            .order_by("-number_order", "-pk")
            .first(),
            next=siblings.filter(number_order__gt=row.number_order)
            .order_by("number_order", "pk")
            .first(),
            **kwargs,
        )
