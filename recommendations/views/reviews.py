"""The reviews of a State under review."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView, ListView

from ..facets import overview
from ..index import Selection, answer
from ..models import Recommendation, Review, State, Submission
from .states import by_name


class ReviewList(ListView[Review]):
    def get_queryset(self) -> QuerySet[Review]:
        rows: QuerySet[Review] = Review.objects.published()
        return rows.select_related("state_under_review", "cycle", "session", "report")


class ReviewDetail(DetailView[Review]):
    """What one State was recommended in one cycle, how it answered, and what came of it."""

    def get_queryset(self) -> QuerySet[Review]:
        rows: QuerySet[Review] = Review.objects.published()
        return rows.select_related("state_under_review", "cycle", "session", "report")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = answer(Selection(review=(self.object.slug,)))
        rows = Recommendation.objects.published().filter(review=self.object)
        return super().get_context_data(
            overview=overview(found),
            states=by_name(State.objects.filter(recommendations_made__in=rows.order_by())),
            submissions=Submission.objects.published().filter(review=self.object),
            pairs=rows.order_by().values_list("pk", "recommending_states").count(),
            **kwargs,
        )
