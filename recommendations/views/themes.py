"""What was recommended on a theme, and what came of it."""

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

# Of the States that asked, so many are named; the rest is behind the list.
MOST_STATES = 12


class ThemeList(CachedPage, TemplateView):
    """The tree of themes, each with what was found."""

    template_name = "recommendations/theme_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        found, themes = answer(Query()), themes_in_use()
        return super().get_context_data(
            by_theme=by_theme(found, themes) if themes else None,
            newest_finding=newest_finding(found),
            **kwargs,
        )


class ThemeDetail(CachedPage, DetailView[Theme]):
    """What was recommended on a theme and its sub-themes, and what came of it."""

    @cached_property
    def in_use(self) -> dict[str, ThemeNode]:
        return {node.slug: node for node in themes_in_use()}

    def get_queryset(self) -> QuerySet[Theme]:
        return Theme.objects.filter(slug__in=self.in_use).select_related("parent__parent")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        found = answer(Query(theme=(self.object.slug,)))
        below = with_descendants(self.object.slug)
        children = [replace(self.in_use[child.slug], depth=0) for child in self.children()]
        asks = NewRecommendation.objects.published().filter(themes__in=below)
        return super().get_context_data(
            below=below,
            # Their bars count what they have by themselves, not what they share with this theme.
            children=by_theme(answer(Query()), children) if children else None,
            rows=recommendation_rows(found.keys(0, PER_PAGE)),
            list_address=list_of(found),
            positions=overview(found).positions,
            claims=claims_and_findings(found),
            newest_finding=newest_finding(found),
            state=only_state_under_review(found),
            states=recommending_states(found, most=MOST_STATES),
            asked_by=len(found.within("recommending_state")),
            new_recommendations=asks.select_related("section__submission").in_order().distinct()[:PER_PAGE],
            **kwargs,
        )

    def children(self) -> QuerySet[Theme]:
        return self.object.children.filter(slug__in=self.in_use)
