"""The editors' pages for evidence: cases, laws, events, figures, and what they show."""

from . import cases, events, evidence, laws, queues

__all__ = ["cases", "events", "evidence", "laws", "queues"]
