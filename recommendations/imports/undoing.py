"""Undo an import as a whole, except for what people have built on it since.

What the import created is deleted, what it changed is restored. A recommendation that somebody has
since published, edited, assessed, cited or linked stays and is reported, so nobody's work is lost.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import BigIntegerField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.choices import RevisionKind, Way
from foundation.db.locks import lock, one_at_a_time
from foundation.history.acts import act
from foundation.models import Revision
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
from .columns import LINKS, column_of, table_between
from .incoming import Refused, Remark
from .messages import Sentence, StayCode
from .public_records import PublicRecords

# Recommendations deleted at a time.
CHUNK = 1_000
# What belongs to a recommendation and is deleted with it.
PARTS: tuple[type[Model], ...] = (
    RecommendingState,
    PositionStatement,
    UnknownLabel.recommendations.through,
    *(table_between(name)[0] for name in LINKS),
)


@dataclass
class Undone:
    """What an undo did.

    `left_in_place`: rows that were not undone, each with the reason. `public`: public records changed.
    """

    public: PublicRecords = field(default_factory=PublicRecords)
    deleted: int = 0
    restored: int = 0
    left_in_place: list[Remark] = field(default_factory=list)


def undo(document_import: Import, *, by: User | None) -> Undone:
    """Undo an import in one transaction.

    Rows are locked before they are checked: a concurrent edit or publication either finished first
    and counts as later work, or waits and then learns that the row is gone. Raises `Refused` if the
    import was undone already, or if undoing it would change public records that `by` may not change;
    nothing is written then.
    """
    with act(by, Way.UNDO, document_import.file_name):
        one_at_a_time(Import)
        document_import = Import.objects.select_for_update().get(pk=document_import.pk)
        if document_import.state != ImportState.DONE:
            raise Refused(Remark("", _("Only an import that was carried out can be undone.")))
        _lock_rows_of(document_import)
        undone = Undone()
        _delete_created(document_import, undone)
        _restore_recommendations(document_import, undone)
        _delete_statements(document_import, undone)
        _restore_reviews(document_import, undone)
        _delete_unused(document_import)
        if by and (refusals := undone.public.refusals(by, author=document_import.carried_out_by)):
            raise Refused(*refusals)
        _record(document_import, undone, by)
    return undone


def _lock_rows_of(document_import: Import) -> None:
    """Lock everything the import created or changed, in the order used everywhere else."""
    rows: dict[str, list[int]] = defaultdict(list)
    for table, row in document_import.changes.values_list("model", "row"):
        rows[table].append(row)
    statements = PositionStatement.objects.filter(pk__in=rows["positionstatement"])
    changed = {*rows["recommendation"], *statements.values_list("recommendation", flat=True)}
    lock(Recommendation.objects.filter(Q(imported_in=document_import) | Q(pk__in=changed)))
    lock(statements)
    lock(Review.objects.filter(pk__in=rows["review"]))
    lock(Source.objects.filter(pk__in=rows["source"]))


def _record(document_import: Import, undone: Undone, by: User | None) -> None:
    """Record on the import how far it was undone."""
    stays = undone.left_in_place
    document_import.state = ImportState.PARTLY_UNDONE if stays else ImportState.UNDONE
    document_import.left_in_place = [remark.as_json() for remark in stays]
    document_import.undone_at, document_import.undone_by = timezone.now(), by
    document_import.save(update_fields=["state", "left_in_place", "undone_at", "undone_by"])


def _delete_created(document_import: Import, undone: Undone) -> None:
    created = Recommendation.objects.filter(imported_in=document_import)
    touched = created.filter(_touched(document_import))
    undone.left_in_place += [
        Remark(str(row), Sentence(StayCode.WORKED_ON))
        for row in touched.select_related("review__report", "review__state_under_review")
    ]
    staying = set(touched.values_list("pk", flat=True))
    keys = [key for key in created.values_list("pk", flat=True) if key not in staying]
    for at in range(0, len(keys), CHUNK):
        rows = Recommendation.objects.filter(pk__in=keys[at : at + CHUNK])
        for part in PARTS:
            _delete_raw(part._default_manager.filter(recommendation__in=keys[at : at + CHUNK]))
        _delete_raw(rows)
    undone.deleted += len(keys)


def _delete_raw(rows: QuerySet[Model]) -> None:
    """Delete without signals: no other row refers to these."""
    rows._raw_delete(rows.db)


def _touched(document_import: Import) -> Q:
    """Recommendations that were ever public, were edited since, or are referred to by other records."""
    touched = Q(published_at__isnull=False) | _written_since(document_import, Recommendation)
    for part in PARTS:
        own_parts = part._default_manager.filter(recommendation=OuterRef("pk"))
        touched |= Q(Exists(own_parts.filter(_written_since(document_import, part))))
        deleted_since = _revisions_since(document_import, part).filter(kind=RevisionKind.DELETED)
        owners = deleted_since.annotate(owner=Cast(KT("before__recommendation_id"), BigIntegerField()))
        touched |= Q(pk__in=owners.values("owner"))
    for model, name in _referring(Recommendation):
        if model not in PARTS:
            own = model._default_manager.filter(**{name: OuterRef("pk")})
            touched |= Q(Exists(own))
    return touched


def _written_since(document_import: Import, model: type[Model]) -> Q:
    """Rows that something else than the import has written."""
    return Q(Exists(_revisions_since(document_import, model).filter(row=OuterRef("pk"))))


def _revisions_since(document_import: Import, model: type[Model]) -> QuerySet[Revision]:
    revisions = Revision.objects.filter(
        table=model._meta.db_table, noted_at__gte=document_import.carried_out_at
    )
    return revisions.exclude(act=document_import.act) if document_import.act else revisions


def _referring(to: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Tables of any app that refer to a model, with the field name."""
    for relation in to._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many:
            model = relation.related_model
            if isinstance(model, type):
                yield model, relation.field.name


