"""The evidence on pages of themes and reviews."""

from collections.abc import Collection

from django import template

from recommendations.choices import StateClaim
from recommendations.models import Review, Theme
from recommendations.summaries.charts import LinkedCount
from recommendations.summaries.rows import RecommendationRow
from recommendations.summaries.rows import rows as recommendation_rows

from ..summaries.on_theme import ThemeEvidence, evidence_on
from ..summaries.review_evidence import WITHOUT, Support, by_evidence, list_of_evidence, supports

register = template.Library()

# List this many recommendations without evidence.
MOST_ROWS = 10


@register.inclusion_tag("cases/_theme_evidence.html")
def theme_evidence(theme: Theme, themes: Collection[int]) -> dict[str, Theme | ThemeEvidence]:
    """The public evidence on a theme; `themes`: its key and those of its sub-themes."""
    return {"theme": theme, "evidence": evidence_on(themes)}


@register.inclusion_tag("cases/_review_evidence.html")
def review_evidence(review: Review) -> dict[str, list[Support] | list[RecommendationRow] | LinkedCount]:
    """By the State’s claim, what has public evidence; and what is said to be done and has none."""
    done, split = StateClaim.ALREADY_IMPLEMENTED, by_evidence(review)
    unsupported = split[done][WITHOUT] if done in split else []
    return {
        "supports": supports(review, split),
        "unsupported_rows": recommendation_rows(unsupported[:MOST_ROWS]),
        "without": LinkedCount(len(unsupported), list_of_evidence(review, WITHOUT, done)),
    }
