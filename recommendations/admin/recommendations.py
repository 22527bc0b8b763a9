"""Admin of recommendations. The form follows the report, to be typed with the PDF beside it."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from foundation.choices import PublicationState
from foundation.i18n.languages import codes, versions
from foundation.publishing.admin import PublishableAdmin
from foundation.publishing.guarded_admin import GuardedInline, written_meanwhile
from foundation.publishing.rights import signed_in
from foundation.publishing.rows_as_shown import as_hidden, rows_as_posted
from foundation.spreadsheets.admin import SpreadsheetAdmin
from foundation.typing import StrOrPromise
from foundation.web.addresses import key_in

from ..choices import ImplementationStatus, Position
from ..models import Assessment, PositionStatement, Recommendation, RecommendingState, Review
from ..querysets import RecommendationQuerySet
from .actions import record_assessment
from .findings_as_shown import digests_with_findings, refuse_changed, with_findings
from .forms import UpdateStatusForm
from .resources import RecommendationResource

# Recommendations of one “Update status”.
AT_ONCE = 500


class RecommendingStateInline(
    GuardedInline[RecommendingState, Recommendation], admin.TabularInline[RecommendingState, Recommendation]
):
    model = RecommendingState
    extra = 0
    autocomplete_fields = ("state",)


class PositionStatementInline(
    GuardedInline[PositionStatement, Recommendation],
    TranslationStackedInline[PositionStatement, Recommendation],
):
    model = PositionStatement
    extra = 0
    autocomplete_fields = ("document",)
    fields = (
        ("position", "state_claim"),
        ("document", "paragraph", "stated_on"),
        "words",
        "words_translation",
    )


class ReviewFilter(admin.SimpleListFilter):
    """Unlike the stock filter, does not query the State of each review separately."""

    title = _("review")
    parameter_name = "review"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Recommendation]
    ) -> list[tuple[str, StrOrPromise]]:
        reviews = Review.objects.select_related("state_under_review")
        reviews_with_recommendations = reviews.filter(
            Exists(Recommendation.objects.filter(review=OuterRef("pk")))
        )
        return [(review.slug, str(review)) for review in reviews_with_recommendations]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        return queryset.filter(review__slug=self.value()) if self.value() else queryset


class StatusFilter(admin.SimpleListFilter):
    title = _("current finding")
    parameter_name = "status"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Recommendation]
    ) -> list[tuple[str, StrOrPromise]]:
        return list(ImplementationStatus.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        if self.value() and isinstance(queryset, RecommendationQuerySet):
            return queryset.with_current_status().filter(Q(status=self.value()))
        return queryset


class PositionFilter(admin.SimpleListFilter):
    title = _("position")
    parameter_name = "position"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Recommendation]
    ) -> list[tuple[str, StrOrPromise]]:
        return list(Position.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        if self.value() and isinstance(queryset, RecommendationQuerySet):
            return queryset.with_current_position().filter(Q(position=self.value()))
        return queryset


@admin.register(Recommendation)
class RecommendationAdmin(
    SpreadsheetAdmin, PublishableAdmin[Recommendation], TranslationAdmin[Recommendation]
):
    resource_classes = [RecommendationResource]
    list_display = (
        "number",
        "title",
        "states",
        "current_position",
        "current_status",
        "publication_state",
    )
    list_display_links = ("number", "title")
    list_filter = (
        "publication_state",
        ReviewFilter,
        StatusFilter,
        PositionFilter,
        "action_category",
        ("themes", admin.RelatedOnlyFieldListFilter),
        ("affected_groups", admin.RelatedOnlyFieldListFilter),
        ("imported_in", admin.RelatedOnlyFieldListFilter),
    )
    list_per_page = 50
    search_fields = (
        "number",
        *versions("title"),
        "text",
        *versions("recommending_states__name"),
    )
    ordering = ("review", "number_order", "pk")
    autocomplete_fields = ("review", "text_source", "themes", "affected_groups", "precursors")
    filter_horizontal = ("goals",)
    fieldsets = (
        (None, {"fields": ("review", "number", "publication_state", "published_at")}),
        (_("What is asked"), {"fields": ("title",)}),
        (_("Official text"), {
            "fields": ("text", "text_is_excerpt", "text_language", "text_source"),
        }),
        (_("What it is about"), {
            "fields": ("themes", "affected_groups", "action_category", "goals", "precursors"),
        }),
    )  # fmt: skip
    inlines: ClassVar[tuple[type[InlineModelAdmin[Any, Any]], ...]] = (
        RecommendingStateInline,
        PositionStatementInline,
    )
    change_form_template = "admin/recommendations/recommendation/change_form.html"
    actions = (*PublishableAdmin.actions, "update_status_of_selected")
    reading_actions = ("update_status_of_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recommendation]:
        links = RecommendingState.objects.select_related("state").order_by("order")
        return (
            Recommendation.objects.with_current_position()
            .with_current_status()
            .select_related("review__state_under_review", "review__report")
            .prefetch_related(Prefetch("recommending_state_set", queryset=links))
        )

    @admin.display(description=_("States"))
    def states(self, row: Recommendation) -> str:
        return ", ".join(link.state.iso3 for link in row.recommending_state_set.all())

    @admin.display(description=_("position"))
    def current_position(self, row: Recommendation) -> str:
        return str(Position(row.position).label) if row.position else "–"

    @admin.display(description=_("current finding"))
    def current_status(self, row: Recommendation) -> str:
        return str(ImplementationStatus(row.status).label)

    @admin.action(description=_("Update status …"), permissions=["view"])
    def update_status_of_selected(
        self, request: HttpRequest, queryset: QuerySet[Recommendation]
    ) -> HttpResponse | None:
        chosen = list(queryset.values_list("pk", flat=True))
        if len(chosen) > AT_ONCE:
            sentence = gettext("At most %(most)s recommendations are updated at once; %(n)s are selected.")
            self.message_user(request, sentence % {"most": AT_ONCE, "n": len(chosen)}, messages.ERROR)
            return None
        keys = ",".join(map(str, chosen))
        return HttpResponseRedirect(
            f"{reverse('admin:recommendations_recommendation_update_status')}?rows={keys}"
        )

    def get_urls(self) -> list[URLPattern]:
        update_status_url = path(
            "update-status/",
            self.admin_site.admin_view(self.update_status),
            name="recommendations_recommendation_update_status",
        )
        return [update_status_url, *super().get_urls()]

    def update_status(self, request: HttpRequest) -> HttpResponse:
        """“Update status”: adds a finding to each of the recommendations `?rows=1,2`."""
        if not request.user.has_perm("recommendations.add_assessment"):
            raise PermissionDenied
        keys = [key for key in map(key_in, request.GET.get("rows", "").split(",")) if key][:AT_ONCE]
        rows = list(Recommendation.objects.filter(pk__in=keys).in_order())
        form = UpdateStatusForm(request.POST or None)
        if rows and request.method == "POST" and form.is_valid():
            try:
                findings = self._record_findings(request, rows, form)
            except ValidationError as error:
                form.add_error(None, error.messages)
            except (IntegrityError, OperationalError):
                form.add_error(None, written_meanwhile())
            else:
                self._report_findings(request, findings)
                return HttpResponseRedirect(self._return_address(rows))
        # Made before the rows are read again, so that nothing changes unnoticed between the two.
        digests = digests_with_findings(keys)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Update status"),
            "opts": self.opts,
            "rows": with_findings(keys),
            "rows_as_shown": as_hidden(digests),
            "form": form,
            "media": self.media + form.media,
        }
        return render(request, "admin/recommendations/recommendation/update_status.html", context)

    def _record_findings(
        self, request: HttpRequest, rows: list[Recommendation], form: UpdateStatusForm
    ) -> list[Assessment]:
        """Raises `ValidationError` where a finding is refused, or the page showed what is no longer so."""
        data = form.cleaned_data
        with transaction.atomic():
            refuse_changed(rows, rows_as_posted(request))
            findings = record_assessment(
                recommendations=rows,
                organisation=data["organisation"],
                status=data["status"],
                method=data["method"],
                coding_rule=data["coding_rule"],
                summaries={code: data[f"summary_{code}"] for code in codes()},
                evidence_up_to=data["evidence_up_to"],
                evidence_up_to_precision=data["evidence_up_to_precision"],
                assessed_on=data["assessed_on"],
                sources=data["sources"],
                recorded_by=signed_in(request),
                send_to_review=data["send_to_review"],
            )
        for finding in findings:
            status = finding.get_status_display()
            message = gettext("Finding added: %(status)s.") % {"status": status}
            self.log_change(request, finding.recommendation, message)
        return findings

    def _report_findings(self, request: HttpRequest, findings: list[Assessment]) -> None:
        self.message_user(
            request,
            ngettext("%(n)s finding was added.", "%(n)s findings were added.", len(findings))
            % {"n": len(findings)},
        )
        if findings[0].publication_state == PublicationState.IN_REVIEW:
            self.message_user(request, gettext("The public sees them once somebody else has approved them."))

    def _return_address(self, rows: list[Recommendation]) -> str:
        if len(rows) == 1:
            return reverse("admin:recommendations_recommendation_change", args=[rows[0].pk])
        return reverse("admin:recommendations_recommendation_changelist")
