"""Pages that need both apps: home, about, data, and the file of recommendations."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cases.csv_files import CASE_COLUMNS, LAW_COLUMNS
from cases.models import Figure
from cases.summaries.on_theme import evidence_overview
from foundation.lists.views import FilteredFile, site_of
from foundation.web.page_cache import CachedPage
from recommendations.choices import CODING_RULES, RULE_STATUSES, STATUS_MEANINGS
from recommendations.index import Query, answer, themes_in_use
from recommendations.index.filters import RecommendationFilterSet
from recommendations.models import Organisation
from recommendations.summaries.charts import (
    claims_and_findings,
    counts_of_themes,
    newest_finding,
    only_state_under_review,
    public_reviews,
    recommending_states,
    top_themes,
)
from recommendations.summaries.findings_by_theme import by_theme
from recommendations.summaries.review_calendar import review_calendar

from ..dataset import json_ld
from ..publication_log import lately
from ..recommendations_csv import COLUMNS, FileLine, FileLines
from ..scales import ACTION_CATEGORIES, ASSERTIONS, DIRECTIONS, POSITIONS, STATE_CLAIMS, scale

# Limits on the home page.
MOST_STATES, MOST_REVIEWS = 8, 6


class Home(CachedPage, TemplateView):
    """The home page: counts, claims of States against findings, and where to start."""

    template_name = "home.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        result = answer(Query())
        themes = themes_in_use()
        totals = result.within("review")
        state = only_state_under_review(result)
        return super().get_context_data(
            claims=claims_and_findings(result),
            newest_finding=newest_finding(result),
            state=state,
            calendar=review_calendar(state) if state else None,
            by_theme=by_theme(result, top_themes(result, themes)),
            themes=counts_of_themes(result, themes),
            states=result.options("recommending_state"),
            largest_states=recommending_states(result, most=MOST_STATES),
            reviews=[(review, totals.get(review.slug, 0)) for review in public_reviews()[:MOST_REVIEWS]],
            changes=lately(),
            evidence=evidence_overview(),
            figures=Figure.objects.published().with_number().select_related("counted_by")[:6],
            **kwargs,
        )


class About(CachedPage, TemplateView):
    template_name = "about.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
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
            positions=scale(POSITIONS),
            state_claims=scale(STATE_CLAIMS),
            directions=scale(DIRECTIONS),
            assertions=scale(ASSERTIONS),
            action_categories=scale(ACTION_CATEGORIES),
            organisations=Organisation.objects.published().order_by("slug"),
            contact_email=settings.CONTACT_EMAIL,
            **kwargs,
        )


class Data(CachedPage, TemplateView):
    """The public files with the meaning of their columns."""

    template_name = "data.html"
    files = (
        (_("Recommendations"), "recommendations_csv", COLUMNS),
        (_("Cases"), "cases:cases_csv", CASE_COLUMNS),
        (_("Laws"), "cases:laws_csv", LAW_COLUMNS),
    )

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        site = site_of(self.request)
        return super().get_context_data(
            files=self.files,
            dataset=json_ld(site, self.files),
            contact_email=settings.CONTACT_EMAIL,
            site=site,
            **kwargs,
        )


class RecommendationsFile(FilteredFile[FileLine]):
    """The rows of the list of recommendations as a file."""

    filterset_class = RecommendationFilterSet
    columns = COLUMNS
    subject = "upr-recommendations"

    def reader(self, language: str, site: str) -> FileLines:
        return FileLines(language, site=site)
