"""Admin of evidence and mentions, also as inlines of recommendations."""

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from foundation.i18n.languages import versions
from foundation.publishing.guarded_admin import GuardedAdmin, GuardedInline
from foundation.web.addresses import key_in
from recommendations.admin.recommendations import RecommendationAdmin
from recommendations.admin.submissions import NewRecommendationAdmin
from recommendations.models import NewRecommendation, Recommendation

from ..models import Body, Evidence, Mention
from ..models.evidence import EVIDENCE_TARGETS


class EvidenceOfRecordInline(GuardedInline[Evidence, Model], TranslationStackedInline[Evidence, Model]):
    """On the page of a case, law, event or figure: which recommendations it bears on."""

    model = Evidence
    extra = 0
    autocomplete_fields = ("recommendation",)
    fields = (("recommendation", "direction"), "reason")


class EvidenceInline(
    GuardedInline[Evidence, Recommendation], TranslationStackedInline[Evidence, Recommendation]
):
    """On the page of a recommendation: what bears on it."""

    model = Evidence
    extra = 0
    autocomplete_fields = EVIDENCE_TARGETS
    fields = ("direction", EVIDENCE_TARGETS, "reason")


class MentionInline(
    GuardedInline[Mention, NewRecommendation], admin.TabularInline[Mention, NewRecommendation]
):
    model = Mention
    extra = 0
    autocomplete_fields = ("case", "law", "provision")


@admin.register(Evidence)
class EvidenceAdmin(GuardedAdmin[Evidence], TranslationAdmin[Evidence]):
    list_display = ("recommendation", "target", "direction")
    list_filter = ("direction", "recommendation__review")
    list_select_related = (
        "recommendation__review__report",
        "case",
        "law",
        "law_change__law",
        "event",
        "figure",
    )
    search_fields = ("recommendation__number", *versions("reason"))
    autocomplete_fields = ("recommendation", *EVIDENCE_TARGETS)


@admin.register(Mention)
class MentionAdmin(GuardedAdmin[Mention]):
    list_display = ("new_recommendation", "case", "law", "provision")
    list_select_related = (
        "new_recommendation__section__submission",
        "case",
        "law",
        "provision__law",
    )
    search_fields = ("new_recommendation__text_en",)
    autocomplete_fields = ("new_recommendation", "case", "law", "provision")


@admin.register(Body)
class BodyAdmin(GuardedAdmin[Body], TranslationAdmin[Body]):
    list_display = ("name", "kind", "slug")
    list_filter = ("kind",)
    search_fields = ("slug", *versions("name"))
    prepopulated_fields = {"slug": ("name_en",)}


# The inlines are added from here because `recommendations` must not import `cases`.
admin.site.unregister(Recommendation)
admin.site.unregister(NewRecommendation)


@admin.register(Recommendation)
class RecommendationWithEvidenceAdmin(RecommendationAdmin):
    inlines = (*RecommendationAdmin.inlines, EvidenceInline)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        if request.method == "GET" and (key := key_in(object_id)):
            hidden_evidence = Evidence.objects.hidden_behind_private().filter(recommendation=key)
            if count := hidden_evidence.count():
                self.message_user(
                    request,
                    gettext(
                        "%(n)s of the pieces of evidence below belong to records that are not "
                        "published. The public page shows and counts the recommendation without "
                        "them."
                    )
                    % {"n": count},
                    messages.WARNING,
                )
        return super().change_view(request, object_id, form_url, extra_context)


@admin.register(NewRecommendation)
class NewRecommendationWithMentionsAdmin(NewRecommendationAdmin):
    inlines = (MentionInline,)
