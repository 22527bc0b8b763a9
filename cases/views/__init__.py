"""Public pages of the evidence."""

from .cases import CaseDetail, CaseFile, CaseList
from .dated import EventDetail, EventList, FigureDetail, FigureList
from .laws import LawDetail, LawFile, LawList
from .review_evidence import ReviewEvidence

__all__ = [
    "CaseDetail",
    "CaseFile",
    "CaseList",
    "EventDetail",
    "EventList",
    "FigureDetail",
    "FigureList",
    "LawDetail",
    "LawFile",
    "LawList",
    "ReviewEvidence",
]
