"""New recommendations with what they follow up and what became of them: asks a State can repeat."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
    """“124.21, 124.23”; the beginning of the words of what no report gave a number."""
    return ", ".join(row.number or shortened(row.title or row.text, 45) for row in rows)


def follow_ups(recommendations: Sequence[int]) -> QuerySet[NewRecommendation]:
    """The new recommendations that follow up some of these, newest cycle first, then in order."""
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

    `among`: of what they follow up, only these recommendations are told.
    """
    found = list(
        rows.select_related("section__submission__review__state_under_review").prefetch_related("themes")
    )
    keys = [row.pk for row in found]
    followed = _linked(NewRecommendation.follows_up.through, keys)
    taken_up = _linked(NewRecommendation.taken_up_in.through, keys)
    if among is not None:
        told = set(among)
        followed = {key: [one for one in some if one in told] for key, some in followed.items()}
    wanted = {one for linked in (followed, taken_up) for some in linked.values() for one in some}
    by_key = {line.key: line for line in recommendation_rows(in_order(wanted))}
    return [
        FollowUp(
            row,
            _these(by_key, followed.get(row.pk, ())),
            _these(by_key, taken_up.get(row.pk, ())),
            list(row.themes.all()),
        )
        for row in found
    ]


def in_order(recommendations: set[int]) -> list[int]:
    """The published ones of these keys, as the reports print them."""
    rows = Recommendation.objects.published().filter(pk__in=recommendations)
    return list(rows.in_order().values_list("pk", flat=True))


def _linked(through: type[Model], keys: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    pairs = through._default_manager.filter(newrecommendation__in=keys)
    for key, other in pairs.values_list("newrecommendation_id", "recommendation_id"):
        found[key].append(other)
    return dict(found)


def _these(by_key: dict[int, RecommendationRow], keys: Sequence[int]) -> list[RecommendationRow]:
    chosen = set(keys)
    return [line for key, line in by_key.items() if key in chosen]
