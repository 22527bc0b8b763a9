"""Bulk writing of recommendations, a few thousand at a time, with their links."""

from collections.abc import Iterable

from foundation.i18n.languages import versions

from ..addresses import fingerprint
from ..models import (
    Import,
    ImportChange,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Source,
    UnknownLabel,
)
from .columns import LINKS, column_of, table_between
from .incoming import Provenance
from .plan import PlannedReview, PlannedRow
from .vocabulary import KnownRecords

WORDS_AT_MOST = 500
STATES = "recommending_states"
# What follows from number and text.
DERIVED = ("text_fingerprint", "former_address")
# Spelled out, because asking each field for its default takes a tenth of an import’s time.
NO_TITLES: dict[str, None] = dict.fromkeys(("title", *versions("title")), None)


class Batch:
    """Planned rows, collected until `write` is called.

    `source`: the document cited for the official text and the positions.
    """

    def __init__(
        self,
        document_import: Import,
        source: Source,
        provenance: Provenance,
        known_records: KnownRecords,
    ) -> None:
        self.document_import, self.source, self.known_records = document_import, source, known_records
        self.scheme = provenance.scheme
        self.labels = {row.label: row for row in UnknownLabel.objects.filter(scheme=self.scheme)}
        self._rows: list[tuple[Review, PlannedReview, PlannedRow]] = []

    @property
    def size(self) -> int:
        return len(self._rows)

    def add(self, review: Review, planned_review: PlannedReview) -> None:
        self._rows += [
            (review, planned_review, row) for row in planned_review.rows if row.outcome != "unchanged"
        ]

    def write(self) -> None:
        """Write the collected rows and empty the batch."""
        rows = self._rows
        self._rows = []
        keys = self._write_new(rows) | {
            id(row): row.recorded.key for _review, _planned_review, row in rows if row.recorded
        }
        self._write_changes([row for _review, _planned_review, row in rows if row.changes])
        self._write_statements(rows, keys)
        self._write_unknown_labels(rows, keys)

    def _write_new(self, rows: list[tuple[Review, PlannedReview, PlannedRow]]) -> dict[int, int]:
        """The keys of the new recommendations, by the identity of their planned row."""
        new = [(review, row) for review, _planned_review, row in rows if row.recorded is None]
        recommendations = Recommendation.objects.bulk_create(
            [self._recommendation(review, row) for review, row in new]
        )
        keys = {
            id(row): recommendation.pk
            for recommendation, (_review, row) in zip(recommendations, new, strict=True)
        }
        RecommendingState.objects.bulk_create(
            RecommendingState(
                recommendation_id=keys[id(row)], state_id=self.known_records.states[code], order=order
            )
            for _review, row in new
            for order, code in enumerate(row.incoming.states, 1)
        )
        for name in LINKS:
            _link(name, ((keys[id(row)], row.links.get(name, ())) for _review, row in new))
        return keys

    def _recommendation(self, review: Review, row: PlannedRow) -> Recommendation:
        incoming = row.incoming
        return Recommendation(
            review_id=review.pk,
            number=incoming.number,
            text=incoming.text,
            text_source_id=self.source.pk,
            text_fingerprint="" if incoming.number else fingerprint(incoming.text),
            action_category=incoming.action_category,
            imported_in_id=self.document_import.pk,
            **NO_TITLES,
        )

    def _write_changes(self, rows: list[PlannedRow]) -> None:
        """Update recommendations already in the database, noting the previous value of each field."""
        by_key = {row.recorded.key: row for row in rows if row.recorded}
        recorded = Recommendation.objects.in_bulk(list(by_key))
        changes: list[ImportChange] = []
        fields: set[str] = set()
        for key, recommendation in recorded.items():
            before = {name: getattr(recommendation, name) for name in DERIVED}
            for change in by_key[key].changes:
                after = self.source.pk if change.field == "text_source" else change.after
                changes.append(self._change(key, change.field, change.before, after))
                if change.field not in (STATES, *LINKS):
                    name = column_of(change.field)
                    setattr(recommendation, name, after)
                    fields.add(change.field)
            recommendation.clean()
            for name in DERIVED:
                after = getattr(recommendation, name)
                if after != before[name]:
                    fields.add(name)
                    changes.append(self._change(key, name, before[name], after))
        if fields:
            Recommendation.objects.bulk_update(recorded.values(), sorted(fields), batch_size=200)
        self._write_states(rows)
        for name in LINKS:
            _link(name, ((key, row.links.get(name, ())) for key, row in by_key.items()))
        ImportChange.objects.bulk_create(changes)

    def _change(self, row: int, field: str, before: object, after: object) -> ImportChange:
        return ImportChange(
            made_in=self.document_import,
            model="recommendation",
            row=row,
            field=field,
            before=before,
            after=after,
        )

    def _write_states(self, rows: list[PlannedRow]) -> None:
        after = {
            row.recorded.key: change.after
            for row in rows
            for change in row.changes
            if change.field == STATES and row.recorded
        }
        set_states(after, self.known_records.states)

    def _write_statements(
        self, rows: list[tuple[Review, PlannedReview, PlannedRow]], keys: dict[int, int]
    ) -> None:
        stating = [(planned_review, row) for _review, planned_review, row in rows if row.statement]
        statements = PositionStatement.objects.bulk_create(
            PositionStatement(
                recommendation_id=keys[id(row)],
                position=row.incoming.position,
                state_claim=row.incoming.state_claim,
                words=row.incoming.position_words[:WORDS_AT_MOST],
                document_id=self.source.pk,
                paragraph=row.incoming.position_paragraph,
                stated_on=planned_review.stated_on,
            )
            for planned_review, row in stating
        )
        # A statement of a new recommendation is undone together with the recommendation.
        added = [
            statement
            for statement, (_planned_review, row) in zip(statements, stating, strict=True)
            if row.recorded
        ]
        ImportChange.objects.bulk_create(
            ImportChange(made_in=self.document_import, model="positionstatement", row=statement.pk)
            for statement in added
        )

    def _write_unknown_labels(
        self, rows: list[tuple[Review, PlannedReview, PlannedRow]], keys: dict[int, int]
    ) -> None:
        through = UnknownLabel.recommendations.through
        pairs = [
            (label, keys[id(row)]) for _review, _planned_review, row in rows for label in row.waiting_labels
        ]
        for label in dict.fromkeys(label for label, _key in pairs):
            if label not in self.labels:
                self.labels[label] = UnknownLabel.objects.create(scheme=self.scheme, label=label)
        through.objects.bulk_create(
            through(unknownlabel_id=self.labels[label].pk, recommendation_id=key) for label, key in pairs
        )


def _link(name: str, rows: Iterable[tuple[int, tuple[int, ...]]]) -> None:
    """Link recommendations to themes, groups or goals."""
    through, target = table_between(name)
    through._default_manager.bulk_create(
        through(recommendation_id=key, **{target: target_key})
        for key, target_keys in rows
        for target_key in target_keys
    )


def set_states(after: dict[int, list[str]], states: dict[str, int]) -> None:
    """Give recommendations, by key, exactly these recommending States, in this order."""
    present = RecommendingState.objects.filter(recommendation__in=list(after))
    present._raw_delete(present.db)
    RecommendingState.objects.bulk_create(
        RecommendingState(recommendation_id=key, state_id=states[code], order=order)
        for key, codes in after.items()
        for order, code in enumerate(codes, 1)
    )
