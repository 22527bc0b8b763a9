"""New recommendations, with the recommendations they follow up and those that took them up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Model, QuerySet

from foundation.i18n.texts import shortened

from ..models import NewRecommendation, Recommendation, Theme
from .rows import RecommendationRow
from .rows import rows as recommendation_rows


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A published new recommendation. `taken_up_in`: recommendations of a later review."""

    row: NewRecommendation
    follows_up: Sequence[RecommendationRow]
    taken_up_in: Sequence[RecommendationRow]
    themes: Sequence[Theme]

    @property
    def followed_up(self) -> str:
        return numbers(self.follows_up)

    @property
    def taken_up(self) -> str:
        return numbers(self.taken_up_in)


def numbers(rows: Sequence[RecommendationRow]) -> str:
    """“124.21, 124.23”; for a recommendation without a number, the beginning of its words."""
    return ", ".join(row.number or shortened(row.title or row.text, 45) for row in rows)


def follow_ups(recommendations: Sequence[int]) -> QuerySet[NewRecommendation]:
    """The new recommendations that follow up any of these, newest cycle first, then in order."""
    return (
        NewRecommendation.objects.published()
        .filter(follows_up__in=recommendations)
        .order_by(
            "-section__submission__review__cycle__number",
            "section__submission",
            "section__order",
            "order",
        )
        .distinct()
    )


def read_follow_ups(
    rows: QuerySet[NewRecommendation], *, among: Sequence[int] | None = None
) -> list[FollowUp]:
    """The rows as asks, in their order. Eight queries, however many rows.

    `among`: `follows_up` is limited to these recommendations.
    """
    new_recommendations = list(
        rows.select_related("section__submission__review__state_under_review").prefetch_related("themes")
    )
    asks = [row.pk for row in new_recommendations]
    followed_up = _recommendations_by_ask(NewRecommendation.follows_up.through, asks)
    taken_up = _recommendations_by_ask(NewRecommendation.taken_up_in.through, asks)
    if among is not None:
        allowed_keys = set(among)
        followed_up = {
            ask: [key for key in recommendations if key in allowed_keys]
            for ask, recommendations in followed_up.items()
        }
    recommendation_keys = set(chain(*followed_up.values(), *taken_up.values()))
    rows_by_key = {row.key: row for row in recommendation_rows(in_order(recommendation_keys))}
    return [
        FollowUp(
            new_recommendation,
            _rows_with_keys(rows_by_key, followed_up.get(new_recommendation.pk, ())),
            _rows_with_keys(rows_by_key, taken_up.get(new_recommendation.pk, ())),
            list(new_recommendation.themes.all()),
        )
        for new_recommendation in new_recommendations
    ]


def in_order(recommendations: set[int]) -> list[int]:
    """The keys of the published ones, in the order of the reports."""
    rows = Recommendation.objects.published().filter(pk__in=recommendations)
    return list(rows.in_order().values_list("pk", flat=True))


def _recommendations_by_ask(through: type[Model], asks: Sequence[int]) -> dict[int, list[int]]:
    recommendations: dict[int, list[int]] = defaultdict(list)
    pairs = through._default_manager.filter(newrecommendation__in=asks)
    for ask, recommendation in pairs.values_list("newrecommendation_id", "recommendation_id"):
        recommendations[ask].append(recommendation)
    return dict(recommendations)


def _rows_with_keys(
    rows_by_key: dict[int, RecommendationRow], keys: Sequence[int]
) -> list[RecommendationRow]:
    wanted_keys = set(keys)
    return [row for key, row in rows_by_key.items() if key in wanted_keys]
