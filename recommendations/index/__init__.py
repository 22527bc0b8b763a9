"""Which published recommendations and new recommendations answer a selection."""

from foundation.index.query import Query

from .lists import NEW_RECOMMENDATIONS, RECOMMENDATIONS, answer
from .theme_tree import theme_values
from .themes import ThemeNode, themes_in_use, with_descendants

__all__ = [
    "NEW_RECOMMENDATIONS",
    "RECOMMENDATIONS",
    "Query",
    "ThemeNode",
    "answer",
    "theme_values",
    "themes_in_use",
    "with_descendants",
]
