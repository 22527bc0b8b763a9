"""Admin of cases. What the public reads and what protects the person stand apart."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from foundation.i18n.languages import versions
from foundation.publishing.admin import PublishableAdmin
from foundation.publishing.guarded_admin import GuardedAdmin, GuardedInline
from foundation.spreadsheets.admin import SpreadsheetAdmin

from ..models import Case, CaseEvent, CaseRelation, OtherSpelling
from .evidence import EvidenceOfRecordInline
from .forms import CaseEventForm, CaseEventFormSet
from .resources import CaseEventResource, CaseResource


class OtherSpellingInline(GuardedInline[OtherSpelling, Case], admin.TabularInline[OtherSpelling, Case]):
    model = OtherSpelling
    extra = 0


class CaseRelationInline(GuardedInline[CaseRelation, Case], admin.TabularInline[CaseRelation, Case]):
    model = CaseRelation
    fk_name = "from_case"
    extra = 0
    autocomplete_fields = ("to_case",)


class CaseEventInline(GuardedInline[CaseEvent, Case], TranslationStackedInline[CaseEvent, Case]):
    model = CaseEvent
    formset = CaseEventFormSet
    extra = 0
    autocomplete_fields = ("provision", "body", "asserted_by", "sources")
    fields = (
        "kind",
        ("precision", "first_day", "last_day", "order"),
        ("provision", "body"),
        "charge",
        "penalty",
        "place",
        "summary",
        ("assertion", "asserted_by"),
        ("sources", "passage"),
    )


@admin.register(Case)
class CaseAdmin(SpreadsheetAdmin, PublishableAdmin[Case], TranslationAdmin[Case]):
    resource_classes = [CaseResource]
    list_display = ("__str__", "kind", "role", "publication_state", "protection_review_due_on")
    list_filter = ("publication_state", "kind", "role", "basis", "themes")
    search_fields = (
        "key",
        *versions("public_name"),
        "private_name",
        "other_spellings__spelling",
        *versions("summary"),
    )
    autocomplete_fields = ("affected_groups", "themes", "sources", "basis_source")
    fieldsets = (
        (None, {"fields": ("kind", "publication_state", "published_at", "key")}),
        (_("What the public reads"), {
            "fields": (
                "public_name", "role", "summary", ("sources", "passage"), "affected_groups",
                "themes",
            ),
        }),
        (_("Protection: never public"), {
            "fields": (
                "existence_acknowledged", "name_display", "basis", "basis_source", "basis_note",
                "private_name", "protection_note", "protection_review_due_on",
            ),
        }),
    )  # fmt: skip
    inlines = (OtherSpellingInline, CaseRelationInline, CaseEventInline, EvidenceOfRecordInline)


@admin.register(CaseEvent)
class CaseEventAdmin(SpreadsheetAdmin, GuardedAdmin[CaseEvent], TranslationAdmin[CaseEvent]):
    resource_classes = [CaseEventResource]
    form = CaseEventForm
    list_display = ("case", "kind", "when", "provision", "place")
    list_filter = ("kind", "assertion")
    list_select_related = ("case", "provision__law")
    search_fields = ("case__public_name_en", *versions("charge"), "place_en")
    autocomplete_fields = ("case", "provision", "body", "asserted_by", "sources")
