"""Of the recommendations of a review: which have public evidence, and which have none."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from recommendations.choices import StateClaim
from recommendations.index import Query, answer
from recommendations.models import Review
from recommendations.summaries.charts import CLAIMS, LinkedCount, linked_count

from ..models import Evidence

# As addresses name them.
WITH, WITHOUT = "with", "without"
Split = Mapping[str, list[int]]


@dataclass(frozen=True)
class Support:
    """Of the recommendations with a claim: how many have evidence, and how many none.

    Each count has the address of the page that lists exactly these.
    """

    label: str | SafeString
    total: LinkedCount
    with_evidence: LinkedCount
    without: LinkedCount

    @property
    def parts(self) -> tuple[LinkedCount, LinkedCount]:
        return self.with_evidence, self.without


def by_evidence(review: Review) -> dict[StateClaim, Split]:
    """By the State’s claim, the published recommendations `with` public evidence and `without`.

    Keys in the order of the report; claims that no recommendation has are left out. One query.
    """
    supported = set(
        Evidence.objects.published()
        .filter(recommendation__review=review)
        .order_by()
        .values_list("recommendation", flat=True)
        .distinct()
    )
    keys_of = {claim: answer(_with_claim(review, claim)).keys() for claim in CLAIMS}
    return {
        claim: {
            WITH: [key for key in keys if key in supported],
            WITHOUT: [key for key in keys if key not in supported],
        }
        for claim, keys in keys_of.items()
        if keys
    }


def supports(review: Review, split_by_claim: Mapping[StateClaim, Split]) -> list[Support]:
    """What `by_evidence` found, in numbers. No query."""
    return [
        Support(
            str(claim.label),
            linked_count(answer(_with_claim(review, claim))),
            *(
                LinkedCount(len(split[which]), list_of_evidence(review, which, claim))
                for which in (WITH, WITHOUT)
            ),
        )
        for claim, split in split_by_claim.items()
    ]


def list_of_evidence(review: Review, which: str, claim: StateClaim) -> str:
    """The address of the list of the recommendations with a claim that have evidence, or have none."""
    return reverse("cases:review_evidence", args=[review.slug, which, claim.value])


def _with_claim(review: Review, claim: StateClaim) -> Query:
    return Query(review=(review.slug,), state_claim=(claim.value,))
