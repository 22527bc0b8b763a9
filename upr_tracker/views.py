"""The pages that see both apps: home, the public file, its dictionary, and how we work."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, TemplateView

from cases.exports import CASE_COLUMNS, LAW_COLUMNS
from cases.facets import evidence_overview
from cases.models import Figure
from recommendations.choices import CODING_RULES, RULE_STATUSES, STATUS_MEANINGS
from recommendations.facets import overview
from recommendations.filters import RecommendationFilterSet
from recommendations.index import Selection, answer, themes_in_use
from recommendations.models import Review, Source
from upr_tracker.common.lists import csv_file, refusal, site_of

from .citations import public_sources, resting_on
from .exports import COLUMNS, FileLines


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reviews = Review.objects.published().select_related("state_under_review", "report", "cycle")
        return super().get_context_data(
            overview=overview(answer(Selection())),
            themes=themes_in_use(),
            reviews=reviews,
            evidence=evidence_overview(),
            figures=Figure.objects.published().with_number().select_related("counted_by")[:6],
            **kwargs,
        )


class SourceDetail(DetailView[Source]):
    """A source, where it is, and everything public that rests on it."""

    template_name = "source.html"

    def get_queryset(self) -> QuerySet[Source]:
        return public_sources()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Where we read of a source that we did not see is named only if it is public itself.
        cited_in = public_sources().filter(cites=self.object).first()
        return super().get_context_data(
            resting=resting_on(self.object), cited_in=cited_in, **kwargs
        )


class About(TemplateView):
    template_name = "about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statuses = [
            {"slug": status.value, "label": status.label, "meaning": meaning}
            for status, meaning in STATUS_MEANINGS.items()
        ]
        coding_rules = [
            {"label": rule.label, "status": RULE_STATUSES[rule], "meaning": meaning}
            for rule, meaning in CODING_RULES.items()
        ]
        return super().get_context_data(
            statuses=statuses,
            coding_rules=coding_rules,
            contact_email=settings.CONTACT_EMAIL,
            **kwargs,
        )


class Data(TemplateView):
    """The public files, each with what its columns mean."""

    template_name = "data.html"
    extra_context = {
        "files": [
            (_("Recommendations"), "recommendations_csv", COLUMNS),
            (_("Cases"), "cases:cases_csv", CASE_COLUMNS),
            (_("Laws"), "cases:laws_csv", LAW_COLUMNS),
        ]
    }


@require_safe
def recommendations_csv(request: HttpRequest) -> HttpResponseBase:
    """The recommendations that the list shows for the same query, all pages of them."""
    filterset = RecommendationFilterSet(request.GET)
    if refused := refusal(request, filterset):
        return refused
    lines = FileLines(get_language() or "en", site=site_of(request))
    return csv_file(request, COLUMNS, filterset.answer, lines, name="upr-recommendations")
