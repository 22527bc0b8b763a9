"""Reviews, recommendations, answers of States, findings of NGOs, submissions and imports."""

from .findings import Assessment
from .imports import Import, ImportChange, UnknownLabel
from .queues import SourceWithoutLink
from .recommendations import PositionStatement, Recommendation, RecommendingState
from .reference import (
    AffectedGroup,
    Cycle,
    Goal,
    SchemeLabel,
    State,
    Target,
    Theme,
    WorkingGroupSession,
)
from .reviews import Organisation, Review, Source
from .submissions import Citation, NewRecommendation, Section, Submission

__all__ = [
    "AffectedGroup",
    "Assessment",
    "Citation",
    "Cycle",
    "Goal",
    "Import",
    "ImportChange",
    "NewRecommendation",
    "Organisation",
    "PositionStatement",
    "Recommendation",
    "RecommendingState",
    "Review",
    "SchemeLabel",
    "Section",
    "Source",
    "SourceWithoutLink",
    "State",
    "Submission",
    "Target",
    "Theme",
    "UnknownLabel",
    "WorkingGroupSession",
]
