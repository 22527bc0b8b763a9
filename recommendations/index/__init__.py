"""Which published recommendations and new recommendations answer a selection."""

from django.utils.translation import get_language

from foundation.index.live import Index
from foundation.index.query import Answer, Selection

from .new_recommendations import NewRecommendationsListed
from .recommendations import RecommendationsListed
from .themes import ThemeNode, theme_values, themes_in_use, with_descendants

RECOMMENDATIONS = Index(RecommendationsListed())
NEW_RECOMMENDATIONS = Index(NewRecommendationsListed())


def answer(selection: Selection) -> Answer:
    """The published recommendations of the selection, as they are now."""
    return RECOMMENDATIONS.snapshot().answer(selection, language=get_language() or "en")


__all__ = [
    "NEW_RECOMMENDATIONS",
    "RECOMMENDATIONS",
    "Selection",
    "ThemeNode",
    "answer",
    "theme_values",
    "themes_in_use",
    "with_descendants",
]
