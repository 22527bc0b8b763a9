"""What was recommended on a theme, and the findings."""

from dataclasses import replace

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.views.generic import DetailView, TemplateView

from foundation.lists.views import PER_PAGE
from foundation.web.page_cache import CachedPage

from ..index import Query, ThemeNode, answer, themes_in_use, with_descendants
from ..models import NewRecommendation, Theme
from ..summaries.charts import (
    claims_and_findings,
    list_of,
    newest_finding,
    only_state_under_review,
    recommending_states,
)
from ..summaries.findings_by_theme import by_theme
from ..summaries.overview import overview
from ..summaries.rows import rows as recommendation_rows

# More recommending States than this are left to the list.
MOST_STATES = 12


class ThemeList(CachedPage, TemplateView):
    """The tree of themes, each with its findings."""

    template_name = "recommendations/theme_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        result, themes = answer(Query()), themes_in_use()
        return super().get_context_data(
            by_theme=by_theme(result, themes) if themes else None,
            newest_finding=newest_finding(result),
            **kwargs,
        )


class ThemeDetail(CachedPage, DetailView[Theme]):
    """What was recommended on a theme and its sub-themes, and the findings."""

    @cached_property
    def in_use(self) -> dict[str, ThemeNode]:
        return {node.slug: node for node in themes_in_use()}

    def get_queryset(self) -> QuerySet[Theme]:
        return Theme.objects.filter(slug__in=self.in_use).select_related("parent__parent")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        result = answer(Query(theme=(self.object.slug,)))
        theme_keys = with_descendants(self.object.slug)
        children = [replace(self.in_use[child.slug], depth=0) for child in self.children()]
        asks = NewRecommendation.objects.published().filter(themes__in=theme_keys)
        return super().get_context_data(
            below=theme_keys,
            # Each bar counts all recommendations of the sub-theme, so it links to the sub-theme’s list.
            children=by_theme(answer(Query()), children) if children else None,
            rows=recommendation_rows(result.keys(0, PER_PAGE)),
            list_address=list_of(result),
            positions=overview(result).positions,
            claims=claims_and_findings(result),
            newest_finding=newest_finding(result),
            state=only_state_under_review(result),
            states=recommending_states(result, most=MOST_STATES),
            asked_by=len(result.within("recommending_state")),
            new_recommendations=asks.select_related("section__submission").in_order().distinct()[:PER_PAGE],
            **kwargs,
        )

    def children(self) -> QuerySet[Theme]:
        return self.object.children.filter(slug__in=self.in_use)
