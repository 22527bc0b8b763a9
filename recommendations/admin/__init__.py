"""The editors' pages for reviews, recommendations, findings and submissions."""

from . import findings, imports, queues, recommendations, reference, reviews, submissions

__all__ = ["findings", "imports", "queues", "recommendations", "reference", "reviews", "submissions"]
