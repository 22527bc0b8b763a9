"""Admin of reviews, organisations and sources."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from foundation.i18n.languages import versions
from foundation.publishing.guarded_admin import GuardedAdmin

from ..models import Organisation, Review, Source

# Django 5.2 warns unless a scheme is chosen; Django 6 assumes https.
LINKS: dict[type[models.Field[str, str]], dict[str, str]] = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Organisation)
class OrganisationAdmin(GuardedAdmin[Organisation], TranslationAdmin[Organisation]):
    formfield_overrides = LINKS
    list_display = ("name", "slug", "website")
    search_fields = ("slug", *versions("name"))
    prepopulated_fields = {"slug": ("name_en",)}


@admin.register(Source)
class SourceAdmin(GuardedAdmin[Source], TranslationAdmin[Source]):
    formfield_overrides = LINKS
    list_display = ("__str__", "kind", "title", "publisher", "published_on", "seen_by_us")
    list_filter = ("kind", "seen_by_us", "language")
    search_fields = (
        "slug", "symbol", "title", *versions("publisher"),
    )  # fmt: skip
    autocomplete_fields = ("cited_in",)
    fieldsets = (
        (None, {"fields": ("kind", "symbol", "paragraph", "title", "publisher", "slug")}),
        (_("Where it is"), {"fields": ("url", "archived_url", "language")}),
        (_("When and how we know it"), {
            "fields": ("published_on", "accessed_on", "seen_by_us", "cited_in"),
        }),
    )  # fmt: skip


@admin.register(Review)
class ReviewAdmin(GuardedAdmin[Review], TranslationAdmin[Review]):
    list_display = ("__str__", "cycle", "session", "reviewed_on", "adopted_on", "report")
    list_filter = ("cycle",)
    list_select_related = ("state_under_review", "cycle", "session", "report")
    search_fields = (
        "slug",
        *versions("state_under_review__name"),
        "report__symbol",
    )
    autocomplete_fields = ("state_under_review", "session", "report", "headline_organisation")
