"""Admin pages whose writes reach the public only once somebody else approves them.

All admin pages and inlines of the project derive from these; a test checks it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import DateField, Field, Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from ..choices import ProposalKind, Way
from ..dates.forms import DayField, WhenField, is_end_of_dated
from ..history.changes import Outdated
from ..history.reading import entries
from ..models import Proposal
from . import rights
from .guarded_forms import GuardedForm
from .guarded_lists import GuardedList
from .last_edits import last_edit
from .merged_admin import MergedAdmin, WithAsShown
from .merged_formsets import MergedFormSet
from .proposal_words import address_of, forget_messages, tell_proposed
from .proposals import as_if_approved, open_proposals, propose
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
    object_history_template = "admin/history.html"
    change_form_template = "admin/proposing_change_form.html"

    def get_changelist_form(self, request: HttpRequest, **kwargs: object) -> type[forms.ModelForm[_Row]]:
        return super().get_changelist_form(request, **{"form": GuardedForm, **kwargs})

    # Two editors at once

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The form shows the record as if what waits on it were approved, and adds to that."""
        view = super().changeform_view
        proposals = self._proposals(request, object_id)
        context = {"proposals": proposals, **(extra_context or {})}

        def rendered() -> HttpResponse:
            # Inside the transaction: afterwards what is proposed is gone again.
            answer = view(request, object_id, form_url, context)
            return answer.render() if isinstance(answer, TemplateResponse) else answer

        if request.method == "POST":
            return self._once_more(request, rendered, proposals)
        if not proposals:
            return view(request, object_id, form_url, context)
        try:
            with as_if_approved(proposals):
                return rendered()
        except (Outdated, ValidationError):
            self.message_user(request, _no_longer_fits(), messages.WARNING)
            return view(request, object_id, form_url, context)

    def _proposals(self, request: HttpRequest, object_id: str | None) -> list[Proposal]:
        """What waits on the record to change it."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        return list(open_proposals(row, ProposalKind.CHANGE)) if row else []

    def _once_more(
        self, request: HttpRequest, view: Callable[[], HttpResponse], proposals: Iterable[Proposal] = ()
    ) -> HttpResponse:
        """Where somebody else wrote meanwhile what this post relies on, it is tried once more: then it
        sees what they wrote, and says so beside what was typed."""
        if connection.in_atomic_block:
            return self._write(request, view, on=proposals)
        try:
            return self._write(request, view, on=proposals)
        except (IntegrityError, OperationalError):
            forget_messages(request)
        try:
            return self._write(request, view, on=proposals)
        except OperationalError:
            forget_messages(request)
            self.message_user(request, written_meanwhile(), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def _write(
        self,
        request: HttpRequest,
        view: Callable[[], HttpResponse],
        *,
        way: Way = Way.FORM,
        on: Iterable[Proposal] = (),
    ) -> HttpResponse:
        try:
            outcome = propose(view, by=rights.signed_in(request), way=way, on=on)
        except Outdated:
            forget_messages(request)
            self.message_user(request, _no_longer_fits(), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        if outcome.proposal is None:
            return outcome.result
        forget_messages(request)
        tell_proposed(request, outcome.proposal)
        return HttpResponseRedirect(address_of(outcome.proposal))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        view = super().changelist_view
        if request.method != "POST":
            return view(request, extra_context)
        return self._write(request, lambda: view(request, extra_context), way=Way.LIST)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        may_see = row is not None and self.has_view_or_change_permission(request, row)
        history = entries(row, rights.signed_in(request)) if row and may_see else []
        return super().history_view(request, object_id, {"entries": history, **(extra_context or {})})

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        if request.method == "POST":
            return self._once_more(request, lambda: self._delete_as_shown(request, object_id, extra_context))
        # Made before the page is, so that nothing changes unnoticed between the two.
        row = self.get_object(request, unquote(object_id))
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


def written_meanwhile() -> str:
    return gettext(
        "Nothing was saved: somebody else was writing the same records. Look at them and try again."
    )


def _no_longer_fits() -> str:
    return gettext(
        "What is proposed on this record no longer fits: somebody has changed the same since. Look at the "
        "proposal and send it back, or give it up."
    )


class GuardedInline(_TypedDates[_Row], WithAsShown[_Row], InlineModelAdmin[_Row, _Owner]):
    form: type[GuardedForm[_Row]] = GuardedForm
    formset: type[MergedFormSet[_Row, _Owner]] = MergedFormSet

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
        if issubclass(formset.form, GuardedForm):
            formset.form.may_change = self.has_change_permission(request, obj)
        return formset
