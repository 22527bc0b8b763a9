"""Admin pages that require the right to publish for every change that the public would see.

All admin pages and inlines of the project derive from these; a test checks it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, OperationalError, connection
from django.db.models import DateField, Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from ..choices import Way
from ..dates.forms import DayField, WhenField, is_end_of_dated
from ..db.locks import lock
from ..history.acts import act
from ..history.reading import entries
from . import rights
from .guarded_forms import GuardedForm, GuardedFormSet

_Row = TypeVar("_Row", bound=Model)
_Owner = TypeVar("_Owner", bound=Model)

# An admin action: function, name, description.
Action: TypeAlias = tuple[Callable[..., str], str, str] | None


class _TypedDates(BaseModelAdmin[_Row]):
    """A page or an inline that reads dates as the site writes them."""

    def formfield_for_dbfield(
        self, db_field: "Field[object, object]", request: HttpRequest, **kwargs: object
    ) -> forms.Field | None:
        # A date-time is a date to Django; it has a field of two parts.
        if type(db_field) is DateField:
            ends = is_end_of_dated(db_field.model, db_field.name)
            kwargs.setdefault("form_class", WhenField if ends else DayField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class GuardedAdmin(_TypedDates[_Row], admin.ModelAdmin[_Row]):
    form: type[GuardedForm[_Row]] = GuardedForm
    object_history_template = "admin/history.html"

    def get_form(
        self, request: HttpRequest, obj: _Row | None = None, change: bool = False, **kwargs: object
    ) -> type[forms.ModelForm[_Row]]:
        # Made anew for each request.
        return _typed_into_by(request, super().get_form(request, obj, change=change, **kwargs))

    def get_changelist_form(self, request: HttpRequest, **kwargs: object) -> type[forms.ModelForm[_Row]]:
        form = super().get_changelist_form(request, **{"form": GuardedForm, **kwargs})
        return _typed_into_by(request, form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Warn editors without the right before they type."""
        if request.method == "GET" and not rights.has_right(request.user, self.model):
            row = self.get_object(request, unquote(object_id))
            if row and self.has_change_permission(request, row) and rights.is_public(row):
                self.message_user(request, rights.note(self.model), messages.WARNING)
        return super().change_view(request, object_id, form_url, extra_context)

    # Two editors at once

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> _Row | None:
        """What is about to be written is locked before it is read: who comes second sees the first."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not connection.in_atomic_block:
            return row
        lock(self.model._default_manager.filter(pk=row.pk))
        return super().get_object(request, object_id, from_field)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        view = super().changeform_view
        return self._once_more(request, lambda: view(request, object_id, form_url, extra_context))

    def _once_more(self, request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
        """Where somebody else wrote meanwhile what this post relies on, it is tried once more: then it
        sees what they wrote, and says so beside what was typed."""
        if request.method != "POST":
            return view()
        if connection.in_atomic_block:
            return self._in_act(request, view)
        try:
            return self._in_act(request, view)
        except (IntegrityError, OperationalError):
            _forget_messages(request)
        try:
            return self._in_act(request, view)
        except OperationalError:
            _forget_messages(request)
            self.message_user(request, written_meanwhile(), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def _in_act(
        self, request: HttpRequest, view: Callable[[], HttpResponse], way: Way = Way.FORM
    ) -> HttpResponse:
        with act(rights.signed_in(request), way):
            return view()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        view = super().changelist_view
        if request.method != "POST":
            return view(request, extra_context)
        return self._in_act(request, lambda: view(request, extra_context), Way.LIST)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        may_see = row is not None and self.has_view_or_change_permission(request, row)
        history = entries(row, rights.signed_in(request)) if row and may_see else []
        return super().history_view(request, object_id, {"entries": history, **(extra_context or {})})

    # Deleting

    def has_delete_permission(self, request: HttpRequest, obj: _Row | None = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or rights.has_right(request.user, self.model) or not rights.is_public(obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row and self.has_view_permission(request, row) and self._refuse(request, [row]):
            name = f"{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(f"admin:{name}", args=[object_id]))
        view = super().delete_view
        return self._once_more(request, lambda: view(request, object_id, extra_context))

    def get_actions(self, request: HttpRequest) -> dict[str, Action]:
        actions = super().get_actions(request)
        if delete_selected := actions.get("delete_selected"):
            delete, name, description = delete_selected
            actions["delete_selected"] = (_unless_public(delete), name, description)
        return actions

    def _refuse(self, request: HttpRequest, rows: list[Model]) -> bool:
        """Whether any of these rows, or of those deleted with them, is public; then show an error."""
        public = rights.public_deleted_with(rows, editor=request.user)
        if public:
            self.message_user(request, rights.refusal_to_delete(public), messages.ERROR)
        return bool(public)


def _forget_messages(request: HttpRequest) -> None:
    """Of what was not saved after all, nothing is told. As the middleware begins a request."""
    vars(request)["_messages"] = default_storage(request)


def written_meanwhile() -> str:
    return gettext(
        "Nothing was saved: somebody else was writing the same records. Look at them and try again."
    )


def _typed_into_by(request: HttpRequest, form: type[forms.ModelForm[_Row]]) -> type[forms.ModelForm[_Row]]:
    """The form class of one request, with its editor."""
    if issubclass(form, GuardedForm):
        form.editor = request.user
    return form


def _unless_public(delete: Callable[..., Any]) -> Callable[..., Any]:
    """Django's bulk deletion, refused if any row is public."""

    def delete_selected(page: GuardedAdmin[_Row], request: HttpRequest, rows: QuerySet[_Row]) -> object:
        return None if page._refuse(request, list(rows)) else delete(page, request, rows)

    return delete_selected


class GuardedInline(_TypedDates[_Row], InlineModelAdmin[_Row, _Owner]):
    form: type[GuardedForm[_Row]] = GuardedForm
    formset: type[GuardedFormSet[_Row, _Owner]] = GuardedFormSet

    if TYPE_CHECKING:
        # modeltranslation declares it for both types of object.
        def get_readonly_fields(
            self, request: HttpRequest, obj: Model | None = None
        ) -> list[str] | tuple[str, ...]: ...

    def get_formset(
        self, request: HttpRequest, obj: _Owner | None = None, **kwargs: object
    ) -> type[forms.BaseInlineFormSet[_Row, _Owner, forms.ModelForm[_Row]]]:
        # Made anew for each request.
        formset = super().get_formset(request, obj, **kwargs)
        _typed_into_by(request, formset.form)
        return formset
