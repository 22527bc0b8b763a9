"""The evidence on pages of themes and reviews."""

from collections.abc import Collection
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString

from recommendations.choices import StateClaim
from recommendations.index import Query, answer
from recommendations.models import Review, Theme
from recommendations.summaries.charts import CLAIMS, LinkedCount, linked_count
from recommendations.summaries.rows import RecommendationRow
from recommendations.summaries.rows import rows as recommendation_rows

from ..models import Evidence
from ..summaries.on_theme import ThemeEvidence, evidence_on

register = template.Library()

# List this many recommendations without evidence.
MOST_ROWS = 10


@register.inclusion_tag("cases/_theme_evidence.html")
def theme_evidence(theme: Theme, themes: Collection[int]) -> dict[str, Theme | ThemeEvidence]:
    """The public evidence on a theme; `themes`: its key and those of its sub-themes."""
    return {"theme": theme, "evidence": evidence_on(themes)}


@dataclass(frozen=True)
class Support:
    """The recommendations with one claim: how many have evidence, and how many do not."""

    label: str | SafeString
    total: LinkedCount
    with_evidence: int

    @property
    def without(self) -> int:
        return self.total.count - self.with_evidence


@register.inclusion_tag("cases/_review_evidence.html")
def review_evidence(review: Review) -> dict[str, list[Support] | list[RecommendationRow] | int]:
    """Counts of evidence by the State’s claim, and what is said to be done but has no evidence."""
    supported = set(
        Evidence.objects.published()
        .filter(recommendation__review=review)
        .order_by()
        .values_list("recommendation", flat=True)
        .distinct()
    )
    supports, unsupported = [], list[int]()
    for claim in CLAIMS:
        result = answer(Query(review=(review.slug,), state_claim=(claim.value,)))
        keys = result.keys()
        with_evidence = sum(1 for key in keys if key in supported)
        if keys:
            supports.append(Support(str(claim.label), linked_count(result), with_evidence))
        if claim is StateClaim.ALREADY_IMPLEMENTED:
            unsupported = [key for key in keys if key not in supported]
    unsupported_rows = recommendation_rows(unsupported[:MOST_ROWS])
    return {
        "supports": supports,
        "unsupported_rows": unsupported_rows,
        "more_unsupported": len(unsupported) - len(unsupported_rows),
    }
