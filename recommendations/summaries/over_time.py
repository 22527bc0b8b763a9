"""What was known of a review at earlier days: the finding that was the headline then."""

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

# Up to so many years are told in half-years.
SHORT = 3


@dataclass(frozen=True)
class OverTime:
    """Findings at the end of each period; no chart where all were made on one day, or none."""

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
    """How the findings on the `total` recommendations of a review stood, from when it was adopted.

    Which of several findings is the headline is decided as everywhere, of those that were assessed
    by then: a mistake stood until the day of its correction. One query.
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
    begin = min(review.adopted_on or review.reviewed_on or days[0], days[0])
    rows = [
        chart_row(describe(day, day, Precision.DAY), STATUS_KINDS, standing_at(day, findings, total))
        for day in ends_of_periods(begin, days[-1], today=timezone.localdate())
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
    """By status, how many of `total` recommendations stood there at the end of a day."""
    current = headlines([finding for finding in findings if finding.assessed_on <= day])
    counts = Counter(finding.status for finding in current.values())
    counts[ImplementationStatus.NOT_ASSESSED.value] = total - len(current)
    return counts


def ends_of_periods(begin: dt.date, last: dt.date, *, today: dt.date) -> list[dt.date]:
    """The last day of each year that has a day from `begin` to `last`, or of each half-year.

    The period that is not over ends today.
    """
    halves = last.year - begin.year < SHORT
    ends = [
        end
        for year in range(begin.year, last.year + 1)
        for end in (dt.date(year, 6, 30), dt.date(year, 12, 31))[0 if halves else 1 :]
    ]
    first = next(end for end in ends if end >= begin)
    end_of_last = next(end for end in ends if end >= last)
    return [min(end, today) for end in ends if first <= end <= end_of_last]
