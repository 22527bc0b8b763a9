"""Carry out an import: the whole plan or nothing, in bulk."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.choices import Way
from foundation.db.locks import locked, one_at_a_time
from foundation.garbage_collector import collector_resting
from foundation.history.acts import act
from foundation.models import Act

from ..choices import ImportState, SourceKind
from ..models import Import, ImportChange, Review, Source
from .batch import Batch
from .columns import column_of
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

# Recommendations held in memory at a time.
BATCH = 2_000

Progress = Callable[[int], object]


class PreviewOutdated(Exception):  # noqa: N818 - an answer to an editor, not a fault
    """The database has changed since the preview; nothing was written."""


def record_upload(file: IncomingFile, data: bytes, tally: Tally, *, by: User | None) -> Import:
    """Store an uploaded file with its preview until somebody carries it out."""
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
    progress: Progress = lambda rows: None,
) -> Import:
    """Write the file’s contents; returns the import with its counts and doubts.

    `progress` is called with the number of rows just added. Raises `Refused` if a row cannot be
    imported or `by` may not make the public changes of an uploaded file, and `PreviewOutdated` if the
    outcome is no longer what the preview of `uploaded` showed. Nothing is written in either case.
    """
    if file.refusals:
        raise Refused(*file.refusals)
    with collector_resting(), act(by, Way.IMPORT, file.name) as this_act:
        # Two concurrent imports would each create the same missing recommendation.
        one_at_a_time(Import)
        document_import = _started_import(file, uploaded, by, this_act)
        known_records = KnownRecords()
        source = _saved_source(file.provenance, document_import)
        batch = Batch(document_import, source, file.provenance, known_records)
        tally = Tally.of(file)
        for planned_review in tally.watch(plan(file, known_records, locking=True)):
            if not tally.refusals:
                rows = len(planned_review.rows)
                batch.add(_saved_review(planned_review, source, document_import), planned_review)
                progress(rows)
                if batch.size >= BATCH:
                    batch.write()
        if tally.refusals:
            raise Refused(*tally.refusals)
        # No rights are checked on the command line: whoever uses it runs the server.
        if uploaded and by and (refusals := tally.public.refusals(by, author=uploaded.uploaded_by)):
            raise Refused(*refusals)
        if uploaded and tally.digest != uploaded.previewed:
            raise PreviewOutdated
        batch.write()
        document_import.counts, document_import.doubts = tally.as_json(), tally.doubts_as_json()
        document_import.save(update_fields=["counts", "doubts"])
    return document_import


def _identity(file: IncomingFile) -> dict[str, str]:
    return {
        "file_name": file.name[-200:],
        "file_hash": file.file_hash,
        "kind": file.provenance.kind,
    }


def _started_import(file: IncomingFile, uploaded: Import | None, by: User | None, this_act: Act) -> Import:
    now = timezone.now()
    if uploaded is None:
        return Import.objects.create(
            **_identity(file),
            state=ImportState.DONE,
            uploaded_by=by,
            carried_out_by=by,
            carried_out_at=now,
            act=this_act,
        )
    document_import = Import.objects.select_for_update().get(pk=uploaded.pk)
    if document_import.state != ImportState.WAITING:
        raise Refused(Remark("", _("This import was carried out already.")))
    document_import.state = ImportState.DONE
    document_import.carried_out_at, document_import.carried_out_by = now, by
    document_import.act = this_act
    document_import.content = None
    document_import.save()
    return document_import


def _saved_source(provenance: Provenance, document_import: Import) -> Source:
    """The file as a source; one that was only cited so far becomes one that we have seen."""
    source = source_for(provenance.symbol, provenance.slug)
    if source is None:
        source = Source.objects.create(
            slug=provenance.slug,
            kind=provenance.source_kind,
            symbol=provenance.symbol,
            title=provenance.title,
            publisher_en=provenance.publisher,
        )
        ImportChange.objects.create(made_in=document_import, model="source", row=source.pk)
        return source
    source = locked(source) or source
    if not source.seen_by_us:
        changes = [
            FieldChange("seen_by_us", False, True),
            FieldChange("cited_in", source.cited_in_id, None),
        ]
        _fill_in(document_import, source, changes)
    return source


def _saved_review(planned_review: PlannedReview, source: Source, document_import: Import) -> Review:
    """The review, created or completed, with its report if the file is that report or names it."""
    review, changes = planned_review.recorded, list(planned_review.changes)
    if review is None:
        review = Review.objects.create(**planned_review.values)
        ImportChange.objects.create(made_in=document_import, model="review", row=review.pk)
    if review.report_id is None and (report := _report(planned_review, source, document_import)):
        changes.append(FieldChange("report", None, report.pk))
    _fill_in(document_import, review, changes)
    return review


def _report(planned_review: PlannedReview, source: Source, document_import: Import) -> Source | None:
    """The review’s report: the file itself, or a document that the file names and we have not seen."""
    symbol = planned_review.incoming.symbol
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
        ImportChange.objects.create(made_in=document_import, model="source", row=report.pk)
    return report


def _fill_in(document_import: Import, row: Review | Source, changes: list[FieldChange]) -> None:
    """Set fields of a row, and record their previous values so that an undo can restore them."""
    if not changes:
        return
    for change in changes:
        setattr(row, column_of(change.field, type(row)), change.after)
    row.save(update_fields=[change.field for change in changes])
    ImportChange.objects.bulk_create(
        ImportChange(
            made_in=document_import,
            model=row._meta.model_name or "",
            row=row.pk,
            field=change.field,
            before=change.before,
            after=change.after,
        )
        for change in changes
    )
