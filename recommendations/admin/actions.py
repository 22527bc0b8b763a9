"""Actions of editors that write more than one row."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import User

from foundation.choices import Way
from foundation.history.acts import act
from foundation.publishing.proposals import propose_to_publish
from foundation.publishing.state import submit_for_review

from ..choices import FindingMethod
from ..models import Assessment, Organisation, Recommendation, Source


def record_assessment(
    *,
    recommendations: Iterable[Recommendation],
    organisation: Organisation,
    status: str,
    summaries: dict[str, str],
    evidence_up_to: dt.date,
    evidence_up_to_precision: str,
    assessed_on: dt.date,
    recorded_by: User | None,
    method: str = FindingMethod.BY_ORGANISATION,
    coding_rule: str = "",
    sources: Iterable[Source] = (),
    corrects: Assessment | None = None,
    send_to_review: bool = False,
) -> list[Assessment]:
    """Add a finding to each recommendation, without changing earlier ones.

    `summaries`: the summary by language code; English is required. Raises `ValidationError` if any
    finding is invalid, and then adds none.
    """
    with act(recorded_by, Way.FORM):
        sources = list(sources)
        findings = []
        for recommendation in recommendations:
            finding = Assessment(
                recommendation=recommendation,
                organisation=organisation,
                status=status,
                method=method,
                coding_rule=coding_rule,
                evidence_up_to=evidence_up_to,
                evidence_up_to_precision=evidence_up_to_precision,
                assessed_on=assessed_on,
                recorded_by=recorded_by,
                corrects=corrects,
                **{f"summary_{code}": text for code, text in summaries.items()},
            )
            finding.full_clean()
            finding.save()
            finding.sources.set(sources)
            if send_to_review and recorded_by:
                submit_for_review(finding)
                propose_to_publish(finding, by=recorded_by)
            findings.append(finding)
    return findings
