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

from .files import FORMATS, UploadedSheet
from .merging import SheetResult

# Where an uploaded file remembers its copy.
KEPT_AS = "kept_as"


class ConfirmSheetForm(ConfirmImportForm):
    """Says which preview is confirmed: nothing else is written."""

    shown = forms.CharField(widget=forms.HiddenInput)


class SpreadsheetAdmin(ImportExportMixin):
    """Export and import of a record as CSV or Excel, for those who may see and change it."""

    formats = FORMATS
    # All columns, so that the sheet can come back whole. The form with a box for each column needs
    # inline script and style, which the policy of contents forbids.
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
        kept_as = super().write_to_tmp_storage(import_file, input_format)
        setattr(import_file, KEPT_AS, kept_as)
        return kept_as

    def import_action(self, request: HttpRequest, **kwargs: object) -> TemplateResponse:
        """The preview. A file that is refused is not kept on the machine."""
        answer = super().import_action(request, **kwargs)
        kept_as = getattr(request.FILES.get("import_file"), KEPT_AS, None)
        context = answer.context_data or {}
        if kept_as and "confirm_form" not in context:
            kept_as.remove()
        result = context.get("result")
        if "confirm_form" in context and isinstance(result, SheetResult):
            context["confirm_form"].initial["shown"] = result.plan
        return answer

    def get_import_data_kwargs(self, **kwargs: object) -> dict[str, object]:
        """With what the preview showed, when it is confirmed."""
        form = kwargs.get("form")
        told: dict[str, object] = super().get_import_data_kwargs(**kwargs)
        if isinstance(form, ConfirmSheetForm):
            told["shown"] = form.cleaned_data["shown"]
        return told

    def add_data_read_fail_error_to_form(self, form: forms.Form, error: Exception) -> None:
        """What is wrong with the file, in words, where we know it."""
        if isinstance(error, ValueError):
            form.add_error("import_file", str(error))
        else:
            super().add_data_read_fail_error_to_form(form, error)

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
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
