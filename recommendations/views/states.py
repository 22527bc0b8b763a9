"""States: what they recommended, to whom, and what came of it."""

import datetime as dt

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import DetailView, ListView

from foundation.i18n.collation import alphabetical
from foundation.lists.views import PER_PAGE
from foundation.web.page_cache import CachedPage

from ..choices import RegionalGroup
from ..index import Query, answer
from ..models import Review, State
from ..summaries.charts import list_of, newest_finding
from ..summaries.findings_by_theme import by_theme_carried
from ..summaries.follow_ups import follow_ups, read_follow_ups
from ..summaries.lobbying import follow_ups_by_theme
from ..summaries.one_page import one_page
from ..summaries.overview import overview
from ..summaries.rows import rows as recommendation_rows

# On one page; who recommended so much more is read review by review.
MOST_ASKS = 50


def by_name(states: QuerySet[State]) -> list[State]:
    """States in the alphabetical order of the reader’s language."""
    return sorted(states.distinct(), key=lambda state: alphabetical(str(state.name)))


class StateList(CachedPage, ListView[State]):
    """Every State by regional group: how much it recommended, and which are under review here."""

    queryset = State.objects.all()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        counts = answer(Query()).within("recommending_state")
        groups: dict[str, list[tuple[State, int]]] = {group: [] for group in RegionalGroup.values}
        # Observer States belong to none; they come last.
        groups[""] = []
        for state in by_name(self.get_queryset()):
            groups[state.regional_group].append((state, counts.get(state.iso3, 0)))
        labels = {**dict(RegionalGroup.choices), "": ""}
        return super().get_context_data(
            object_list=self.object_list,
            groups=[(slug, labels[slug], states) for slug, states in groups.items() if states],
            reviews=Review.objects.published().select_related("state_under_review"),
            **kwargs,
        )


class StateDetail(CachedPage, DetailView[State]):
    """What a State recommended, what came of it, which asks it could repeat; its own reviews."""

    def get_object(self, queryset: QuerySet[State] | None = None) -> State:
        return get_object_or_404(State, iso3=self.kwargs["iso3"].upper())

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        found = answer(Query(recommending_state=(self.object.iso3,)))
        keys = found.keys()
        follow_up = follow_ups(keys)
        published = Review.objects.published().select_related("state_under_review")
        counts = found.within("review")
        return super().get_context_data(
            rows=recommendation_rows(keys[:PER_PAGE]),
            total=found.total,
            list_address=list_of(found),
            overview=overview(found),
            overview_query=f"recommending_state={self.object.iso3}&",
            chart=by_theme_carried(found),
            newest_finding=newest_finding(found),
            asks=follow_ups_by_theme(found, read_follow_ups(follow_up[:MOST_ASKS], among=keys)),
            more_asks=max(follow_up.count() - MOST_ASKS, 0),
            recommended_in=[(review, counts[review.slug]) for review in published.filter(slug__in=counts)],
            reviews=published.filter(state_under_review=self.object),
            **kwargs,
        )


class ReviewFromState(CachedPage, DetailView[Review]):
    """One printed side: what a State recommended in a review, what came of it, what to ask next."""

    template_name = "recommendations/review_from_state.html"

    def get_queryset(self) -> QuerySet[Review]:
        return Review.objects.published().select_related("state_under_review", "report", "session")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        review = self.object
        state = get_object_or_404(State, iso3=self.kwargs["iso3"].upper())
        found = answer(Query(review=(review.slug,), recommending_state=(state.iso3,)))
        if not found.total:
            raise Http404
        keys = found.keys()
        rows, today = recommendation_rows(keys), timezone.localdate()
        others = self.get_queryset().filter(state_under_review=review.state_under_review)
        return super().get_context_data(
            state=state,
            side=one_page(rows, read_follow_ups(follow_ups(keys), among=keys)),
            total=found.total,
            list_address=list_of(found),
            next_review=next_review(others, today),
            **kwargs,
        )


def next_review(reviews: QuerySet[Review], today: dt.date) -> Review | None:
    """The first that is still to come or goes on, by its day or the last day of its session."""
    days = [(review.reviewed_on or _last_day(review), review) for review in reviews]
    coming = [(day, review) for day, review in days if day and day >= today]
    return min(coming, key=lambda one: one[0])[1] if coming else None


def _last_day(review: Review) -> dt.date | None:
    return review.session.last_day if review.session else None
