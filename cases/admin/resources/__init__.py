"""What an editor can export and import again: the evidence, one spreadsheet for each table."""

from .dated import CaseEventResource, EventResource, FigureResource, LawChangeResource
from .registers import CaseResource, LawResource

__all__ = [
    "CaseEventResource",
    "CaseResource",
    "EventResource",
    "FigureResource",
    "LawChangeResource",
    "LawResource",
]
