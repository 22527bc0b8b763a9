"""Which pieces of evidence? What the public reads starts from `.published()`.

Parts are public when their owners are: an event with its case, evidence with both its ends.
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
    """Rows of a table that is asked nothing of its own.

    It stands here and not in `foundation`, because the type checker finds only what it reads together
    with the models.
    """


# One of the five is set; a law change is public with its law.
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
        """Figures that somebody counted, largest first; of others the source says “dozens”."""
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
        """Public as far as the case, law, event or figure goes; for published recommendations."""
        return self.filter(_PUBLISHED_TARGET)

    def hidden_behind_private(self) -> Self:
        """Evidence of published recommendations that the public does not see, for editors."""
        return self.filter(recommendation__publication_state=PUBLISHED).exclude(_PUBLISHED_TARGET)

    def counts_by_recommendation(self, recommendations: list[int]) -> dict[int, Counter[str]]:
        """How many pieces of each kind, by the key of the recommendation: {1: {"case": 2}}."""
        counted: dict[int, Counter[str]] = defaultdict(Counter)
        found = self.filter(Among("recommendation_id", recommendations)).with_kind().order_by()
        for recommendation, kind in tuples(found, "recommendation_id", "kind"):
            counted[recommendation][kind] += 1
        return counted

    def with_kind(self) -> Self:
        """Adds `kind`: which of the five this piece of evidence is. A change counts as law."""
        whens = [
            models.When(**{f"{kind}__isnull": False}, then=models.Value(kind))
            for kind in ("case", "law", "event", "figure")
        ]
        return self.annotate(
            kind=models.Case(*whens, default=models.Value("law"), output_field=models.CharField())
        )

    def for_display(self) -> Self:
        """By kind (case, event, figure, law), each in the order in which they were entered.

        The rest of what a page says of each (where its case or law stands, where we read of it)
        is for whoever shows it to prefetch.
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
