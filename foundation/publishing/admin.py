"""Admin pages of root records: publishing and withdrawing."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..choices import ProposalKind, PublicationState
from . import rights
from .approval import publish_as_second
from .guarded_admin import GuardedAdmin
from .guarded_lists import Action
from .proposals import open_proposals, propose_to_publish
from .root_form import RootForm
from .state import Publishable, submit_for_review, withdraw

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
        return rights.has_right(request.user, self.model)

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
        row = self.get_object(request, unquote(object_id))
        context = {
            "may_withdraw": self.has_publish_permission(request),
            "to_publish": open_proposals(row, ProposalKind.PUBLISH).first() if row else None,
            **(extra_context or {}),
        }
        if row and "_withdraw" in request.POST:
            if not self.has_publish_permission(request):
                self.message_user(request, rights.refusal_to_withdraw(self.model), messages.ERROR)
                return HttpResponseRedirect(request.path)
            # First: what else was typed is then saved as what nobody reads.
            self._withdraw(request, [row])
        return super().change_view(request, object_id, form_url, context)

    def response_change(self, request: HttpRequest, obj: _Root) -> HttpResponse:
        """Handle the button “Save and send to review”. The form has been saved by now."""
        if "_review" in request.POST:
            if self.is_merged(request):
                self.message_user(request, _not_seen(), messages.WARNING)
            else:
                self._send_to_review(request, [obj])
        if {"_review", "_withdraw"} & set(request.POST):
            request.POST = _as_continue(request)  # type: ignore[assignment]  # as Django’s admin does
        return super().response_change(request, obj)

    @admin.action(description=_("Send the selected to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        self._send_to_review(request, queryset)

    @admin.action(description=_("Approve and publish the selected"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        self._publish(request, queryset)

    @admin.action(description=_("Withdraw the selected"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        self._withdraw(request, queryset)

    def _send_to_review(self, request: HttpRequest, rows: Iterable[_Root]) -> None:
        """What is not public waits until somebody else approves it. Public records stay as they are."""
        public, others = self._split(rows)
        user = rights.signed_in(request)

        def send(row: _Root) -> None:
            if row.publication_state == PublicationState.DRAFT:
                submit_for_review(row)
            propose_to_publish(row, by=user)

        number = self._each(request, others, send, gettext("Sent to review."))
        sentences = [
            (
                messages.SUCCESS,
                ngettext("%(n)s record waits for review.", "%(n)s records wait for review.", number),
                number,
            ),
            (
                messages.WARNING,
                ngettext(
                    "%(n)s record is public and stays as it was.",
                    "%(n)s records are public and stay as they were.",
                    len(public),
                ),
                len(public),
            ),
        ]
        self._tell_each(request, sentences)

    def _publish(self, request: HttpRequest, rows: Iterable[_Root]) -> int:
        """Publish rows that others wrote, and say of the rest why not; returns how many are public."""
        public, others = self._split(rows)
        user = rights.signed_in(request)
        refusal = gettext("Not published: %(row)s. %(reasons)s")
        number = self._each(
            request, others, lambda row: publish_as_second(row, by=user), gettext("Published."), refusal
        )
        number_hidden = sum(row.is_published and not rights.is_public(row) for row in others)
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

    def _each(
        self,
        request: HttpRequest,
        rows: list[_Root],
        act: Callable[[_Root], object],
        entry: str,
        refusal: str = "",
    ) -> int:
        """Call `act` with each row; returns how many succeeded. Shows the reasons for the others.

        `entry`: the text of the log entry. `refusal`: a sentence with `row` and `reasons`.
        """
        number = 0
        refusal = refusal or gettext("Left as it was: %(row)s. %(reasons)s")
        for row in rows:
            try:
                act(row)
            except ValidationError as error:
                reasons = " ".join(error.messages)
                self.message_user(request, refusal % {"row": row, "reasons": reasons}, messages.ERROR)
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
        "Saved, but not sent to review: others changed the record while you were typing. Look at it as it is "
        "now, and send it then."
    )


def _as_continue(request: HttpRequest) -> QueryDict:
    """The POST data with “save and continue”, to return to the same page."""
    post = request.POST.copy()
    post["_continue"] = "1"
    return post
