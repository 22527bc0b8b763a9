"""Querysets of the evidence. Everything public starts from `.published()`.

Parts are public if their owners are: an event with its case, evidence with both of its ends.
"""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from foundation.choices import PublicationState
from foundation.dates.order import newest_first
from foundation.db.natural_keys import NaturalKeyQuerySet
from foundation.db.sql import Among, tuples
from foundation.publishing.state import PublishableQuerySet

if TYPE_CHECKING:
    from .models import (
        Case,
        CaseEvent,
        CaseRelation,
        Event,
        Evidence,
        Figure,
        Law,
        LawChange,
        Mention,
        Provision,
    )

PUBLISHED = PublicationState.PUBLISHED

_Row = TypeVar("_Row", bound=models.Model)


class PlainQuerySet(NaturalKeyQuerySet[_Row]):
    """Rows of a table without queries of its own.

    Not in `foundation`, because the type checker resolves only managers defined near the models.
    """


# Exactly one of the five is set; a law change is public if its law is.
_PUBLISHED_TARGET = (
    Q(case__publication_state=PUBLISHED)
    | Q(law__publication_state=PUBLISHED)
    | Q(law_change__law__publication_state=PUBLISHED)
    | Q(event__publication_state=PUBLISHED)
    | Q(figure__publication_state=PUBLISHED)
)


class CaseQuerySet(PublishableQuerySet["Case"]):
    pass


class LawQuerySet(PublishableQuerySet["Law"]):
    pass


class EventQuerySet(PublishableQuerySet["Event"]):
    pass


class FigureQuerySet(PublishableQuerySet["Figure"]):
    def with_number(self) -> Self:
        """Figures with a number, largest first; of others the source only says “dozens”."""
        return self.filter(low__isnull=False, part_of__isnull=True).order_by("-low", "key")


class CaseEventQuerySet(NaturalKeyQuerySet["CaseEvent"]):
    def published(self) -> Self:
        return self.filter(case__publication_state=PUBLISHED)

    def newest_first(self) -> Self:
        return self.order_by(*newest_first(self.model))


class CaseRelationQuerySet(NaturalKeyQuerySet["CaseRelation"]):
    def published(self) -> Self:
        return self.filter(from_case__publication_state=PUBLISHED, to_case__publication_state=PUBLISHED)


class ProvisionQuerySet(NaturalKeyQuerySet["Provision"]):
    def published(self) -> Self:
        return self.filter(law__publication_state=PUBLISHED)


class LawChangeQuerySet(NaturalKeyQuerySet["LawChange"]):
    def published(self) -> Self:
        return self.filter(law__publication_state=PUBLISHED)


class EvidenceQuerySet(NaturalKeyQuerySet["Evidence"]):
    def published(self) -> Self:
        return self.with_published_target().filter(recommendation__publication_state=PUBLISHED)

    def with_published_target(self) -> Self:
        """Evidence whose case, law, event or figure is published; the recommendation may not be."""
        return self.filter(_PUBLISHED_TARGET)

    def hidden_behind_private(self) -> Self:
        """For editors: evidence that is not public although its recommendation is."""
        return self.filter(recommendation__publication_state=PUBLISHED).exclude(_PUBLISHED_TARGET)

    def counts_by_recommendation(self, recommendations: list[int]) -> dict[int, Counter[str]]:
        """The number of pieces by key of the recommendation and kind: {1: {"case": 2}}."""
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        rows = self.filter(Among("recommendation_id", recommendations)).with_kind().order_by()
        for recommendation, kind in tuples(rows, "recommendation_id", "kind"):
            counts[recommendation][kind] += 1
        return counts

    def with_kind(self) -> Self:
        """Adds `kind`: case, law, event or figure. A change in a law is a law."""
        whens = [
            models.When(**{f"{kind}__isnull": False}, then=models.Value(kind))
            for kind in ("case", "law", "event", "figure")
        ]
        return self.annotate(
            kind=models.Case(*whens, default=models.Value("law"), output_field=models.CharField())
        )

    def for_display(self) -> Self:
        """By kind (case, event, figure, law), then in the order of entry.

        The caller prefetches what else it shows: statuses and sources.
        """
        return (
            self.with_kind()
            .select_related("case", "law", "law_change__law", "event", "figure__counted_by")
            .order_by("recommendation", "kind", "pk")
        )


class MentionQuerySet(NaturalKeyQuerySet["Mention"]):
    def published(self) -> Self:
        return self.filter(
            Q(case__publication_state=PUBLISHED)
            | Q(law__publication_state=PUBLISHED)
            | Q(provision__law__publication_state=PUBLISHED),
            new_recommendation__section__submission__publication_state=PUBLISHED,
        )
