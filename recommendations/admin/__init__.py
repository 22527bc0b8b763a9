"""Admin of reviews, recommendations, findings, submissions, imports and reference tables."""

from . import findings, imports, recommendations, reference, reviews, submissions

__all__ = ["findings", "imports", "recommendations", "reference", "reviews", "submissions"]
