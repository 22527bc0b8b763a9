"""Plans an import, review by review.

Carrying an import out plans it again from the same bytes: what is previewed is what is written.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.db.locks import lock

from ..models import Recommendation, Review
from .incoming import IncomingFile, IncomingReview, Place, Remark
from .messages import PlanCode, Sentence
from .plan import Document, FieldChange, PlannedReview
from .rows import plan_rows
from .vocabulary import KnownRecords, recorded_rows, source_for


def plan(
    file: IncomingFile, vocabulary: KnownRecords | None = None, *, locking: bool = False
) -> Iterator[PlannedReview]:
    """Plan the reviews one by one, so that a file of all States needs no more memory than one review.

    Writes nothing. `locking`: what is looked at stays as it is until the transaction ends, so that
    carrying the plan out overwrites nothing that somebody saves meanwhile.
    """
    known_records = vocabulary or KnownRecords()
    if locking:
        _lock_reviews(file, known_records)
    source = source_for(file.provenance.symbol, file.provenance.slug)
    document = Document(file.provenance, source.pk if source else None)
    for incoming in _merged_by_review(file, known_records):
        planned_review = _plan_review(incoming, document, known_records)
        if not planned_review.refusals:
            if locking and planned_review.recorded:
                lock(Recommendation.objects.filter(review=planned_review.recorded))
            rows = recorded_rows(planned_review.recorded.pk) if planned_review.recorded else []
            plan_rows(planned_review, rows, document, known_records)
        yield planned_review


def _lock_reviews(file: IncomingFile, known_records: KnownRecords) -> None:
    reviews = (
        known_records.review(incoming.state, _session(incoming, known_records), incoming.symbol)
        for incoming in file.reviews
    )
    lock(Review.objects.filter(pk__in=[review.pk for review in reviews if review]))
    known_records.read_reviews()


def _merged_by_review(file: IncomingFile, known_records: KnownRecords) -> list[IncomingReview]:
    """Merges the rows that name a review by its session and those that do not."""
    merged_reviews: dict[object, IncomingReview] = {}
    for incoming in file.reviews:
        review = known_records.review(incoming.state, _session(incoming, known_records), incoming.symbol)
        key = review.pk if review else (incoming.state, incoming.session)
        if key in merged_reviews:
            merged_reviews[key].rows += incoming.rows
        else:
            merged_reviews[key] = incoming
    return list(merged_reviews.values())


def _session(incoming: IncomingReview, known_records: KnownRecords) -> int | None:
    if incoming.session or not incoming.reviewed_on:
        return incoming.session
    return known_records.session_on(incoming.reviewed_on)


def _plan_review(incoming: IncomingReview, document: Document, known_records: KnownRecords) -> PlannedReview:
    number = _session(incoming, known_records)
    recorded_review = known_records.review(incoming.state, number, incoming.symbol)
    if recorded_review:
        planned_review = PlannedReview(incoming, recorded_review)
        _fill_in(planned_review, recorded_review, known_records)
        return planned_review
    planned_review = PlannedReview(incoming, None)
    refusal = _refusal(incoming, number, known_records)
    if refusal:
        place: Place | str = incoming.rows[0].place if incoming.rows else ""
        planned_review.refusals.append(Remark(place, refusal))
        return planned_review
    session = known_records.sessions[number]  # type: ignore[index]
    year = (incoming.reviewed_on or session.first_day).year
    planned_review.values = {
        "slug": f"{incoming.state.lower()}-{year}",
        "state_under_review_id": known_records.states[incoming.state],
        "cycle_id": session.cycle_id,
        "session_id": session.pk,
        "reviewed_on": incoming.reviewed_on,
    }
    planned_review.stated_on = incoming.stated_on or session.last_day or dt.date(year, 12, 31)
    return planned_review


def _refusal(incoming: IncomingReview, number: int | None, known_records: KnownRecords) -> str:
    """Why a new review cannot be created, or ""."""
    if not incoming.state:
        return _("The report %(symbol)s is not recorded here. Import it first, then its addendum.") % {
            "symbol": incoming.symbol or _("it belongs to")
        }
    if incoming.state not in known_records.states:
        return _("The State %(code)s is not in the table of States. Add it there first.") % {
            "code": incoming.state
        }
    if number is None:
        return _(
            "The session of the Working Group is not named, so the review cannot be told. Fill it "
            "in, or record the review of this State first."
        )
    if number not in known_records.sessions:
        return _("There is no session %(number)s in the table of sessions. Add it first.") % {
            "number": number
        }
    return ""


def _fill_in(planned_review: PlannedReview, recorded_review: Review, known_records: KnownRecords) -> None:
    """Fills in the missing days of a recorded review; a day that differs is a doubt."""
    incoming = planned_review.incoming
    number = _session(incoming, known_records)
    session = known_records.sessions.get(number) if number else None
    if incoming.reviewed_on and recorded_review.reviewed_on is None:
        day = incoming.reviewed_on.isoformat()
        planned_review.changes.append(FieldChange("reviewed_on", None, day))
    elif incoming.reviewed_on and incoming.reviewed_on != recorded_review.reviewed_on:
        days = {"file": str(incoming.reviewed_on), "recorded": str(recorded_review.reviewed_on)}
        planned_review.doubts.append(
            Remark(recorded_review.slug, Sentence(PlanCode.REVIEW_DAY_DIFFERS, days))
        )
    if session and recorded_review.session_id is None:
        planned_review.changes.append(FieldChange("session", None, session.pk))
    known_days = (
        incoming.stated_on,
        recorded_review.adopted_on,
        recorded_review.reviewed_on,
        session.last_day if session else None,
    )
    last_resort = dt.date(recorded_review.cycle.last_year, 12, 31)
    planned_review.stated_on = next((day for day in known_days if day), last_resort)
