"""Lists of the admin that do something with the chosen rows, as far as those are still what was shown.

A row that somebody changed after the list was made is left out and named; the rest is done. Of rows
that stand on other pages of the list (“select all”) nothing was shown: they are left out if the log
notes that somebody saved them since.
"""

import functools
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeAlias, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from ..db.locks import lock
from .last_edits import edited_since
from .merged_formsets import MergedListFormSet
from .rows_as_shown import as_hidden, beside, digest_with_parts, row_digests, rows_as_posted

_Row = TypeVar("_Row", bound=Model)

# What Django calls with a page, a request and the chosen rows; it answers with a page, or nothing.
Act: TypeAlias = Callable[..., Any]
# An admin action: function, name, description.
Action: TypeAlias = tuple[Act, str, str] | None
# Rows named in one sentence.
NAMED = 5
_DIGESTS = "_digests_of_list"


class GuardedList(admin.ModelAdmin[_Row]):
    # Actions that only lead to another page.
    reading_actions: ClassVar[tuple[str, ...]] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Action]:
        actions = super().get_actions(request)
        for name, action in actions.items():
            if action and name not in self.reading_actions:
                function, code, description = action
                actions[name] = (_with_what_was_shown(function), code, description)
        return actions

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Also makes the digests of its rows, in one query for all."""
        change_list = super().get_changelist_instance(request)
        if request.method == "GET" and self.get_actions(request):
            self._note_digests(change_list.result_list)
        return change_list

    def _note_digests(self, rows: Iterable[_Row]) -> None:
        digests = row_digests(self.model, [row.pk for row in rows])
        for row in rows:
            setattr(row, _DIGESTS, {row.pk: digests.get(row.pk, "")})

    def get_changelist_formset(
        self, request: HttpRequest, **kwargs: object
    ) -> type[forms.BaseModelFormSet[_Row, forms.ModelForm[_Row]]]:
        return super().get_changelist_formset(request, **{"formset": MergedListFormSet, **kwargs})

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Columns that are typed into are merged under the lock of their rows, as forms are."""
        if request.method != "POST" or "_save" not in request.POST:
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            answer = super().changelist_view(request, extra_context)
        context = getattr(answer, "context_data", None) or {}
        if "cl" in context and context["cl"].formset is not None:
            # It stands beside its rows, though others were added and deleted meanwhile.
            context["cl"].result_list = [form.instance for form in context["cl"].formset.forms]
            self._note_digests(context["cl"].result_list)
        return answer

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, obj: _Row) -> SafeString:
        return beside(super().action_checkbox(obj), getattr(obj, _DIGESTS, {}))


def _with_what_was_shown(function: Act) -> Act:
    """An action that leaves out what changed since it was shown."""

    @functools.wraps(function)
    def act(page: GuardedList[_Row], request: HttpRequest, rows: QuerySet[_Row]) -> HttpResponse | None:
        with transaction.atomic():
            keys = lock(rows)
            _tell_missing(page, request, keys)
            changed = _changed(page, request, rows, keys)
            if changed:
                _tell(page, request, list(rows.filter(pk__in=changed)[: NAMED + 1]), len(changed))
                rows = rows.exclude(pk__in=changed)
                if len(changed) == len(keys):
                    return None
            answer: HttpResponse | None = function(page, request, rows)
            if isinstance(answer, TemplateResponse) and answer.context_data is not None:
                # A page that asks first.
                digests = {row.pk: digest_with_parts(row) for row in rows}
                answer.context_data["rows_as_shown"] = as_hidden(digests)
        return answer

    return act


def _changed(
    page: GuardedList[_Row], request: HttpRequest, rows: QuerySet[_Row], keys: list[int]
) -> set[int]:
    """The keys of locked rows that are no longer what the page showed."""
    display = rows_as_posted(request)
    on_page = [key for key in keys if key in display.digests]
    if request.POST.get("post"):
        present = {row.pk: digest_with_parts(row) for row in rows.filter(pk__in=on_page)}
    else:
        present = row_digests(page.model, on_page)
    changed = {key for key in on_page if present.get(key) != display.digests[key]}
    elsewhere = set(keys) - set(on_page)
    if elsewhere and request.POST.get("select_across") == "1" and display.shown_at:
        elsewhere = edited_since(page.model, elsewhere, display.shown_at)
    return changed | elsewhere


def _tell_missing(page: GuardedList[_Row], request: HttpRequest, keys: list[int]) -> None:
    """Chosen rows that somebody deleted, or that the filter of the list no longer lets through."""
    chosen = {key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if key.isdecimal()}
    missing = len(chosen - {str(key) for key in keys})
    if missing and request.POST.get("select_across") != "1":
        sentence = ngettext(
            "%(n)s chosen record is no longer in this list: it was changed or deleted meanwhile.",
            "%(n)s chosen records are no longer in this list: they were changed or deleted meanwhile.",
            missing,
        )
        page.message_user(request, sentence % {"n": missing}, messages.WARNING)


def _tell(page: GuardedList[_Row], request: HttpRequest, rows: list[_Row], number: int) -> None:
    names = [f"“{row}”" for row in rows[:NAMED]] + (["…"] if number > NAMED else [])
    sentence = ngettext(
        "Left as it was: %(rows)s changed after this page was made. Look at it and choose it again.",
        "Left as they were: %(rows)s changed after this page was made. Look at them and choose them again.",
        number,
    )
    page.message_user(request, sentence % {"rows": ", ".join(names)}, messages.WARNING)
