"""The indexes of this app, and a query of the first."""

from django.utils.translation import get_language

from foundation.index.live import Index
from foundation.index.query import Query, Result

from .new_recommendations import NewRecommendationsSpec
from .recommendations import RecommendationsSpec

RECOMMENDATIONS = Index(RecommendationsSpec())
NEW_RECOMMENDATIONS = Index(NewRecommendationsSpec())


def answer(query: Query) -> Result:
    """The published recommendations that match the query, as of now."""
    return Result(RECOMMENDATIONS.snapshot(), query, language=get_language() or "en")
