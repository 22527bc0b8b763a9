"""The findings on a review over time: on each day, those that were the headline then."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext

from foundation.choices import Precision
from foundation.dates.dated import describe
from foundation.web.charts import Chart, chart_row

from ..choices import ImplementationStatus
from ..current import headlines
from ..models import Assessment, Review
from .overview import STATUS_KINDS

# Shorter spans, in years, are shown by half-year.
SHORT = 3


@dataclass(frozen=True)
class OverTime:
    """Findings at the end of each period; no chart if all are of one day, or there are none."""

    chart: Chart | None
    only_day: dt.date | None


class _Finding(NamedTuple):
    recommendation_id: int
    organisation_id: int
    corrects_id: int | None
    headline_organisation: int | None
    status: str
    evidence_up_to: dt.date
    pk: int
    assessed_on: dt.date


def over_time(review: Review, *, total: int) -> OverTime:
    """The status of a review’s `total` recommendations over time, from its adoption. One query.

    On each day the usual rule picks the headline among the findings assessed by then: a mistake
    counts until the day of its correction.
    """
    findings = [
        _Finding(*values)
        for values in Assessment.objects.published()
        .filter(recommendation__review=review)
        .order_by()
        .values_list(
            "recommendation_id", "organisation_id", "corrects_id",
            "recommendation__review__headline_organisation", "status", "evidence_up_to", "pk",
            "assessed_on",
        )
    ]  # fmt: skip
    days = sorted({finding.assessed_on for finding in findings})
    if len(days) < 2:
        return OverTime(None, days[0] if days else None)
    first_day = min(review.adopted_on or review.reviewed_on or days[0], days[0])
    rows = [
        chart_row(describe(day, day, Precision.DAY), STATUS_KINDS, standing_at(day, findings, total))
        for day in ends_of_periods(first_day, days[-1], today=timezone.localdate())
    ]
    return OverTime(
        Chart(
            "over-time",
            gettext("What we found, over time"),
            gettext("As known on"),
            STATUS_KINDS,
            rows,
            shares=True,
        ),
        None,
    )


def standing_at(day: dt.date, findings: list[_Finding], total: int) -> dict[str, int]:
    """How many of `total` recommendations had each status at the end of a day."""
    headline_by_recommendation = headlines([finding for finding in findings if finding.assessed_on <= day])
    counts = Counter(finding.status for finding in headline_by_recommendation.values())
    counts[ImplementationStatus.NOT_ASSESSED.value] = total - len(headline_by_recommendation)
    return counts


def ends_of_periods(first_day: dt.date, last_day: dt.date, *, today: dt.date) -> list[dt.date]:
    """The last day of each year or half-year from `first_day` to `last_day`.

    A period that is not over ends today.
    """
    by_half_year = last_day.year - first_day.year < SHORT
    period_ends = [
        end
        for year in range(first_day.year, last_day.year + 1)
        for end in (dt.date(year, 6, 30), dt.date(year, 12, 31))[0 if by_half_year else 1 :]
    ]
    first_end = next(end for end in period_ends if end >= first_day)
    last_end = next(end for end in period_ends if end >= last_day)
    return [min(end, today) for end in period_ends if first_end <= end <= last_end]
