"""Admin pages that ask for the right to publish wherever what the public reads would change.

Every page and every inline of the tracker derives from these; a test walks through all of them.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from . import rights
from .guarded_forms import GuardedForm, GuardedFormSet


class GuardedAdmin(admin.ModelAdmin[Any]):
    form = GuardedForm

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # Made anew for each request.
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.editor = request.user
        return form

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        form: Any = super().get_changelist_form(request, **{"form": GuardedForm, **kwargs})
        form.editor = request.user
        return form

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Who may not change what is public reads so before typing."""
        if request.method == "GET" and not rights.has_right(request.user, self.model):
            row = self.get_object(request, unquote(object_id))
            if row and self.has_change_permission(request, row) and rights.is_public(row):
                self.message_user(request, rights.note(self.model), messages.WARNING)
        return super().change_view(request, object_id, form_url, extra_context)

    # Deleting

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or rights.has_right(request.user, self.model) or not rights.is_public(obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row and self.has_view_permission(request, row) and self._refuse(request, [row]):
            name = f"{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(f"admin:{name}", args=[object_id]))
        return super().delete_view(request, object_id, extra_context)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        if "delete_selected" in actions:
            delete, name, description = actions["delete_selected"]
            actions["delete_selected"] = (_unless_public(delete), name, description)
        return actions

    def _refuse(self, request: HttpRequest, rows: list[Model]) -> bool:
        """Whether any of these rows, or of what goes with them, is public; then it is told."""
        public = rights.public_deleted_with(rows, editor=request.user)
        if public:
            self.message_user(request, rights.refusal_to_delete(public), messages.ERROR)
        return bool(public)


def _unless_public(delete: Callable[..., Any]) -> Callable[..., Any]:
    """Django's bulk deletion, for rows that the public does not read."""

    def delete_selected(page: GuardedAdmin, request: HttpRequest, rows: QuerySet[Any]) -> Any:
        return None if page._refuse(request, list(rows)) else delete(page, request, rows)

    return delete_selected


class GuardedInline(InlineModelAdmin[Any, Any]):
    form = GuardedForm
    formset = GuardedFormSet

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # Made anew for each request.
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.editor = request.user
        return formset
