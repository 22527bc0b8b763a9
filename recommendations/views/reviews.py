"""The reviews of a State under review."""

from django.db.models import QuerySet
from django.views.generic import DetailView, ListView

from foundation.lists.views import PER_PAGE
from foundation.web.page_cache import CachedPage

from ..index import Query, answer, themes_in_use
from ..models import NewRecommendation, Review, Submission
from ..summaries.charts import (
    claims_and_findings,
    list_of,
    newest_finding,
    public_reviews,
    recommending_states,
    top_themes,
)
from ..summaries.findings_by_theme import by_review, by_theme
from ..summaries.over_time import over_time
from ..summaries.overview import overview
from ..summaries.review_calendar import review_calendar


class ReviewList(CachedPage, ListView[Review]):
    """The reviews with anything public, newest first, each with its findings."""

    paginate_by = PER_PAGE

    def get_queryset(self) -> QuerySet[Review]:
        return public_reviews()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(object_list=self.object_list, **kwargs)
        result = answer(Query())
        totals = result.within("review")
        reviews = [review for review in context["review_list"] if review.slug in totals]
        return {
            **context,
            "by_review": by_review(result, reviews) if reviews else None,
            "newest_finding": newest_finding(result),
        }


class ReviewDetail(CachedPage, DetailView[Review]):
    """What one State was recommended in one cycle, its answers, and the findings."""

    def get_queryset(self) -> QuerySet[Review]:
        return public_reviews()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        review = self.object
        submissions = Submission.objects.published().filter(review=review)
        asks = NewRecommendation.objects.published().filter(section__submission__review=review)
        return super().get_context_data(
            **self._numbers(),
            submissions=submissions.prefetch_related("organisations"),
            asked_next=asks.count(),
            calendar=review_calendar(review.state_under_review),
            **kwargs,
        )

    def _numbers(self) -> dict[str, object]:
        """Counts and charts of its recommendations."""
        result = answer(Query(review=(self.object.slug,)))
        states = recommending_states(result)
        return {
            "claims": claims_and_findings(result),
            "positions": overview(result).positions,
            "list_address": list_of(result),
            "newest_finding": newest_finding(result),
            "by_theme": by_theme(result, top_themes(result, themes_in_use())),
            "over_time": over_time(self.object, total=result.total),
            "states": states,
            "pairs": sum(state.number.count for state in states),
        }
