"""The tables of the floor, which no app’s records are in."""

from .accounts import Guess, Invitation
from .bookkeeping import Change, Pending, ShippedRow
from .history import Act, CurrentAct, Revision
from .proposals import Proposal, ProposalSubject

__all__ = [
    "Act",
    "Change",
    "CurrentAct",
    "Guess",
    "Invitation",
    "Pending",
    "Proposal",
    "ProposalSubject",
    "Revision",
    "ShippedRow",
]
