"""Proposals: what the public would read is written aside, until somebody else approves it.

A write of an editor is carried out, looked at, and where the public would read it, taken back: what it did
is kept as a proposal. Approving writes it again (`approval`). So it does not matter in which way somebody
writes, and the tables hold what the public reads.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from ..choices import OPEN_PROPOSALS, ProposalKind, ProposalState, RevisionKind, Way
from ..history.acts import act, current_act
from ..history.changes import (
    NotedChange,
    Outdated,
    changes_of,
    from_json,
    reserve_keys,
    write,
)
from ..history.noted import model_of
from ..models import Proposal, ProposalSubject
from . import rights
from .public_changes import private_part, public_parts, root_of, tables_of
from .state import Publishable, publish

_Result = TypeVar("_Result")

# What the current write has done directly: pairs of the last revision before it and the last one in it.
_direct_writes: ContextVar[list[tuple[int, int]] | None] = ContextVar("direct_writes", default=None)


@contextmanager
def directly() -> Iterator[None]:
    """What is written inside goes to the public at once: it is approved, or takes something back."""
    first = _last_revision()
    yield
    direct_writes = _direct_writes.get()
    if direct_writes is not None:
        direct_writes.append((first, _last_revision()))


def _last_revision() -> int:
    this_act = current_act()
    last = this_act.revisions.order_by("-pk").first() if this_act else None
    return last.pk if last else 0


@dataclass(frozen=True, slots=True)
class Written(Generic[_Result]):
    """What a write returned, and the proposal that it led to, if any."""

    result: _Result
    proposal: Proposal | None = None


def propose(
    do: Callable[[], _Result],
    *,
    by: User,
    way: Way,
    reason: str = "",
    on: Iterable[Proposal] = (),
) -> Written[_Result]:
    """Carry out a write of an editor; what the public would read of it becomes a proposal instead.

    `on`: open proposals that the editor saw as if they were approved; what is written now joins them.
    Raises what `do` raises, and `Outdated` where these proposals no longer fit.
    """
    proposals = list(on)
    if current_act():
        # A part of a write that is looked at as a whole.
        return Written(do())
    with act(by, way, reason) as this_act:
        savepoint = transaction.savepoint()
        for proposal in proposals:
            write(changes_in(proposal))
        written_before = _last_revision()
        direct_writes: list[tuple[int, int]] = []
        reset_token = _direct_writes.set(direct_writes)
        try:
            result = do()
        finally:
            _direct_writes.reset(reset_token)
        if _last_revision() == written_before:
            if proposals:
                transaction.savepoint_rollback(savepoint)
            return Written(result)
        changes = changes_of(this_act)
        waiting = [change for change in changes if not _is_in(direct_writes, change.noted)]
        parts = {change.noted: part for change, part in zip(waiting, public_parts(waiting), strict=True)}
        public = [parts.get(change.noted) for change in changes]
        proposed = [change for change in public if change]
        if not proposed or (not proposals and _only_takes_away(proposed, by)):
            return Written(result)
        roots = _roots(proposed)
        transaction.savepoint_rollback(savepoint)
        rest = [private_part(change, part) for change, part in zip(changes, public, strict=True)]
        private = [change for change in rest if change]
        if private and not _fits(private):
            # Public and private fields that the database allows only together wait together.
            proposed = changes
        proposal = _record(proposed, roots, by=by, reason=reason, instead_of=proposals)
        return Written(result, proposal)


def _is_in(ranges: list[tuple[int, int]], number: int) -> bool:
    return any(first < number <= last for first, last in ranges)


def _only_takes_away(proposed: list[NotedChange], by: User) -> bool:
    """Taking parts from the public takes one person with the right, and works at once."""
    return all(change.kind == RevisionKind.DELETED for change in proposed) and may_approve(proposed, by)


def may_approve(changes: Iterable[NotedChange], user: User) -> bool:
    """Whether somebody has the rights for what these changes touch."""
    return all(rights.has_right(user, model) for model in tables_of(changes))


def _roots(changes: Iterable[NotedChange]) -> list[tuple[str, int]]:
    """The records that changes show on, while they are written; the main one first."""
    roots = (root_of(change) for change in changes)
    return list(dict.fromkeys((root._meta.db_table, root.pk) for root in roots if root is not None))


def _fits(changes: list[NotedChange]) -> bool:
    """Write the private part; False, and nothing, where the database refuses it alone."""
    try:
        with transaction.atomic():
            write(changes)
    except (ValidationError, DatabaseError, Outdated):
        return False
    return True


def _record(
    changes: list[NotedChange],
    roots: list[tuple[str, int]],
    *,
    by: User,
    reason: str,
    instead_of: list[Proposal],
) -> Proposal:
    """One proposal for what was written now and for those that it builds on."""
    reserve_keys(changes)
    proposal = instead_of[0] if instead_of else Proposal(kind=ProposalKind.CHANGE)
    proposal.changes = [change.as_json() for change in changes]
    proposal.state, proposal.written_at = ProposalState.WAITING, timezone.now()
    proposal.reason = "\n".join(dict.fromkeys(filter(None, (proposal.reason, reason))))
    proposal.save()
    proposal.authors.add(by)
    for other in instead_of[1:]:
        proposal.authors.add(*other.authors.all())
        other.delete()
    ProposalSubject.objects.bulk_create(
        (ProposalSubject(proposal=proposal, table=table, row=row) for table, row in roots),
        ignore_conflicts=True,
    )
    return proposal


def changes_in(proposal: Proposal) -> list[NotedChange]:
    return from_json(proposal.changes)


def open_proposals(record: Model, kind: ProposalKind | None = None) -> QuerySet[Proposal]:
    """What waits for somebody's approval on a record, oldest first."""
    proposals = Proposal.objects.filter(
        state__in=OPEN_PROPOSALS, subjects__table=record._meta.db_table, subjects__row=record.pk
    )
    return proposals.filter(kind=kind) if kind else proposals


def records_of(proposal: Proposal) -> list[Model]:
    """The records that a proposal is about, as far as they are there."""
    subjects = [(model_of(subject.table), subject.row) for subject in proposal.subjects.all()]
    rows = [model._base_manager.filter(pk=key).first() for model, key in subjects if model]
    return [row for row in rows if row is not None]


@contextmanager
def as_if_approved(proposals: Iterable[Proposal]) -> Iterator[None]:
    """Inside, the database is as it would be; afterwards as it was. Raises as `write` does."""
    with transaction.atomic():
        for proposal in proposals:
            write_proposed(proposal)
        yield
        transaction.set_rollback(True)


def write_proposed(proposal: Proposal) -> None:
    """Write what is proposed, in a transaction of the caller. Raises as `write` and `publish` do."""
    write(changes_in(proposal))
    if proposal.kind == ProposalKind.PUBLISH:
        for record in records_of(proposal):
            if isinstance(record, Publishable) and not record.is_published:
                publish(record, at=timezone.now())


def propose_to_publish(record: Publishable, *, by: User, reason: str = "") -> Proposal:
    """Let a draft, or a withdrawn record, wait until somebody else publishes it."""
    proposal = open_proposals(record, ProposalKind.PUBLISH).first() or Proposal(kind=ProposalKind.PUBLISH)
    proposal.state, proposal.written_at, proposal.reason = ProposalState.WAITING, timezone.now(), reason
    proposal.save()
    proposal.authors.add(by)
    ProposalSubject.objects.get_or_create(proposal=proposal, table=record._meta.db_table, row=record.pk)
    return proposal
