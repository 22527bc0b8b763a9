"""Taking an import back as a whole, but for what people have built on it since.

What the import created goes, what it changed is as before. A recommendation that somebody touched
since (published, edited, assessed, cited, linked) stays, and is named: nobody's work is lost.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges
from simple_history.utils import get_history_manager_for_model

from foundation.publishing.rights import is_public

from ..choices import ImportState
from ..models import (
    Import,
    ImportChange,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Source,
    State,
    UnknownLabel,
)
from .batch import STATES, set_states
from .history import LINKS, History, column_of, table_between
from .incoming import Refused, Remark
from .public_records import PublicRecords

# Recommendations that are deleted at a time.
CHUNK = 1_000
# What belongs to a recommendation and goes with it.
PARTS: tuple[type[Model], ...] = (
    RecommendingState,
    PositionStatement,
    UnknownLabel.recommendations.through,
    *(table_between(name)[0] for name in LINKS),
)


@dataclass
class Undone:
    """What was taken back. `kept`: rows that stay as they are, each with the reason; `public`: what
    the public reads, and changed."""

    public: PublicRecords = field(default_factory=PublicRecords)
    deleted: int = 0
    restored: int = 0
    kept: list[Remark] = field(default_factory=list)


def undo(made: Import, *, by: User | None) -> Undone:
    """Take an import back, all in one transaction.

    Raises `Refused` where it was undone already, and where it would change public records that `by`
    may not change; then nothing is written.
    """
    with transaction.atomic():
        made = Import.objects.select_for_update().get(pk=made.pk)
        if made.state != ImportState.DONE:
            raise Refused(Remark("", _("Only an import that was carried out can be undone.")))
        undone = Undone()
        history = History(by, f"Undone: import {made.pk}: {made.file_name}"[:100])
        _delete_created(made, undone, history)
        _restore_recommendations(made, undone, history)
        _delete_statements(made, undone, history)
        _restore_reviews(made, undone)
        _delete_unused(made)
        if by and (refusals := undone.public.refusals(by)):
            raise Refused(*refusals)
        made.state, made.undone_at, made.undone_by = ImportState.UNDONE, timezone.now(), by
        made.save(update_fields=["state", "undone_at", "undone_by"])
    return undone


def _delete_created(made: Import, undone: Undone, history: History) -> None:
    created = Recommendation.objects.filter(imported_in=made)
    touched = created.filter(_touched(made))
    undone.kept += [
        Remark(str(row), _("Somebody worked on it since: it stays."))
        for row in touched.select_related("review__report", "review__state_under_review")
    ]
    kept = set(touched.values_list("pk", flat=True))
    keys = [key for key in created.values_list("pk", flat=True) if key not in kept]
    for at in range(0, len(keys), CHUNK):
        rows = Recommendation.objects.filter(pk__in=keys[at : at + CHUNK])
        history.deleted(list(rows))
        for part in PARTS:
            _delete_raw(part._default_manager.filter(recommendation__in=keys[at : at + CHUNK]))
        _delete_raw(rows)
    undone.deleted += len(keys)


def _delete_raw(rows: QuerySet[Model]) -> None:
    """Without signals: the history was written, and what else refers to them was asked for."""
    rows._raw_delete(rows.db)


def _touched(made: Import) -> Q:
    """Recommendations that were public, edited since, or that something else refers to."""
    later = get_history_manager_for_model(Recommendation).model.objects.filter(
        ~Q(history_change_reason__startswith=f"Import {made.pk}:"), id=OuterRef("pk")
    )
    touched = Q(published_at__isnull=False) | Q(Exists(later))
    for part in (RecommendingState, PositionStatement):
        since = (
            get_history_manager_for_model(part)
            .model.objects.filter(recommendation_id=OuterRef("pk"), history_date__gt=made.carried_out_at)
            .exclude(history_change_reason__startswith=f"Import {made.pk}:")
        )
        touched |= Q(Exists(since))
    for model, name in _referring(Recommendation):
        if model not in PARTS:
            own = model._default_manager.filter(**{name: OuterRef("pk")})
            touched |= Q(Exists(own))
    return touched


def _referring(to: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Tables of any app that refer to a model, with the field; not those of its history."""
    for relation in to._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many:
            model = relation.related_model
            if isinstance(model, type) and not issubclass(model, HistoricalChanges):
                yield model, relation.field.name


def _restore_recommendations(made: Import, undone: Undone, history: History) -> None:
    """Fields as they were, of each recommendation all or none."""
    changes: dict[int, list[ImportChange]] = defaultdict(list)
    for change in made.changes.filter(model="recommendation").order_by("pk"):
        changes[change.row].append(change)
    keys = list(changes)
    for at in range(0, len(keys), CHUNK):
        _restore(keys[at : at + CHUNK], changes, undone, history)


