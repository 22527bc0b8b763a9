"""Publishing the recommendations of an import, once an editor decides to."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.choices import PublicationState
from foundation.db.locks import lock, one_at_a_time

from ..choices import ImportState
from ..models import Import, Recommendation
from .history import History
from .incoming import Refused, Remark

CHUNK = 2_000


@transaction.atomic
def publish_drafts(import_record: Import, *, by: User | None) -> int:
    """Publish the recommendations of an import that are still drafts; return how many.

    In bulk, for a file of all States brings thousands; the database's constraints still hold. Raises
    `Refused` where somebody undid the import meanwhile.
    """
    one_at_a_time(Import)
    import_record = Import.objects.select_for_update().get(pk=import_record.pk)
    if import_record.state != ImportState.DONE:
        raise Refused(Remark("", _("Only what an import that was carried out brought can be published.")))
    lock(import_record.recommendations.all())
    drafts = import_record.recommendations.filter(publication_state=PublicationState.DRAFT)
    keys = list(drafts.values_list("pk", flat=True))
    now = timezone.now()
    history = History(by, f"Published: import {import_record.pk}: {import_record.file_name}"[:100])
    for start in range(0, len(keys), CHUNK):
        rows = Recommendation.objects.filter(pk__in=keys[start : start + CHUNK])
        rows.update(publication_state=PublicationState.PUBLISHED, published_at=now)
        history.changed(rows.all())
    return len(keys)
