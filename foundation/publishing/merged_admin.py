"""Pages of the admin on which several people work at once: see `merged_forms` and `merged_formsets`."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import BaseModelAdmin
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext

from ..db.locks import lock
from . import rights
from .as_shown import AS_SHOWN
from .merged_forms import MergedForm
from .merged_formsets import MergedFormSet

_Row = TypeVar("_Row", bound=Model)

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec

_MERGED = "_merged_with_others"


class WithAsShown(BaseModelAdmin[_Row]):
    """A page or an inline whose form carries what it shows, where there is something to compare."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> "_FieldsetSpec":
        fieldsets = []
        for name, stock_options in super().get_fieldsets(request, obj):
            options = stock_options.copy()
            options["fields"] = [entry for entry in options["fields"] if entry != AS_SHOWN]
            fieldsets.append((name, options))
        if obj is not None and fieldsets and self.has_change_permission(request, obj):
            _name, options = fieldsets[-1]
            options["fields"] = [*options["fields"], AS_SHOWN]
        return fieldsets


class MergedAdmin(WithAsShown[_Row], admin.ModelAdmin[_Row]):
    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> _Row | None:
        """What is about to be written is locked before it is read, its owner first: who comes second
        sees the first."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not connection.in_atomic_block:
            return row
        if owner := _owner(row):
            lock(type(owner)._default_manager.filter(pk=owner.pk))
        lock(self.model._default_manager.filter(pk=row.pk))
        return super().get_object(request, object_id, from_field)

    def save_model(self, request: HttpRequest, obj: _Row, form: forms.ModelForm[_Row], change: bool) -> None:
        """A form that changes nothing writes nothing."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def log_change(self, request: HttpRequest, obj: _Row, message: object) -> LogEntry:
        """Where nothing was changed, an entry that is not saved."""
        return super().log_change(request, obj, message) if message != [] else LogEntry()

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm[_Row], formsets: Iterable[object], change: bool
    ) -> None:
        """Also tells what stays as others saved it."""
        formsets = list(formsets)
        super().save_related(request, form, formsets, change)
        labels = _changed_by_others(form, formsets)
        setattr(request, _MERGED, bool(labels))
        if labels:
            self.message_user(request, _kept(labels), messages.INFO)

    def is_merged(self, request: HttpRequest) -> bool:
        """Whether what was just saved holds changes of others that the page did not show."""
        return bool(getattr(request, _MERGED, False))


def _owner(row: Model) -> Model | None:
    """The record to which a part belongs."""
    name = rights.owner_of(type(row))
    owner = getattr(row, name, None) if name != rights.ITSELF else None
    return owner if isinstance(owner, Model) else None


def _changed_by_others(form: forms.ModelForm[_Row], formsets: Sequence[object]) -> list[str]:
    """What others changed since the page was made, as it is called there."""
    labels: dict[str, None] = {}
    if isinstance(form, MergedForm):
        labels |= dict.fromkeys(
            form.label_of(name) for name in sorted(form.merge.meanwhile - form.merge.edited)
        )
    for formset in formsets:
        if isinstance(formset, MergedFormSet) and formset.changed_meanwhile:
            model: type[Model] = formset.model
            labels[str(model._meta.verbose_name_plural)] = None
    return list(labels)


def _kept(labels: list[str]) -> str:
    return gettext("Changed by others while you were typing, and left as they saved it: %(fields)s.") % {
        "fields": ", ".join(labels)
    }
