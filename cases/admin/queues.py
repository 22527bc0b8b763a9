"""Admin of the work queues: each row links to the record where something is missing."""

from typing import TypeVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from foundation.i18n.languages import versions
from foundation.publishing.guarded_admin import GuardedAdmin

from ..models import queues

_Row = TypeVar("_Row", bound=Model)


class QueueChangeList(ChangeList):
    def url_for_result(self, result: Model) -> str:
        """The page of the record itself."""
        opts = (result._meta.concrete_model or type(result))._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[result.pk])


class WorkQueue(GuardedAdmin[_Row]):
    """A read-only list for everybody who may see the records."""

    actions = None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ChangeList]:
        return QueueChangeList

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        opts = (self.model._meta.concrete_model or self.model)._meta
        return any(
            request.user.has_perm(f"{opts.app_label}.{verb}_{opts.model_name}") for verb in ("view", "change")
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(queues.RecommendationWithoutEvidence)
class RecommendationWithoutEvidenceAdmin(WorkQueue[queues.RecommendationWithoutEvidence]):
    list_display = ("number", "heading", "review", "publication_state")
    list_filter = ("review", "publication_state", "themes")
    list_select_related = ("review__state_under_review",)
    search_fields = ("number", *versions("title"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[queues.RecommendationWithoutEvidence]:
        return super().get_queryset(request).filter(evidence__isnull=True)


class TiedToNothing(WorkQueue[_Row]):
    def get_queryset(self, request: HttpRequest) -> QuerySet[_Row]:
        return super().get_queryset(request).filter(evidence__isnull=True)


@admin.register(queues.CaseTiedToNothing)
class CaseTiedToNothingAdmin(TiedToNothing[queues.CaseTiedToNothing]):
    list_display = ("__str__", "kind", "role", "publication_state")
    list_filter = ("publication_state", "kind", "role")


@admin.register(queues.LawTiedToNothing)
class LawTiedToNothingAdmin(TiedToNothing[queues.LawTiedToNothing]):
    list_display = ("title", "kind", "publication_state")
    list_filter = ("publication_state", "kind")

    def get_queryset(self, request: HttpRequest) -> QuerySet[queues.LawTiedToNothing]:
        """A law counts as tied where one of its changes is."""
        return super().get_queryset(request).exclude(changes__evidence__isnull=False)


@admin.register(queues.EventTiedToNothing)
class EventTiedToNothingAdmin(TiedToNothing[queues.EventTiedToNothing]):
    list_display = ("title", "kind", "when", "publication_state")
    list_filter = ("publication_state", "kind")


@admin.register(queues.FigureTiedToNothing)
class FigureTiedToNothingAdmin(TiedToNothing[queues.FigureTiedToNothing]):
    list_display = ("__str__", "when", "publication_state")
    list_filter = ("publication_state",)


@admin.register(queues.NewRecommendationFollowingNothing)
class NewRecommendationFollowingNothingAdmin(WorkQueue[queues.NewRecommendationFollowingNothing]):
    list_display = ("__str__", "text")
    list_filter = ("section__submission",)
    list_select_related = ("section__submission",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[queues.NewRecommendationFollowingNothing]:
        return super().get_queryset(request).filter(follows_up__isnull=True)
