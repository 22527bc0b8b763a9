"""States: what they recommended, to whom, and what came of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, ListView

from upr_tracker.common.collation import alphabetical
from upr_tracker.common.lists import PER_PAGE

from ..facets import overview
from ..index import Selection, answer
from ..lines import lines
from ..models import Review, State


def by_name(states: QuerySet[State]) -> list[State]:
    """States in the alphabetical order of the reader’s language."""
    return sorted(states.distinct(), key=lambda state: alphabetical(str(state.name)))


class StateList(ListView[State]):
    """Every State: what it recommended, and its own reviews."""

    queryset = State.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(states=by_name(self.get_queryset()), **kwargs)


class StateDetail(DetailView[State]):
    """What a State recommended to others, and the reviews of its own that are tracked."""

    def get_object(self, queryset: QuerySet[State] | None = None) -> State:
        return get_object_or_404(State, iso3=self.kwargs["iso3"].upper())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = answer(Selection(recommending_state=(self.object.iso3,)))
        return super().get_context_data(
            rows=lines(found.keys(0, PER_PAGE)),
            overview=overview(found),
            reviews=Review.objects.published()
            .filter(state_under_review=self.object)
            .select_related("state_under_review"),
            **kwargs,
        )


class ReviewFromState(DetailView[Review]):
    """What one State recommended in one review, and what came of it."""

    template_name = "recommendations/review_from_state.html"

    def get_queryset(self) -> QuerySet[Review]:
        rows: QuerySet[Review] = Review.objects.published()
        return rows.select_related("state_under_review", "report")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = get_object_or_404(State, iso3=self.kwargs["iso3"].upper())
        found = answer(Selection(review=(self.object.slug,), recommending_state=(state.iso3,)))
        if not found.total:
            raise Http404
        return super().get_context_data(
            state=state,
            rows=lines(found.keys(0, PER_PAGE)),
            overview=overview(found),
            **kwargs,
        )
