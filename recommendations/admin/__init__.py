"""Admin of reviews, recommendations, findings, submissions, imports and reference tables."""

from . import findings, imports, queues, recommendations, reference, reviews, submissions

__all__ = ["findings", "imports", "queues", "recommendations", "reference", "reviews", "submissions"]
