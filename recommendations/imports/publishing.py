"""Publishing the recommendations of an import, once an editor decides to."""

from django.contrib.auth.models import User
from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.choices import PublicationState, Way
from foundation.db.locks import lock, one_at_a_time
from foundation.history.acts import act
from foundation.models import Revision
from foundation.publishing.checks import objections_to

from ..choices import ImportState
from ..models import Import, Recommendation
from .incoming import Refused, Remark

CHUNK = 2_000


def publish_drafts(import_record: Import, *, by: User | None) -> int:
    """Publish the recommendations of an import that are still drafts; return how many.

    In bulk, for a file of all States brings thousands; the database's constraints still hold. Those that
    `by` wrote or edited stay drafts: somebody else publishes them. Raises `Refused` where somebody undid
    the import meanwhile, or where `by` uploaded or carried it out,
    or where their words name somebody who is held back.
    """
    with act(by, Way.IMPORT, import_record.file_name):
        one_at_a_time(Import)
        import_record = Import.objects.select_for_update().get(pk=import_record.pk)
        if import_record.state != ImportState.DONE:
            raise Refused(Remark("", _("Only what an import that was carried out brought can be published.")))
        if by and by in (import_record.uploaded_by, import_record.carried_out_by):
            raise Refused(Remark("", _("You imported these: somebody else has to publish them.")))
        lock(import_record.recommendations.all())
        drafts = import_record.recommendations.filter(publication_state=PublicationState.DRAFT)
        if by:
            drafts = drafts.exclude(pk__in=_written_by(by))
        keys = list(drafts.values_list("pk", flat=True))
        now = timezone.now()
        for start in range(0, len(keys), CHUNK):
            rows = Recommendation.objects.filter(pk__in=keys[start : start + CHUNK])
            if by and (objections := objections_to((), list(rows), by)):
                raise Refused(*(Remark("", objection.sentence) for objection in objections))
            rows.update(publication_state=PublicationState.PUBLISHED, published_at=now)
    return len(keys)


def _written_by(user: User) -> Subquery:
    """The keys of recommendations that somebody wrote or edited."""
    revisions = Revision.objects.filter(table=Recommendation._meta.db_table, act__user=user)
    return Subquery(revisions.values("row"))
