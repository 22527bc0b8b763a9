"""Admin of submissions, their sections, citations and new recommendations."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from foundation.i18n.languages import versions
from foundation.publishing.admin import PublishableAdmin
from foundation.publishing.guarded_admin import GuardedAdmin, GuardedInline

from ..models import Citation, NewRecommendation, Section, Submission


class SectionInline(GuardedInline[Section, Submission], TranslationStackedInline[Section, Submission]):
    model = Section
    extra = 0
    show_change_link = True


@admin.register(Submission)
class SubmissionAdmin(PublishableAdmin[Submission], TranslationAdmin[Submission]):
    list_display = ("title", "review", "sent_on", "publication_state")
    list_filter = ("publication_state", "organisations")
    list_select_related = ("review__state_under_review",)
    search_fields = ("key", *versions("title"))
    autocomplete_fields = ("organisations", "review", "source")
    fields = (
        "title",
        "organisations",
        "review",
        "word_limit",
        "sent_on",
        "source",
        "summary",
        "key",
        "publication_state",
        "published_at",
    )
    inlines = (SectionInline,)


class CitationInline(GuardedInline[Citation, Section], TranslationStackedInline[Citation, Section]):
    model = Citation
    extra = 0
    autocomplete_fields = ("recommendation",)


class NewRecommendationInline(
    GuardedInline[NewRecommendation, Section], TranslationStackedInline[NewRecommendation, Section]
):
    model = NewRecommendation
    extra = 0
    autocomplete_fields = ("themes", "follows_up", "taken_up_in")
    show_change_link = True


@admin.register(Section)
class SectionAdmin(GuardedAdmin[Section], TranslationAdmin[Section]):
    list_display = ("__str__", "submission", "order")
    list_filter = ("submission",)
    list_select_related = ("submission",)
    search_fields = versions("heading", "prose")
    autocomplete_fields = ("submission",)
    inlines = (CitationInline, NewRecommendationInline)


@admin.register(Citation)
class CitationAdmin(GuardedAdmin[Citation], TranslationAdmin[Citation]):
    list_display = ("recommendation", "section", "certainty")
    list_filter = ("certainty", "section__submission")
    list_select_related = ("recommendation__review__report", "section__submission")
    search_fields = ("words", "recommendation__number")
    autocomplete_fields = ("section", "recommendation")


@admin.register(NewRecommendation)
class NewRecommendationAdmin(GuardedAdmin[NewRecommendation], TranslationAdmin[NewRecommendation]):
    list_display = ("__str__", "text")
    list_filter = ("section__submission",)
    list_select_related = ("section__submission",)
    search_fields = versions("text")
    autocomplete_fields = ("section", "themes", "follows_up", "taken_up_in")
