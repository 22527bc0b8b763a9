"""For whom a transaction writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction

from ..choices import Way
from ..models import Act, CurrentAct
from .triggers import SETTING

_current: ContextVar[Act | None] = ContextVar("act", default=None)


def current_act() -> Act | None:
    return _current.get()


@contextmanager
def act(
    user: User | AnonymousUser | None, way: Way, reason: str = "", *, approved_by: User | None = None
) -> Iterator[Act]:
    """Everything written inside is one act, in one transaction. Inside another act it is part of that.

    `user`: who wrote it; None for a command or the tracker itself. An act that changes nothing leaves
    nothing.
    """
    if (outer := _current.get()) is not None:
        yield outer
        return
    with transaction.atomic():
        author = user if isinstance(user, User) else None
        entry = Act.objects.create(user=author, way=way, reason=reason, approved_by=approved_by)
        _write_for(entry)
        reset_token = _current.set(entry)
        try:
            yield entry
        finally:
            _current.reset(reset_token)
        _write_for(None)
        if not entry.revisions.exists():
            # Nothing refers to it, so nothing has to be looked for.
            empty_act = Act.objects.filter(pk=entry.pk)
            empty_act._raw_delete(empty_act.db)


def _write_for(entry: Act | None) -> None:
    """Tell the triggers of this transaction. Where it is rolled back, this is too."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(entry.pk) if entry else ""])
    elif entry is None:
        CurrentAct.objects.all().delete()
    else:
        CurrentAct.objects.create(act=entry)
