"""A label of another scheme that somebody maps: its theme or group goes to what waits for it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from ..models import Recommendation, SchemeLabel, UnknownLabel
from .history import History, table_between
from .vocabulary import plain_label


def came_with(label: SchemeLabel) -> QuerySet[Recommendation]:
    """The recommendations that wait for somebody to say what the label means."""
    return Recommendation.objects.filter(unknown_labels__in=_waiting(label)).distinct()


def _waiting(label: SchemeLabel) -> list[UnknownLabel]:
    return [
        unknown
        for unknown in UnknownLabel.objects.filter(scheme=label.scheme)
        if plain_label(unknown.label) == plain_label(label.label)
    ]


@transaction.atomic
def map_label(label: SchemeLabel, *, by: User | None) -> int:
    """Adds what the label means now to the recommendations that came with it; how many."""
    waiting = _waiting(label)
    keys = list(came_with(label).values_list("pk", flat=True))
    for name, meant in (("themes", label.theme_id), ("affected_groups", label.affected_group_id)):
        if meant is not None:
            through, target = table_between(name)
            through._default_manager.bulk_create(
                (through(recommendation_id=key, **{target: meant}) for key in keys),
                ignore_conflicts=True,
            )
    history = History(by, f"Label mapped: {label.label}"[:100])
    history.changed(Recommendation.objects.filter(pk__in=keys))
    for one in waiting:
        one.delete()
    return len(keys)
