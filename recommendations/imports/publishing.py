"""The second act: what an import brought becomes public when somebody decides so."""

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
def publish_drafts(document_import: Import, *, by: User | None) -> int:
    """Publish the recommendations of an import that still are drafts; how many.

    In bulk: a file of all States brings thousands. The database's own rules hold. Raises `Refused`
    where somebody undid the import meanwhile.
    """
    one_at_a_time(Import)
    document_import = Import.objects.select_for_update().get(pk=document_import.pk)
    if document_import.state != ImportState.DONE:
        raise Refused(Remark("", _("Only what an import that was carried out brought can be published.")))
    lock(document_import.recommendations.all())
    drafts = document_import.recommendations.filter(publication_state=PublicationState.DRAFT)
    keys = list(drafts.values_list("pk", flat=True))
    now = timezone.now()
    history = History(by, f"Published: import {document_import.pk}: {document_import.file_name}"[:100])
    for at in range(0, len(keys), CHUNK):
        rows = Recommendation.objects.filter(pk__in=keys[at : at + CHUNK])
        rows.update(publication_state=PublicationState.PUBLISHED, published_at=now)
        history.changed(rows.all())
    return len(keys)
