"""What the admin pages of both apps share: publishing, and who may do it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .choices import PublicationState
from .forms import RootForm
from .publishing import publish, withdraw


class PublishableAdmin(admin.ModelAdmin[Any]):
    """A root record: its state changes by “publish” and “withdraw”, never by typing."""

    form = RootForm
    change_form_template = "admin/publishable_change_form.html"
    actions: tuple[str, ...] = ("send_to_review", "publish_selected", "withdraw_selected")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        code = f"{self.opts.app_label}.publish_{self.opts.model_name}"
        return bool(request.user.has_perm(code))

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        own = super().get_readonly_fields(request, obj)
        return [*own, "publication_state", "published_at"]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"may_publish": self.has_publish_permission(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """“Save and publish” and “Withdraw” stand beside “Save”; the form is saved by then."""
        if self.has_publish_permission(request):
            if "_publish" in request.POST:
                self._publish(request, [obj])
                request.POST = _as_continue(request)
            elif "_withdraw" in request.POST:
                self._withdraw(request, [obj])
                request.POST = _as_continue(request)
        return super().response_change(request, obj)

    @admin.action(description=_("Send the selected to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Drafts only: what is public is withdrawn first, what was withdrawn stays so."""
        done = queryset.filter(publication_state=PublicationState.DRAFT).update(
            publication_state=PublicationState.IN_REVIEW
        )
        self.message_user(
            request,
            ngettext("%(n)s draft waits for review.", "%(n)s drafts wait for review.", done)
            % {"n": done},
            messages.SUCCESS if done else messages.WARNING,
        )

    @admin.action(description=_("Publish the selected"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._publish(request, queryset)

    @admin.action(description=_("Withdraw the selected"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._withdraw(request, queryset)

    def _publish(self, request: HttpRequest, rows: Any) -> None:
        done = 0
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
            done += 1
            self.log_change(request, row, "Published.")
        if done:
            self.message_user(
                request,
                ngettext("%(n)s record is public now.", "%(n)s records are public now.", done)
                % {"n": done},
                messages.SUCCESS,
            )

    def _withdraw(self, request: HttpRequest, rows: Any) -> None:
        done = 0
        for row in rows:
            if row.publication_state != PublicationState.PUBLISHED:
                continue
            withdraw(row)
            done += 1
            self.log_change(request, row, "Withdrawn.")
        self.message_user(
            request,
            ngettext(
                "%(n)s record was taken from the public.",
                "%(n)s records were taken from the public.",
                done,
            )
            % {"n": done},
            messages.SUCCESS if done else messages.WARNING,
        )


def _as_continue(request: HttpRequest) -> Any:
    """The same post, answered by the same page again instead of the list."""
    post = request.POST.copy()
    post["_continue"] = "1"
    return post
