"""Admin of the work queues of sources."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from foundation.i18n.languages import versions
from foundation.publishing.work_queue import WorkQueue

from ..models import SourceWithoutLink


@admin.register(SourceWithoutLink)
class SourceWithoutLinkAdmin(WorkQueue[SourceWithoutLink]):
    list_display = ("__str__", "kind", "publisher", "published_on", "seen_by_us", "cited_in")
    list_filter = ("kind", "seen_by_us")
    list_select_related = ("cited_in",)
    search_fields = ("slug", "symbol", "title", *versions("publisher"))
    what_to_do = _(
        "Readers cannot check what rests on these. Open each, give the address of the document or "
        "publication as “link”, and the day on which you read it as “accessed on”; a copy at an archive "
        "as “archived link”. What nobody saw, but found cited, may stay without one."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceWithoutLink]:
        return super().get_queryset(request).filter(url="")
