"""What a recommendation's page shows of the evidence."""

from typing import Any

from django import template

from ..choices import Direction
from ..models import Evidence
from ..querysets import EvidenceQuerySet

register = template.Library()


@register.inclusion_tag("cases/_evidence.html")
def evidence_for(recommendation: Any) -> dict[str, Any]:
    """The public evidence on a recommendation, grouped by kind."""
    rows: EvidenceQuerySet = Evidence.objects.published()
    return {"evidence": rows.filter(recommendation=recommendation).for_display()}


@register.filter
def direction_sign(direction: str) -> str:
    """A sign beside the word, so that the direction does not hang on colour."""
    return {Direction.PROGRESS: "↗", Direction.NO_CHANGE: "→", Direction.REGRESSION: "↘"}[
        Direction(direction)
    ]
