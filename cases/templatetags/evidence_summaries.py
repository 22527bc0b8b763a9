"""What the pages of themes and reviews show of the evidence."""

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

# Of what has no evidence, so many are named.
NAMED = 10


@register.inclusion_tag("cases/_theme_evidence.html")
def theme_evidence(theme: Theme, themes: Collection[int]) -> dict[str, Theme | ThemeEvidence]:
    """The public evidence on a theme; `themes`: its key and those of its sub-themes."""
    return {"theme": theme, "found": evidence_on(themes)}


@dataclass(frozen=True)
class Support:
    """Of the recommendations with a claim: how many have evidence, and how many none."""

    label: str | SafeString
    total: LinkedCount
    with_evidence: int

    @property
    def without(self) -> int:
        return self.total.count - self.with_evidence


@register.inclusion_tag("cases/_review_evidence.html")
def review_evidence(review: Review) -> dict[str, list[Support] | list[RecommendationRow] | int]:
    """By the State’s claim, what has public evidence; and what is said to be done and has none."""
    supported = set(
        Evidence.objects.published()
        .filter(recommendation__review=review)
        .order_by()
        .values_list("recommendation", flat=True)
        .distinct()
    )
    supports, unsupported = [], list[int]()
    for claim in CLAIMS:
        found = answer(Query(review=(review.slug,), state_claim=(claim.value,)))
        keys = found.keys()
        with_evidence = sum(1 for key in keys if key in supported)
        if keys:
            supports.append(Support(str(claim.label), linked_count(found), with_evidence))
        if claim is StateClaim.ALREADY_IMPLEMENTED:
            unsupported = [key for key in keys if key not in supported]
    named = recommendation_rows(unsupported[:NAMED])
    return {"supports": supports, "named": named, "unnamed": len(unsupported) - len(named)}
