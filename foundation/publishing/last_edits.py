"""Who saved a record last, as far as the log of the admin or the history of the record knows."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils import formats, timezone
from django.utils.translation import gettext, override

from ..models import Act
from ..typing import StrOrPromise


@dataclass(frozen=True)
class LastEdit:
    """A save of a record: by whom, when. `labels`: the fields that it changed, where that was noted."""

    author: str
    saved_at: dt.datetime
    labels: frozenset[str] = frozenset()

    def __str__(self) -> str:
        moment = formats.date_format(timezone.localtime(self.saved_at), "DATETIME_FORMAT")
        return gettext("Saved by %(author)s, %(time)s.") % {"author": self.author, "time": moment}


def last_edit(
    rows: Iterable[Model], *, since: dt.datetime | None, label: StrOrPromise = ""
) -> LastEdit | None:
    """The newest save of these rows since a moment; with a label, if there is one, one of that field.

    None where nobody can tell: plain SQL and commands leave no name.
    """
    if since is None:
        return None
    saved_rows = [row for row in rows if row.pk is not None]
    edits = sorted(
        (*_logged(saved_rows, since), *_in_history(saved_rows, since)),
        key=lambda edit: edit.saved_at,
        reverse=True,
    )
    with override(None):
        name = str(label)
    of_field = [edit for edit in edits if name and name in edit.labels]
    without_labels = [edit for edit in edits if not name or not edit.labels]
    return next(iter([*of_field, *without_labels]), None)


def edited_since(model: type[Model], keys: Iterable[int], since: dt.datetime) -> set[int]:
    """Those of some rows whose saving the log of the admin notes since a moment."""
    content_type = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=content_type, action_time__gte=since)
    saved_keys = {int(key) for key in entries.values_list("object_id", flat=True) if key and key.isdecimal()}
    return saved_keys & set(keys)


def _logged(rows: list[Model], since: dt.datetime) -> Iterator[LastEdit]:
    condition = Q(pk=None)
    for row in rows:
        content_type = ContentType.objects.get_for_model(row)
        condition |= Q(content_type=content_type, object_id=str(row.pk))
    entries = LogEntry.objects.filter(condition, action_time__gte=since).select_related("user")
    for entry in entries.order_by("-action_time", "-pk")[:20]:
        yield LastEdit(_name(entry.user), entry.action_time, _labels(entry.change_message))


def _in_history(rows: list[Model], since: dt.datetime) -> Iterator[LastEdit]:
    condition = Q(pk=None)
    for row in rows:
        condition |= Q(revisions__table=row._meta.db_table, revisions__row=row.pk)
    acts = Act.objects.filter(condition, done_at__gte=since, user__isnull=False).select_related("user")
    for act in acts.distinct().order_by("-pk")[:20]:
        if act.user:
            yield LastEdit(_name(act.user), act.done_at)


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _labels(change_message: str) -> frozenset[str]:
    """The fields that an entry of Django's log names, in English."""
    try:
        changes = json.loads(change_message)
    except ValueError:
        return frozenset()
    if not isinstance(changes, list):
        return frozenset()
    details = [detail for change in changes if isinstance(change, dict) for detail in change.values()]
    return frozenset(
        str(label) for detail in details if isinstance(detail, dict) for label in detail.get("fields", ())
    )
