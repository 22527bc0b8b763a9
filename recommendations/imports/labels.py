"""Mapping a label of another scheme: the recommendations with that label get its theme or group."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from foundation.choices import Way
from foundation.history.acts import act

from ..models import Recommendation, SchemeLabel, UnknownLabel
from .columns import table_between
from .vocabulary import plain_label


def came_with(label: SchemeLabel) -> QuerySet[Recommendation]:
    """The recommendations imported with this label before it was mapped."""
    return Recommendation.objects.filter(unknown_labels__in=_unknown_labels_like(label)).distinct()


def _unknown_labels_like(label: SchemeLabel) -> list[UnknownLabel]:
    return [
        unknown_label
        for unknown_label in UnknownLabel.objects.filter(scheme=label.scheme)
        if plain_label(unknown_label.label) == plain_label(label.label)
    ]


def map_label(label: SchemeLabel, *, by: User | None) -> int:
    """Add the label’s theme and group to the recommendations imported with it; return how many."""
    with act(by, Way.FORM, label.label):
        unknown_labels = _unknown_labels_like(label)
        keys = list(came_with(label).values_list("pk", flat=True))
        for name, target_key in (("themes", label.theme_id), ("affected_groups", label.affected_group_id)):
            if target_key is not None:
                through, column = table_between(name)
                through._default_manager.bulk_create(
                    (through(recommendation_id=key, **{column: target_key}) for key in keys),
                    ignore_conflicts=True,
                )
        for unknown_label in unknown_labels:
            unknown_label.delete()
    return len(keys)
