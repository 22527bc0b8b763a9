"""What “Update status” showed of the recommendations that get a finding: themselves and their findings."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from foundation.db.locks import lock
from foundation.publishing.as_shown import digest_of
from foundation.publishing.rows_as_shown import RowsAsShown, row_digests

from ..models import Assessment, Recommendation


def digests_with_findings(keys: Iterable[int]) -> dict[int, str]:
    """Of each recommendation with its findings, by key."""
    recommendations = row_digests(Recommendation, keys)
    findings = Assessment.objects.filter(recommendation__in=recommendations).order_by("pk")
    owners = dict(findings.values_list("pk", "recommendation"))
    digests: dict[int, list[str]] = defaultdict(list)
    for key, digest in sorted(row_digests(Assessment, owners).items()):
        digests[owners[key]].append(digest)
    return {key: digest_of(key, digest, *digests[key]) for key, digest in recommendations.items()}


def with_findings(keys: Iterable[int]) -> list[Recommendation]:
    """What the page shows: the recommendations in order, each with all its findings."""
    findings = Prefetch("assessments", Assessment.objects.select_related("organisation"))
    return list(Recommendation.objects.filter(pk__in=keys).in_order().prefetch_related(findings))


def refuse_changed(recommendations: list[Recommendation], display: RowsAsShown) -> None:
    """Lock recommendations until the transaction ends.

    Raises `ValidationError` where one of them, or its findings, are no longer what the page showed.
    """
    present = digests_with_findings(
        lock(Recommendation.objects.filter(pk__in=[row.pk for row in recommendations]))
    )
    changed = [row for row in recommendations if present.get(row.pk) != display.digests.get(row.pk)]
    if changed:
        raise ValidationError(
            _(
                "Nothing was saved yet: %(rows)s changed after this page was made. What is found now stands "
                "in the list above; save again if your finding still holds."
            )
            % {"rows": ", ".join(row.number or row.heading for row in changed[:10])}
        )
