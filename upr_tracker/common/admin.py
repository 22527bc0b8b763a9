"""What the admin pages of both apps share: publishing, spreadsheets, and who may do it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from .choices import PublicationState
from .forms import RootForm
from .guarded_admin import GuardedAdmin
from .publishing import publish, withdraw
from .publishing_rights import has_right, refusal_to_publish
from .resources import FORMATS, UploadedSheet


class SpreadsheetAdmin(ImportExportMixin):
    """Export and import of a record as CSV or Excel, for those who may see and change it."""

    formats = FORMATS
    # All columns, so that the sheet can come back whole. The form with a box for each column needs
    # inline script and style, which the policy of contents forbids.
    export_form_class = ExportForm

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def get_tmp_storage_class(self) -> type[UploadedSheet]:
        return UploadedSheet

    def write_to_tmp_storage(self, import_file: Any, input_format: Any) -> Any:
        import_file.kept_as = super().write_to_tmp_storage(import_file, input_format)
        return import_file.kept_as

    def import_action(self, request: HttpRequest, **kwargs: Any) -> Any:
        """The preview. A file that is refused is not kept on the machine."""
        answer = super().import_action(request, **kwargs)
        kept_as = getattr(request.FILES.get("import_file"), "kept_as", None)
        if kept_as and "confirm_form" not in answer.context_data:
            kept_as.remove()
        return answer

    def add_data_read_fail_error_to_form(self, form: Any, error: Exception) -> None:
        """What is wrong with the file, in words, where we know it."""
        if isinstance(error, UnicodeError):
            form.add_error(
                "import_file",
                gettext(
                    "This CSV is not in UTF-8. In Excel, save it as “CSV UTF-8”, or upload the "
                    ".xlsx file."
                ),
            )
        elif isinstance(error, ValueError):
            form.add_error("import_file", str(error))
        else:
            super().add_data_read_fail_error_to_form(form, error)

    def process_result(self, result: Any, request: HttpRequest) -> Any:
        """What became wrong between preview and confirmation is told, not called a success."""
        if not result.has_errors() and not result.has_validation_errors():
            return super().process_result(result, request)
        messages.error(
            request,
            gettext(
                "Nothing was imported: something changed since the preview. Upload the file again "
                "to see what."
            ),
        )
        return HttpResponseRedirect("../import/")


class PublishableAdmin(GuardedAdmin):
    """A root record: its state changes by “publish” and “withdraw”, never by typing."""

    form = RootForm
    change_form_template = "admin/publishable_change_form.html"
    actions: tuple[str, ...] = ("send_to_review", "publish_selected", "withdraw_selected")

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """A link to the public page only where there is one."""
        if obj is None or not obj.is_published:
            return None
        url: str | None = super().get_view_on_site_url(obj)
        return url

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was public once is withdrawn, not deleted: its history stays."""
        if obj is not None and obj.published_at:
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without the bulk deletion, which would not ask for each record."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return has_right(request.user, self.model)

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
        if {"_publish", "_withdraw"} & set(request.POST):
            if not self.has_publish_permission(request):
                self.message_user(request, refusal_to_publish(self.model), messages.ERROR)
                return HttpResponseRedirect(request.path)
            if "_publish" in request.POST:
                if not self._publish(request, [obj]):
                    # The form itself was saved; a second, green message would hide the first.
                    return HttpResponseRedirect(request.path)
            else:
                self._withdraw(request, [obj])
            request.POST = _as_continue(request)
        return super().response_change(request, obj)

    @admin.action(description=_("Send the selected to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Drafts only: what is public is withdrawn first, what was withdrawn stays so."""
        drafts = list(queryset.filter(publication_state=PublicationState.DRAFT))
        for row in drafts:
            row.publication_state = PublicationState.IN_REVIEW
            row.save(update_fields=["publication_state"])
            self.log_change(request, row, gettext("Sent to review."))
        done = len(drafts)
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

    def _publish(self, request: HttpRequest, rows: Any) -> int:
        """How many could be published; of each of the others, why not."""
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
            self.log_change(request, row, gettext("Published."))
        if done:
            self.message_user(
                request,
                ngettext("%(n)s record is public now.", "%(n)s records are public now.", done)
                % {"n": done},
                messages.SUCCESS,
            )
        return done

    def _withdraw(self, request: HttpRequest, rows: Any) -> None:
        done = 0
        for row in rows:
            if row.publication_state != PublicationState.PUBLISHED:
                continue
            withdraw(row)
            done += 1
            self.log_change(request, row, gettext("Withdrawn."))
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
