"""A work queue in the admin: what is missing, each row leading to the page where it is added."""

from typing import TypeVar

from django.contrib.admin.views.main import ChangeList
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from foundation.typing import StrOrPromise

from .guarded_admin import GuardedAdmin

_Row = TypeVar("_Row", bound=Model)


class QueueChangeList(ChangeList):
    def url_for_result(self, result: Model) -> str:
        """The page of the record itself."""
        opts = (result._meta.concrete_model or type(result))._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[result.pk])


class WorkQueue(GuardedAdmin[_Row]):
    """A list only. Who may see the records may see what they lack.

    `what_to_do`: what an editor does about a row, in a sentence above the list.
    """

    actions = None
    change_list_template = "admin/work_queue.html"
    what_to_do: StrOrPromise = ""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        told = {"title": self.opts.verbose_name_plural, "subtitle": None, "what_to_do": self.what_to_do}
        return super().changelist_view(request, {**told, **(extra_context or {})})

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
