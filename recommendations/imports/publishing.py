"""The second act: what an import brought becomes public when somebody decides so."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from foundation.choices import PublicationState

from ..models import Import, Recommendation
from .history import History

CHUNK = 2_000


@transaction.atomic
def publish_drafts(made: Import, *, by: User | None) -> int:
    """Publish the recommendations of an import that still are drafts; how many.

    In bulk: a file of all States brings thousands. The database's own rules hold.
    """
    drafts = made.recommendations.filter(publication_state=PublicationState.DRAFT)
    keys = list(drafts.values_list("pk", flat=True))
    now = timezone.now()
    history = History(by, f"Published: import {made.pk}: {made.file_name}"[:100])
    for at in range(0, len(keys), CHUNK):
        rows = Recommendation.objects.filter(pk__in=keys[at : at + CHUNK])
        rows.update(publication_state=PublicationState.PUBLISHED, published_at=now)
        history.changed(rows.all())
    return len(keys)
