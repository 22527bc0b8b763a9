"""Admin of laws, provisions and changes."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from foundation.i18n.languages import versions
from foundation.publishing.admin import PublishableAdmin
from foundation.publishing.guarded_admin import GuardedAdmin, GuardedInline
from foundation.spreadsheets.admin import SpreadsheetAdmin

from ..models import FormerNumber, Law, LawChange, Provision
from .evidence import EvidenceOfRecordInline
from .resources import LawChangeResource, LawResource


class ProvisionInline(GuardedInline[Provision, Law], TranslationStackedInline[Provision, Law]):
    model = Provision
    extra = 0
    show_change_link = True


class LawChangeInline(GuardedInline[LawChange, Law], TranslationStackedInline[LawChange, Law]):
    model = LawChange
    extra = 0
    autocomplete_fields = ("provision", "asserted_by", "sources")
    fields = (
        "kind",
        ("precision", "first_day", "last_day", "order"),
        "provision",
        "summary",
        ("assertion", "asserted_by"),
        ("sources", "passage"),
    )


@admin.register(Law)
class LawAdmin(SpreadsheetAdmin, PublishableAdmin[Law], TranslationAdmin[Law]):
    resource_classes = [LawResource]
    list_display = ("title", "kind", "publication_state")
    list_filter = ("publication_state", "kind", "themes")
    search_fields = ("key", *versions("title"), "provisions__number")
    autocomplete_fields = ("themes", "sources")
    fields = (
        "title",
        "kind",
        "themes",
        "summary",
        ("sources", "passage"),
        "key",
        "publication_state",
        "published_at",
    )
    inlines = (ProvisionInline, LawChangeInline, EvidenceOfRecordInline)


class FormerNumberInline(
    GuardedInline[FormerNumber, Provision], admin.TabularInline[FormerNumber, Provision]
):
    model = FormerNumber
    extra = 0


@admin.register(Provision)
class ProvisionAdmin(GuardedAdmin[Provision], TranslationAdmin[Provision]):
    list_display = ("__str__", "number", "title")
    list_filter = ("law",)
    list_select_related = ("law",)
    search_fields = (
        "number",
        "former_numbers__number",
        *versions("title"),
        *versions("law__title"),
    )
    autocomplete_fields = ("law",)
    inlines = (FormerNumberInline,)


@admin.register(LawChange)
class LawChangeAdmin(SpreadsheetAdmin, GuardedAdmin[LawChange], TranslationAdmin[LawChange]):
    resource_classes = [LawChangeResource]
    list_display = ("law", "kind", "when", "provision")
    list_filter = ("kind",)
    list_select_related = ("law", "provision__law")
    search_fields = (*versions("law__title"), "summary_en")
    autocomplete_fields = ("law", "provision", "asserted_by", "sources")
