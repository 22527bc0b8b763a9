"""Which reviews have recommendations without their official wording, and which document has it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from ..models import Review


@dataclass(frozen=True)
class MissingWording:
    """A review whose report is known, and how many of its `total` recommendations have no words of it."""

    review: Review
    missing: int
    total: int


def missing_wording() -> list[MissingWording]:
    """For editors: of all recommendations, public or not; the newest review first. Two queries."""
    reviews = Review.objects.filter(report__isnull=False)
    counted = reviews.order_by().annotate(
        missing=Count("recommendations", filter=Q(recommendations__text="")), total=Count("recommendations")
    )
    counts = {
        key: (missing, total)
        for key, missing, total in counted.values_list("pk", "missing", "total")
        if missing
    }
    return [
        MissingWording(review, *counts[review.pk])
        for review in reviews.filter(pk__in=counts).select_related("state_under_review", "report", "session")
    ]