def _restore(
    keys: list[int],
    changes: dict[int, list[ImportChange]],
    undone: Undone,
    history: History,
) -> None:
    rows = Recommendation.objects.select_related("review__report", "review__state_under_review").in_bulk(keys)
    linked = _linked(keys)
    restored: list[Recommendation] = []
    fields: set[str] = set()
    states: dict[int, list[str]] = {}
    for key, row in rows.items():
        if any(_value(row, linked, change.field) != change.after for change in changes[key]):
            undone.kept.append(Remark(str(row), _("Somebody changed it since: it stays.")))
            continue
        restored.append(row)
        if row.is_published:
            undone.public.add(Recommendation, str(row))
        for change in changes[key]:
            if change.field == STATES:
                states[key] = change.before or []
            elif change.field in LINKS:
                _unlink(row, change)
            else:
                setattr(row, column_of(change.field), change.before)
                fields.add(change.field)
    if fields:
        Recommendation.objects.bulk_update(restored, sorted(fields), batch_size=200)
    set_states(states, dict(State.objects.values_list("iso3", "pk")), history)
    history.changed(restored)
    undone.restored += len(restored)


def _linked(keys: list[int]) -> dict[str, dict[int, list[object]]]:
    """What is linked now, as an import records it: codes of States, keys of the others."""
    found: dict[str, dict[int, list[object]]] = {name: defaultdict(list) for name in (STATES, *LINKS)}
    states = RecommendingState.objects.filter(recommendation__in=keys).order_by("order")
    for key, iso3 in states.values_list("recommendation", "state__iso3"):
        found[STATES][key].append(iso3)
    for name in LINKS:
        through, target = table_between(name)
        of_rows = through._default_manager.filter(recommendation__in=keys).order_by("pk")
        for key, other in of_rows.values_list("recommendation", target):
            found[name][key].append(other)
    return found


def _value(row: Recommendation, linked: dict[str, dict[int, list[object]]], name: str) -> object:
    if name in linked:
        return linked[name][row.pk]
    return getattr(row, column_of(name))


def _unlink(row: Recommendation, change: ImportChange) -> None:
    """An import links only where nothing was linked."""
    through, _target = table_between(change.field)
    _delete_raw(through._default_manager.filter(recommendation=row.pk))


def _delete_statements(made: Import, undone: Undone, history: History) -> None:
    keys = made.changes.filter(model="positionstatement", field="").values_list("row", flat=True)
    recorded = get_history_manager_for_model(PositionStatement).model.objects
    since = recorded.filter(id=OuterRef("pk")).exclude(history_change_reason__startswith=f"Import {made.pk}:")
    statements = PositionStatement.objects.filter(pk__in=list(keys))
    undone.kept += [
        Remark(str(one.recommendation), _("Somebody changed its position since: it stays."))
        for one in statements.filter(Exists(since)).select_related(
            "recommendation__review__report", "document"
        )
    ]
    own = list(
        statements.filter(~Exists(since)).select_related(
            "recommendation__review__report", "recommendation__review__state_under_review"
        )
    )
    for statement in own:
        if statement.recommendation.is_published:
            undone.public.add(Recommendation, str(statement.recommendation))
    history.deleted(own)
    _delete_raw(PositionStatement.objects.filter(pk__in=[one.pk for one in own]))


def _restore_reviews(made: Import, undone: Undone) -> None:
    """Fields of reviews and sources; of those that the import made, nothing is to be restored."""
    tables: dict[str, type[Model]] = {"review": Review, "source": Source}
    own = made.changes.filter(model__in=tables)
    created = set(own.filter(field="").values_list("model", "row"))
    for change in own.exclude(field=""):
        row = tables[change.model]._default_manager.filter(pk=change.row).first()
        if row is None or (change.model, change.row) in created:
            continue
        name = column_of(change.field, type(row))
        now = getattr(row, name)
        if (now.isoformat() if hasattr(now, "isoformat") else now) != change.after:
            undone.kept.append(Remark(str(row), _("Somebody changed it since: it stays.")))
        else:
            if is_public(row):
                undone.public.add(type(row), str(row))
            setattr(row, name, change.before)
            row.save(update_fields=[change.field])


def _delete_unused(made: Import) -> None:
    """Labels, reviews and sources that came with the import and that nothing refers to now."""
    for label in UnknownLabel.objects.filter(recommendations=None):
        label.delete()
    for model in (Review, Source):
        keys = made.changes.filter(model=model._meta.model_name, field="").values_list("row")
        # What was made later may cite what was made before.
        made_here = model._default_manager.filter(pk__in=[key for (key,) in keys])
        for row in made_here.order_by("-pk"):
            if not _is_used(row):
                row.delete()


def _is_used(row: Model) -> bool:
    return any(model._default_manager.filter(**{name: row}).exists() for model, name in _referring(type(row)))
