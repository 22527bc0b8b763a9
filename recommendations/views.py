"""Public pages of recommendations, themes, reviews and States. Views choose; templates show."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView, TemplateView

from upr_tracker.common.collation import alphabetical
from upr_tracker.common.lists import PER_PAGE, FilteredList, of_keys

from .facets import overview, status_by_theme
from .filters import NewRecommendationFilterSet, RecommendationFilterSet
from .index import Selection, answer, themes_in_use, with_descendants
from .lines import Line, lines
from .models import (
    Assessment,
    Citation,
    NewRecommendation,
    PositionStatement,
    Recommendation,
    Review,
    State,
    Submission,
    Theme,
)
from .models.recommendations import TEXT_ADDRESS, named_by


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


def _by_name(states: QuerySet[State]) -> list[State]:
    return sorted(states.distinct(), key=lambda state: alphabetical(str(state.name)))


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


class ThemeList(TemplateView):
    template_name = "recommendations/theme_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(themes=themes_in_use(), **kwargs)


class ThemeDetail(DetailView[Theme]):
    """What was recommended on a theme and its sub-themes, and what came of it."""

    @cached_property
    def in_use(self) -> set[str]:
        return {node.slug for node in themes_in_use()}

    def get_queryset(self) -> QuerySet[Theme]:
        return Theme.objects.filter(slug__in=self.in_use).select_related("parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = answer(Selection(theme=(self.object.slug,)))
        below = with_descendants(self.object.slug)
        return super().get_context_data(
            children=self.object.children.filter(slug__in=self.in_use),
            rows=lines(found.keys(0, PER_PAGE)),
            overview=overview(found),
            new_recommendations=NewRecommendation.objects.published()
            .filter(themes__in=below)
            .select_related("section__submission")
            .in_order()
            .distinct(),
            **kwargs,
        )


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
            states=_by_name(State.objects.filter(recommendations_made__in=rows.order_by())),
            submissions=Submission.objects.published().filter(review=self.object),
            pairs=rows.order_by().values_list("pk", "recommending_states").count(),
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


class StateList(ListView[State]):
    """Every State: what it recommended, and its own reviews."""

    queryset = State.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(states=_by_name(self.get_queryset()), **kwargs)


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
