"""What a recommendation's page shows of the evidence."""

from collections.abc import Sequence
from typing import Any

from django import template

from ..choices import Direction
from ..models import Evidence, Mention
from ..querysets import EvidenceQuerySet, MentionQuerySet
from ..strongest import Strongest, strongest

register = template.Library()


@register.inclusion_tag("cases/_evidence.html")
def evidence_for(recommendation: Any) -> dict[str, Any]:
    """The public evidence on a recommendation, grouped by kind."""
    rows: EvidenceQuerySet = Evidence.objects.published()
    return {"evidence": rows.filter(recommendation=recommendation).for_display()}


@register.inclusion_tag("cases/_mentions.html")
def mentions_of(new_recommendation: Any) -> dict[str, Any]:
    """The published cases, laws and provisions that a new recommendation speaks of."""
    rows: MentionQuerySet = Mention.objects.published()
    return {
        "mentions": rows.filter(new_recommendation=new_recommendation).select_related(
            "case", "law", "provision__law"
        )
    }


@register.simple_tag
def with_strongest_evidence(rows: Sequence[Any], most: int) -> list[tuple[Any, Strongest | None]]:
    """Each line of recommendations with its strongest public evidence, if it has any."""
    found = strongest([row.key for row in rows], most=most)
    return [(row, found.get(row.key)) for row in rows]


@register.filter
def direction_sign(direction: str) -> str:
    """A sign beside the word, so that the direction does not hang on colour."""
    return {Direction.PROGRESS: "↗", Direction.NO_CHANGE: "→", Direction.REGRESSION: "↘"}[
        Direction(direction)
    ]
