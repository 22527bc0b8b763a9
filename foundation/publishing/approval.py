"""Approving what was proposed: by somebody else than who wrote it."""

import datetime as dt
import hashlib
import json

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from ..choices import OPEN_PROPOSALS, ProposalKind, ProposalState, PublicationState, Way
from ..history.acts import act
from ..history.changes import rows_after
from ..history.reading import revisions_of
from ..models import Act, Proposal
from . import rights
from .checks import Objection, objections_to
from .proposals import changes_in, directly, open_proposals, records_of, write_proposed
from .public_changes import tables_of
from .state import Publishable

# How long an office of one waits before it approves what it wrote itself.
OWN_WAITS = dt.timedelta(hours=24)


class NotApproved(Exception):  # noqa: N818 - an answer to an editor, not a fault
    """Why somebody may not decide so, in words; nothing was written."""


def digest_of_proposal(proposal: Proposal) -> str:
    """What an approver sees, in short: another digest means that it has changed since."""
    # What is to be published is written where it belongs, so it is seen in the history.
    newest = [
        getattr(revisions_of(record).last(), "pk", None)
        for record in records_of(proposal)
        if proposal.kind == ProposalKind.PUBLISH
    ]
    state = [proposal.changes, proposal.written_at.isoformat(), proposal.state, newest]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]


def authors_of(proposal: Proposal) -> set[int]:
    """The keys of all who wrote what would become public: who proposes it, and who wrote the record."""
    authors = set(proposal.authors.values_list("pk", flat=True))
    if proposal.kind == ProposalKind.PUBLISH:
        for record in records_of(proposal):
            authors |= writers_of(record)
    return authors


def writers_of(record: Model) -> set[int]:
    """The keys of all who wrote a record or its parts since it was last published."""
    revisions = revisions_of(record)
    published = revisions.filter(
        table=record._meta.db_table, row=record.pk, after__publication_state="published"
    ).last()
    if published:
        revisions = revisions.filter(pk__gt=published.pk)
    return set(revisions.filter(act__user__isnull=False).values_list("act__user", flat=True))


def approve(proposal: Proposal, *, by: User, seen_digest: str, reason: str = "") -> Act:
    """Make public what is proposed, in one transaction.

    `seen_digest`: the digest of what the approver looked at. `reason`: why it may become public all the
    same, where somebody may go on against an objection, or works alone. Raises `NotApproved`, `Outdated` or
    `ValidationError`, and then nothing is written.
    """
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if proposal.state not in OPEN_PROPOSALS:
            raise NotApproved(_("Somebody decided on this already."))
        if digest_of_proposal(proposal) != seen_digest:
            raise NotApproved(_("It was changed since you looked at it. Look at it again."))
        if refusal := why_not(proposal, by, reason):
            raise NotApproved(refusal)
        author = proposal.authors.order_by("pk").first()
        reasons = "\n".join(filter(None, (proposal.reason, reason)))
        with act(author, Way.PROPOSAL, reasons, approved_by=by) as this_act, directly():
            write_proposed(proposal)
            _refuse_objections(proposal, by, reason)
            _decided(proposal, ProposalState.APPROVED, by)
    return this_act


def objections(proposal: Proposal, reader: User) -> list[Objection]:
    """What speaks against it, while the database is as it would be."""
    # The records whole: a new link makes public what it leads to, a source with its title.
    return objections_to(records_of(proposal), list(rows_after(changes_in(proposal))), reader)


def _refuse_objections(proposal: Proposal, by: User, reason: str) -> None:
    against = objections(proposal, by)
    if any(not objection.may_go_on for objection in against) or (against and not reason.strip()):
        sentences = [objection.sentence for objection in against]
        if all(objection.may_go_on for objection in against):
            sentences.append(_("Say why it may become public all the same."))
        raise NotApproved(" ".join(sentences))


def publish_as_second(record: Publishable, *, by: User) -> None:
    """Publish a record that others wrote: a draft, or what waits for review.

    Raises `ValidationError` with the reason where it cannot be published, or not by this person.
    """
    proposal = open_proposals(record, ProposalKind.PUBLISH).first()
    if proposal is None and record.publication_state == PublicationState.WITHDRAWN:
        # Nobody has written anything since: two people have to want it all the same.
        raise ValidationError(_("It was withdrawn: somebody has to send it to review first."))
    with transaction.atomic():
        if proposal is None:
            proposal = Proposal.objects.create(kind=ProposalKind.PUBLISH)
            proposal.subjects.create(table=record._meta.db_table, row=record.pk)
        try:
            approve(proposal, by=by, seen_digest=digest_of_proposal(proposal))
        except NotApproved as refusal:
            raise ValidationError(str(refusal)) from refusal
    record.refresh_from_db()


def why_not(proposal: Proposal, user: User, reason: str = "") -> str:
    """Why somebody may not approve a proposal, in words; empty if they may."""
    changes = changes_in(proposal)
    models = tables_of(changes) or [type(record) for record in records_of(proposal)]
    lacking = [rights.right_of(model) for model in models if not rights.has_right(user, model)]
    if lacking:
        return rights.refusal_to_approve(lacking)
    if user.pk not in authors_of(proposal):
        return ""
    if not settings.OFFICE_OF_ONE:
        return _("You wrote this, or a part of it: somebody else has to approve it.")
    if timezone.now() - proposal.written_at < OWN_WAITS:
        return _("You wrote this yourself: you can approve it a day after it was last changed, not before.")
    if not reason.strip():
        return _("You wrote this yourself: say why nobody else can look at it.")
    return ""


def send_back(proposal: Proposal, *, by: User, comment: str) -> None:
    """Ask the author to mend it. Raises `NotApproved` without a comment or where it was decided already."""
    if not comment.strip():
        raise NotApproved(_("Say what is to be mended."))
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if proposal.state not in OPEN_PROPOSALS:
            raise NotApproved(_("Somebody decided on this already."))
        proposal.state, proposal.comment, proposal.reviewer = ProposalState.SENT_BACK, comment, by
        proposal.save(update_fields=["state", "comment", "reviewer"])


def drop(proposal: Proposal, *, by: User) -> None:
    """Give a proposal up; what it says stays in it. Raises `NotApproved` where it was decided already."""
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if proposal.state not in OPEN_PROPOSALS:
            raise NotApproved(_("Somebody decided on this already."))
        _decided(proposal, ProposalState.DROPPED, by)


def _decided(proposal: Proposal, state: ProposalState, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
