"""Public pages of recommendations, themes, reviews and States. The pages’ markup is in templates/."""

from .compare import RecommendationComparison
from .recommendations import RecommendationDetail, RecommendationList
from .reviews import ReviewDetail, ReviewList
from .shortened import (
    RecommendationsOfReview,
    RecommendationsOfSubmission,
    StatesOfReview,
    Submissions,
)
from .states import ReviewFromState, StateDetail, StateList
from .submissions import NewRecommendationDetail, NewRecommendationList, SubmissionDetail
from .themes import ThemeDetail, ThemeList

__all__ = [
    "NewRecommendationDetail",
    "NewRecommendationList",
    "RecommendationComparison",
    "RecommendationDetail",
    "RecommendationList",
    "RecommendationsOfReview",
    "RecommendationsOfSubmission",
    "ReviewDetail",
    "ReviewFromState",
    "ReviewList",
    "StateDetail",
    "StateList",
    "StatesOfReview",
    "SubmissionDetail",
    "Submissions",
    "ThemeDetail",
    "ThemeList",
]
