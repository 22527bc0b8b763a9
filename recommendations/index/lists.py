"""The indexes of this app, and what they answer."""

from django.utils.translation import get_language

from foundation.index.live import Index
from foundation.index.query import Query, Result

from .new_recommendations import NewRecommendationsSpec
from .recommendations import RecommendationsSpec

RECOMMENDATIONS = Index(RecommendationsSpec())
NEW_RECOMMENDATIONS = Index(NewRecommendationsSpec())


def answer(selection: Query) -> Result:
    """The published recommendations of the selection, as they are now."""
    return Result(RECOMMENDATIONS.snapshot(), selection, language=get_language() or "en")
