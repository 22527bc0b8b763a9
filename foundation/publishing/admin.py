"""Admin pages of root records: publishing and withdrawing."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..choices import PublicationState
from .guarded_admin import Action, GuardedAdmin
from .rights import has_right, refusal_to_publish
from .root_form import RootForm
from .state import Publishable, publish, withdraw

_Root = TypeVar("_Root", bound=Publishable)


class PublishableAdmin(GuardedAdmin[_Root]):
    """The admin of a root record. Its state changes by “publish” and “withdraw”, not in the form."""

    form: type[RootForm[_Root]] = RootForm
    change_form_template = "admin/publishable_change_form.html"
    actions: tuple[str, ...] = ("send_to_review", "publish_selected", "withdraw_selected")

    def get_view_on_site_url(self, obj: _Root | None = None) -> str | None:
        """The public page, if the record is published."""
        if obj is None or not obj.is_published:
            return None
        return super().get_view_on_site_url(obj)

    def has_delete_permission(self, request: HttpRequest, obj: _Root | None = None) -> bool:
        """Once published, a record can be withdrawn but not deleted, so that its history stays."""
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
                if not self._publish(request, [obj]):
                    # Skip the message “saved”, which would hide the error.
                    return HttpResponseRedirect(request.path)
            else:
                self._withdraw(request, [obj])
            request.POST = _as_continue(request)  # type: ignore[assignment]  # as Django’s admin does
        return super().response_change(request, obj)

    @admin.action(description=_("Send the selected to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        """Drafts only: published and withdrawn records keep their state."""
        drafts = list(queryset.filter(publication_state=PublicationState.DRAFT))
        for row in drafts:
            row.publication_state = PublicationState.IN_REVIEW
            row.save(update_fields=["publication_state"])
            self.log_change(request, row, gettext("Sent to review."))
        count = len(drafts)
        self.message_user(
            request,
            ngettext("%(n)s draft waits for review.", "%(n)s drafts wait for review.", count) % {"n": count},
            messages.SUCCESS if count else messages.WARNING,
        )

    @admin.action(description=_("Publish the selected"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        self._publish(request, queryset)

    @admin.action(description=_("Withdraw the selected"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[_Root]) -> None:
        self._withdraw(request, queryset)

    def _publish(self, request: HttpRequest, rows: Iterable[_Root]) -> int:
        """Publish the rows, and report why the others cannot be. Returns the number published."""
        count = 0
        for row in rows:
            try:
                publish(row, at=timezone.now())
            except ValidationError as error:
                self.message_user(
                    request,
                    gettext("Not published: %(row)s. %(reasons)s")
                    % {"row": row, "reasons": " ".join(error.messages)},
                    messages.ERROR,
                )
                continue
            count += 1
            self.log_change(request, row, gettext("Published."))
        if count:
            self.message_user(
                request,
                ngettext("%(n)s record is public now.", "%(n)s records are public now.", count)
                % {"n": count},
                messages.SUCCESS,
            )
        return count

    def _withdraw(self, request: HttpRequest, rows: Iterable[_Root]) -> None:
        count = 0
        for row in rows:
            if row.publication_state != PublicationState.PUBLISHED:
                continue
            withdraw(row)
            count += 1
            self.log_change(request, row, gettext("Withdrawn."))
        self.message_user(
            request,
            ngettext(
                "%(n)s record was taken from the public.",
                "%(n)s records were taken from the public.",
                count,
            )
            % {"n": count},
            messages.SUCCESS if count else messages.WARNING,
        )


def _as_continue(request: HttpRequest) -> QueryDict:
    """The POST data with “save and continue”, to return to the same page."""
    post = request.POST.copy()
    post["_continue"] = "1"
    return post
