"""Carrying out an import: all of the plan or nothing, in bulk, with its history."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.db.locks import one_at_a_time
from foundation.garbage_collector import collector_resting

from ..choices import ImportState, SourceKind
from ..models import Import, ImportChange, Review, Source
from .batch import Batch
from .history import column_of
from .incoming import (
    REPORT_PUBLISHER,
    REPORT_TITLE,
    IncomingFile,
    Provenance,
    Refused,
    Remark,
    slug_of,
)
from .plan import FieldChange, PlannedReview
from .reviews import plan
from .tally import Tally
from .vocabulary import KnownRecords, source_for

# Recommendations that are held in memory at a time.
BATCH = 2_000

Progress = Callable[[int], object]


class PreviewOutdated(Exception):  # noqa: N818 - an answer to an editor, not a fault
    """Something was changed here since the preview; nothing was written."""


def record_upload(file: IncomingFile, data: bytes, tally: Tally, *, by: User | None) -> Import:
    """Keep an uploaded file until somebody carries it out, with what its preview says."""
    return Import.objects.create(
        **_identity(file),
        uploaded_by=by,
        content=data,
        previewed=tally.digest,
        counts=tally.as_json(),
        doubts=tally.doubts_as_json(),
    )


def carry_out(
    file: IncomingFile,
    *,
    by: User | None,
    uploaded: Import | None = None,
    progress: Progress = lambda done: None,
) -> Import:
    """Write what the file says; returns the import, which knows what it did.

    `progress` is told how many rows more are done. Raises `Refused` where a row cannot be taken, or
    where `by` uploaded it and may not change what is public, and `PreviewOutdated` where `uploaded`
    showed something else; then nothing is written.
    """
    if file.refusals:
        raise Refused(*file.refusals)
    with collector_resting(), transaction.atomic():
        # Two imports at once would both find the same recommendation missing.
        one_at_a_time(Import)
        made = _begun(file, uploaded, by)
        known = KnownRecords()
        source = _saved_source(file.provenance, made)
        batch = Batch(made, source, file.provenance, known, by)
        tally = Tally.of(file)
        for planned in tally.watch(plan(file, known)):
            if not tally.refusals:
                rows = len(planned.rows)
                batch.add(_saved_review(planned, source, made), planned)
                progress(rows)
                if batch.size >= BATCH:
                    batch.write()
        if tally.refusals:
            raise Refused(*tally.refusals)
        # The command line is for who runs the server; it asks nobody.
        if uploaded and by and (refusals := tally.public.refusals(by)):
            raise Refused(*refusals)
        if uploaded and tally.digest != uploaded.previewed:
            raise PreviewOutdated
        batch.write()
        made.counts, made.doubts = tally.as_json(), tally.doubts_as_json()
        made.save(update_fields=["counts", "doubts"])
    return made


def _identity(file: IncomingFile) -> dict[str, str]:
    return {
        "file_name": file.name[-200:],
        "file_hash": file.file_hash,
        "kind": file.provenance.kind,
    }


def _begun(file: IncomingFile, uploaded: Import | None, by: User | None) -> Import:
    now = timezone.now()
    if uploaded is None:
        return Import.objects.create(
            **_identity(file),
            state=ImportState.DONE,
            uploaded_by=by,
            carried_out_by=by,
            carried_out_at=now,
        )
    made = Import.objects.select_for_update().get(pk=uploaded.pk)
    if made.state != ImportState.WAITING:
        raise Refused(Remark("", _("This import was carried out already.")))
    made.state, made.carried_out_at, made.carried_out_by = ImportState.DONE, now, by
    made.content = None
    made.save()
    return made


def _saved_source(provenance: Provenance, made: Import) -> Source:
    """The source that the file is; one that was only cited so far is seen now."""
    source = source_for(provenance.symbol, provenance.slug)
    if source is None:
        source = Source.objects.create(
            slug=provenance.slug,
            kind=provenance.source_kind,
            symbol=provenance.symbol,
            title=provenance.title,
            publisher_en=provenance.publisher,
        )
        ImportChange.objects.create(made_in=made, model="source", row=source.pk)
    elif not source.seen_by_us:
        seen = [
            FieldChange("seen_by_us", False, True),
            FieldChange("cited_in", source.cited_in_id, None),
        ]
        _fill_in(made, source, seen)
    return source


def _saved_review(planned: PlannedReview, source: Source, made: Import) -> Review:
    """The review, made or filled in, with its report where the file names or is it."""
    review, changes = planned.recorded, list(planned.changes)
    if review is None:
        review = Review.objects.create(**planned.values)
        ImportChange.objects.create(made_in=made, model="review", row=review.pk)
    if review.report_id is None and (report := _report(planned, source, made)):
        changes.append(FieldChange("report", None, report.pk))
    _fill_in(made, review, changes)
    return review


def _report(planned: PlannedReview, source: Source, made: Import) -> Source | None:
    """The report that the file is, or that it names without our having seen it."""
    symbol = planned.incoming.symbol
    if not symbol or source.symbol == symbol:
        return source if symbol else None
    report = source_for(symbol, "")
    if report is None:
        report = Source.objects.create(
            slug=slug_of(symbol),
            kind=SourceKind.UN_DOCUMENT,
            symbol=symbol,
            title=REPORT_TITLE,
            publisher_en=REPORT_PUBLISHER,
            seen_by_us=False,
            cited_in=source,
        )
        ImportChange.objects.create(made_in=made, model="source", row=report.pk)
    return report


def _fill_in(made: Import, row: Review | Source, changes: list[FieldChange]) -> None:
    """Set fields of a row, and keep what they said before. A new row's go with the row."""
    if not changes:
        return
    for change in changes:
        setattr(row, column_of(change.field, type(row)), change.after)
    row.save(update_fields=[change.field for change in changes])
    ImportChange.objects.bulk_create(
        ImportChange(
            made_in=made,
            model=row._meta.model_name or "",
            row=row.pk,
            field=change.field,
            before=change.before,
            after=change.after,
        )
        for change in changes
    )
