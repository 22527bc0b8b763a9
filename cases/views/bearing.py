"""Where a record leads: back to recommendations, and on to what is asked anew."""

from django.db.models import Prefetch, Q, QuerySet

from recommendations.index import themes_in_use
from recommendations.models import Assessment, NewRecommendation, Recommendation, RecommendingState, Theme

from ..models import Case, Event, Evidence, Figure, Law


def evidence_of(target: Q) -> QuerySet[Evidence]:
    """The public evidence that a record is, with the recommendations it bears on.

    Rows of one recommendation follow each other. Four queries: the rows, their recommendations,
    who made them, and what was found.
    """
    recommendations = (
        Recommendation.objects.published()
        .select_related("review")
        .prefetch_related(
            Prefetch(
                "recommending_state_set",
                queryset=RecommendingState.objects.select_related("state").order_by("order"),
            )
        )
        .prefetch_related(
            Prefetch(
                "assessments",
                queryset=Assessment.objects.current(),
                to_attr="current_assessments",
            ),
        )
    )
    return (
        Evidence.objects.published()
        .filter(target)
        .select_related("law_change")
        .prefetch_related(Prefetch("recommendation", queryset=recommendations))
        .order_by("recommendation__review", "recommendation__number_order", "recommendation", "pk")
    )


def new_recommendations_on(mention: Q) -> QuerySet[NewRecommendation]:
    """The published new recommendations that speak of a case, a law or one of its articles."""
    return (
        NewRecommendation.objects.published()
        .filter(mention)
        .select_related("section__submission")
        .order_by("section__submission", "section__order", "order")
        .distinct()
    )


def asks_to_follow_up(target: Q) -> QuerySet[NewRecommendation]:
    """What is asked anew about the recommendations that an event or a figure bears on."""
    published = Evidence.objects.published().filter(target)
    return new_recommendations_on(Q(follows_up__in=published.values("recommendation")))


def themes_of(row: Case | Law | Event | Figure) -> list[tuple[Theme, bool]]:
    """The themes of a published record, each with whether it has a page in public."""
    with_page = {node.slug for node in themes_in_use()}
    return [(theme, theme.slug in with_page) for theme in row.themes.all()]
