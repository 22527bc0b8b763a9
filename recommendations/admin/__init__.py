"""The editors' pages for reviews, recommendations, findings and submissions."""

from . import findings, imports, recommendations, reference, reviews, submissions

__all__ = ["findings", "imports", "recommendations", "reference", "reviews", "submissions"]
