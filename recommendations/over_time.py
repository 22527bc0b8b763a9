"""What was known of a review at earlier days: the finding that was current then, row by row."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext

from upr_tracker.common.charts import Chart, row
from upr_tracker.common.choices import Precision
from upr_tracker.common.dated import describe

from .choices import ImplementationStatus
from .facets import STATUS_KINDS
from .models import Assessment, Review

# Up to so many years are told in half-years.
SHORT = 3


@dataclass(frozen=True)
class OverTime:
    """Findings at the end of each period; no chart where all were made on one day, or none."""

    chart: Chart | None
    only_day: dt.date | None


class _Finding(NamedTuple):
    recommendation: int
    status: str
    evidence_up_to: dt.date
    pk: int
    assessed_on: dt.date


def over_time(review: Review, *, total: int) -> OverTime:
    """How the findings on the `total` recommendations of a review stood, from when it was adopted.

    Which of several findings is current is decided as everywhere: by what its evidence covers.
    One query.
    """
    findings = [
        _Finding(*values)
        for values in Assessment.objects.published()
        .filter(recommendation__review=review)
        .order_by("assessed_on", "evidence_up_to", "pk")
        .values_list("recommendation_id", "status", "evidence_up_to", "pk", "assessed_on")
    ]
    days = sorted({one.assessed_on for one in findings})
    if len(days) < 2:
        return OverTime(None, days[0] if days else None)
    begin = min(review.adopted_on or review.reviewed_on or days[0], days[0])
    rows = [
        row(describe(day, day, Precision.DAY), STATUS_KINDS, standing_at(day, findings, total))
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
    current: dict[int, _Finding] = {}
    for one in findings:
        before = current.get(one.recommendation)
        known = one.assessed_on <= day
        if known and (before is None or _newer(one, before)):
            current[one.recommendation] = one
    counts = Counter(one.status for one in current.values())
    counts[ImplementationStatus.NOT_ASSESSED.value] = total - len(current)
    return counts


def _newer(one: _Finding, other: _Finding) -> bool:
    return (one.evidence_up_to, one.pk) > (other.evidence_up_to, other.pk)


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
