"""Admin of findings: a draft is edited; once published, a finding is withdrawn, not rewritten."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from foundation.i18n.languages import versions
from foundation.publishing.admin import PublishableAdmin
from foundation.publishing.rights import signed_in
from foundation.spreadsheets.admin import SpreadsheetAdmin

from ..current import may_correct
from ..models import Assessment
from .forms import AssessmentForm
from .resources import AssessmentResource

FIXED_FIELDS = (
    "recommendation",
    "organisation",
    "status",
    "method",
    "coding_rule",
    "evidence_up_to",
    "evidence_up_to_precision",
    "assessed_on",
    "corrects",
    "recorded_by",
)


@admin.register(Assessment)
class AssessmentAdmin(SpreadsheetAdmin, PublishableAdmin[Assessment], TranslationAdmin[Assessment]):
    resource_classes = [AssessmentResource]
    form = AssessmentForm
    list_display = (
        "recommendation",
        "status",
        "organisation",
        "covers",
        "assessed_on",
        "publication_state",
    )
    list_filter = ("publication_state", "status", "organisation", "method")
    list_select_related = ("recommendation__review__report", "organisation")
    search_fields = (
        "recommendation__number",
        *versions("recommendation__title"),
        *versions("summary"),
    )
    autocomplete_fields = ("recommendation", "organisation", "sources", "corrects")
    fieldsets = (
        (None, {"fields": ("recommendation", "organisation", "status", "method", "coding_rule")}),
        (_("Summary"), {"fields": ("summary",)}),
        (_("Evidence"), {
            "fields": (
                ("evidence_up_to", "evidence_up_to_precision"), "assessed_on", "sources", "corrects"
            ),
        }),
        (_("Publication"), {"fields": ("publication_state", "published_at", "recorded_by")}),
    )  # fmt: skip

    @admin.display(description=_("evidence up to"), ordering="evidence_up_to")
    def covers(self, row: Assessment) -> str:
        return row.evidence_until

    def get_readonly_fields(
        self, request: HttpRequest, obj: Assessment | None = None
    ) -> list[str] | tuple[str, ...]:
        """Once it was published, only missing translations and the sources can be filled in."""
        readonly_fields = [*super().get_readonly_fields(request, obj), "recorded_by"]
        if obj is None or not obj.published_at:
            return readonly_fields
        filled_summaries = [name for name in versions("summary") if getattr(obj, name)]
        fixed_fields = [*dict.fromkeys([*readonly_fields, *FIXED_FIELDS, *filled_summaries])]
        if obj.corrects and not may_correct(obj, obj.corrects):
            # An invalid link, which the forms never save, has no effect; let editors remove it.
            fixed_fields.remove("corrects")
        return fixed_fields

    def save_model(
        self, request: HttpRequest, obj: Assessment, form: forms.ModelForm[Assessment], change: bool
    ) -> None:
        if not change:
            obj.recorded_by = signed_in(request)
        super().save_model(request, obj, form, change)
