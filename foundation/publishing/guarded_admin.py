"""Admin pages that require the right to publish for every change that the public would see.

All admin pages and inlines of the project derive from these; a test checks it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import DateField, Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from ..dates.forms import DayField, WhenField, is_end_of_dated
from . import rights
from .guarded_forms import GuardedForm, GuardedFormSet
from .guarded_lists import Act, Action, GuardedList
from .last_edits import last_edit
from .merged_admin import MergedAdmin, WithAsShown
from .rows_as_shown import as_hidden, digest_with_parts, rows_as_posted

_Row = TypeVar("_Row", bound=Model)
_Owner = TypeVar("_Owner", bound=Model)


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


class GuardedAdmin(_TypedDates[_Row], MergedAdmin[_Row], GuardedList[_Row]):
    form: type[GuardedForm[_Row]] = GuardedForm

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

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        view = super().changeform_view
        return self._once_more(request, lambda: view(request, object_id, form_url, extra_context))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        view = super().changelist_view
        return self._once_more(request, lambda: view(request, extra_context))

    def _once_more(self, request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
        """Where somebody else wrote meanwhile what this post relies on, it is tried once more: then it
        sees what they wrote, and says so beside what was typed."""
        if request.method != "POST" or connection.in_atomic_block:
            return view()
        try:
            return view()
        except (IntegrityError, OperationalError):
            _forget_messages(request)
        try:
            return view()
        except OperationalError:
            _forget_messages(request)
            self.message_user(request, written_meanwhile(), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

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
        if request.method == "POST":
            return self._once_more(request, lambda: self._delete_as_shown(request, object_id, extra_context))
        # Made before the page is, so that nothing changes unnoticed between the two.
        digests = {row.pk: digest_with_parts(row)} if row else {}
        context = {"rows_as_shown": as_hidden(digests), **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def _delete_as_shown(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None
    ) -> HttpResponse:
        """Delete what the page that asked has shown; if it changed since, ask again."""
        with transaction.atomic():
            row = self.get_object(request, unquote(object_id))
            display = rows_as_posted(request)
            # Who may not delete it is told that, whatever changed.
            if (
                row is None
                or not self.has_delete_permission(request, row)
                or digest_with_parts(row) == display.digests.get(row.pk)
            ):
                return super().delete_view(request, object_id, extra_context)
        sentence = gettext(
            "Nothing was deleted: this changed after you were asked. Here is what would be deleted now."
        )
        edit = last_edit([row], since=display.shown_at)
        self.message_user(request, f"{sentence} {edit}" if edit else sentence, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

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


def _unless_public(delete: Act) -> Act:
    """Django's bulk deletion, refused if any row is public."""

    def delete_selected(page: GuardedAdmin[_Row], request: HttpRequest, rows: QuerySet[_Row]) -> object:
        return None if page._refuse(request, list(rows)) else delete(page, request, rows)

    return delete_selected


class GuardedInline(_TypedDates[_Row], WithAsShown[_Row], InlineModelAdmin[_Row, _Owner]):
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
        form = _typed_into_by(request, formset.form)
        if issubclass(form, GuardedForm):
            form.may_change = self.has_change_permission(request, obj)
        return formset
