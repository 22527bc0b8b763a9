"""The evidence: cases, laws and their changes, dated events, figures, and what they show."""

from .cases import Case, CaseEvent, CaseRelation, OtherSpelling
from .events import Event, Figure
from .evidence import Evidence, Mention
from .laws import FormerNumber, Law, LawChange, Provision
from .queues import (
    CaseTiedToNothing,
    EventTiedToNothing,
    FigureTiedToNothing,
    LawTiedToNothing,
    NewRecommendationFollowingNothing,
    RecommendationWithoutEvidence,
)
from .sourced import Body, Sourced, WithSources

__all__ = [
    "Body",
    "Case",
    "CaseEvent",
    "CaseRelation",
    "CaseTiedToNothing",
    "Event",
    "EventTiedToNothing",
    "Evidence",
    "Figure",
    "FigureTiedToNothing",
    "FormerNumber",
    "Law",
    "LawChange",
    "LawTiedToNothing",
    "Mention",
    "NewRecommendationFollowingNothing",
    "OtherSpelling",
    "Provision",
    "RecommendationWithoutEvidence",
    "Sourced",
    "WithSources",
]
