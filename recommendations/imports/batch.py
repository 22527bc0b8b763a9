"""Some thousand recommendations at a time, written in bulk with their links and their history."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Model

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
from .history import LINKS, History, column_of, table_between
from .incoming import Provenance
from .plan import PlannedReview, PlannedRow
from .vocabulary import KnownRecords

WORDS_AT_MOST = 500
STATES = "recommending_states"
# What follows from number and text.
DERIVED = ("text_fingerprint", "former_address")
# Said outright: asking each field for its default costs a tenth of an import.
NO_TITLES: dict[str, None] = dict.fromkeys(("title", *versions("title")), None)


class Batch:
    """Collects planned rows, and writes them when told.

    `source`: what the official text and the positions rest on. Everything that is written
    carries the import's name in its history.
    """

    def __init__(
        self,
        made: Import,
        source: Source,
        provenance: Provenance,
        known: KnownRecords,
        by: User | None,
    ) -> None:
        self.made, self.source, self.known = made, source, known
        self.scheme = provenance.scheme
        self.history = History(by, f"Import {made.pk}: {made.file_name}"[:100])
        self.labels = {one.label: one for one in UnknownLabel.objects.filter(scheme=self.scheme)}
        self._planned: list[tuple[Review, PlannedReview, PlannedRow]] = []

    @property
    def size(self) -> int:
        return len(self._planned)

    def add(self, review: Review, planned: PlannedReview) -> None:
        self._planned += [(review, planned, row) for row in planned.rows if row.outcome != "unchanged"]

    def write(self) -> None:
        """Writes what was collected, and begins anew."""
        rows = self._planned
        self._planned = []
        keys = self._write_new(rows) | {
            id(row): row.recorded.key for _review, _planned, row in rows if row.recorded
        }
        self._write_changes([row for _review, _planned, row in rows if row.changes])
        self._write_statements(rows, keys)
        self._write_unknown_labels(rows, keys)

    def _write_new(self, rows: list[tuple[Review, PlannedReview, PlannedRow]]) -> dict[int, int]:
        """The keys of the new recommendations, by the identity of their planned row."""
        new = [(review, row) for review, _planned, row in rows if row.recorded is None]
        made = Recommendation.objects.bulk_create([self._recommendation(review, row) for review, row in new])
        keys = {id(row): one.pk for one, (_review, row) in zip(made, new, strict=True)}
        RecommendingState.objects.bulk_create(
            RecommendingState(recommendation_id=keys[id(row)], state_id=self.known.states[code], order=order)
            for _review, row in new
            for order, code in enumerate(row.incoming.states, 1)
        )
        links = {
            name: _link(name, ((keys[id(row)], row.links.get(name, ())) for _review, row in new))
            for name in LINKS
        }
        # Its States and its position came with it: this tells of them too.
        self.history.created(made, links)
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
            imported_in_id=self.made.pk,
            **NO_TITLES,
        )

    def _write_changes(self, rows: list[PlannedRow]) -> None:
        """Fields of recorded recommendations, each with what it said before."""
        by_key = {row.recorded.key: row for row in rows if row.recorded}
        recorded = Recommendation.objects.in_bulk(list(by_key))
        changes: list[ImportChange] = []
        fields: set[str] = set()
        for key, one in recorded.items():
            before = {name: getattr(one, name) for name in DERIVED}
            for change in by_key[key].changes:
                after = self.source.pk if change.field == "text_source" else change.after
                changes.append(self._change(key, change.field, change.before, after))
                if change.field not in (STATES, *LINKS):
                    name = column_of(change.field)
                    setattr(one, name, after)
                    fields.add(change.field)
            one.clean()
            for name in DERIVED:
                if getattr(one, name) != before[name]:
                    fields.add(name)
                    changes.append(self._change(key, name, before[name], getattr(one, name)))
        if fields:
            Recommendation.objects.bulk_update(recorded.values(), sorted(fields), batch_size=200)
        self._write_states(rows)
        for name in LINKS:
            _link(name, ((key, row.links.get(name, ())) for key, row in by_key.items()))
        self.history.changed(recorded.values())
        ImportChange.objects.bulk_create(changes)

    def _change(self, row: int, field: str, before: object, after: object) -> ImportChange:
        return ImportChange(
            made_in=self.made,
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
        set_states(after, self.known.states, self.history)

    def _write_statements(
        self, rows: list[tuple[Review, PlannedReview, PlannedRow]], keys: dict[int, int]
    ) -> None:
        stating = [(planned, row) for _review, planned, row in rows if row.statement]
        made = PositionStatement.objects.bulk_create(
            PositionStatement(
                recommendation_id=keys[id(row)],
                position=row.incoming.position,
                state_claim=row.incoming.state_claim,
                words=row.incoming.position_words[:WORDS_AT_MOST],
                document_id=self.source.pk,
                paragraph=row.incoming.position_paragraph,
                stated_on=planned.stated_on,
            )
            for planned, row in stating
        )
        # Those of new recommendations came with them, and go with them.
        added = [one for one, (_planned, row) in zip(made, stating, strict=True) if row.recorded]
        self.history.created(added)
        ImportChange.objects.bulk_create(
            ImportChange(made_in=self.made, model="positionstatement", row=one.pk) for one in added
        )

    def _write_unknown_labels(
        self, rows: list[tuple[Review, PlannedReview, PlannedRow]], keys: dict[int, int]
    ) -> None:
        through = UnknownLabel.recommendations.through
        pairs = [(label, keys[id(row)]) for _review, _planned, row in rows for label in row.waiting_labels]
        for label in dict.fromkeys(label for label, _key in pairs):
            if label not in self.labels:
                self.labels[label] = UnknownLabel.objects.create(scheme=self.scheme, label=label)
        through.objects.bulk_create(
            through(unknownlabel_id=self.labels[label].pk, recommendation_id=key) for label, key in pairs
        )


def _link(name: str, rows: Iterable[tuple[int, tuple[int, ...]]]) -> list[Model]:
    """Links of recommendations to themes, groups or goals; returns them saved."""
    through, target = table_between(name)
    return through._default_manager.bulk_create(
        through(recommendation_id=key, **{target: linked}) for key, keys in rows for linked in keys
    )


def set_states(after: dict[int, list[str]], states: dict[str, int], history: History) -> None:
    """Give recommendations, by key, exactly these recommending States, in this order."""
    kept = RecommendingState.objects.filter(recommendation__in=list(after))
    history.deleted(list(kept))
    kept._raw_delete(kept.db)
    history.created(
        RecommendingState.objects.bulk_create(
            RecommendingState(recommendation_id=key, state_id=states[code], order=order)
            for key, codes in after.items()
            for order, code in enumerate(codes, 1)
        )
    )
