"""Export and import of spreadsheets in the admin."""

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import Format
from import_export.forms import ConfirmImportForm, ExportForm
from import_export.results import Result
from import_export.tmp_storages import BaseStorage

from ..choices import Way
from ..publishing.proposal_words import address_of, forget_messages, tell_proposed
from ..publishing.proposals import propose
from ..publishing.rights import signed_in
from .as_exported import AS_EXPORTED
from .files import FORMATS, UploadedSheet
from .merging import SheetResult

# The attribute of an uploaded file that holds its stored copy.
STORED_COPY = "stored_copy"


class ConfirmSheetForm(ConfirmImportForm):
    """Identifies the confirmed preview; only what it showed is written."""

    previewed_plan = forms.CharField(widget=forms.HiddenInput)


class SpreadsheetAdmin(ImportExportMixin):
    """Export as CSV or Excel for users who may view a record, import for those who may add and change it."""

    formats = FORMATS
    # Exports all columns, so that the sheet can be imported again. The stock form with a checkbox per
    # column needs inline script and style, which the content security policy forbids.
    export_form_class = ExportForm
    confirm_form_class = ConfirmSheetForm
    import_template_name = "admin/spreadsheets/import.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def get_tmp_storage_class(self) -> type[UploadedSheet]:
        return UploadedSheet

    def write_to_tmp_storage(self, import_file: UploadedFile[bytes], input_format: Format) -> BaseStorage:
        stored_copy = super().write_to_tmp_storage(import_file, input_format)
        setattr(import_file, STORED_COPY, stored_copy)
        return stored_copy

    def import_action(self, request: HttpRequest, **kwargs: object) -> TemplateResponse:
        """The preview. The stored copy of a refused file is deleted."""
        answer = super().import_action(request, **kwargs)
        stored_copy = getattr(request.FILES.get("import_file"), STORED_COPY, None)
        context = answer.context_data or {}
        if "fields_list" in context:
            context["fields_list"] = _with_as_exported(context["fields_list"])
        if stored_copy and "confirm_form" not in context:
            stored_copy.remove()
        result = context.get("result")
        if "confirm_form" in context and isinstance(result, SheetResult):
            context["confirm_form"].initial["previewed_plan"] = result.plan
        return answer

    def process_import(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        """What a confirmed sheet changes is one act; what the public would read of it, one proposal."""
        view = super().process_import
        outcome = propose(lambda: view(request, **kwargs), by=signed_in(request), way=Way.SHEET)
        if outcome.proposal is None:
            return outcome.result
        forget_messages(request)
        tell_proposed(request, outcome.proposal)
        return HttpResponseRedirect(address_of(outcome.proposal))

    def init_request_context_data(self, request: HttpRequest, form: forms.Form) -> dict[str, object]:
        """The context of the page “Export”."""
        context = super().init_request_context_data(request, form)
        return {**context, "fields_list": _with_as_exported(context["fields_list"])}

    def get_import_data_kwargs(self, **kwargs: object) -> dict[str, object]:
        """On confirmation, adds the plan that the preview showed."""
        form = kwargs.get("form")
        import_kwargs: dict[str, object] = super().get_import_data_kwargs(**kwargs)
        if isinstance(form, ConfirmSheetForm):
            import_kwargs["previewed_plan"] = form.cleaned_data["previewed_plan"]
        return import_kwargs

    def add_data_read_fail_error_to_form(self, form: forms.Form, error: Exception) -> None:
        """Say what is wrong with the file in plain words, for the errors we know."""
        if isinstance(error, ValueError):
            form.add_error("import_file", str(error))
        else:
            super().add_data_read_fail_error_to_form(form, error)

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Report what went wrong between preview and confirmation; the stock method reports success."""
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


def _with_as_exported(fields_list: object) -> list[tuple[str, list[str]]]:
    """The columns that a page lists by resource, with the one that is no field of the record."""
    columns_by_resource = fields_list if isinstance(fields_list, list) else []
    return [(resource, [*columns, AS_EXPORTED]) for resource, columns in columns_by_resource]