def _restore_recommendations(document_import: Import, undone: Undone) -> None:
    """Restore the fields of each recommendation: all of them or none."""
    changes: dict[int, list[ImportChange]] = defaultdict(list)
    for change in document_import.changes.filter(model="recommendation").order_by("pk"):
        changes[change.row].append(change)
    keys = list(changes)
    for at in range(0, len(keys), CHUNK):
        _restore(keys[at : at + CHUNK], changes, undone)


def _restore(
    keys: list[int],
    changes: dict[int, list[ImportChange]],
    undone: Undone,
) -> None:
    rows = Recommendation.objects.select_related("review__report", "review__state_under_review").in_bulk(keys)
    links = _links_now(keys)
    restored: list[Recommendation] = []
    fields: set[str] = set()
    states: dict[int, list[str]] = {}
    for key, row in rows.items():
        if any(_value(row, links, change.field) != change.after for change in changes[key]):
            undone.left_in_place.append(Remark(str(row), Sentence(StayCode.CHANGED)))
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
    set_states(states, dict(State.objects.values_list("iso3", "pk")))
    undone.restored += len(restored)


def _links_now(keys: list[int]) -> dict[str, dict[int, list[object]]]:
    """What is linked now, in the form an import records: codes of States, keys of the rest."""
    links: dict[str, dict[int, list[object]]] = {name: defaultdict(list) for name in (STATES, *LINKS)}
    states = RecommendingState.objects.filter(recommendation__in=keys).order_by("order")
    for key, iso3 in states.values_list("recommendation", "state__iso3"):
        links[STATES][key].append(iso3)
    for name in LINKS:
        through, target = table_between(name)
        of_rows = through._default_manager.filter(recommendation__in=keys).order_by("pk")
        for key, other in of_rows.values_list("recommendation", target):
            links[name][key].append(other)
    return links


def _value(row: Recommendation, links: dict[str, dict[int, list[object]]], name: str) -> object:
    if name in links:
        return links[name][row.pk]
    return getattr(row, column_of(name))


def _unlink(row: Recommendation, change: ImportChange) -> None:
    """Remove all links: an import adds links only where there were none."""
    through, _target = table_between(change.field)
    _delete_raw(through._default_manager.filter(recommendation=row.pk))


def _delete_statements(document_import: Import, undone: Undone) -> None:
    keys = document_import.changes.filter(model="positionstatement", field="").values_list("row", flat=True)
    since = _written_since(document_import, PositionStatement)
    statements = PositionStatement.objects.filter(pk__in=list(keys))
    undone.left_in_place += [
        Remark(str(statement.recommendation), Sentence(StayCode.POSITION_CHANGED))
        for statement in statements.filter(since).select_related("recommendation__review__report", "document")
    ]
    own = list(
        statements.filter(~since).select_related(
            "recommendation__review__report", "recommendation__review__state_under_review"
        )
    )
    for statement in own:
        if statement.recommendation.is_published:
            undone.public.add(Recommendation, str(statement.recommendation))
    _delete_raw(PositionStatement.objects.filter(pk__in=[statement.pk for statement in own]))


def _restore_reviews(document_import: Import, undone: Undone) -> None:
    """Restore fields of reviews and sources, except of those that the import created."""
    tables: dict[str, type[Model]] = {"review": Review, "source": Source}
    own = document_import.changes.filter(model__in=tables)
    created = set(own.filter(field="").values_list("model", "row"))
    for change in own.exclude(field=""):
        row = tables[change.model]._default_manager.filter(pk=change.row).first()
        if row is None or (change.model, change.row) in created:
            continue
        name = column_of(change.field, type(row))
        now = getattr(row, name)
        if (now.isoformat() if hasattr(now, "isoformat") else now) != change.after:
            undone.left_in_place.append(Remark(str(row), Sentence(StayCode.CHANGED)))
        else:
            if is_public(row):
                undone.public.add(type(row), str(row))
            setattr(row, name, change.before)
            row.save(update_fields=[change.field])


def _delete_unused(document_import: Import) -> None:
    """Delete labels, reviews and sources that the import created and nothing refers to any more."""
    for label in UnknownLabel.objects.filter(recommendations=None):
        label.delete()
    for model in (Review, Source):
        keys = document_import.changes.filter(model=model._meta.model_name, field="").values_list("row")
        # Later rows may cite earlier ones, so the newest go first.
        own_rows = model._default_manager.filter(pk__in=[key for (key,) in keys])
        for row in own_rows.order_by("-pk"):
            if not _is_used(row):
                row.delete()


def _is_used(row: Model) -> bool:
    return any(model._default_manager.filter(**{name: row}).exists() for model, name in _referring(type(row)))
