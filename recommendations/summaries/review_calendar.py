"""When a State was reviewed, and when it is reviewed next: by today’s date and what is recorded.

Every page that says “next”, “before” or “after” of a review takes it from here, so that none of them goes on
calling a review the next one when it has taken place.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from foundation.choices import Precision
from foundation.dates.dated import describe, last_day_of_period

from ..index import Query, answer
from ..models import Review, State, Submission


@dataclass(frozen=True)
class CalendarEntry:
    """A review of a State: when it takes or took place, and what of it can be read here.

    `has_page`: something of it is published; `is_read_in`: its recommendations are.
    """

    review: Review
    is_past: bool
    has_page: bool
    is_read_in: bool

    @property
    def when(self) -> str:
        """The day; the months of the session where the day is not recorded; else the year."""
        session = self.review.session
        if self.review.reviewed_on:
            return describe(self.review.reviewed_on, self.review.reviewed_on, Precision.DAY)
        if session and session.last_day:
            first = session.first_day.replace(day=1)
            last = last_day_of_period(session.last_day.replace(day=1), 1)
            return describe(first, last, Precision.RANGE)
        return self.review.year

    @property
    def told(self) -> str:
        """“23 January 2025 (session 48)”."""
        session = self.review.session
        if session is None:
            return self.when
        return gettext("%(when)s (session %(number)s)") % {"when": self.when, "number": session.number}


@dataclass(frozen=True)
class ReviewCalendar:
    """The reviews of one State that are recorded here, the earliest first."""

    state: State
    entries: tuple[CalendarEntry, ...]

    @property
    def past(self) -> list[CalendarEntry]:
        return [entry for entry in self.entries if entry.is_past]

    @property
    def last(self) -> CalendarEntry | None:
        """The one that took place most lately."""
        return self.past[-1] if self.past else None

    @property
    def next(self) -> CalendarEntry | None:
        """The first that is still to come, or goes on today."""
        return next((entry for entry in self.entries if not entry.is_past), None)

    @property
    def unread(self) -> list[CalendarEntry]:
        """Those that took place, and whose recommendations are not published here."""
        return [entry for entry in self.past if not entry.is_read_in]

    def entry(self, review: Review) -> CalendarEntry:
        return next(entry for entry in self.entries if entry.review == review)


def review_calendar(state: State, *, today: dt.date | None = None) -> ReviewCalendar:
    """All reviews of `state` that are recorded, as of `today` (without it: as of the clock).

    A review whose recommendations nobody published is told with its day and no more: the calendar of
    reviews is set by the UN. Of a State of which nothing is public here nothing is told. Two queries.
    """
    today = today or timezone.localdate()
    read_in = answer(Query()).within("review")
    reviews = Review.objects.filter(state_under_review=state).select_related("session", "state_under_review")
    submitted = set(
        Submission.objects.published()
        .filter(review__state_under_review=state)
        .values_list("review", flat=True)
    )
    entries = [
        CalendarEntry(
            review,
            is_past=last_possible_day(review) < today,
            has_page=review.slug in read_in or review.pk in submitted,
            is_read_in=review.slug in read_in,
        )
        for review in sorted(reviews, key=lambda review: (last_possible_day(review), review.slug))
    ]
    is_public = any(entry.has_page for entry in entries)
    return ReviewCalendar(state, tuple(entries) if is_public else ())


def last_possible_day(review: Review) -> dt.date:
    """The day of a review; of one without, the last day of its session, else of its year."""
    if review.reviewed_on:
        return review.reviewed_on
    if review.session and review.session.last_day:
        return review.session.last_day
    return dt.date(int(review.year), 12, 31)
