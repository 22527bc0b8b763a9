"""Admin of events and figures."""

from typing import TYPE_CHECKING, TypeAlias

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from foundation.i18n.languages import versions
from foundation.publishing.admin import PublishableAdmin
from foundation.spreadsheets.admin import SpreadsheetAdmin

from ..models import Event, Figure
from .evidence import EvidenceOfRecordInline
from .resources import EventResource, FigureResource

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts
    from django_stubs_ext import StrOrPromise

    _Fieldset: TypeAlias = tuple[StrOrPromise, _FieldOpts]

WHO_SAYS_IT: "_Fieldset" = (_("Who says it"), {
    "fields": (("assertion", "asserted_by"), ("sources", "passage")),
})  # fmt: skip
PUBLICATION: "_Fieldset" = (_("Publication"), {"fields": ("key", "publication_state", "published_at")})


@admin.register(Event)
class EventAdmin(SpreadsheetAdmin, PublishableAdmin[Event], TranslationAdmin[Event]):
    resource_classes = [EventResource]
    list_display = ("title", "kind", "when", "publication_state")
    list_filter = ("publication_state", "kind", "themes")
    search_fields = ("key", *versions("title"), "summary_en", "quotation")
    autocomplete_fields = ("body", "themes", "asserted_by", "sources")
    fieldsets = (
        (None, {"fields": ("title", "kind", ("precision", "first_day", "last_day", "order"))}),
        (_("What happened"), {"fields": ("summary", "place", "body", "themes")}),
        (_("Quotation"), {"fields": ("quotation", "quotation_translation", "quoted_person")}),
        WHO_SAYS_IT,
        PUBLICATION,
    )
    inlines = (EvidenceOfRecordInline,)


@admin.register(Figure)
class FigureAdmin(SpreadsheetAdmin, PublishableAdmin[Figure], TranslationAdmin[Figure]):
    resource_classes = [FigureResource]
    list_display = ("wording", "unit", "when", "counted_by", "publication_state")
    list_display_links = ("wording", "unit")
    list_filter = ("publication_state", "themes")
    list_select_related = ("counted_by",)
    search_fields = ("key", "wording_en", *versions("title"), "unit_en")
    autocomplete_fields = ("counted_by", "part_of", "themes", "asserted_by", "sources")
    fieldsets = (
        (None, {"fields": ("title", ("wording", "low", "high"), "unit", "calculation", "part_of")}),
        (_("When"), {"fields": (("precision", "first_day", "last_day", "order"),)}),
        (_("Who counted"), {"fields": ("counted_by", "themes")}),
        WHO_SAYS_IT,
        PUBLICATION,
    )
    inlines = (EvidenceOfRecordInline,)
