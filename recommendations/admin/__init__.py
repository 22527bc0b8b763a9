"""The editors' pages for reviews, recommendations, findings and submissions."""

from . import findings, recommendations, reference, reviews, submissions

__all__ = ["findings", "recommendations", "reference", "reviews", "submissions"]
