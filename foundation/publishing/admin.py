"""Admin pages of root records: publishing and withdrawing."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..choices import PublicationState
from .guarded_admin import GuardedAdmin
from .guarded_lists import Action
from .rights import has_right, is_public, refusal_to_publish
from .root_form import RootForm
from .state import Publishable, publish, submit_for_review, withdraw

_Root = TypeVar("_Root", bound=Publishable)


class PublishableAdmin(GuardedAdmin[_Root]):
    """The admin of a root record. Buttons and actions change its state; the form does not."""

    form: type[RootForm[_Root]] = RootForm
    change_form_template = "admin/publishable_change_form.html"
    actions: tuple[str, ...] = ("send_to_review", "publish_selected", "withdraw_selected")

    def get_view_on_site_url(self, obj: _Root | None = None) -> str | None:
        """The public page, if the record is published."""
        if obj is None or not obj.is_published:
            return None
        return super().get_view_on_site_url(obj)

    def has_delete_permission(self, request: HttpRequest, obj: _Root | None = None) -> bool:
        """A record that was ever published can be withdrawn but not deleted, to keep its history."""
        if obj is not None and obj.published_at:
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Action]:
        """Without bulk deletion, which does not check each record."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return has_right(request.user, self.model)

    def get_readonly_fields(
        self, request: HttpRequest, obj: _Root | None = None
    ) -> list[str] | tuple[str, ...]:
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "publication_state", "published_at"]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        context = {"may_publish": self.has_publish_permission(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def response_change(self, request: HttpRequest, obj: _Root) -> HttpResponse:
        """Handle the buttons “Save and publish” and “Withdraw”. The form has been saved by now."""
        if {"_publish", "_withdraw"} & set(request.POST):
            if not self.has_publish_permission(request):
                self.message_user(request, refusal_to_publish(self.model), messages.ERROR)
                return HttpResponseRedirect(request.path)
            if "_publish" in request.POST:
                if self.is_merged(request):
                    self.message_user(request, _not_seen(), messages.WARNING)
                elif not self._publish(request, [obj]):
                    # Skip the message “saved”, which would hide the error.
                    return HttpResponseRedirect(request.path)
            else:
                self._withdraw(request, [obj])
            request.POST = _as_continue(request)  # type: ignore[assignment]  # as Django’s admin does
        return super().response_change(request, obj)

    @admin.action(description=_("Send the selected to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        """Drafts only. Public and withdrawn records stay as they are."""
        rows = list(queryset)
        drafts = [row for row in rows if row.publication_state == PublicationState.DRAFT]
        sent = self._each(request, drafts, submit_for_review, gettext("Sent to review."))
        sentences = [
            (
                messages.SUCCESS,
                ngettext("%(n)s draft waits for review.", "%(n)s drafts wait for review.", sent),
                sent,
            ),
            (
                messages.WARNING,
                ngettext(
                    "%(n)s record is no draft and stays as it was.",
                    "%(n)s records are no drafts and stay as they were.",
                    len(rows) - len(drafts),
                ),
                len(rows) - len(drafts),
            ),
        ]
        self._tell_each(request, sentences)

    @admin.action(description=_("Publish the selected"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        self._publish(request, queryset)

    @admin.action(description=_("Withdraw the selected"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        self._withdraw(request, queryset)

    def _publish(self, request: HttpRequest, rows: Iterable[_Root]) -> int:
        """Publish rows and say of each that cannot be published why; returns how many are published."""
        public, others = self._split(rows)
        number = self._each(request, others, _publish_now, gettext("Published."))
        number_hidden = sum(row.is_published and not is_public(row) for row in others)
        sentences = [
            (
                messages.SUCCESS,
                ngettext(
                    "%(n)s record is public now.", "%(n)s records are public now.", number - number_hidden
                ),
                number - number_hidden,
            ),
            (
                messages.WARNING,
                ngettext(
                    "%(n)s record is published, but the public sees it only when what it belongs to is too.",
                    "%(n)s records are published, but the public sees them only when what they belong to "
                    "is too.",
                    number_hidden,
                ),
                number_hidden,
            ),
            (
                messages.INFO,
                ngettext(
                    "%(n)s record was published already.",
                    "%(n)s records were published already.",
                    len(public),
                ),
                len(public),
            ),
        ]
        self._tell_each(request, sentences)
        return number + len(public)

    def _withdraw(self, request: HttpRequest, rows: Iterable[_Root]) -> None:
        public, others = self._split(rows)
        number = self._each(request, public, withdraw, gettext("Withdrawn."))
        sentences = [
            (
                messages.SUCCESS,
                ngettext(
                    "%(n)s record was taken from the public.",
                    "%(n)s records were taken from the public.",
                    number,
                ),
                number,
            ),
            (
                messages.WARNING,
                ngettext(
                    "%(n)s record was not published: there was nothing to withdraw.",
                    "%(n)s records were not published: there was nothing to withdraw.",
                    len(others),
                ),
                len(others),
            ),
        ]
        self._tell_each(request, sentences)

    def _split(self, rows: Iterable[_Root]) -> tuple[list[_Root], list[_Root]]:
        """The published rows, and the others."""
        rows = list(rows)
        return [row for row in rows if row.is_published], [row for row in rows if not row.is_published]

    def _each(self, request: HttpRequest, rows: list[_Root], act: Callable[[_Root], None], entry: str) -> int:
        """Call `act` with each row; returns how many succeeded. Shows the reasons for the others.

        `entry`: the text of the log entry.
        """
        number = 0
        refusal = gettext("Left as it was: %(row)s. %(reasons)s")
        if act is _publish_now:
            refusal = gettext("Not published: %(row)s. %(reasons)s")
        for row in rows:
            try:
                act(row)
            except ValidationError as error:
                self.message_user(
                    request,
                    refusal % {"row": row, "reasons": " ".join(error.messages)},
                    messages.ERROR,
                )
                continue
            number += 1
            self.log_change(request, row, entry)
        return number

    def _tell_each(self, request: HttpRequest, sentences: Iterable[tuple[int, str, int]]) -> None:
        """Show each sentence that counts something. `sentences`: level, sentence and count."""
        for level, sentence, number in sentences:
            if number:
                self.message_user(request, sentence % {"n": number}, level)


def _not_seen() -> str:
    return gettext(
        "Saved, but not published: others changed the record while you were typing. Look at it as it is now, "
        "and publish it then."
    )


def _publish_now(record: Publishable) -> None:
    publish(record, at=timezone.now())


def _as_continue(request: HttpRequest) -> QueryDict:
    """The POST data with “save and continue”, to return to the same page."""
    post = request.POST.copy()
    post["_continue"] = "1"
    return post
