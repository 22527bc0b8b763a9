"""The indexes of this app, and what they answer."""

from django.utils.translation import get_language

from foundation.index.live import Index
from foundation.index.query import Answer, Selection

from .new_recommendations import NewRecommendationsListed
from .recommendations import RecommendationsListed

RECOMMENDATIONS = Index(RecommendationsListed())
NEW_RECOMMENDATIONS = Index(NewRecommendationsListed())


def answer(selection: Selection) -> Answer:
    """The published recommendations of the selection, as they are now."""
    return RECOMMENDATIONS.snapshot().answer(selection, language=get_language() or "en")
