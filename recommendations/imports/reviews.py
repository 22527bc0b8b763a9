"""What an import would do, review by review, before anything is written.

The plan is made anew from the same bytes when an import is carried out: preview and deed are the
same code.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models import Review
from .incoming import IncomingFile, IncomingReview, Place, Remark
from .messages import PlanCode, Sentence
from .plan import Document, FieldChange, PlannedReview
from .rows import plan_rows
from .vocabulary import KnownRecords, recorded_rows, source_for


def plan(file: IncomingFile, vocabulary: KnownRecords | None = None) -> Iterator[PlannedReview]:
    """One review after the other, so that a file of all States needs no more memory than one.

    Reads the database only.
    """
    known = vocabulary or KnownRecords()
    source = source_for(file.provenance.symbol, file.provenance.slug)
    document = Document(file.provenance, source.pk if source else None)
    for incoming in _of_one_review_each(file, known):
        planned = _planned_review(incoming, document, known)
        if not planned.refusals:
            rows = recorded_rows(planned.recorded.pk) if planned.recorded else []
            plan_rows(planned, rows, document, known)
        yield planned


def _of_one_review_each(file: IncomingFile, known: KnownRecords) -> list[IncomingReview]:
    """Rows that name a review in two ways, by session and without one, come together."""
    merged: dict[object, IncomingReview] = {}
    for incoming in file.reviews:
        review = known.review(incoming.state, _session(incoming, known), incoming.symbol)
        key = review.pk if review else (incoming.state, incoming.session)
        if key in merged:
            merged[key].rows += incoming.rows
        else:
            merged[key] = incoming
    return list(merged.values())


def _session(incoming: IncomingReview, known: KnownRecords) -> int | None:
    if incoming.session or not incoming.reviewed_on:
        return incoming.session
    return known.session_on(incoming.reviewed_on)


def _planned_review(incoming: IncomingReview, document: Document, known: KnownRecords) -> PlannedReview:
    number = _session(incoming, known)
    recorded = known.review(incoming.state, number, incoming.symbol)
    if recorded:
        planned = PlannedReview(incoming, recorded)
        _fill_in(planned, recorded, known)
        return planned
    planned = PlannedReview(incoming, None)
    refusal = _why_not(incoming, number, known)
    if refusal:
        where: Place | str = incoming.rows[0].place if incoming.rows else ""
        planned.refusals.append(Remark(where, refusal))
        return planned
    session = known.sessions[number]  # type: ignore[index]
    year = (incoming.reviewed_on or session.first_day).year
    planned.values = {
        "slug": f"{incoming.state.lower()}-{year}",
        "state_under_review_id": known.states[incoming.state],
        "cycle_id": session.cycle_id,
        "session_id": session.pk,
        "reviewed_on": incoming.reviewed_on,
    }
    planned.stated_on = incoming.stated_on or session.last_day or dt.date(year, 12, 31)
    return planned


def _why_not(incoming: IncomingReview, number: int | None, known: KnownRecords) -> str:
    """Why a review that is not recorded cannot be made; "" where it can."""
    if not incoming.state:
        return _("The report %(symbol)s is not recorded here. Import it first, then its addendum.") % {
            "symbol": incoming.symbol or _("it belongs to")
        }
    if incoming.state not in known.states:
        return _("The State %(code)s is not in the table of States. Add it there first.") % {
            "code": incoming.state
        }
    if number is None:
        return _(
            "The session of the Working Group is not named, so the review cannot be told. Fill it "
            "in, or record the review of this State first."
        )
    if number not in known.sessions:
        return _("There is no session %(number)s in the table of sessions. Add it first.") % {
            "number": number
        }
    return ""


def _fill_in(planned: PlannedReview, recorded: Review, known: KnownRecords) -> None:
    """Only what is missing of a recorded review is filled in; what differs is told."""
    incoming = planned.incoming
    number = _session(incoming, known)
    session = known.sessions.get(number) if number else None
    if incoming.reviewed_on and recorded.reviewed_on is None:
        day = incoming.reviewed_on.isoformat()
        planned.changes.append(FieldChange("reviewed_on", None, day))
    elif incoming.reviewed_on and incoming.reviewed_on != recorded.reviewed_on:
        days = {"file": str(incoming.reviewed_on), "recorded": str(recorded.reviewed_on)}
        planned.doubts.append(Remark(recorded.slug, Sentence(PlanCode.REVIEW_DAY_DIFFERS, days)))
    if session and recorded.session_id is None:
        planned.changes.append(FieldChange("session", None, session.pk))
    known_days = (
        incoming.stated_on,
        recorded.adopted_on,
        recorded.reviewed_on,
        session.last_day if session else None,
    )
    last_resort = dt.date(recorded.cycle.last_year, 12, 31)
    planned.stated_on = next((day for day in known_days if day), last_resort)
