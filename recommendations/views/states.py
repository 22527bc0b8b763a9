"""States: what they recommended, to whom, and the findings."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from foundation.i18n.collation import alphabetical
from foundation.lists.views import PER_PAGE
from foundation.web.page_cache import CachedPage

from ..choices import RegionalGroup, UnStatus
from ..index import Query, answer
from ..models import Review, State
from ..summaries.charts import list_of, newest_finding
from ..summaries.findings_by_theme import by_theme_carried
from ..summaries.follow_ups import follow_ups, read_follow_ups
from ..summaries.lobbying import follow_ups_by_theme
from ..summaries.one_page import one_page
from ..summaries.overview import overview
from ..summaries.review_calendar import review_calendar
from ..summaries.rows import rows as recommendation_rows

# On one page; the rest is on the page of each review.
MOST_ASKS = 50
# States without a regional group come last.
UNGROUPED = {
    UnStatus.OBSERVER.value: _("Observer States"),
    UnStatus.NON_MEMBER.value: _("Non-member States"),
}


def by_name(states: QuerySet[State]) -> list[State]:
    """States in the alphabetical order of the reader’s language."""
    return sorted(states.distinct(), key=lambda state: alphabetical(str(state.name)))


class StateList(CachedPage, ListView[State]):
    """Every State by regional group, with its number of recommendations; and the reviews."""

    queryset = State.objects.all()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        counts = answer(Query()).within("recommending_state")
        groups: dict[str, list[tuple[State, int]]] = {
            group: [] for group in (*RegionalGroup.values, *UNGROUPED)
        }
        for state in by_name(self.get_queryset()):
            groups[state.regional_group or state.un_status].append((state, counts.get(state.iso3, 0)))
        labels = dict([*RegionalGroup.choices, *UNGROUPED.items()])
        return super().get_context_data(
            object_list=self.object_list,
            groups=[(slug, labels[slug], states) for slug, states in groups.items() if states],
            reviews=Review.objects.published().select_related("state_under_review"),
            **kwargs,
        )


class StateDetail(CachedPage, DetailView[State]):
    """What a State recommended, the findings, the asks it could repeat, and its own reviews."""

    def get_object(self, queryset: QuerySet[State] | None = None) -> State:
        return get_object_or_404(State, iso3=self.kwargs["iso3"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        result = answer(Query(recommending_state=(self.object.iso3,)))
        keys = result.keys()
        asks = follow_ups(keys)
        published_reviews = Review.objects.published().select_related("state_under_review")
        counts = result.within("review")
        return super().get_context_data(
            rows=recommendation_rows(keys[:PER_PAGE]),
            total=result.total,
            list_address=list_of(result),
            overview=overview(result),
            overview_query=f"recommending_state={self.object.iso3}&",
            chart=by_theme_carried(result),
            newest_finding=newest_finding(result),
            asks=follow_ups_by_theme(result, read_follow_ups(asks[:MOST_ASKS], among=keys)),
            more_asks=max(asks.count() - MOST_ASKS, 0),
            recommended_in=[
                (review, counts[review.slug]) for review in published_reviews.filter(slug__in=counts)
            ],
            reviews=published_reviews.filter(state_under_review=self.object),
            calendar=review_calendar(self.object),
            **kwargs,
        )


class ReviewFromState(CachedPage, DetailView[Review]):
    """One printed page: what a State recommended in a review, the findings, and what to ask next."""

    template_name = "recommendations/review_from_state.html"

    def get_queryset(self) -> QuerySet[Review]:
        return Review.objects.published().select_related("state_under_review", "report", "session")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        review = self.object
        state = get_object_or_404(State, iso3=self.kwargs["iso3"])
        result = answer(Query(review=(review.slug,), recommending_state=(state.iso3,)))
        if not result.total:
            raise Http404
        keys = result.keys()
        rows = recommendation_rows(keys)
        return super().get_context_data(
            state=state,
            side=one_page(rows, read_follow_ups(follow_ups(keys), among=keys)),
            total=result.total,
            list_address=list_of(result),
            calendar=review_calendar(review.state_under_review),
            **kwargs,
        )
