"""Public pages of the evidence: each record, what it bears on, and what rests on it."""

from .cases import CaseDetail, CaseList, cases_csv
from .dated import EventDetail, EventList, FigureDetail, FigureList
from .laws import LawDetail, LawList, laws_csv

__all__ = [
    "CaseDetail",
    "CaseList",
    "EventDetail",
    "EventList",
    "FigureDetail",
    "FigureList",
    "LawDetail",
    "LawList",
    "cases_csv",
    "laws_csv",
]
