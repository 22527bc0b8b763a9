"""Converts reports of the Working Group and their addenda to an `IncomingFile`."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from uprdocs import Addendum, Doubt, Report

from ..choices import ImportKind, SourceKind
from .incoming import (
    REPORT_PUBLISHER,
    REPORT_TITLE,
    Incoming,
    IncomingFile,
    IncomingReview,
    Place,
    Provenance,
    Remark,
    slug_of,
)
from .messages import Sentence


def from_report(report: Report, name: str, file_hash: str) -> IncomingFile:
    provenance = Provenance(
        kind=ImportKind.REPORT,
        slug=slug_of(report.symbol),
        symbol=report.symbol,
        title=REPORT_TITLE,
        publisher=REPORT_PUBLISHER,
        source_kind=SourceKind.UN_DOCUMENT,
    )
    incoming = IncomingFile(name, file_hash, provenance)
    first_pages = _("first pages")
    if not report.state_under_review:
        incoming.refusals.append(
            Remark(
                first_pages,
                _(
                    "The State under review could not be read. Check that this is the English "
                    "report of the Working Group."
                ),
            )
        )
    if not report.symbol:
        incoming.refusals.append(
            Remark(
                first_pages,
                _("The symbol of the document (A/HRC/…) could not be read. Take the file from docs.un.org."),
            )
        )
    review = IncomingReview(
        state=report.state_under_review,
        session=report.session,
        symbol=report.symbol,
        reviewed_on=report.reviewed_on,
        stated_on=report.adopted_on or report.reviewed_on,
        rows=list(_report_rows(report)),
    )
    incoming.reviews.append(review)
    # The recommendations of one item may repeat the same doubt.
    incoming.doubts += dict.fromkeys(map(_doubt, report.doubts))
    return incoming


def _report_rows(report: Report) -> list[Incoming]:
    """An item that is several recommendations is numbered “64.3 (1)”, “64.3 (2)”, …"""
    item_sizes = Counter(recommendation.paragraph for recommendation in report.recommendations)
    item_counts: Counter[str] = Counter()
    rows = []
    for recommendation in report.recommendations:
        item_counts[recommendation.paragraph] += 1
        is_split = item_sizes[recommendation.paragraph] > 1
        number = (
            f"{recommendation.paragraph} ({item_counts[recommendation.paragraph]})"
            if is_split
            else recommendation.paragraph
        )
        rows.append(
            Incoming(
                place=Place(page=recommendation.page, paragraph=recommendation.paragraph),
                number=number,
                text=recommendation.text,
                states=recommendation.recommending_states,
                position=recommendation.position,
                state_claim=recommendation.state_claim if recommendation.position != "pending" else "none",
                position_words=recommendation.heading,
                position_paragraph=recommendation.paragraph.partition(".")[0],
            )
        )
    return rows


def _doubt(doubt: Doubt) -> Remark:
    return Remark(Place(page=doubt.page, paragraph=doubt.paragraph), Sentence.of(doubt))


def from_addendum(addendum: Addendum, name: str, file_hash: str) -> IncomingFile:
    provenance = Provenance(
        kind=ImportKind.ADDENDUM,
        slug=slug_of(addendum.symbol),
        symbol=addendum.symbol,
        title=f"{REPORT_TITLE}: Addendum",
        publisher=REPORT_PUBLISHER,
        source_kind=SourceKind.UN_DOCUMENT,
    )
    incoming = IncomingFile(name, file_hash, provenance)
    report_symbol = re.sub(r"/Add\..*$", "", addendum.symbol)
    review = IncomingReview(state="", symbol=report_symbol, stated_on=addendum.issued_on, answers_only=True)
    # If a number is answered twice (the reader adds a doubt), the later answer counts.
    answers = {number: answer for answer in addendum.answers for number in answer.numbers}
    review.rows = [
        Incoming(
            place=Place(page=answer.page, paragraph=number),
            number=number,
            text="",
            states=(),
            position=answer.position,
            state_claim=answer.state_claim,
            position_words=answer.words,
            position_paragraph=answer.paragraph,
        )
        for number, answer in answers.items()
    ]
    incoming.reviews.append(review)
    incoming.doubts += map(_doubt, addendum.doubts)
    return incoming
